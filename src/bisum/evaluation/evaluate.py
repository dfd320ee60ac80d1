"""Evaluate one run: all measures over all articles."""

from __future__ import annotations

from collections.abc import Sequence

from bisum.evaluation.figures.measure import Tally
from bisum.evaluation.figures.results import (
    Baseline,
    Evaluation,
    Group,
    figure_of,
)
from bisum.evaluation.figures.significance import compare_tallies, intervals
from bisum.evaluation.inputs.grouping import groups_of
from bisum.evaluation.inputs.references import References
from bisum.evaluation.inputs.runs import Case, Run
from bisum.evaluation.measuring import LANGUAGES, Effort, by_article, by_paragraph, gain, measure_records
from bisum.evaluation.report.examples import worst_examples
from bisum.evaluation.report.notes import lacking, notes_on, unasked, unpaired
from bisum.evaluation.texts.leads import lead, lead_of_words
from bisum.evaluation.texts.rouge import rouge_tallies
from bisum.model.record import Record


def evaluate(run: Run, references: References | None, *, effort: Effort | None = None) -> Evaluation:
    """Measure a run.

    Args:
        run: The run.
        references: None to measure only what needs none.
        effort: What to leave out or add.

    Raises:
        ConfigError: A package or program that a score needs is missing.
        EngineError: A program of its own broke its contract.
    """
    measured = measure_records(run.records, references, effort or Effort(), run.names)
    tallies = measured.tallies
    return Evaluation(
        run=run.name,
        models=run.models,
        cautions=run.cautions,
        references=references.names if references else (),
        references_sha256=references.sha256 if references else None,
        n_articles=len(run.records),
        summaries=run.summaries,
        notes=(
            *notes_on(run.records, references, tallies),
            *unpaired(measured.unpaired),
            *unasked(measured.unasked),
            *lacking(measured.cases, measured.segments),
        ),
        figures=tuple(map(figure_of, tallies, intervals(tallies))),
        baselines=_baselines(measured.cases, tallies),
        groups=_groups(run.records, tallies),
        articles=by_article(measured),
        paragraphs=by_paragraph(measured),
        examples=worst_examples(measured.cases, measured.segments, measured.by_segment.get("chrf")),
    )


def _baselines(cases: Sequence[Case], tallies: Sequence[Tally]) -> tuple[Baseline, ...]:
    own = {one.measure.name: one for one in tallies}
    found = []
    for against, words in (("lead-3", lead), ("lead of as many words", lead_of_words)):
        for language in LANGUAGES:
            texts = [words(case.record, language) for case in cases]
            theirs = [
                one
                for one in rouge_tallies(cases, texts, language=language)
                if not one.measure.name.endswith("_mean")
            ]
            ours = [own[one.measure.name] for one in theirs]
            for we, they, verdict in zip(ours, theirs, compare_tallies(theirs, ours), strict=True):
                found.append(
                    Baseline(
                        measure=they.measure.name,
                        title=they.measure.title,
                        against=against,
                        score=they.score,
                        gain=gain(we.score, they.score),
                        verdict=verdict,
                    )
                )
    return tuple(found)


def _groups(records: Sequence[Record], tallies: Sequence[Tally]) -> tuple[Group, ...]:
    found = []
    for group in groups_of(records):
        part = [one.of(group.at) for one in tallies]
        figures = map(figure_of, part, intervals(part))
        found.append(Group(by=group.by, name=group.name, n_articles=len(group.at), figures=tuple(figures)))
    return tuple(found)
