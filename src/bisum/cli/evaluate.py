"""``bisum eval``, ``compare`` and ``gate``: how good a run is, and whether it got worse."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from bisum.cli import console
from bisum.cli.judging import read_judgements, write_sheet
from bisum.cli.options import RunArgument
from bisum.cli.score_tables import print_baselines, print_checks, print_differences, print_figures
from bisum.errors import ConfigError
from bisum.evaluation import gate as gates
from bisum.evaluation.comparing import compare as compare_runs
from bisum.evaluation.evaluate import evaluate as evaluate_run
from bisum.evaluation.figures.results import Comparison, Evaluation
from bisum.evaluation.inputs.references import References, load
from bisum.evaluation.inputs.runs import cases_of, read_run
from bisum.evaluation.measuring import Effort
from bisum.evaluation.report.page import comparison_page, evaluation_page
from bisum.evaluation.texts.export import export
from bisum.evaluation.texts.external import read_scorers

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
    _check_targets([json, html], runs=[run], inputs=[*(references or ()), *filter(None, [scorers])])
    known = _references(references)
    found = evaluate_run(read_run(run), known, effort=_effort(scorers, with_ter=ter))
    if export_to is not None:
        names = export(export_to, cases_of(read_run(run).records, known))
        nothing = "none to export, since no article has a reference text (--references)"
        console.say(f"texts: {f'{len(names)} files in {export_to}' if names else nothing}")
    _write(found, json, html, evaluation_page(found) if html else "")
    _notes(found)
    print_figures(found)
    print_baselines(found)


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
    _check_targets([json, html], runs=[first, second], inputs=[*(references or ()), *filter(None, [scorers])])
    runs = read_run(first), read_run(second)
    if sheet is not None:
        write_sheet(*runs, n=sheet[0], path=sheet[1])
        return
    found = compare_runs(*runs, _references(references), effort=_effort(scorers, with_ter=ter))
    _write(found, json, html, comparison_page(found) if html else "")
    _notes(found)
    print_differences(found)


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
    print_checks(found, is_pinning=pin)
    if pin:
        gates.pin(file, found, may_lower=lower, may_change_gold=new_gold)
        console.say(f"pinned in {file}")
    elif not found.holds:
        raise typer.Exit(3)


def _references(paths: Sequence[Path] | None) -> References | None:
    return load(paths) if paths else None


def _effort(scorers: Path | None, *, with_ter: bool) -> Effort:
    return Effort(with_ter=with_ter, scorers=read_scorers(scorers) if scorers else ())


def _check_targets(targets: Sequence[Path | None], *, runs: Sequence[Path], inputs: Sequence[Path]) -> None:
    """Refuse to write a report over what it is made from.

    Raises:
        ConfigError: A file is an input, or stands in a run's folder already.
    """
    folders = [run.resolve() for run in runs]
    for target in filter(None, targets):
        path = target.resolve()
        is_input = path in {one.resolve() for one in inputs}
        if is_input or (path.exists() and any(path.is_relative_to(folder) for folder in folders)):
            msg = f"{target}: that is {'read here' if is_input else 'part of the run'}; name another file"
            raise ConfigError(msg)


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
