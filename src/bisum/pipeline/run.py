"""Run: articles in, outcomes out; what is done is skipped, nothing is lost.

Articles are worked on in windows. A window's pages are written first and its records
after, in one synced append, so a record on disk means that all of its article's output
is there, and a killed run loses one window at most.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from bisum import __version__
from bisum.config import Config
from bisum.errors import ArticleError, BisumError, ConfigError
from bisum.model.article import Article
from bisum.model.base import Value
from bisum.model.dossier import Dossier
from bisum.model.finding import Severity
from bisum.model.record import Failure, Provenance, Record
from bisum.pipeline.assemble import Assembled, assemble
from bisum.pipeline.compose import record_of
from bisum.pipeline.progress import Progress
from bisum.pipeline.report import RunReport, State, Tally, telling_versions
from bisum.store.articles import Reader
from bisum.store.draft import READ
from bisum.store.run_folder import RunFolder

Publish = Callable[[Record], None]


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

    def __init__(self, config: Config, *, selection: Selection, progress: Progress, publish: Publish) -> None:
        """Prepare a run; nothing is read or loaded yet.

        Args:
            config: Its settings; input and output must be set.
            selection: Which articles to take on.
            progress: Told how it goes.
            publish: Writes an article's pages; called before its record is committed,
                and again for the same article if the run is killed in between.

        Raises:
            ConfigError: Input or output is missing, or a file that a setting names.
            EngineError: The model can't be had, or must not be loaded.
        """
        if not config.input or config.output is None:
            missing = "input" if not config.input else "output"
            msg = f"nothing says the run's {missing}; set {missing!r} in the config, or give --{missing}"
            raise ConfigError(msg)
        self._config = config
        self._selection = selection
        self._progress = progress
        self._publish = publish
        self._output = Path(config.output)
        self._assembled: Assembled = assemble(config, tick=progress.sentences)
        self._tally = Tally()
        self._seconds = {"pages": 0.0, "commit": 0.0}
        self._started_at = _now()
        self._skipped: tuple[str, ...] = ()

    @property
    def caution(self) -> str | None:
        """What the engine's users should bear in mind; None for nothing."""
        return self._assembled.engine.card.caution

    def go(self) -> RunReport:
        """Do all that is missing.

        Returns:
            The report that ``run.json`` then holds.

        Raises:
            ConfigError: Another run holds the folder, or it can't be written.
            EngineError: The model broke; what was finished stays.
            KeyboardInterrupt: As it came; what was finished stays.
        """
        with RunFolder(self._output) as folder:
            self._write_report(folder, "running")
            try:
                self._work(folder)
            except KeyboardInterrupt:
                self._write_report(folder, "interrupted")
                raise
            except BisumError as fault:
                self._write_report(folder, "stopped", reason=str(fault))
                raise
            folder.compact()
            return self._write_report(folder, "finished")

    def _work(self, folder: RunFolder) -> None:
        reader = Reader(self._config.input)
        self._progress.start(n_articles=self._n_articles(reader))
        window: list[Article] = []
        for outcome in self._selection.of(reader):
            self._tally.articles += 1
            if isinstance(outcome, Failure):
                self._set_aside(folder, outcome)
            elif self._is_wanted(folder, outcome):
                window.append(outcome)
            else:
                self._progress.articles(1)
            if len(window) >= self._config.run.window:
                self._finish(folder, window)
                window = []
        self._finish(folder, window)
        if self._selection.is_whole:
            folder.forget_reading_failures([*reader.finished, *_vanished(folder.failures())])
        self._skipped = tuple(f"{skipped.place}: {skipped.reason}" for skipped in reader.skipped)
        for line in self._skipped:
            self._progress.note(f"skipped {line}")
        for notice in reader.notices:
            self._progress.note(f"{notice.place}: {notice.message}")

    def _n_articles(self, reader: Reader) -> int | None:
        chosen = self._selection
        known = [n for n in (chosen.limit, len(chosen.only) or None, reader.estimate()) if n is not None]
        return min(known, default=None)

    def _is_wanted(self, folder: RunFolder, article: Article) -> bool:
        state = folder.state(article.id, self._assembled.pipeline.signature_of(article))
        if state == "done":
            self._tally.kept += 1
        elif state == "failed" and not self._selection.retry_failed:
            self._tally.failed += 1
        else:
            return True
        return False

    def _set_aside(self, folder: RunFolder, failure: Failure) -> None:
        self._tally.failed += 1
        self._progress.note(f"failed {failure.place}: {failure.reason}")
        self._progress.articles(1)
        folder.commit([failure])

    def _finish(self, folder: RunFolder, window: Sequence[Article]) -> None:
        if not window:
            return
        outcomes = [
            self._failure_of(article, outcome)
            if isinstance(outcome, ArticleError)
            else self._record_of(outcome)
            for article, outcome in zip(
                window, self._assembled.pipeline.run(window, folder.products), strict=True
            )
        ]
        began = time.perf_counter()
        for outcome in outcomes:
            if isinstance(outcome, Record):
                self._publish(outcome)
        published = time.perf_counter()
        folder.commit(outcomes)
        self._seconds["pages"] += published - began
        self._seconds["commit"] += time.perf_counter() - published
        self._count(outcomes)

    def _count(self, outcomes: Sequence[Record | Failure]) -> None:
        for outcome in outcomes:
            if isinstance(outcome, Failure):
                self._tally.failed += 1
                self._progress.note(f"failed {outcome.place}: {outcome.reason}")
                continue
            self._tally.done += 1
            self._tally.findings.update(finding.code for finding in outcome.findings)
            serious = Severity.SERIOUS.value
            self._tally.flagged += any(finding.severity == serious for finding in outcome.findings)
        self._progress.articles(len(outcomes))

    def _record_of(self, dossier: Dossier) -> Record:
        pipeline, engine = self._assembled.pipeline, self._assembled.engine
        device, dtype = engine.arithmetic
        return record_of(
            dossier,
            Provenance(
                bisum=__version__,
                signature=pipeline.signature_of(dossier.article),
                stages=pipeline.signatures,
                translation=engine.card,
                device=device,
                dtype=dtype,
                made_at=_now(),
            ),
        )

    def _failure_of(self, article: Article, fault: ArticleError) -> Failure:
        return Failure(
            id=article.id,
            stage=fault.stage,
            reason=str(fault),
            place=article.place,
            signature=self._assembled.pipeline.signature_of(article),
        )

    def _write_report(self, folder: RunFolder, state: State, *, reason: str | None = None) -> RunReport:
        device, dtype = self._assembled.engine.arithmetic
        seconds = {**self._assembled.pipeline.seconds, **self._seconds}
        report = RunReport(
            state=state,
            reason=reason,
            started_at=self._started_at,
            finished_at=None if state == "running" else _now(),
            settings=self._config,
            engine=self._assembled.engine.card,
            device=device,
            dtype=dtype,
            stages=self._assembled.pipeline.signatures,
            counts=self._tally.counts(records=folder.n_records, failures=folder.n_failures),
            findings=dict(self._tally.findings),
            seconds={name: round(spent, 3) for name, spent in seconds.items()},
            reused=dict(self._assembled.pipeline.n_reused),
            skipped=self._skipped,
            versions=telling_versions(),
        )
        folder.write_report(msgspec.json.format(msgspec.json.encode(report), indent=2))
        return report


def _vanished(failures: Iterable[Failure]) -> Iterator[str]:
    """Give the places of reading failures whose file is no longer there."""
    for failure in failures:
        files = [failure.place, failure.place.rpartition(":")[0]]
        is_local = failure.stage == READ and not failure.place.startswith("hub:")
        if is_local and not any(Path(file).exists() for file in files if file):
            yield failure.place


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
