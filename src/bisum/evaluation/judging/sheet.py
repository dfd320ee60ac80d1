"""Blind sheets: two runs' summaries side by side, without names, for people to judge.

Which run stands on which side is drawn for each row and written into a key, which the
judges don't see.
"""

from __future__ import annotations

import csv
import hashlib
import io
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import msgspec

from bisum.errors import ConfigError
from bisum.evaluation.figures.significance import SEED
from bisum.evaluation.inputs.runs import Run
from bisum.evaluation.texts.rouge import plain
from bisum.model.base import Value
from bisum.store.files.spreadsheet import formula_safe

KEY_VERSION: Final = 1
KEY_SUFFIX: Final = ".key.json"

COLUMNS: Final = ("row", "arabic", "left", "right", "better", "comment")


class SheetRow(Value, frozen=True, kw_only=True):
    """One pair of summaries.

    Attributes:
        number: From 1, as printed.
        title: The article's; None where it has none.
        arabic: Its paragraphs.
        left: One run's English summary.
        right: The other's.
    """

    number: int
    title: str | None
    arabic: tuple[str, ...]
    left: str
    right: str


class KeyRow(Value, frozen=True, kw_only=True):
    """What a judge must not know of a row."""

    number: int
    id: str
    left_is_first: bool


class Key(Value, frozen=True, kw_only=True):
    """What turns a filled sheet into preferences.

    Attributes:
        version: Of this form.
        first: The first run.
        second: The second.
        sheet: Digest of the texts shown, so that a sheet is read with its own key.
        rows: In the sheet's order.
    """

    version: int = KEY_VERSION
    first: str
    second: str
    sheet: str
    rows: tuple[KeyRow, ...]


def draw(first: Run, second: Run, n: int) -> tuple[tuple[SheetRow, ...], Key]:
    """Draw articles whose English summaries differ, and a side for each run.

    Args:
        first: One run.
        second: The other.
        n: How many rows at most.

    Raises:
        ConfigError: No article of both runs has two different summaries.
    """
    others = {record.id: record for record in second.records}
    pairs = []
    for record in first.records:
        other = others.get(record.id)
        texts = plain(record.summary.english), plain(other.summary.english) if other else ""
        if other and texts[0] != texts[1] and all(texts):
            pairs.append((record, texts))
    if not pairs:
        msg = (
            f"{first.name} and {second.name} have no article with two different English summaries; "
            "there is nothing to judge"
        )
        raise ConfigError(msg)
    drawn = random.Random(SEED)  # noqa: S311 - a fair draw that can be repeated, no secret
    rows, keys = [], []
    for number, (record, texts) in enumerate(drawn.sample(pairs, min(n, len(pairs))), 1):
        left_is_first = drawn.random() < 0.5
        left, right = texts if left_is_first else texts[::-1]
        arabic = tuple(paragraph.arabic for paragraph in record.paragraphs if not paragraph.furniture)
        rows.append(SheetRow(number=number, title=record.title, arabic=arabic, left=left, right=right))
        keys.append(KeyRow(number=number, id=record.id, left_is_first=left_is_first))
    digest = digest_of([(str(row.number), row.left, row.right) for row in rows])
    return tuple(rows), Key(first=first.name, second=second.name, sheet=digest, rows=tuple(keys))


def digest_of(texts: Sequence[tuple[str, str, str]]) -> str:
    """Give the digest of a sheet's rows: number, left and right text."""
    return hashlib.sha256(msgspec.json.encode(texts)).hexdigest()


def csv_sheet(rows: Sequence[SheetRow]) -> str:
    """Give a sheet as CSV that no spreadsheet takes for formulas."""
    page = io.StringIO(newline="")
    writer = csv.writer(page)
    writer.writerow(COLUMNS)
    for row in rows:
        arabic = "\n".join(part for part in (row.title, *row.arabic) if part)
        writer.writerow([row.number, *map(formula_safe, (arabic, row.left, row.right)), "", ""])
    return page.getvalue()


def key_path(sheet: Path) -> Path:
    """Say where the key of a sheet is kept."""
    return sheet.with_suffix(KEY_SUFFIX)
