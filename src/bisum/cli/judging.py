"""``bisum compare --sheet`` and ``--read-sheet``: what people prefer."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec

from bisum.cli import console
from bisum.display.words import count
from bisum.errors import ConfigError
from bisum.evaluation.inputs.runs import Run
from bisum.evaluation.judging.judgements import Preferences, read_sheets
from bisum.evaluation.judging.sheet import csv_sheet, draw, key_path
from bisum.evaluation.report.page import sheet_page


def write_sheet(first: Run, second: Run, *, n: int, path: Path) -> None:
    """Write a blind sheet: CSV to fill in, a page to read, and the key that stays here.

    Raises:
        ConfigError: There is nothing to judge, or a file is there or can't be written.
    """
    if n < 1 or path.suffix != ".csv":
        msg = f"--sheet takes a number above 0 and a .csv file, got {n} and {str(path)!r}"
        raise ConfigError(msg)
    rows, key = draw(first, second, n)
    encoded = msgspec.json.format(msgspec.json.encode(key), indent=2) + b"\n"
    page = path.with_suffix(".html")
    for file, content in (
        (path, ("\ufeff" + csv_sheet(rows)).encode()),  # spreadsheets take UTF-8 only with the mark
        (page, sheet_page(rows).encode()),
        (key_path(path), encoded),
    ):
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("xb") as sink:
                sink.write(content)
        except FileExistsError:
            msg = f"{file}: there already; judgements may be in it, so name another file"
            raise ConfigError(msg) from None
        except OSError as fault:
            msg = f"{file}: can't be written: {fault.strerror}; name another file"
            raise ConfigError(msg) from None
    if len(rows) < n:
        console.say(f"only {len(rows)} articles have two different English summaries, {n} were asked for")
    console.say(f"{len(rows)} rows: {path} to fill in, {page} to read; don't show judges {key_path(path)}")


def read_judgements(sheets: Sequence[Path], *, key: Path | None, json: Path | None) -> None:
    """Print what the judges of some sheets preferred."""
    found = read_sheets(sheets, key=key)
    for name in found.unfilled:
        console.say(f"{name}: no row has an answer; it counts for no judge")
    won = count(found.n_first + found.n_second, "row")
    lines = [
        f"first   {found.first}: preferred in {found.n_first}",
        f"second  {found.second}: preferred in {found.n_second}",
        f"same    {found.n_same}",
        f"judged  {count(found.n_rows, 'row')} by {count(found.n_judges, 'judge')}" + _agreement(found),
        f"p       {_p(found)} (sign test, two-sided, {won} with a winner)",
        *(f"comment {one}" for one in found.comments),
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    if json is not None:
        json.parent.mkdir(parents=True, exist_ok=True)
        json.write_bytes(msgspec.json.format(msgspec.json.encode(found), indent=2) + b"\n")


def _agreement(found: Preferences) -> str:
    if found.agreement is None:
        return ""
    alpha = "–" if found.alpha is None else f"{found.alpha:.2f}"
    share = f"{100 * found.agreement:.0f} % of {found.n_pairs} pairs of judgements"
    return f", who agree in {share} (Krippendorff's alpha, nominal: {alpha})"


def _p(found: Preferences) -> str:
    return f"{found.p:.4f}" if found.n_first + found.n_second else "–"
