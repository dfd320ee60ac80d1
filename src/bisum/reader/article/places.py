"""Where a quotation's words stand, as findings name places: by the sentences that share their English."""

from __future__ import annotations

from collections.abc import Iterator

from bisum.model.record import LedgerRow, Record

# A paragraph's number and what its sentences share their English with; all of the title is one place.
Place = tuple[int | None, tuple[bool, int] | None]


def places_of(record: Record, row: LedgerRow) -> Iterator[Place]:
    """Give the places of a quotation's words, as often as it has sentences there."""
    for span in row.spans:
        if span.paragraph is None:
            yield None, None
        elif span.paragraph < len(record.paragraphs):
            for n, one in enumerate(record.paragraphs[span.paragraph].sentences):
                if one.start < span.end and span.start < one.end:
                    yield place_of(record, span.paragraph, n)


def place_of(record: Record, paragraph: int | None, sentence: int) -> Place:
    """Name what a sentence shares its English with: its bead, or itself where it has none."""
    if paragraph is None:
        return None, None
    sentences = record.paragraphs[paragraph].sentences if paragraph < len(record.paragraphs) else ()
    bead = sentences[sentence].bead if sentence < len(sentences) else None
    return paragraph, ((True, sentence) if bead is None else (False, bead))
