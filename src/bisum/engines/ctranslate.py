"""Models converted for CTranslate2, quicker than transformers on many processors."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any, Final

import torch

from bisum.config import Runtime, TranslateSettings
from bisum.engines.causal import checkpoint_and_prompt, prompt_beside
from bisum.engines.checkpoints.hub import find_model, is_decoder_only
from bisum.engines.generation.batches import Batched, Decoder
from bisum.engines.generation.conversion import Conversion, Converted, import_ctranslate2
from bisum.engines.generation.ctranslate import CausalConverted, Hardware, Seq2SeqConverted
from bisum.engines.generation.decoding import CAUSAL_GUARD, SEQ2SEQ_GUARD, Decoding
from bisum.engines.generation.translator import ModelTranslator
from bisum.engines.languages import (
    Languages,
    language_token,
    languages_beside,
    languages_for,
    require_languages,
)
from bisum.engines.prompts import Prompt
from bisum.engines.public_models import PublicModel
from bisum.engines.seq2seq import SOURCE_LIMIT
from bisum.errors import ConfigError
from bisum.model.record import EngineCard

# CTranslate2's names by the config's; on CPUs it has no bfloat16, and int8 is what it is
# good at there.
_CPU_PRECISION: Final = {"auto": "int8", "float32": "float32", "int8": "int8"}
_CUDA_PRECISION: Final = {
    "auto": "float16", "float16": "float16", "bfloat16": "bfloat16", "float32": "float32",
}  # fmt: skip


class ConvertedModel:
    """A model in CTranslate2's form behind ``Model``."""

    def __init__(self, model: Conversion | Converted, ask: Languages | Prompt, hardware: Hardware) -> None:
        """Name the model; it is converted at its first ``decoder``.

        Args:
            model: Converted already, or still to be.
            ask: Languages for an encoder-decoder model, a prompt for a decoder-only one.
            hardware: Device, precision and threads.

        Raises:
            EngineError: CTranslate2 isn't installed.
        """
        import_ctranslate2()
        self._model = model
        self._ask = ask
        self._hardware = hardware

    @property
    def identity(self) -> str:
        """Weights with their precision, languages or prompt, and guard."""
        guard = CAUSAL_GUARD if isinstance(self._ask, Prompt) else SEQ2SEQ_GUARD
        return f"ctranslate2-2;{self._model.identity};{self._ask!r};{guard.signature}"

    @property
    def card(self) -> EngineCard:
        """What the weights say of themselves."""
        return self._model.card()

    @property
    def arithmetic(self) -> tuple[str, str | None]:
        """Device and precision."""
        return (self._hardware.device, self._hardware.precision)

    @property
    def why(self) -> str:
        """CTranslate2 is never chosen by itself."""
        return f"CTranslate2 in {self._hardware.precision}: asked for in translate.engine"

    def decoder(self, decoding: Decoding, *, source_limit: int) -> Decoder:
        """Give a batchwise decoder; the model is opened once."""
        folder = self._model.folder()
        if isinstance(self._ask, Prompt):
            return Batched(
                CausalConverted(self._opened, folder, self._ask, decoding, source_limit=source_limit)
            )
        return Batched(Seq2SeqConverted(self._opened, folder, self._ask, decoding, source_limit=source_limit))

    @functools.cached_property
    def _opened(self) -> Any:
        kind = "Generator" if isinstance(self._ask, Prompt) else "Translator"
        return self._hardware.open(kind, self._model.folder())


def open_ctranslate2(
    settings: TranslateSettings, runtime: Runtime, known: PublicModel | None
) -> ModelTranslator:
    """Open a model for CTranslate2; an ``Opener`` of the catalogue.

    Raises:
        ConfigError: There is no such device here, or it has no such precision.
        EngineError: The model can't be had or must not be loaded.
    """
    hardware = _hardware(runtime)
    if settings.adapter and not is_decoder_only(settings.model or "", known):
        msg = "translate.adapter: only decoder-only models take one with engine 'ctranslate2'; use 'seq2seq'"
        raise ConfigError(msg)
    folder = Path(settings.model or "").expanduser()
    source_limit = SOURCE_LIMIT
    ask: Languages | Prompt
    model: Conversion | Converted
    if (folder / "model.bin").is_file() and not any(folder.glob("*.safetensors")):
        model = Converted(folder)
        ask = prompt_beside(folder) if (folder / "vocabulary.json").is_file() else languages_beside(folder)
    elif is_decoder_only(settings.model or "", known):
        checkpoint, ask, source_limit = checkpoint_and_prompt(settings, known)
        model = Conversion(checkpoint, hardware.precision)
    else:
        found = find_model(settings.model or "", licence=known.licence if known else None)
        ask = languages_for(found, known)
        tokenizer = require_languages(found.folder(), ask)
        wanted = [language_token(tokenizer, code) for code in (ask.source, ask.target) if code]
        model = Conversion(found, hardware.precision, wanted=wanted)
    return ModelTranslator(
        ConvertedModel(model, ask, hardware),
        Decoding.of(settings),
        source_limit=source_limit,
        batch_tokens=runtime.batch_tokens,
    )


def _hardware(runtime: Runtime) -> Hardware:
    device = runtime.device
    if device == "auto":
        device = "cuda" if torch.cuda.is_available() else "cpu"
    precisions = _CUDA_PRECISION if device.startswith("cuda") else _CPU_PRECISION
    if runtime.dtype not in precisions:
        msg = (
            f"run.dtype: {runtime.dtype!r} isn't for engine 'ctranslate2' on {device!r}; "
            f"take one of {', '.join(precisions)} ('auto' is {precisions['auto']})"
        )
        raise ConfigError(msg)
    return Hardware(device=device, precision=precisions[runtime.dtype], threads=runtime.threads)
