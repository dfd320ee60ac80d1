"""What of an article's English, and which speakers, a person put right: no model is to be named for it."""

from __future__ import annotations

from collections.abc import Iterator

from bisum.display.words import count
from bisum.model.record import LedgerRow, Record, RecordFinding
from bisum.reader.article.places import Place, place_of, places_of
from bisum.stages.corrections import BY_A_PERSON, CORRECTED


class PutRight:
    """An article's notes of corrections, by their places."""

    def __init__(self, record: Record) -> None:
        """Take an article's notes."""
        self._record = record
        self._speakers = [one for one in _notes(record) if one.evidence]
        self._english = {
            place_of(record, one.paragraph, one.sentence): one.message
            for one in _notes(record)
            if not one.evidence and one.sentence is not None
        }

    def at(self, place: Place) -> str | None:
        """Say who put the English of a place right, and when; None where nobody did."""
        return self._english.get(place)

    def english(self, row: LedgerRow) -> tuple[str, ...]:
        """Say who put the English around a quotation right, each once."""
        found = (self.at(place) for place in places_of(self._record, row))
        return tuple(dict.fromkeys(message for message in found if message is not None))

    def is_whole(self, row: LedgerRow) -> bool:
        """Tell whether people put all of the English around a quotation right."""
        return all(self.at(place) is not None for place in places_of(self._record, row))

    def speaker(self, row: LedgerRow) -> str | None:
        """Say who put the speaker of a quotation right; None where nobody did."""
        if row.rule != BY_A_PERSON:
            return None
        found = (one.message for one in self._speakers if one.evidence == row.text)
        return next(found, "The speaker of this quotation was put right by a person.")


def amounts_put_right(record: Record) -> str | None:
    """Count what people put right; None where nothing was."""
    notes = tuple(_notes(record))
    n_speakers = sum(bool(one.evidence) for one in notes)
    parts = [
        f"{what} of {count(n, of)}"
        for what, of, n in (
            ("the English", "sentence", len(notes) - n_speakers),
            ("the speaker" if n_speakers == 1 else "the speakers", "quotation", n_speakers),
        )
        if n
    ]
    return ", ".join(parts) or None


def _notes(record: Record) -> Iterator[RecordFinding]:
    return (one for one in record.findings if one.code == CORRECTED)
