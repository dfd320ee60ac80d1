"""Headline: what stands at the head of an article."""

from __future__ import annotations

from typing import Final

from bisum.model.base import Value
from bisum.model.record import Record
from bisum.reader.article.plain import shorten

# An article without a title beside its text usually begins with it; a longer first
# paragraph is text, of which so much shows what it is about.
_HEADLINE_CHARACTERS: Final = 140


class Headline(Value, frozen=True, kw_only=True):
    """A title in both languages, for display.

    Attributes:
        arabic: None where the article holds no text at all.
        english: None where there is none.
    """

    arabic: str | None
    english: str | None


def headline(record: Record) -> Headline:
    """Give the article's title, or the beginning of its text where it has none."""
    if record.title is not None:
        return Headline(arabic=record.title, english=record.title_english)
    first = next((part for part in record.paragraphs if part.arabic and not part.furniture), None)
    if first is None:
        return Headline(arabic=None, english=None)
    return Headline(
        arabic=shorten(first.arabic, _HEADLINE_CHARACTERS),
        english=shorten(first.english, _HEADLINE_CHARACTERS) if first.english else None,
    )
