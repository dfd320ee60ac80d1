"""Blind sheets: two runs' summaries side by side, without names, for people to judge.

Which run stands on which side is drawn for each row and written into a key, which the
judges don't see. What they filled in is read back and counted.
"""

from __future__ import annotations

import csv
import hashlib
import io
import math
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import msgspec

from bisum.errors import ConfigError
from bisum.evaluation.agreement import alpha, share_agreed
from bisum.evaluation.rouge import plain
from bisum.evaluation.runs import Run
from bisum.evaluation.significance import SEED, sign_test
from bisum.model.base import Value

KEY_VERSION: Final = 1

_ANSWERS: Final = {
    **dict.fromkeys(("left", "l", "<", "a"), "left"),
    **dict.fromkeys(("right", "r", ">", "b"), "right"),
    **dict.fromkeys(("same", "s", "=", "tie", "equal"), "same"),
}
_SEPARATORS: Final = (",", ";", "\t")  # what spreadsheets save between cells, by country and form
_COLUMNS: Final = ("row", "arabic", "left", "right", "better", "comment")


class SheetRow(Value, frozen=True, kw_only=True):
    """One pair of summaries.

    Attributes:
        number: From 1, as printed.
        arabic: The article.
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


class Preferences(Value, frozen=True, kw_only=True):
    """What the judges preferred.

    Attributes:
        first: The first run.
        second: The second.
        n_judges: Sheets with at least one answer.
        n_rows: Rows that at least one judge judged.
        n_first: Of these, rows that went to the first run, by majority.
        n_second: To the second.
        n_same: Neither.
        p: Two-sided sign test over the rows with a winner.
        n_pairs: Pairs of judgements of one row.
        agreement: Share of them that agree; None without any.
        alpha: Krippendorff's alpha for nominal answers: agreement beyond chance, 1 at most, 0 as
            chance would have it; None without pairs, or where all judgements are the same.
        comments: As written, with the row's article.
    """

    first: str
    second: str
    n_judges: int
    n_rows: int
    n_first: int
    n_second: int
    n_same: int
    p: float
    n_pairs: int
    agreement: float | None
    alpha: float | None
    comments: tuple[str, ...]


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
    digest = _digest([(str(row.number), row.left, row.right) for row in rows])
    return tuple(rows), Key(first=first.name, second=second.name, sheet=digest, rows=tuple(keys))


def _digest(texts: Sequence[tuple[str, str, str]]) -> str:
    return hashlib.sha256(msgspec.json.encode(texts)).hexdigest()


def csv_sheet(rows: Sequence[SheetRow]) -> str:
    """Give a sheet as CSV that no spreadsheet takes for formulas."""
    page = io.StringIO(newline="")
    writer = csv.writer(page)
    writer.writerow(_COLUMNS)
    for row in rows:
        arabic = "\n".join(part for part in (row.title, *row.arabic) if part)
        writer.writerow([row.number, *map(safe_cell, (arabic, row.left, row.right)), "", ""])
    return page.getvalue()


def safe_cell(text: str) -> str:
    """Give a text that a spreadsheet shows and doesn't compute."""
    return "'" + text if text.startswith(("=", "+", "-", "@", "\t", "\r", "'")) else text


def _text_of(cell: str) -> str:
    return cell.removeprefix("'")


def key_path(sheet: Path) -> Path:
    """Say where the key of a sheet is kept."""
    return sheet.with_suffix(".key.json")


def read_sheets(paths: Sequence[Path], *, key: Path | None = None) -> Preferences:
    """Read filled sheets and count what was preferred.

    Args:
        paths: CSV files, one a judge, all of one sheet.
        key: The key; beside the first sheet where None.

    Raises:
        ConfigError: A file can't be read, is no such sheet, or holds an answer that is
            none.
    """
    given = Counter(path.resolve() for path in paths)
    if twice := [path for path in paths if given[path.resolve()] > 1]:
        msg = f"{twice[0]}: given twice; one judge would agree with himself, so name each sheet once"
        raise ConfigError(msg)
    where = key or key_path(paths[0])
    known = _read_key(where)
    votes: dict[int, list[str]] = {row.number: [] for row in known.rows}
    left_is_first = {row.number: row.left_is_first for row in known.rows}
    ids = {row.number: row.id for row in known.rows}
    comments = []
    n_judges = 0
    for path in paths:
        answers = _answers(path, known, where)
        n_judges += any(answer for _, answer, _ in answers)
        for number, answer, comment in answers:
            if answer in {"left", "right"}:
                votes[number].append("first" if (answer == "left") == left_is_first[number] else "second")
            elif answer:
                votes[number].append(answer)
            if comment:
                comments.append(f"{ids[number]}: {comment}")
    judged = [row for row in votes.values() if row]
    leads = [row.count("first") - row.count("second") for row in judged]
    n_first, n_second = sum(lead > 0 for lead in leads), sum(lead < 0 for lead in leads)
    return Preferences(
        first=known.first,
        second=known.second,
        n_judges=n_judges,
        n_rows=len(judged),
        n_first=n_first,
        n_second=n_second,
        n_same=len(judged) - n_first - n_second,
        p=sign_test(n_first, n_second),
        n_pairs=sum(math.comb(len(row), 2) for row in judged),
        agreement=share_agreed(judged),
        alpha=alpha(judged),
        comments=tuple(comments),
    )


def _read_key(path: Path) -> Key:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Key)
    except OSError as fault:
        msg = (
            f"{path}: the sheet's key can't be read: {fault.strerror}; "
            "keep it beside the sheet, or name it with --key"
        )
        raise ConfigError(msg) from None
    except (msgspec.DecodeError, UnicodeDecodeError) as fault:
        msg = f"{path}: not the key of a sheet: {fault}"
        raise ConfigError(msg) from None


def _answers(path: Path, key: Key, key_file: Path) -> list[tuple[int, str, str]]:
    """Give each row's number, its answer (empty where not judged) and its comment."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as fault:
        msg = f"{path}: the sheet can't be read: {fault.strerror}"
        raise ConfigError(msg) from None
    except UnicodeDecodeError as fault:
        msg = f"{path}: byte {fault.start} is not UTF-8; save the sheet as CSV in UTF-8"
        raise ConfigError(msg) from None
    separator = max(_SEPARATORS, key=text.partition("\n")[0].count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator)
    lacks = [name for name in _COLUMNS if name not in (reader.fieldnames or ())]
    if lacks:
        msg = f"{path}: no column {', '.join(lacks)}; a sheet has {', '.join(_COLUMNS)}: keep them all"
        raise ConfigError(msg)
    numbers = {row.number for row in key.rows}
    found, shown = [], []
    for row in reader:
        number = int(row["row"]) if (row["row"] or "").isdigit() else -1
        answer = (row["better"] or "").strip().casefold()
        if number not in numbers or (answer and answer not in _ANSWERS):
            what = f"row {row['row']!r}" if number not in numbers else f"answer {row['better']!r}"
            msg = (
                f"{path}:{reader.line_num}: {what} is none; rows are as printed, answers left, right or same"
            )
            raise ConfigError(msg)
        found.append((number, _ANSWERS.get(answer, ""), (row["comment"] or "").strip()))
        shown.append((number, _same_line_ends(row["left"]), _same_line_ends(row["right"])))
    if gone := sorted(numbers - {number for number, _, _ in found}):
        msg = (
            f"{path}: {len(gone)} rows are missing: {', '.join(map(str, gone))}; "
            "put them back, without an answer where not judged"
        )
        raise ConfigError(msg)
    if _digest([(str(number), left, right) for number, left, right in sorted(shown)]) != key.sheet:
        msg = f"{path}: its texts are not those that {key_file} was made with; read a sheet with its own key"
        raise ConfigError(msg)
    return found


def _same_line_ends(cell: str | None) -> str:
    return _text_of(cell or "").replace("\r\n", "\n")
