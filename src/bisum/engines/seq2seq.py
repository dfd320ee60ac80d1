"""Encoder-decoder models through transformers' ``generate``."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Final

from bisum.config import Runtime, TranslateSettings
from bisum.engines.batches import translate_all
from bisum.engines.decoding import SEQ2SEQ_GUARD, Decoding
from bisum.engines.device import Place, choose_place
from bisum.engines.hub import find_model
from bisum.engines.languages import Languages, languages_for, require_languages
from bisum.engines.ports import Tick, Translated
from bisum.engines.public_models import PublicModel
from bisum.engines.seq2seq_decoder import Seq2SeqDecoder, load_seq2seq
from bisum.engines.weights import FolderCheckpoint
from bisum.model.record import EngineCard

# Marian, NLLB, M2M100 and mBART-50 see at most 512 or 1,024 positions, but were trained on
# sentences: what is longer than this loses its tail now and then.
SOURCE_LIMIT: Final = 250


class Seq2SeqTranslator:
    """An encoder-decoder model behind the port ``Translator``."""

    def __init__(
        self,
        checkpoint: FolderCheckpoint,
        languages: Languages,
        *,
        decoding: Decoding,
        place: Place,
        batch_tokens: int,
        source_limit: int = SOURCE_LIMIT,
    ) -> None:
        """Name the weights and the languages; the weights are loaded at the first translation.

        Args:
            checkpoint: The weights.
            languages: How the model is told to read Arabic and to write English.
            decoding: Beam size and the like.
            place: Device and dtype.
            batch_tokens: Most source tokens of one batch, padding counted.
            source_limit: Most tokens of one source text; longer ones are split.

        Raises:
            EngineError: The tokenizer lacks a language's token.
        """
        require_languages(checkpoint.folder(), languages)
        self._checkpoint = checkpoint
        self._languages = languages
        self._decoding = decoding
        self._place = place
        self._batch_tokens = batch_tokens
        self._source_limit = source_limit

    @property
    def signature(self) -> str:
        """Weights, languages and search settings."""
        return "seq2seq-1;" + ";".join((
            self._checkpoint.identity,
            self._languages.signature,
            self._decoding.signature,
            f"split={self._source_limit}",
            SEQ2SEQ_GUARD.signature,
        ))  # fmt: skip

    @property
    def card(self) -> EngineCard:
        """What the checkpoint says of itself."""
        return self._checkpoint.card("seq2seq")

    @property
    def arithmetic(self) -> tuple[str, str | None]:
        """Device and dtype."""
        return (self._place.label, self._place.dtype)

    def translate(self, sentences: Sequence[str], *, tick: Tick | None = None) -> Sequence[Translated]:
        """Translate each sentence by itself; see ``Translator.translate``."""
        if not sentences:
            return []
        return translate_all(sentences, self._decoder, batch_tokens=self._batch_tokens, tick=tick)

    @functools.cached_property
    def _decoder(self) -> Seq2SeqDecoder:
        loaded = load_seq2seq(
            self._checkpoint.folder(), self._place, self._languages, adapter=self._checkpoint.adapter
        )
        return Seq2SeqDecoder(loaded, self._languages, self._decoding, source_limit=self._source_limit)


def open_seq2seq(
    settings: TranslateSettings, runtime: Runtime, known: PublicModel | None
) -> Seq2SeqTranslator:
    """Open an encoder-decoder model; an ``Opener`` of the catalogue.

    Raises:
        ConfigError: There is no such device here.
        EngineError: The model can't be had or must not be loaded.
    """
    checkpoint = find_model(
        settings.model or "",
        settings.revision,
        licence=known.licence if known else None,
        adapter=settings.adapter,
    )
    return Seq2SeqTranslator(
        checkpoint,
        languages_for(checkpoint, known),
        decoding=Decoding.of(settings),
        place=choose_place(runtime.device, runtime.dtype, runtime.threads),
        batch_tokens=runtime.batch_tokens,
        source_limit=min(known.source_limit, SOURCE_LIMIT) if known else SOURCE_LIMIT,
    )
