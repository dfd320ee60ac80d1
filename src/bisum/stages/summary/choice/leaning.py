"""Sentences that say who or what they mean only beside another one of the article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from bisum.model.dossier import Dossier
from bisum.model.quote import Quotes
from bisum.stages.bilingual.identity import is_named, name_words
from bisum.stages.bilingual.rank import Floats
from bisum.stages.summary.forms.name_place import name_of
from bisum.stages.summary.forms.safe_arabic import Safe
from bisum.stages.summary.forms.units import SummaryUnit

# Points that a sentence loses alone and has back beside the other one: more than any other reason gives.
_UNCLEAR: Final = 3.0
# The same for a speaker who is introduced in another sentence: a reader would like to know who it is.
_UNKNOWN: Final = 0.05
_POINTS_FIRST: Final = re.compile(
    r"[“‘(]*(?:He|She|They|It|His(?! Highness| Excellency| Majesty| Holiness| Eminence| Grace)"
    r"|Her(?! Highness| Excellency| Majesty)|Their|Its|This|These|Those|Such)(?!\w)",
    re.IGNORECASE,
)


class Lean(NamedTuple):
    """A sentence that needs another one of the article beside it.

    Attributes:
        sentence: Its index.
        on: Index of the one that it needs.
        points: What it loses without it.
    """

    sentence: int
    on: int
    points: float


def leans_of(
    dossier: Dossier, units: Sequence[SummaryUnit], english: Sequence[Safe | None], *, first: int
) -> list[Lean]:
    """Find which stretches of an article need another one, and which.

    Args:
        dossier: The article.
        units: Its stretches.
        english: Each as a summary would give it.
        first: Index of the one that stands in every summary, whatever it needs.
    """
    found = [*_pointing(english), *_introduced_elsewhere(dossier, units)]
    return [lean for lean in found if lean.sentence != first]


def _pointing(english: Sequence[Safe | None]) -> Iterator[Lean]:
    """Find those that begin with a pronoun: behind the sentence before it means what it means there."""
    for n, form in enumerate(english):
        if n and form and _POINTS_FIRST.match(form.text):
            yield Lean(n, n - 1, _UNCLEAR)


def _introduced_elsewhere(dossier: Dossier, units: Sequence[SummaryUnit]) -> Iterator[Lean]:
    """Find those that give words of a person whom the article named before."""
    texts = [dossier.article.text_of(unit.arabic) for unit in units]
    quotes = dossier[Quotes]
    found = set()
    for quote in (*quotes.marked, *quotes.indirect):
        name = name_of(quote)
        is_known = is_named(name_words(name))
        first = next((n for n, text in enumerate(texts) if name in text), None) if is_known else None
        for n, unit in enumerate(units):
            if first is not None and first < n and any(span.meets(unit.arabic) for span in quote.spans):
                found.add((n, first))
    yield from (Lean(n, first, _UNKNOWN) for n, first in sorted(found))


def leaned(
    scores: Floats, likeness: Floats, leans: Sequence[Lean], redundancy: float
) -> tuple[Floats, Floats]:
    """Give points and likeness with which each stretch is worth more beside the one that it needs.

    Args:
        scores: Points of each stretch.
        likeness: Of each two.
        leans: What needs what.
        redundancy: Points that full likeness costs.
    """
    scores, likeness = scores.copy(), likeness.copy()
    for lean in leans:
        scores[lean.sentence] -= lean.points
        likeness[lean.sentence, lean.on] -= lean.points / redundancy
        likeness[lean.on, lean.sentence] -= lean.points / redundancy
    return scores, likeness
