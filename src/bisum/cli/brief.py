"""``bisum brief``: one page over a run."""

from __future__ import annotations

import enum
import sys
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from bisum.cli import console
from bisum.display.words import count
from bisum.errors import ConfigError
from bisum.pipeline.names.shown import shown_records
from bisum.reader.brief.brief import brief_of
from bisum.reader.brief.listing import brief_markdown
from bisum.reader.brief.page import write_page
from bisum.store.holdings import require_run


class BriefForm(enum.StrEnum):
    """What a brief is written as."""

    HTML = "html"
    MD = "md"
    JSON = "json"


def brief(
    run: Annotated[Path, typer.Argument(metavar="RUN", help="A run's folder, the one with run.json.")],
    form: Annotated[
        BriefForm,
        typer.Option("--format", help="A page in the run's site, or text on standard output."),
    ] = BriefForm.HTML,
    output: Annotated[
        Path | None,
        typer.Option("--output", metavar="FILE", help="Write to this file instead."),
    ] = None,
) -> None:
    """Put a run on one bilingual page: its events, who said what, and where numbers differ.

    Articles on one event stand together, copies and later versions told apart. Every line
    is taken from the articles and leads back to them; no sentence is written anew.
    """
    require_run(run)
    found = brief_of(lambda: shown_records(run))
    if form is BriefForm.HTML:
        try:
            path = write_page(found, run / "site", output)
        except OSError as error:
            raise ConfigError(_unwritable(output or run / "site", error)) from error
        told = f"{count(len(found.events), 'event')} in {count(found.n_articles, 'article')}"
        console.say(f"{told}: {path}")
        return
    text = brief_markdown(found) if form is BriefForm.MD else _json(found)
    if output is None:
        sys.stdout.write(text)
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise ConfigError(_unwritable(output, error)) from error


def _json(found: msgspec.Struct) -> str:
    return msgspec.json.format(msgspec.json.encode(found), indent=2).decode() + "\n"


def _unwritable(path: Path, error: OSError) -> str:
    return f"{path}: can't be written: {error.strerror or error}; give another --output"
