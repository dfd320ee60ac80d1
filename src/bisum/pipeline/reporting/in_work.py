"""InWork: how far the articles in work have come, and how long the rest takes."""

from __future__ import annotations

import time
from typing import Final

# Texts that the model must have answered before the first article is finished: the time of fewer is that of
# loading it, or of assembling the default model. (After one of 208 some 9,000 s were told.)
_ENOUGH: Final = 10


class InWork:
    """Counts articles and questions from the first article on.

    An article that was kept or couldn't be read says nothing of how long the others take.
    """

    def __init__(self) -> None:
        self._began: float | None = None
        self._n_finished = self._n_in_work = 0
        self._n_sentences_begun = self._n_begun = 0
        self._n_asked_before = 0

    def start(self) -> None:
        """Let the time begin, if it hasn't."""
        if self._began is None:
            self._began = time.monotonic()

    def begun(self, n_articles: int, n_sentences: int) -> None:
        """Count articles that are in work from now on, with their sentences."""
        self._n_in_work += n_articles
        self._n_begun += n_articles
        self._n_sentences_begun += n_sentences

    def finished(self, n_articles: int, n_asked: int) -> None:
        """Count articles that are finished, with the texts that the model was asked for."""
        self._n_in_work = max(0, self._n_in_work - n_articles)
        self._n_finished += n_articles
        self._n_asked_before += n_asked

    def left_s(self, n_left: int, n_asked: int) -> float | None:
        """Give about how many seconds the articles take that aren't settled.

        Args:
            n_left: Articles neither finished nor kept nor set aside, those in work among them.
            n_asked: Texts that the model was asked for so far.

        Returns:
            None before anything can be known; and where the model was asked for as much as was foreseen
            while articles are still in work: how many second attempts there will be nobody knows.
        """
        if self._began is None or (not self._n_finished and n_asked < _ENOUGH):
            return None
        n_done = self._n_finished + self._n_half_done(n_asked)
        if n_done <= 0:
            return None
        n_still = max(0.0, n_left - self._n_half_done(n_asked))
        if n_left > 0 and not n_still:
            return None
        return (time.monotonic() - self._began) * n_still / n_done

    def _n_half_done(self, n_asked: int) -> float:
        """Give how many articles the work on those in work comes to; second attempts don't count as more."""
        if not self._n_in_work or not self._n_sentences_begun:
            return 0.0
        n_wanted = self._n_in_work * self._n_sentences_begun / self._n_begun
        return self._n_in_work * min(1.0, (n_asked - self._n_asked_before) / n_wanted)
