"""The English words that a stretch of Arabic becomes, from links between words."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final, NamedTuple

import numpy as np

from bisum.stages.lexicon import Floats, links
from bisum.stages.project_weights import END, LENGTH, START, VOTES
from bisum.stages.words import Word, arabic_words, english_words
from bisum.text import WORDS_KEPT

_DIAGONAL: Final = 4.0  # tension of the prior for words at the same relative place, as fast_align starts with
_NULL: Final = 0.02  # chance that a word renders nothing, in the unit of the table's probabilities
_NEIGHBOURS: Final = 1.0  # how much a link gains from full links between the words beside it
# Pairs of texts whose links are kept: those of a window of 32 articles, for which checking and summarising
# ask after aligning. Each takes some 50 kB.
_PAIRS: Final = 256
_ROUNDS: Final = 2  # of letting neighbours agree

_REPORTING_WORDS: Final = (
    "said says say saying added adds adding told stated confirmed stressed noted explained continued wrote"
    " called"
    " described warned announced declared stressing explaining noting describing calling considered affirmed"
    " emphasized emphasizing"
)
_REPORTING: Final = frozenset(_REPORTING_WORDS.split(" "))
_ARTICLES: Final = frozenset({"a", "an", "the"})
_PREPOSITIONS: Final = frozenset({"of", "in", "to", "by", "for", "with", "on", "from", "at", "as", "about"})
_PRONOUNS: Final = frozenset({"he", "she", "they", "it", "i", "we"})
# Commas, colons, stops, dashes and brackets.
_MARKS: Final = (re.compile("[,،]"), re.compile(":"), re.compile("[.!?؟…;؛]"), re.compile("[-–—()]"))
_THAT: Final = frozenset({"ان", "بان", "انه", "انها", "بانه", "بانها"})


@dataclass(frozen=True, kw_only=True, eq=False)
class Bilingual:
    """An Arabic text and its English with the links between their words.

    Attributes:
        arabic_text: The Arabic.
        english_text: The English.
        arabic: Its words.
        english: Its words.
        grid: Strength of each link, shape (Arabic words, English words), in [0, 1].
        agreed: Probability of each link once neighbours have agreed, of the same shape.
    """

    arabic_text: str
    english_text: str
    arabic: Sequence[Word]
    english: Sequence[Word]
    grid: Floats
    agreed: Floats

    @cached_property
    def votes(self) -> Floats:
        """How much of the Arabic each English word renders: the sum of its links."""
        votes: Floats = self.agreed.sum(axis=0)
        return votes

    @cached_property
    def marks(self) -> Floats:
        """Which of ``_MARKS`` stand before each English word, and after the last; shape (m + 1, 4)."""
        ends = (0, *(word.end for word in self.english))
        starts = (*(word.start for word in self.english), len(self.english_text))
        gaps = (self.english_text[end:start] for end, start in zip(ends, starts, strict=True))
        return np.array([_marks_in(gap) for gap in gaps], dtype=np.float64)

    @cached_property
    def kinds(self) -> Floats:
        """What each English word is, as ``_kinds_of`` has it, and whether it has a capital; shape (m, 7)."""
        kinds = [(*_kinds_of(word.folded), word.text[0].isupper()) for word in self.english]
        return np.array(kinds, dtype=np.float64)


@lru_cache(maxsize=4096)
def _marks_in(gap: str) -> tuple[bool, ...]:
    """Tell which of ``_MARKS`` stand in the text between two words."""
    return tuple(bool(mark.search(gap)) for mark in _MARKS)


@lru_cache(maxsize=WORDS_KEPT)
def _kinds_of(folded: str) -> tuple[bool, ...]:
    """Tell whether a word is an article, «that», a reporting verb, a preposition, a pronoun, «and»."""
    return (
        folded in _ARTICLES,
        folded == "that",
        folded in _REPORTING,
        folded in _PREPOSITIONS,
        folded in _PRONOUNS,
        folded == "and",
    )


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


@lru_cache(maxsize=_PAIRS)
def pair_words(arabic: str, english: str) -> Bilingual:
    """Find the words of two texts that render each other, and their links."""
    source, target = arabic_words(arabic), english_words(english)
    found = links(source, target)
    return Bilingual(
        arabic_text=arabic,
        english_text=english,
        arabic=source,
        english=target,
        grid=found.strength,
        agreed=_agreed(found.forward, found.backward),
    )


def _agreed(forward: Floats, backward: Floats) -> Floats:
    """Let both directions and neighbouring words agree on who renders whom."""
    n, m = forward.shape
    if not forward.size:
        return forward
    apart = np.abs(((np.arange(n) + 0.5) / n)[:, None] - ((np.arange(m) + 0.5) / m)[None, :])
    near = np.exp(-_DIAGONAL * apart)
    links_now = _both(forward * near, backward * near)
    padded = np.zeros((n + 2, m + 2))
    for _ in range(_ROUNDS):
        padded[1:-1, 1:-1] = links_now
        beside = padded[:-2, :-2] + padded[2:, 2:] + 0.5 * (padded[:-2, 2:] + padded[2:, :-2])
        beside += 0.5 * (padded[:-2, 1:-1] + padded[2:, 1:-1] + padded[1:-1, :-2] + padded[1:-1, 2:])
        gain = near * (1 + _NEIGHBOURS * 4 * beside)
        links_now = _both(forward * gain, backward * gain)
    return links_now


def _both(forward: Floats, backward: Floats) -> Floats:
    by_english = forward / (forward.sum(axis=0, keepdims=True) + _NULL)
    by_arabic = backward / (backward.sum(axis=1, keepdims=True) + _NULL)
    result: Floats = np.sqrt(by_english * by_arabic)
    return result


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
    is_silent = not any(_marks_in(before)[:3])
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
    is_silent = end < n and not any(_marks_in(after)[:3])
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
