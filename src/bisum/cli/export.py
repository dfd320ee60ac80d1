"""``bisum export``: a run in the forms that other programs open."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Annotated

import typer

from bisum.cli import console
from bisum.cli.options import RunArgument
from bisum.config.addresses import require_path
from bisum.display.words import count
from bisum.errors import ConfigError
from bisum.model.record import Record
from bisum.pipeline.names.shown import shown_records
from bisum.pipeline.reporting.progress import Progress
from bisum.reader.export import Format, write
from bisum.store.holdings import require_run, signatures_of


def export(
    run: RunArgument,
    to: Annotated[Format, typer.Option("--to", help="The form.")],
    output: Annotated[
        Path,
        typer.Option(
            "--output",
            metavar="PATH",
            help="A file (docx, tmx, md: all articles in one) or a folder (one file an article; "
            "csv and parquet: three tables).",
        ),
    ],
    only: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="Only the article with this id; may be repeated.")
    ] = None,
) -> None:
    """Write a run's records as Word documents, tables, a translation memory or Markdown.

    Files of the same names are replaced. docx needs the extra `docx`.
    """
    require_run(run)
    require_path(output)
    chosen = tuple(dict.fromkeys(only or ()))
    if chosen:
        _check_ids(run, chosen)
    with console.progress() as progress:
        written = write(_records(run, chosen, progress), to=to, output=output)
    files = written.files
    where = str(files[0]) if len(files) == 1 else f"{len(files)} files in {output}"
    console.say(f"{count(written.n_articles, 'article')} exported: {where}")


def _check_ids(run: Path, chosen: Collection[str]) -> None:
    known = {article for article, _ in signatures_of(run)}
    missing = [article for article in chosen if article not in known]
    if missing:
        msg = (
            f"{run}: no record of {', '.join(map(repr, missing))}; "
            "ids stand in records.jsonl and at the foot of each page"
        )
        raise ConfigError(msg)


def _records(run: Path, chosen: Collection[str], progress: Progress) -> Iterator[Record]:
    n_records = len(chosen) or sum(1 for _ in signatures_of(run))
    progress.start(n_articles=n_records)
    records = (record for record in shown_records(run) if not chosen or record.id in chosen)
    for n_done, record in enumerate(records, 1):
        yield record
        progress.step("exported", n_done, n_records)
