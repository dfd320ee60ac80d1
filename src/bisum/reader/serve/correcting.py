"""What an analyst sends -> a Correction of what stands in the record; or a refusal in plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from bisum.model.base import Value
from bisum.model.correction import Correction, CorrectionKind
from bisum.model.record import LedgerRow, Record
from bisum.model.span import Span
from bisum.reader.desk_notes import TITLE, digest_of
from bisum.store.files.moments import now
from bisum.text import normalise

NAME_KINDS: Final = ("person", "organisation", "place", "work", "nickname", "other")
"""What a name may be, as in ``names.csv``."""

# Longest fields, in code points: a name, a remark, a sentence. The longest sentence of the ANT
# corpus has about 1,500.
MAX_AUTHOR: Final = 80
MAX_NOTE: Final = 1_000
MAX_TEXT: Final = 4_000

_QUOTE: Final = re.compile(r"(tq|q|i)(\d{1,5})")
_SENTENCE: Final = re.compile(r"p(\d{1,5})s(\d{1,5})")


class RefusedError(ValueError):
    """What was sent can't be taken; the message says why, and what would do."""


class Wish(Value, frozen=True, kw_only=True):
    """What an analyst sends.

    Attributes:
        kind: ``speaker``, ``name``, ``translation`` or ``checked``.
        place: The quotation's address on the page (``q3``) for the first two, the sentence's
            (``p0s1``, or ``title``) for a translation; nothing for the last.
        becomes: What is right; None for a speaker whom the article doesn't name.
        name_kind: For a name: what it is.
        note: A remark.
        author: Who says so.
    """

    kind: str
    place: str | None = None
    becomes: str | None = None
    name_kind: str | None = None
    note: str | None = None
    author: str


def correction_of(record: Record, wish: Wish) -> Correction:
    """Hold a wish against the record and give the correction that it makes.

    Raises:
        RefusedError: It names no place of the record, or what can't stand there.
    """
    kind = _kind(wish.kind)
    author = _line(wish.author, MAX_AUTHOR, "your name")
    if author is None:
        msg = "found no name of yours: a correction says who made it"
        raise RefusedError(msg)
    becomes = _line(wish.becomes, MAX_TEXT, "the correction")
    place, arabic, was = _subject(record, kind, wish.place)
    _check(record, kind, becomes, was)
    return Correction(
        number=0,
        kind=kind,
        article=record.id,
        digest=digest_of(record),
        place=place,
        arabic=arabic,
        was=was,
        becomes=becomes,
        name_kind=_name_kind(wish.name_kind) if kind is CorrectionKind.NAME else None,
        note=_line(wish.note, MAX_NOTE, "the note"),
        author=author,
        made_at=now(),
    )


def row_of(record: Record, key: str) -> LedgerRow:
    """Find a quotation by its address on the page.

    Raises:
        RefusedError: There is none.
    """
    found = _QUOTE.fullmatch(key)
    if found:
        rows = {"tq": record.title_quotes, "q": record.quotes, "i": record.indirect}[found[1]]
        if int(found[2]) < len(rows):
            return rows[int(found[2])]
    msg = f"found {key!r}, this article has no quotation of that number; they are called q0, tq0, i0"
    raise RefusedError(msg)


def speakers_of(record: Record) -> Iterator[str]:
    """Give the names that the article's ledger knows, each once, in order of appearance."""
    rows = (*record.title_quotes, *record.quotes, *record.indirect)
    yield from dict.fromkeys(name for row in rows for name in (row.speaker, row.relay) if name)


def _kind(word: str) -> CorrectionKind:
    try:
        return CorrectionKind(word)
    except ValueError:
        kinds = ", ".join(kind.value for kind in CorrectionKind)
        msg = f"found the kind {word!r}, a correction is one of {kinds}"
        raise RefusedError(msg) from None


def _name_kind(word: str | None) -> str:
    if word not in NAME_KINDS:
        msg = f"found {word!r}, a name is one of {', '.join(NAME_KINDS)}"
        raise RefusedError(msg)
    return word


def _line(text: str | None, longest: int, what: str) -> str | None:
    """Give what was typed as one normalised line; None for nothing."""
    plain = " ".join(normalise(text or "").split())
    if len(plain) > longest:
        msg = f"{what} has {len(plain)} letters, at most {longest} are taken"
        raise RefusedError(msg)
    return plain or None


def _subject(
    record: Record, kind: CorrectionKind, place: str | None
) -> tuple[Span | None, str | None, str | None]:
    """Give where it stands, the Arabic, and what stood there before."""
    if kind is CorrectionKind.CHECKED:
        return None, None, None
    if kind is CorrectionKind.TRANSLATION:
        return _sentence(record, place or "")
    row = row_of(record, place or "")
    if row.kind == "term":
        msg = "these words in quotation marks are a term, nobody's speech; it has no speaker"
        raise RefusedError(msg)
    if kind is CorrectionKind.SPEAKER:
        return row.spans[0], row.text, row.speaker
    if row.speaker is None:
        msg = "the article names nobody here; name the speaker first"
        raise RefusedError(msg)
    return None, row.speaker, row.english_speaker


def _sentence(record: Record, place: str) -> tuple[Span, str, str | None]:
    if place == TITLE and record.title:
        return Span(paragraph=None, start=0, end=len(record.title)), record.title, record.title_english
    found = _SENTENCE.fullmatch(place)
    if found and int(found[1]) < len(record.paragraphs):
        paragraph = record.paragraphs[int(found[1])]
        if int(found[2]) < len(paragraph.sentences):
            sentence = paragraph.sentences[int(found[2])]
            if sentence.english is None and paragraph.english is not None and sentence.bead is not None:
                msg = "its English stands with the sentence before it; correct that one"
                raise RefusedError(msg)
            span = Span(paragraph=int(found[1]), start=sentence.start, end=sentence.end)
            return span, paragraph.arabic[sentence.start : sentence.end], sentence.english
    msg = f"found {place!r}, this article has no such sentence; they are called p0s0, and title"
    raise RefusedError(msg)


def _check(record: Record, kind: CorrectionKind, becomes: str | None, was: str | None) -> None:
    if kind is CorrectionKind.CHECKED:
        return
    if becomes is None and kind is not CorrectionKind.SPEAKER:
        msg = "found nothing: say what is right"
        raise RefusedError(msg)
    if becomes == was:
        msg = f"found {becomes!r}, which is what stands there already"
        raise RefusedError(msg)
    if kind is CorrectionKind.SPEAKER and becomes is not None:
        texts = (record.title or "", *(paragraph.arabic for paragraph in record.paragraphs))
        if not any(becomes in text for text in texts):
            msg = (
                f"found {becomes!r}, which the article doesn't print; name the speaker in Arabic, as it does"
            )
            raise RefusedError(msg)
