"""What judges preferred: filled sheets read back and counted."""

from __future__ import annotations

import csv
import io
import math
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from bisum.config.files import read_text
from bisum.errors import ConfigError
from bisum.evaluation.figures.significance import sign_test
from bisum.evaluation.judging.agreement import alpha, share_agreed
from bisum.evaluation.judging.sheet import COLUMNS, KEY_SUFFIX, Key, digest_of, key_path
from bisum.model.base import Value
from bisum.store.files.spreadsheet import text_of

_ANSWERS: Final = {
    **dict.fromkeys(("left", "l", "<", "a"), "left"),
    **dict.fromkeys(("right", "r", ">", "b"), "right"),
    **dict.fromkeys(("same", "s", "=", "tie", "equal"), "same"),
}
_SEPARATORS: Final = (",", ";", "\t")  # what spreadsheets save between cells, by country and form


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
        unfilled: Sheets without any answer, as they were named.
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
    unfilled: tuple[str, ...] = ()


class _Row(NamedTuple):
    """A row as a judge left it.

    Attributes:
        place: File and line, for messages.
        number: As printed.
        answer: ``left``, ``right``, ``same``, or nothing where not judged.
        comment: May be empty.
        texts: The two summaries as the sheet has them.
    """

    place: str
    number: int
    answer: str
    comment: str
    texts: tuple[str, str]


def read_sheets(paths: Sequence[Path], *, key: Path | None = None) -> Preferences:
    """Read filled sheets and count what was preferred.

    Args:
        paths: CSV files, one a judge, all of one sheet.
        key: The key; looked for beside the first sheet where None.

    Raises:
        ConfigError: A file can't be read, is no such sheet, or holds an answer that is
            none; or no row of any is judged.
    """
    given = Counter(path.resolve() for path in paths)
    if twice := [path for path in paths if given[path.resolve()] > 1]:
        msg = f"{twice[0]}: given twice; one judge would agree with himself, so name each sheet once"
        raise ConfigError(msg)
    where = key or _key_beside(paths[0])
    known = _read_key(where)
    sheets = {path: _judged(path, known, where) for path in paths}
    unfilled = tuple(str(path) for path, rows in sheets.items() if not any(row.answer for row in rows))
    if len(unfilled) == len(paths):
        names = ", ".join(unfilled)
        msg = f"{names}: no row has an answer in the column better; name the sheet as it was filled in"
        raise ConfigError(msg)
    return _counted(known, list(sheets.values()), unfilled)


def _counted(known: Key, sheets: Sequence[Sequence[_Row]], unfilled: tuple[str, ...]) -> Preferences:
    of_row = {row.number: row for row in known.rows}
    votes: dict[int, list[str]] = {number: [] for number in of_row}
    comments = []
    for row in (row for rows in sheets for row in rows):
        if row.answer in {"left", "right"}:
            is_first = (row.answer == "left") == of_row[row.number].left_is_first
            votes[row.number].append("first" if is_first else "second")
        elif row.answer:
            votes[row.number].append(row.answer)
        if row.comment:
            comments.append(f"{of_row[row.number].id}: {row.comment}")
    judged = [row for row in votes.values() if row]
    leads = [row.count("first") - row.count("second") for row in judged]
    n_first, n_second = sum(lead > 0 for lead in leads), sum(lead < 0 for lead in leads)
    return Preferences(
        first=known.first,
        second=known.second,
        n_judges=len(sheets) - len(unfilled),
        n_rows=len(judged),
        n_first=n_first,
        n_second=n_second,
        n_same=len(judged) - n_first - n_second,
        p=sign_test(n_first, n_second),
        n_pairs=sum(math.comb(len(row), 2) for row in judged),
        agreement=share_agreed(judged),
        alpha=alpha(judged),
        comments=tuple(comments),
        unfilled=unfilled,
    )


def _key_beside(sheet: Path) -> Path:
    """Say where the key of a sheet is: under its name, or the only one in its folder.

    A judge sends the sheet back under a name of his own; a key that is another sheet's
    is refused by its digest.
    """
    own = key_path(sheet)
    others = [] if own.exists() else list(sheet.parent.glob(f"*{KEY_SUFFIX}"))
    return others[0] if len(others) == 1 else own


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


def _judged(path: Path, key: Key, key_file: Path) -> list[_Row]:
    """Read one judge's rows: each of the sheet's once, in any order."""
    numbers = {row.number for row in key.rows}
    found: dict[int, _Row] = {}
    for row in _rows(path, numbers):
        if row.number in found:
            msg = f"{row.place}: row {row.number} stands there twice; keep one of the two"
            raise ConfigError(msg)
        found[row.number] = row
    if gone := sorted(numbers - found.keys()):
        msg = (
            f"{path}: {len(gone)} rows are missing: {', '.join(map(str, gone))}; "
            "put them back, without an answer where not judged"
        )
        raise ConfigError(msg)
    if digest_of([(str(number), *found[number].texts) for number in sorted(found)]) != key.sheet:
        msg = f"{path}: its texts are not those that {key_file} was made with; read a sheet with its own key"
        raise ConfigError(msg)
    return list(found.values())


def _rows(path: Path, numbers: set[int]) -> list[_Row]:
    """Read the rows of a file, those that a spreadsheet left wholly empty passed over."""
    text = read_text(path, what="the sheet", instead="name the CSV file that a judge filled in")
    separator = max(_SEPARATORS, key=text.partition("\n")[0].count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator)
    lacks = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
    if lacks:
        msg = f"{path}: no column {', '.join(lacks)}; a sheet has {', '.join(COLUMNS)}: keep them all"
        raise ConfigError(msg)
    found = []
    for cells in reader:
        row = {name: cells[name] or "" for name in COLUMNS}
        if any(cell.strip() for cell in row.values()):
            found.append(_row(f"{path}:{reader.line_num}", row, numbers))
    return found


def _row(place: str, cells: dict[str, str], numbers: set[int]) -> _Row:
    number = int(cells["row"]) if cells["row"].isdecimal() else -1
    if number not in numbers:
        msg = f"{place}: row {cells['row']!r} is none; rows are numbered as printed, 1 to {max(numbers)}"
        raise ConfigError(msg)
    answer = cells["better"].strip().casefold()
    if answer and answer not in _ANSWERS:
        msg = f"{place}: the answer {cells['better']!r} of row {number} is none; write left, right or same"
        raise ConfigError(msg)
    texts = text_of(cells["left"]), text_of(cells["right"])
    return _Row(place, number, _ANSWERS.get(answer, ""), cells["comment"].strip(), texts)
