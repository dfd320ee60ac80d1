"""SearchIndex: the full text of a run in both languages, through SQLite FTS5."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import msgspec

from bisum.errors import ConfigError
from bisum.model.base import Value
from bisum.model.record import Record
from bisum.reader.lists.rows import ArticleRow, article_row
from bisum.text import fold

INDEX_NAME: Final = "search.sqlite"
"""Its name in a run's folder; it may be deleted at any time, and is then made anew."""

VERSION: Final = 1
"""Of the tables; an index of another version is made anew."""

# FTS5's trigram tokenizer finds parts of words from three letters on, which Arabic needs: «المياه»
# is to be found in «والمياه». Shorter words are looked for letter by letter.
_TRIGRAM: Final = 3
_BUSY_TIMEOUT_S: Final = 30.0

_TABLES: Final = """
DROP TABLE IF EXISTS articles;
DROP TABLE IF EXISTS texts;
CREATE TABLE articles (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, slug TEXT NOT NULL UNIQUE, signature TEXT NOT NULL,
  source TEXT NOT NULL, day TEXT NOT NULL, names TEXT NOT NULL, serious INTEGER NOT NULL, line TEXT NOT NULL
);
CREATE INDEX by_day ON articles (day DESC, id);
CREATE VIRTUAL TABLE texts USING fts5 (body, tokenize = 'trigram case_sensitive 1');
"""
_ADD: Final = (
    "INSERT INTO articles (id, slug, signature, source, day, names, serious, line) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
_ROW: Final = msgspec.json.Decoder(ArticleRow)


class Query(Value, frozen=True, kw_only=True):
    """What is looked for; all conditions hold at once.

    Attributes:
        words: All of them, in either language; parts of words count.
        speaker: Part of a speaker's name, in either language.
        source: Who published it, as printed.
        from_day: Not before ``YYYY-MM-DD``.
        until_day: Not after.
        is_serious: Only articles with a serious finding.
        limit: Most articles to give.
        offset: How many to pass over.
    """

    words: str = ""
    speaker: str = ""
    source: str = ""
    from_day: str = ""
    until_day: str = ""
    is_serious: bool = False
    limit: int = 20
    offset: int = 0


class Answer(Value, frozen=True, kw_only=True):
    """What was found.

    Attributes:
        total: How many articles match.
        articles: Those asked for, the newest first; without a date last.
    """

    total: int
    articles: tuple[ArticleRow, ...]


class SearchIndex:
    """An index in one SQLite file; readers and one writer may use it at the same time."""

    def __init__(self, path: Path) -> None:
        """Open it, made anew where it is missing or of another version.

        Raises:
            ConfigError: The file can't be written, or SQLite lacks FTS5.
        """
        self._path = path
        with self._open() as base:
            if base.execute("PRAGMA user_version").fetchone()[0] != VERSION:
                base.executescript(_TABLES)
                base.execute(f"PRAGMA user_version = {VERSION}")

    def update(self, signatures: Mapping[str, str], record_of: Callable[[str], Record | None]) -> int:
        """Bring it to the present state of the run.

        Args:
            signatures: Of each article that has a record, by its id.
            record_of: Gives the record of an id.

        Returns:
            How many articles were read.
        """
        with self._open() as base:
            known: dict[str, str] = dict(base.execute("SELECT id, signature FROM articles"))
            stale = [name for name, signature in known.items() if signatures.get(name) != signature]
            for name in stale:
                number = base.execute("SELECT number FROM articles WHERE id = ?", (name,)).fetchone()[0]
                base.execute("DELETE FROM texts WHERE rowid = ?", (number,))
                base.execute("DELETE FROM articles WHERE number = ?", (number,))
            fresh = [name for name, signature in signatures.items() if known.get(name) != signature]
            for name in fresh:
                record = record_of(name)
                if record is not None:
                    _add(base, record, signatures[name])
        return len(fresh)

    def id_of(self, slug: str) -> str | None:
        """Give the id of the article whose page has this name; None for none."""
        with self._open() as base:
            found = base.execute("SELECT id FROM articles WHERE slug = ?", (slug,)).fetchone()
        return found[0] if found else None

    def sources(self) -> list[tuple[str, int]]:
        """Give the sources with their numbers of articles, by name."""
        with self._open() as base:
            counted = (
                "SELECT source, count(*) FROM articles WHERE source != '' GROUP BY source ORDER BY source"
            )
            return base.execute(counted).fetchall()

    def find(self, query: Query) -> Answer:
        """Look for articles."""
        conditions, values = _conditions(query)
        # Only our own words are put together here; what was typed goes in by its place.
        where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
        joined = f"FROM articles JOIN texts ON texts.rowid = articles.number {where}"
        with self._open() as base:
            total = base.execute(f"SELECT count(*) {joined}", values).fetchone()[0]
            lines = base.execute(
                f"SELECT line {joined} ORDER BY day DESC, articles.id LIMIT ? OFFSET ?",
                (*values, query.limit, query.offset),
            ).fetchall()
        return Answer(total=total, articles=tuple(_ROW.decode(line) for (line,) in lines))

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            base = sqlite3.connect(self._path, timeout=_BUSY_TIMEOUT_S)
            try:
                with base:
                    yield base
            finally:
                base.close()
        except sqlite3.Error as fault:
            msg = f"{self._path}: the search index can't be used: {fault}; delete it and start again"
            raise ConfigError(msg) from None


def words_of(text: str) -> list[str]:
    """Give the distinct words of a search as they are compared."""
    return list(dict.fromkeys(fold(text).split()))


def _conditions(query: Query) -> tuple[list[str], list[object]]:
    conditions: list[str] = []
    values: list[object] = []

    def add(condition: str, value: object) -> None:
        conditions.append(condition)
        values.append(value)

    words = words_of(query.words)
    long = [word for word in words if len(word) >= _TRIGRAM]
    if long:
        add("texts MATCH ?", " AND ".join('"' + word.replace('"', '""') + '"' for word in long))
    for word in words:
        if len(word) < _TRIGRAM:
            add("instr(body, ?) > 0", word)
    if query.speaker.strip():
        add("instr(names, ?) > 0", " ".join(fold(query.speaker).split()))
    if query.source:
        add("source = ?", query.source)
    if query.from_day:
        # A day may be a month or a year: it counts where the period reaches into what was asked for.
        add("day != '' AND day >= substr(?, 1, length(day))", query.from_day)
    if query.until_day:
        add("day != '' AND day <= substr(?, 1, length(day))", query.until_day)
    if query.is_serious:
        conditions.append("serious > 0")
    return conditions, values


def _add(base: sqlite3.Connection, record: Record, signature: str) -> None:
    row = article_row(record)
    names = fold(" | ".join(f"{english} {arabic}" for english, arabic in row.speakers))
    number = base.execute(
        _ADD,
        (
            row.id,
            row.slug,
            signature,
            row.source or "",
            row.day or "",
            " ".join(names.split()),
            row.serious,
            msgspec.json.encode(row).decode(),
        ),
    ).lastrowid
    base.execute("INSERT INTO texts (rowid, body) VALUES (?, ?)", (number, fold(" | ".join(_texts(record)))))


def _texts(record: Record) -> Iterator[str]:
    yield from (text for text in (record.title, record.title_english, record.source, record.id) if text)
    for paragraph in record.paragraphs:
        yield paragraph.arabic
        if paragraph.english:
            yield paragraph.english
    for row in (*record.title_quotes, *record.quotes, *record.indirect):
        yield from (name for name in (row.speaker, row.english_speaker) if name)
