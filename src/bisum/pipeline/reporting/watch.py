"""Watch: counts what a run does, and tells it to the terminal and into its folder.

``run.json`` and ``metrics.jsonl`` are brought up to date every few seconds while the run
goes on, so that ``bisum status`` answers from them at any time, also after a kill.
"""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import msgspec

from bisum.config import Config
from bisum.engines.filed import FiledElse
from bisum.engines.ports import Engine
from bisum.engines.translation_memory import MemoryTranslator
from bisum.model.record import Failure, Record
from bisum.pipeline.assembly.assemble import Assembled
from bisum.pipeline.executors.worker import Finished
from bisum.pipeline.reporting.in_work import InWork
from bisum.pipeline.reporting.metrics import Metrics, memory_mb, peak_memory_mb
from bisum.pipeline.reporting.progress import Progress
from bisum.pipeline.reporting.report import Counts, MemoryUse, NameCounts, RunReport, State, telling_versions
from bisum.pipeline.reporting.tally import Doubts, Tally
from bisum.store.articles.fields import FIELDS
from bisum.store.files.journal import Journal
from bisum.store.files.moments import now
from bisum.store.files.reserve import Reserve
from bisum.store.run.folder import METRICS_NAME, RunFolder

TELL_EVERY_S: Final = 5.0
"""Seconds between two states of ``run.json``: fresh for a person, and no load for a disk."""

MOST_TOLD: Final = 20
"""Failures that a run names on standard error, as many as ``bisum check`` does; all stand in its folder."""

# What stands in quotation marks in a message, as ``repr`` writes it, with the signs that it was cut; not the
# apostrophe of a word.
_QUOTED: Final = re.compile(r"""…?(?<!\w)('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")…?""", re.DOTALL)


class Watch:
    """What a run did so far."""

    def __init__(self, config: Config, progress: Progress) -> None:
        self._config = config
        self._progress = progress
        self._began = self._told = time.monotonic()
        self._started_at = now()
        self._assembled: Assembled | None = None
        self._folder: RunFolder | None = None
        self._journal: Journal | None = None
        self._reserve: Reserve | None = None
        self._n_expected: int | None = None
        self._n_read = self._n_done = self._n_kept = self._n_failed = 0
        self._n_waiting = self._n_sentences = self._n_speakers = self._n_words = 0
        self._n_asked = self._n_known = self._n_told = 0
        self._tally = Tally()
        self._doubts: Doubts | None = None
        self._skipped: tuple[str, ...] = ()
        self._names: NameCounts | None = None
        self._contents: str | None = None
        self._thread = threading.get_ident()
        self._work = InWork()
        self.seconds = {"pages": 0.0, "commit": 0.0}

    def begin(self, folder: RunFolder, assembled: Assembled) -> None:
        """Say that the run has begun."""
        self._folder, self._assembled = folder, assembled
        self._thread = threading.get_ident()
        self._journal = Journal(folder.path / METRICS_NAME)
        self._reserve = Reserve(folder.path)
        self._write("running")

    @property
    def has_begun(self) -> bool:
        """Whether there is a run to tell of."""
        return self._journal is not None

    def expect(self, n_articles: int | None) -> None:
        """Say how many articles there are, about; None where nobody knows."""
        self._n_expected = n_articles
        self._progress.start(n_articles=n_articles)

    def end(self, state: State, *, reason: str | None = None) -> RunReport:
        """Say how it ended, in ``run.json`` and a last line of ``metrics.jsonl``; room is kept for it."""
        try:
            if self._reserve is not None:
                self._reserve.release()
            return self._write(state, reason=reason)
        finally:
            if self._journal is not None:
                self._journal.close()
                self._journal = None

    def asked(self, n: int) -> None:
        """Count ``n`` more texts that the model was asked for."""
        self._n_asked += n
        self._progress.sentences(n, left_s=self._left_s())
        self.tell()

    def begun(self, n_articles: int, n_sentences: int) -> None:
        """Count articles that are in work from now on, with their sentences."""
        self._work.begun(n_articles, n_sentences)

    @property
    def n_asked(self) -> int:
        """Texts that the model was asked for so far."""
        return self._n_asked

    def read(self) -> None:
        """Count an article, or what stands in its place."""
        self._n_read += 1

    def kept(self) -> None:
        """Count an article whose record an earlier run made."""
        self._n_kept += 1
        self._progress.articles(1)

    def failed_before(self) -> None:
        """Count an article that failed in an earlier run, and isn't tried again."""
        self._n_failed += 1
        self._progress.articles(1)

    def taken(self) -> None:
        """Count an article that is to be worked on."""
        self._n_waiting += 1
        self._work.start()
        self.tell()

    def set_aside(self, failure: Failure) -> None:
        """Count an article that can't be read, and say so without its words."""
        self._fail(failure)
        self._progress.articles(1)

    def finished(self, window: Finished) -> None:
        """Count a window that is on the disk."""
        self._n_waiting -= len(window.outcomes)
        for outcome in window.outcomes:
            if isinstance(outcome, Failure):
                self._fail(outcome)
            else:
                self._n_done += 1
                self._tally.add(outcome)
        self._work.finished(len(window.outcomes), window.n_asked)
        self._progress.articles(len(window.outcomes), left_s=self._left_s())
        self._n_sentences += window.n_sentences
        self._n_speakers += window.n_speakers
        self._n_words += window.n_words
        self._n_known += max(0, window.n_sentences + window.n_speakers - window.n_asked)
        self.tell()

    def note(self, skipped: Sequence[str], notices: Sequence[str]) -> None:
        """Tell what was left out of the input, and what was noticed."""
        self._skipped = tuple(skipped)
        for line in (*(f"skipped {place}" for place in skipped), *notices):
            self._progress.note(line)

    def passing(self, what: str, records: Iterable[Record], n_records: int) -> Iterator[Record]:
        """Let the records of a pass over the whole run through, and tell how far it is."""
        for n_done, record in enumerate(records, 1):
            yield record
            self._progress.step(what, n_done, n_records)
            self.tell()

    def named(self, counts: NameCounts, doubts: Doubts | None, contents: str) -> None:
        """Note what the pass over the run's names came to, and what the folder holds."""
        self._names, self._doubts, self._contents = counts, doubts, contents

    def _left_s(self) -> float | None:
        """Give about how many seconds the rest takes, None where nobody knows."""
        if self._n_expected is None:
            return None
        n_settled = self._n_done + self._n_kept + self._n_failed
        return self._work.left_s(self._n_expected - n_settled, self._n_asked)

    def _fail(self, failure: Failure) -> None:
        self._n_failed += 1
        self._n_told += 1
        if self._n_told <= MOST_TOLD:
            where = f"{failure.id!r} ({failure.place}, {failure.stage})"
            self._progress.note(f"failed {where}: {_QUOTED.sub(_unquoted, failure.reason)}")
        elif self._n_told == MOST_TOLD + 1:
            self._progress.note("further failures are counted, not named: see failures.jsonl")

    def tell(self) -> None:
        """Bring the folder up to date, if that was some time ago; left to the thread that began the run."""
        is_own = threading.get_ident() == self._thread
        if is_own and time.monotonic() - self._told >= TELL_EVERY_S:
            self._write("running")

    def _metrics(self) -> Metrics:
        seconds = time.monotonic() - self._began
        memory = memory_mb()

        def rate(n: int) -> float:
            return round(n / seconds, 2) if seconds > 0 else 0.0

        return Metrics(
            at=now(),
            seconds=round(seconds, 3),
            articles=self._n_read,
            done=self._n_done,
            kept=self._n_kept,
            failed=self._n_failed,
            waiting=self._n_waiting,
            sentences=self._n_sentences,
            speakers=self._n_speakers,
            words=self._n_words,
            asked=self._n_asked,
            cache_hits=self._n_known,
            findings=self._tally.findings.total(),
            articles_per_s=rate(self._n_done),
            sentences_per_s=rate(self._n_asked + self._n_known),
            words_per_s=rate(self._n_words),
            left_s=None if (left_s := self._left_s()) is None else round(left_s),
            memory_mb=memory,
            # The kernel counts the peak more coarsely than the present.
            peak_memory_mb=max(peak_memory_mb(), memory or 0.0),
        )

    def report(self, state: State, *, reason: str | None = None) -> RunReport:
        """Give what there is to tell now, and write nothing."""
        if self._folder is None or self._assembled is None:
            msg = "a run that hasn't begun has nothing to tell"
            raise RuntimeError(msg)
        metrics, engine = self._metrics(), self._assembled.engine
        device, dtype = engine.arithmetic
        seconds = {**self._assembled.pipeline.seconds, **self.seconds}
        return RunReport(
            state=state,
            reason=reason,
            started_at=self._started_at,
            finished_at=None if state == "running" else now(),
            settings=msgspec.Raw(msgspec.json.encode(self._config)),
            engine=engine.card,
            device=device,
            dtype=dtype,
            stages=self._assembled.pipeline.signatures,
            expected=self._n_expected,
            counts=self._counts(self._folder),
            metrics=metrics,
            findings=dict(self._tally.findings),
            doubts=self._doubts,
            names=self._names,
            contents=self._contents,
            seconds={name: round(spent, 3) for name, spent in seconds.items()},
            reused=dict(self._assembled.pipeline.n_reused),
            memory=_memory_use(engine),
            skipped=self._skipped,
            versions=telling_versions(),
        )

    def _write(self, state: State, *, reason: str | None = None) -> RunReport:
        self._told = time.monotonic()
        report = self.report(state, reason=reason)
        if self._folder is not None and self._journal is not None:
            self._folder.write_report(msgspec.json.format(msgspec.json.encode(report), indent=2))
            self._journal.append([msgspec.json.encode(report.metrics)])
        return report

    def _counts(self, folder: RunFolder) -> Counts:
        return Counts(
            articles=self._n_read,
            done=self._n_done,
            kept=self._n_kept,
            failed=self._n_failed,
            records=folder.n_records,
            failures=folder.n_failures,
            flagged=self._tally.n_flagged,
        )


def _unquoted(quoted: re.Match[str]) -> str:
    """Give what a log may hold of a quotation: a field's name, else a sign that something was there."""
    return quoted[0] if quoted[1][1:-1] in FIELDS else "…"


def _memory_use(engine: Engine) -> MemoryUse | None:
    engine = engine.second if isinstance(engine, FiledElse) else engine
    if not isinstance(engine, MemoryTranslator):
        return None
    return MemoryUse(asked=engine.n_asked, known=engine.n_known)
