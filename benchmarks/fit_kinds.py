"""Fit the weights that tell speech from terms, and measure them by leaving out each article in turn.

Usage: python benchmarks/fit_kinds.py PULL GOLD.jsonl[*WEIGHT] INPUT [GOLD.jsonl[*WEIGHT] INPUT ...]

Logistic regression, pulled towards 0 with strength PULL (0.5 was used; 0.3 to 3 score alike), so
that a feature seldom seen says little. WEIGHT is what a row of a set counts, 1 where it isn't
given: one newspaper's many rows shall not outvote the others (0.5 was used for those of the ANT
corpus: of 1, 0.7, 0.5, 0.3 and 0.15 the one with the fewest errors on articles left out). Its
features are those that have a weight in `bisum.stages.attribution.kinds.speech` now. Prints accuracy and
F1 of speech on the articles left out, by set too, the calibration of the probability there, and
the new weights. Only development sets belong here.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bisum.model.article import Article
from bisum.stages.attribution import ledger
from bisum.stages.attribution.kinds import speech
from bisum.stages.segment import segment
from bisum.store.articles import Reader

MAX_STEPS = 60
CONVERGED = 1e-9  # largest step of a weight
Rows = list[tuple[str, dict[str, float], bool]]


def collect(gold: str, source: str) -> Rows:
    """Give article, features and truth of each annotated pair of marks that was found."""
    wanted: dict[str, dict[tuple[int, str], bool]] = defaultdict(dict)
    for line in Path(gold).read_text("utf-8").splitlines():
        row = json.loads(line)
        if not row.get("doubt") and row["paragraph"] is not None:
            wanted[row["article"]][row["paragraph"], row["text"]] = row["kind"] != "term"
    rows: Rows = []
    for article in Reader([source]):
        if isinstance(article, Article) and article.id in wanted:
            for index, found in ledger.kind_features(article, segment(article)).items():
                truth = wanted[article.id].get(index)
                if truth is not None:
                    rows.append((f"{gold} {article.id}", found, truth))
    return rows


def fit(
    x: NDArray[np.float64], y: NDArray[np.float64], counts: NDArray[np.float64], pull: float
) -> NDArray[np.float64]:
    """Find the weights by Newton's method.

    Args:
        x: Features, a row each.
        y: 1 for speech, 0 for terms.
        counts: What each row counts.
        pull: Strength of the pull towards 0.
    """
    weights = np.zeros(x.shape[1])
    for _ in range(MAX_STEPS):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (counts * (p - y)) + pull * weights
        hessian = (x * (counts * p * (1 - p))[:, None]).T @ x + pull * np.eye(len(weights))
        step = np.linalg.solve(hessian, gradient)
        weights -= step
        if np.abs(step).max() < CONVERGED:
            break
    return weights


def score(p: NDArray[np.float64], y: NDArray[np.float64]) -> str:
    """Give accuracy and F1 of speech."""
    hits = float(((p > 0.5) & (y == 1)).sum())
    f1 = 2 * hits / float((p > 0.5).sum() + y.sum())
    return f"accuracy {((p > 0.5) == y).mean():.3f}, F1 of speech {f1:.3f}"


def main(pull: float, sets: list[str]) -> None:
    """Fit and print."""
    names_of = [gold.partition("*") for gold in sets[::2]]
    found = [
        (gold, float(weight or 1.0), collect(gold, source))
        for (gold, _, weight), source in zip(names_of, sets[1::2], strict=True)
    ]
    rows = [row for _, _, of_set in found for row in of_set]
    counts = np.array([weight for _, weight, of_set in found for _ in of_set])
    names = list(speech.WEIGHTS)
    x = np.array([[found.get(name, 0.0) for name in names] for _, found, _ in rows])
    y = np.array([truth for _, _, truth in rows], dtype=float)
    articles = np.array([article for article, _, _ in rows])
    p = np.zeros(len(y))
    for article in sorted(set(articles)):
        held = articles == article
        p[held] = 1 / (1 + np.exp(-x[held] @ fit(x[~held], y[~held], counts[~held], pull)))
    print(f"{len(y)} rows, {len(set(articles))} articles, each left out in turn: {score(p, y)}")
    for gold, _, _ in found:
        of_set = np.array([article.startswith(f"{gold} ") for article in articles])
        print(f"  {gold}: {of_set.sum()} rows, {score(p[of_set], y[of_set])}")
    for low in np.arange(0, 1, 0.1):
        at = (p >= low) & (p < low + 0.1)
        if at.any():
            print(f"  said {p[at].mean():.2f}: {y[at].mean():.2f} of {at.sum()}")
    print(
        {name: round(float(weight), 2) for name, weight in zip(names, fit(x, y, counts, pull), strict=True)}
    )


if __name__ == "__main__":
    main(float(sys.argv[1]), sys.argv[2:])
