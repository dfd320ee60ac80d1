"""Continuous batching: a finished sentence leaves at once, and the next takes its slot."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple, Protocol

import torch

from bisum.engines.decode.beams import Beams, Output
from bisum.engines.decode.settings import Search
from bisum.engines.decode.vocabulary import Vocabulary

# Sources read ahead at a time: enough rows for products at full rate.
_READ_AHEAD_TOKENS: Final = 512
# Empty slots are given up once they are this part of all and no sentence waits.
_EMPTY_PART: Final = 1 / 8


class Request(NamedTuple):
    """One sentence to decode.

    Attributes:
        place: Its place in the run.
        source: Its ids.
        most: An end at this many tokens.
        owed: How many rewarded tokens its output should have.
    """

    place: int
    source: tuple[int, ...]
    most: int
    owed: int = 0


class Queue(Protocol):
    """Requests to take from, shared with other pools."""

    @property
    def is_halted(self) -> bool:
        """Whether all pools should stop where they are."""

    def __iter__(self) -> Iterator[Request]:
        """Give itself."""

    def __next__(self) -> Request:
        """Give the next request."""


class Room(Protocol):
    """A model with the caches for some slots."""

    def read(self, sources: Sequence[tuple[int, ...]]) -> list[torch.Tensor]:
        """Compute what the outputs need of each source."""

    def admit(self, slot: int, source: torch.Tensor) -> None:
        """Put a source into a slot."""

    def release(self, slot: int) -> None:
        """Empty a slot."""

    def keep(self, slots: torch.Tensor) -> None:
        """Keep only these slots, in this order."""

    def step(self, ids: torch.Tensor, ages: torch.Tensor) -> torch.Tensor:
        """Go one token further; (slots, beam) ids give (slots * beam, width) rows."""

    def follow(self, parents: torch.Tensor) -> None:
        """Let each beam go on from its parent."""

    def last_of(self, source: tuple[int, ...]) -> int:
        """Give the token that a source's output follows."""


def decode(
    requests: Queue, room: Room, vocabulary: Vocabulary, search: Search,
    *, n_slots: int, n_most: int, device: torch.device, done: Callable[[int, Output], None],
) -> None:  # fmt: skip
    """Decode all requests, as many at once as there are slots.

    Args:
        requests: May be shared with other pools; best with like lengths together.
        room: The model's state, with ``n_slots`` slots.
        vocabulary: The choice of tokens.
        search: Its settings.
        n_slots: Sentences at once.
        n_most: Most tokens of any request.
        device: Where.
        done: Told each request's place and output, in the order in which they finish.
    """
    beams = Beams(search, n_slots, n_most, device)
    held: list[Request | None] = [None] * n_slots
    waiting = _Waiting(requests, room)
    while not requests.is_halted:
        for slot in [slot for slot, request in enumerate(held) if request is None]:
            entered = waiting.next()
            if entered is None:
                break
            request, source = entered
            held[slot] = request
            room.admit(slot, source)
            last = search.start if search.start is not None else room.last_of(request.source)
            beams.admit(slot, most=request.most, last=last, owed=request.owed)
        n_empty = held.count(None)
        if n_empty == len(held):
            return
        if n_empty > len(held) * _EMPTY_PART:
            kept = [slot for slot, request in enumerate(held) if request is not None]
            held = [held[slot] for slot in kept]
            slots = torch.tensor(kept, device=device)
            beams.keep(slots)
            room.keep(slots)
        bans = beams.bans()
        hidden = room.step(beams.last_ids, beams.ages)
        values, ids = vocabulary.likeliest(hidden, search.n_candidates, bans)
        parents, finished = beams.advance(values, ids)
        if search.beam > 1:
            room.follow(parents)
        for slot in finished:
            finisher = held[slot]
            if finisher is not None:
                done(finisher.place, beams.output(slot))
            room.release(slot)
            held[slot] = None


class _Waiting:
    """Requests whose sources are read a few at a time."""

    def __init__(self, requests: Queue, room: Room) -> None:
        self._requests = requests
        self._room = room
        self._ready: list[tuple[Request, torch.Tensor]] = []

    def next(self) -> tuple[Request, torch.Tensor] | None:
        """Give the next request with its source, None when there is none."""
        if not self._ready:
            some: list[Request] = []
            n_tokens = 0
            for request in self._requests:
                some.append(request)
                n_tokens += len(request.source)
                if n_tokens >= _READ_AHEAD_TOKENS:
                    break
            if some:
                sources = self._room.read([request.source for request in some])
                self._ready = list(zip(some, sources, strict=True))[::-1]
        return self._ready.pop() if self._ready else None
