"""Confidence intervals and tests of differences, over sums of statistics.

Articles are what is drawn: the paragraphs of one article depend on one another. A draw
is a weight for each article, so that all resamples of all measures come from one matrix
product. The random numbers are drawn as sacrebleu 2.6 draws them, so that with one
paragraph an article its intervals come out the same.

Sources:
    Koehn (2004), "Statistical Significance Tests for Machine Translation Evaluation";
    Riezler and Maxwell (2005), "On Some Pitfalls in Automatic Evaluation and
    Significance Testing for MT"; Noreen (1989), "Computer-Intensive Methods for Testing
    Hypotheses".
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import numpy as np

from bisum.evaluation.figures.measure import Floats, Tally, finite
from bisum.model.base import Value

N_RESAMPLES: Final = 1_000
"""Bootstrap resamples; what sacrebleu takes."""

N_TRIALS: Final = 10_000
"""Trials of the randomisation test; what sacrebleu takes."""

SEED: Final = 12_345
"""Of the random numbers; what sacrebleu takes."""

FEW_ARTICLES: Final = 30
"""Below this many articles resampling says little: the usual rule of thumb for a mean."""

ALPHA: Final = 0.05
"""Chance of calling a difference significant that is none."""

METHOD: Final = (
    f"95 % intervals: percentiles of {N_RESAMPLES:,} bootstrap resamples of the articles (Koehn 2004). "
    f"p of a difference: paired bootstrap ({N_RESAMPLES:,} resamples, moved to a mean of 0) and paired "
    f"approximate randomisation ({N_TRIALS:,} trials; Riezler and Maxwell 2005), both over articles and "
    f"two-sided; seed {SEED}; not corrected for the number of measures."
)
"""What a paper that quotes intervals and p must say."""

# Cells of a matrix of draws held at a time: 32 MB of floats.
_CHUNK_CELLS: Final = 1 << 22
# A chunk's bits fill whole 32-bit words then, so that drawing in chunks changes no number.
_TRIALS_TOGETHER: Final = 32
# Two scores closer than this are one: sums of floats in another order differ that much.
_SAME: Final = 1e-9


class Interval(Value, frozen=True, kw_only=True):
    """A range that holds 95 % of the resampled scores."""

    low: float
    high: float


class Verdict(Value, frozen=True, kw_only=True):
    """Whether two runs differ in one measure.

    Attributes:
        interval: Of the difference, second run minus first; None where resamples are
            mostly empty, and where a single article has anything to measure: all its
            resamples are the same.
        p_bootstrap: Two-sided, by paired bootstrap; None with ``interval``.
        p_randomisation: Two-sided, by paired approximate randomisation.
    """

    interval: Interval | None
    p_bootstrap: float | None
    p_randomisation: float | None

    @property
    def is_significant(self) -> bool:
        """Whether both tests call it a difference."""
        both = (self.p_bootstrap, self.p_randomisation)
        return all(p is not None and p < ALPHA for p in both)


def n_different(first: Tally, second: Tally) -> int:
    """Count the articles in which two runs' statistics of a measure differ."""
    return int(np.any(np.abs(first.rows - second.rows) > _SAME, axis=1).sum())


def least_p(n: int) -> float:
    """Give the smallest two-sided p of a randomisation test in which that many articles differ.

    An article that is the same in both runs changes nothing by changing sides, so there are
    2 ** n outcomes, and two of them are as far apart as what was found.
    """
    return min(1.0, 2.0 ** (1 - n))


def intervals(tallies: Sequence[Tally], *, n_resamples: int = N_RESAMPLES) -> list[Interval | None]:
    """Give the 95 % percentile interval of each score, by bootstrap over articles.

    Args:
        tallies: Over the same articles, in the same order; may be empty.
        n_resamples: How many.

    Returns:
        One a tally; None where fewer than half of the resamples can be scored, and where
        a single article has anything to measure: its resamples are all the same.
    """
    if not tallies:
        return []
    drawn = zip(tallies, _resampled(tallies, n_resamples), strict=True)
    return [_interval(scores) if one.n_articles > 1 else None for one, scores in drawn]


def compare_tallies(
    first: Sequence[Tally],
    second: Sequence[Tally],
    *,
    n_resamples: int = N_RESAMPLES,
    n_trials: int = N_TRIALS,
) -> list[Verdict]:
    """Test the difference of two runs in each measure, in pairs of articles.

    Args:
        first: One run's tallies.
        second: The other's, of the same measures over the same articles in the same order.
        n_resamples: Of the bootstrap.
        n_trials: Of the randomisation test.

    Raises:
        ValueError: Measures or articles differ.
    """
    for a, b in zip(first, second, strict=True):
        if a.measure.name != b.measure.name or a.rows.shape != b.rows.shape:
            msg = f"tallies can't be paired: {a.measure.name} {a.rows.shape}, {b.measure.name} {b.rows.shape}"
            raise ValueError(msg)
    if not first:
        return []
    drawn = zip(_resampled(first, n_resamples), _resampled(second, n_resamples), strict=True)
    booted = [b - a for a, b in drawn]
    beyond = _randomised(first, second, n_trials)
    found = []
    for a, b, differences, p in zip(first, second, booted, beyond, strict=True):
        real = _difference(a, b)
        is_one_article = ((a.counts > 0) | (b.counts > 0)).sum() < 2
        found.append(
            Verdict(
                interval=None if is_one_article else _interval(differences),
                p_bootstrap=None if real is None or is_one_article else _bootstrap_p(differences, real),
                p_randomisation=None if real is None else p,
            )
        )
    return found


def _difference(a: Tally, b: Tally) -> float | None:
    one, other = a.score, b.score
    return None if one is None or other is None else other - one


def _bootstrap_p(differences: Floats, real: float) -> float | None:
    """Give the share of resampled differences, moved to a mean of 0, that are as far out as the real one.

    sacrebleu counts one side only, and only what is further out, so that two equal
    systems differ with p = 0.001 there; here both sides and ties count.
    """
    known = differences[np.isfinite(differences)]
    if known.size * 2 < differences.size:
        return None
    centred = np.abs(known - known.mean())
    return float((np.sum(centred >= abs(real) - _SAME) + 1) / (known.size + 1))


def _interval(scores: Floats) -> Interval | None:
    known = np.sort(scores[np.isfinite(scores)])
    if known.size * 2 < scores.size or not known.size:
        return None
    cut = known.size // 40
    return Interval(low=float(known[cut]), high=float(known[known.size - cut - 1]))


def _resampled(tallies: Sequence[Tally], n_resamples: int) -> list[Floats]:
    """Give the scores of all resamples, one array a tally."""
    n = tallies[0].rows.shape[0]
    rng = np.random.default_rng(SEED)
    table = np.hstack([one.rows for one in tallies])
    sums = np.empty((n_resamples, table.shape[1]))
    step = max(1, _CHUNK_CELLS // n)
    for start in range(0, n_resamples, step):
        rows = min(step, n_resamples - start)
        drawn = rng.choice(n, size=(rows, n), replace=True) + np.arange(rows)[:, None] * n
        weights = np.bincount(drawn.ravel(), minlength=rows * n).reshape(rows, n)
        sums[start : start + rows] = weights.astype(np.float64) @ table
    return _scores(tallies, sums)


def _randomised(first: Sequence[Tally], second: Sequence[Tally], n_trials: int) -> list[float | None]:
    """Give the two-sided p of each measure, outputs swapped at random article by article."""
    n = first[0].rows.shape[0]
    rng = np.random.default_rng(SEED)
    one, other = np.hstack([a.rows for a in first]), np.hstack([b.rows for b in second])
    total = one.sum(axis=0) + other.sum(axis=0)
    step = max(_TRIALS_TOGETHER, _CHUNK_CELLS // n // _TRIALS_TOGETHER * _TRIALS_TOGETHER)
    n_beyond = np.zeros(len(first))
    n_known = np.zeros(len(first))
    for start in range(0, n_trials, step):
        rows = min(step, n_trials - start)
        keeps = rng.integers(2, size=(rows, n), dtype=bool).astype(np.float64)
        mixed = keeps @ one + (1.0 - keeps) @ other
        pairs = zip(_scores(first, mixed), _scores(second, total - mixed), strict=True)
        for at, (a, b) in enumerate(pairs):
            gaps = np.abs(a - b)
            real = _difference(first[at], second[at])
            n_known[at] += np.isfinite(gaps).sum()
            if real is not None:
                n_beyond[at] += np.sum(gaps >= abs(real) - _SAME)
    return [finite((beyond + 1) / (known + 1)) for beyond, known in zip(n_beyond, n_known, strict=True)]


def _scores(tallies: Sequence[Tally], sums: Floats) -> list[Floats]:
    scores, at = [], 0
    for one in tallies:
        width = one.rows.shape[1]
        scores.append(one.measure.formula(sums[:, at : at + width]))
        at += width
    return scores


def sign_test(n_first: int, n_second: int) -> float:
    """Give the two-sided p of so many preferences for each of two, ties left out.

    Exact: the chance that a fair coin falls at least as unevenly. 1 without any.
    """
    n = n_first + n_second
    if n == 0:
        return 1.0
    tail = sum(math.comb(n, k) for k in range(min(n_first, n_second) + 1))
    return min(1.0, 2.0 * float(tail / 2**n))
