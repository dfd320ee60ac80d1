"""Encoder-decoder models."""

from __future__ import annotations

import functools
from typing import Any, Final

from bisum.config import Runtime, TranslateSettings
from bisum.engines.checkpoints.hub import find_model
from bisum.engines.checkpoints.weights import FolderCheckpoint
from bisum.engines.decode import Seq2SeqDecoder, search_of
from bisum.engines.device import give_back_memory
from bisum.engines.generation.batches import Batched, Decoder
from bisum.engines.generation.decoding import SEQ2SEQ_GUARD, Decoding
from bisum.engines.generation.own import (
    Chosen,
    LoadedHere,
    OwnDecoder,
    choose_decoder,
    generation_obstacle,
    obstacle,
)
from bisum.engines.generation.seq2seq import (
    LoadedSeq2Seq,
    Seq2SeqGenerate,
    forced_id,
    generation_for,
    load_seq2seq,
    own_generation,
)
from bisum.engines.generation.translator import ModelTranslator
from bisum.engines.languages import Languages, Teller, languages_for, require_languages
from bisum.engines.public_models import PublicModel

# Marian, NLLB, M2M100 and mBART-50 see at most 512 or 1,024 positions, but were trained on
# sentences: what is longer than this loses its tail now and then.
SOURCE_LIMIT: Final = 250


class Seq2SeqModel(LoadedHere):
    """An encoder-decoder model behind ``Model``."""

    engine = "seq2seq"

    def __init__(self, checkpoint: FolderCheckpoint, languages: Languages, chosen: Chosen) -> None:
        """Name the weights and the languages.

        Args:
            checkpoint: The weights.
            languages: How the model is told to read Arabic and to write English.
            chosen: What decodes it.

        Raises:
            EngineError: The tokenizer lacks a language's token, or the model takes more
                memory than there is.
        """
        require_languages(checkpoint.folder(), languages)
        super().__init__(checkpoint, chosen)
        self._languages = languages
        self._own: Seq2SeqDecoder | None = None

    @property
    def identity(self) -> str:
        """Weights, languages and guards."""
        return (
            f"seq2seq-2{self._chosen.signature};{self._checkpoint.identity};{self._languages.signature};"
            f"{SEQ2SEQ_GUARD.signature}"
        )

    def decoder(self, decoding: Decoding, *, source_limit: int) -> Decoder:
        """Give our own decoder, or a batchwise one over ``generate``."""
        if self._chosen.arithmetic is None:
            return Batched(
                Seq2SeqGenerate(self._loaded, self._languages, decoding, source_limit=source_limit)
            )
        forced = forced_id(self._tokenizer, self._languages)
        search = search_of(generation_for(self._generation, decoding, forced=forced))
        if self._own is None:
            self._own = Seq2SeqDecoder(self._loaded.model, search, arithmetic=self._chosen.arithmetic)
            del self._loaded  # our decoder has the weights in a form of its own
            give_back_memory()
        return OwnDecoder(
            self._own.searching(search),
            Teller(self._languages, self._tokenizer),
            search,
            guard=SEQ2SEQ_GUARD,
            source_limit=source_limit,
        )

    @functools.cached_property
    def _tokenizer(self) -> Any:
        return self._loaded.tokenizer

    @functools.cached_property
    def _generation(self) -> Any:
        return own_generation(self._loaded.model)

    @functools.cached_property
    def _loaded(self) -> LoadedSeq2Seq:
        return load_seq2seq(
            self._checkpoint.folder(), self._chosen.place, self._languages, adapter=self._checkpoint.adapter
        )


def open_seq2seq(settings: TranslateSettings, runtime: Runtime, known: PublicModel | None) -> ModelTranslator:
    """Open an encoder-decoder model; an ``Opener`` of the catalogue.

    Raises:
        ConfigError: There is no such device here.
        EngineError: The model can't be had or must not be loaded.
    """
    checkpoint = find_model(
        settings.model or "",
        licence=known.licence if known else None,
        adapter=settings.adapter,
    )
    decoding = Decoding.of(settings)
    source_limit = min(known.source_limit, SOURCE_LIMIT) if known else SOURCE_LIMIT
    hindrance = obstacle(checkpoint.settings, decoding, None, source_limit)
    hindrance = hindrance or generation_obstacle(checkpoint.folder())
    chosen = choose_decoder(runtime, hindrance, is_encoder_decoder=True)
    return ModelTranslator(
        Seq2SeqModel(checkpoint, languages_for(checkpoint, known), chosen),
        decoding,
        source_limit=source_limit,
        batch_tokens=runtime.batch_tokens,
    )
