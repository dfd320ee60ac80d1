"""Progress: what a run tells while it works."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from bisum.model.record import Record


class Passing(Protocol):
    """Lets the records of a pass over the whole run through, and tells how far it is."""

    def __call__(self, what: str, records: Iterable[Record], n_records: int) -> Iterator[Record]:
        """Give the records; ``what`` names the pass."""


class Progress(Protocol):
    """Shown to the user by the command line, to nobody in tests."""

    def start(self, *, n_articles: int | None) -> None:
        """Begin; ``n_articles`` is None where the input's size is unknown."""

    def sentences(self, n: int, *, left_s: float | None = None) -> None:
        """Count ``n`` more sentences translated; about how many seconds are left, None where nobody knows."""

    def articles(self, n: int, *, left_s: float | None = None) -> None:
        """Count ``n`` more articles finished, kept or set aside; seconds left as above."""

    def step(self, what: str, n_done: int, n_records: int) -> None:
        """Say how far a pass over the finished records is, which may take minutes."""

    def note(self, line: str) -> None:
        """Tell something worth knowing."""


class Silence:
    """Progress that nobody watches."""

    def start(self, *, n_articles: int | None) -> None:
        """Begin."""

    def sentences(self, n: int, *, left_s: float | None = None) -> None:
        """Count sentences."""

    def articles(self, n: int, *, left_s: float | None = None) -> None:
        """Count articles."""

    def step(self, what: str, n_done: int, n_records: int) -> None:
        """Say nothing."""

    def note(self, line: str) -> None:
        """Tell nobody."""
