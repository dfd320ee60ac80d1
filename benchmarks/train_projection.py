"""Learn how to put quotation marks back, and measure it.

Usage: python benchmarks/train_projection.py SHARED [--measure-only]

Takes sentence pairs with as many marked quotations on both sides, deletes the English marks, and learns which
stretch of English words rendered each Arabic quotation: a log-linear model over all stretches, by gradient
descent. Prints the weights for ``stages/alignment/weights.py`` and how well the marks come back on texts that
it was not trained on: share with both boundaries exact, word F1, and the same for those that it is sure of.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch

from bisum.model.article import Article, Paragraph
from bisum.model.dossier import Dossier
from bisum.stages.alignment import projection as project
from bisum.stages.alignment.carry import range_of
from bisum.stages.bilingual.links import Bilingual, pair_words
from bisum.stages.english.text import EnglishMark, find_marks
from bisum.stages.segment import Segment
from bisum.text import normalise

SYSTEMS = ("opusmt", "google", "argos", "microsoft", "nllb", "bergamot-base")
SURE = (0.9, 0.85, 0.8, 0.5)
NEWS = ("quotes", "politics", "society")
MAX_WORDS = 90


class Case(NamedTuple):
    """One quotation whose English is known."""

    texts: Bilingual
    start: int
    end: int
    gold: tuple[int, int]


def pairs_of(shared: Path, name: str) -> list[tuple[str, str]]:
    """Read sentence pairs by the name of their set."""
    if name == "flores-dev":
        folder = shared / "testsets/flores-dev"
        arabic = folder.joinpath("source.ar").read_text("utf-8").splitlines()
        return [
            pair
            for system in SYSTEMS
            for pair in zip(
                arabic, folder.joinpath(f"{system}.en").read_text("utf-8").splitlines(), strict=True
            )
        ]
    lines = [line.split("\t")[-2:] for line in (shared / name).read_text("utf-8").splitlines()]
    return [(arabic, english) for arabic, english in lines]


def cases(pairs: list[tuple[str, str]]) -> Iterator[Case]:
    """Give the quotations of the pairs that mark as many on both sides."""
    for raw, english in pairs:
        arabic = normalise(raw)
        (segments,) = Segment().run([Dossier(Article(id="a", paragraphs=(Paragraph(text=arabic),)))])
        sources = [pair.spans[0] for pair in segments.marked if pair.closing and pair.parent is None]
        marks = [mark for mark in find_marks(english) if mark.is_closed]
        outer = [
            m for m in marks if not any(o.opens_at < m.opens_at and m.closes_at < o.closes_at for o in marks)
        ]
        if not sources or len(sources) != len(outer):
            continue
        texts = pair_words(arabic, without(english, outer))
        if len(texts.english) > MAX_WORDS:
            continue
        for source, mark in zip(sources, outer, strict=True):
            start, end = range_of(texts.arabic, source.start, source.end)
            gold = range_of(texts.english, moved(mark.start, outer), moved(mark.end, outer))
            if start < end and gold[0] < gold[1]:
                yield Case(texts, start, end, gold)


def gaps(marks: list[EnglishMark]) -> list[tuple[int, int]]:
    """Give the ranges of the marks themselves."""
    return sorted([(m.opens_at, m.start) for m in marks] + [(m.end, m.closes_at) for m in marks])


def moved(offset: int, marks: list[EnglishMark]) -> int:
    """Give an offset's place once the marks are deleted."""
    return offset - sum(min(offset, end) - start for start, end in gaps(marks) if start < offset)


def without(english: str, marks: list[EnglishMark]) -> str:
    """Delete the marks."""
    for start, end in reversed(gaps(marks)):
        english = english[:start] + english[end:]
    return english


def learn(given: list[Case]) -> list[np.ndarray]:
    """Learn the four groups of weights."""
    torch.set_num_threads(1)
    features = [
        [
            torch.tensor(grid, dtype=torch.float32)
            for grid in (
                project.start_features(c.texts, c.start, c.end),
                project.end_features(c.texts, c.start, c.end),
                project.vote_sums(c.texts, c.start, c.end),
                project.length_features(c.texts, c.start, c.end),
            )
        ]
        for c in given
    ]
    weights = [torch.zeros(grid.shape[-1], requires_grad=True) for grid in features[0]]
    optimiser = torch.optim.Adam(weights, lr=0.05)
    order = list(range(len(given)))
    for epoch in range(14):
        random.shuffle(order)
        for group in optimiser.param_groups:
            group["lr"] = 0.05 if epoch < 9 else 0.01
        for at in range(0, len(order), 32):
            loss = 1e-3 * sum((w**2).sum() for w in weights)
            for n in order[at : at + 32]:
                first, last, votes, length = features[n]
                points = (first @ weights[0])[:, None] + (last @ weights[1])[None, :]
                points = points + votes @ weights[2] + length @ weights[3]
                ahead = torch.ones_like(points).triu().bool()
                gold = given[n].gold
                loss = loss + (torch.logsumexp(points[ahead], 0) - points[gold[0], gold[1] - 1]) / 32
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    return [w.detach().double().numpy() for w in weights]


def outcomes(given: list[Case]) -> list[tuple[float, bool, float]]:
    """Give the chance stated of each case, whether both marks are right, and the words' F1."""
    results = []
    for case in given:
        found = project.project(case.texts, case.start, case.end)
        if found is None:
            results.append((0.0, False, 0.0))
            continue
        both = max(0, min(found.end, case.gold[1]) - max(found.first, case.gold[0]))
        f1 = 2 * both / (found.end - found.first + case.gold[1] - case.gold[0])
        results.append((found.chance, (found.first, found.end) == case.gold, f1))
    return results


def measure(name: str, given: list[Case]) -> None:
    """Print how well the marks come back."""
    results = outcomes(given)
    for sure in (0.0, *SURE):
        some = [(exact, f1) for chance, exact, f1 in results if chance >= sure]
        print(
            f"{name:16} chance >= {sure:.2f}: {len(some):5} of {len(results)}, exact "
            f"{np.mean([exact for exact, _ in some]):.3f}, word F1 {np.mean([f1 for _, f1 in some]):.3f}"
        )


def main() -> None:
    """Train unless told not to, then measure."""
    shared = Path(sys.argv[1])
    random.seed(0)
    if "--measure-only" not in sys.argv:
        train = [
            *(
                p
                for name in ("quotes", "politics", "society")
                for p in pairs_of(shared, f"written/news-{name}.tsv")
            ),
            *random.sample([p for p in pairs_of(shared, "ant/pairs.tsv") if set(p[0]) & set('"«“')], 1500),
        ]
        weights = learn(list(cases(train)))
        for name, values in zip(("START", "END", "VOTES", "LENGTH"), weights, strict=True):
            print(name, [round(float(value), 3) for value in values])
        project.START, project.END, project.VOTES, project.LENGTH = weights
    for name in ("flores-dev", "testsets/ntrex-dev.tsv", "testsets/ant-news-dev.tsv"):
        measure(name.removeprefix("testsets/"), list(cases(pairs_of(shared, name))))


if __name__ == "__main__":
    main()
