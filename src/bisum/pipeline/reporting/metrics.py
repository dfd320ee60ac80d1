"""Metrics: how fast a run goes and what it takes, a line of ``metrics.jsonl`` now and then."""

from __future__ import annotations

import os
import resource
from pathlib import Path
from typing import Final

from bisum.model.base import Value

_STATM: Final = Path("/proc/self/statm")
_MEBIBYTE: Final = 1 << 20


class Metrics(Value, frozen=True, kw_only=True):
    """How a run stands at one moment; all counts are from its start.

    Attributes:
        at: UTC, ISO 8601.
        seconds: Since the run began, by a clock that can't be set.
        articles: Read, failures of reading among them.
        done: Finished.
        kept: Had their record already.
        failed: Set aside, in this run or before.
        waiting: Taken on and not finished: the queue of who runs the stages.
        sentences: Of the articles finished, titles among them: what ``bisum check`` counts.
        speakers: Names of speakers of these articles, each translated by itself too.
        words: Arabic words of the articles finished, as white space parts them.
        asked: Texts that the model was asked for, also of articles not finished yet.
        cache_hits: Of the sentences and names, those whose English was known, from this or an earlier run.
        findings: Doubts found about the articles finished.
        articles_per_s: Articles finished a second, over the whole run so far.
        sentences_per_s: Sentences and names a second, given by the model or known, likewise.
        words_per_s: Words finished a second, over the whole run so far.
        left_s: About how many seconds the rest takes; None where nobody knows.
        memory_mb: Resident memory of this process, in MiB; None where the system doesn't say.
        peak_memory_mb: The most that it was.
    """

    at: str
    seconds: float
    articles: int = 0
    done: int = 0
    kept: int = 0
    failed: int = 0
    waiting: int = 0
    sentences: int = 0
    speakers: int = 0
    words: int = 0
    asked: int = 0
    cache_hits: int = 0
    findings: int = 0
    articles_per_s: float = 0.0
    sentences_per_s: float = 0.0
    words_per_s: float = 0.0
    left_s: float | None = None
    memory_mb: float | None = None
    peak_memory_mb: float = 0.0


def memory_mb() -> float | None:
    """Give the resident memory of this process in MiB, None where the system doesn't say."""
    try:
        n_pages = int(_STATM.read_text(encoding="ascii").split()[1])
    except OSError:  # not Linux
        return None
    return round(n_pages * os.sysconf("SC_PAGE_SIZE") / _MEBIBYTE, 1)


def peak_memory_mb() -> float:
    """Give the most resident memory that this process had, in MiB."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / _MEBIBYTE, 1)
