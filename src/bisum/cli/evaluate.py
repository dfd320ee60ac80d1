"""``bisum eval``, ``compare`` and ``gate``: how good a run is, and whether it got worse."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Final

import msgspec
import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bisum.cli import console
from bisum.cli.judging import read_judgements, write_sheet
from bisum.errors import ConfigError
from bisum.evaluation import gate as gates
from bisum.evaluation.evaluate import Effort
from bisum.evaluation.evaluate import compare as compare_runs
from bisum.evaluation.evaluate import evaluate as evaluate_run
from bisum.evaluation.export import export
from bisum.evaluation.external import read_scorers
from bisum.evaluation.page import comparison_page, evaluation_page
from bisum.evaluation.references import References, load
from bisum.evaluation.results import Comparison, Evaluation, Figure, n_of
from bisum.evaluation.runs import cases_of, read_run
from bisum.evaluation.significance import Interval

FILE_WIDTH: Final = 148
"""Columns of a table that goes to a file: the longest row there is."""

RunArgument = Annotated[Path, typer.Argument(metavar="RUN", help="A run's folder, the one with run.json.")]
FilesOption = Annotated[
    list[Path] | None,
    typer.Option("--references", metavar="FILE", help="Reference texts or annotations; may be repeated."),
]
JsonOption = Annotated[Path | None, typer.Option("--json", metavar="FILE", help="Write all of it as JSON.")]
HtmlOption = Annotated[
    Path | None, typer.Option("--html", metavar="FILE", help="Write a report as one page.")
]
ScorersOption = Annotated[
    Path | None,
    typer.Option("--scorers", metavar="FILE", help="YAML that names programs such as COMET, run beside."),
]
TerOption = Annotated[
    bool, typer.Option("--ter/--no-ter", help="TER takes most of the time on long paragraphs.")
]


def evaluate(
    run: RunArgument,
    references: FilesOption = None,
    json: JsonOption = None,
    html: HtmlOption = None,
    export_to: Annotated[
        Path | None,
        typer.Option("--export", metavar="FOLDER", help="Write the scored texts, for sacrebleu and others."),
    ] = None,
    scorers: ScorersOption = None,
    ter: TerOption = True,
) -> None:
    """Measure a run: translation, quotations and their speakers, summaries.

    Without references only what the records themselves tell is measured. Every figure has
    a 95 % interval.
    """
    known = _references(references)
    found = evaluate_run(read_run(run), known, effort=_effort(scorers, with_ter=ter))
    if export_to is not None:
        names = export(export_to, cases_of(read_run(run).records, known))
        console.say(f"texts: {len(names)} files in {export_to}")
    _write(found, json, html, evaluation_page(found) if html else "")
    _notes(found)
    _print_figures(found.figures)
    _print_baselines(found)


def compare(
    first: Annotated[Path | None, typer.Argument(metavar="RUN_A", help="A run's folder.")] = None,
    second: Annotated[Path | None, typer.Argument(metavar="RUN_B", help="Another's.")] = None,
    references: FilesOption = None,
    json: JsonOption = None,
    html: HtmlOption = None,
    scorers: ScorersOption = None,
    ter: TerOption = True,
    sheet: Annotated[
        tuple[int, Path] | None,
        typer.Option("--sheet", metavar="N FILE", help="Write a blind sheet of N articles (CSV) for judges."),
    ] = None,
    read_sheet: Annotated[
        list[Path] | None,
        typer.Option("--read-sheet", metavar="FILE", help="Read a judge's sheet; may be repeated."),
    ] = None,
    key: Annotated[
        Path | None, typer.Option("--key", metavar="FILE", help="The sheet's key, where it isn't beside it.")
    ] = None,
) -> None:
    """Compare two runs over the same articles, and say which differences are more than chance.

    With --sheet or --read-sheet people judge instead: a CSV and a page with the two
    summaries side by side, without names, and what the judges preferred.
    """
    if read_sheet:
        read_judgements(read_sheet, key=key, json=json)
        return
    if first is None or second is None:
        msg = "compare needs two runs' folders (only --read-sheet does without)"
        raise ConfigError(msg)
    runs = read_run(first), read_run(second)
    if sheet is not None:
        write_sheet(*runs, n=sheet[0], path=sheet[1])
        return
    found = compare_runs(*runs, _references(references), effort=_effort(scorers, with_ter=ter))
    _write(found, json, html, comparison_page(found) if html else "")
    _notes(found)
    _print_differences(found)


def gate(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What is pinned: run, references, floors.")],
    pin: Annotated[bool, typer.Option("--pin", help="Pin the present scores.")] = False,
    lower: Annotated[bool, typer.Option("--lower", help="With --pin: let a floor fall.")] = False,
    new_gold: Annotated[
        bool, typer.Option("--new-gold", help="With --pin: take references that changed.")
    ] = False,
) -> None:
    """Fail, with exit code 3, when a pinned score fell or the gold it was measured with changed."""
    if (lower or new_gold) and not pin:
        msg = "--lower and --new-gold say what --pin may do; give --pin too"
        raise ConfigError(msg)
    found = gates.check(file)
    _print_checks(found)
    if pin:
        gates.pin(file, found, may_lower=lower, may_change_gold=new_gold)
        console.say(f"pinned in {file}")
    elif not found.holds:
        raise typer.Exit(3)


def _references(paths: Sequence[Path] | None) -> References | None:
    return load(paths) if paths else None


def _effort(scorers: Path | None, *, with_ter: bool) -> Effort:
    return Effort(with_ter=with_ter, scorers=read_scorers(scorers) if scorers else ())


def _write(found: Evaluation | Comparison, json: Path | None, html: Path | None, page: str) -> None:
    encoded = msgspec.json.format(msgspec.json.encode(found), indent=2) + b"\n" if json else b""
    for path, content in ((json, encoded), (html, page.encode())):
        if path is not None:
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
            except OSError as fault:
                msg = f"{path}: can't be written: {fault.strerror}; name another file"
                raise ConfigError(msg) from None


def _notes(found: Evaluation | Comparison) -> None:
    for line in (*found.cautions, *found.notes):
        console.say(line)


def _wide() -> Console:
    """Give standard output, wide enough for the tables where it is no terminal."""
    out = console.out()
    if not out.is_terminal:
        out.width = max(out.width, FILE_WIDTH)
    return out


def _print_figures(figures: Sequence[Figure]) -> None:
    table = Table("measure", title_justify="left")
    for heading in ("score", "95 % interval", "n"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("of")
    table.add_column("against")
    section = ""
    for one in figures:
        if one.section != section:
            section = one.section
            table.add_section()
            table.add_row(Text(section.upper(), style="bold"))
        table.add_row(one.title, _figure(one.score), _range(one.interval), str(one.n), one.unit, one.basis)
    out = _wide()
    out.print(table)
    _print_signatures(out, figures)


def _print_signatures(out: Console, figures: Sequence[Figure]) -> None:
    titles: dict[str, list[str]] = {}
    for one in figures:
        if one.signature:
            titles.setdefault(one.signature, []).append(one.title)
    for signature, named in titles.items():
        out.print(Text(f"{'; '.join(named)}: {signature}"), soft_wrap=True)


def _print_baselines(found: Evaluation) -> None:
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
            _figure(one.score),
            _figure(one.gain, signed=True),
            _range(verdict.interval, signed=True),
            _chance(verdict.p_randomisation),
        )
    _wide().print(table)


def _print_differences(found: Comparison) -> None:
    table = Table("measure")
    for heading in ("n", "first", "second", "change", "95 % interval", "p boot", "p rand", "better"):
        table.add_column(heading, justify="right", no_wrap=True)
    for one in found.differences:
        table.add_row(
            one.first.title,
            n_of(one),
            _figure(one.first.score),
            _figure(one.second.score),
            _figure(one.change, signed=True),
            _range(one.verdict.interval, signed=True),
            _chance(one.verdict.p_bootstrap),
            _chance(one.verdict.p_randomisation),
            one.winner or "–",
        )
    out = _wide()
    for side, name, models, summaries in (
        ("first", found.first, found.first_models, found.first_summaries),
        ("second", found.second, found.second_models, found.second_summaries),
    ):
        made = f"{side}: {name}, translated by {', '.join(models)}, summaries by {', '.join(summaries)}"
        out.print(Text(made), soft_wrap=True)
    out.print(table)
    _print_signatures(out, [one.first for one in found.differences])
    same = f"{found.n_same_english} of them with the same English (title, paragraphs and summary)"
    out.print(Text(f"{found.n_articles} articles, {same}"), soft_wrap=True)
    out.print(Text(found.method), soft_wrap=True)


def _print_checks(found: gates.Outcome) -> None:
    table = Table("measure")
    for heading in ("pinned", "now", ""):
        table.add_column(heading, justify="right", no_wrap=True)
    for one in found.checks:
        limit = f"{'≥' if one.is_floor else '≤'} {one.limit:.2f}"
        table.add_row(one.measure, limit, _figure(one.score), "holds" if one.holds else "FELL")
    _wide().print(table)
    if found.pinned_sha256 is None:
        console.problem("nothing is pinned yet: look at the scores, then give --pin")
    elif not found.is_same_gold:
        console.problem(
            f"the references are not the pinned ones: their SHA-256 is {found.sha256}, "
            f"that of the pinned ones {found.pinned_sha256}"
        )


def _figure(score: float | None, *, signed: bool = False) -> str:
    if score is None:
        return "–"
    return f"{score:+.2f}" if signed else f"{score:.2f}"


def _range(interval: Interval | None, *, signed: bool = False) -> str:
    if interval is None:
        return "–"
    return f"{_figure(interval.low, signed=signed)} to {_figure(interval.high, signed=signed)}"


def _chance(p: float | None) -> str:
    if p is None:
        return "–"
    return "<.001" if p < 0.001 else f"{p:.3f}"
