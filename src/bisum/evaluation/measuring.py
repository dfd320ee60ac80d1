"""Measure records: every score of theirs, before it is laid out for one run or beside another's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from bisum.evaluation.attribution import attribution_tallies
from bisum.evaluation.external import ExternalScorer, external_tallies
from bisum.evaluation.faithfulness import faithfulness_tallies
from bisum.evaluation.measure import Floats, Section, Tally, finite
from bisum.evaluation.references import References
from bisum.evaluation.results import ParagraphScore
from bisum.evaluation.rouge import rouge_tallies, summary_texts
from bisum.evaluation.runs import Case, cases_of
from bisum.evaluation.scores import Segment, segments_of, translation_tallies
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
    """All tallies of some records; the segments are translated paragraphs with references."""

    cases: tuple[Case, ...]
    tallies: list[Tally]
    segments: list[Segment]
    by_segment: dict[str, Floats]
    unpaired: list[str] = field(default_factory=list)


def measure_records(
    records: Sequence[Record], references: References | None, effort: Effort, names: Sequence[NameRow]
) -> Measured:
    """Take every measure that the references allow, in the order of sections."""
    cases = cases_of(records, references, names)
    segments, unpaired = segments_of(cases)
    translation, by_segment = translation_tallies(segments, n_articles=len(cases), with_ter=effort.with_ter)
    external, by_segment_too = external_tallies(effort.scorers, cases, segments)
    tallies = [*translation, *external, *attribution_tallies(cases)]
    for language in LANGUAGES:
        tallies += rouge_tallies(cases, summary_texts(cases, language), language=language)
    tallies += faithfulness_tallies(cases)
    order = list(Section)
    tallies.sort(key=lambda one: order.index(one.measure.section))
    return Measured(
        cases=cases,
        tallies=tallies,
        segments=segments,
        by_segment=by_segment | by_segment_too,
        unpaired=unpaired,
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
