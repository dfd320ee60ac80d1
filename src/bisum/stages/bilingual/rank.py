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


_WORTH: Final = 1e-9  # points from which an exchange counts as better


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
    least: float = -math.inf,
) -> list[Picked]:
    """Choose up to n sentences that together score best, none of which says again what another said.

    The best one stands in any case; the others are taken one by one, then exchanged as long as
    that helps.

    Args:
        scores: Shape (m,); minus infinity for a sentence that must not be chosen.
        likeness: Shape (m, m), cosine of each two sentences.
        n: How many at most.
        redundancy: Points that full likeness of two chosen sentences costs.
        lengths: Words of each sentence, in each of the ways it may be given, the best way first.
        room: Words in all; only the first sentence may be longer by itself.
        least: What a sentence must add to those chosen before it.

    Returns:
        The best sentence first.
    """
    chosen: list[Picked] = []
    while len(chosen) < n:
        best = _best(scores, likeness, chosen, redundancy=redundancy, lengths=lengths, room=room, least=least)
        if best is None:
            break
        chosen.append(best)
    at = 1
    while at < len(chosen):
        others = chosen[:at] + chosen[at + 1 :]
        best = _best(scores, likeness, others, redundancy=redundancy, lengths=lengths, room=room, least=least)
        is_better = best is not None and _gain(scores, likeness, others, redundancy)[best.sentence] > (
            _gain(scores, likeness, others, redundancy)[chosen[at].sentence] + _WORTH
        )
        if best is not None and is_better:
            chosen[at], at = best, 1
        else:
            at += 1
    return chosen


def _gain(scores: Floats, likeness: Floats, chosen: Sequence[Picked], redundancy: float) -> Floats:
    """Give what each sentence adds to those chosen."""
    gain: Floats = scores - redundancy * likeness[:, [one.sentence for one in chosen]].sum(axis=1)
    return gain


def _best(
    scores: Floats,
    likeness: Floats,
    chosen: Sequence[Picked],
    *,
    redundancy: float,
    lengths: Sequence[Sequence[int]],
    room: int,
    least: float,
) -> Picked | None:
    """Find what adds most to the sentences chosen and fits beside them; None where nothing does."""
    left = _gain(scores, likeness, chosen, redundancy)
    left[[one.sentence for one in chosen]] = -np.inf
    if chosen:
        room -= sum(lengths[one.sentence][one.way] for one in chosen)
        left[[min(ways) > room for ways in lengths] | (left < least)] = -np.inf
    if not len(left) or left.max() == -np.inf:
        return None
    sentence = int(left.argmax())
    fitting = (way for way, length in enumerate(lengths[sentence]) if length <= room or not chosen)
    return Picked(sentence, next(fitting))
