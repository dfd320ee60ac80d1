"""Plan: what a run would do, found out without loading any weights."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Final

from bisum.config import Config
from bisum.config.addresses import is_address
from bisum.errors import ArticleError, BisumError
from bisum.model.article import Segments
from bisum.model.base import Product, Value
from bisum.model.dossier import Dossier
from bisum.model.record import EngineCard, Failure
from bisum.pipeline.assembly.assemble import Assembled, assemble
from bisum.pipeline.run import ARTICLE_KB
from bisum.stages.segment import Segment
from bisum.store.articles import Reader
from bisum.store.files.scratch import Register
from bisum.store.holdings import is_run, signatures_of
from bisum.store.outputs import is_busy, readable, require_apart
from bisum.store.run.names import read_glossary

# Sentences a second, for the time that a run may take, until the run itself shows its
# rate: the default model as it ships, on two cores of an AMD Zen 4 (docs/state.md); others are slower.
_SENTENCES_PER_S: Final = 2.0
# Seconds an article takes where no model is asked, on one core of the same (docs/state.md).
_ARTICLE_S: Final = 0.026


MOST_NAMED: Final = 20
"""Unreadable pieces of the input that a plan names; the others it counts."""


class Plan(Value, frozen=True, kw_only=True):
    """What a run would do.

    Attributes:
        can_start: Whether nothing stands in the way.
        obstacle: What stands in the way; None where nothing does.
        n_articles: Articles of the input that can be read.
        n_unreadable: Pieces of the input that would fail, in reading or for being no article.
        unreadable: Place and reason of the first ``MOST_NAMED`` of them.
        n_kept: Articles whose record is there already.
        n_to_do: Articles that would be worked on.
        n_anew: Those of them whose record is there, made from another text or otherwise.
        n_sentences: Their sentences.
        skipped: Files of no known kind.
        engine: What would make the English; None where that can't be had.
        device: Where it would run.
        dtype: Its arithmetic.
        why: What computes, and why that was chosen; None where nothing was to choose.
        seconds: About how long it may take; None where nothing is known.
        output: Where it would write.
        needed_mb: About how much room that takes; None in a store.
        free_mb: Room that is free there; None in a store.
    """

    can_start: bool
    obstacle: str | None
    n_articles: int = 0
    n_unreadable: int = 0
    unreadable: tuple[str, ...] = ()
    n_kept: int = 0
    n_to_do: int = 0
    n_anew: int = 0
    n_sentences: int = 0
    skipped: tuple[str, ...] = ()
    engine: EngineCard | None = None
    device: str | None = None
    dtype: str | None = None
    why: str | None = None
    seconds: float | None = None
    output: str | None = None
    needed_mb: int | None = None
    free_mb: int | None = None

    def lines(self) -> list[str]:
        """Give the plan as lines for a terminal."""
        lines = [
            f"articles  {self.n_articles} readable, {self.n_unreadable} that would fail",
            *(f"          {one}" for one in self.unreadable),
            *(
                [f"          and {n_more} more"]
                if (n_more := self.n_unreadable - len(self.unreadable))
                else []
            ),
            f"to do     {self.n_to_do} articles, {self.n_sentences} sentences; {self.n_kept} done before"
            + (f", {self.n_anew} anew (text, settings or version changed)" if self.n_anew else ""),
        ]
        lines += [f"skipped   {path}" for path in self.skipped]
        if self.engine is not None:
            licence = self.engine.licence or "licence unknown"
            lines.append(f"model     {self.engine.model} ({self.engine.engine}; {licence})")
            lines.append(f"device    {self.device}" + (f", {self.dtype}" if self.dtype else ""))
        if self.why:
            lines.append(f"engine    {self.why}")
        if self.seconds is not None:
            lines.append(f"time      about {_duration(self.seconds)}")
        lines.append(f"output    {self.output or 'not set'}")
        if self.needed_mb is not None and self.free_mb is not None:
            lines.append(f"disk      about {self.needed_mb} MB needed, {self.free_mb} MB free")
        lines.append(f"start     {'ready' if self.can_start else 'no: ' + (self.obstacle or '')}")
        if self.engine is not None and self.engine.caution:
            lines.append(f"caution   {self.engine.caution}")
        return lines


class Counted(Value, frozen=True, kw_only=True):
    """What reading the input found."""

    n_articles: int
    n_unreadable: int
    unreadable: tuple[str, ...]
    n_kept: int
    n_to_do: int
    n_anew: int
    n_sentences: int
    skipped: tuple[str, ...]


def plan(config: Config) -> Plan:
    """Read the input and look for the model, and say what a run would do.

    Raises:
        ConfigError: The input can't be found or the output folder is damaged.
    """
    obstacle = None
    assembled: Assembled | None = None
    try:
        assembled = assemble(config)
        if config.names.glossary is not None:
            read_glossary(Path(config.names.glossary))
        if config.input and config.output is not None:
            require_apart(config.input, config.output)
    except BisumError as fault:
        obstacle = str(fault)
    if not config.input or config.output is None:
        missing = "input" if not config.input else "output"
        obstacle = obstacle or f"nothing says the run's {missing}; set it in the config or give --{missing}"
    elif is_busy(config.output):
        obstacle = obstacle or f"a run is at work in {config.output!r}; wait until it ends, or stop it"
    elif (closed := _closed_folder(config.output)) is not None:
        why = f"{str(closed)!r} is no folder that this user may write"
        obstacle = obstacle or f"output {config.output!r} can't be written: {why}; give another output"
    counted = _count(config, assembled)
    device, dtype = assembled.engine.arithmetic if assembled else (None, None)
    free = _free_mb(config.output)
    needed = (counted.n_to_do - counted.n_anew) * ARTICLE_KB // 1000
    if free is not None and free < needed:
        obstacle = obstacle or (
            f"the run takes about {needed} MB and {free} MB are free where it would write; make room first, "
            "or give another output"
        )
    return Plan(
        can_start=obstacle is None,
        obstacle=obstacle,
        engine=assembled.engine.card if assembled else None,
        device=device,
        dtype=dtype,
        why=(assembled.engine.why or None) if assembled else None,
        seconds=_seconds(config, counted) if assembled else None,
        output=config.output,
        needed_mb=None if free is None else needed,
        free_mb=free,
        **{name: getattr(counted, name) for name in Counted.__struct_fields__},
    )


def _count(config: Config, assembled: Assembled | None) -> Counted:
    done = Register()
    if config.output is not None:
        with readable(config.output) as output:
            for article, signature in signatures_of(output) if is_run(output) else ():
                done.put(article, signature)
    segment = Segment()
    reader = Reader(config.input)
    n_articles = n_unreadable = n_kept = n_anew = n_sentences = 0
    unreadable: list[str] = []
    for outcome in reader:
        found: Product | Failure | ArticleError
        if isinstance(outcome, Failure):
            found = outcome
        elif assembled and done.get(outcome.id) == assembled.pipeline.signature_of(outcome):
            n_articles += 1
            n_kept += 1
            continue
        else:
            found = segment.run([Dossier(outcome)])[0]
        if isinstance(found, Segments):
            n_articles += 1
            n_sentences += found.n_sentences
            n_anew += done.get(outcome.id) is not None
            continue
        n_unreadable += 1
        if len(unreadable) < MOST_NAMED:
            reason = found.reason if isinstance(found, Failure) else str(found)
            unreadable.append(f"{outcome.place}: {reason}")
    return Counted(
        n_articles=n_articles,
        n_unreadable=n_unreadable,
        unreadable=tuple(unreadable),
        n_kept=n_kept,
        n_to_do=n_articles - n_kept,
        n_anew=n_anew,
        n_sentences=n_sentences,
        skipped=tuple(f"{skipped.place}: {skipped.reason}" for skipped in reader.skipped),
    )


def _free_mb(output: str | None) -> int | None:
    """Give the room that is free where a run would write; None in a store."""
    if output is None or is_address(output):
        return None
    return shutil.disk_usage(_there(output)).free // 1_000_000


def _closed_folder(output: str) -> Path | None:
    """Give the folder in which a run would have to write and may not; None where it may, and in a store."""
    if is_address(output) or os.access(there := _there(output), os.W_OK | os.X_OK):
        return None
    return there


def _there(output: str) -> Path:
    """Give an output's folder, or the nearest above it that exists."""
    folder = Path(output).absolute()
    return next(above for above in (folder, *folder.parents) if above.exists())


def _seconds(config: Config, counted: Counted) -> float | None:
    if config.translate.engine == "fake":
        return counted.n_sentences * config.translate.delay_s
    if config.translate.engine == "filed" and config.translate.missing is None:
        return counted.n_to_do * _ARTICLE_S
    return counted.n_sentences / _SENTENCES_PER_S


def _duration(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} seconds"
    if seconds < 5400:
        return f"{seconds / 60:.0f} minutes"
    return f"{seconds / 3600:.1f} hours"
