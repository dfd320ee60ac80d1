"""Executor: who takes the articles through the stages."""

from __future__ import annotations

import gc
from collections.abc import Generator, Iterable, Iterator
from itertools import islice
from typing import Protocol

from bisum.model.article import Article
from bisum.pipeline.assembly.runner import Shelf
from bisum.pipeline.executors.worker import Finished, Worker


class Executor(Protocol):
    """Takes articles in as it has room for them, and gives windows back as they are finished."""

    def finish(self, articles: Iterable[Article]) -> Generator[Finished, None, None]:
        """Take all articles through the stages.

        Args:
            articles: Asked for one by one, no further ahead than the work needs.

        Yields:
            Every article's outcome in just one window, in whatever order.

        Raises:
            EngineError: The model broke; windows given before stand.
        """


class LocalExecutor:
    """One window after the other, in this process."""

    def __init__(self, worker: Worker, shelf: Shelf, *, window: int) -> None:
        self._worker = worker
        self._shelf = shelf
        self._window = window

    def finish(self, articles: Iterable[Article]) -> Generator[Finished, None, None]:
        """Take all articles through the stages; see ``Executor.finish``."""
        for n, window in enumerate(windows(articles, self._window)):
            yield self._worker.work(window, self._shelf)
            if n == 0:
                leave_alone_what_is_loaded()


def leave_alone_what_is_loaded() -> None:
    """Leave tables and models out of every later search for garbage.

    They are 240,000 objects that stay for good.
    """
    gc.freeze()


def windows(articles: Iterable[Article], size: int) -> Iterator[list[Article]]:
    """Cut a stream into lists of at most ``size``, none of them empty."""
    stream = iter(articles)
    while window := list(islice(stream, size)):
        yield window
