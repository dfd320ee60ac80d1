"""The English words that a stretch of Arabic becomes, from links between words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

from bisum.stages.alignment.weights import END, LENGTH, START, VOTES
from bisum.stages.bilingual.lexicon import Floats
from bisum.stages.bilingual.links import Bilingual, marks_in

_THAT: Final = frozenset({"ان", "بان", "انه", "انها", "بانه", "بانها"})


class Projection(NamedTuple):
    """A stretch of English words.

    Attributes:
        first: Index of its first word.
        end: Index just after its last word.
        chance: Probability that both boundaries are right.
    """

    first: int
    end: int
    chance: float


def project(texts: Bilingual, start: int, end: int) -> Projection | None:
    """Find the stretch of English words that renders the Arabic words [start, end).

    Every stretch gets points for the links of its words, for its length, and for the
    words and stops at its boundaries; the weights are learnt from quotations whose marks
    are known (``benchmarks/train_projection.py``).

    Returns:
        None where there are no words on one side. Without any link inside, the words that are left over
        and the place still speak for a stretch, with little chance.
    """
    n, m = texts.agreed.shape
    if not 0 <= start < end <= n or m == 0:
        return None
    points = (
        (start_features(texts, start, end) @ START)[:, None]
        + (end_features(texts, start, end) @ END)[None, :]
        + np.tensordot(vote_sums(texts, start, end), VOTES, axes=1)
        + np.tensordot(length_features(texts, start, end), LENGTH, axes=1)
    )
    points[~np.tri(m, dtype=bool).T] = -np.inf
    first, last = divmod(int(points.argmax()), m)
    top = points[first, last]
    chance = 1.0 / float(np.exp(np.minimum(0.0, points - top)).sum())
    return Projection(first, last + 1, chance)


def _votes(texts: Bilingual, start: int, end: int) -> tuple[Floats, Floats]:
    """Give what speaks for and against each English word's standing in the stretch."""
    inside = texts.agreed[start:end].sum(axis=0)
    outside = texts.votes - inside
    return np.minimum(1.0, inside), np.minimum(1.0, outside)


def vote_sums(texts: Bilingual, start: int, end: int) -> Floats:
    """Sum the votes of each stretch's words; shape (m, m, 3), by first and last word."""
    inside, outside = _votes(texts, start, end)
    unlinked = (inside + outside < 0.1).astype(float)
    columns = []
    for votes in (inside, outside, unlinked):
        sums = np.concatenate([[0.0], np.cumsum(votes)])
        columns.append(sums[None, 1:] - sums[:-1, None])
    return np.stack(columns, axis=-1)


def length_features(texts: Bilingual, start: int, end: int) -> Floats:
    """Compare each stretch's length with the expected one; shape (m, m, 2)."""
    n, m = texts.agreed.shape
    lengths = np.maximum(1, np.arange(m)[None, :] - np.arange(m)[:, None] + 1)
    off = np.abs(np.log(lengths / max(1.0, (end - start) * m / n)))
    return np.stack([off, off * math.sqrt(end - start)], axis=-1)


def start_features(texts: Bilingual, start: int, end: int) -> Floats:
    """Describe each English word as the first of the stretch; shape (m, features)."""
    inside, outside = _votes(texts, start, end)
    m, n = len(texts.english), len(texts.arabic)
    before = texts.arabic_text[texts.arabic[start - 1].end if start else 0 : texts.arabic[start].start]
    after_that = start > 0 and texts.arabic[start - 1].stem in _THAT
    is_silent = not any(marks_in(before)[:3])
    marks = texts.marks[:-1]
    is_stop = marks[:, :3].max(axis=1)
    is_first, never = np.zeros(m), np.zeros(m)
    is_first[:1] = 1.0
    article, that, reporting, preposition, _, _, capital = texts.kinds.T
    return _table(
        [
            *marks.T,
            is_first,
            never if start else is_first,
            is_stop if is_silent else never,
            never if is_silent else np.maximum(is_stop, is_first),
            _of_word_before(that),
            _of_word_before(that) if after_that else never,
            _of_word_before(reporting),
            _of_word_before(article),
            _of_word_before(preposition),
            article,
            that,
            reporting,
            capital,
            capital * _of_word_before(capital) * (1.0 - is_stop),
            inside,
            outside,
            _of_word_before(inside),
            _of_word_before(outside),
            texts.agreed[start],
            _of_word_before(texts.agreed[start - 1]) if start else never,
            np.abs(np.arange(m) / m - start / n),
        ]
    )


def end_features(texts: Bilingual, start: int, end: int) -> Floats:
    """Describe each English word as the last of the stretch; shape (m, features)."""
    inside, outside = _votes(texts, start, end)
    m, n = len(texts.english), len(texts.arabic)
    follows = texts.arabic[end].start if end < n else len(texts.arabic_text)
    after = texts.arabic_text[texts.arabic[end - 1].end : follows]
    is_silent = end < n and not any(marks_in(after)[:3])
    marks = texts.marks[1:]
    is_stop = marks[:, :3].max(axis=1)
    is_last, never = np.zeros(m), np.zeros(m)
    is_last[-1:] = 1.0
    article, _, reporting, preposition, pronoun, conjunction, capital = texts.kinds.T
    return _table(
        [
            *marks.T,
            is_last,
            never if end < n else is_last,
            is_stop if is_silent else never,
            never if is_silent else is_stop,
            _of_word_after(reporting),
            _of_word_after(pronoun),
            _of_word_after(preposition),
            _of_word_after(conjunction),
            np.maximum(article, preposition),
            reporting,
            capital * _of_word_after(capital) * (1.0 - is_stop),
            inside,
            outside,
            _of_word_after(inside),
            _of_word_after(outside),
            texts.agreed[end - 1],
            _of_word_after(texts.agreed[end]) if end < n else never,
            np.abs((np.arange(m) + 1) / m - end / n),
        ]
    )


def _table(columns: Sequence[Floats]) -> Floats:
    """Set columns side by side; far quicker than ``column_stack``, and laid out in memory as that is."""
    return np.ascontiguousarray(np.array(columns, dtype=np.float64).T)


def _of_word_before(trait: Floats) -> Floats:
    shifted = np.zeros_like(trait)
    shifted[1:] = trait[:-1]
    return shifted


def _of_word_after(trait: Floats) -> Floats:
    shifted = np.zeros_like(trait)
    shifted[:-1] = trait[1:]
    return shifted
