"""The English words that a stretch of Arabic becomes, from links between words."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np

from bisum.stages.lexicon import Floats, links
from bisum.stages.project_weights import END, LENGTH, START, VOTES
from bisum.stages.words import Word, arabic_words, english_words

_DIAGONAL: Final = 4.0  # tension of the prior for words at the same relative place, as fast_align starts with
_NULL: Final = 0.02  # chance that a word renders nothing, in the unit of the table's probabilities
_NEIGHBOURS: Final = 1.0  # how much a link gains from full links between the words beside it
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
_COMMA: Final = re.compile("[,،]")
_COLON: Final = re.compile(":")
_STOP: Final = re.compile("[.!?؟…;؛]")
_OTHER: Final = re.compile("[-–—()]")
_THAT: Final = frozenset({"ان", "بان", "انه", "انها", "بانه", "بانها"})


class Bilingual(NamedTuple):
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


@lru_cache(maxsize=1024)  # aligning, checking and summarising an article ask for the same texts
def pair_words(arabic: str, english: str) -> Bilingual:
    """Find the words of two texts that render each other, and their links."""
    source, target = arabic_words(arabic), english_words(english)
    found = links(source, target)
    return Bilingual(arabic, english, source, target, found.strength, _agreed(found.forward, found.backward))


def _agreed(forward: Floats, backward: Floats) -> Floats:
    """Let both directions and neighbouring words agree on who renders whom."""
    n, m = forward.shape
    if not forward.size:
        return forward
    apart = np.abs(((np.arange(n) + 0.5) / n)[:, None] - ((np.arange(m) + 0.5) / m)[None, :])
    near = np.exp(-_DIAGONAL * apart)
    links_now = _both(forward * near, backward * near)
    for _ in range(_ROUNDS):
        padded = np.pad(links_now, 1)
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
    outside = texts.agreed.sum(axis=0) - inside
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
    words, m, n = texts.english, len(texts.english), len(texts.arabic)
    before = texts.arabic_text[texts.arabic[start - 1].end if start else 0 : texts.arabic[start].start]
    after_that = start > 0 and texts.arabic[start - 1].stem in _THAT
    silent = not (_COMMA.search(before) or _COLON.search(before) or _STOP.search(before))
    rows = []
    for at, word in enumerate(words):
        gap = texts.english_text[words[at - 1].end if at else 0 : word.start]
        last = words[at - 1].text.casefold() if at else ""
        is_stop = bool(_COMMA.search(gap) or _COLON.search(gap) or _STOP.search(gap))
        rows.append(
            (
                bool(_COMMA.search(gap)),
                bool(_COLON.search(gap)),
                bool(_STOP.search(gap)),
                bool(_OTHER.search(gap)),
                at == 0,
                at == 0 and start == 0,
                silent and is_stop,
                not silent and (is_stop or at == 0),
                last == "that",
                last == "that" and after_that,
                last in _REPORTING,
                last in _ARTICLES,
                last in _PREPOSITIONS,
                word.text.casefold() in _ARTICLES,
                word.text.casefold() == "that",
                word.text.casefold() in _REPORTING,
                word.text[0].isupper(),
                word.text[0].isupper() and at > 0 and words[at - 1].text[0].isupper() and not is_stop,
                inside[at],
                outside[at],
                inside[at - 1] if at else 0.0,
                outside[at - 1] if at else 0.0,
                texts.agreed[start, at],
                texts.agreed[start - 1, at - 1] if at and start else 0.0,
                abs(at / m - start / n),
            )
        )
    return np.array(rows, dtype=np.float64)


def end_features(texts: Bilingual, start: int, end: int) -> Floats:
    """Describe each English word as the last of the stretch; shape (m, features)."""
    inside, outside = _votes(texts, start, end)
    words, m, n = texts.english, len(texts.english), len(texts.arabic)
    follows = texts.arabic[end].start if end < n else len(texts.arabic_text)
    after = texts.arabic_text[texts.arabic[end - 1].end : follows]
    silent = end < n and not (_COMMA.search(after) or _COLON.search(after) or _STOP.search(after))
    rows = []
    for at, word in enumerate(words):
        is_last = at + 1 == m
        gap = texts.english_text[word.end : len(texts.english_text) if is_last else words[at + 1].start]
        following = "" if is_last else words[at + 1].text.casefold()
        is_stop = bool(_COMMA.search(gap) or _COLON.search(gap) or _STOP.search(gap))
        rows.append(
            (
                bool(_COMMA.search(gap)),
                bool(_COLON.search(gap)),
                bool(_STOP.search(gap)),
                bool(_OTHER.search(gap)),
                is_last,
                is_last and end == n,
                silent and is_stop,
                not silent and is_stop,
                following in _REPORTING,
                following in _PRONOUNS,
                following in _PREPOSITIONS,
                following == "and",
                word.text.casefold() in _ARTICLES | _PREPOSITIONS,
                word.text.casefold() in _REPORTING,
                word.text[0].isupper() and not is_last and words[at + 1].text[0].isupper() and not is_stop,
                inside[at],
                outside[at],
                0.0 if is_last else inside[at + 1],
                0.0 if is_last else outside[at + 1],
                texts.agreed[end - 1, at],
                texts.agreed[end, at + 1] if end < n and not is_last else 0.0,
                abs((at + 1) / m - end / n),
            )
        )
    return np.array(rows, dtype=np.float64)
