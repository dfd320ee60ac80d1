"""Measure records: every score of theirs, before it is laid out for one run or beside another's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from bisum.errors import ConfigError
from bisum.evaluation.faithfulness.faithful import faithfulness_tallies
from bisum.evaluation.figures.measure import Floats, Section, Tally, finite
from bisum.evaluation.figures.results import ArticleScores, ParagraphScore
from bisum.evaluation.inputs.references import References
from bisum.evaluation.inputs.runs import Case, cases_of
from bisum.evaluation.quotations.attribution import attribution_tallies
from bisum.evaluation.texts.external import ExternalScorer, external_tallies
from bisum.evaluation.texts.rouge import rouge_tallies, summary_texts
from bisum.evaluation.texts.scores import Segment, segments_of, translation_tallies
from bisum.model.name import NameRow
from bisum.model.record import Record

LANGUAGES: Final = ("english", "arabic")


@dataclass(frozen=True, kw_only=True)
class Effort:
    """What may be left out, and what is added.

    Attributes:
        with_ter: TER takes most of the time.
        scorers: Programs of their own that score texts too.
    """

    with_ter: bool = True
    scorers: tuple[ExternalScorer, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Measured:
    """All tallies of some records.

    Attributes:
        cases: The articles.
        tallies: In the order of the tables.
        segments: Translated paragraphs with references.
        by_segment: Their scores, by measure.
        unpaired: A line on each article whose reference has other paragraphs.
        unasked: Programs for which there was no text.
    """

    cases: tuple[Case, ...]
    tallies: list[Tally]
    segments: list[Segment]
    by_segment: dict[str, Floats]
    unpaired: list[str] = field(default_factory=list)
    unasked: list[ExternalScorer] = field(default_factory=list)


def measure_records(
    records: Sequence[Record], references: References | None, effort: Effort, names: Sequence[NameRow]
) -> Measured:
    """Take every measure that the references allow, in the order of sections.

    Raises:
        ConfigError: A package or program that a score needs is missing, or a program is
            called as a measure is.
        EngineError: A program of its own broke its contract.
    """
    cases = cases_of(records, references, names)
    segments, unpaired = segments_of(cases)
    translation, by_segment = translation_tallies(segments, n_articles=len(cases), with_ter=effort.with_ter)
    tallies = [*translation, *attribution_tallies(cases)]
    for language in LANGUAGES:
        tallies += rouge_tallies(cases, summary_texts(cases, language), language=language)
    tallies += faithfulness_tallies(cases)
    _refuse_clashes(effort.scorers, tallies)
    external, by_segment_too = external_tallies(effort.scorers, cases, segments)
    asked = {one.measure.name for one in external}
    tallies += external
    order = list(Section)
    tallies.sort(key=lambda one: order.index(one.measure.section))
    return Measured(
        cases=cases,
        tallies=tallies,
        segments=segments,
        by_segment=by_segment | by_segment_too,
        unpaired=unpaired,
        unasked=[one for one in effort.scorers if one.name not in asked],
    )


def _refuse_clashes(scorers: Sequence[ExternalScorer], tallies: Sequence[Tally]) -> None:
    taken = {one.measure.name for one in tallies}
    if clash := [one.name for one in scorers if one.name in taken]:
        msg = (
            f"scorers: {', '.join(clash)} is the key of a measure of bisum's own; call the program otherwise"
        )
        raise ConfigError(msg)


def by_article(measured: Measured) -> tuple[ArticleScores, ...]:
    """Give the scores of each article."""
    scores = {one.measure.name: one.measure.formula(one.rows) for one in measured.tallies}
    return tuple(
        ArticleScores(id=case.record.id, scores={name: finite(column[n]) for name, column in scores.items()})
        for n, case in enumerate(measured.cases)
    )


def by_paragraph(measured: Measured) -> tuple[ParagraphScore, ...]:
    """Give the scores of each paragraph that has a reference."""
    return tuple(
        ParagraphScore(
            id=measured.cases[segment.article].record.id,
            paragraph=segment.paragraph,
            scores={name: finite(column[n]) for name, column in measured.by_segment.items()},
        )
        for n, segment in enumerate(measured.segments)
    )


def gain(score: float | None, over: float | None) -> float | None:
    """Give how much higher a score is; None where either is unknown."""
    return None if score is None or over is None else score - over
