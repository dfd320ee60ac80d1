"""Second reading: where the rules are not sure who speaks, a model that reads the passage is asked too."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
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

REREAD: Final = "reread"
"""Rule of a speaker on whom the model decided against the rules."""


class Asked(NamedTuple):
    """One utterance with those who were weighed as its speaker.

    Attributes:
        number: Of the marks, or of the report without marks.
        is_marked: Which of both it is.
        key: Paragraph and text.
        ballot: Who was weighed by the rules, the likeliest first.
        question: The same for the model.
    """

    number: int
    is_marked: bool
    key: tuple[int, str]
    ballot: Sequence[Candidate]
    question: SpeakerQuestion


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


def ask(article: Article, pairs: Sequence[Marked], reading: Reading, *, below: float) -> list[Asked]:
    """Give the utterances of whose speaker the rules are not sure.

    Args:
        article: The article.
        pairs: Its quotation marks.
        reading: Its body, read.
        below: Probability of the likeliest speaker from which they are sure.
    """
    layout = Layout(article)
    mentions = _mentions(layout, reading.chorus.discourse)
    found = []
    for number, (pair, decision) in enumerate(zip(pairs, reading.decisions, strict=True)):
        if decision is None or not decision.is_speech or pair.parent is not None:
            continue  # what stands inside another's words has his clause around it
        if _is_open(decision.ballot, decision.entity, decision.rule, below):
            found.append(_asked(article, layout, mentions, number, pair.spans, decision.ballot))
    for number, (report, ballot) in enumerate(zip(reading.reported, reading.reported_by, strict=True)):
        likeliest = ballot[0].entity if ballot else None
        is_chosen = (report.speaker and report.speaker.span) == (likeliest and likeliest.span)
        if is_chosen and _is_open(ballot, likeliest, report.rule, below):
            asked = _asked(article, layout, mentions, number, report.spans, ballot)
            found.append(asked._replace(is_marked=False))
    return found


def reread(article: Article, pairs: Sequence[Marked], reading: Reading, ranker: SpeakerRanker) -> None:
    """Ask the model where the rules are not sure, and change the reading where both together say so."""
    asked = ask(article, pairs, reading, below=SURE)
    if not asked:
        return
    scores = ranker.rank(Layout(article).text, [one.question for one in asked])
    for one, opinion in zip(asked, scores, strict=True):
        ballot = _weighed_anew(one.ballot, opinion)
        if one.is_marked:
            _decide(reading, one, ballot)
        else:
            _report(article, reading, one, ballot)


def _decide(reading: Reading, asked: Asked, ballot: Sequence[Candidate]) -> None:
    decision = reading.decisions[asked.number]
    if decision is None:
        return
    entity = ballot[0].entity
    if entity is not decision.entity:
        relay = None if decision.relay is entity else decision.relay
        decision = replace(decision, entity=entity, relay=relay, mention=None, rule=REREAD)
    reading.decisions[asked.number] = replace(decision, ballot=ballot)


def _report(article: Article, reading: Reading, asked: Asked, ballot: Sequence[Candidate]) -> None:
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
    scores = [
        BY_RULES * math.log(max(one.probability, 1e-6)) + BY_MODEL * max(said, LEAST_SAID)
        for one, said in zip(ballot, opinion, strict=True)
    ]
    most = max(scores)
    shares = [math.exp(score - most) for score in scores]
    weighed = [
        replace(one, probability=share / sum(shares)) for one, share in zip(ballot, shares, strict=True)
    ]
    return sorted(weighed, key=lambda one: -one.probability)


def _is_open(ballot: Sequence[Candidate], entity: Entity | None, rule: str, below: float) -> bool:
    """Tell whether the likeliest candidate was taken, and is not sure; nobody stays nobody."""
    if entity is None or not ballot:
        return False
    if rule.endswith("-named") and entity.kind != "other":
        return False  # «قالت الصحيفة إن …»: whoever stands where the clause has its speaker
    return ballot[0].entity is entity and ballot[0].probability < below


def _mentions(layout: Layout, discourse: Discourse) -> Mapping[int, set[tuple[int, int]]]:
    """Give where each entity is mentioned, by its identity."""
    found: dict[int, set[tuple[int, int]]] = defaultdict(set)
    for seen, entity in discourse.sightings:
        span = Span(paragraph=seen.paragraph, start=seen.mention.start, end=seen.mention.end)
        found[id(entity)].add(layout.place(span))
    return found


def _asked(
    article: Article,
    layout: Layout,
    mentions: Mapping[int, set[tuple[int, int]]],
    number: int,
    spans: Sequence[Span],
    ballot: Sequence[Candidate],
) -> Asked:
    candidates = []
    for one in ballot:
        places: set[tuple[int, int]] = set()
        if one.entity is not None:
            places = mentions.get(id(one.entity), set()) or {layout.place(one.entity.span)}
        candidates.append(tuple(sorted(places)))
    question = SpeakerQuestion(
        spans=tuple(layout.place(span) for span in spans), candidates=tuple(candidates)
    )
    text = "\n".join(article.text_of(span) for span in spans)
    return Asked(number, True, (spans[0].paragraph or 0, text), ballot, question)
