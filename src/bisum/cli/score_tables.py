"""Tables of scores on a terminal: figures, gains over first sentences, differences, what is pinned."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bisum.cli import console
from bisum.evaluation import gate as gates
from bisum.evaluation.figures.results import Comparison, Evaluation, Figure
from bisum.evaluation.figures.significance import Interval
from bisum.evaluation.report.wording import chance, differing, n_of, titled, written

FILE_WIDTH: Final = 148
"""Columns of a table that goes to a file: the longest row there is."""


def _wide() -> Console:
    """Give standard output, wide enough for the tables where it is no terminal."""
    out = console.out()
    if not out.is_terminal:
        out.width = max(out.width, FILE_WIDTH)
    return out


def print_figures(found: Evaluation) -> None:
    """Print each figure of a run with its interval, section after section."""
    table = Table("measure", title_justify="left")
    for heading in ("score", "95 % interval", "n"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("of")
    table.add_column("against")
    section = ""
    for one in found.figures:
        if one.section != section:
            section = one.section
            table.add_section()
            table.add_row(Text(section.upper(), style="bold"))
        table.add_row(titled(one), written(one.score), _range(one.interval), str(one.n), one.unit, one.basis)
    out = _wide()
    _print_made(out, "run", found.run, found.models, found.summaries)
    _print_references(out, found)
    out.print(table)
    _print_signatures(out, found.figures)


def _print_made(out: Console, side: str, run: str, models: Sequence[str], summaries: Sequence[str]) -> None:
    made = f"{side}: {run}, translated by {', '.join(models)}, summaries by {', '.join(summaries)}"
    out.print(Text(made), soft_wrap=True)


def _print_references(out: Console, found: Evaluation | Comparison) -> None:
    if found.references:
        named = f"references: {', '.join(found.references)} (SHA-256 {found.references_sha256})"
        out.print(Text(named), soft_wrap=True)


def _print_signatures(out: Console, figures: Sequence[Figure]) -> None:
    titles: dict[str, list[str]] = {}
    for one in figures:
        if one.signature:
            titles.setdefault(one.signature, []).append(one.title)
    for signature, named in titles.items():
        out.print(Text(f"{'; '.join(named)}: {signature}"), soft_wrap=True)


def print_baselines(found: Evaluation) -> None:
    """Print what summaries gain over the articles' first sentences, where that was measured."""
    if not found.baselines:
        return
    table = Table("measure", "against", title="Gain over the articles' first sentences", title_justify="left")
    for heading in ("baseline", "gain", "95 % interval", "p rand"):
        table.add_column(heading, justify="right", no_wrap=True)
    for one in found.baselines:
        verdict = one.verdict
        table.add_row(
            one.title,
            one.against,
            written(one.score),
            written(one.gain, signed=True),
            _range(verdict.interval, signed=True),
            chance(verdict.p_randomisation),
        )
    _wide().print(table)


def print_differences(found: Comparison) -> None:
    """Print two runs side by side, each difference with its tests."""
    table = Table("measure")
    for heading in ("n", "first", "second", "change", "95 % interval", "p boot", "p rand", "better"):
        table.add_column(heading, justify="right", no_wrap=True)
    for one in found.differences:
        table.add_row(
            titled(one.first),
            n_of(one),
            written(one.first.score),
            written(one.second.score),
            written(one.change, signed=True),
            _range(one.verdict.interval, signed=True),
            chance(one.verdict.p_bootstrap),
            chance(one.verdict.p_randomisation),
            one.winner or "–",
        )
    out = _wide()
    for side, name, models, summaries in (
        ("first", found.first, found.first_models, found.first_summaries),
        ("second", found.second, found.second_models, found.second_summaries),
    ):
        _print_made(out, side, name, models, summaries)
    out.print(Text(f"made differently: {differing(found.stages)}"), soft_wrap=True)
    _print_references(out, found)
    out.print(table)
    _print_signatures(out, [one.first for one in found.differences])
    same = f"{found.n_same_english} of them with the same English (title, paragraphs and summary)"
    out.print(Text(f"{found.n_articles} articles, {same}"), soft_wrap=True)
    out.print(Text(found.method), soft_wrap=True)


def print_checks(found: gates.Outcome, *, is_pinning: bool = False) -> None:
    """Print each pinned floor with the present score, and whether the references are the pinned ones.

    Args:
        found: What was checked.
        is_pinning: They are about to be pinned, so nobody is told to do it.
    """
    table = Table("measure")
    for heading in ("pinned", "now", ""):
        table.add_column(heading, justify="right", no_wrap=True)
    for one in found.checks:
        limit = f"{'≥' if one.is_floor else '≤'} {one.limit:.2f}"
        table.add_row(one.measure, limit, written(one.score), "holds" if one.holds else "FELL")
    _wide().print(table)
    if found.pinned_sha256 is None:
        if not is_pinning:
            console.problem("nothing is pinned yet: look at the scores, then give --pin")
    elif not found.is_same_gold:
        console.problem(
            f"the references are not the pinned ones: their SHA-256 is {found.sha256}, "
            f"that of the pinned ones {found.pinned_sha256}"
        )


def _range(interval: Interval | None, *, signed: bool = False) -> str:
    if interval is None:
        return "–"
    return f"{written(interval.low, signed=signed)} to {written(interval.high, signed=signed)}"
