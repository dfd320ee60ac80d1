"""Entries: which line counts for each article of a run's folder."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from typing import Final

import msgspec

from bisum.model.record import Failure, Record
from bisum.store.files.scratch import Scratch, as_key, as_text

_SCHEMA: Final = """
CREATE TABLE entry (
    id BLOB PRIMARY KEY, kind INTEGER NOT NULL, signature TEXT, start INTEGER NOT NULL, end INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX place ON entry (kind, start)
"""
_COLUMNS: Final = "kind, signature, start, end"


class Kind(enum.Enum):
    """Which of the two files a line stands in."""

    RECORD = "record"
    FAILURE = "failure"

    @property
    def file_name(self) -> str:
        """Name of its file."""
        return f"{self.value}s.jsonl"


_NUMBERS: Final = {kind: n for n, kind in enumerate(Kind)}
_KINDS: Final = tuple(Kind)


class Entry(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Where the line that counts for an article stands.

    Attributes:
        kind: Which file.
        signature: What the line was made with; None where it failed in reading.
        start: Offset of the line's first byte.
        end: Offset just after its last byte, line end left out.
    """

    kind: Kind
    signature: str | None
    start: int
    end: int


class Entries:
    """The entries of all articles by id, on disk where they are many."""

    def __init__(self) -> None:
        self._scratch = Scratch(_SCHEMA)

    def get(self, article_id: str) -> Entry | None:
        """Give an article's entry, None where it has none."""
        row = self._scratch.first(f"SELECT {_COLUMNS} FROM entry WHERE id = ?", (as_key(article_id),))  # noqa: S608 - our own columns
        return None if row is None else _entry(*row)

    def put(self, article_id: str, entry: Entry) -> None:
        """Put an article's entry in place of the one before."""
        self._scratch.run(
            "INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?, ?)",
            (as_key(article_id), _NUMBERS[entry.kind], entry.signature, entry.start, entry.end),
        )

    def count(self, kind: Kind) -> int:
        """Count the articles whose line is of a kind."""
        (n,) = self._scratch.first("SELECT COUNT(*) FROM entry WHERE kind = ?", (_NUMBERS[kind],)) or (0,)
        return int(n)

    def of(self, kind: Kind) -> Iterator[tuple[str, Entry]]:
        """Give the ids and entries of a kind, in the order of their lines."""
        question = f"SELECT id, {_COLUMNS} FROM entry WHERE kind = ? ORDER BY start"  # noqa: S608 - our own columns
        for article_id, *columns in self._scratch.rows(question, (_NUMBERS[kind],)):
            yield as_text(article_id), _entry(*columns)

    def signatures(self) -> Iterator[tuple[str, str]]:
        """Give the id of each article that has a record with its signature, in the order of ids."""
        question = "SELECT id, signature FROM entry WHERE kind = ? AND signature IS NOT NULL ORDER BY id"
        for article_id, signature in self._scratch.rows(question, (_NUMBERS[Kind.RECORD],)):
            yield as_text(article_id), signature

    def close(self) -> None:
        """Let them go."""
        self._scratch.close()


def kind_of(outcome: Record | Failure) -> Kind:
    """Tell in which file an outcome is written."""
    return Kind.RECORD if isinstance(outcome, Record) else Kind.FAILURE


def entry_of(outcome: Record | Failure, start: int, end: int) -> Entry:
    """Give the entry of an outcome whose line stands at a place."""
    signature = outcome.provenance.signature if isinstance(outcome, Record) else outcome.signature
    return Entry(kind=kind_of(outcome), signature=signature, start=start, end=end)


def _entry(kind: int, signature: str | None, start: int, end: int) -> Entry:
    return Entry(kind=_KINDS[kind], signature=signature, start=start, end=end)
