"""Fit the weights by which stretches of an article are chosen, and measure them on articles held out.

Usage: python benchmarks/fit_summaries.py [--write]

Over all choices of up to four stretches that fit the room, the weights of `signals` and
of redundancy are those with the highest expected ROUGE, where a choice is the likelier the more points it has
(a softmax; a little shrinkage), of the articles with references in either language (`REFERENCES`). Prints the
weights of all articles, what redundancy costs in their unit, and, for budgets of Arabic words, the gains of
ROUGE (best of both references) over the first three sentences and over a lead of as many words: by the
weights kept in their module, and where each fifth of the articles was weighed by what the others gave,
repeated over shuffles; then the same of the sentences that an editor picked (gold/picks.jsonl), and of the
kept weights on these articles. With --write the weights go into their module.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from textwrap import wrap
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bisum.engines.fakes import MarkingTranslator
from bisum.evaluation.texts.rouge import rouge, tokens
from bisum.model.article import Article
from bisum.model.bitext import Translation
from bisum.model.dossier import Dossier
from bisum.model.span import Span
from bisum.pipeline.assembly.runner import Pipeline
from bisum.stages.align import Align
from bisum.stages.base import Stage
from bisum.stages.bilingual.rank import Floats, pick
from bisum.stages.look_up import LookUp
from bisum.stages.quotes import FindQuotes
from bisum.stages.segment import Segment
from bisum.stages.summary.choice import signals as module
from bisum.stages.summary.choice.cut_pairs import shortenings_of
from bisum.stages.summary.choice.leaning import Lean, leaned, leans_of
from bisum.stages.summary.choice.signals import NAMES, Signals, signals_of
from bisum.stages.summary.forms.descriptions import with_names
from bisum.stages.summary.forms.units import SummaryUnit, forms_of
from bisum.stages.translate import Translate
from bisum.store.articles import Reader
from choices import Choices, choices_of
from filed_articles import Filed

GOLD = Path(__file__).resolve().parent.parent / "gold"
REFERENCES = {
    "arabic": ("dev-summaries", "long2-english"),
    "english": ("dev-english", "dev-english2", "long-english", "long2-english"),
}
ARTICLES = ("dev", *(f"dev{n}" for n in range(2, 11)), "long", "long2")
BUDGETS = (66, 72, 76, 80)
ROOM = 76  # Arabic words, to fit with
MOST = 4
SHRINKAGE = 0.05
SIZE = 2.2  # of all weights together: the unit in which the points below are told
N_STEPS, STEP, SMALL_STEP, N_SMALL = 150, 0.1, 0.03, 50  # of the ascent; the last ones are small
NEWS, SPEECH, REDUNDANCY, LEAST = 3.0, 0.05, 0.3, -1.0  # as in `bisum.stages.summary.choice.select`
N_SHUFFLES, N_FOLDS = 4, 5
N_LEAD = 3


class Case(NamedTuple):
    """An article in one language, its stretches as they would be given, and its references.

    Attributes:
        id: The article's.
        source: File of its references.
        language: ``arabic`` or ``english``.
        seen: The stretches and their signals.
        given: Each stretch in the language; empty where it can't be given.
        n_words: Arabic words of each.
        is_quoting: Which have somebody's words in marks.
        lead: The stretches as the article has them.
        references: Two.
        leans: Which stretches need another one.
        choices: The summaries that could be made.
        sums: Of each the signals of its stretches added up, the same times the article's length, and the
            likeness of each two.
    """

    id: str
    source: str
    language: str
    seen: Signals
    given: list[str]
    n_words: list[int]
    is_quoting: NDArray[np.bool_]
    lead: list[str]
    references: tuple[str, ...]
    leans: list[Lean]
    choices: Choices
    sums: Floats


def main(*, is_to_write: bool) -> None:
    """Fit, measure, print."""
    cases = [
        case for language, names in REFERENCES.items() for name in names for case in cases_of(name, language)
    ]
    weights, redundancy = fit(cases)
    for which, some in zip(("short", "long"), weights, strict=True):
        print(which, {name: round(float(weight), 3) for name, weight in zip(NAMES, some, strict=True)})
    print(f"full likeness of two costs {redundancy:.2f}")
    for budget in BUDGETS:
        show(f"{budget} words, kept weights", [(case, gain(case, module.WEIGHTS, budget)) for case in cases])
        show(f"{budget} words, held out", held_out(cases, budget))
    picks = picks_of(cases)
    show("an editor's picks", [(case, gain_of(case, chosen)) for case, chosen in picks])
    show(f"{ROOM} words, kept weights there", [(case, gain(case, module.WEIGHTS, ROOM)) for case, _ in picks])
    if is_to_write:
        path = Path(module.__file__)
        rows = (
            "\n        ".join(wrap(", ".join(f"{weight:.3f}" for weight in some), 72)) for some in weights
        )
        values = "".join(f"    [\n        {row},\n    ],\n" for row in rows)
        text = re.sub(
            r"(?s)WEIGHTS: Final = .*?\]\)",
            f"WEIGHTS: Final = np.array([\n{values}])",
            path.read_text("utf-8"),
        )
        path.write_text(text, encoding="utf-8")


def show(title: str, gains: Sequence[tuple[Case, Floats]]) -> None:
    """Print mean gains by file and language."""
    found: dict[str, list[Floats]] = {}
    for case, one in gains:
        found.setdefault(f"{case.source} {case.language}", []).append(one)
        found.setdefault(f"all {case.language}", []).append(one)
    for name, some in sorted(found.items()):
        over, as_many = np.mean(some, axis=0).round(2)
        print(f"{title}, {name}: over lead-3 {over} over a lead of as many {as_many}")


def cases_of(name: str, language: str) -> Iterator[Case]:
    """Read the articles of a file of references; Arabic summaries are made without English."""
    rows = {
        row["id"]: row for row in map(json.loads, (GOLD / f"{name}.jsonl").read_text("utf-8").splitlines())
    }
    files = [str(GOLD / f"{one}-articles.jsonl") for one in ARTICLES]
    articles = [one for one in Reader(files) if isinstance(one, Article) and one.id in rows]
    english: Stage = Translate(MarkingTranslator())
    if language == "english":
        pairs = [
            (paragraph.text, text)
            for article in articles
            for paragraph, text in zip(article.paragraphs, rows[article.id]["english"], strict=True)
        ]
        english = LookUp(Filed(pairs))
    for dossier in dossiers_of(articles, english):
        yield case_of(dossier, name, language, rows[dossier.article.id][f"summary_{language}"])


def dossiers_of(articles: Sequence[Article], english: Stage) -> list[Dossier]:
    """Take articles to where a summary is made."""
    pipeline = Pipeline([Segment(), FindQuotes(), english, Align()])
    return [with_names(one) for one in pipeline.run(articles) if isinstance(one, Dossier)]


def case_of(dossier: Dossier, source: str, language: str, references: Sequence[str]) -> Case:
    """Read an article's signals and shorten its stretches as the summary does."""
    seen = signals_of(dossier)
    given, n_words, quoting, shown = [], [], [], []
    for n, unit in enumerate(seen.units):
        cuts = shortenings_of(dossier, unit, is_news=n == seen.first).usual
        arabic, english = forms_of(dossier, unit, follows=True, cuts=cuts)
        form = arabic if language == "arabic" else arabic and english
        given.append(form.text if form else "")
        n_words.append(len(arabic.text.split()) if arabic else 0)
        quoting.append(bool(form and form.quotes))
        shown.append(english)
    leans = leans_of(dossier, seen.units, shown, first=seen.first)
    lead = [lead_of(dossier, unit, language) for unit in seen.units]
    choices = choices_of(
        [tokens(text, language) if fit else () for text, fit in zip(given, seen.is_sentence, strict=True)],
        [tokens(reference, language) for reference in references],
        n_words,
        first=seen.first,
        most=MOST,
        room=ROOM,
        needs={lean.sentence: lean.on for lean in leans if lean.points > -LEAST},
    )
    return Case(
        dossier.article.id,
        source,
        language,
        seen,
        given,
        n_words,
        np.array(quoting),
        lead,
        tuple(references),
        leans,
        choices,
        sums_of(seen, choices),
    )


def sums_of(seen: Signals, choices: Choices) -> Floats:
    """Add the signals of each choice up."""
    rows = []
    for some in choices.chosen:
        pairs = sum(seen.likeness[a, b] for a, b in combinations(some, 2))
        signals = seen.table[list(some)].sum(axis=0)
        rows.append([*signals, *(seen.length * signals), pairs])
    return np.array(rows)


def lead_of(dossier: Dossier, unit: SummaryUnit, language: str) -> str:
    """Give a stretch as the article has it."""
    if language == "arabic":
        return dossier.article.text_of(unit.arabic)
    english = dossier[Translation].paragraphs[unit.paragraph].english
    return english[slice(*unit.english)] if english and unit.english else ""


def fit(cases: Sequence[Case]) -> tuple[Floats, float]:
    """Give the weights, of short and of long articles, and what full likeness of two costs, in one unit.

    Sought are those of short articles and what long ones add to them: shrinkage pulls the two together.
    """
    n_most, n_columns = max(len(case.sums) for case in cases), 2 * len(NAMES) + 1
    sums, reward = np.zeros((len(cases), n_most, n_columns)), np.zeros((len(cases), n_most))
    closed = np.full((len(cases), n_most), -np.inf)
    for n, case in enumerate(cases):
        m = len(case.sums)
        sums[n, :m], reward[n, :m], closed[n, :m] = case.sums, case.choices.reward, 0.0
    spread = np.concatenate([case.sums for case in cases]).std(axis=0)
    sums /= spread
    weights, speed, size = (np.zeros(n_columns) for _ in range(3))
    for step in range(1, N_STEPS + 1):
        points = sums @ weights + closed
        odds = np.exp(points - points.max(axis=1, keepdims=True))
        odds /= odds.sum(axis=1, keepdims=True)
        better = odds * (reward - (odds * reward).sum(axis=1, keepdims=True)) / len(cases)
        slope = np.einsum("nm,nmd->d", better, sums) - 2 * SHRINKAGE * weights
        speed, size = 0.9 * speed + 0.1 * slope, 0.99 * size + 0.01 * slope**2
        pace = STEP if step <= N_STEPS - N_SMALL else SMALL_STEP
        weights += pace * speed / (1 - 0.9**step) / (np.sqrt(size / (1 - 0.99**step)) + 1e-8)
    weights /= spread
    short, more = weights[:-1].reshape(2, -1)
    both = np.array([short, short + more])
    unit = SIZE / np.abs(both).sum(axis=1).mean()
    return unit * both, -float(unit * weights[-1])


def held_out(cases: Sequence[Case], budget: int) -> list[tuple[Case, Floats]]:
    """Give the gains over both leads, each of three ROUGE kinds, by what other articles gave."""
    rng = np.random.default_rng(1)
    gains = []
    ids = sorted({case.id for case in cases})
    for _ in range(N_SHUFFLES):
        for part in np.array_split(rng.permutation(len(ids)), N_FOLDS):
            out = {ids[n] for n in part}
            weights, _ = fit([case for case in cases if case.id not in out])
            gains += [(case, gain(case, weights, budget)) for case in cases if case.id in out]
    return gains


def picks_of(cases: Sequence[Case]) -> list[tuple[Case, list[int]]]:
    """Give the articles that an editor read, and the stretches of each that he picked.

    He saw neither references nor program. What he picked counts where it can be given.
    """
    rows = map(json.loads, (GOLD / "picks.jsonl").read_text("utf-8").splitlines())
    picked = {
        row["id"]: [
            Span(paragraph=paragraph, start=start, end=end)
            for paragraph, start, end, _, is_picked in row["sentences"]
            if is_picked
        ]
        for row in rows
    }
    return [
        (
            case,
            [
                n
                for n, unit in enumerate(case.seen.units)
                if any(span.meets(unit.arabic) for span in picked[case.id])
            ],
        )
        for case in cases
        if case.id in picked
    ]


def gain(case: Case, weights: Floats, budget: int) -> Floats:
    """Score one article's summary against both leads."""
    may = case.seen.is_sentence & np.array([bool(text) for text in case.given])
    scores = np.where(may, case.seen.points(weights) + SPEECH * case.is_quoting, -np.inf)
    scores[case.seen.first] += NEWS
    lengths = [(n,) for n in case.n_words]
    scores, likeness = leaned(scores, case.seen.likeness, case.leans, REDUNDANCY)
    chosen = pick(scores, likeness, MOST, redundancy=REDUNDANCY, lengths=lengths, room=budget)
    return gain_of(case, sorted(one.sentence for one in chosen))


def gain_of(case: Case, chosen: Sequence[int]) -> Floats:
    """Score a summary of some stretches against both leads."""
    text = " ".join(case.given[n] for n in chosen)
    leads = (" ".join(case.lead[:N_LEAD]), " ".join(" ".join(case.lead).split()[: len(text.split())]))
    mine, *theirs = (
        rouge(one, case.references, language=case.language).max(axis=0) for one in (text, *leads)
    )
    return np.array([mine - other for other in theirs])


if __name__ == "__main__":
    main(is_to_write="--write" in sys.argv[1:])
