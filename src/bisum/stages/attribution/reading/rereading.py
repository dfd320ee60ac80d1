"""Second reading: where the rules are not sure who speaks, a model that reads the passage is asked too."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from msgspec.structs import replace

from bisum.engines.ports import SpeakerQuestion, SpeakerRanker
from bisum.model.article import Article, Marked
from bisum.model.span import Span
from bisum.stages.attribution.coreference.discourse import Discourse
from bisum.stages.attribution.coreference.entities import Entity
from bisum.stages.attribution.reading.article import Reading
from bisum.stages.attribution.reading.confidence import SURE_OF_REPORT, confide
from bisum.stages.attribution.reading.decision import speaker_of
from bisum.stages.attribution.speakers.ballot import Candidate

SURE: Final = 0.9
"""Probability of the likeliest speaker from which the rules are not asked again."""

BY_RULES: Final = 0.7
BY_MODEL: Final = 0.35
"""What the logarithms of both probabilities count for together.

On 208 utterances of 80 articles that neither had seen (`gold/test3`), of whose speakers the rules were not
sure, this ratio chose as well as any; and so made smaller they say .715 on average where .716 are right.
"""

LEAST_SAID: Final = -4.0
"""What the model can say against a candidate at most. On texts unlike those it learnt from it is too sure of
itself: so it never overrules the rules where they hold somebody eight times as likely as another.
"""

CLASHES: Final = frozenset(("clash", "clash of gender"))
"""Features of a candidate with whom the verb does not agree."""

REREAD: Final = "reread"
"""Rule of a speaker on whom the model decided against the rules."""


class Weighed(NamedTuple):
    """One utterance whose speaker the rules took because he was the likeliest; nobody may be.

    Attributes:
        number: Of the marks, or of the report without marks.
        is_marked: Which of both it is.
        is_nested: Whether it stands inside another's words.
        spans: Where it stands.
        ballot: Who was weighed, the likeliest first; never empty.
        rule: That proposed him.
    """

    number: int
    is_marked: bool
    is_nested: bool
    spans: Sequence[Span]
    ballot: Sequence[Candidate]
    rule: str


class Layout:
    """An article as one text, title first, and where its paragraphs begin in it."""

    def __init__(self, article: Article) -> None:
        lines = [] if article.title is None else [article.title.text]
        lines += [paragraph.text for paragraph in article.paragraphs]
        self.text = "".join(f"{line}\n" for line in lines)
        starts = [0]
        for line in lines:
            starts.append(starts[-1] + len(line) + 1)
        self._starts = starts if article.title is None else starts[1:]

    def place(self, span: Span) -> tuple[int, int]:
        """Give where a span of the article stands in the text."""
        start = 0 if span.paragraph is None else self._starts[span.paragraph]
        return start + span.start, start + span.end


def reread(article: Article, pairs: Sequence[Marked], reading: Reading, ranker: SpeakerRanker) -> None:
    """Ask the model where the rules are not sure, and change the reading where both together say so."""
    asked = [one for one in weighed(pairs, reading) if _is_open(one)]
    if not asked:
        return
    text, questions = questions_of(article, reading, asked)
    for one, opinion in zip(asked, ranker.rank(text, questions), strict=True):
        ballot = _weighed_anew(one.ballot, opinion)
        if one.is_marked:
            _decide(reading, one, ballot)
        else:
            _report(article, reading, one, ballot)


def weighed(pairs: Sequence[Marked], reading: Reading) -> Iterator[Weighed]:
    """Give the utterances whose likeliest candidate was taken.

    Args:
        pairs: The article's quotation marks.
        reading: Its body, read.
    """
    for number, (pair, decision) in enumerate(zip(pairs, reading.decisions, strict=True)):
        if decision is None or not decision.is_speech or not decision.ballot:
            continue
        if decision.ballot[0].entity is decision.entity:
            is_nested = pair.parent is not None
            yield Weighed(number, True, is_nested, pair.spans, decision.ballot, decision.rule)
    for number, (report, ballot) in enumerate(zip(reading.reported, reading.reported_by, strict=True)):
        likeliest = ballot[0].entity if ballot else None
        if ballot and (report.speaker and report.speaker.span) == (likeliest and likeliest.span):
            yield Weighed(number, False, False, report.spans, ballot, report.rule)


def questions_of(
    article: Article, reading: Reading, asked: Sequence[Weighed]
) -> tuple[str, list[SpeakerQuestion]]:
    """Give the article as the model reads it, and what it is asked about each utterance."""
    layout = Layout(article)
    mentions = _mentions(layout, reading.chorus.discourse)
    return layout.text, [
        SpeakerQuestion(
            spans=tuple(layout.place(span) for span in one.spans),
            candidates=tuple(_places(layout, mentions, candidate.entity) for candidate in one.ballot),
        )
        for one in asked
    ]


def _decide(reading: Reading, asked: Weighed, ballot: Sequence[Candidate]) -> None:
    decision = reading.decisions[asked.number]
    if decision is None:
        return
    entity = ballot[0].entity
    if entity is not decision.entity:
        relay = None if decision.relay is entity else decision.relay
        decision = replace(decision, entity=entity, relay=relay, mention=None, rule=REREAD)
    reading.decisions[asked.number] = replace(decision, ballot=ballot)


def _report(article: Article, reading: Reading, asked: Weighed, ballot: Sequence[Candidate]) -> None:
    report, entity = reading.reported[asked.number], ballot[0].entity
    if entity is not asked.ballot[0].entity:
        speaker = speaker_of(article, entity, None)
        relay = None if report.relay == speaker else report.relay
        report = replace(report, speaker=speaker, relay=relay, rule=REREAD)
    confidence = confide(SURE_OF_REPORT, report.rule, ballot[0].probability)
    reading.reported[asked.number] = replace(report, confidence=confidence)
    reading.reported_by[asked.number] = ballot


def _weighed_anew(ballot: Sequence[Candidate], opinion: Sequence[float]) -> list[Candidate]:
    """Give the candidates with the probabilities that rules and model have together."""
    bounded = [max(said, LEAST_SAID) for said in opinion]
    if not _clashes(ballot[0]):  # the model knows no grammar: whom the verb agrees with stays before others
        bounded = [
            min(said, bounded[0]) if _clashes(one) else said
            for one, said in zip(ballot, bounded, strict=True)
        ]
    scores = [
        BY_RULES * math.log(max(one.probability, 1e-6)) + BY_MODEL * said
        for one, said in zip(ballot, bounded, strict=True)
    ]
    most = max(scores)
    shares = [math.exp(score - most) for score in scores]
    weighed = [
        replace(one, probability=share / sum(shares)) for one, share in zip(ballot, shares, strict=True)
    ]
    return sorted(weighed, key=lambda one: -one.probability)


def _clashes(one: Candidate) -> bool:
    """Tell whether a verb of another gender or number is said to be somebody's."""
    return not CLASHES.isdisjoint(one.features)


def _is_open(one: Weighed) -> bool:
    """Tell whether the model has a say: nobody stays nobody, and whom the clause names the speaker."""
    likeliest = one.ballot[0]
    if likeliest.entity is None or likeliest.probability >= SURE or one.is_nested:
        return False  # what stands inside another's words has his clause around it
    return not one.rule.endswith("-named") or likeliest.entity.kind == "other"


def _mentions(layout: Layout, discourse: Discourse) -> Mapping[int, set[tuple[int, int]]]:
    """Give where each entity is mentioned, by its identity."""
    found: dict[int, set[tuple[int, int]]] = defaultdict(set)
    for seen, entity in discourse.sightings:
        span = Span(paragraph=seen.paragraph, start=seen.mention.start, end=seen.mention.end)
        found[id(entity)].add(layout.place(span))
    return found


def _places(
    layout: Layout, mentions: Mapping[int, set[tuple[int, int]]], entity: Entity | None
) -> tuple[tuple[int, int], ...]:
    if entity is None:
        return ()
    return tuple(sorted(mentions.get(id(entity)) or {layout.place(entity.span)}))
