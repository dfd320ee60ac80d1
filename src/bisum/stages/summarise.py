"""A summary of the article's own sentences, in both languages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import ClassVar, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from bisum.model.article import Passage, Segments
from bisum.model.base import Product
from bisum.model.bitext import Alignment, Bead, EnglishPassage, RenderingStatus, Translation
from bisum.model.dossier import Dossier
from bisum.model.finding import Finding, Findings, Severity
from bisum.model.quote import Quote, QuoteKind, Quotes
from bisum.model.span import Span
from bisum.model.summary import Ground, Summary, SummarySentence
from bisum.stages.rank import Floats, bags, centrality, pick, vectors
from bisum.stages.safe_arabic import Safe, safe_arabic
from bisum.stages.safe_english import Carried, safe_english
from bisum.stages.words import arabic_words

METHOD: Final = "extractive-lexrank-1"

# Weights of the signals, against 1 for the first sentence. Round figures in the middle of the settings under
# which 260 random ones did best on the sample articles; near them no figure moves by more than a point.
_CENTRAL: Final = 0.5  # for the most central sentence
_POSITION: Final = 1.0  # of the first sentence; falls off as 1 / (1 + n / _REACH)
_REACH: Final = 4.0  # sentences
_LEAD: Final = 1.0  # more for the first sentence that is one: it says what happened
_TITLE: Final = 0.5  # for full likeness to the title
_SPEECH: Final = 0.3  # for a quotation with its speaker
_WARNING: Final = 0.15  # less for each warning about its English
_REDUNDANCY: Final = 0.7
_WORTH: Final = 0.5  # points below which a sentence only fills the room that is left
# Arabic words for each sentence asked for; a summary of four has some 72, or 90 in English.
_WORDS: Final = 18
_SHORT: Final = 7  # words; shorter sentences are headings and fragments
_LONG: Final = 70  # words; longer ones are lists
_HEADING: Final = 20  # words; a line as short that ends without a stop is a headline or a caption
_STOPS: Final = (".", "!", "?", "؟", "…", ":", "؛")
_CLOSERS: Final = "»”\"’') ]"
# A town alone before a dash is a dateline too, but not one that is marked as such.
_LETTERS: Final = "[^\\W\\d][\\w\u064b-\u0652]+"
_PLACE: Final = re.compile(f"{_LETTERS}(?: {_LETTERS}){{0,2}} ?[-–—] +(?=\\w)")
_OUT: Final = -np.inf


class Unit(NamedTuple):
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


class Extract:
    """Chooses central sentences and gives them in both languages, each quotation with its speaker."""

    name: ClassVar[str] = "summarise"
    needs: ClassVar[tuple[type[Product], ...]] = (Segments, Quotes, Translation, Alignment, Findings)
    gives: ClassVar[type[Product]] = Summary

    def __init__(self, *, n_sentences: int = 4) -> None:
        self._n_sentences = n_sentences

    @property
    def signature(self) -> str:
        """Name the method and the length."""
        return f"{METHOD}({self._n_sentences})"

    def run(self, dossiers: Sequence[Dossier]) -> Sequence[Summary]:
        """Summarise each article by itself."""
        return [self._summary(dossier) for dossier in dossiers]

    def _summary(self, dossier: Dossier) -> Summary:
        units = units_of(dossier)
        if not units:
            return Summary(method=METHOD)
        texts = [dossier.article.text_of(unit.arabic) for unit in units]
        rows = vectors(bags([*texts, _title(dossier, texts)]))
        likeness = rows[:-1] @ rows[:-1].T
        lengths = np.array([len(arabic_words(text)) for text in texts])
        fit = _fit(texts, lengths)
        scores = _CENTRAL * centrality(likeness) + _TITLE * (rows[:-1] @ rows[-1])
        scores += _POSITION / (1 + np.arange(len(units)) / _REACH)
        scores[int(fit.argmax())] += _LEAD
        scores = _with_faults(np.where(fit, scores, _OUT), units, dossier[Findings].findings)
        forms = [_forms(dossier, unit, follows=True) for unit in units]
        scores += _SPEECH * np.array([bool(arabic and arabic.quotes) for arabic, _ in forms])
        both = np.array([bool(arabic and english) for arabic, english in forms])
        one = both if np.isfinite(scores[both]).any() else np.array([bool(arabic) for arabic, _ in forms])
        chosen = pick(
            np.where(one, scores, _OUT),
            likeness,
            self._n_sentences,
            redundancy=_REDUNDANCY,
            worth=_WORTH,
            lengths=lengths,
            room=_WORDS * self._n_sentences,
        )
        return _written(dossier, units, sorted(chosen))


def units_of(dossier: Dossier) -> list[Unit]:
    """Give the stretches of an article that a summary may be made of, in order."""
    segments, translation, alignment = dossier[Segments], dossier[Translation], dossier[Alignment]
    units: list[Unit] = []
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


def _unit(number: int, text: str, passage: Passage, english: EnglishPassage, bead: Bead) -> Unit | None:
    start = passage.sentences[bead.source[0]].start
    end = passage.sentences[bead.source[-1]].end
    dateline_end = passage.dateline[1] if passage.dateline else 0
    if start == 0 and not dateline_end and (place := _PLACE.match(text)):
        dateline_end = place.end()
    has_dateline = start < dateline_end
    start = max(start, dateline_end)
    if start >= end:
        return None
    pieces = [piece for index in bead.target if (piece := english.pieces[index]).start < piece.end]
    return Unit(
        paragraph=number,
        sentences=bead.source,
        arabic=Span(paragraph=number, start=start, end=end),
        english=(pieces[0].start, pieces[-1].end) if pieces else None,
        has_dateline=has_dateline,
    )


def _title(dossier: Dossier, texts: Sequence[str]) -> str:
    """Give the title; where there is none, a first line that looks like one."""
    if dossier.article.title:
        return dossier.article.title.text
    return texts[0] if _is_heading(texts[0], len(arabic_words(texts[0]))) else ""


def _is_heading(text: str, n_words: int) -> bool:
    return n_words <= _HEADING and not text.rstrip(_CLOSERS).endswith(_STOPS)


def _fit(texts: Sequence[str], lengths: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell which stretches are sentences; all of them where none is."""
    headings = np.array([_is_heading(text, n) for text, n in zip(texts, lengths, strict=True)])
    fit = (lengths >= _SHORT) & (lengths <= _LONG) & ~headings
    return fit if fit.any() else np.ones(len(texts), dtype=bool)


def _with_faults(scores: Floats, units: Sequence[Unit], findings: Sequence[Finding]) -> Floats:
    """Take points for warnings, and take out what has serious findings while anything is left."""
    serious = np.zeros(len(units), dtype=bool)
    result = scores.copy()
    for finding in findings:
        for n, unit in enumerate(units):
            is_here = finding.paragraph == unit.paragraph and (
                finding.sentence is None or finding.sentence in unit.sentences
            )
            if is_here and finding.severity is Severity.SERIOUS:
                serious[n] = True
            elif is_here and finding.severity is Severity.WARNING:
                result[n] -= _WARNING
    sound = np.where(serious, _OUT, result)
    return sound if np.isfinite(sound).any() else result


def _forms(dossier: Dossier, unit: Unit, *, follows: bool) -> tuple[Safe | None, Safe | None]:
    """Give a unit in Arabic and in English, None where it can't be given safely."""
    quotes, alignment = dossier[Quotes], dossier[Alignment]
    paragraph = dossier.article.paragraphs[unit.paragraph].text
    arabic = safe_arabic(paragraph, unit.arabic, quotes.marked, quotes.indirect, follows=follows)
    english = dossier[Translation].paragraphs[unit.paragraph].english
    if english is None or unit.english is None:
        return arabic, None
    marked = [
        Carried(number, quote, alignment.quotes[number], _is_described(quote, unit.arabic))
        for number, quote in enumerate(quotes.marked)
        if _touches(quote, unit.arabic)
    ]
    if any(entry.quote.kind is QuoteKind.DIRECT and not _is_sure(entry) for entry in marked):
        return arabic, None
    entries = marked + [
        Carried(None, quote, alignment.indirect[number], _is_described(quote, unit.arabic))
        for number, quote in enumerate(quotes.indirect)
        if _touches(quote, unit.arabic)
    ]
    place = Span(paragraph=unit.paragraph, start=unit.english[0], end=unit.english[1])
    return arabic, safe_english(english, place, entries, follows=follows, has_dateline=unit.has_dateline)


def _touches(quote: Quote, place: Span) -> bool:
    return any(span.meets(place) for span in quote.spans)


def _is_described(quote: Quote, place: Span) -> bool:
    return bool(quote.speaker and quote.speaker.mention and place.holds(quote.speaker.mention))


def _is_sure(entry: Carried) -> bool:
    sure = (RenderingStatus.KEPT, RenderingStatus.RESTORED)
    return all(one.status in sure for one in entry.renderings)


def _written(dossier: Dossier, units: Sequence[Unit], chosen: Sequence[int]) -> Summary:
    arabic: list[SummarySentence] = []
    english: list[SummarySentence] = []
    for n in chosen:
        unit = units[n]
        grounds = tuple(Ground(paragraph=unit.paragraph, sentence=index) for index in unit.sentences)
        for form, side in zip(_forms(dossier, unit, follows=n - 1 in chosen), (arabic, english), strict=True):
            if form is not None and form.text:
                side.append(SummarySentence(text=form.text, grounds=grounds, quotes=form.quotes))
    return Summary(arabic=tuple(arabic), english=tuple(english), method=METHOD)
