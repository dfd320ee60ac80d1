"""How alike sentences are, and a choice of the best without repetition."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from bisum.stages.bilingual.words import arabic_words

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


_WIDTH: Final = 16  # choices that are tried further; from 16 on hardly one is found better by trying all


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
    """Choose up to n sentences that together score best, none of which says again what another said.

    The best one stands in any case. Of the choices of k sentences the most promising are tried with each
    other sentence (a beam search); one that takes points from the others stays out. What room is left then is
    given to sentences that fit it in a shorter way.

    Args:
        scores: Shape (m,); minus infinity for a sentence that must not be chosen.
        likeness: Shape (m, m), cosine of each two sentences.
        n: How many at most.
        redundancy: Points that full likeness of two chosen sentences costs.
        lengths: Words of each sentence, in each of the ways it may be given, the best way first.
        room: Words in all; only the first sentence may be longer by itself.

    Returns:
        The best sentence first, the others by their points.
    """
    if n < 1 or not len(scores) or scores.max() == -np.inf:
        return []
    first = int(scores.argmax())
    usual = np.array([ways[0] for ways in lengths])
    shortest = np.array([min(ways) for ways in lengths])
    best: tuple[tuple[int, ...], float] = ((first,), 0.0)
    beam = [best]
    for _ in range(n - 1):
        wider: dict[tuple[int, ...], float] = {}
        for some, value in beam:
            gain = _gain(scores, likeness, some, redundancy)
            fitting = np.isfinite(gain) & (usual <= room - usual[list(some)].sum())
            for one in np.flatnonzero(fitting).tolist():
                wider[tuple(sorted((*some, one)))] = value + float(gain[one])
        beam = sorted(wider.items(), key=lambda choice: (-choice[1], choice[0]))[:_WIDTH]
        if beam and beam[0][1] > best[1]:
            best = beam[0]
    others = sorted((one for one in best[0] if one != first), key=lambda one: -scores[one])
    picked = [Picked(one, 0) for one in (first, *others)]
    while len(picked) < n:
        left = room - sum(lengths[one.sentence][one.way] for one in picked)
        gain = _gain(scores, likeness, [one.sentence for one in picked], redundancy)
        gain[shortest > left] = -np.inf
        one = int(gain.argmax())
        if gain[one] <= 0:
            break
        picked.append(Picked(one, next(way for way, length in enumerate(lengths[one]) if length <= left)))
    return picked


def _gain(scores: Floats, likeness: Floats, chosen: Sequence[int], redundancy: float) -> Floats:
    """Give what each sentence adds to those chosen; minus infinity for these themselves."""
    gain: Floats = scores - redundancy * likeness[:, list(chosen)].sum(axis=1)
    gain[list(chosen)] = -np.inf
    return gain
