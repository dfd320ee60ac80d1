"""An Arabic text and its English with the links between their words: which word renders which."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

import numpy as np

from bisum.stages.bilingual.lexicon import Floats, links
from bisum.stages.bilingual.words import Word, arabic_words, english_words
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
        return np.array([marks_in(gap) for gap in gaps], dtype=np.float64)

    @cached_property
    def kinds(self) -> Floats:
        """What each English word is, as ``_kinds_of`` has it, and whether it has a capital; shape (m, 7)."""
        kinds = [(*_kinds_of(word.folded), word.text[0].isupper()) for word in self.english]
        return np.array(kinds, dtype=np.float64)


@lru_cache(maxsize=4096)
def marks_in(gap: str) -> tuple[bool, ...]:
    """Tell which of ``_MARKS`` stand in the text between two words."""
    return tuple(bool(mark.search(gap)) for mark in _MARKS)


@lru_cache(maxsize=WORDS_KEPT)
def _kinds_of(folded: str) -> tuple[bool, ...]:
    """Give whether a word is each of these: article, «that», reporting verb, preposition, pronoun, «and»."""
    return (
        folded in _ARTICLES,
        folded == "that",
        folded in _REPORTING,
        folded in _PREPOSITIONS,
        folded in _PRONOUNS,
        folded == "and",
    )


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
