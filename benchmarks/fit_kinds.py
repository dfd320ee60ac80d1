"""Fit the weights that tell speech from terms, and measure them by article-wise cross-validation.

Usage: python benchmarks/fit_kinds.py PRIOR GOLD.jsonl INPUT [GOLD.jsonl INPUT ...]

Logistic regression, pulled towards the weights now in `bisum.stages.attribution.kinds` with
strength PRIOR (2 was used; 0.3 to 4 score alike), so that a feature seldom seen keeps a weight
that makes sense. Prints accuracy and F1 of speech on held-out articles, the calibration of the
probability there, and the new weights. Only development sets belong here.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bisum.model.article import Article
from bisum.stages.attribution import kinds, ledger
from bisum.stages.segment import segment
from bisum.store.articles import Reader

N_FOLDS = 10
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
    x: NDArray[np.float64], y: NDArray[np.float64], prior: NDArray[np.float64], pull: float
) -> NDArray[np.float64]:
    """Find the weights by Newton's method."""
    weights = prior.copy()
    for _ in range(60):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (p - y) + pull * (weights - prior)
        hessian = (x * (p * (1 - p))[:, None]).T @ x + pull * np.eye(len(weights))
        weights -= np.linalg.solve(hessian, gradient)
    return weights


def main(pull: float, sets: list[str]) -> None:
    """Fit and print."""
    rows = [row for gold, source in zip(sets[::2], sets[1::2], strict=True) for row in collect(gold, source)]
    names = list(kinds.WEIGHTS)
    prior = np.array([kinds.WEIGHTS[name] for name in names])
    x = np.array([[found.get(name, 0.0) for name in names] for _, found, _ in rows])
    y = np.array([truth for _, _, truth in rows], dtype=float)
    articles = sorted({article for article, _, _ in rows})
    order = np.random.default_rng(0).permutation(len(articles))
    fold_of = {articles[at]: number % N_FOLDS for number, at in enumerate(order)}
    folds = np.array([fold_of[article] for article, _, _ in rows])
    p = np.zeros(len(y))
    for fold in range(N_FOLDS):
        held = folds == fold
        p[held] = 1 / (1 + np.exp(-x[held] @ fit(x[~held], y[~held], prior, pull)))
    hits = float(((p > 0.5) & (y == 1)).sum())
    print(
        f"{len(y)} rows, {len(articles)} articles; held out: accuracy {((p > 0.5) == y).mean():.3f}, ", end=""
    )
    print(f"F1 of speech {2 * hits / float((p > 0.5).sum() + y.sum()):.3f}")
    for low in np.arange(0, 1, 0.1):
        at = (p >= low) & (p < low + 0.1)
        if at.any():
            print(f"  said {p[at].mean():.2f}: {y[at].mean():.2f} of {at.sum()}")
    print({name: round(float(weight), 2) for name, weight in zip(names, fit(x, y, prior, pull), strict=True)})


if __name__ == "__main__":
    main(float(sys.argv[1]), sys.argv[2:])
