"""Decoder-only models that translate when asked with a prompt."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Final

import msgspec

from bisum.config import Runtime, TranslateSettings
from bisum.engines.checkpoints.default_model import SOURCE_LIMIT as DEFAULT_SOURCE_LIMIT
from bisum.engines.checkpoints.default_model import DefaultModel
from bisum.engines.checkpoints.hub import find_model
from bisum.engines.checkpoints.weights import Checkpoint
from bisum.engines.decode import CausalDecoder, Search
from bisum.engines.device import give_back_memory
from bisum.engines.generation import faithful
from bisum.engines.generation.batches import Batched, Decoder
from bisum.engines.generation.causal import (
    CausalGenerate,
    LoadedCausal,
    has_chat_template,
    load_causal,
    named_ends,
)
from bisum.engines.generation.decoding import CAUSAL_GUARD, NO_REPEAT_TOKENS, Decoding
from bisum.engines.generation.own import Chosen, LoadedHere, OwnDecoder, choose_decoder, obstacle, prompt_room
from bisum.engines.generation.translator import ModelTranslator
from bisum.engines.prompts import AR_EN_GEMMA, PLAIN_CHAT, Prompt, Prompter, read_prompt
from bisum.engines.public_models import DEFAULT_MODEL, PublicModel
from bisum.errors import EngineError

# Of a model that nobody told us more of: one sentence of a newspaper with room to spare.
SOURCE_LIMIT: Final = 400


class CausalModel(LoadedHere):
    """A decoder-only model behind ``Model``."""

    engine = "causal"

    def __init__(self, checkpoint: Checkpoint, prompt: Prompt, chosen: Chosen) -> None:
        """Name the weights and how to use them.

        Args:
            checkpoint: The weights.
            prompt: How the model is asked.
            chosen: What decodes it.

        Raises:
            EngineError: It takes more memory than there is.
        """
        super().__init__(checkpoint, chosen)
        self._prompt = prompt
        self._own: CausalDecoder | None = None

    @property
    def identity(self) -> str:
        """Weights, prompt and guards."""
        return (
            f"causal-2{self._chosen.signature};{self._checkpoint.identity};prompt={self._prompt!r};"
            f"{CAUSAL_GUARD.signature},{NO_REPEAT_TOKENS}"
        )

    def decoder(self, decoding: Decoding, *, source_limit: int) -> Decoder:
        """Give our own decoder, or a batchwise one over ``generate``."""
        if self._chosen.arithmetic is None:
            return Batched(CausalGenerate(self._loaded, self._prompt, decoding, source_limit=source_limit))
        search = Search(
            beam=decoding.beam, length_penalty=decoding.normaliser, max_tokens=decoding.max_tokens,
            no_repeat=NO_REPEAT_TOKENS if decoding.no_repeat is None else decoding.no_repeat,
            ends=self._ends,
        )  # fmt: skip
        if self._own is None:
            self._own = CausalDecoder(
                self._loaded.model, search, arithmetic=self._chosen.arithmetic,
                prompt_limit=prompt_room(self._prompt, source_limit),
            )  # fmt: skip
            del self._loaded
            give_back_memory()
        return OwnDecoder(
            self._own.searching(search), self._prompter, search, guard=CAUSAL_GUARD,
            source_limit=source_limit, rescue=self._rescue(search) if decoding.keeps else None,
        )  # fmt: skip

    def _rescue(self, search: Search) -> Search | None:
        if search.beam == 1:
            return None
        return msgspec.structs.replace(search, rewarded=self._opening, reward=faithful.MARK_REWARD)

    @functools.cached_property
    def _opening(self) -> tuple[int, ...]:
        return faithful.opening_ids(self._prompter.vocabulary)

    @functools.cached_property
    def _prompter(self) -> Prompter:
        return Prompter(self._prompt, self._loaded.tokenizer)

    @functools.cached_property
    def _ends(self) -> tuple[int, ...]:
        return tuple(self._prompter.end_ids(named_ends(self._loaded.model)))

    @functools.cached_property
    def _loaded(self) -> LoadedCausal:
        return load_causal(self._checkpoint.folder(), self._chosen.place, adapter=self._checkpoint.adapter)


def open_causal(settings: TranslateSettings, runtime: Runtime, known: PublicModel | None) -> ModelTranslator:
    """Open a decoder-only model, the default one or another; an ``Opener`` of the catalogue.

    Raises:
        ConfigError: There is no such device here.
        EngineError: The model can't be had, must not be loaded, or nothing says how it
            is asked.
    """
    checkpoint, prompt, source_limit = checkpoint_and_prompt(settings, known)
    decoding = Decoding.of(settings)
    hindrance = obstacle(checkpoint.settings, decoding, prompt, source_limit)
    chosen = choose_decoder(runtime, hindrance, is_encoder_decoder=False)
    if chosen.arithmetic is not None:
        decoding = Decoding.of(settings, keeps=faithful.VERSION)
    return ModelTranslator(
        CausalModel(checkpoint, prompt, chosen),
        decoding,
        source_limit=source_limit,
        batch_tokens=runtime.batch_tokens,
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
    found = find_model(settings.model or "", licence=licence, adapter=settings.adapter)
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
