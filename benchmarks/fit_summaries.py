"""Fit the weights by which stretches of an article are chosen, and measure them on articles held out.

Usage: python benchmarks/fit_summaries.py [--write]

Ridge regression of the share of a stretch's words and word pairs that stand in the first reference of
`gold/dev-summaries.jsonl`, over the signals of `bisum.stages.summary.signals`. Prints the weights of all
articles and, for budgets of words, the gains of ROUGE (best of both references, Arabic) over the first
three sentences and over a lead of as many words, where each fifth of the articles was weighed by what the
others gave; repeated over shuffles. Articles are read without English. With --write the weights go into
their module.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import numpy as np

from bisum.engines.fakes import MarkingTranslator
from bisum.evaluation.rouge import arabic_tokens, rouge
from bisum.model.article import Article
from bisum.model.dossier import Dossier
from bisum.pipeline.runner import Pipeline
from bisum.stages.align import Align
from bisum.stages.quotes import FindQuotes
from bisum.stages.rank import Floats, pick
from bisum.stages.segment import Segment
from bisum.stages.summary import signals as module
from bisum.stages.summary.cut import CutKind, widest
from bisum.stages.summary.cut_arabic import arabic_cuts
from bisum.stages.summary.cut_pairs import quoted_places
from bisum.stages.summary.signals import NAMES, Signals, signals_of
from bisum.stages.translate import Translate
from bisum.store.articles import Reader

GOLD = Path(__file__).resolve().parent.parent / "gold"
BUDGETS = (60, 66, 72, 80)
MOST = 4
RIDGE = 3.0
NEWS = 1.0
N_SHUFFLES, N_FOLDS = 8, 5
N_LEAD = 3


class Case(NamedTuple):
    """An article, its stretches as they would be given, and its references."""

    seen: Signals
    given: list[str]
    references: tuple[str, ...]


def main(*, is_to_write: bool) -> None:
    """Fit, measure, print."""
    cases = [case_of(dossier, references) for dossier, references in read()]
    weights = fit(cases)
    print({name: round(float(weight), 3) for name, weight in zip(NAMES, weights, strict=True)})
    for budget in BUDGETS:
        gains = held_out(cases, budget)
        print(budget, "words: over lead-3", gains[0].round(2), "over a lead of as many", gains[1].round(2))
    if is_to_write:
        path = Path(module.__file__)
        values = ", ".join(f"{weight:.3f}" for weight in weights)
        text = re.sub(
            r"WEIGHTS: Final = .*", f"WEIGHTS: Final = np.array([{values}])", path.read_text("utf-8")
        )
        path.write_text(text, encoding="utf-8")


def read() -> list[tuple[Dossier, tuple[str, ...]]]:
    """Give the articles that have references."""
    lines = (GOLD / "dev-summaries.jsonl").read_text("utf-8").splitlines()
    references = {one["id"]: tuple(one["summary_arabic"]) for one in map(json.loads, lines)}
    files = [str(GOLD / name) for name in ("dev-articles.jsonl", "dev3-articles.jsonl")]
    articles = [one for one in Reader(files) if isinstance(one, Article) and one.id in references]
    pipeline = Pipeline([Segment(), FindQuotes(), Translate(MarkingTranslator()), Align()])
    found = [one for one in pipeline.run(articles) if isinstance(one, Dossier)]
    return [(dossier, references[dossier.article.id]) for dossier in found]


def case_of(dossier: Dossier, references: tuple[str, ...]) -> Case:
    """Read an article's signals and shorten its stretches."""
    seen = signals_of(dossier)
    given = []
    for unit, text in zip(seen.units, seen.texts, strict=True):
        cuts = widest(
            cut for cut in arabic_cuts(text, quoted_places(dossier, unit)) if cut.kind is not CutKind.FURTHER
        )
        rest = text
        for cut in reversed(cuts):
            rest = rest[: cut.start] + rest[cut.end :]
        given.append(rest)
    return Case(seen, given, references)


def shared(text: str, reference: str) -> float:
    """Give the share of a text's words and word pairs that stand in a reference."""
    mine, theirs = arabic_tokens(text), arabic_tokens(reference)
    parts = []
    for n in (1, 2):
        ours, others = (Counter(zip(*(some[k:] for k in range(n)), strict=False)) for some in (mine, theirs))
        parts.append((ours & others).total() / max(1, ours.total()))
    return sum(parts) / len(parts)


def fit(cases: list[Case]) -> Floats:
    """Give the weights; long stretches count more, as their share is surer."""
    table = np.concatenate([case.seen.table for case in cases])
    target = np.array([shared(text, case.references[0]) for case in cases for text in case.seen.texts])
    mass = np.array([len(text.split()) for case in cases for text in case.seen.texts]) ** 0.5
    squares = table.T @ (table * mass[:, None]) + RIDGE * np.eye(len(NAMES))
    weights: Floats = np.linalg.solve(squares, table.T @ (mass * target))
    return weights


def held_out(cases: list[Case], budget: int) -> Floats:
    """Give the mean gains over both leads, each of three ROUGE kinds."""
    rng = np.random.default_rng(1)
    gains = []
    for _ in range(N_SHUFFLES):
        order = rng.permutation(len(cases))
        for part in np.array_split(order, N_FOLDS):
            weights = fit([cases[n] for n in set(order) - set(part)])
            gains += [gain(cases[n], weights, budget) for n in part]
    mean: Floats = np.mean(gains, axis=0)
    return mean


def gain(case: Case, weights: Floats, budget: int) -> Floats:
    """Score one article's summary against both leads."""
    scores = np.where(case.seen.is_sentence, case.seen.table @ weights, -np.inf)
    scores[case.seen.first] += NEWS
    lengths = [(len(text.split()),) for text in case.given]
    chosen = pick(scores, case.seen.likeness, MOST, redundancy=0.2, lengths=lengths, room=budget)
    text = " ".join(case.given[one.sentence] for one in sorted(chosen))
    leads = (
        " ".join(case.seen.texts[:N_LEAD]),
        " ".join(" ".join(case.seen.texts).split()[: len(text.split())]),
    )
    mine, *theirs = (rouge(one, case.references, language="arabic").max(axis=0) for one in (text, *leads))
    return np.array([mine - other for other in theirs])


if __name__ == "__main__":
    main(is_to_write="--write" in sys.argv[1:])
