"""Correction: what a person put right."""

from __future__ import annotations

import enum
import hashlib
from collections.abc import Iterable

import msgspec

from bisum.model.base import Value
from bisum.model.name import GlossaryRow
from bisum.model.span import Span
from bisum.text import fold


class CorrectionKind(enum.Enum):
    """What was wrong."""

    SPEAKER = "speaker"  # whose words they are
    NAME = "name"  # how a name is written in English
    TRANSLATION = "translation"  # the English of a sentence
    CHECKED = "checked"  # nothing: a person read the whole ledger of an article


class Correction(Value, frozen=True, kw_only=True):
    """One thing that a person put right, or vouched for.

    Attributes:
        number: Of the correction in its book, from 1; later ones count over earlier ones.
        kind: What was wrong.
        article: Id of the article in which it was seen.
        digest: Of that article's text (``text_digest``): a correction holds for this text alone.
        place: Where the quotation's first words stand, or the sentence; None for the other kinds.
        arabic: The quotation, the name or the sentence; None for a ledger that was checked.
        was: What stood there before; None where nothing stood.
        becomes: What is right: the speaker as the article names him, a name's English, a
            sentence's English. None for a speaker whom the article doesn't name.
        name_kind: For a name: ``person``, ``organisation``, ``place`` or another word.
        note: The person's own remark.
        author: Who says so.
        made_at: When, in UTC, ISO 8601 to the second.
        withdrawn_at: When it was taken back; None while it stands.

    Raises:
        ValueError: A field is missing that the kind needs, or given that it can't have.
    """

    number: int
    kind: CorrectionKind
    article: str
    digest: str
    place: Span | None = None
    arabic: str | None = None
    was: str | None = None
    becomes: str | None = None
    name_kind: str | None = None
    note: str | None = None
    author: str
    made_at: str
    withdrawn_at: str | None = None

    def __post_init__(self) -> None:
        has_place = self.kind in {CorrectionKind.SPEAKER, CorrectionKind.TRANSLATION}
        if (self.place is not None) != has_place:
            msg = (
                f"a correction has a place exactly where it is of a quotation or sentence, got {self.place!r}"
            )
            raise ValueError(msg)
        if (self.arabic is None) != (self.kind is CorrectionKind.CHECKED):
            msg = f"a correction of kind {self.kind.value!r} has the wrong Arabic: {self.arabic!r}"
            raise ValueError(msg)
        if self.kind in {CorrectionKind.NAME, CorrectionKind.TRANSLATION} and not self.becomes:
            msg = f"a correction of kind {self.kind.value!r} says what is right, got {self.becomes!r}"
            raise ValueError(msg)
        if not self.author.strip():
            msg = "a correction names its author"
            raise ValueError(msg)

    @property
    def subject(self) -> tuple[object, ...]:
        """What it is about; of two about the same, the later one counts."""
        if self.kind is CorrectionKind.NAME:
            return self.kind, self.arabic
        return self.kind, self.digest, self.place


def text_digest(title: str | None, paragraphs: Iterable[str]) -> str:
    """Give a BLAKE2b digest of an article's normalised text alone, 32 hex digits."""
    whole = msgspec.json.encode((title, tuple(paragraphs)))
    return hashlib.blake2b(whole, digest_size=16).hexdigest()


def standing(corrections: Iterable[Correction]) -> tuple[Correction, ...]:
    """Give the corrections that count: not withdrawn, the last of each subject, by number."""
    last: dict[tuple[object, ...], Correction] = {}
    for correction in sorted(corrections, key=lambda one: one.number):
        if correction.withdrawn_at is None:
            last[correction.subject] = correction
    return tuple(sorted(last.values(), key=lambda one: one.number))


def spellings(corrections: Iterable[Correction]) -> tuple[GlossaryRow, ...]:
    """Give the names that people spelled as rows of a glossary, the last word on each name."""
    names = {fold(one.arabic or ""): one for one in standing(corrections) if one.kind is CorrectionKind.NAME}
    return tuple(
        GlossaryRow(
            arabic=one.arabic or "",
            english=one.becomes,
            kind=one.name_kind,
            note=f"{one.author}, {one.made_at[:10]}" + (f": {one.note}" if one.note else ""),
        )
        for one in names.values()
    )
