"""Measures, and the sums over articles that each is computed from."""

from __future__ import annotations

import enum
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]

Formula: TypeAlias = Callable[[Floats], Floats]
"""Turns sums of statistics, shape (…, k), into scores, shape (…); NaN where there is nothing to score."""


class Better(enum.Enum):
    """Which way of a measure is the good one."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"


class Section(enum.Enum):
    """What a measure is about; the order is that of the tables."""

    TRANSLATION = "translation"
    QUOTATIONS = "quotations"
    SUMMARY = "summary"
    FAITHFULNESS = "faithfulness"


@dataclass(frozen=True, kw_only=True)
class Measure:
    """What is measured.

    Attributes:
        name: Its key in JSON and in gate files.
        title: A few words for tables.
        section: What it is about.
        formula: How sums become a score.
        unit: What ``n`` counts, in the plural.
        better: Which way is good.
        basis: ``references``, ``gold`` (annotated quotations) or ``run`` (the record alone).
        out_of: The best or worst that a score can be, None where scores have no end.
        signature: All that defines the figure, for scores that other programs give too.
    """

    name: str
    title: str
    section: Section
    formula: Formula
    unit: str
    better: Better = Better.HIGHER
    basis: str = "run"
    out_of: float | None = 100.0
    signature: str | None = None


@dataclass(frozen=True, kw_only=True)
class Tally:
    """One measure's statistics, article by article.

    Attributes:
        measure: What is measured.
        rows: Shape (articles, k); a row of zeros where an article has nothing to measure.
        counts: Shape (articles,); how many of ``measure.unit`` each article has.
    """

    measure: Measure
    rows: Floats
    counts: Floats

    def __post_init__(self) -> None:
        if self.rows.ndim != 2 or self.counts.shape != self.rows.shape[:1]:
            msg = f"{self.measure.name}: expected one row and one count an article, got {self.rows.shape}"
            raise ValueError(msg)

    @property
    def score(self) -> float | None:
        """The score over all articles; None where nothing could be measured."""
        return finite(self.measure.formula(self.rows.sum(axis=0)))

    @property
    def n(self) -> int:
        """How many of ``measure.unit`` there are in all."""
        return int(self.counts.sum())

    @property
    def n_articles(self) -> int:
        """How many articles have something to measure."""
        return int((self.counts > 0).sum())

    def of(self, articles: Sequence[int]) -> Tally:
        """Give the tally of some of the articles."""
        chosen = np.asarray(articles, dtype=np.intp)
        return Tally(measure=self.measure, rows=self.rows[chosen], counts=self.counts[chosen])


def tally(measure: Measure, rows: Sequence[Sequence[float]], *, n_at: int) -> Tally:
    """Make a tally of per-article statistics.

    Args:
        measure: What is measured.
        rows: One an article, all of one length.
        n_at: Which column counts the cases (the denominator, mostly).
    """
    table = np.asarray(rows, dtype=np.float64)
    return Tally(measure=measure, rows=table, counts=table[:, n_at])


def finite(score: Floats | float) -> float | None:
    """Give a score as a plain number, None where it is NaN."""
    plain = float(score)
    return plain if np.isfinite(plain) else None


def _divide(part: Floats, whole: Floats) -> Floats:
    ratio: Floats = np.divide(part, whole, out=np.full(np.shape(whole), np.nan), where=np.asarray(whole) > 0)
    return ratio


def share(sums: Floats) -> Floats:
    """Part and whole as a percentage."""
    return 100.0 * _divide(sums[..., 0], sums[..., 1])


def mean(sums: Floats) -> Floats:
    """Sum and count as a mean."""
    return _divide(sums[..., 0], sums[..., 1])


def per_thousand(sums: Floats) -> Floats:
    """Cases and words as cases in a thousand words."""
    return 1000.0 * _divide(sums[..., 0], sums[..., 1])


def precision(sums: Floats) -> Floats:
    """Right, found and expected as the percentage of the found that is right."""
    return 100.0 * _divide(sums[..., 0], sums[..., 1])


def recall(sums: Floats) -> Floats:
    """Right, found and expected as the percentage of the expected that was found."""
    return 100.0 * _divide(sums[..., 0], sums[..., 2])


def f1(sums: Floats) -> Floats:
    """Right, found and expected as the harmonic mean of precision and recall."""
    return 100.0 * _divide(2.0 * sums[..., 0], sums[..., 1] + sums[..., 2])
