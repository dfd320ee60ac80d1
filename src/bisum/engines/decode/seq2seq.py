"""Beam search for encoder-decoder models in the shape of BART."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import torch

from bisum.engines.decode.arithmetic import Arithmetic, best_arithmetic
from bisum.engines.decode.bart_shaped import BartShaped
from bisum.engines.decode.beams import Output
from bisum.engines.decode.cells import Cells, Sources
from bisum.engines.decode.pool import Request, decode
from bisum.engines.decode.settings import Search
from bisum.engines.decode.vocabulary import Vocabulary
from bisum.engines.decode.workers import DEFAULT_SLOTS, requests_of, share_out


class Seq2SeqDecoder:
    """A Marian, BART, Pegasus, mBART or M2M100 model with a search."""

    def __init__(
        self, model: Any, search: Search, *, arithmetic: Arithmetic | None = None,
        n_slots: int = DEFAULT_SLOTS, shortlist: Sequence[int] | None = None,
    ) -> None:  # fmt: skip
        """Take a model's weights.

        Args:
            model: From transformers, on its device; may be dropped afterwards.
            search: Settings; ``start`` is needed.
            arithmetic: Of the products; None for what this machine is best at.
            n_slots: Sentences at once, over all cores.
            shortlist: Ids to choose among; None for all.

        Raises:
            EngineError: The model isn't of a known family or can't do such a search.
        """
        device = model.device
        self._model = BartShaped(model, arithmetic or best_arithmetic(device), n_most=search.max_tokens)
        self._search = search
        self._n_slots = n_slots
        self.shorten(shortlist)

    @property
    def arithmetic(self) -> Arithmetic:
        """Of the products."""
        return self._model.arithmetic

    def shorten(self, shortlist: Sequence[int] | None) -> None:
        """Choose among these ids from now on, the ends and forced ids among them; None for all."""
        search, device = self._search, self._model.device
        ids = None if shortlist is None else torch.tensor(sorted({*shortlist, *search.ends}), device=device)
        self._vocabulary = Vocabulary(
            self._model.table, self._model.bias, banned=search.banned, is_renormalised=search.is_renormalised,
            device=device, n_rows=self._n_slots * search.beam, shortlist=ids,
        )  # fmt: skip

    def decode(
        self, sources: Sequence[Sequence[int]], *, most: Sequence[int] | None = None,
        least: Sequence[int] | None = None, tick: Callable[[int], None] | None = None,
    ) -> list[Output]:  # fmt: skip
        """Decode every source.

        Args:
            sources: Ids with their special tokens, none empty; best in any order, they
                are sorted here.
            most: Most tokens of each output; None for the search's.
            least: Least tokens of each; None for the search's.
            tick: Called with 1 whenever a sentence is done.

        Returns:
            As many outputs, in the same order.
        """
        requests = requests_of(sources, self._search, least=least, most=most)
        return share_out(requests, self._run, n_slots=self._n_slots, device=self._model.device, tick=tick)

    def _run(self, requests: Iterator[Request], n_slots: int, longest: int, n_most: int, done: Any) -> None:
        room = _SourceRoom(self._model, self._search.beam, n_slots, longest)
        decode(
            requests, room, self._vocabulary, self._search,
            n_slots=n_slots, n_most=n_most, device=self._model.device, done=done,
        )  # fmt: skip


class _SourceRoom:
    """The caches of some slots: cells of the outputs, and sources."""

    def __init__(self, model: BartShaped, beam: int, n_slots: int, longest: int) -> None:
        self._model = model
        size = model.width // model.n_heads
        self._cells = Cells(
            n_layers=model.n_layers, n_slots=n_slots, beam=beam, n_heads=model.n_heads, head_size=size,
            n_prompt=0, dtype=model.cache_dtype, mask_dtype=model.dtype, device=model.device,
        )  # fmt: skip
        self._sources = Sources(
            n_layers=model.n_layers, n_slots=n_slots, n_heads=model.n_heads, head_size=size,
            n_most=longest, dtype=model.cache_dtype, mask_dtype=model.dtype, device=model.device,
        )  # fmt: skip

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
