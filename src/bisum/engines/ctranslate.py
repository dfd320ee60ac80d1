"""Models converted for CTranslate2, quicker than transformers on many processors."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import torch

from bisum.config import Runtime, TranslateSettings
from bisum.engines.batches import Decoder, translate_all
from bisum.engines.causal import checkpoint_and_prompt, prompt_beside
from bisum.engines.conversion import Conversion, Converted, import_ctranslate2
from bisum.engines.ctranslate_decoder import CausalConverted, Hardware, Seq2SeqConverted
from bisum.engines.decoding import CAUSAL_GUARD, SEQ2SEQ_GUARD, Decoding
from bisum.engines.hub import find_model, is_decoder_only
from bisum.engines.languages import (
    Languages,
    language_token,
    languages_beside,
    languages_for,
    require_languages,
)
from bisum.engines.ports import Tick, Translated
from bisum.engines.prompts import Prompt
from bisum.engines.public_models import PublicModel
from bisum.engines.seq2seq import SOURCE_LIMIT
from bisum.errors import ConfigError
from bisum.model.record import EngineCard

# CTranslate2's names by the config's; on CPUs it has no bfloat16, and int8 is what it is
# good at there.
_CPU_PRECISION: Final = {"auto": "int8", "float32": "float32"}
_CUDA_PRECISION: Final = {
    "auto": "float16", "float16": "float16", "bfloat16": "bfloat16", "float32": "float32",
}  # fmt: skip


class CTranslate2Translator:
    """A model in CTranslate2's form behind the port ``Translator``."""

    def __init__(
        self,
        model: Conversion | Converted,
        ask: Languages | Prompt,
        *,
        decoding: Decoding,
        hardware: Hardware,
        batch_tokens: int,
        source_limit: int,
    ) -> None:
        """Name the model; it is converted and loaded at the first translation.

        Args:
            model: Converted already, or still to be.
            ask: Languages for an encoder-decoder model, a prompt for a decoder-only one.
            decoding: Beam size and the like.
            hardware: Device, precision and threads.
            batch_tokens: Most source tokens of one batch, padding counted.
            source_limit: Most tokens of one source text; longer ones are split.

        Raises:
            EngineError: CTranslate2 isn't installed.
        """
        import_ctranslate2()
        self._model = model
        self._ask = ask
        self._decoding = decoding
        self._hardware = hardware
        self._batch_tokens = batch_tokens
        self._source_limit = source_limit

    @property
    def signature(self) -> str:
        """Weights with their precision, languages or prompt, search settings and guards."""
        guard = CAUSAL_GUARD if isinstance(self._ask, Prompt) else SEQ2SEQ_GUARD
        return "ctranslate2-1;" + ";".join((
            self._model.identity, repr(self._ask), self._decoding.signature, f"split={self._source_limit}",
            guard.signature,
        ))  # fmt: skip

    @property
    def card(self) -> EngineCard:
        """What the weights say of themselves."""
        return self._model.card()

    @property
    def arithmetic(self) -> tuple[str, str | None]:
        """Device and precision."""
        return (self._hardware.device, self._hardware.precision)

    def translate(self, sentences: Sequence[str], *, tick: Tick | None = None) -> Sequence[Translated]:
        """Translate each sentence by itself; see ``Translator.translate``."""
        if not sentences:
            return []
        return translate_all(sentences, self._decoder, batch_tokens=self._batch_tokens, tick=tick)

    @functools.cached_property
    def _decoder(self) -> Decoder:
        folder = self._model.folder()
        if isinstance(self._ask, Prompt):
            return CausalConverted(
                folder, self._ask, self._decoding, self._hardware, source_limit=self._source_limit
            )
        return Seq2SeqConverted(
            folder, self._ask, self._decoding, self._hardware, source_limit=self._source_limit
        )


def open_ctranslate2(
    settings: TranslateSettings, runtime: Runtime, known: PublicModel | None
) -> CTranslate2Translator:
    """Open a model for CTranslate2; an ``Opener`` of the catalogue.

    Raises:
        ConfigError: There is no such device here, or it has no such precision.
        EngineError: The model can't be had or must not be loaded.
    """
    hardware = _hardware(runtime)
    if settings.adapter and not is_decoder_only(settings.model or "", settings.revision, known):
        msg = "translate.adapter: only decoder-only models take one with engine 'ctranslate2'; use 'seq2seq'"
        raise ConfigError(msg)
    folder = Path(settings.model or "").expanduser()
    source_limit = SOURCE_LIMIT
    ask: Languages | Prompt
    model: Conversion | Converted
    if (folder / "model.bin").is_file() and not any(folder.glob("*.safetensors")):
        model = Converted(folder)
        ask = prompt_beside(folder) if (folder / "vocabulary.json").is_file() else languages_beside(folder)
    elif is_decoder_only(settings.model or "", settings.revision, known):
        checkpoint, ask, source_limit = checkpoint_and_prompt(settings, known)
        model = Conversion(checkpoint, hardware.precision)
    else:
        found = find_model(settings.model or "", settings.revision, licence=known.licence if known else None)
        ask = languages_for(found, known)
        tokenizer = require_languages(found.folder(), ask)
        wanted = [language_token(tokenizer, code) for code in (ask.source, ask.target) if code]
        model = Conversion(found, hardware.precision, wanted=wanted)
    return CTranslate2Translator(
        model,
        ask,
        decoding=Decoding.of(settings),
        hardware=hardware,
        batch_tokens=runtime.batch_tokens,
        source_limit=source_limit,
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
