"""Which sentences say most of an article: centrality, place, title, and no repetition."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bisum.stages.words import arabic_words

Floats = NDArray[np.float64]

_DAMPING: Final = 0.85  # of LexRank's random walk, as in Erkan and Radev (2004)
_ROUNDS: Final = 30  # of the power iteration; changes are below 1e-4 after 20

# Words that say nothing about the subject, as stems of ``words.arabic_stem``.
_STOPWORDS: Final = """
في من الي علي عن مع ان اي او ثم قد لم لن لا ما هذا هذه هذ ذلك تلك ذل تل التي الذي الذين كان كانت
كانو يكون تكون هو هي هم كما بعد قبل بين حتي اذا لكن لكنه كل بعض غير عند عندما خلال منذ حول ضد الا
انه انها بها به له لها فيه فيها منه منها عليه عليها اليه اليها نحو لدي لد حيث بان وان ايضا بل كم لل
امس اليوم يوم قال قالت اضاف اكد اكدت اوضح اشار اعلن اعلنت ذكر ذكرت صرح تابع
"""
STOPWORDS: Final = frozenset(_STOPWORDS.split())


def bags(sentences: Sequence[str]) -> list[Counter[str]]:
    """Give each Arabic sentence's content stems with their counts."""
    stems = ([word.stem for word in arabic_words(sentence)] for sentence in sentences)
    return [Counter(stem for stem in some if len(stem) > 1 and stem not in STOPWORDS) for some in stems]


def vectors(counted: Sequence[Counter[str]]) -> Floats:
    """Give a row of unit length for each bag, weighed by how rare its stems are among the bags."""
    distinct = dict.fromkeys(stem for bag in counted for stem in bag)
    stems = {stem: column for column, stem in enumerate(distinct)}
    n_with = Counter(stem for bag in counted for stem in bag)
    grid = np.zeros((len(counted), max(1, len(stems))))
    for row, bag in enumerate(counted):
        for stem, count in bag.items():
            grid[row, stems[stem]] = (1 + math.log(count)) * (1 + math.log(len(counted) / n_with[stem]))
    lengths = np.linalg.norm(grid, axis=1, keepdims=True)
    unit: Floats = grid / np.where(lengths > 0, lengths, 1.0)
    return unit


def centrality(likeness: Floats) -> Floats:
    """Give how central each sentence is, from 0 to 1 for the most central.

    Args:
        likeness: Shape (n, n), cosine of each two sentences, n at least 1.

    Source:
        Erkan and Radev (2004), "LexRank", in its continuous form.
    """
    n = len(likeness)
    weights = likeness.copy()
    np.fill_diagonal(weights, 0.0)
    sums = weights.sum(axis=1, keepdims=True)
    walk = np.where(sums > 0, weights / np.where(sums > 0, sums, 1.0), 1.0 / n)
    rank = np.full(n, 1.0 / n)
    for _ in range(_ROUNDS):
        rank = (1 - _DAMPING) / n + _DAMPING * rank @ walk
    result: Floats = rank / rank.max()
    return result


def pick(
    scores: Floats,
    likeness: Floats,
    n: int,
    *,
    redundancy: float,
    worth: float,
    lengths: NDArray[np.int64],
    room: int,
) -> list[int]:
    """Choose up to n sentences, the best first, none of which says again what one before it said.

    Args:
        scores: Shape (m,); minus infinity for a sentence that must not be chosen.
        likeness: Shape (m, m), cosine of each two sentences.
        n: How many at most.
        redundancy: Points that a sentence loses for full likeness to a chosen one.
        worth: Points below which nothing is chosen but the first.
        lengths: Shape (m,), words of each.
        room: Words in all; only the first sentence may be longer by itself.

    Source:
        Carbonell and Goldstein (1998), maximal marginal relevance.
    """
    chosen: list[int] = []
    left = scores.astype(np.float64).copy()
    while len(chosen) < n and len(left) and left.max() > (worth if chosen else -np.inf):
        best = int(left.argmax())
        chosen.append(best)
        room -= int(lengths[best])
        left = scores - redundancy * likeness[:, chosen].max(axis=1)
        left[chosen] = -np.inf
        left[lengths > room] = -np.inf
    return chosen
