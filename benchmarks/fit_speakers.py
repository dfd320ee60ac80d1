"""Fit the weights by which a speaker is chosen, and measure them by article-wise cross-validation.

Usage: python benchmarks/fit_speakers.py PULL GOLD.jsonl INPUT [GOLD.jsonl INPUT ...] [--write]

Softmax regression over the candidates of each utterance (`bisum.stages.attribution.speakers.weighing`),
pulled towards 0, or the few values of PRIOR, with strength PULL. GOLD may hold quotations and reported speech
without marks. Prints how often the right speaker was among the candidates, how often the rules
alone proposed him, how often the weights chose him on articles held out, and the calibration there;
with --write puts the weights into their module. Only development sets belong here.

What came before in an article depends on earlier choices, and so on the weights: run it again
until the figures stand still.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bisum.model.article import Article
from bisum.stages.attribution import ledger
from bisum.stages.attribution.speakers import weights as speaker_weights
from bisum.stages.segment import segment
from bisum.store.articles import Reader
from bisum.text import fold

N_FOLDS = 10
N_STEPS = 400
STEP = 0.1
MIN_SEEN = 3  # times a feature must occur to be weighed

# What grammar says of features that occur too seldom for the data to say it.
PRIOR = {
    "clash of gender": -1.5,
    "turn before asker": -2.5,
    "turn before asked": 2.0,
    "turn last": -2.5,
    "reply last": -2.5,
    "reply spoke 1": -1.0,
    "reply spoke 2": 1.5,
    "chosen answer": 1.5,
    "chosen fronted": 3.0,
    "named inside": -1.0,
    "free post": 1.0,
    "outer": 0.5,
    "inner outer": -1.5,
    "antecedent": 1.5,
    "nobody labelled": 1.5,
    "after relative": -1.0,
}


class Case(NamedTuple):
    """One utterance: its article, the features of each candidate, and which of them are right."""

    article: str
    features: list[tuple[str, ...]]
    right: list[bool]
    chosen: int


def same(gold: list[str | None], name: str | None) -> bool:
    """Tell whether a name is one of those accepted: half of the words agree, as the scorer asks."""
    if name is None or gold[0] is None:
        return name is None and gold[0] is None
    b = set(re.findall(r"\w+", fold(name)))
    for mention in gold:
        a = set(re.findall(r"\w+", fold(mention or "")))
        if a and b and 4 * len(a & b) >= len(a) + len(b):
            return True
    return False


def truths(paths: Sequence[str]) -> dict[str, dict[tuple[int, str], list[str | None]]]:
    """Read who said what, by article, paragraph and text: the name, and others that will do."""
    found: dict[str, dict[tuple[int, str], list[str | None]]] = defaultdict(dict)
    for path in paths:
        for line in Path(path).read_text("utf-8").splitlines():
            row = json.loads(line)
            if not row.get("doubt") and row["paragraph"] is not None and row["kind"] != "term":
                names = [row["speaker"], *row.get("accept", [])]
                found[row["article"]][row["paragraph"], row["text"]] = names
    return found


def collect(gold: str, source: str) -> list[Case]:
    """Give the utterances that were found, with the truth."""
    wanted = truths([gold])
    cases = []
    for article in Reader([source]):
        if not isinstance(article, Article) or article.id not in wanted:
            continue
        for paragraph, text, ballot in ledger.ballots(article, segment(article)):
            truth = wanted[article.id].get((paragraph, text))
            if truth is None:
                continue
            names = [None if one.entity is None else article.text_of(one.entity.span) for one in ballot]
            right = [same(truth, name) for name in names]
            first = [
                n for n, one in enumerate(ballot) if any(name.startswith("chosen ") for name in one.features)
            ]
            nobody = next(n for n, one in enumerate(ballot) if one.entity is None)
            chosen = first[0] if first else nobody
            cases.append(Case(f"{gold} {article.id}", [one.features for one in ballot], right, chosen))
    return cases


def fit(cases: list[Case], names: dict[str, int], pull: float) -> NDArray[np.float64]:
    """Find the weights: gradient ascent with momentum (Adam) over all candidates, one a row."""
    useful = [case for case in cases if any(case.right)]
    counts = [len(case.features) for case in useful]
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
    last = len(names)  # a feature that is never weighed, so that no row is empty
    rows = [
        sorted({names[name] for name in features if name in names}) or [last]
        for case in useful
        for features in case.features
    ]
    lengths = np.array([len(row) for row in rows])
    columns = np.array([at for row in rows for at in row])
    begins = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    right = np.array([one for case in useful for one in case.right], float)
    prior = np.array([*(PRIOR.get(name, 0.0) for name in names), 0.0])
    w = prior.copy()
    mean, square = np.zeros_like(w), np.zeros_like(w)

    def share(values: NDArray[np.float64]) -> NDArray[np.float64]:
        return values / np.repeat(np.maximum(np.add.reduceat(values, starts), 1e-12), counts)

    for step in range(1, N_STEPS + 1):
        score = np.add.reduceat(w[columns], begins)
        p = share(np.exp(score - np.repeat(np.maximum.reduceat(score, starts), counts)))
        slope = np.bincount(columns, np.repeat(p - share(p * right), lengths), len(w))
        gradient = slope + pull * (w - prior)
        mean = 0.9 * mean + 0.1 * gradient
        square = 0.999 * square + 0.001 * gradient**2
        w -= STEP * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return w[:-1]


def choose(case: Case, names: dict[str, int], w: NDArray[np.float64]) -> tuple[int, float]:
    """Give the likeliest candidate and its probability."""
    scores = np.array([sum(w[names[f]] for f in features if f in names) for features in case.features])
    p = np.exp(scores - scores.max())
    p /= p.sum()
    return int(p.argmax()), float(p.max())


def main(pull: float, sets: list[str], *, write: bool) -> None:
    """Fit and print."""
    cases = [
        case for gold, source in zip(sets[::2], sets[1::2], strict=True) for case in collect(gold, source)
    ]
    counts: dict[str, int] = defaultdict(int)
    for case in cases:
        for name in {name for features in case.features for name in features}:
            counts[name] += 1
    names = {
        name: n
        for n, name in enumerate(sorted({*PRIOR, *(name for name in counts if counts[name] >= MIN_SEEN)}))
    }
    articles = sorted({case.article for case in cases})
    order = np.random.default_rng(0).permutation(len(articles))
    fold_of = {articles[at]: number % N_FOLDS for number, at in enumerate(order)}
    hits: dict[str, list[tuple[bool, bool, bool, float]]] = defaultdict(list)
    for number in range(N_FOLDS):
        train = [case for case in cases if fold_of[case.article] != number]
        w = fit(train, names, pull)
        for case in cases:
            if fold_of[case.article] == number:
                best, p = choose(case, names, w)
                hits[case.article.split()[0]].append(
                    (any(case.right), case.right[case.chosen], case.right[best], p)
                )
    rows = [row for several in hits.values() for row in several]
    for source, some in [*hits.items(), ("all", rows)]:
        there, rules, weights = (sum(row[n] for row in some) / len(some) for n in range(3))
        print(f"{len(some):5} {source[-36:]:36} among {there:.3f} rules {rules:.3f} held out {weights:.3f}")
    for low in np.arange(0.2, 1.0, 0.1):
        at = [row for row in rows if low <= row[3] < low + 0.1 + 1e-9]
        if at:
            said, was = sum(row[3] for row in at) / len(at), sum(row[2] for row in at) / len(at)
            print(f"  said {said:.2f}: {was:.2f} of {len(at)}")
    if write:
        w = fit(cases, names, pull)
        path = Path(speaker_weights.__file__)
        head = path.read_text("utf-8").partition("WEIGHTS: Final")[0]
        lines = "".join(f'    "{name}": {w[n]:.2f},\n' for name, n in names.items() if abs(w[n]) >= 0.05)
        path.write_text(f"{head}WEIGHTS: Final[dict[str, float]] = {{\n{lines}}}\n", "utf-8")


if __name__ == "__main__":
    arguments = [argument for argument in sys.argv[1:] if argument != "--write"]
    main(float(arguments[0]), arguments[1:], write="--write" in sys.argv)
