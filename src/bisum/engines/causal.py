"""Decoder-only models that translate when asked with a prompt."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from bisum.config import Runtime, TranslateSettings
from bisum.engines.batches import translate_all
from bisum.engines.causal_decoder import CausalDecoder, has_chat_template, load_causal
from bisum.engines.decoding import CAUSAL_GUARD, NO_REPEAT_TOKENS, Decoding
from bisum.engines.default_model import SOURCE_LIMIT as DEFAULT_SOURCE_LIMIT
from bisum.engines.default_model import DefaultModel
from bisum.engines.device import Place, choose_place
from bisum.engines.hub import find_model
from bisum.engines.ports import Tick, Translated
from bisum.engines.prompts import AR_EN_GEMMA, PLAIN_CHAT, Prompt, read_prompt
from bisum.engines.public_models import DEFAULT_MODEL, PublicModel
from bisum.engines.weights import Checkpoint
from bisum.errors import EngineError
from bisum.model.record import EngineCard

# Of a model that nobody told us more of: one sentence of a newspaper with room to spare.
SOURCE_LIMIT: Final = 400


class CausalTranslator:
    """A decoder-only model behind the port ``Translator``, through transformers' ``generate``."""

    def __init__(
        self,
        checkpoint: Checkpoint,
        prompt: Prompt,
        *,
        decoding: Decoding,
        place: Place,
        batch_tokens: int,
        source_limit: int,
    ) -> None:
        """Name the weights and how to use them; they are loaded at the first translation.

        Args:
            checkpoint: The weights.
            prompt: How the model is asked.
            decoding: Beam size and the like.
            place: Device and dtype.
            batch_tokens: Most source tokens of one batch, padding counted.
            source_limit: Most tokens of one source text; longer ones are split.
        """
        self._checkpoint = checkpoint
        self._prompt = prompt
        self._decoding = decoding
        self._place = place
        self._batch_tokens = batch_tokens
        self._source_limit = source_limit

    @property
    def signature(self) -> str:
        """Weights, prompt, search settings and guards."""
        return "causal-1;" + ";".join((
            self._checkpoint.identity,
            f"prompt={self._prompt!r}",
            self._decoding.signature,
            f"split={self._source_limit}",
            f"{CAUSAL_GUARD.signature},{NO_REPEAT_TOKENS}",
        ))  # fmt: skip

    @property
    def card(self) -> EngineCard:
        """What the checkpoint says of itself."""
        return self._checkpoint.card("causal")

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
    def _decoder(self) -> CausalDecoder:
        loaded = load_causal(self._checkpoint.folder(), self._place, adapter=self._checkpoint.adapter)
        return CausalDecoder(loaded, self._prompt, self._decoding, source_limit=self._source_limit)


def open_causal(settings: TranslateSettings, runtime: Runtime, known: PublicModel | None) -> CausalTranslator:
    """Open a decoder-only model, the default one or another; an ``Opener`` of the catalogue.

    Raises:
        ConfigError: There is no such device here.
        EngineError: The model can't be had, must not be loaded, or nothing says how it
            is asked.
    """
    checkpoint, prompt, source_limit = checkpoint_and_prompt(settings, known)
    return CausalTranslator(
        checkpoint,
        prompt,
        decoding=Decoding.of(settings),
        place=choose_place(runtime.device, runtime.dtype, runtime.threads),
        batch_tokens=runtime.batch_tokens,
        source_limit=source_limit,
    )


def checkpoint_and_prompt(
    settings: TranslateSettings, known: PublicModel | None
) -> tuple[Checkpoint, Prompt, int]:
    """Find a decoder-only model: its weights, how it is asked, and the most tokens of one source.

    Raises:
        EngineError: The model can't be had, must not be loaded, or nothing says how it
            is asked.
    """
    if settings.model == DEFAULT_MODEL:
        default = DefaultModel(Path(settings.adapter) if settings.adapter else None)
        return default, AR_EN_GEMMA, DEFAULT_SOURCE_LIMIT
    licence = known.licence if known else None
    found = find_model(settings.model or "", settings.revision, licence=licence, adapter=settings.adapter)
    source_limit = known.source_limit if known else SOURCE_LIMIT
    if found.adapter and (written := read_prompt(found.adapter)):
        return found, written, source_limit
    if known and known.prompt:
        return found, known.prompt, source_limit
    return found, prompt_beside(found.folder()), source_limit


def prompt_beside(folder: Path) -> Prompt:
    """Give the prompt that a model's folder states, or a plain one where it knows chats.

    Raises:
        EngineError: Nothing says how the model is asked.
    """
    written = read_prompt(folder)
    if written:
        return written
    if has_chat_template(folder):
        return PLAIN_CHAT
    msg = (
        f"nothing says how {str(folder)!r} is asked for a translation: it has no chat template; "
        'write prompt.json beside it, such as {"template": "Arabic: {source}\\nEnglish:"}'
    )
    raise EngineError(msg)
