"""The part of the model that ranks: what is said against each mention that may have said it."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from typing import Final

import torch
from torch import Tensor, nn

from bisum.engines.speaker_ranker.windows import Row

_SIZE: Final = 192  # numbers in which utterances and mentions are compared
_DISTANCES: Final = (-200, -100, -60, -40, -25, -15, -9, -5, -2, 0, 2, 5, 9, 15, 25, 40, 60, 100)
"""Tokens from an utterance to a mention, negative before it: where the classes of distance begin."""

_FAR: Final = 32
_INSIDE: Final = 16
_UNSEEN: Final = -4.0
"""Score of a candidate of whom no mention stands in the window."""


class Head(nn.Module):
    """Scores the candidates of utterances, in the manner of end-to-end coreference (Lee et al. 2017).

    A mention's vector is of its first and last token, their mean, and the tokens around it; an
    utterance's likewise; what stands between them and how far apart they are counts too. A
    candidate is as good as his mentions together (log of the sum of exponentials).
    """

    def __init__(self, size: int) -> None:
        super().__init__()
        self.said = nn.Linear(4 * size, _SIZE)
        self.mention = nn.Linear(4 * size, _SIZE)
        self.between = nn.Linear(2 * size, _SIZE)
        self.distance = nn.Embedding(len(_DISTANCES) + 1, _FAR)
        self.inside = nn.Embedding(2, _INSIDE)
        self.join = nn.Linear(4 * _SIZE + _FAR + _INSIDE, _SIZE)
        self.score = nn.Linear(_SIZE, 1)
        self.nobody = nn.Linear(_SIZE, 1)
        self.drop = nn.Dropout(0.2)

    def forward(self, x: Tensor, rows: Sequence[Row]) -> list[Tensor]:
        """Score.

        Args:
            x: Vectors of a window's tokens, (tokens, size), without padding.
            rows: What is asked, not empty.

        Returns:
            For each row, the scores of its candidates.
        """
        sums = torch.cat([x.new_zeros(1, x.shape[1]), x.cumsum(0)])
        said = torch.relu(self.said(self.drop(torch.stack([_utterance(x, sums, row) for row in rows]))))
        nobody = self.nobody(said)[:, 0]
        counts = [len(row.mentions) for row in rows]
        scores = self._mentions(x, sums, rows, said) if any(counts) else x.new_zeros(0)
        return [
            _by_candidate(row, some, nobody[number])
            for number, (row, some) in enumerate(zip(rows, torch.split(scores, counts), strict=True))
        ]

    def _mentions(self, x: Tensor, sums: Tensor, rows: Sequence[Row], said: Tensor) -> Tensor:
        """Score all mentions of all rows, one after the other."""
        pairs = [(number, row, *mention) for number, row in enumerate(rows) for mention in row.mentions]
        start = torch.tensor([a for _, _, a, _ in pairs])
        end = torch.tensor([b for _, _, _, b in pairs])
        vectors = [x[start], x[end - 1], _mean(sums, start, end), x[start - 1] + x[end]]
        mention = torch.relu(self.mention(self.drop(torch.cat(vectors, 1))))
        gaps = [_gap(row, a, b, len(x)) for _, row, a, b in pairs]
        low, high = torch.tensor([a for a, _ in gaps]), torch.tensor([b for _, b in gaps])
        between = torch.relu(self.between(self.drop(torch.cat([_mean(sums, low, high), x[low]], 1))))
        distance = self.distance(torch.tensor([_distance(row, a, b) for _, row, a, b in pairs]))
        inside = self.inside(
            torch.tensor([int(any(c <= a < d for c, d in row.parts)) for _, row, a, _ in pairs])
        )
        asked = said[torch.tensor([number for number, _, _, _ in pairs])]
        joined = torch.cat([mention, asked, mention * asked, between, distance, inside], 1)
        scores: Tensor = self.score(self.drop(torch.relu(self.join(joined))))[:, 0]
        return scores


def _utterance(x: Tensor, sums: Tensor, row: Row) -> Tensor:
    start, end = row.start, row.end
    after = min(end, len(x) - 1)
    middle = (sums[row.first_end] - sums[start]) / (row.first_end - start)
    around = x[max(start - 2, 0)] + x[min(end + 1, len(x) - 1)]
    return torch.cat([x[start - 1] + x[start], x[end - 1] + x[after], middle, around])


def _mean(sums: Tensor, start: Tensor, end: Tensor) -> Tensor:
    return (sums[end] - sums[start]) / (end - start)[:, None]


def _gap(row: Row, start: int, end: int, n_tokens: int) -> tuple[int, int]:
    """Give the tokens between an utterance and a mention, at least one."""
    low, high = (end, row.start) if start < row.start else (row.end, start)
    low = min(low, n_tokens - 1)
    if start < row.start:
        low = min(low, high - 1)
    return low, max(high, low + 1)


def _distance(row: Row, start: int, end: int) -> int:
    apart = start - row.end if start >= row.start else end - row.start - 1
    return bisect.bisect_right(_DISTANCES, apart)


def _by_candidate(row: Row, scores: Tensor, nobody: Tensor) -> Tensor:
    owners = torch.tensor(row.owners, dtype=torch.long)
    found = []
    for number in range(row.n_candidates):
        if number == row.nobody:
            found.append(nobody)
        elif number in row.owners:
            found.append(torch.logsumexp(scores[owners == number], 0))
        else:
            found.append(scores.new_tensor(_UNSEEN))
    return torch.stack(found)
