"""What looks across a run: its articles, speakers and findings, in the orders of the pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from bisum.model.base import Value
from bisum.model.name import NameRow
from bisum.model.record import EngineCard, Failure, Record
from bisum.reader.article.doubts import Doubts
from bisum.reader.article.legend import severity_rank
from bisum.reader.lists.rows import (
    ArticleRow,
    Doubt,
    Said,
    SpeakerEntry,
    article_row,
    doubt_of,
    said_of,
    speech_of,
)
from bisum.store.files.scratch import Scratch
from bisum.text import fold


class RunFacts(Value, frozen=True, kw_only=True):
    """What the pages say about the run itself.

    Attributes:
        bisum: Version of bisum.
        started_at: UTC, ISO 8601.
        finished_at: The same; None while it runs.
        engines: The models that did the work, the translator first.
        device: Where they ran, with the arithmetic.
        settings: Key and value of the config in force, without paths.
        versions: Name and version of Python and the packages that count.
        failures: The articles that could not be finished.
        names: The run's name table.
    """

    bisum: str
    started_at: str | None = None
    finished_at: str | None = None
    engines: tuple[EngineCard, ...] = ()
    device: str | None = None
    settings: tuple[tuple[str, str], ...] = ()
    versions: tuple[tuple[str, str], ...] = ()
    failures: tuple[Failure, ...] = ()
    names: tuple[NameRow, ...] = ()


_SCHEMA: Final = """
CREATE TABLE article (
    number INTEGER PRIMARY KEY, day TEXT NOT NULL, source TEXT, n_quotes INTEGER, is_serious INTEGER, row BLOB
);
CREATE TABLE said (key TEXT, name TEXT, english TEXT, day TEXT NOT NULL, said BLOB);
CREATE TABLE speaker (n_said INTEGER, sorted_by TEXT, arabic TEXT, key TEXT, entry BLOB);
CREATE TABLE doubt (rank INTEGER, code TEXT, article INTEGER, doubt BLOB)
"""
_NEWEST_FIRST: Final = "SELECT said FROM said WHERE key IS ? ORDER BY day DESC, rowid"
_ROW: Final = msgspec.msgpack.Decoder(ArticleRow)
_SAID: Final = msgspec.msgpack.Decoder(Said)
_ENTRY: Final = msgspec.msgpack.Decoder(SpeakerEntry)
_DOUBT: Final = msgspec.msgpack.Decoder(Doubt)
_encode: Final = msgspec.msgpack.Encoder().encode


class ArticleRows:
    """The rows of the articles by their numbers, in the order they came."""

    def __init__(self, scratch: Scratch) -> None:
        self._scratch = scratch

    def __len__(self) -> int:
        (n,) = self._scratch.first("SELECT COUNT(*) FROM article") or (0,)
        return int(n)

    def __getitem__(self, number: int) -> ArticleRow:
        found = self._scratch.first("SELECT row FROM article WHERE number = ?", (number,))
        if found is None:
            raise IndexError(number)
        return _ROW.decode(found[0])


class Overview:
    """Collects short rows while records pass by, and gives them in the order of a page.

    The rows are kept on disk, however many they are; what is given as an iterator isn't in memory at once.

    Attributes:
        articles: One row an article, in the order they came.
        cautions: The engines' cautions, each once.
    """

    def __init__(self) -> None:
        self._scratch = Scratch(_SCHEMA)
        self._n_articles = 0
        self.articles = ArticleRows(self._scratch)
        self.cautions: dict[str, None] = {}

    def add(self, record: Record) -> None:
        """Take what the overview needs of one record."""
        number = self._n_articles
        self._n_articles += 1
        row = article_row(record)
        day_of = row.day or ""
        self._scratch.run(
            "INSERT INTO article VALUES (?, ?, ?, ?, ?, ?)",
            (number, day_of, row.source, row.n_quotes, row.serious > 0, _encode(row)),
        )
        for engine in (record.provenance.translation, record.provenance.summary):
            if engine is not None and engine.caution:
                self.cautions.setdefault(engine.caution)
        doubts = Doubts(record)
        for name, one in speech_of(record):
            key = None if one.speaker is None else fold(one.speaker)
            said = _encode(said_of(number, name, one, doubts))
            self._scratch.run(
                "INSERT INTO said VALUES (?, ?, ?, ?, ?)",
                (key, one.speaker, one.english_speaker, day_of, said),
            )
        for n, finding in enumerate(record.findings):
            doubt = doubt_of(number, n, finding)
            rank = severity_rank(doubt.severity.word)
            self._scratch.run(
                "INSERT INTO doubt VALUES (?, ?, ?, ?)", (rank, doubt.code, number, _encode(doubt))
            )

    @property
    def n_quotes(self) -> int:
        """Quotations of somebody's words in all articles."""
        return self._sum("SELECT SUM(n_quotes) FROM article")

    @property
    def n_serious(self) -> int:
        """Articles with a serious finding."""
        return self._sum("SELECT SUM(is_serious) FROM article")

    def sources(self) -> list[tuple[str, int]]:
        """Give who published how many of the articles, in the order of their names."""
        return list(
            self._scratch.rows("SELECT source, COUNT(*) FROM article WHERE source > '' GROUP BY source")
        )

    def by_date(self) -> Iterator[ArticleRow]:
        """Give the articles, the newest first; those without a date come last, as they came."""
        for (row,) in self._scratch.rows("SELECT row FROM article ORDER BY day DESC, number"):
            yield _ROW.decode(row)

    def sort_speakers(self, names: Sequence[NameRow] = ()) -> None:
        """Put the speakers in their order, once all records are there.

        Args:
            names: The run's name table, which knows what the translations called them.
        """
        known = {fold(form): row for row in names for form in (row.arabic, *row.forms)}
        self._scratch.run("CREATE INDEX IF NOT EXISTS by_key ON said (key)")
        self._scratch.run("DELETE FROM speaker")
        for key, n_said in self._scratch.rows(
            "SELECT key, COUNT(*) FROM said WHERE key IS NOT NULL GROUP BY key"
        ):
            entry = self._entry(key, n_said, known.get(key))
            values = (n_said, entry.english or "\uffff", entry.arabic, key, _encode(entry))
            self._scratch.run("INSERT INTO speaker VALUES (?, ?, ?, ?, ?)", values)

    def speakers(self) -> Iterator[tuple[SpeakerEntry, Iterator[Said]]]:
        """Give the speakers with what they said, the newest first; those who said most come first.

        Who isn't named in the article is left out.
        """
        question = "SELECT key, entry FROM speaker ORDER BY n_said DESC, sorted_by, arabic, key"
        for key, entry in self._scratch.rows(question):
            yield _ENTRY.decode(entry), self._newest_first(key)

    def unnamed(self) -> Iterator[Said]:
        """Give the quotations whose speaker the article doesn't name, the newest first."""
        return self._newest_first(None)

    @property
    def n_speakers(self) -> int:
        """How many names there are that speak."""
        return self._sum("SELECT COUNT(*) FROM speaker")

    @property
    def n_unnamed(self) -> int:
        """How many quotations have a speaker whom the article doesn't name."""
        return self._sum("SELECT COUNT(*) FROM said WHERE key IS NULL")

    def findings(self) -> Iterator[Doubt]:
        """Give all findings, the worst first, those of one kind together."""
        for (doubt,) in self._scratch.rows("SELECT doubt FROM doubt ORDER BY rank, code, article, rowid"):
            yield _DOUBT.decode(doubt)

    def close(self) -> None:
        """Let the rows go."""
        self._scratch.close()

    def _sum(self, question: str) -> int:
        (n,) = self._scratch.first(question) or (None,)
        return int(n or 0)

    def _entry(self, key: str, n_said: int, row: NameRow | None) -> SpeakerEntry:
        arabic = next(iter(self._most_used("name", key)), "")
        english = self._most_used("english", key)
        others = [*english[1:], *(variant.english for variant in (row.variants if row else ()))]
        return SpeakerEntry(
            english=english[0] if english else None,
            variants=tuple(name for name in dict.fromkeys(others) if name not in english[:1]),
            arabic=arabic,
            origin=row.origin if row else None,
            is_conflict=row.is_conflict if row else False,
            n_said=n_said,
        )

    def _most_used(self, column: str, key: str) -> list[str]:
        """Give the texts of a column under a speaker, each once, the most frequent and earliest first."""
        question = (
            f"SELECT {column} FROM said WHERE key = ? AND {column} > '' "  # noqa: S608 - our own columns
            f"GROUP BY {column} ORDER BY COUNT(*) DESC, MIN(rowid)"
        )
        return [name for (name,) in self._scratch.rows(question, (key,))]

    def _newest_first(self, key: str | None) -> Iterator[Said]:
        for (said,) in self._scratch.rows(_NEWEST_FIRST, (key,)):
            yield _SAID.decode(said)
