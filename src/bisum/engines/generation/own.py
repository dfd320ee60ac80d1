"""Our own decoder behind the engines: for which models and settings, and in which arithmetic."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar, Final, Protocol

import msgspec
import torch
from transformers import GenerationConfig

from bisum.config import Runtime
from bisum.engines.checkpoints.weights import Checkpoint, ModelSettings
from bisum.engines.decode import CausalDecoder, Output, Search, Seq2SeqDecoder, search_of
from bisum.engines.decode.arithmetic import Arithmetic
from bisum.engines.decode.bart_shaped import FAMILIES as BART_SHAPED
from bisum.engines.decode.fastest import fastest, machine_kind
from bisum.engines.decode.gemma_shaped import FAMILIES as GEMMA_SHAPED
from bisum.engines.device import Place, choose_place
from bisum.engines.generation.batches import Take
from bisum.engines.generation.decoding import Decoding, LengthGuard
from bisum.engines.generation.faithful import Owed, choose, n_quotations_lost, owed_by
from bisum.engines.generation.room import require_room
from bisum.engines.ports import Translated
from bisum.engines.processor import processor_kind
from bisum.engines.prompts import Prompt
from bisum.engines.quiet import quiet
from bisum.errors import ConfigError, EngineError
from bisum.model.record import EngineCard

# Source tokens of ``run.batch_tokens`` for each sentence that is decoded at a time: its default
# of 2,048 gives 128 sentences, at which products run at full rate (docs/performance.md).
_TOKENS_PER_SLOT: Final = 16


class Asking(Protocol):
    """How a model is given texts, and how its answer is read."""

    def n_tokens(self, text: str) -> int:
        """Count the tokens of one source text."""

    def ids(self, texts: Sequence[str]) -> list[list[int]]:
        """Give what the model reads for each text."""

    def answer(self, ids: Any) -> str:
        """Give the text of an output."""


class OwnDecoder:
    """A ``Decoder`` that keeps all slots filled from the whole queue."""

    def __init__(
        self,
        decoder: Seq2SeqDecoder | CausalDecoder,
        asking: Asking,
        search: Search,
        *,
        guard: LengthGuard,
        source_limit: int,
        rescue: Search | None = None,
    ) -> None:
        """Put a decoder behind the port.

        Args:
            decoder: With the search.
            asking: The model's tokenizer.
            search: Its settings.
            guard: Against loops.
            source_limit: Most tokens of one source text.
            rescue: The search with rewards, for sources whose quotations it lost; with it
                the choice among what beams finished is by what the source is owed.
        """
        self._decoder = decoder
        self._asking = asking
        self._search = search
        self._guard = guard
        self._rescue = rescue
        self.source_limit = source_limit

    def n_tokens(self, text: str) -> int:
        """Count the tokens of one source text."""
        return self._asking.n_tokens(text)

    def decode(self, texts: Sequence[str], *, batch_tokens: int, take: Take) -> None:
        """Translate texts; each is told of as soon as it is done."""
        most = [self._guard.most_new(self.n_tokens(text), self._search.max_tokens) for text in texts]
        n_slots = max(1, batch_tokens // _TOKENS_PER_SLOT)
        sources = self._asking.ids(texts)

        def done(index: int, output: Output) -> None:
            take(index, self._translated(output, most[index]))

        if self._rescue is None:
            self._decoder.decode(sources, most=most, n_slots=n_slots, done=done)
            return
        owed = [owed_by(text) for text in texts]
        lost: dict[int, Output] = {}

        def weighed(index: int, *found: Output) -> None:
            best = self._best(owed[index], found)
            if len(found) == 1 and n_quotations_lost(owed[index], self._asking.answer(best.ids)):
                lost[index] = found[0]
            else:
                done(index, best)

        self._decoder.decode(sources, most=most, n_slots=n_slots, done=weighed)
        again = sorted(lost)
        self._decoder.searching(self._rescue).decode(
            [sources[index] for index in again],
            most=[most[index] for index in again],
            owed=[owed[index].n_quotations for index in again],
            n_slots=n_slots,
            done=lambda place, output: weighed(again[place], lost[again[place]], output),
        )

    def _best(self, owed: Owed, found: Sequence[Output]) -> Output:
        outputs = [one for output in found for one in (output, *output.others)]
        return choose(outputs, owed, self._asking.answer, length_penalty=self._search.length_penalty)

    def _translated(self, output: Output, most: int) -> Translated:
        n_forced = 0 if self._search.forced_first is None else 1
        n_own = len(output.ids) - n_forced
        return Translated(
            text=self._asking.answer(output.ids),
            log_probability=output.log_probability * len(output.ids) / n_own if n_own > 0 else None,
            # An end that comes with the last token allowed may have been forced.
            is_truncated=output.is_truncated
            or (self._search.forced_last is not None and len(output.ids) >= most),
        )


def obstacle(
    settings: ModelSettings, decoding: Decoding, prompt: Prompt | None, source_limit: int
) -> str | None:
    """Say why our decoder can't decode a model; None where it can.

    Args:
        settings: Of the model.
        decoding: Its longest output counts.
        prompt: How a decoder-only model is asked.
        source_limit: Most tokens of one source.
    """
    kind = settings.model_type
    if kind in BART_SHAPED:
        return None
    if kind not in GEMMA_SHAPED or prompt is None:
        return f"bisum's decoder knows {', '.join((*BART_SHAPED, *GEMMA_SHAPED))}, not {kind}"
    if settings.attn_logit_softcapping or settings.final_logit_softcapping:
        return "bisum's decoder doesn't cap logits, as this model wants it"
    if prompt.is_chat:
        return "a chat template's length isn't known before the model is loaded"
    wanted = prompt_room(prompt, source_limit) + decoding.max_tokens
    window = _window(settings)
    if wanted > window:
        return (
            f"source, prompt and output together may have {wanted} tokens, and bisum's decoder "
            f"sees {window} of this model's; lower translate.max_tokens for it"
        )
    return None


def generation_obstacle(folder: Path) -> str | None:
    """Say which of a model's own generation settings our decoder doesn't follow; None for none."""
    if not (folder / "generation_config.json").is_file():
        return None
    with quiet():
        settings = GenerationConfig.from_pretrained(folder)
    settings.max_new_tokens = 1
    try:
        search_of(settings)
    except EngineError as error:
        return str(error)
    return None


def _window(settings: ModelSettings) -> int:
    """Give how many tokens all layers of a model see at once."""
    limits = (settings.sliding_window, settings.max_position_embeddings)
    return min((limit for limit in limits if limit), default=0)


def prompt_room(prompt: Prompt, source_limit: int) -> int:
    """Give the most tokens of a prompt: one a byte at worst, and the marks around it."""
    return source_limit + len(prompt.template.encode()) + 4


class Chosen(msgspec.Struct, frozen=True):
    """What decodes a model, and in which arithmetic.

    Attributes:
        place: Where the model is loaded, and in which dtype.
        arithmetic: Of our decoder; None where transformers decodes.
        why: The reason, for people.
    """

    place: Place
    arithmetic: Arithmetic | None
    why: str

    @property
    def dtype(self) -> str:
        """Name of the arithmetic."""
        return self.place.dtype if self.arithmetic in {None, "model"} else str(self.arithmetic)

    @property
    def signature(self) -> str:
        """What of it changes texts: int8 alone, all else but ties."""
        # 2: rows evened out in decoder-only models; 3: their attention exact.
        return ";int8-3" if self.arithmetic == "int8" else ""


class LoadedHere:
    """Weights that this process loads, and what decodes them: what ``Model`` asks of every kind of them.

    Attributes:
        engine: The kind's name in the catalogue.
    """

    engine: ClassVar[str]

    def __init__(self, checkpoint: Checkpoint, chosen: Chosen) -> None:
        """Name the weights and what decodes them.

        Raises:
            EngineError: The model takes more memory than there is.
        """
        require_room(checkpoint.n_numbers, chosen.place, chosen.arithmetic)
        self._checkpoint = checkpoint
        self._chosen = chosen

    @property
    def card(self) -> EngineCard:
        """What the checkpoint says of itself."""
        return self._checkpoint.card(self.engine)

    @property
    def arithmetic(self) -> tuple[str, str | None]:
        """Device and dtype."""
        return (self._chosen.place.label, self._chosen.dtype)

    @property
    def why(self) -> str:
        """What decodes and why."""
        return self._chosen.why


def choose_decoder(runtime: Runtime, hindrance: str | None, *, is_encoder_decoder: bool) -> Chosen:
    """Choose what decodes a model.

    Args:
        runtime: Device, dtype, decoder and threads.
        hindrance: What ``obstacle`` says.
        is_encoder_decoder: The kind of model.

    Raises:
        ConfigError: What is asked for isn't to be had.
    """
    if runtime.decoder == "bisum" and hindrance:
        msg = f"run.decoder: 'bisum' can't decode this model: {hindrance}; take auto or transformers"
        raise ConfigError(msg)
    if runtime.decoder == "transformers" or hindrance:
        if runtime.dtype == "int8":
            reason = hindrance or "run.decoder is 'transformers'"
            msg = f"run.dtype: 'int8' is for bisum's own decoder and CTranslate2 ({reason}); take another"
            raise ConfigError(msg)
        place = choose_place(runtime.device, runtime.dtype, runtime.threads)
        why = hindrance or "asked for in run.decoder"
        return Chosen(place, None, f"transformers' generate in {place.dtype}: {why}")
    asked = "float32" if runtime.dtype == "int8" else runtime.dtype
    place = choose_place(runtime.device, asked, runtime.threads)
    device = torch.device(place.device)
    best = fastest(device, is_encoder_decoder=is_encoder_decoder)
    if device.type != "cpu" and runtime.dtype == "int8":
        msg = f"run.dtype: 'int8' is for processors, not for {place.device!r}; take auto"
        raise ConfigError(msg)
    if device.type == "cpu" and runtime.dtype == "bfloat16" and processor_kind() == "avx2":
        msg = (
            "run.dtype: 'bfloat16' takes a processor with AVX-512 or AMX, this one has AVX2; take auto, "
            "or run.decoder: transformers, which emulates it slowly"
        )
        raise ConfigError(msg)
    arithmetic = best.arithmetic
    if runtime.dtype != "auto" and arithmetic != "model":
        arithmetic = "model" if runtime.dtype == "float16" else runtime.dtype
    if arithmetic != "model":
        # The weights come in full and are turned into what is computed with.
        place = msgspec.structs.replace(place, dtype="float32")
    name = place.dtype if arithmetic == "model" else arithmetic
    basis = best.basis if runtime.dtype == "auto" else "asked for in run.dtype"
    return Chosen(place, arithmetic, f"bisum's decoder in {name} ({machine_kind(device)}: {basis})")
