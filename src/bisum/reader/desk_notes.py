"""Corrections at their places on a served article's page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from bisum.model.base import Value
from bisum.model.correction import Correction, CorrectionKind, standing, text_digest
from bisum.model.record import LedgerRow, Record
from bisum.model.span import Span
from bisum.store.files.slugs import slug
from bisum.text import fold

TITLE: Final = "title"
"""The place of the title's sentence."""

LEDGER: Final = "ledger"
"""The place of what is said of all quotations together."""


class DeskNotes(Value, frozen=True, kw_only=True):
    """What a served page shows beside the record.

    Attributes:
        slug: Name of the article's page.
        corrections: Those that count, each with its place on the page: ``q3``, ``p0s1``,
            ``title`` or ``ledger``.
    """

    slug: str
    corrections: tuple[tuple[str, Correction], ...] = ()

    def at(self, place: str) -> tuple[Correction, ...]:
        """Give the corrections of one place, in the order in which they were made."""
        return tuple(correction for there, correction in self.corrections if there == place)

    def holds_any(self, places: Iterable[str]) -> bool:
        """Tell whether there are corrections of any of these places, so that a folded list is to be open."""
        return any(self.at(place) for place in places)

    def told(self, key: str, places: Sequence[Span]) -> str:
        """Give the lines that a quotation's citation gets: what people put right in it or around it.

        Args:
            key: Of the quotation.
            places: Where its Arabic stands; a sentence put right there changes its English.
        """
        found = [one for there, one in self.corrections if there == key or _meets(one, places)]
        return "".join(f"\n{_told(one)}" for one in found)


def digest_of(record: Record) -> str:
    """Give the digest of a record's text that corrections hold on to."""
    return text_digest(record.title, (paragraph.arabic for paragraph in record.paragraphs))


def desk_notes(record: Record, corrections: Iterable[Correction]) -> DeskNotes:
    """Find the places of all corrections that concern an article.

    Args:
        record: The article's; corrections of another text have no place in it.
        corrections: Of the whole run. A name's spelling shows wherever the name speaks.
    """
    digest = digest_of(record)
    found = [
        (place, one)
        for one in standing(corrections)
        if one.digest == digest or one.kind is CorrectionKind.NAME
        for place in _places(record, one)
    ]
    return DeskNotes(slug=slug(record.id), corrections=tuple(found))


def ledger_rows(record: Record) -> Iterator[tuple[str, LedgerRow]]:
    """Give the quotations with their addresses, as they stand on the page."""
    for letters, rows in (("tq", record.title_quotes), ("q", record.quotes), ("i", record.indirect)):
        for n, row in enumerate(rows):
            yield f"{letters}{n}", row


def _meets(correction: Correction, places: Sequence[Span]) -> bool:
    """Tell whether a sentence that was put right holds some of these words."""
    sentence = correction.place if correction.kind is CorrectionKind.TRANSLATION else None
    return sentence is not None and any(sentence.meets(place) for place in places)


def _told(correction: Correction) -> str:
    match correction.kind:
        case CorrectionKind.SPEAKER if correction.becomes:
            what = f"the speaker is\n{correction.becomes}"
        case CorrectionKind.SPEAKER:
            what = "the article doesn't name the speaker"
        case CorrectionKind.NAME:
            what = f"the speaker's name is written {correction.becomes}"
        case _:
            what = f"the sentence reads: {correction.becomes}"
    return f"Put right by {correction.author} on {correction.made_at[:10]}: {what}"


def _places(record: Record, correction: Correction) -> Iterator[str]:
    if correction.kind is CorrectionKind.CHECKED:
        yield LEDGER
    elif correction.kind is CorrectionKind.TRANSLATION:
        yield from _sentences(record, correction)
    else:
        for key, row in ledger_rows(record):
            is_name = correction.kind is CorrectionKind.NAME
            if is_name and row.speaker and fold(row.speaker) == fold(correction.arabic or ""):
                yield key
            if not is_name and row.kind != "term" and row.spans[0] == correction.place:
                yield key


def _sentences(record: Record, correction: Correction) -> Iterator[str]:
    place = correction.place
    if place is None:
        return
    if place.paragraph is None:
        yield TITLE
        return
    for n, sentence in enumerate(record.paragraphs[place.paragraph].sentences):
        if (sentence.start, sentence.end) == (place.start, place.end):
            yield f"p{place.paragraph}s{n}"
