"""What an evaluation and a comparison say, as plain values: their JSON is these."""

from __future__ import annotations

from typing import Final

from bisum import __version__
from bisum.evaluation.figures.measure import Tally
from bisum.evaluation.figures.significance import METHOD, Interval, Verdict
from bisum.model.base import Value

RESULT_VERSION: Final = 1


class Figure(Value, frozen=True, kw_only=True):
    """One measure's score over a run.

    Attributes:
        measure: Its key.
        title: A few words.
        section: ``translation``, ``quotations``, ``summary`` or ``faithfulness``.
        better: ``higher``, ``lower`` or ``neither``.
        basis: ``references``, ``gold`` or ``run``: what it was measured against.
        out_of: 100 for percentages and the like, None where scores have no end.
        score: None where there was nothing to measure.
        interval: 95 %, by bootstrap over articles; None where it can't be had.
        n: How many of ``unit`` there were.
        unit: What ``n`` counts.
        n_articles: How many articles had something to measure.
        signature: What defines the figure, for scores that other programs give too.
    """

    measure: str
    title: str
    section: str
    better: str
    basis: str
    out_of: float | None
    score: float | None
    interval: Interval | None
    n: int
    unit: str
    n_articles: int
    signature: str | None = None


class Group(Value, frozen=True, kw_only=True):
    """The figures of the articles of one source or genre."""

    by: str
    name: str
    n_articles: int
    figures: tuple[Figure, ...]


class ArticleScores(Value, frozen=True, kw_only=True):
    """Each measure's score for one article, None where it has nothing to measure."""

    id: str
    scores: dict[str, float | None]


class ArticlePair(Value, frozen=True, kw_only=True):
    """Each measure's score for one article in two runs, None where it has nothing to measure."""

    id: str
    first: dict[str, float | None]
    second: dict[str, float | None]


class ParagraphScore(Value, frozen=True, kw_only=True):
    """The text scores of one paragraph."""

    id: str
    paragraph: int
    scores: dict[str, float | None]


class ParagraphPair(Value, frozen=True, kw_only=True):
    """The text scores of one paragraph in two runs."""

    id: str
    paragraph: int
    first: dict[str, float | None]
    second: dict[str, float | None]


class Example(Value, frozen=True, kw_only=True):
    """One place worth reading.

    Attributes:
        kind: What it is an example of, the heading it stands under.
        id: The article's id.
        paragraph: Its number; None for a summary.
        note: What is wrong or different, in words.
        arabic: The Arabic; None where it does not matter.
        english: The run's English; the first run's in a comparison.
        other: The second run's English; None outside a comparison.
        reference: The reference's English.
        score: What it was chosen by, higher or lower as ``kind`` says.
    """

    kind: str
    id: str
    paragraph: int | None
    note: str
    arabic: str | None
    english: str | None
    other: str | None = None
    reference: str | None = None
    score: float | None = None


class Baseline(Value, frozen=True, kw_only=True):
    """How the summaries stand against the first sentences of the articles.

    Attributes:
        measure: The ROUGE measure.
        title: Its words.
        against: ``lead-3`` or ``lead of as many words``.
        score: The baseline's.
        gain: The run's score minus the baseline's.
        verdict: Whether that is a difference.
    """

    measure: str
    title: str
    against: str
    score: float | None
    gain: float | None
    verdict: Verdict


class Evaluation(Value, frozen=True, kw_only=True):
    """What ``bisum eval`` says of a run.

    Attributes:
        version: Of this form.
        bisum: Which one measured.
        run: The folder, as it was named.
        models: What made the English.
        summaries: The methods that wrote the summaries.
        method: How intervals and p were had, with its sources.
        cautions: What the models warn of.
        references: The reference files; empty without any.
        references_sha256: Their digest.
        n_articles: Records evaluated.
        notes: What a reader must know before reading a figure: few articles, articles
            without a record, articles that could not be paired.
        figures: In the order of the tables.
        baselines: Empty without reference summaries.
        groups: By source and by genre where the articles tell.
        articles: Scores by article.
        paragraphs: Text scores by paragraph.
        examples: Worst places, by kind.
    """

    version: int = RESULT_VERSION
    bisum: str = __version__
    run: str
    models: tuple[str, ...]
    summaries: tuple[str, ...] = ()
    method: str = METHOD
    cautions: tuple[str, ...]
    references: tuple[str, ...]
    references_sha256: str | None
    n_articles: int
    notes: tuple[str, ...]
    figures: tuple[Figure, ...]
    baselines: tuple[Baseline, ...] = ()
    groups: tuple[Group, ...] = ()
    articles: tuple[ArticleScores, ...] = ()
    paragraphs: tuple[ParagraphScore, ...] = ()
    examples: tuple[Example, ...] = ()

    def figure(self, measure: str) -> Figure | None:
        """Give the figure of a measure, None where it was not measured."""
        return next((one for one in self.figures if one.measure == measure), None)


class Difference(Value, frozen=True, kw_only=True):
    """One measure in two runs.

    Attributes:
        first: The first run's figure.
        second: The second run's.
        change: Second minus first; None where either is None.
        n_different: How many articles differ in what was counted.
        verdict: Whether that is a difference.
        winner: ``first`` or ``second`` where the difference is significant and the measure
            has a good way, else None.
    """

    first: Figure
    second: Figure
    change: float | None
    n_different: int
    verdict: Verdict
    winner: str | None


class DifferenceGroup(Value, frozen=True, kw_only=True):
    """The differences over the articles of one source or genre."""

    by: str
    name: str
    n_articles: int
    differences: tuple[Difference, ...]


class StagePair(Value, frozen=True, kw_only=True):
    """A stage that made the two runs' records in different ways.

    Attributes:
        stage: Its name.
        first: Its signatures in the first run, as the records have them.
        second: Those in the second.
    """

    stage: str
    first: tuple[str, ...]
    second: tuple[str, ...]


class Comparison(Value, frozen=True, kw_only=True):
    """What ``bisum compare`` says of two runs.

    Attributes:
        version: Of this form.
        bisum: Which one compared.
        first: The first run's folder.
        second: The second's.
        first_models: What made the first run's English.
        second_models: What made the second's.
        first_summaries: The methods that wrote the first run's summaries.
        second_summaries: Those of the second.
        stages: The stages that worked differently; empty where both runs were made in one way.
        method: How intervals and p were had, with its sources.
        cautions: What the models of either run warn of.
        references: The reference files; empty without any.
        references_sha256: Their digest.
        n_articles: Records in both runs.
        n_same_english: How many of these have the same English: title, paragraphs and summary.
        notes: As in ``Evaluation``.
        differences: In the order of the tables.
        groups: By source and by genre where the articles tell, of those large enough for a verdict.
        articles: Scores by article, of both.
        paragraphs: Text scores by paragraph, of both.
        examples: Most different places, by kind.
    """

    version: int = RESULT_VERSION
    bisum: str = __version__
    first: str
    second: str
    first_models: tuple[str, ...] = ()
    second_models: tuple[str, ...] = ()
    first_summaries: tuple[str, ...] = ()
    second_summaries: tuple[str, ...] = ()
    stages: tuple[StagePair, ...] = ()
    method: str = METHOD
    cautions: tuple[str, ...]
    references: tuple[str, ...]
    references_sha256: str | None
    n_articles: int
    n_same_english: int
    notes: tuple[str, ...]
    differences: tuple[Difference, ...]
    groups: tuple[DifferenceGroup, ...] = ()
    articles: tuple[ArticlePair, ...] = ()
    paragraphs: tuple[ParagraphPair, ...] = ()
    examples: tuple[Example, ...] = ()


def figure_of(tally: Tally, interval: Interval | None) -> Figure:
    """Give a tally's written form."""
    measure = tally.measure
    return Figure(
        measure=measure.name,
        title=measure.title,
        section=measure.section.value,
        better=measure.better.value,
        basis=measure.basis,
        out_of=measure.out_of,
        score=tally.score,
        interval=interval,
        n=tally.n,
        unit=measure.unit,
        n_articles=tally.n_articles,
        signature=measure.signature,
    )
