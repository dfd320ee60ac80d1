"""The name table of a run, and the user's glossary."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import msgspec

from bisum.config.files import read_text
from bisum.errors import ConfigError
from bisum.model.name import GlossaryRow, NameRow
from bisum.store.files.atomic import replacing
from bisum.text import fold, n_arabic_letters, normalise

NAMES_NAME: Final = "names.jsonl"
GLOSSARY_COLUMNS: Final = ("arabic", "english", "kind", "note")


def has_names(folder: Path) -> bool:
    """Tell whether a run has a name table."""
    return (folder / NAMES_NAME).exists()


def read_names(folder: Path) -> tuple[NameRow, ...]:
    """Give a run's name table; empty before its first one.

    Raises:
        ConfigError: A line is damaged.
    """
    path = folder / NAMES_NAME
    if not path.exists():
        return ()
    rows = []
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        try:
            rows.append(msgspec.json.decode(line, type=NameRow))
        except msgspec.MsgspecError as fault:
            msg = f"{path}:{number}: no row of names ({fault}); delete the file, `bisum run` makes it again"
            raise ConfigError(msg) from None
    return tuple(rows)


def write_names(folder: Path, rows: Sequence[NameRow]) -> None:
    """Write a run's name table at one stroke."""
    with replacing(folder / NAMES_NAME) as file:
        file.writelines(msgspec.json.encode(row) + b"\n" for row in rows)


def read_glossary(path: Path) -> tuple[GlossaryRow, ...]:
    """Read ``names.csv``: a header with arabic and english, also kind and note; UTF-8, comma-separated.

    A row whose English is empty is a term not to translate: it is shown in Latin letters.

    Raises:
        ConfigError: It can't be read, the header lacks a column, a row has no Arabic, or
            two rows give one name different forms.
    """
    text = read_text(path, what="the glossary", instead="name a CSV file with arabic,english,kind,note")
    lines = csv.reader(text.splitlines())
    header = [cell.strip().casefold() for cell in next(lines, [])]
    if not {"arabic", "english"} <= set(header) <= set(GLOSSARY_COLUMNS):
        msg = f"{path}:1: expected a header with arabic,english (and kind,note), got {','.join(header)!r}"
        raise ConfigError(msg)
    found: dict[str, GlossaryRow] = {}
    for cells in lines:
        if not any(cell.strip() for cell in cells):
            continue
        row = _row(dict(zip(header, cells, strict=False)), f"{path}:{lines.line_num}")
        first = found.setdefault(fold(row.arabic), row)
        if first.english != row.english:
            place = f"{path}:{lines.line_num}"
            msg = f"{place}: {row.arabic!r} is {row.english!r} here, {first.english!r} further up; keep one"
            raise ConfigError(msg)
    return tuple(found.values())


def _row(cells: dict[str, str], place: str) -> GlossaryRow:
    values = {name: normalise(cells.get(name) or "") or None for name in GLOSSARY_COLUMNS}
    arabic = values["arabic"]
    if arabic is None or not n_arabic_letters(arabic):
        msg = f"{place}: expected an Arabic name in the column arabic, got {arabic or ''!r}"
        raise ConfigError(msg)
    return GlossaryRow(arabic=arabic, english=values["english"], kind=values["kind"], note=values["note"])
