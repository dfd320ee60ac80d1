"""BLEU, chrF and TER of the English paragraphs, with sacrebleu's signatures.

sacrebleu counts; the sums become scores by formulas of our own that work on thousands of
resamples at once and give sacrebleu's figures to the last digit shown.
"""

from __future__ import annotations

import importlib
import logging
from collections.abc import Sequence
from types import ModuleType
from typing import Final, NamedTuple

import numpy as np

from bisum.errors import ConfigError
from bisum.evaluation.figures.measure import Better, Floats, Formula, Measure, Section, Tally
from bisum.evaluation.inputs.runs import Case
from bisum.text import one_line

INSTALL: Final = "pip install 'bisum[evaluation]'"

_ORDERS: Final = 4  # of BLEU's word n-grams
_CHAR_ORDERS: Final = 6  # of chrF's character n-grams
_BETA_SQUARED: Final = 4.0  # chrF weighs recall twice as much as precision


class Segment(NamedTuple):
    """One paragraph as the text scores see it.

    Attributes:
        article: Index of its case.
        paragraph: Its number.
        source: The Arabic.
        hypothesis: The run's English on one line; empty where it is missing.
        reference: The reference's English on one line.
    """

    article: int
    paragraph: int
    source: str
    hypothesis: str
    reference: str


def segments_of(cases: Sequence[Case]) -> tuple[list[Segment], list[str]]:
    """Pair the paragraphs of each article with their reference.

    A paragraph without English is scored as an empty one; one whose reference is empty
    is left out.

    Returns:
        The pairs in reading order, and one line on each article that could not be paired
        since its number of paragraphs differs; a pairing is never guessed.
    """
    segments: list[Segment] = []
    unpaired: list[str] = []
    for n, case in enumerate(cases):
        expected = case.reference.english if case.reference else None
        if expected is None:
            continue
        paragraphs = case.record.paragraphs
        if len(expected) != len(paragraphs):
            unpaired.append(
                f"{case.record.id!r}: {len(paragraphs)} paragraphs, its reference has {len(expected)}; "
                "left out of the translation scores"
            )
            continue
        for number, (paragraph, english) in enumerate(zip(paragraphs, expected, strict=True)):
            if english.strip():
                hypothesis, reference = one_line(paragraph.english or ""), one_line(english)
                segments.append(Segment(n, number, paragraph.arabic, hypothesis, reference))
    return segments, unpaired


class _Metric(NamedTuple):
    name: str
    title: str
    kind: str
    formula: Formula
    better: Better


def translation_tallies(
    segments: Sequence[Segment], *, n_articles: int, with_ter: bool = True
) -> tuple[list[Tally], dict[str, Floats]]:
    """Score paragraphs against their references.

    Args:
        segments: All of them; none gives no tallies.
        n_articles: How many cases the segments' ``article`` counts over.
        with_ter: TER searches for shifts, which takes most of the time.

    Returns:
        One tally a score, and each score by segment under its name, shape (segments,).

    Raises:
        ConfigError: sacrebleu isn't installed.
    """
    if not segments:
        return [], {}
    metrics = package("sacrebleu.metrics")
    hypotheses = [segment.hypothesis for segment in segments]
    references = [[segment.reference for segment in segments]]
    at = np.array([segment.article for segment in segments], dtype=np.intp)
    counts = np.bincount(at, minlength=n_articles).astype(np.float64)
    tallies, by_segment = [], {}
    for metric in _METRICS[: None if with_ter else -1]:
        scorer = getattr(metrics, metric.kind)()
        table = np.asarray(
            # The only way to sacrebleu's counts by segment; the tests compare with its own figures.
            scorer._extract_corpus_statistics(hypotheses, references),  # noqa: SLF001
            dtype=np.float64,
        )
        rows = np.zeros((n_articles, table.shape[1]))
        np.add.at(rows, at, table)
        measure = Measure(
            name=metric.name,
            title=metric.title,
            section=Section.TRANSLATION,
            formula=metric.formula,
            unit="paragraphs",
            better=metric.better,
            basis="references",
            signature=str(scorer.get_signature()),
        )
        tallies.append(Tally(measure=measure, rows=rows, counts=counts))
        by_segment[metric.name] = metric.formula(table)
    return tallies, by_segment


def package(name: str) -> ModuleType:
    """Import a package of the ``evaluation`` extra.

    Raises:
        ConfigError: It isn't installed.
    """
    try:
        found = importlib.import_module(name)
    except ModuleNotFoundError as fault:
        if fault.name is None or fault.name.partition(".")[0] != name.partition(".")[0]:
            raise
        msg = f"the package {name.partition('.')[0]} is needed for this score and not installed: {INSTALL}"
        raise ConfigError(msg) from None
    logging.getLogger("absl").setLevel(logging.WARNING)  # rouge-score tells of every default it takes
    return found


def bleu(sums: Floats) -> Floats:
    """Turn hypothesis length, reference length, four matches and four totals into BLEU.

    Smoothing is sacrebleu's ``exp``: each order without a match counts half of the one before.
    """
    n_hypothesis, n_reference = sums[..., 0], sums[..., 1]
    correct, total = sums[..., 2 : 2 + _ORDERS], sums[..., 2 + _ORDERS :]
    halvings = np.cumsum((correct == 0) & (total > 0), axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        matched = np.where(correct > 0, correct, 0.5**halvings)
        precision = np.where(total > 0, matched / total, 0.0)
        logs = np.log(100.0 * precision).sum(axis=-1) / _ORDERS
        penalty = np.where(n_hypothesis < n_reference, np.exp(1.0 - n_reference / n_hypothesis), 1.0)
        score = np.where(correct.any(axis=-1), penalty * np.exp(logs), 0.0)
    return np.where(n_reference > 0, score, np.nan)


def chrf(sums: Floats) -> Floats:
    """Turn six triples (hypothesis n-grams, reference n-grams, matches) into chrF2."""
    triples = sums.reshape(*sums.shape[:-1], _CHAR_ORDERS, 3)
    n_hypothesis, n_reference, matches = triples[..., 0], triples[..., 1], triples[..., 2]
    counts = (n_hypothesis > 0) & (n_reference > 0)
    n_orders = counts.sum(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        precision = np.where(counts, matches / n_hypothesis, 0.0).sum(axis=-1) / n_orders
        recall = np.where(counts, matches / n_reference, 0.0).sum(axis=-1) / n_orders
        score = (1.0 + _BETA_SQUARED) * precision * recall / (_BETA_SQUARED * precision + recall)
    known = np.where(precision + recall > 0, score, 0.0)
    return np.where(n_reference.sum(axis=-1) > 0, 100.0 * known, np.nan)


def ter(sums: Floats) -> Floats:
    """Turn edits and reference words into TER."""
    edits, words = sums[..., 0], sums[..., 1]
    return np.where(words > 0, 100.0 * edits / np.maximum(words, 1e-9), np.nan)


_METRICS: Final = (
    _Metric("bleu", "BLEU", "BLEU", bleu, Better.HIGHER),
    _Metric("chrf", "chrF", "CHRF", chrf, Better.HIGHER),
    _Metric("ter", "TER", "TER", ter, Better.LOWER),
)
