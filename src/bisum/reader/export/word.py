"""docx: records as Word documents, one article or many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bisum import __version__
from bisum.model.base import Value
from bisum.model.record import Provenance, Record
from bisum.reader.article.headline import headline
from bisum.reader.article.plain import shorten, spelled
from bisum.reader.article.view import cautions
from bisum.reader.export.word_article import article_parts, caution_paragraphs
from bisum.reader.export.word_paper import Paper, start_page
from bisum.reader.export.word_pieces import Names, Piece
from bisum.text import neutral

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

# Longer ones aren't allowed in the properties of a package.
_PROPERTY_CHARACTERS: Final = 255


class _Entry(Value, frozen=True, kw_only=True):
    """A line of the list of articles."""

    title: str
    is_arabic: bool
    bookmark: str


def write_docx(records: Iterable[Record], path: Path) -> None:
    """Write articles into one document; several come with a list of them at its head.

    The whole document is held in memory.

    Raises:
        ConfigError: python-docx isn't installed.
    """
    paper = Paper()
    entries: list[_Entry] = []
    warned: dict[str, None] = {}
    heads: list[BaseOxmlElement] = []
    made: Provenance | None = None
    for record in records:
        names = Names(article=len(entries) + 1)
        parts = article_parts(paper, record, names)
        if entries:
            start_page(parts[0])
        heads.append(parts[0])
        paper.add(*parts)
        entries.append(_entry(record, names))
        warned.update(dict.fromkeys(cautions(record)))
        made = record.provenance
    if len(entries) > 1:
        start_page(heads[0])
        paper.add_before(*_front(paper, entries, tuple(warned)))
    if made is not None:
        title = entries[0].title if len(entries) == 1 else _count(entries)
        _set_properties(paper, title, " ".join(warned), made.made_at)
        model = f"{neutral(made.translation.model)} · " if len(entries) == 1 else ""
        paper.footer(f"{model}bisum {__version__}")
    paper.save(path)


def _entry(record: Record, names: Names) -> _Entry:
    shown = headline(record)
    return _Entry(
        title=neutral(shown.english or shown.arabic or spelled(record.id)),
        is_arabic=shown.english is None and shown.arabic is not None,
        bookmark=names.head,
    )


def _front(paper: Paper, entries: Sequence[_Entry], warned: Sequence[str]) -> Iterator[BaseOxmlElement]:
    """Give the head of a document of several articles."""
    yield paper.paragraph("Title", (Piece(text=_count(entries)),))
    yield from caution_paragraphs(paper, warned)
    for entry in entries:
        style = "ContentsArabic" if entry.is_arabic else "Contents"
        line = Piece(text=entry.title, style="Hyperlink", link=entry.bookmark)
        yield paper.paragraph(style, (line,), is_rtl=entry.is_arabic)


def _count(entries: Sequence[_Entry]) -> str:
    return f"{len(entries)} articles"


def _set_properties(paper: Paper, title: str, comments: str, made_at: str) -> None:
    properties = paper.document.core_properties
    properties.title = shorten(title, _PROPERTY_CHARACTERS)
    properties.comments = shorten(neutral(comments), _PROPERTY_CHARACTERS)
    properties.author = properties.last_modified_by = "bisum"
    properties.language = "en"
    try:
        made = datetime.fromisoformat(made_at)
    except ValueError:
        return
    if made.tzinfo is not None:
        properties.created = properties.modified = made.astimezone(UTC).replace(tzinfo=None)
