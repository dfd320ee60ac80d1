"""Ledger rows as the page shows them: addresses, names, status, and the citation to copy."""

from __future__ import annotations

from collections.abc import Sequence

from bisum.model.base import Value
from bisum.model.quote import is_uncertain
from bisum.model.record import LedgerRow, Record
from bisum.model.span import Span
from bisum.reader.article.doubts import Doubts, Sign, flagged_line
from bisum.reader.article.headline import headline
from bisum.reader.article.legend import Legend, status_of
from bisum.reader.article.plain import spelled, web_address
from bisum.reader.article.put_right import PutRight
from bisum.reader.article.runs import Mark, has_marks
from bisum.stages.corrections import BY_A_PERSON


class Quotation(Value, frozen=True, kw_only=True):
    """One entry of the ledger, ready for the page.

    Attributes:
        key: Its address on the page: ``q3``; ``tq0`` in the title, ``i2`` without marks.
        kind: ``direct``, ``partial``, ``term`` or ``indirect``.
        status: Where the English words are from.
        signs: The warnings and worse that concern them or the speaker's name, the worst first.
        arabic: The words in Arabic.
        english: The words in English; None where there are none.
        is_marked: Whether the page shows the English in quotation marks.
        speaker: The English name; None where there is none.
        speaker_arabic: The Arabic name; None where the article names nobody.
        about: Office and affiliation in Arabic; empty where the article gives none.
        relay: Who passed the words on, in Arabic.
        cue: The reporting verb in Arabic.
        stance: How the verb presents the words, where that isn't neutral.
        is_closed: Whether the closing mark is there.
        is_by_person: A person put the speaker right.
        doubt: That the speaker is more of a guess than others, in words; None where that isn't so.
        places: Where the Arabic words stand.
        english_places: Where the English words stand; empty when lost.
        put_right: Who put its English or its speaker right, and when; empty where nobody did.
        citation: What the copy button gives.
    """

    key: str
    kind: str
    status: Legend
    signs: tuple[Sign, ...]
    arabic: str
    english: str | None
    is_marked: bool
    speaker: str | None
    speaker_arabic: str | None
    about: tuple[str, ...]
    relay: str | None
    cue: str | None
    stance: str | None
    is_closed: bool
    is_by_person: bool
    doubt: str | None
    places: tuple[Span, ...]
    english_places: tuple[Span, ...]
    put_right: tuple[str, ...]
    citation: str

    @property
    def is_speech(self) -> bool:
        """Whether these are somebody's words inside quotation marks."""
        return self.kind in {"direct", "partial"}

    @property
    def is_sure(self) -> bool:
        """Whether the English words may stand in quotation marks by themselves."""
        return self.status.word in {"kept", "restored"}

    def marks(self, paragraph: int | None, english: str | None = None) -> tuple[Mark, ...]:
        """Give its highlights in one passage: of the English where that is given, else of the Arabic."""
        places = self.places if english is None else self.english_places
        found = []
        for n, place in enumerate(places):
            if place.paragraph != paragraph:
                continue
            opened = closed = True
            if english is not None and self.is_marked:
                opened, closed = has_marks(english, place.start, place.end)
            found.append(
                Mark(
                    key=self.key,
                    look=(self.kind,) if english is None else (self.kind, self.status.word),
                    start=place.start,
                    end=place.end,
                    is_first=n == 0,
                    is_last=n == len(places) - 1,
                    opens=not opened,
                    closes=not closed,
                )
            )
        return tuple(found)


def quotations(record: Record) -> tuple[Quotation, ...]:
    """Give the ledger of an article: the title's first, then the marked ones, then the indirect ones."""
    ledgers = (("tq", record.title_quotes), ("q", record.quotes), ("i", record.indirect))
    doubts, people = Doubts(record), PutRight(record)
    return tuple(
        _quotation(record, f"{letters}{n}", row, doubts.signs(row), people)
        for letters, rows in ledgers
        for n, row in enumerate(rows)
    )


def _quotation(
    record: Record, key: str, row: LedgerRow, signs: tuple[Sign, ...], people: PutRight
) -> Quotation:
    doubt = _doubt(row)
    english_places = tuple(place for place in row.english_spans if _is_inside(place, record))
    return Quotation(
        key=key,
        kind=row.kind,
        status=status_of(row.status),
        signs=signs,
        arabic=row.text,
        english=row.english_text,
        is_marked=row.english_marked is True,
        speaker=row.english_speaker,
        speaker_arabic=row.speaker,
        about=_about(row),
        relay=row.relay,
        cue=row.cue,
        stance=row.stance if row.stance != "neutral" else None,
        is_closed=row.closed,
        is_by_person=row.rule == BY_A_PERSON,
        doubt=f"speaker {doubt}" if doubt else None,
        places=row.spans,
        english_places=english_places,
        put_right=tuple(filter(None, (*people.english(row), people.speaker(row)))),
        citation=citation(record, key, row, signs, people),
    )


def _is_inside(place: Span, record: Record) -> bool:
    if place.paragraph is None:
        return place.end <= len(record.title_english or "")
    if place.paragraph >= len(record.paragraphs):
        return False
    return place.end <= len(record.paragraphs[place.paragraph].english or "")


def citation(record: Record, key: str, row: LedgerRow, signs: Sequence[Sign], people: PutRight) -> str:
    """Give what an analyst pastes beside a quotation: both languages, who, where, by whom, which doubts."""
    status = status_of(row.status)
    # Arabic stands on lines of its own: in the middle of an English one its marks would turn round.
    lines = [_english_line(row), "Arabic original:", f"«{row.text}»", _speaker_line(row)]
    lines.append(people.speaker(row) or "")
    title = headline(record)
    lines += [f"In: “{title.english}”"] if title.english else ["In:"]
    lines += [f"«{title.arabic}»"] if title.arabic else []
    lines += [", ".join(filter(None, (record.source, record.published)))]
    address = web_address(record.url)
    if address:
        lines.append(address)
    lines += _made_lines(record, row, people)
    if status.word not in {"kept", "restored"}:
        lines.append(status.meaning)
    lines.append(flagged_line(signs) or "")
    lines.append(record.provenance.translation.caution or "")
    lines.append(f"Article {spelled(record.id)}, quotation {key}.")
    return "\n".join(filter(None, lines))


def _english_line(row: LedgerRow) -> str:
    if row.english_text is None:
        return "(No English words were found for this quotation.)"
    if row.english_marked:
        return f"“{row.english_text}”"
    return f"Near: {row.english_text} (not the exact words)"


def _made_lines(record: Record, row: LedgerRow, people: PutRight) -> tuple[str, ...]:
    """Say who made the English: the machine, or the people who put it right and the machine the rest."""
    made = record.provenance
    wording = f"English wording: {status_of(row.status).word}."
    revision = f" ({made.translation.revision})" if made.translation.revision else ""
    machine = f"by {made.translation.model}{revision} on {made.made_at}, bisum {made.bisum}"
    put_right = people.english(row)
    if not put_right:
        return (f"Machine-translated {machine}; {wording}",)
    rest = "The article's other English" if people.is_whole(row) else "The rest of it"
    return (f"{' '.join(put_right)} {wording}", f"{rest}: machine-translated {machine}.")


def _about(row: LedgerRow) -> tuple[str, ...]:
    """Give office and affiliation, the latter unless the office names it («وزير الدفاع», «الدفاع»)."""
    is_named = bool(row.role and row.affiliation and row.affiliation in row.role)
    return tuple(part for part in (row.role, None if is_named else row.affiliation) if part)


def _speaker_line(row: LedgerRow) -> str:
    if row.kind == "term":
        return "A term in quotation marks; nobody's speech."
    if row.speaker is None:
        return "Speaker: not named in the article"
    english = row.english_speaker or "(no English form of the name)"
    about = ", ".join(_about(row))
    relay = f"; passed on by {row.relay}" if row.relay else ""
    doubt = _doubt(row)
    return (
        f"Speaker: {english} ({row.speaker}{', ' + about if about else ''}){relay}"
        f"{'; ' + doubt if doubt else ''}"
    )


def _doubt(row: LedgerRow) -> str | None:
    if not is_uncertain(row.speaker, row.confidence):
        return None
    return f"uncertain: right in about {round(100 * row.confidence)} % of such cases"
