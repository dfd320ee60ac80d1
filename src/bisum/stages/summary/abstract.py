"""Summaries that a model writes of the whole article, each sentence held against it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

import msgspec

from bisum.engines.ports import Entailer, Summariser, Tick
from bisum.model.dossier import Dossier
from bisum.model.summary import Origin, Summary, SummarySentence
from bisum.stages.english.text import split_sentences
from bisum.stages.summary.choice.select import Selection, select
from bisum.stages.summary.extract import extracted, given, line_of
from bisum.stages.summary.forms.descriptions import with_names
from bisum.stages.summary.forms.units import SummaryUnit, forms_of
from bisum.stages.summary.grounds.faithful import content_overlap
from bisum.stages.summary.grounds.grounding import Grounds
from bisum.stages.summary.rewrite import Source, Written, sources_of
from bisum.stages.summary.rewrite_arabic import arabic_sentences, arabic_sources_of

# Content words shared with a sentence before it from which a sentence says the same again.
_SAME: Final = 0.6


class Abstract(Written):
    """Has a model summarise the article's English; each sentence is traced to the article or replaced."""

    method: ClassVar[str] = "abstractive-4"

    def __init__(
        self,
        summariser: Summariser,
        *,
        arabic: Summariser | None = None,
        n_sentences: int = 4,
        entailer: Entailer | None = None,
        tick: Tick | None = None,
    ) -> None:
        """Take the models.

        Args:
            summariser: Writes English from English.
            arabic: Writes Arabic from Arabic; without it the Arabic is what the English stands on.
            n_sentences: At most.
            entailer: Has the last word on written English.
            tick: Told how many more articles are summarised.
        """
        super().__init__(summariser, n_sentences=n_sentences, entailer=entailer, tick=tick)
        self._arabic = arabic

    @property
    def signature(self) -> str:
        """Name the method, the length and the models."""
        return f"{super().signature};{self._arabic.signature}" if self._arabic else super().signature

    def run(self, dossiers: Sequence[Dossier]) -> Sequence[Summary]:
        """Summarise each article; the model sees all of them at once."""
        dossiers = [with_names(dossier) for dossier in dossiers]
        selections = [select(dossier, self._n_sentences) for dossier in dossiers]
        sources = [
            sources_of(dossier, selection) for dossier, selection in zip(dossiers, selections, strict=True)
        ]
        texts = [
            _fitting(self._summariser, [(one.unit, one.english.text) for one in some], selection)
            for some, selection in zip(sources, selections, strict=True)
        ]
        written = self._asked(self._summariser, texts)
        arabic = self._in_arabic(dossiers, selections)
        return [
            self._summary(dossier, selection, some, english, own)
            for dossier, selection, some, english, own in zip(
                dossiers, selections, sources, written, arabic, strict=True
            )
        ]

    def _asked(self, model: Summariser, texts: Sequence[str]) -> list[str]:
        """Give what a model writes of each text; nothing of an empty one."""
        asked = [n for n, text in enumerate(texts) if text]
        told = model.summarise([texts[n] for n in asked], tick=self._tick)
        written = dict(zip(asked, told, strict=True))
        return [written.get(n, "") for n in range(len(texts))]

    def _in_arabic(
        self, dossiers: Sequence[Dossier], selections: Sequence[Selection]
    ) -> list[tuple[SummarySentence, ...]]:
        """Give each article's Arabic as its own model chose it; empty where none did."""
        if self._arabic is None:
            return [() for _ in dossiers]
        sources = [
            arabic_sources_of(
                dossier,
                [unit for unit, score in zip(one.units, one.scores, strict=True) if score > float("-inf")],
            )
            for dossier, one in zip(dossiers, selections, strict=True)
        ]
        texts = [
            _fitting(self._arabic, [(one.unit, one.form.text) for one in some], selection)
            for some, selection in zip(sources, selections, strict=True)
        ]
        return [
            arabic_sentences(dossier, some, text, self._n_sentences)
            for dossier, some, text in zip(dossiers, sources, self._asked(self._arabic, texts), strict=True)
        ]

    def _summary(
        self,
        dossier: Dossier,
        selection: Selection,
        sources: Sequence[Source],
        written: str,
        arabic: tuple[SummarySentence, ...],
    ) -> Summary:
        """Hold each written sentence against the article; fill up with the article's own."""
        grounds = Grounds([source.english.text for source in sources])
        english: list[SummarySentence] = []
        for start, end in split_sentences(written):
            sentence = written[start:end]
            at = grounds.of(sentence).texts
            if len(english) == self._n_sentences or not at:
                continue
            found = self._stands_up(sentence, [sources[n] for n in at], grounds)
            taken = found or given(sources[at[0]].english, sources[at[0]].unit, origin=Origin.REPLACED)
            if all(content_overlap(taken.text, other.text) < _SAME for other in english):
                english.append(taken)
        if not english:
            own = extracted(dossier, selection, method=self.method)
            return msgspec.structs.replace(own, arabic=arabic or own.arabic)
        line_arabic, line_english = line_of(dossier, selection)
        return Summary(
            english=tuple(english),
            arabic=arabic or _arabic_of(dossier, selection, english),
            method=self.method,
            line_arabic=line_arabic,
            line_english=line_english,
        )


def _fitting(model: Summariser, texts: Sequence[tuple[SummaryUnit, str]], selection: Selection) -> str:
    """Give an article's sound sentences, without the least telling ones where it is too long."""
    order = sorted(range(len(texts)), key=lambda n: -selection.scores[selection.units.index(texts[n][0])])
    while order:
        text = "\n".join(texts[n][1] for n in sorted(order))
        if model.fits(text):
            return text
        order.pop()
    return ""


def _arabic_of(
    dossier: Dossier, selection: Selection, english: Sequence[SummarySentence]
) -> tuple[SummarySentence, ...]:
    """Give the Arabic sentences that the English ones stand on, in the article's order."""
    wanted = {(ground.paragraph, ground.sentence) for sentence in english for ground in sentence.grounds}
    units = [
        unit
        for unit in selection.units
        if wanted & {(unit.paragraph, sentence) for sentence in unit.sentences}
    ]
    forms = [(unit, forms_of(dossier, unit, follows=False)[0]) for unit in units]
    return tuple(given(form, unit) for unit, form in forms if form and form.text)
