"""Sentence alignment as a shortest path; arrays only."""

from __future__ import annotations

import math
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from bisum.model.bitext import Bead

Floats = NDArray[np.float64]

# Probabilities of the kinds of bead, after Gale and Church (1993), with 1-3 and 3-1 cut from 2-2's share.
_PRIORS: Final = {
    (1, 1): 0.89, (1, 2): 0.0445, (2, 1): 0.0445, (2, 2): 0.005, (1, 3): 0.003, (3, 1): 0.003,
    (1, 0): 0.005, (0, 1): 0.005,
}  # fmt: skip
# Variance of the English length per Arabic letter: 3.35 over the 18,869 news pairs written for
# bisum and of the ANT set; Gale and Church found 6.8 for English and French, kept since documents differ.
_VARIANCE: Final = 6.8
# What a bead whose words all match is worth, in nats, and the share that matches by chance: near the best of
# 32 settings on ntrex-dev and ant-news-dev with every third pair joined or split (strict F1 .974 and .993).
_EVIDENCE: Final = 12.0
_CHANCE: Final = 0.45
_MAX_SPAN: Final = 3


class Match(NamedTuple):
    """How well the words of one side are matched by the sentences of the other.

    Attributes:
        best: Shape (words, sentences of the other side), in [0, 1].
        sentence: Shape (words,): the sentence of each word, ascending.
    """

    best: Floats
    sentence: NDArray[np.int64]


def align_beads(
    source_lengths: Floats, target_lengths: Floats, forward: Match, backward: Match
) -> list[Bead]:
    """Cover both texts with beads that never cross, at the least total cost.

    A bead costs what its lengths and its kind are improbable by, less the share of its
    words that the other side matches. Takes O(n * m) time and memory.

    Args:
        source_lengths: Shape (n,), letters of each source sentence; may be empty.
        target_lengths: Shape (m,), the same for the target.
        forward: The source words against the target sentences.
        backward: The target words against the source sentences.

    Returns:
        Beads in reading order. Each source index 0..n-1 and each target index
        0..m-1 is in exactly one of them; each score is the share of its words that match.

    Raises:
        ValueError: The arrays' shapes don't agree.

    Source:
        Gale and Church (1993), "A Program for Aligning Sentences in Bilingual
        Corpora", for the lengths; Varga et al. (2005), hunalign, for adding a lexicon.
    """
    n, m = len(source_lengths), len(target_lengths)
    for match, width in ((forward, m), (backward, n)):
        if match.best.shape != (len(match.sentence), width):
            msg = f"matches have shape {match.best.shape}, expected {(len(match.sentence), width)}"
            raise ValueError(msg)
    covered = _Covered(n, m, forward, backward)
    ratio = float(np.sum(target_lengths) / max(1.0, np.sum(source_lengths))) if n and m else 1.0
    sums = (
        np.concatenate([[0.0], np.cumsum(source_lengths)]),
        np.concatenate([[0.0], np.cumsum(target_lengths)]),
    )
    cost = np.full((n + 1, m + 1), np.inf)
    cost[0, 0] = 0.0
    back: dict[tuple[int, int], tuple[int, int]] = {}
    for i in range(n + 1):
        for j in range(m + 1):
            for (a, b), prior in _PRIORS.items():
                if a > i or b > j or not math.isfinite(cost[i - a, j - b]):
                    continue
                price = cost[i - a, j - b] - math.log(prior)
                if a and b:
                    lengths = sums[0][i] - sums[0][i - a], sums[1][j] - sums[1][j - b]
                    surplus = covered.share(i - a, a, j - b, b) - _CHANCE
                    price += _length_cost(*lengths, ratio) - _EVIDENCE * surplus * (a + b) / 2
                if price < cost[i, j]:
                    cost[i, j], back[i, j] = price, (a, b)
    return _trace(n, m, back, covered)


class _Covered:
    """The share of a bead's words that its other side matches."""

    def __init__(self, n: int, m: int, forward: Match, backward: Match) -> None:
        self._forward = _by_sentence(forward, n, m)
        self._backward = _by_sentence(backward, m, n)
        self._words = (
            np.bincount(forward.sentence, minlength=n).astype(np.float64),
            np.bincount(backward.sentence, minlength=m).astype(np.float64),
        )

    def share(self, i: int, a: int, j: int, b: int) -> float:
        matched = self._forward[b - 1, i : i + a, j].sum() + self._backward[a - 1, j : j + b, i].sum()
        words = self._words[0][i : i + a].sum() + self._words[1][j : j + b].sum()
        return float(matched / words) if words else 0.0


def _by_sentence(match: Match, n: int, m: int) -> Floats:
    """Sum each sentence's best matches in every run of 1 to 3 sentences of the other side."""
    sums = np.zeros((_MAX_SPAN, n, m))
    best = match.best
    for span in range(_MAX_SPAN):
        if span:
            best = np.maximum(best[:, : m - span], match.best[:, span:]) if m > span else best[:, :0]
        for word, sentence in enumerate(match.sentence):
            sums[span, sentence, : best.shape[1]] += best[word]
    return sums


def _length_cost(source: float, target: float, ratio: float) -> float:
    """Give minus the logarithm of the probability of so great a difference in length."""
    mean = (source + target / ratio) / 2
    delta = abs(target - ratio * source) / math.sqrt(max(1.0, mean) * _VARIANCE)
    return -math.log(max(1e-12, math.erfc(delta / math.sqrt(2))))


def _trace(n: int, m: int, back: dict[tuple[int, int], tuple[int, int]], covered: _Covered) -> list[Bead]:
    beads = []
    i, j = n, m
    while i or j:
        a, b = back[i, j]
        i, j = i - a, j - b
        score = min(1.0, covered.share(i, a, j, b)) if a and b else 0.0
        beads.append(
            Bead(source=tuple(range(i, i + a)), target=tuple(range(j, j + b)), score=round(score, 4))
        )
    return beads[::-1]
