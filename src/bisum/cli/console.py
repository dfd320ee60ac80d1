"""What the user sees on standard error: banners, progress, problems."""

from __future__ import annotations

import contextlib
import logging
import os
import sys
import time
from datetime import timedelta
from types import TracebackType
from typing import Final, TextIO

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)
from rich.text import Text

from bisum.pipeline.reporting.progress import Progress as RunProgress

PLAIN_EVERY_S: Final = 10.0
"""Seconds between two lines of progress where standard error is no terminal."""


PIPE_COLUMNS: Final = 160
"""Width of a table where standard output is no terminal."""

# Its number among the files of a process; standard output's is one less.
_STANDARD_ERROR: Final = 2


class _Aside(Console):
    """A console on standard error; where nobody reads it any more, the work goes on in silence."""

    def on_broken_pipe(self) -> None:
        """Write to nobody from now on: a run of days doesn't end because ``tee`` did."""
        hush(sys.stderr)


def open_streams() -> None:
    """See to it that there is a standard output and error to write to, if only for nobody.

    Some who start programs close them; then a file of the run would get their number, and what a library
    tells of itself would be written into it.
    """
    while (number := os.open(os.devnull, os.O_RDWR)) <= _STANDARD_ERROR:
        pass
    os.close(number)
    if sys.stdout is None:
        sys.stdout = os.fdopen(_STANDARD_ERROR - 1, "w")
    if sys.stderr is None:
        sys.stderr = os.fdopen(_STANDARD_ERROR, "w")


def hush(stream: TextIO) -> None:
    """Send what is still written to a stream to nobody."""
    nobody = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nobody, stream.fileno())
    os.close(nobody)


def console() -> Console:
    """Give a console on standard error."""
    return _Aside(stderr=True, highlight=False, soft_wrap=True)


def out() -> Console:
    """Give a console on standard output, for results; into a file or pipe nothing is cut."""
    return Console(highlight=False, width=None if sys.stdout.isatty() else PIPE_COLUMNS)


def say(line: str, *, style: str = "") -> None:
    """Print one line, its text taken literally."""
    console().print(Text(line, style=style))


def problem(line: str) -> None:
    """Print one line about what went wrong; where even that can't be written, the exit code says it."""
    with contextlib.suppress(OSError):
        say(f"bisum: {line}", style="bold red" if sys.stderr.isatty() else "")


def tell_of_work() -> None:
    """Print from now on what bisum's own modules tell of long work beside the articles."""
    logger = logging.getLogger("bisum")
    logger.setLevel(logging.INFO)
    logger.addHandler(_Teller())


class _Teller(logging.Handler):
    """Each message a line."""

    def emit(self, record: logging.LogRecord) -> None:
        """Print a message."""
        say(record.getMessage())


def progress() -> _Live | _Plain:
    """Give the progress that suits standard error; use it as a context manager."""
    return _Live() if sys.stderr.isatty() else _Plain()


class _Live:
    """A bar with the rate and the time left."""

    def __init__(self) -> None:
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("articles"),
            TextColumn("{task.fields[rate]}"),
            TimeElapsedColumn(),
            TextColumn("{task.fields[left]}"),
            console=console(),
        )
        self._task: TaskID | None = None
        self._n_sentences = 0
        self._began = time.monotonic()

    def __enter__(self) -> RunProgress:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def start(self, *, n_articles: int | None) -> None:
        """Begin."""
        self._began = time.monotonic()
        self._task = self._bar.add_task("reading", total=n_articles, rate="", left="")

    def sentences(self, n: int, *, left_s: float | None = None) -> None:
        """Count sentences."""
        self._n_sentences += n
        if self._task is not None:
            rate = f"{self._n_sentences / max(time.monotonic() - self._began, 1e-9):.1f} sentences/s"
            self._bar.update(self._task, description="translating", rate=rate, left=_left(left_s))

    def articles(self, n: int, *, left_s: float | None = None) -> None:
        """Count articles."""
        if self._task is not None:
            self._bar.update(self._task, advance=n)
            if left_s is not None:
                self._bar.update(self._task, left=_left(left_s))

    def step(self, what: str, n_done: int, n_records: int) -> None:
        """Let the bar stand for a pass over the records."""
        if self._task is not None:
            self._bar.update(
                self._task, description=what, completed=n_done, total=n_records, rate="", left=""
            )

    def note(self, line: str) -> None:
        """Print a line above the bar."""
        self._bar.console.print(Text(line))


def _left(seconds: float | None) -> str:
    return f"{timedelta(seconds=round(seconds))} left" if seconds is not None else ""


class _Plain:
    """A plain line now and then."""

    def __init__(self) -> None:
        self._n_articles: int | None = None
        self._done = self._n_sentences = 0
        self._left_s: float | None = None
        self._began = self._last = time.monotonic()

    def __enter__(self) -> RunProgress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        return

    def start(self, *, n_articles: int | None) -> None:
        """Begin."""
        self._n_articles = n_articles
        self._began = self._last = time.monotonic()

    def sentences(self, n: int, *, left_s: float | None = None) -> None:
        """Count sentences."""
        self._n_sentences += n
        self._left_s = left_s
        self._tell()

    def articles(self, n: int, *, left_s: float | None = None) -> None:
        """Count articles."""
        self._done += n
        self._left_s = left_s if left_s is not None else self._left_s
        self._tell()

    def step(self, what: str, n_done: int, n_records: int) -> None:
        """Say now and then how far a pass over the records is."""
        if self._is_due():
            say(f"{what}: {n_done} of {n_records} articles")

    def note(self, line: str) -> None:
        """Print a line."""
        say(line)

    def _is_due(self) -> bool:
        if time.monotonic() - self._last < PLAIN_EVERY_S:
            return False
        self._last = time.monotonic()
        return True

    def _tell(self) -> None:
        if not self._is_due():
            return
        spent = self._last - self._began
        of = f" of {self._n_articles}" if self._n_articles is not None else ""
        line = f"{self._done}{of} articles"
        # English that is looked up is asked of no model.
        if self._n_sentences:
            line += f", {self._n_sentences} sentences, {self._n_sentences / spent:.1f} a second"
        if self._left_s is not None:
            line += f", about {self._left_s:.0f} s left"
        say(line)
