"""What the decoders of all families share: weights, a search over them, and a queue."""

from __future__ import annotations

import copy
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import Any, Final, Protocol, Self

import torch

from bisum.engines.decode.arithmetic import Arithmetic, Table
from bisum.engines.decode.beams import Output
from bisum.engines.decode.pool import Queue, Request, Room, decode
from bisum.engines.decode.settings import Search
from bisum.engines.decode.vocabulary import Vocabulary
from bisum.engines.decode.workers import requests_of, share_out

# Sentences at once, over all cores. 128 sentences of 4 beams give each of 2 cores 256 rows, at which
# products run at full rate.
DEFAULT_SLOTS: Final = 128


class Shape(Protocol):
    """A model's weights, as its family computes with them."""

    arithmetic: Arithmetic
    device: torch.device
    table: Table
    bias: torch.Tensor | None


class Decoder(ABC):
    """A model with a search."""

    def __init__(self, shape: Shape, search: Search, *, n_slots: int) -> None:
        self._shape = shape
        self._search = search
        self._n_slots = n_slots
        self._vocabulary = Vocabulary(
            shape.table, shape.bias, banned=search.banned, is_renormalised=search.is_renormalised,
            n_rows=n_slots * search.beam,
        )  # fmt: skip

    @property
    def arithmetic(self) -> Arithmetic:
        """Of the products."""
        return self._shape.arithmetic

    def searching(self, search: Search) -> Self:
        """Give a decoder over the same weights, not copied, with other settings of the search.

        Raises:
            ValueError: The start, the banned ids or the longest output would change too,
                for which the weights were prepared.
        """
        fixed = ("start", "banned", "is_renormalised", "max_tokens", "ends")
        if any(getattr(search, name) != getattr(self._search, name) for name in fixed):
            msg = f"{', '.join(fixed)} stay as they were prepared, {self._search}; got {search}"
            raise ValueError(msg)
        other = copy.copy(self)
        other._search = search  # noqa: SLF001 - a copy of this one
        return other

    def decode(
        self, sources: Sequence[Sequence[int]], *, most: Sequence[int] | None = None,
        owed: Sequence[int] | None = None, n_slots: int | None = None,
        done: Callable[[int, Output], None] | None = None,
    ) -> list[Output]:  # fmt: skip
        """Decode every source, as many at a time as there are slots; a finished one leaves at once.

        Args:
            sources: Ids with their special tokens, none empty; in any order, they are
                sorted here. Of decoder-only models the prompts.
            most: Most tokens of each output; None for the search's.
            owed: How many of the search's rewarded tokens each should have; None for none.
            n_slots: Sentences at once; None for what was set up.
            done: Told each source's index and output when it is done, one at a time, in
                the order in which they finish.

        Returns:
            As many outputs, in the same order.

        Raises:
            EngineError: A source is empty or longer than the model sees.
        """
        requests = requests_of(sources, self._search, most=most, owed=owed)
        make_room = self._rooms(requests)

        def run(queue: Queue, n_slots: int, longest: int, n_most: int, done: Any) -> None:
            decode(
                queue, make_room(n_slots, longest), self._vocabulary, self._search,
                n_slots=n_slots, n_most=n_most, device=self._shape.device, done=done,
            )  # fmt: skip

        return share_out(
            requests, run, n_slots=n_slots or self._n_slots, device=self._shape.device, done=done
        )

    @abstractmethod
    def _rooms(self, requests: Sequence[Request]) -> Callable[[int, int], Room]:
        """Prepare what all requests share; give what makes the caches of so many slots and source tokens."""
