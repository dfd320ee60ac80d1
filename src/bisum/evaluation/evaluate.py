"""Evaluate one run, or compare two: all measures over all articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import msgspec

from bisum.errors import ConfigError
from bisum.evaluation.attribution import attribution_tallies
from bisum.evaluation.examples import different_examples, worst_examples
from bisum.evaluation.external import ExternalScorer, external_tallies
from bisum.evaluation.faithfulness import faithfulness_tallies
from bisum.evaluation.leads import lead, lead_of_words
from bisum.evaluation.measure import Better, Floats, Section, Tally, finite
from bisum.evaluation.notes import lacking, notes_on
from bisum.evaluation.references import References
from bisum.evaluation.results import (
    ArticleScores,
    Baseline,
    Comparison,
    Difference,
    Evaluation,
    Example,
    Figure,
    Group,
    ParagraphPair,
    ParagraphScore,
    figure_of,
)
from bisum.evaluation.rouge import rouge_tallies, summary_texts
from bisum.evaluation.runs import Case, Run, cases_of
from bisum.evaluation.scores import Segment, segments_of, translation_tallies
from bisum.evaluation.significance import Verdict, compare_tallies, intervals
from bisum.model.name import NameRow
from bisum.model.record import Record

LANGUAGES: Final = ("english", "arabic")
_GENRE_FIELDS: Final = ("genre", "category")


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
class _Measured:
    cases: tuple[Case, ...]
    tallies: list[Tally]
    segments: list[Segment]
    by_segment: dict[str, Floats]
    unpaired: list[str] = field(default_factory=list)


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
    measured = _measure(run.records, references, effort or Effort(), run.names)
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
            *measured.unpaired,
            *lacking(measured.cases, measured.segments),
        ),
        figures=tuple(map(figure_of, tallies, intervals(tallies))),
        baselines=_baselines(measured.cases, tallies),
        groups=_groups(run.records, tallies),
        articles=_by_article(run.records, tallies),
        paragraphs=_by_paragraph(measured),
        examples=worst_examples(measured.cases, measured.segments, measured.by_segment.get("chrf")),
    )


def compare(
    first: Run, second: Run, references: References | None, *, effort: Effort | None = None
) -> Comparison:
    """Measure two runs on the articles that both have, and test each difference.

    Raises:
        ConfigError: The runs share no article, or something that a score needs is missing.
        EngineError: A program of its own broke its contract.
    """
    others = {record.id: record for record in second.records}
    pairs = [
        (record, others[record.id])
        for record in first.records
        if record.id in others and _arabic(record) == _arabic(others[record.id])
    ]
    if not pairs:
        msg = f"{first.name} and {second.name} have no article in common; compare runs over the same input"
        raise ConfigError(msg)
    effort = effort or Effort()
    one = _measure([a for a, _ in pairs], references, effort, first.names)
    other = _measure([b for _, b in pairs], references, effort, second.names)
    tallies = [
        (a, b)
        for a in one.tallies
        for b in other.tallies
        if a.measure.name == b.measure.name and a.rows.shape == b.rows.shape
    ]
    a_tallies, b_tallies = [a for a, _ in tallies], [b for _, b in tallies]
    figures = zip(
        map(figure_of, a_tallies, intervals(a_tallies)),
        map(figure_of, b_tallies, intervals(b_tallies)),
        compare_tallies(a_tallies, b_tallies),
        strict=True,
    )
    left_out = [
        f"{len(run.records) - len(pairs)} of {len(run.records)} articles of {run.name} are not in the other "
        "run, or have another text there; they are in no figure"
        for run in (first, second)
        if len(run.records) > len(pairs)
    ]
    return Comparison(
        first=first.name,
        second=second.name,
        cautions=tuple(dict.fromkeys((*first.cautions, *second.cautions))),
        references=references.names if references else (),
        references_sha256=references.sha256 if references else None,
        n_articles=len(pairs),
        n_same_english=sum(_english(a) == _english(b) for a, b in pairs),
        first_models=first.models,
        second_models=second.models,
        first_summaries=first.summaries,
        second_summaries=second.summaries,
        notes=(
            *left_out,
            *notes_on([a for a, _ in pairs], references, one.tallies),
            *one.unpaired,
            *(f"{first.name}: {note}" for note in lacking(one.cases, one.segments)),
            *(f"{second.name}: {note}" for note in lacking(other.cases, other.segments)),
        ),
        differences=tuple(_difference(a, b, verdict) for a, b, verdict in figures),
        paragraphs=_both(one, other),
        examples=_different(one, other),
    )


def _different(one: _Measured, other: _Measured) -> tuple[Example, ...]:
    chrf = (one.by_segment["chrf"], other.by_segment["chrf"]) if one.by_segment else None
    return different_examples(one.cases, other.cases, (one.segments, other.segments), chrf)


def _both(one: _Measured, other: _Measured) -> tuple[ParagraphPair, ...]:
    pairs = zip(_by_paragraph(one), _by_paragraph(other), strict=True)
    return tuple(
        ParagraphPair(id=a.id, paragraph=a.paragraph, first=a.scores, second=b.scores) for a, b in pairs
    )


def _measure(
    records: Sequence[Record], references: References | None, effort: Effort, names: Sequence[NameRow]
) -> _Measured:
    cases = cases_of(records, references, names)
    segments, unpaired = segments_of(cases)
    translation, by_segment = translation_tallies(segments, n_articles=len(cases), with_ter=effort.with_ter)
    tallies = [
        *translation,
        *external_tallies(effort.scorers, cases, segments),
        *attribution_tallies(cases),
    ]
    for language in LANGUAGES:
        tallies += rouge_tallies(cases, summary_texts(cases, language), language=language)
    tallies += faithfulness_tallies(cases)
    order = list(Section)
    tallies.sort(key=lambda one: order.index(one.measure.section))
    return _Measured(
        cases=cases, tallies=tallies, segments=segments, by_segment=by_segment, unpaired=unpaired
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
                        gain=_minus(we.score, they.score),
                        verdict=verdict,
                    )
                )
    return tuple(found)


def _groups(records: Sequence[Record], tallies: Sequence[Tally]) -> tuple[Group, ...]:
    found = []
    for by, names in (
        ("source", [record.source for record in records]),
        ("genre", [_genre(record) for record in records]),
    ):
        known = sorted({name for name in names if name})
        for name in known:
            at = [n for n, one in enumerate(names) if one == name]
            part = [one.of(at) for one in tallies]
            figures = map(figure_of, part, intervals(part))
            found.append(Group(by=by, name=name, n_articles=len(at), figures=tuple(figures)))
    return tuple(found)


def _genre(record: Record) -> str | None:
    extra = msgspec.json.decode(record.extra)
    if isinstance(extra, dict):
        for name in _GENRE_FIELDS:
            if isinstance(extra.get(name), str) and extra[name].strip():
                return str(extra[name])
    return None


def _by_article(records: Sequence[Record], tallies: Sequence[Tally]) -> tuple[ArticleScores, ...]:
    scores = {one.measure.name: one.measure.formula(one.rows) for one in tallies}
    return tuple(
        ArticleScores(id=record.id, scores={name: finite(column[n]) for name, column in scores.items()})
        for n, record in enumerate(records)
    )


def _by_paragraph(measured: _Measured) -> tuple[ParagraphScore, ...]:
    return tuple(
        ParagraphScore(
            id=measured.cases[segment.article].record.id,
            paragraph=segment.paragraph,
            scores={name: finite(column[n]) for name, column in measured.by_segment.items()},
        )
        for n, segment in enumerate(measured.segments)
    )


def _difference(first: Figure, second: Figure, verdict: Verdict) -> Difference:
    change = _minus(second.score, first.score)
    winner = None
    if verdict.is_significant and change and first.better != Better.NEITHER.value:
        winner = "second" if (change > 0) == (first.better == Better.HIGHER.value) else "first"
    return Difference(first=first, second=second, change=change, verdict=verdict, winner=winner)


def _minus(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one - other


def _arabic(record: Record) -> tuple[str, ...]:
    return tuple(paragraph.arabic for paragraph in record.paragraphs)


def _english(record: Record) -> tuple[object, ...]:
    summary = tuple(sentence.text for sentence in record.summary.english)
    return (record.title_english, *(paragraph.english for paragraph in record.paragraphs), *summary)
