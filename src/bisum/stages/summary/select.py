"""Which stretches of an article a summary is made of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from bisum.model.dossier import Dossier
from bisum.model.finding import Finding, Findings, Severity
from bisum.stages.rank import Floats, bags, centrality, pick, vectors
from bisum.stages.summary.safe_arabic import Safe
from bisum.stages.summary.units import Unit, forms_of, units_of
from bisum.stages.words import arabic_words

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
_OUT: Final = -np.inf


class Selection(NamedTuple):
    """The stretches of an article, and those chosen.

    Attributes:
        units: All of them, in reading order.
        chosen: Indices of the chosen ones, in reading order; empty where none is fit.
        scores: One a unit; minus infinity for those that must not be chosen.
    """

    units: Sequence[Unit]
    chosen: Sequence[int]
    scores: Floats


def select(dossier: Dossier, n_sentences: int) -> Selection:
    """Choose up to so many stretches that say most of the article and can be given safely."""
    units = units_of(dossier)
    if not units:
        return Selection((), (), np.zeros(0))
    texts = [dossier.article.text_of(unit.arabic) for unit in units]
    rows = vectors(bags([*texts, _title(dossier, texts)]))
    likeness = rows[:-1] @ rows[:-1].T
    lengths = np.array([len(arabic_words(text)) for text in texts])
    fit = _fit(texts, lengths)
    scores = _CENTRAL * centrality(likeness) + _TITLE * (rows[:-1] @ rows[-1])
    scores += _POSITION / (1 + np.arange(len(units)) / _REACH)
    scores[int(fit.argmax())] += _LEAD
    scores = _with_faults(np.where(fit, scores, _OUT), units, dossier[Findings].findings)
    forms = [forms_of(dossier, unit, follows=True) for unit in units]
    scores += _SPEECH * np.array([bool(arabic and arabic.quotes) for arabic, _ in forms])
    scores = np.where(_givable(forms, scores), scores, _OUT)
    chosen = pick(
        scores,
        likeness,
        n_sentences,
        redundancy=_REDUNDANCY,
        worth=_WORTH,
        lengths=lengths,
        room=_WORDS * n_sentences,
    )
    return Selection(units, sorted(chosen), scores)


def _givable(forms: Sequence[tuple[Safe | None, Safe | None]], scores: Floats) -> NDArray[np.bool_]:
    """Tell which stretches can be given in both languages; in Arabic alone where none can."""
    both = np.array([bool(arabic and english) for arabic, english in forms])
    if np.isfinite(scores[both]).any():
        return both
    return np.array([bool(arabic) for arabic, _ in forms])


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
