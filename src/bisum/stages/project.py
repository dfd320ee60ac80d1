"""The English words that a stretch of Arabic becomes, from links between words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

from bisum.stages.lexicon import Floats, links
from bisum.stages.words import Word, arabic_words, english_words

# How fast the belief in a link falls with the distance between the two relative places; fast_align's
# start value is 4, and 3 lost least on written/news-quotes.tsv.
_DIAGONAL: Final = 3.0
# A word that no link speaks for or against, in the same unit as a difference of link strengths: it
# belongs to a stretch only when words on both sides of it do.
_UNLINKED: Final = -0.08
_LINKED: Final = 0.3  # a word with a link of this strength has its rendering
_LENGTH: Final = 0.35  # price of a stretch that is twice or half as long as expected


class Bilingual(NamedTuple):
    """An Arabic text and its English with the links between their words."""

    arabic: Sequence[Word]
    english: Sequence[Word]
    grid: Floats


class Projection(NamedTuple):
    """A stretch of English words.

    Attributes:
        first: Index of its first word.
        last: Index of its last word.
        share: Share of the Arabic stretch's words that have a link into it, in [0, 1].
        margin: How much better it is than the best stretch with another boundary, per
            word of it; 0 where there is another as good.
    """

    first: int
    last: int
    share: float
    margin: float


def pair_words(arabic: str, english: str) -> Bilingual:
    """Find the words of two texts that render each other, and their links."""
    source, target = arabic_words(arabic), english_words(english)
    return Bilingual(source, target, links(source, target))


def near_diagonal(grid: Floats) -> Floats:
    """Weigh links down by how far apart their words stand in the two texts."""
    n, m = grid.shape
    if not grid.size:
        return grid
    rows = (np.arange(n) + 0.5) / n
    columns = (np.arange(m) + 0.5) / m
    weighed: Floats = grid * np.exp(-_DIAGONAL * np.abs(rows[:, None] - columns[None, :]) ** 2)
    return weighed


def project(texts: Bilingual, start: int, end: int) -> Projection | None:
    """Find the stretch of English words that renders the Arabic words [start, end).

    Each English word speaks for the stretch by its best link to the words inside, and
    against it by its best link to those outside; the stretch with the best sum wins.

    Returns:
        None where no word inside has any link.
    """
    grid = near_diagonal(texts.grid)
    n, m = grid.shape
    if not 0 <= start < end <= n or m == 0 or grid[start:end].max(initial=0.0) <= 0:
        return None
    inside = grid[start:end].max(axis=0)
    outside = np.concatenate([grid[:start], grid[end:]]).max(axis=0, initial=0.0)
    votes = np.where(np.maximum(inside, outside) > 0, inside - outside, _UNLINKED)
    sums = np.concatenate([[0.0], np.cumsum(votes)])
    lengths = np.arange(1, m + 1)
    expected = max(1.0, (end - start) * m / n)
    price = _LENGTH * np.abs(np.log2(lengths / expected)) * np.sqrt(expected)
    values = np.full((m, m), -np.inf)
    for first in range(m):
        values[first, first:] = sums[first + 1 :] - sums[first] - price[: m - first]
    best = int(values.argmax())
    first, last = divmod(best, m)
    others = values.copy()
    others[first, last] = -np.inf
    margin = float(values[first, last] - others.max()) if m > 1 else 1.0
    stretch = texts.grid[start:end, first : last + 1]
    share = float((stretch.max(axis=1, initial=0.0) >= _LINKED).mean())
    return Projection(first, last, share, margin)
