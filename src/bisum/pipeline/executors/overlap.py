"""Overlap: one window's English is made while others are read, checked and written.

The model works in a thread of its own; all else stays in the thread of the run, which alone reads
the input and writes the folder. At most one window waits for the model while it works on another,
so nothing piles up: who is quicker waits for who is slower. Windows keep their order, so records
and what the model is asked are those of a run without this.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Generator, Iterable
from contextlib import closing
from typing import Final, NamedTuple

from bisum.model.article import Article
from bisum.pipeline.assembly.runner import Shelf
from bisum.pipeline.executors.executor import leave_alone_what_is_loaded, windows
from bisum.pipeline.executors.worker import Finished, Window, Worker

# Seconds between two looks at the clock while there is nothing to do but to wait for the model.
_BEAT_S: Final = 1.0
# Seconds that a run that is over waits for the model to notice; a batch takes less on any machine
# that is good for the model, and one that hangs mustn't hold up the end.
_PATIENCE_S: Final = 20.0
_THREAD: Final = "bisum-model"


def is_model_at_work() -> bool:
    """Tell whether some run's model still works, though the run may be over."""
    return any(thread.name == _THREAD for thread in threading.enumerate())


class RunOverError(BaseException):
    """The run is over: the model needn't go on. Raised in its thread only."""


class _Made(NamedTuple):
    """What came of a window: the window, or why there is none."""

    window: Window | None
    fault: BaseException | None


class OverlappedExecutor:
    """Reads, checks and finishes windows while the model works on one."""

    def __init__(
        self,
        worker: Worker,
        shelf: Shelf,
        *,
        window: int,
        over: threading.Event,
        beat: Callable[[], None],
    ) -> None:
        """Prepare; the thread is started with the first window.

        Args:
            worker: Who takes windows through the stages.
            shelf: Where products are kept; used in the model's thread alone.
            window: Articles of each.
            over: Set when the model shall stop; whoever counts its texts then raises ``RunOverError``.
            beat: Called now and then while the run waits for the model.
        """
        self._worker = worker
        self._shelf = shelf
        self._window = window
        self._over = over
        self._beat = beat

    def finish(self, articles: Iterable[Article]) -> Generator[Finished, None, None]:
        """Take all articles through the stages; see ``Executor.finish``."""
        with closing(_Model(self._worker, self._shelf, self._over)) as model:
            n_given = 0
            for articles_of_it in windows(articles, self._window):
                begun = self._worker.begin(articles_of_it)
                made = self._next(model) if n_given else None
                model.give(begun)
                n_given += 1
                if made is not None:
                    yield self._worker.finish(made)
                if n_given == 2:
                    leave_alone_what_is_loaded()
            if n_given:
                yield self._worker.finish(self._next(model))

    def _next(self, model: _Model) -> Window:
        while (made := model.take(_BEAT_S)) is None:
            self._beat()
        return made


class _Model:
    """The thread in which the model works."""

    def __init__(self, worker: Worker, shelf: Shelf, over: threading.Event) -> None:
        self._worker = worker
        self._shelf = shelf
        self._over = over
        self._begun: queue.SimpleQueue[Window | None] = queue.SimpleQueue()
        self._made: queue.SimpleQueue[_Made] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._work, name=_THREAD, daemon=True)
        self._thread.start()

    def give(self, window: Window) -> None:
        """Hand a window over."""
        self._begun.put(window)

    def take(self, patience_s: float) -> Window | None:
        """Give the next window that is done, None where none is within some seconds.

        Raises:
            BaseException: What the model's stage raised.
        """
        try:
            made = self._made.get(timeout=patience_s)
        except queue.Empty:
            return None
        if made.fault is not None:
            raise made.fault
        return made.window

    def close(self) -> None:
        """Let the thread end, in the middle of a window if there is one."""
        self._over.set()
        self._begun.put(None)
        self._thread.join(_PATIENCE_S)

    def _work(self) -> None:
        while (window := self._begun.get()) is not None:
            try:
                made = _Made(self._worker.translate(window, self._shelf), None)
            except BaseException as fault:  # noqa: BLE001 - raised again where the run goes on
                made = _Made(None, fault)
            self._made.put(made)
