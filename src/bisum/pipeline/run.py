"""Run: articles in, outcomes out; what is done is skipped, nothing is lost.

Articles are worked on in windows. A window's pages are written first and its records
after, in one synced append, so a record on disk means that all of its article's output
is there, and a killed run loses one window at most.
"""

from __future__ import annotations

import errno
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Final

from bisum.config import Config
from bisum.errors import BisumError, ConfigError
from bisum.model.article import Article
from bisum.model.base import Value
from bisum.model.record import Failure, Record
from bisum.pipeline.assembly.assemble import Assembled, assemble
from bisum.pipeline.executors.cluster import RayExecutor
from bisum.pipeline.executors.executor import Executor, LocalExecutor
from bisum.pipeline.executors.overlap import OverlappedExecutor, RunOverError
from bisum.pipeline.executors.worker import Worker
from bisum.pipeline.names.run_names import RunNames
from bisum.pipeline.reporting.progress import Passing, Progress
from bisum.pipeline.reporting.report import Left, RunReport, State
from bisum.pipeline.reporting.tally import Tally
from bisum.pipeline.reporting.watch import Watch
from bisum.store.articles import Reader
from bisum.store.articles.draft import READ
from bisum.store.articles.sources import is_there
from bisum.store.outputs import Output, local_output, require_apart
from bisum.store.run.folder import RunFolder

Publish = Callable[[Record], None]
Overview = Callable[[RunReport, Passing], None]

ARTICLE_KB: Final = 60
"""Room that an article takes: 55 kB over 5,100 of news, 61 kB with what a model made (docs/cluster.md)."""


class Selection(Value, frozen=True, kw_only=True):
    """Which articles of the input a run takes on.

    Attributes:
        limit: Only the first so many of the input; None for all.
        only: Only those with these ids; empty for all.
        retry_failed: Also those that failed before with the same settings.
    """

    limit: int | None = None
    only: tuple[str, ...] = ()
    retry_failed: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether no article of the input is left out."""
        return self.limit is None and not self.only

    def of(self, outcomes: Iterable[Article | Failure]) -> Iterator[Article | Failure]:
        """Give those of the input that are chosen."""
        n = 0
        for outcome in outcomes:
            if self.only and outcome.id not in self.only:
                continue
            if self.limit is not None and n >= self.limit:
                return
            n += 1
            yield outcome


class Run:
    """One run into one folder."""

    def __init__(
        self,
        config: Config,
        *,
        selection: Selection,
        progress: Progress,
        publish: Publish,
        overview: Overview | None = None,
        output: Output | None = None,
    ) -> None:
        """Prepare a run; nothing is read or loaded yet.

        Args:
            config: Its settings; input and output must be set.
            selection: Which articles to take on.
            progress: Told how it goes.
            publish: Writes an article's pages; called before its record is committed,
                again for the same article if the run is killed in between, and once more
                where the run's names change how it is shown.
            overview: Writes the pages over the whole run, from the report that it ends with;
                called last. None for none.
            output: Where to write; None for the folder that the config names.

        Raises:
            ConfigError: Input or output is missing, or a file that a setting names; or the output would
                spoil what is there.
            EngineError: The model can't be had, or must not be loaded.
        """
        if not config.input or config.output is None:
            missing = "input" if not config.input else "output"
            msg = f"nothing says the run's {missing}; set {missing!r} in the config, or give --{missing}"
            raise ConfigError(msg)
        require_apart(config.input, config.output)
        self._config = config
        self._selection = selection
        self._publish = publish
        self._overview = overview
        self._output = output or local_output(Path(config.output))
        self._naming = RunNames(self._output.path, config.names, config.corrections)
        self._watch = Watch(config, progress)
        self._assembled: Assembled = assemble(config, tick=self._asked)
        self._over = threading.Event()
        self._unseen = set(selection.only)

    @property
    def caution(self) -> str | None:
        """What the engine's users should bear in mind; None for nothing."""
        return self._assembled.engine.card.caution

    @property
    def not_found(self) -> tuple[str, ...]:
        """Ids that were asked for and aren't in the input, once it was read to its end."""
        return tuple(sorted(self._unseen)) if self._selection.limit is None else ()

    def go(self) -> RunReport:
        """Do all that is missing.

        Returns:
            The report that ``run.json`` then holds.

        Raises:
            ConfigError: Another run holds the folder, or it can't be written (any more).
            EngineError: The model broke; what was finished stays.
            KeyboardInterrupt: As it came; what was finished stays.
        """
        with self._output.open() as folder:
            self._naming.begin()
            reader = Reader(self._config.input)
            try:
                left = Left.of(folder.read_report())
                self._watch.begin(folder, self._assembled)
                self._watch.expect(self._n_articles(reader))
                self._work(folder, reader)
                folder.compact()
                self._name(folder, left)
                if self._overview is not None:
                    self._overview(self._watch.report("finished"), self._watch.passing)
                return self._watch.end("finished")
            except OSError as error:
                self._stop("stopped", str(error))
                raise _cannot_go_on(self._output.shown, error) from error
            except KeyboardInterrupt:
                self._stop("interrupted", None)
                raise
            except BaseException as fault:
                self._stop("stopped", str(fault) if isinstance(fault, BisumError) else repr(type(fault)))
                raise

    def _stop(self, state: State, reason: str | None) -> None:
        """Write down how the run ended, if that can still be written."""
        if self._watch.has_begun:
            with suppress(OSError):
                self._watch.end(state, reason=reason)

    def _work(self, folder: RunFolder, reader: Reader) -> None:
        with closing(self._executor(folder).finish(self._wanted(folder, reader))) as finished:
            for window in finished:
                began = time.perf_counter()
                for outcome in window.outcomes:
                    if isinstance(outcome, Record):
                        self._publish(self._naming.shown(outcome))
                published = time.perf_counter()
                folder.commit(window.outcomes)
                self._watch.seconds["pages"] += published - began
                self._watch.seconds["commit"] += time.perf_counter() - published
                self._watch.finished(window)
        if self._selection.is_whole:
            folder.forget_reading_failures([*reader.finished, *_vanished(folder.failures())])
        self._watch.note(
            [f"{skipped.place}: {skipped.reason}" for skipped in reader.skipped],
            [f"{notice.place}: {notice.message}" for notice in reader.notices],
        )

    def _name(self, folder: RunFolder, left: Left) -> None:
        """Give each name one form, now that all records are there."""
        began = time.perf_counter()
        tally = Tally()
        # The pass counts the findings on the way, so it is also made where they were never counted.
        before = left.names if left.doubts is not None else None
        names = self._naming.renew(
            folder, self._publish, before=before, tally=tally, passing=self._watch.passing
        )
        doubts = left.doubts if names is before else tally.doubts()
        self._watch.named(names, doubts, f"{folder.digest()}-{names.signature}")
        self._watch.seconds["names"] = time.perf_counter() - began

    def _executor(self, folder: RunFolder) -> Executor:
        if self._config.run.executor == "ray":
            pipeline = self._assembled.pipeline
            return RayExecutor(self._config, pipeline, folder.products, tick=self._asked)
        worker = Worker(self._assembled, self._watch)
        size = self._config.run.window
        if not self._assembled.can_overlap:
            return LocalExecutor(worker, folder.products, window=size)
        return OverlappedExecutor(
            worker, folder.products, window=size, over=self._over, beat=self._watch.tell
        )

    def _asked(self, n: int) -> None:
        """Count texts that the model was asked for, and stop it where nobody waits for more."""
        if self._over.is_set():
            raise RunOverError
        self._watch.asked(n)

    def _n_articles(self, reader: Reader) -> int | None:
        chosen = self._selection
        known = [n for n in (chosen.limit, len(chosen.only) or None, reader.estimate()) if n is not None]
        return min(known, default=None)

    def _wanted(self, folder: RunFolder, reader: Reader) -> Iterator[Article]:
        """Give the articles to be worked on; settle all others on the way."""
        for outcome in self._selection.of(reader):
            self._watch.read()
            self._unseen.discard(outcome.id)
            if isinstance(outcome, Failure):
                folder.commit([outcome])
                self._watch.set_aside(outcome)
                continue
            state = folder.state(outcome.id, self._assembled.pipeline.signature_of(outcome))
            if state == "missing" or (state == "failed" and self._selection.retry_failed):
                self._watch.taken()
                yield outcome
            elif state == "failed":
                self._watch.failed_before()
            else:
                self._watch.kept()


def _cannot_go_on(output: str, error: OSError) -> ConfigError:
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            todo = f"make room (an article takes about {ARTICLE_KB} kB)"
        case errno.EFBIG:
            todo = "allow larger files (ulimit -f) or divide the input between two outputs"
        case _:
            todo = "see to that"
    msg = (
        f"the run into {output!r} can't go on: {error}; {todo}, what was "
        "finished is kept, and the same command goes on from there"
    )
    return ConfigError(msg)


def _vanished(failures: Iterable[Failure]) -> Iterator[str]:
    """Give the places of reading failures whose file is no longer there."""
    for failure in failures:
        files = [failure.place, failure.place.rpartition(":")[0]]
        if failure.stage == READ and not any(is_there(file) for file in files if file):
            yield failure.place
