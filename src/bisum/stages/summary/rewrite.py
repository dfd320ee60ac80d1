"""Summaries that a model writes, each sentence held against the article."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final, NamedTuple

import msgspec

from bisum.engines.ports import Entailer, Summariser, Tick
from bisum.model.article import Segments
from bisum.model.base import Product
from bisum.model.bitext import Alignment, Translation
from bisum.model.dossier import Dossier
from bisum.model.finding import Findings
from bisum.model.quote import Quotes
from bisum.model.summary import Origin, Summary, SummarySentence
from bisum.stages.bilingual.words import english_words
from bisum.stages.english.text import split_sentences
from bisum.stages.summary.choice.select import Selection, select
from bisum.stages.summary.extract import METHOD as EXTRACTIVE
from bisum.stages.summary.extract import extracted, grounds_of
from bisum.stages.summary.forms.descriptions import with_names
from bisum.stages.summary.forms.safe_arabic import Safe
from bisum.stages.summary.forms.units import SummaryUnit, forms_of, ledger_words_of
from bisum.stages.summary.grounds.faithful import faults
from bisum.stages.summary.grounds.grounding import Grounds
from bisum.stages.summary.grounds.mend import LedgerWords, mended

_SHORTEST: Final = 8  # words as written; shorter ones are mostly fragments
# A rewritten sentence must be shorter by this share to be worth its risk.
_SHORTER: Final = 0.9
_FOLLOWS: Final = (
    0.5  # chance from which a sentence is taken to follow from its grounds: more likely than not
)


class Source(NamedTuple):
    """A stretch of the article that a written sentence may stand on.

    Attributes:
        unit: The stretch.
        arabic: Its Arabic as it stands.
        english: Its English as an extractive summary gives it, every speaker named.
        said: What of the ledger stands in it.
    """

    unit: SummaryUnit
    arabic: str
    english: Safe
    said: tuple[LedgerWords, ...]


class Written:
    """A summary that a model has a hand in.

    Attributes:
        method: Name of the way, as the record has it.
    """

    method: ClassVar[str]
    name: ClassVar[str] = "summarise"
    needs: ClassVar[tuple[type[Product], ...]] = (Segments, Quotes, Translation, Alignment, Findings)
    gives: ClassVar[type[Product]] = Summary

    def __init__(
        self,
        summariser: Summariser,
        *,
        n_sentences: int = 4,
        entailer: Entailer | None = None,
        tick: Tick | None = None,
    ) -> None:
        self._summariser = summariser
        self._n_sentences = n_sentences
        self._entailer = entailer
        self._tick = tick

    @property
    def signature(self) -> str:
        """Name the method, the length and the model."""
        judge = f";{self._entailer.signature}" if self._entailer else ""
        return f"{self.method}({self._n_sentences});{EXTRACTIVE};{self._summariser.signature}{judge}"

    def _stands_up(
        self, written: str, sources: Sequence[Source], grounds: Grounds | None = None
    ) -> SummarySentence | None:
        """Hold a written sentence against its sources, and have the judge's word on it where there is one."""
        found = stands_up(written, sources, grounds)
        if found is None or self._entailer is None:
            return found
        premise = " ".join(source.english.text for source in sources)
        (chance,) = self._entailer.follows([(premise, found.text)])
        return found if chance >= _FOLLOWS else None


class Hybrid(Written):
    """Has a model shorten each sentence of the extractive summary; keeps its own where the model errs."""

    method: ClassVar[str] = "hybrid-4"

    def run(self, dossiers: Sequence[Dossier]) -> Sequence[Summary]:
        """Summarise each article; the model sees all of their sentences at once."""
        dossiers = [with_names(dossier) for dossier in dossiers]
        selections = [select(dossier, self._n_sentences) for dossier in dossiers]
        extracts = [
            extracted(dossier, selection, method=self.method)
            for dossier, selection in zip(dossiers, selections, strict=True)
        ]
        asked = [
            (n, at)
            for n, extract in enumerate(extracts)
            for at, sentence in enumerate(extract.english)
            if self._summariser.fits(sentence.text)
        ]
        texts = [extracts[n].english[at].text for n, at in asked]
        written = dict(zip(asked, self._summariser.summarise(texts, tick=self._tick), strict=True))
        return [
            self._rewritten(
                dossier, selection, extract, {at: text for (m, at), text in written.items() if m == n}
            )
            for n, (dossier, selection, extract) in enumerate(
                zip(dossiers, selections, extracts, strict=True)
            )
        ]

    def _rewritten(
        self, dossier: Dossier, selection: Selection, extract: Summary, written: dict[int, str]
    ) -> Summary:
        """Take the model's sentences where they stand up."""
        by_ground = {grounds_of([unit]): unit for unit in selection.units}
        english = list(extract.english)
        for at, text in written.items():
            own = english[at]
            unit = by_ground[own.grounds]
            source = Source(
                unit,
                dossier.article.text_of(unit.arabic),
                Safe(own.text, own.quotes),
                ledger_words_of(dossier, unit),
            )
            first = _first_sentence(text)
            if first.strip() == own.text:
                continue
            found = self._stands_up(first, [source])
            is_shorter = found and len(found.text.split()) <= _SHORTER * len(own.text.split())
            english[at] = _like(own, found) if found and is_shorter else _replaced(own)
        return msgspec.structs.replace(extract, english=tuple(english))


def _like(own: SummarySentence, found: SummarySentence) -> SummarySentence:
    """Give a written sentence with what the one that it stands for had left out already."""
    return msgspec.structs.replace(found, left_out=own.left_out)


def _replaced(sentence: SummarySentence) -> SummarySentence:
    return msgspec.structs.replace(sentence, origin=Origin.REPLACED)


def _first_sentence(text: str) -> str:
    ranges = split_sentences(text)
    return text[slice(*ranges[0])] if ranges else ""


def sources_of(dossier: Dossier, selection: Selection) -> list[Source]:
    """Give the stretches whose English is sound enough to be summarised, in reading order."""
    found = []
    for unit, score in zip(selection.units, selection.scores, strict=True):
        english = forms_of(dossier, unit, follows=False)[1] if score > float("-inf") else None
        if english and english.text:
            found.append(
                Source(unit, dossier.article.text_of(unit.arabic), english, ledger_words_of(dossier, unit))
            )
    return found


def stands_up(
    written: str, sources: Sequence[Source], grounds: Grounds | None = None
) -> SummarySentence | None:
    """Give a written sentence as one of the summary, mended where it can be.

    Args:
        written: One sentence.
        sources: What it stands on.
        grounds: Where its support is measured; in the sources alone when None.

    Returns:
        None where it says what its sources don't, or gives words without their speaker.
    """
    english = [source.english.text for source in sources]
    said = [words for source in sources for words in source.said]
    mend = mended(" ".join(written.split()), said)
    if mend is None or len(english_words(written)) < _SHORTEST:
        return None
    if any(faults(mend.text, english, [source.arabic for source in sources])):
        return None
    support = (grounds or Grounds(english)).of(mend.text).support
    return SummarySentence(
        text=mend.text,
        grounds=grounds_of([source.unit for source in sources]),
        quotes=mend.quotes,
        origin=Origin.REPAIRED if mend.is_changed else Origin.GENERATED,
        support=round(support, 3),
    )
