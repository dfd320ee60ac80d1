"""Fit the weights by which stretches of an article are chosen, and measure them on articles held out.

Usage: python benchmarks/fit_summaries.py [--write]

Ridge regression of the share of a stretch's words and word pairs that stand in the first reference, over
the signals of `bisum.stages.summary.signals`: Arabic stretches with `gold/dev-summaries.jsonl`, English ones
with `gold/dev-english.jsonl`. Prints the weights of all articles and, for budgets of Arabic words, the gains
of ROUGE (best of both references) over the first three sentences and over a lead of as many words, where each
fifth of the articles was weighed by what the others gave; repeated over shuffles. Articles without English
are read without it. With --write the weights go into their module.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from bisum.engines.fakes import MarkingTranslator
from bisum.evaluation.rouge import arabic_tokens, rouge
from bisum.model.article import Article
from bisum.model.bitext import Translation
from bisum.model.dossier import Dossier
from bisum.pipeline.runner import Pipeline
from bisum.stages.align import Align
from bisum.stages.base import Stage
from bisum.stages.look_up import LookUp
from bisum.stages.quotes import FindQuotes
from bisum.stages.rank import Floats, pick
from bisum.stages.segment import Segment
from bisum.stages.summary import signals as module
from bisum.stages.summary.cut_pairs import shortenings_of
from bisum.stages.summary.descriptions import with_names
from bisum.stages.summary.signals import NAMES, Signals, signals_of
from bisum.stages.summary.units import Unit, forms_of
from bisum.stages.translate import Translate
from bisum.stages.words import english_words
from bisum.store.articles import Reader
from filed_articles import Filed

GOLD = Path(__file__).resolve().parent.parent / "gold"
BUDGETS = (60, 66, 72, 80)
MOST = 4
RIDGE = 3.0
NEWS, SPEECH = 1.0, 0.05  # as in `bisum.stages.summary.select`
N_SHUFFLES, N_FOLDS = 8, 5
N_LEAD = 3


class Case(NamedTuple):
    """An article in one language, its stretches as they would be given, and its references.

    Attributes:
        id: The article's.
        language: ``arabic`` or ``english``.
        seen: The stretches and their signals.
        given: Each stretch in the language; empty where it can't be given.
        n_words: Arabic words of each.
        is_quoting: Which have somebody's words in marks.
        lead: The stretches as the article has them.
        references: Two.
    """

    id: str
    language: str
    seen: Signals
    given: list[str]
    n_words: list[int]
    is_quoting: NDArray[np.bool_]
    lead: list[str]
    references: tuple[str, ...]


def main(*, is_to_write: bool) -> None:
    """Fit, measure, print."""
    cases = [*arabic_cases(), *english_cases()]
    weights = fit(cases)
    print({name: round(float(weight), 3) for name, weight in zip(NAMES, weights, strict=True)})
    for budget in BUDGETS:
        for language, gains in held_out(cases, budget).items():
            over, as_many = gains.round(2)
            print(f"{budget} words, {language}: over lead-3 {over} over a lead of as many {as_many}")
    if is_to_write:
        path = Path(module.__file__)
        values = ", ".join(f"{weight:.3f}" for weight in weights)
        text = re.sub(
            r"WEIGHTS: Final = .*", f"WEIGHTS: Final = np.array([{values}])", path.read_text("utf-8")
        )
        path.write_text(text, encoding="utf-8")


def arabic_cases() -> Iterator[Case]:
    """Read the articles that have Arabic references, without English."""
    rows = rows_of("dev-summaries.jsonl")
    for dossier in dossiers_of(rows, Translate(MarkingTranslator())):
        yield case_of(dossier, "arabic", rows[dossier.article.id]["summary_arabic"])


def english_cases() -> Iterator[Case]:
    """Read the articles that have English references, with their translation."""
    rows = rows_of("dev-english.jsonl")
    pairs = [
        pair
        for article in articles_of(rows)
        for pair in zip(
            (paragraph.text for paragraph in article.paragraphs), rows[article.id]["english"], strict=True
        )
    ]
    for dossier in dossiers_of(rows, LookUp(Filed(pairs))):
        yield case_of(dossier, "english", rows[dossier.article.id]["summary_english"])


def rows_of(name: str) -> dict[str, Any]:
    """Read references by article."""
    names = (name, "long-english.jsonl") if name == "dev-english.jsonl" else (name,)
    lines = [line for one in names for line in (GOLD / one).read_text("utf-8").splitlines()]
    return {row["id"]: row for row in map(json.loads, lines)}


def articles_of(rows: dict[str, Any]) -> list[Article]:
    """Give the articles that have references."""
    files = [str(GOLD / f"{name}-articles.jsonl") for name in ("dev", "dev2", "dev3", "dev4", "dev5", "dev6", "long")]
    return [one for one in Reader(files) if isinstance(one, Article) and one.id in rows]


def dossiers_of(rows: dict[str, Any], english: Stage) -> list[Dossier]:
    """Take articles to where a summary is made."""
    pipeline = Pipeline([Segment(), FindQuotes(), english, Align()])
    return [with_names(one) for one in pipeline.run(articles_of(rows)) if isinstance(one, Dossier)]


def case_of(dossier: Dossier, language: str, references: Sequence[str]) -> Case:
    """Read an article's signals and shorten its stretches as the summary does."""
    seen = signals_of(dossier)
    given, n_words, quoting = [], [], []
    for unit in seen.units:
        cuts = shortenings_of(dossier, unit).usual
        arabic, english = forms_of(dossier, unit, follows=True, cuts=cuts)
        form = arabic if language == "arabic" else arabic and english
        given.append(form.text if form else "")
        n_words.append(len(arabic.text.split()) if arabic else 0)
        quoting.append(bool(form and form.quotes))
    lead = [lead_of(dossier, unit, language) for unit in seen.units]
    return Case(
        dossier.article.id, language, seen, given, n_words, np.array(quoting), lead, tuple(references)
    )


def lead_of(dossier: Dossier, unit: Unit, language: str) -> str:
    """Give a stretch as the article has it."""
    if language == "arabic":
        return dossier.article.text_of(unit.arabic)
    english = dossier[Translation].paragraphs[unit.paragraph].english
    return english[slice(*unit.english)] if english and unit.english else ""


def tokens(text: str, language: str) -> list[str]:
    """Give the words that are compared."""
    if language == "arabic":
        return list(arabic_tokens(text))
    return [word.stem for word in english_words(text)]


def shared(text: str, reference: str, language: str) -> float:
    """Give the share of a text's words and word pairs that stand in a reference."""
    mine, theirs = tokens(text, language), tokens(reference, language)
    parts = []
    for n in (1, 2):
        ours, others = (Counter(zip(*(some[k:] for k in range(n)), strict=False)) for some in (mine, theirs))
        parts.append((ours & others).total() / max(1, ours.total()))
    return sum(parts) / len(parts)


def fit(cases: Sequence[Case]) -> Floats:
    """Give the weights; long stretches count more, as their share is surer."""
    table, target, mass = [], [], []
    for case in cases:
        for row, text in zip(case.seen.table, case.given, strict=True):
            if text:
                table.append(row)
                target.append(shared(text, case.references[0], case.language))
                mass.append(len(text.split()) ** 0.5)
    rows, weight = np.array(table), np.array(mass)
    squares = rows.T @ (rows * weight[:, None]) + RIDGE * np.eye(len(NAMES))
    weights: Floats = np.linalg.solve(squares, rows.T @ (weight * np.array(target)))
    return weights


def held_out(cases: Sequence[Case], budget: int) -> dict[str, Floats]:
    """Give the mean gains over both leads, each of three ROUGE kinds, by language."""
    rng = np.random.default_rng(1)
    gains: dict[str, list[Floats]] = {"arabic": [], "english": []}
    ids = sorted({case.id for case in cases})
    for _ in range(N_SHUFFLES):
        for part in np.array_split(rng.permutation(len(ids)), N_FOLDS):
            out = {ids[n] for n in part}
            weights = fit([case for case in cases if case.id not in out])
            for case in cases:
                if case.id in out:
                    gains[case.language].append(gain(case, weights, budget))
    return {language: np.mean(some, axis=0) for language, some in gains.items()}


def gain(case: Case, weights: Floats, budget: int) -> Floats:
    """Score one article's summary against both leads."""
    may = case.seen.is_sentence & np.array([bool(text) for text in case.given])
    scores = np.where(may, case.seen.table @ weights + SPEECH * case.is_quoting, -np.inf)
    scores[case.seen.first] += NEWS
    lengths = [(n,) for n in case.n_words]
    chosen = pick(scores, case.seen.likeness, MOST, redundancy=0.2, lengths=lengths, room=budget)
    text = " ".join(case.given[one.sentence] for one in sorted(chosen))
    leads = (" ".join(case.lead[:N_LEAD]), " ".join(" ".join(case.lead).split()[: len(text.split())]))
    mine, *theirs = (
        rouge(one, case.references, language=case.language).max(axis=0) for one in (text, *leads)
    )
    return np.array([mine - other for other in theirs])


if __name__ == "__main__":
    main(is_to_write="--write" in sys.argv[1:])
