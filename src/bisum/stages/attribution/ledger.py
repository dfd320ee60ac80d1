"""The ledger of one article: each quotation with its kind, speaker and cue."""

from __future__ import annotations

from collections.abc import Sequence

from bisum.engines.ports import SpeakerRanker
from bisum.model.article import Article, Marked, Segments
from bisum.model.quote import Quote, QuoteKind, Quotes
from bisum.model.span import Span
from bisum.stages.attribution.reading.article import read_body, read_title
from bisum.stages.attribution.reading.confidence import confide
from bisum.stages.attribution.reading.decision import Decision, speaker_of
from bisum.stages.attribution.reading.rereading import reread
from bisum.stages.attribution.speakers.ballot import Candidate, probability_of


def kind_features(article: Article, segments: Segments) -> dict[tuple[int, str], dict[str, float]]:
    """Give the features by which each marked text is told speech or term, for fitting their weights.

    Returns:
        By paragraph and text.
    """
    reader = read_body(article, segments)
    by_text = {}
    for index, found in reader.features.items():
        spans = segments.marked[index].spans
        text = "\n".join(article.text_of(span) for span in spans)
        by_text[spans[0].paragraph or 0, text] = found
    return by_text


def ballots(article: Article, segments: Segments) -> list[tuple[int, str, Sequence[Candidate]]]:
    """Give who was weighed as the speaker of each utterance, for fitting the weights.

    Returns:
        Paragraph, text, and the candidates.
    """
    reader = read_body(article, segments)
    found = [
        (
            pair.spans[0].paragraph or 0,
            "\n".join(article.text_of(span) for span in pair.spans),
            one.ballot,
        )
        for pair, one in zip(segments.marked, reader.decisions, strict=True)
        if one is not None and one.is_speech and one.ballot
    ]
    found += [
        (row.spans[0].paragraph or 0, row.text, ballot)
        for row, ballot in zip(reader.reported, reader.reported_by, strict=True)
        if ballot
    ]
    return found


def attribute(
    article: Article,
    segments: Segments,
    persons: Sequence[Span] = (),
    ranker: SpeakerRanker | None = None,
) -> Quotes:
    """Decide on every pair of quotation marks of an article and of its title.

    Args:
        article: The article.
        segments: Its sentences and marks.
        persons: Where a model sees persons' names in its paragraphs.
        ranker: Asked where the rules are not sure who speaks; None for the rules alone.

    Raises:
        EngineError: The ranker can't be loaded.
    """
    body = read_body(article, segments, persons)
    if ranker is not None:
        reread(article, segments.marked, body, ranker)
    marked = _quotes(article, segments.marked, body.decisions)
    headline = read_title(article, segments, body)
    title = () if headline is None else _quotes(article, segments.title_marked, headline.decisions)
    return Quotes(marked=marked, indirect=tuple(body.reported), title=title)


def _quotes(
    article: Article, marked: Sequence[Marked], decisions: Sequence[Decision | None]
) -> tuple[Quote, ...]:
    unread = Decision(False, 0.5, "unread")
    return tuple(
        _quote(article, pair, decision or unread) for pair, decision in zip(marked, decisions, strict=True)
    )


def _quote(article: Article, pair: Marked, decision: Decision) -> Quote:
    kind = QuoteKind.TERM
    if decision.is_speech:
        kind = QuoteKind.DIRECT if decision.is_direct else QuoteKind.PARTIAL
    probability = decision.probability if decision.is_speech else 1 - decision.probability
    return Quote(
        kind=kind,
        text="\n".join(article.text_of(span) for span in pair.spans),
        spans=pair.spans,
        speaker=speaker_of(article, decision.entity, decision.mention),
        cue=decision.cue,
        relay=speaker_of(article, decision.relay, None),
        parent=pair.parent,
        closed=pair.closing is not None,
        confidence=confide(probability, decision.rule, probability_of(decision.ballot, decision.entity)),
        rule=decision.rule,
    )
