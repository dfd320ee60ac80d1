"""How alike sentences are, and a choice of the best without repetition."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from bisum.stages.words import arabic_words

Floats = NDArray[np.float64]

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


class Picked(NamedTuple):
    """A sentence that was chosen, and in which of its lengths."""

    sentence: int
    way: int


def pick(
    scores: Floats,
    likeness: Floats,
    n: int,
    *,
    redundancy: float,
    lengths: Sequence[Sequence[int]],
    room: int,
) -> list[Picked]:
    """Choose up to n sentences, the best first, none of which says again what one before it said.

    Args:
        scores: Shape (m,); minus infinity for a sentence that must not be chosen.
        likeness: Shape (m, m), cosine of each two sentences.
        n: How many at most.
        redundancy: Points that a sentence loses for full likeness to a chosen one.
        lengths: Words of each sentence, in each of the ways it may be given, the best way first.
        room: Words in all; only the first sentence may be longer by itself.

    Source:
        Carbonell and Goldstein (1998), maximal marginal relevance.
    """
    chosen: list[Picked] = []
    left = scores.astype(np.float64).copy()
    while len(chosen) < n and len(left) and left.max() > -np.inf:
        best = int(left.argmax())
        fitting = [way for way, length in enumerate(lengths[best]) if length <= room or not chosen]
        chosen.append(Picked(best, fitting[0]))
        room -= lengths[best][fitting[0]]
        taken = [one.sentence for one in chosen]
        left = scores - redundancy * likeness[:, taken].max(axis=1)
        left[taken] = -np.inf
        left[[min(ways) > room for ways in lengths]] = -np.inf
    return chosen
