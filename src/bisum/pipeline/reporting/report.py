"""Report: what became of a run, written to ``run.json``."""

from __future__ import annotations

import platform
from functools import cache
from importlib import metadata
from typing import Final, Literal

import msgspec

from bisum import __version__
from bisum.model.base import Value
from bisum.model.record import EngineCard
from bisum.pipeline.reporting.metrics import Metrics
from bisum.pipeline.reporting.tally import Doubts

REPORT_VERSION: Final = 1

State = Literal["running", "finished", "interrupted", "stopped"]

# Packages whose version can change a text.
_TELLING_PACKAGES: Final = ("torch", "transformers", "sentencepiece", "tokenizers", "ctranslate2", "peft")


class Counts(Value, frozen=True, kw_only=True):
    """How many articles came to what.

    Attributes:
        articles: Read from the input in this run, failures of reading among them.
        done: Finished in this run.
        kept: Had their record already, made of the same article with the same settings.
        failed: Set aside, by an earlier run with the same settings or by this one.
        records: Lines of ``records.jsonl`` at the end, other articles' included.
        failures: Lines of ``failures.jsonl`` at the end.
        flagged: Of those done, how many carry a serious finding.
    """

    articles: int = 0
    done: int = 0
    kept: int = 0
    failed: int = 0
    records: int = 0
    failures: int = 0
    flagged: int = 0


class NameCounts(Value, frozen=True, kw_only=True):
    """What the pass over a run's names came to.

    Attributes:
        signature: Digest of all that can change ``names.jsonl``.
        names: Its rows.
        conflicts: Those whose translations differ by more than spelling.
        put_right: Those that the glossary or bisum's table of names overruled.
        transliterated: Those written in Latin letters for want of a rendering.
    """

    signature: str
    names: int
    conflicts: int
    put_right: int
    transliterated: int


class MemoryUse(Value, frozen=True, kw_only=True):
    """What the translation memory of ``run.memory`` was good for.

    Attributes:
        asked: Sentences that the run wanted.
        known: Those of them that an earlier run had asked for.
    """

    asked: int
    known: int


class RunReport(Value, frozen=True, kw_only=True):
    """What ``run.json`` holds; brought up to date every few seconds while the run goes on.

    Attributes:
        version: Of this form.
        bisum: Version of bisum.
        state: ``running`` while it runs, and after a kill.
        reason: Why a stopped run stopped; None otherwise.
        started_at: UTC, ISO 8601.
        finished_at: The same; None while it runs.
        settings: The config in force, as JSON: a report of another version may hold other keys.
        engine: What made the English.
        device: Where the model ran.
        dtype: Its arithmetic; None without a model.
        stages: ``name=signature`` of each stage.
        expected: Articles of the input, about; None where nobody knows beforehand.
        counts: Articles by what became of them.
        contents: Digest of the records, failures and names that the folder holds; None before the end.
        metrics: How fast it goes and what it takes, as of the last line of ``metrics.jsonl``.
        findings: Number of findings of this start's articles, by code.
        doubts: Findings of all records that the folder holds; None before the end, and of older runs.
        names: The run's names; None before the pass over them, which comes last.
        seconds: Time by stage; ``pages``, ``commit`` and ``names`` are bisum's own.
        reused: Products taken from an earlier run instead of asking a model again, by stage.
        memory: Use of the translation memory; None without one.
        skipped: Files of the input that are of no known kind.
        versions: Of Python and of the packages that can change a text.
    """

    version: int = REPORT_VERSION
    bisum: str = __version__
    state: State
    reason: str | None = None
    started_at: str
    finished_at: str | None = None
    settings: msgspec.Raw
    engine: EngineCard
    device: str
    dtype: str | None
    stages: tuple[str, ...]
    expected: int | None = None
    counts: Counts = Counts()
    contents: str | None = None
    metrics: Metrics | None = None
    findings: dict[str, int]
    doubts: Doubts | None = None
    names: NameCounts | None = None
    seconds: dict[str, float]
    reused: dict[str, int] = msgspec.field(default_factory=dict)
    memory: MemoryUse | None = None
    skipped: tuple[str, ...] = ()
    versions: dict[str, str]


class Left(msgspec.Struct, frozen=True):
    """What a run needs to know of the last one's report, whatever bisum wrote it."""

    names: NameCounts | None = None
    doubts: Doubts | None = None

    @classmethod
    def of(cls, report: bytes | None) -> Left:
        """Read a report; one that can't be read says nothing."""
        try:
            return msgspec.json.decode(report or b"{}", type=cls)
        except (msgspec.DecodeError, UnicodeDecodeError):
            return cls()


@cache
def telling_versions() -> dict[str, str]:
    """Give the versions of Python and of the installed packages that can change a text."""
    versions = {"python": platform.python_version()}
    for name in _TELLING_PACKAGES:
        try:
            versions[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return versions
