"""How well judges agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations


def share_agreed(judged: Sequence[Sequence[str]]) -> float | None:
    """Give the share of pairs of judgements of one row that agree, None without any."""
    pairs = Counter(one == other for row in judged for one, other in combinations(row, 2))
    return pairs[True] / pairs.total() if pairs else None


def alpha(judged: Sequence[Sequence[str]]) -> float | None:
    """Give Krippendorff's alpha of answers without an order: agreement beyond chance, 1 at most.

    Args:
        judged: The answers to each row; rows with fewer than two tell nothing of agreement.

    Returns:
        0 where judges agree as chance would have them, below where less; None where no row has
        two answers, or all answers are the same.

    Source:
        Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability".
    """
    shared = [row for row in judged if len(row) > 1]
    answers = Counter(answer for row in shared for answer in row)
    n = answers.total()
    unlike = n * n - sum(count * count for count in answers.values())  # ordered pairs over all rows
    if not unlike:
        return None
    within = sum(
        2 * sum(one != other for one, other in combinations(row, 2)) / (len(row) - 1) for row in shared
    )
    return 1.0 - (n - 1) * within / unlike
