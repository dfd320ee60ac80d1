"""Compare two runs: all measures over the articles that both have, and a test of each difference."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bisum.errors import ConfigError
from bisum.evaluation.figures.measure import Better, Tally
from bisum.evaluation.figures.results import (
    ArticlePair,
    Comparison,
    Difference,
    DifferenceGroup,
    Example,
    Figure,
    ParagraphPair,
    StagePair,
    figure_of,
)
from bisum.evaluation.figures.significance import (
    ALPHA,
    Verdict,
    compare_tallies,
    intervals,
    least_p,
    n_different,
)
from bisum.evaluation.inputs.grouping import groups_of
from bisum.evaluation.inputs.references import References
from bisum.evaluation.inputs.runs import Run
from bisum.evaluation.measuring import Effort, Measured, by_article, by_paragraph, gain, measure_records
from bisum.evaluation.report.differing import different_examples
from bisum.evaluation.report.notes import lacking, named, notes_on, unasked, undecidable, unpaired
from bisum.model.record import Record


def compare(
    first: Run, second: Run, references: References | None, *, effort: Effort | None = None
) -> Comparison:
    """Measure two runs on the articles that both have, and test each difference.

    Raises:
        ConfigError: The runs share no article, or something that a score needs is missing.
        EngineError: A program of its own broke its contract.
    """
    pairs = _pairs(first, second)
    ours, theirs = [a for a, _ in pairs], [b for _, b in pairs]
    effort = effort or Effort()
    n_same = sum(_english(a) == _english(b) for a, b in pairs)
    one = measure_records(ours, references, effort, first.names)
    other = measure_records(theirs, references, effort, second.names)
    differences = _differences(one.tallies, other.tallies)
    return Comparison(
        first=first.name,
        second=second.name,
        cautions=tuple(dict.fromkeys((*first.cautions, *second.cautions))),
        references=references.names if references else (),
        references_sha256=references.sha256 if references else None,
        n_articles=len(pairs),
        n_same_english=n_same,
        first_models=first.models,
        second_models=second.models,
        first_summaries=first.summaries,
        second_summaries=second.summaries,
        stages=_stages(ours, theirs),
        notes=(
            *_left_out(first, second, ours),
            *_left_out(second, first, ours),
            *notes_on(ours, references, one.tallies, others=(*first.records, *second.records)),
            *undecidable(differences),
            *unpaired(one.unpaired),
            *unasked(one.unasked),
            *(f"{first.name}: {note}" for note in lacking(one.cases, one.segments)),
            *(f"{second.name}: {note}" for note in lacking(other.cases, other.segments)),
        ),
        differences=differences,
        groups=_groups(ours, one.tallies, other.tallies),
        articles=_articles(one, other),
        paragraphs=_both(one, other),
        examples=_different(one, other),
    )


def _pairs(first: Run, second: Run) -> list[tuple[Record, Record]]:
    """Give the records of the articles that both runs have, with the same text.

    Raises:
        ConfigError: There are none.
    """
    others = {record.id: record for record in second.records}
    pairs = [(record, others[record.id]) for record in first.records if record.id in others]
    pairs = [(a, b) for a, b in pairs if _arabic(a) == _arabic(b)]
    if not pairs:
        msg = (
            f"{first.name} (its first article is {first.records[0].id!r}) and {second.name} (it is "
            f"{second.records[0].id!r}) have no article in common; compare runs over the same input"
        )
        raise ConfigError(msg)
    return pairs


def _left_out(run: Run, other: Run, compared: Sequence[Record]) -> Iterator[str]:
    """Name the articles of a run that are not compared, by the reason."""
    there, taken = {record.id for record in other.records}, {record.id for record in compared}
    left = [record.id for record in run.records if record.id not in taken]
    for ids, why in (
        ([name for name in left if name not in there], f"are not in {other.name}"),
        ([name for name in left if name in there], f"have another text in {other.name}"),
    ):
        if ids:
            n = f"{len(ids)} of {len(run.records)} articles of {run.name}"
            yield f"{n} {why} and are in no figure: {named(ids)}"


def _differences(ours: Sequence[Tally], theirs: Sequence[Tally]) -> tuple[Difference, ...]:
    """Test each measure that both have over the same units."""
    tallies = [
        (a, b)
        for a in ours
        for b in theirs
        if a.measure.name == b.measure.name and a.rows.shape == b.rows.shape
    ]
    firsts, seconds = [a for a, _ in tallies], [b for _, b in tallies]
    found = zip(tallies, intervals(firsts), intervals(seconds), compare_tallies(firsts, seconds), strict=True)
    return tuple(
        _difference(pair, (figure_of(pair[0], one), figure_of(pair[1], other)), verdict)
        for pair, one, other, verdict in found
    )


def _groups(
    records: Sequence[Record], ours: Sequence[Tally], theirs: Sequence[Tally]
) -> tuple[DifferenceGroup, ...]:
    """Test each measure over the articles of each source and genre that has enough of them."""
    return tuple(
        DifferenceGroup(
            by=group.by,
            name=group.name,
            n_articles=len(group.at),
            differences=_differences([a.of(group.at) for a in ours], [b.of(group.at) for b in theirs]),
        )
        for group in groups_of(records)
        if least_p(len(group.at)) < ALPHA
    )


def _different(one: Measured, other: Measured) -> tuple[Example, ...]:
    chrf = (one.by_segment["chrf"], other.by_segment["chrf"]) if one.by_segment else None
    return different_examples(one.cases, other.cases, (one.segments, other.segments), chrf)


def _articles(one: Measured, other: Measured) -> tuple[ArticlePair, ...]:
    pairs = zip(by_article(one), by_article(other), strict=True)
    return tuple(ArticlePair(id=a.id, first=a.scores, second=b.scores) for a, b in pairs)


def _both(one: Measured, other: Measured) -> tuple[ParagraphPair, ...]:
    pairs = zip(by_paragraph(one), by_paragraph(other), strict=True)
    return tuple(
        ParagraphPair(id=a.id, paragraph=a.paragraph, first=a.scores, second=b.scores) for a, b in pairs
    )


def _difference(tallies: tuple[Tally, Tally], figures: tuple[Figure, Figure], verdict: Verdict) -> Difference:
    first, second = figures
    change = gain(second.score, first.score)
    winner = None
    if verdict.is_significant and change and first.better != Better.NEITHER.value:
        winner = "second" if (change > 0) == (first.better == Better.HIGHER.value) else "first"
    return Difference(
        first=first,
        second=second,
        change=change,
        n_different=n_different(*tallies),
        verdict=verdict,
        winner=winner,
    )


def _stages(ours: Sequence[Record], theirs: Sequence[Record]) -> tuple[StagePair, ...]:
    """Give the stages whose signatures differ between two runs' records."""
    first, second = _signatures(ours), _signatures(theirs)
    names = dict.fromkeys((*first, *second))
    return tuple(
        StagePair(stage=name, first=tuple(first.get(name, ())), second=tuple(second.get(name, ())))
        for name in names
        if set(first.get(name, ())) != set(second.get(name, ()))
    )


def _signatures(records: Sequence[Record]) -> dict[str, dict[str, None]]:
    """Give each stage's signatures, in the order in which the records have them."""
    found: dict[str, dict[str, None]] = {}
    for record in records:
        for line in record.provenance.stages:
            name, _, signature = line.partition("=")
            found.setdefault(name, {})[signature] = None
    return found


def _arabic(record: Record) -> tuple[str, ...]:
    return tuple(paragraph.arabic for paragraph in record.paragraphs)


def _english(record: Record) -> tuple[object, ...]:
    summary = tuple(sentence.text for sentence in record.summary.english)
    return (record.title_english, *(paragraph.english for paragraph in record.paragraphs), *summary)
