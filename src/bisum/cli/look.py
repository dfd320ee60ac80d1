"""``bisum check``, ``status`` and ``show``: what would be, what is, what was said."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from bisum.cli import console
from bisum.cli.options import (
    AnswerFormat,
    ConfigFile,
    FormatOption,
    Inputs,
    Output,
    RunArgument,
    Settings,
    chosen_config,
)
from bisum.config.addresses import address_of
from bisum.errors import ConfigError
from bisum.pipeline.names.shown import Names
from bisum.pipeline.plan import plan
from bisum.pipeline.reporting.metrics import Metrics
from bisum.pipeline.reporting.report import RunReport
from bisum.reader.markdown import summary_page
from bisum.store.holdings import failure_of, record_of, require_run
from bisum.store.outputs import is_busy, report_of
from bisum.store.run.names import read_names


def check(
    config_file: ConfigFile,
    inputs: Inputs = None,
    output: Output = None,
    settings: Settings = None,
    form: FormatOption = AnswerFormat.TEXT,
) -> None:
    """Say what a run would do, on what, with which model, and about how long; run nothing.

    Reads the articles, checks the settings and the model's files, loads no weights.
    """
    chosen = chosen_config(config_file, settings=settings, inputs=inputs, output=output)
    found = plan(chosen)
    if form is AnswerFormat.JSON:
        _write(msgspec.json.encode(found))
    else:
        sys.stdout.write("\n".join(found.lines()) + "\n")
    if not found.can_start:
        raise typer.Exit(2)


def status(
    run: Annotated[Path, typer.Argument(metavar="RUN", help="A run's folder, here or in a store.")],
    form: FormatOption = AnswerFormat.TEXT,
) -> None:
    """Say how a run stands, while it runs and after."""
    address = address_of(run)
    report = _report(run) if address is None else _report_there(address)
    if form is AnswerFormat.JSON:
        _write(msgspec.json.encode(report))
        return
    is_at_work = is_busy(address or str(run))
    counts = report.counts
    lines = [
        f"state     {_state(report, is_at_work=is_at_work)}",
        f"articles  {counts.articles} read, {counts.done} done, {counts.kept} kept, {counts.failed} failed"
        + (f"; about {report.expected} in the input" if report.expected is not None else ""),
        f"holds     {counts.records} records, {counts.failures} failures",
        f"flagged   {counts.flagged} of the {counts.done} done carry a serious finding"
        + (f", {report.doubts.flagged} of all {counts.records} records" if report.doubts else ""),
        f"model     {report.engine.model} ({report.engine.engine}) on {report.device}"
        + (f", {report.dtype}" if report.dtype else ""),
        f"started   {report.started_at}",
        f"finished  {report.finished_at or '–'}",
        *_pace(report, report.metrics, is_at_work=is_at_work),
        "seconds   " + ", ".join(f"{name} {spent:g}" for name, spent in report.seconds.items()),
        f"findings  {_by_code(report.findings)}",
        *([f"of all    {_by_code(report.doubts.findings)}"] if report.doubts and counts.kept else []),
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    if report.engine.caution:
        console.say(report.engine.caution)


def show(
    run: RunArgument,
    article: Annotated[str, typer.Argument(metavar="ID", help="The article's id.")],
    form: FormatOption = AnswerFormat.TEXT,
) -> None:
    """Print one article's bilingual summary, quotations and findings."""
    require_run(run)
    record = record_of(run, article)
    if record is None:
        failure = failure_of(run, article)
        why = (
            f"it failed in {failure.stage}: {failure.reason}"
            if failure
            else "no article of this run has that id"
        )
        msg = f"{run}: no record of {article!r}; {why}"
        raise ConfigError(msg)
    if form is AnswerFormat.JSON:
        _write(msgspec.json.encode(record))
    else:
        sys.stdout.write(summary_page(Names(read_names(run)).shown(record)))


def _state(report: RunReport, *, is_at_work: bool) -> str:
    if report.state == "running" and not is_at_work:
        return (
            "killed, or ended where nothing could be written any more: no process works on it; "
            "the same `bisum run` goes on from there"
        )
    return report.state + (f": {report.reason}" if report.reason else "")


def _by_code(findings: Mapping[str, int]) -> str:
    return ", ".join(f"{code} {n}" for code, n in sorted(findings.items())) or "none"


def _pace(report: RunReport, metrics: Metrics | None, *, is_at_work: bool) -> Iterator[str]:
    """Give the lines on how fast a run goes and what it takes."""
    if metrics is None:
        return
    yield (
        f"pace      {metrics.articles_per_s:g} articles, {metrics.sentences_per_s:g} sentences and names, "
        f"{metrics.words_per_s:g} words a second over {metrics.seconds:.0f} s; {metrics.waiting} in work"
    )
    known = f"{metrics.cache_hits} known already, {sum(report.reused.values())} articles translated before"
    yield f"asked     {metrics.asked} texts of the model; {known}"
    memory = f"{metrics.memory_mb:.0f} MiB, " if metrics.memory_mb is not None else ""
    yield f"memory    {memory}{metrics.peak_memory_mb:.0f} MiB at most"
    if is_at_work and report.expected is not None and metrics.left_s is not None:
        left = max(0, report.expected - metrics.done - metrics.kept - metrics.failed)
        yield f"left      about {metrics.left_s:.0f} s for {left} articles"


def _report(run: Path) -> RunReport:
    require_run(run)
    path = run / "run.json"
    return _decoded(path.read_bytes(), str(path))


def _report_there(address: str) -> RunReport:
    found = report_of(address)
    if found is None:
        msg = f"{address}: no run.json there; name the address that `bisum run` wrote to (its --output)"
        raise ConfigError(msg)
    return _decoded(found, f"{address}/run.json")


def _decoded(report: bytes, place: str) -> RunReport:
    try:
        return msgspec.json.decode(report, type=RunReport)
    except msgspec.DecodeError as fault:
        msg = f"{place}: not a run's report that this version of bisum reads: {fault}"
        raise ConfigError(msg) from None


def _write(encoded: bytes) -> None:
    sys.stdout.write(msgspec.json.format(encoded, indent=2).decode() + "\n")
