"""The stretches of an article that a summary may be made of, in both languages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import msgspec

from bisum.model.article import Passage, Segments
from bisum.model.bitext import Alignment, Bead, EnglishPassage, Rendering, Translation
from bisum.model.dossier import Dossier
from bisum.model.quote import Quote, QuoteKind, Quotes
from bisum.model.span import Span
from bisum.stages.english.draft import without_marks
from bisum.stages.summary.cuts.cut import WHOLE, Cuts
from bisum.stages.summary.forms.carried import Carried
from bisum.stages.summary.forms.name_place import is_own_office
from bisum.stages.summary.forms.safe_arabic import Safe, is_quotable, safe_arabic
from bisum.stages.summary.forms.safe_english import safe_english
from bisum.stages.summary.grounds.mend import LedgerWords

# A town alone before a dash, or with its newspaper in brackets, is a dateline too, but not marked as such.
_LETTERS: Final = "[^\\W\\d][\\w\u064b-\u0652]+"
_PLACE: Final = re.compile(f"{_LETTERS}(?: {_LETTERS}){{0,2}}(?: \\([^()]{{2,30}}\\))? ?[-–—] +(?=\\w)")
# A day in figures that goes on with it: «المنامة - 4 - 11 - قالت».
_DAY: Final = re.compile(r"\s*\d{1,2}\s*[-–/]\s*\d{1,2}(?:\s*[-–/]\s*\d{2,4})?\s*[-–—:]\s*(?=[^\W\d])")


class SummaryUnit(msgspec.Struct, frozen=True):
    """The smallest stretch that may be chosen: the sentences of one bead.

    Attributes:
        paragraph: Index of its paragraph.
        sentences: Indices of its sentences.
        arabic: Its place in the paragraph, without a dateline.
        english: Its range in the paragraph's English; None where it has none.
        has_dateline: A dateline stood before it.
    """

    paragraph: int
    sentences: tuple[int, ...]
    arabic: Span
    english: tuple[int, int] | None
    has_dateline: bool


def units_of(dossier: Dossier) -> list[SummaryUnit]:
    """Give the stretches of an article that a summary may be made of, in order."""
    segments, translation, alignment = dossier[Segments], dossier[Translation], dossier[Alignment]
    units: list[SummaryUnit] = []
    for number, passage in enumerate(segments.paragraphs):
        if passage.is_furniture:
            continue
        english, text = translation.paragraphs[number], dossier.article.paragraphs[number].text
        beads = alignment.paragraphs[number] or tuple(
            Bead(source=(n,), target=()) for n in range(len(passage.sentences))
        )
        found = (_unit(number, text, passage, english, bead) for bead in beads if bead.source)
        units += [unit for unit in found if unit]
    return units


def _unit(
    number: int, text: str, passage: Passage, english: EnglishPassage, bead: Bead
) -> SummaryUnit | None:
    start = passage.sentences[bead.source[0]].start
    end = passage.sentences[bead.source[-1]].end
    dateline_end = passage.dateline[1] if passage.dateline else 0
    if start == 0 and not dateline_end and (place := _PLACE.match(text)):
        dateline_end = place.end()
    if dateline_end and (day := _DAY.match(text, dateline_end)):
        dateline_end = day.end()
    has_dateline = start < dateline_end
    start = max(start, dateline_end)
    if start >= end:
        return None
    pieces = [piece for index in bead.target if (piece := english.pieces[index]).start < piece.end]
    return SummaryUnit(
        paragraph=number,
        sentences=bead.source,
        arabic=Span(paragraph=number, start=start, end=end),
        english=(pieces[0].start, pieces[-1].end) if pieces else None,
        has_dateline=has_dateline,
    )


def forms_of(
    dossier: Dossier, unit: SummaryUnit, *, follows: bool, cuts: Cuts = WHOLE
) -> tuple[Safe | None, Safe | None]:
    """Give a unit in Arabic and in English, None where it can't be given safely."""
    quotes = dossier[Quotes]
    paragraph = dossier.article.paragraphs[unit.paragraph].text
    arabic = safe_arabic(
        paragraph, unit.arabic, quotes.marked, quotes.indirect, follows=follows, cuts=cuts.arabic
    )
    english = dossier[Translation].paragraphs[unit.paragraph].english
    if english is None or unit.english is None:
        return arabic, None
    entries = carried_of(dossier, unit)
    if any(entry.number is not None and _is_unsure_speech(entry) for entry in entries):
        return arabic, None
    place = Span(paragraph=unit.paragraph, start=unit.english[0], end=unit.english[1])
    return arabic, safe_english(
        english, place, entries, follows=follows, has_dateline=unit.has_dateline, cuts=cuts.english
    )


def carried_of(dossier: Dossier, unit: SummaryUnit) -> list[Carried]:
    """Give the ledger entries whose Arabic stands in a unit, the marked ones first."""
    quotes, alignment = dossier[Quotes], dossier[Alignment]
    entries = [
        *zip(range(len(quotes.marked)), quotes.marked, alignment.quotes, strict=True),
        *((None, *entry) for entry in zip(quotes.indirect, alignment.indirect, strict=True)),
    ]
    return [
        _carried(dossier, unit, number, quote, renderings)
        for number, quote, renderings in entries
        if any(span.meets(unit.arabic) for span in quote.spans)
    ]


def _carried(
    dossier: Dossier, unit: SummaryUnit, number: int | None, quote: Quote, renderings: Sequence[Rendering]
) -> Carried:
    mention = quote.speaker.mention if quote.speaker else None
    if mention is None or not unit.arabic.holds(mention):
        return Carried(number, quote, renderings)
    has_office = is_own_office(dossier.article.text_of(mention), quote)
    return Carried(number, quote, renderings, is_described=True, has_office=has_office)


def _is_unsure_speech(entry: Carried) -> bool:
    return entry.quote.kind is QuoteKind.DIRECT and any(not one.status.is_sure for one in entry.renderings)


def ledger_words_of(dossier: Dossier, unit: SummaryUnit) -> tuple[LedgerWords, ...]:
    """Give whose words stand in a unit's English, and which; those without a place in it are left out."""
    english = dossier[Translation].paragraphs[unit.paragraph].english or ""
    found = []
    for entry in carried_of(dossier, unit):
        here = [one for one in entry.renderings if one.paragraph == unit.paragraph and one.start is not None]
        words = " ".join(english[one.start : one.end] for one in here)
        speaker = next((without_marks(one.speaker) for one in entry.renderings if one.speaker), None)
        if not words.strip():
            continue
        may_mark = is_quotable(entry.quote) and all(one.status.is_sure for one in here)
        found.append(
            LedgerWords(entry.number if may_mark else None, words, speaker if entry.quote.is_speech else None)
        )
    return tuple(found)
