"""``bisum translate`` and ``bisum quotes``: text in, text out, without a run."""

from __future__ import annotations

import csv
import enum
import io
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from rich.table import Table
from rich.text import Text

from bisum import config
from bisum.cli import console
from bisum.cli.options import Settings
from bisum.config import Config, QuoteSettings, TranslateSettings
from bisum.engines.catalogue import DEFAULT_MODEL
from bisum.errors import ConfigError
from bisum.model.quote import QuoteKind, is_uncertain
from bisum.model.record import Failure, LedgerRow
from bisum.pipeline.lines import translate_lines
from bisum.pipeline.quote_ledger import ledger_of_articles, ledger_of_run
from bisum.store.articles import Reader
from bisum.store.files.spreadsheet import formula_safe
from bisum.store.holdings import is_run


def translate(
    source: Annotated[
        str, typer.Argument(metavar="[FILE|-]", help="Arabic text, a line each; - is standard input.")
    ] = "-",
    config_file: Annotated[
        Path | None, typer.Option("--config", help="Take model and settings from this config.")
    ] = None,
    model: Annotated[
        str | None,
        typer.Option(
            help="A name of `bisum models`, a hub name or a folder; else the config's, else the default one."
        ),
    ] = None,
    settings: Settings = None,
) -> None:
    """Translate lines: one line of English for each line of Arabic, blank for blank.

    Lines end at a line feed alone. A line of several sentences is translated sentence
    by sentence.
    """
    if config_file is not None:
        chosen = config.load(config_file, settings=settings or ())
    else:
        base = Config(translate=TranslateSettings(model=model or DEFAULT_MODEL))
        chosen = config.put_over(base, settings or ())
    if model is not None:
        chosen = msgspec.structs.replace(
            chosen, translate=msgspec.structs.replace(chosen.translate, model=model)
        )
    with console.progress() as progress:
        for english in translate_lines(_lines(source), chosen, progress=progress):
            sys.stdout.write(english + "\n")
            sys.stdout.flush()


class RowFormat(enum.StrEnum):
    """How rows are printed."""

    JSONL = "jsonl"
    CSV = "csv"
    TABLE = "table"


class Speakers(enum.StrEnum):
    """Who says who speaks."""

    AUTO = "auto"
    RULES = "rules"


def quotes(
    inputs: Annotated[
        list[str], typer.Argument(metavar="INPUT…", help="Articles (files or folders), or a run's folder.")
    ],
    indirect: Annotated[
        bool, typer.Option("--indirect", help="Also reported speech without quotation marks.")
    ] = False,
    speakers: Annotated[
        Speakers, typer.Option(help="Whether a small model is asked where the rules are not sure who speaks.")
    ] = Speakers.AUTO,
    form: Annotated[RowFormat, typer.Option("--format", help="How to print it.")] = RowFormat.JSONL,
) -> None:
    """Print who said what: every quotation with its speaker and its reporting verb.

    For a run's folder the English words and names stand beside the Arabic ones. With `--speakers
    rules` no model is loaded; without, a small one where it is installed and the rules are not sure.
    """
    failures: list[Failure] = []
    rows = _ledger(inputs, QuoteSettings(speakers=speakers.value), failures=failures)
    if not indirect:
        rows = (row for row in rows if row.kind != QuoteKind.INDIRECT.value)
    {RowFormat.JSONL: _print_jsonl, RowFormat.CSV: _print_csv, RowFormat.TABLE: _print_table}[form](rows)
    for failure in failures:
        console.problem(f"failed {failure.place}: {failure.reason}")
    if failures:
        raise typer.Exit(3)


def _ledger(inputs: list[str], settings: QuoteSettings, *, failures: list[Failure]) -> Iterator[LedgerRow]:
    articles = []
    for path in inputs:
        if is_run(Path(path)):
            yield from ledger_of_run(Path(path))
        else:
            articles.append(path)
    if articles:
        reader = Reader(articles)
        yield from ledger_of_articles(reader, settings, failures=failures)
        for skipped in reader.skipped:
            console.say(f"skipped {skipped.place}: {skipped.reason}")


def _print_jsonl(rows: Iterable[LedgerRow]) -> None:
    for row in rows:
        sys.stdout.write(msgspec.json.encode(row).decode() + "\n")


def _print_csv(rows: Iterable[LedgerRow]) -> None:
    columns = [name for name in LedgerRow.__struct_fields__ if name not in {"spans", "english_spans"}]
    page = io.StringIO(newline="")
    writer = csv.writer(page)
    writer.writerow(columns)
    for row in rows:
        fields = msgspec.to_builtins(row)
        writer.writerow([_cell(fields[name]) for name in columns])
        sys.stdout.write(page.getvalue())
        page.seek(0)
        page.truncate()
    sys.stdout.write(page.getvalue())


def _cell(value: object) -> str:
    if value is None:
        return ""
    return formula_safe(value) if isinstance(value, str) else msgspec.json.encode(value).decode()


def _print_table(rows: Iterable[LedgerRow]) -> None:
    table = Table("article", "¶", "kind", "speaker", "cue", "text")
    for row in rows:
        number = "title" if row.paragraph is None else str(row.paragraph)
        speaker = _over(row.english_speaker, row.speaker or "–")
        if is_uncertain(row.speaker, row.confidence):
            speaker += f"\n(uncertain: right in {row.confidence:.0%} of such cases)"
        cells = (row.article, number, row.kind, speaker, row.cue or "–", _over(_english(row), row.text))
        table.add_row(*map(Text, cells))  # plain text: brackets in an article are no markup
    console.out().print(table)


def _english(row: LedgerRow) -> str | None:
    """Return the English words, in marks only where they may be quoted, else with their status."""
    if row.english_text is None:
        return None
    if row.is_sure:
        return f"“{row.english_text}”"
    return f"{row.english_text} ({row.status})" if row.status else row.english_text


def _over(english: str | None, arabic: str) -> str:
    return f"{english}\n{arabic}" if english else arabic


def _lines(source: str) -> Iterator[str]:
    try:
        stream = sys.stdin.buffer if source == "-" else Path(source).open("rb")  # noqa: SIM115 - closed below
    except OSError as fault:
        msg = f"{source}: can't be read: {fault.strerror}; name a text file, or - for standard input"
        raise ConfigError(msg) from None
    with stream:
        for n, raw in enumerate(stream, 1):
            try:
                yield raw.decode("utf-8-sig" if n == 1 else "utf-8").removesuffix("\n")
            except UnicodeDecodeError as fault:
                msg = f"{source}:{n}: byte {fault.start} is not UTF-8; save the text as UTF-8"
                raise ConfigError(msg) from None
