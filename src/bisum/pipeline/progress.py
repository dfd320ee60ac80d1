"""Progress: what a run tells while it works."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Shown to the user by the command line, to nobody in tests."""

    def start(self, *, n_articles: int | None) -> None:
        """Begin; ``n_articles`` is None where the input's size is unknown."""

    def sentences(self, n: int, *, left_s: float | None = None) -> None:
        """Count ``n`` more sentences translated; about how many seconds are left, None where nobody knows."""

    def articles(self, n: int, *, left_s: float | None = None) -> None:
        """Count ``n`` more articles finished, kept or set aside; seconds left as above."""

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

    def note(self, line: str) -> None:
        """Tell nobody."""
