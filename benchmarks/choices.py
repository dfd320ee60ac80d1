"""All the summaries that could be made of an article, and how well each would score."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Tokens = tuple[str, ...]


class Choices(NamedTuple):
    """The choices of some stretches of an article.

    Attributes:
        chosen: Indices of each choice's stretches, in reading order.
        reward: Of each the mean of ROUGE-1, -2 and -L, the better of the references and the first one alike.
    """

    chosen: list[tuple[int, ...]]
    reward: NDArray[np.float64]


def choices_of(
    stretches: Sequence[Tokens],
    references: Sequence[Tokens],
    n_words: Sequence[int],
    *,
    first: int,
    most: int,
    room: int,
    needs: Mapping[int, int],
) -> Choices:
    """Give every choice that holds the first stretch and fits the room.

    Args:
        stretches: Tokens of each; empty where it can't be given.
        references: Tokens of each reference.
        n_words: Of each stretch, as the room counts them.
        first: The stretch that stands in every choice.
        most: Stretches of a choice.
        room: Words of a choice with more than one.
        needs: Stretches that make no sense without another one, and which.
    """
    able = [n for n, tokens in enumerate(stretches) if tokens]
    chosen = [
        some
        for n in range(1, most + 1)
        for some in combinations(able, n)
        if (first in some or first not in able) and (n == 1 or sum(n_words[k] for k in some) <= room)
        if all(needs.get(k, k) in some for k in some)
    ]
    held = [_Reference(tokens) for tokens in references]
    reward = []
    for some in chosen:
        summary = tuple(token for n in some for token in stretches[n])
        scores = np.array([one.rouge(summary) for one in held])
        reward.append((scores.max(axis=0).mean() + scores[0].mean()) / 2)
    return Choices(chosen, np.array(reward))


class _Reference:
    """Counts of a reference: rouge-score's figures, many thousand times quicker."""

    def __init__(self, tokens: Tokens) -> None:
        self._counts = [_counts(tokens, n) for n in (1, 2)]
        self._places: dict[str, int] = {}
        for at, token in enumerate(tokens):
            self._places[token] = self._places.get(token, 0) | 1 << at
        self._n = len(tokens)

    def rouge(self, summary: Tokens) -> tuple[float, ...]:
        """Give F of ROUGE-1, -2 and -L, times 100."""
        mine = [_counts(summary, n) for n in (1, 2)]
        shared = [(ours & theirs).total() for ours, theirs in zip(mine, self._counts, strict=True)]
        sizes = [ours.total() + theirs.total() for ours, theirs in zip(mine, self._counts, strict=True)]
        shared.append(self._in_order(summary))
        sizes.append(sizes[0])
        return tuple(200 * n / size if size else 0.0 for n, size in zip(shared, sizes, strict=True))

    def _in_order(self, summary: Tokens) -> int:
        """Count the longest common subsequence, a bit for each token of the reference (Hyyrö 2004)."""
        row = (1 << self._n) - 1
        for token in summary:
            met = row & self._places.get(token, 0)
            row = (row + met) | (row - met)
        return self._n - (row & ((1 << self._n) - 1)).bit_count()


def _counts(tokens: Tokens, n: int) -> Counter[tuple[str, ...]]:
    return Counter(zip(*(tokens[k:] for k in range(n)), strict=False))
