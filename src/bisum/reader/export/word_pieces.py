"""Pieces: words of a Word document with how they look and where they lead."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote, urlsplit

from bisum.model.base import Value
from bisum.reader.article.quotations import Quotation
from bisum.reader.article.runs import Run
from bisum.text import neutral

LTR_MARK: Final = "\u200e"
RTL_MARK: Final = "\u200f"
NO_BREAK: Final = "\u00a0"

# What of an address needs no escape in the relations of a package, whose readers are strict.
_ADDRESS_SIGNS: Final = "/:?#[]@!$&'()*+,;=%~"


class Piece(Value, frozen=True, kw_only=True):
    """Words of a paragraph that look alike.

    Attributes:
        text: Any text; what can't be shown is replaced and bidi controls are dropped on
            the page.
        mark: A direction mark of ours that follows, U+200E or U+200F: the words are then
            no neighbours of what comes next.
        style: Id of a character style.
        anchors: Names of the bookmarks that stand at its start.
        link: Name of the bookmark that it leads to.
        address: Web address that it leads to; safe to link.
    """

    text: str
    mark: str = ""
    style: str | None = None
    anchors: tuple[str, ...] = ()
    link: str | None = None
    address: str | None = None

    @property
    def shown(self) -> str:
        """The text as it goes onto the page."""
        return neutral(self.text) + self.mark


class Names(Value, frozen=True, kw_only=True):
    """Names of an article's bookmarks, unique over the document.

    Attributes:
        article: Number of the article in the document.
    """

    article: int

    @property
    def head(self) -> str:
        """Of the article itself."""
        return f"a{self.article}"

    def of(self, key: str, side: str) -> str:
        """Of a quotation or finding: in the English (``en``), the Arabic (``ar``) or the list (``row``)."""
        return f"a{self.article}_{key}_{side}"


def linkable(address: str | None) -> str | None:
    """Give an address as the relations of a package hold it, None where it can't be written so.

    Args:
        address: Known to be ``http`` or ``https``; None for none.
    """
    if address is None:
        return None
    parts = urlsplit(address)
    try:
        is_plain = parts.netloc.isascii() and (parts.port is None or parts.port > 0)
    except ValueError:
        return None
    return quote(address, safe=_ADDRESS_SIGNS) if is_plain else None


def look_of(run: Run, *, is_adrift: bool) -> str | None:
    """Give the character style of a run of the text."""
    if "dateline" in run.look:
        return "Dateline"
    if {"direct", "partial"} & set(run.look):
        return "ApproximateWords" if "approximate" in run.look else "QuotedWords"
    if "indirect" in run.look:
        return "ReportedWords"
    return "AdriftWords" if is_adrift else None


def english_words(one: Quotation) -> Piece:
    """Give a quotation's English words; in marks only where they may stand so."""
    if one.english is None:
        return missing("no English words")
    if one.is_marked:
        return Piece(text=f"“{one.english}”")
    return Piece(text=one.english, style="ApproximateWords" if one.status.word == "approximate" else None)


def arabic_words(one: Quotation) -> Piece:
    """Give a quotation's own words, in marks where the article has them in marks."""
    return Piece(text=one.arabic if one.kind == "indirect" else f"«{one.arabic}»")


def missing(text: str) -> Piece:
    """Give a note on what isn't there."""
    return Piece(text=text, style="Missing")
