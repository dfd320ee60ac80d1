"""Arabic that a model wrote, taken as a choice: which sentences, and what is left out of them.

What tells a true Arabic paraphrase from a false one is not known here, so none is given. A written
sentence stands up where its words are those of one sentence of the article, whole or without parts
that may go; what the reader gets is then the article's own text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, combinations
from typing import Final, NamedTuple

from bisum.model.dossier import Dossier
from bisum.model.summary import Origin, SummarySentence
from bisum.stages.bilingual.rank import STOPWORDS
from bisum.stages.bilingual.words import arabic_words
from bisum.stages.segmentation.sentences import split_sentences
from bisum.stages.summary.choice.cut_pairs import shortenings_of
from bisum.stages.summary.cuts.cut import Cut, Cuts, widest
from bisum.stages.summary.extract import given
from bisum.stages.summary.forms.safe_arabic import Safe
from bisum.stages.summary.forms.units import SummaryUnit, forms_of

_MOST_CUTS: Final = 5  # of one sentence that are tried together: 32 ways
# Share of a written sentence's words that a sentence of the article must have to stand for it.
_ALIKE: Final = 0.5


class ArabicSource(NamedTuple):
    """A stretch of the article that may be given in Arabic.

    Attributes:
        unit: The stretch.
        form: Its Arabic as an extractive summary gives it, every speaker named.
    """

    unit: SummaryUnit
    form: Safe


def arabic_sources_of(dossier: Dossier, units: Sequence[SummaryUnit]) -> list[ArabicSource]:
    """Give the stretches that may stand in an Arabic summary, in reading order."""
    found = ((unit, forms_of(dossier, unit, follows=False)[0]) for unit in units)
    return [ArabicSource(unit, form) for unit, form in found if form and form.text]


def arabic_sentences(
    dossier: Dossier, sources: Sequence[ArabicSource], written: str, most: int
) -> tuple[SummarySentence, ...]:
    """Give a written Arabic summary in the article's own words, in the order in which it was written.

    Args:
        dossier: The article.
        sources: What the model was given.
        written: What it wrote; anything.
        most: Sentences at most.

    Returns:
        ``generated`` sentences, whose parts the model chose, and ``replaced`` ones, whose sentence it
        was; empty where nothing that it wrote is like any sentence of the article.
    """
    words = [_telling(source.form.text) for source in sources]
    found: dict[SummaryUnit, SummarySentence] = {}
    for start, end in split_sentences(written):
        said = _telling(written[start:end])
        alike = [len({*said} & {*some}) / max(1, len({*said})) for some in words]
        best = max(range(len(alike)), key=lambda n: alike[n], default=None)
        if best is None or alike[best] < _ALIKE or len(found) == most:
            continue
        unit, form = sources[best]
        chosen = _as_written(dossier, unit, said)
        origin = Origin.GENERATED if chosen else Origin.REPLACED
        found.setdefault(unit, given(chosen or form, unit, origin=origin))
    return tuple(found.values())


def _as_written(dossier: Dossier, unit: SummaryUnit, said: Sequence[str]) -> Safe | None:
    """Find the way of giving a stretch that has the words that were written, in their order."""
    for cuts in _ways(dossier, unit):
        form = forms_of(dossier, unit, follows=False, cuts=Cuts(arabic=cuts))[0]
        if form and _telling(form.text) == said:
            return form
    return None


def _ways(dossier: Dossier, unit: SummaryUnit) -> Iterator[tuple[Cut, ...]]:
    """Give what may be left out of a stretch together, nothing first."""
    possible = shortenings_of(dossier, unit)
    cuts = sorted({cut for way in (possible.usual, *possible.further) for cut in way.arabic})[:_MOST_CUTS]
    for some in chain.from_iterable(combinations(cuts, n) for n in range(len(cuts) + 1)):
        if widest(some) == some:
            yield some


def _telling(text: str) -> list[str]:
    """Give the stems of the words that say something; numbers too."""
    return [word.stem for word in arabic_words(text) if word.stem not in STOPWORDS]
