"""Which stretches of an article a summary is made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from bisum.model.dossier import Dossier
from bisum.model.finding import Finding, Findings, Severity
from bisum.stages.bilingual.rank import Floats, pick
from bisum.stages.summary.choice.cut_pairs import Shortenings, shortenings_of
from bisum.stages.summary.choice.leaning import leaned, leans_of
from bisum.stages.summary.choice.signals import signals_of
from bisum.stages.summary.cuts.cut import WHOLE, Cuts
from bisum.stages.summary.forms.safe_arabic import Safe
from bisum.stages.summary.forms.units import SummaryUnit, forms_of

_NEWS: Final = 3.0  # more for the first sentence, than any other can have: without it they hang in the air
# More for a quotation with its speaker: what bisum is for. It costs nothing in Arabic and .1 to .2 points in
# English on articles held out; .1 costs more in both (benchmarks/fit_summaries.py).
_SPEECH: Final = 0.05
_TRUST: Final = 0.88  # share of its points that a sentence keeps with each warning about its English
_REDUNDANCY: Final = 0.3  # less for full likeness of two chosen sentences; fitted with the weights: .36
# Arabic words for each sentence asked for. Of 60 to 84 for four sentences 72 to 76 were best on articles held
# out, in both languages (benchmarks/fit_summaries.py).
_WORDS: Final = 19
_LINE: Final = 25  # Arabic words of a line
_OUT: Final = -np.inf
_LEAST: Final = -1.0  # points; less has only what nobody could understand beside the others


class Selection(NamedTuple):
    """The stretches of an article, and those chosen.

    Attributes:
        units: All of them, in reading order.
        chosen: Indices of the chosen ones, in reading order; empty where none is fit.
        cuts: What is left out of each chosen one, by its index.
        line: The stretch that says what happened, and what is left out of it to fit one line; None where
            none is fit.
        scores: One a unit; minus infinity for those that must not be chosen.
    """

    units: Sequence[SummaryUnit]
    chosen: Sequence[int]
    cuts: Mapping[int, Cuts]
    line: tuple[int, Cuts] | None
    scores: Floats


def select(dossier: Dossier, n_sentences: int) -> Selection:
    """Choose up to so many stretches that say most of the article and can be given safely."""
    seen = signals_of(dossier)
    units, texts = seen.units, seen.texts
    if not units:
        return Selection((), (), {}, None, np.zeros(0))
    scores = seen.points()
    scores[seen.first] += _NEWS
    scores = _with_faults(np.where(seen.is_sentence, scores, _OUT), units, texts, dossier[Findings].findings)
    forms = [forms_of(dossier, unit, follows=True) for unit in units]
    scores += _SPEECH * np.array([bool(arabic and arabic.quotes) for arabic, _ in forms])
    scores = np.where(_givable(forms, scores), scores, _OUT)
    leans = leans_of(dossier, units, [english for _, english in forms], first=seen.first)
    alone, likeness = leaned(scores, seen.likeness, leans, _REDUNDANCY)
    shorter = [
        shortenings_of(dossier, unit, is_news=n == seen.first)
        if np.isfinite(scores[n])
        else Shortenings(WHOLE, ())
        for n, unit in enumerate(units)
    ]
    # The news itself stays whole but for asides.
    ways = [(one.usual, *(one.further if n != seen.first else ())) for n, one in enumerate(shorter)]
    picked = pick(
        alone,
        likeness,
        n_sentences,
        redundancy=_REDUNDANCY,
        lengths=[[_length(text, cuts) for cuts in some] for text, some in zip(texts, ways, strict=True)],
        room=_WORDS * n_sentences,
    )
    return Selection(
        units,
        sorted(one.sentence for one in picked),
        {one.sentence: ways[one.sentence][one.way] for one in picked},
        _line(texts, shorter, picked[0].sentence) if picked else None,
        np.where(alone < _LEAST, _OUT, scores),
    )


def _line(texts: Sequence[str], shorter: Sequence[Shortenings], n: int) -> tuple[int, Cuts]:
    """Shorten the best stretch as far as one line asks for."""
    ways = [shorter[n].usual, *shorter[n].further]
    fitting = (cuts for cuts in ways if _length(texts[n], cuts) <= _LINE)
    return n, next(fitting, min(ways, key=lambda cuts: _length(texts[n], cuts)))


def _length(text: str, cuts: Cuts) -> int:
    return len(text.split()) - sum(len(text[cut.start : cut.end].split()) for cut in cuts.arabic)


def _givable(forms: Sequence[tuple[Safe | None, Safe | None]], scores: Floats) -> NDArray[np.bool_]:
    """Tell which stretches can be given in both languages; in Arabic alone where none can."""
    both = np.array([bool(arabic and english) for arabic, english in forms])
    if np.isfinite(scores[both]).any():
        return both
    return np.array([bool(arabic) for arabic, _ in forms])


def _is_of_dateline(finding: Finding, text: str) -> bool:
    """Tell whether the Arabic that led to a finding stands only before the text: «المنامة - 4 - 11 -»."""
    arabic = [one for one in finding.evidence.partition(" | ")[0].split(", ") if any(map(str.isalnum, one))]
    return bool(arabic) and not any(one in text for one in arabic)


_NEVER_TOLD: Final = frozenset(("name-changed", "negation-lost", "negation-added"))
"""Findings whose sentence no summary gives while others are left, however unsure: invented names, denials."""


def _with_faults(
    scores: Floats, units: Sequence[SummaryUnit], texts: Sequence[str], findings: Sequence[Finding]
) -> Floats:
    """Take of its points for warnings, and take out what has serious findings while anything is left."""
    serious = np.zeros(len(units), dtype=bool)
    result = scores.copy()
    for finding in findings:
        for n, unit in enumerate(units):
            is_here = (
                finding.paragraph == unit.paragraph
                and (finding.sentence is None or finding.sentence in unit.sentences)
                and not (unit.has_dateline and _is_of_dateline(finding, texts[n]))
            )
            is_grave = finding.severity is Severity.SERIOUS or finding.code in _NEVER_TOLD
            if is_here and is_grave:
                serious[n] = True
            elif is_here and finding.severity is Severity.WARNING:
                result[n] *= _TRUST
    sound = np.where(serious, _OUT, result)
    return sound if np.isfinite(sound).any() else result
