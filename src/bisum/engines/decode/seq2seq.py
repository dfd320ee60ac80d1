"""Beam search for encoder-decoder models in the shape of BART."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import torch

from bisum.engines.decode.arithmetic import Arithmetic
from bisum.engines.decode.bart_shaped import BartShaped
from bisum.engines.decode.cells import CacheShape, Cells, Sources
from bisum.engines.decode.decoder import DEFAULT_SLOTS, Decoder
from bisum.engines.decode.fastest import fastest
from bisum.engines.decode.pool import Request, Room
from bisum.engines.decode.settings import Search


class Seq2SeqDecoder(Decoder):
    """A Marian, BART, Pegasus, mBART or M2M100 model with a search."""

    def __init__(
        self, model: Any, search: Search, *, arithmetic: Arithmetic | None = None,
        n_slots: int = DEFAULT_SLOTS,
    ) -> None:  # fmt: skip
        """Take a model's weights.

        Args:
            model: From transformers, on its device; may be dropped afterwards.
            search: Settings; ``start`` is needed.
            arithmetic: Of the products; None for what this machine is best at.
            n_slots: Sentences at once, over all cores.

        Raises:
            EngineError: The model isn't of a known family or can't do such a search.
        """
        chosen = arithmetic or fastest(model.device, is_encoder_decoder=True).arithmetic
        self._model = BartShaped(model, chosen, n_most=search.max_tokens)
        super().__init__(self._model, search, n_slots=n_slots)

    def _rooms(self, requests: Sequence[Request]) -> Callable[[int, int], Room]:  # noqa: ARG002 - sources share nothing
        return lambda n_slots, longest: _SourceRoom(self._model, self._search.beam, n_slots, longest)


class _SourceRoom:
    """The caches of some slots: cells of the outputs, and sources."""

    def __init__(self, model: BartShaped, beam: int, n_slots: int, longest: int) -> None:
        self._model = model
        shape = CacheShape(
            n_layers=model.n_layers, n_heads=model.n_heads, head_size=model.width // model.n_heads,
            dtype=model.cache_dtype, mask_dtype=model.dtype, device=model.device,
        )  # fmt: skip
        self._cells = Cells(shape, n_slots=n_slots, beam=beam, n_prompt=0)
        self._sources = Sources(shape, n_slots=n_slots, n_most=longest)

    def read(self, sources: Sequence[tuple[int, ...]]) -> list[torch.Tensor]:
        return self._model.encode(sources)

    def admit(self, slot: int, source: torch.Tensor) -> None:
        self._cells.admit(slot, None)
        self._sources.admit(slot, source)

    def release(self, slot: int) -> None:
        self._cells.release(slot)
        self._sources.release(slot)

    def keep(self, slots: torch.Tensor) -> None:
        self._cells.keep(slots)
        self._sources.keep(slots)

    def step(self, ids: torch.Tensor, ages: torch.Tensor) -> torch.Tensor:
        return self._model.step(ids, ages, self._cells, self._sources)

    def follow(self, parents: torch.Tensor) -> None:
        self._cells.follow(parents)

    def last_of(self, source: tuple[int, ...]) -> int:
        return source[-1]
