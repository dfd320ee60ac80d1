"""A summary of the article's own sentences, in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from bisum.model.article import Segments
from bisum.model.base import Product
from bisum.model.bitext import Alignment, Translation
from bisum.model.dossier import Dossier
from bisum.model.finding import Findings
from bisum.model.quote import Quotes
from bisum.model.summary import Ground, Origin, Summary, SummarySentence
from bisum.stages.summary.choice.select import Selection, select
from bisum.stages.summary.cuts.cut import WHOLE, Cuts
from bisum.stages.summary.forms.descriptions import with_names
from bisum.stages.summary.forms.introduce import Person, introduce, people_of
from bisum.stages.summary.forms.safe_arabic import Safe
from bisum.stages.summary.forms.units import SummaryUnit, forms_of

METHOD: Final = "extractive-voices-19"


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
        named = map(with_names, dossiers)
        return [extracted(dossier, select(dossier, self._n_sentences)) for dossier in named]


def extracted(dossier: Dossier, selection: Selection, *, method: str = METHOD) -> Summary:
    """Give the chosen stretches as a summary in both languages."""
    arabic: list[SummarySentence] = []
    english: list[SummarySentence] = []
    people = people_of(dossier)
    for n in selection.chosen:
        follows = n - 1 in selection.chosen
        forms = _forms(dossier, selection.units[n], selection.cuts[n], follows=follows)
        told = " ".join(sentence.text for sentence in arabic)
        for form, side in zip(_introduced(forms, people, told), (arabic, english), strict=True):
            if form is not None and form.text:
                side.append(given(form, selection.units[n]))
    line_arabic, line_english = line_of(dossier, selection)
    return Summary(
        arabic=tuple(arabic),
        english=tuple(english),
        method=method,
        line_arabic=line_arabic,
        line_english=line_english,
    )


def line_of(dossier: Dossier, selection: Selection) -> tuple[SummarySentence | None, SummarySentence | None]:
    """Give the whole in one line, in Arabic and in English."""
    if selection.line is None:
        return None, None
    n, cuts = selection.line
    unit = selection.units[n]
    arabic, english = _forms(dossier, unit, cuts, follows=False)
    return arabic and given(arabic, unit), english and given(english, unit)


def _forms(
    dossier: Dossier, unit: SummaryUnit, cuts: Cuts, *, follows: bool
) -> tuple[Safe | None, Safe | None]:
    """Give a stretch shortened; whole in a language in which it has no speaker otherwise."""
    arabic, english = forms_of(dossier, unit, follows=follows, cuts=cuts)
    if (arabic and english) or cuts == WHOLE:
        return arabic, english
    whole = forms_of(dossier, unit, follows=follows)
    return arabic or whole[0], english or whole[1]


def _introduced(
    forms: tuple[Safe | None, Safe | None], people: Sequence[Person], told: str
) -> tuple[Safe | None, Safe | None]:
    """Give a sentence with full names where it mentions somebody first."""
    arabic, english = forms
    if arabic is None or english is None:
        return forms
    texts = introduce(arabic.text, english.text, people, told)
    return arabic._replace(text=texts[0]), english._replace(text=texts[1])


def given(form: Safe, unit: SummaryUnit, *, origin: Origin = Origin.EXTRACTED) -> SummarySentence:
    """Give one stretch in one language as a sentence of a summary."""
    return SummarySentence(
        text=form.text,
        grounds=grounds_of([unit]),
        quotes=form.quotes,
        left_out=form.left_out,
        origin=origin,
    )


def grounds_of(units: Sequence[SummaryUnit]) -> tuple[Ground, ...]:
    """Name the source sentences of some stretches."""
    return tuple(Ground(paragraph=unit.paragraph, sentence=at) for unit in units for at in unit.sentences)
