"""Decisions: what one marked text is and whose words it holds, before it becomes a row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec

from bisum.model.article import Article
from bisum.model.quote import Cue, Speaker
from bisum.model.span import Span
from bisum.stages.attribution.clauses.scene import Scene
from bisum.stages.attribution.coreference.entities import Entity
from bisum.stages.attribution.mentions.mention import Mention
from bisum.stages.attribution.speakers.ballot import Candidate

LEFT_OPEN: Final = frozenset(("continued", "unattributed", "weighed"))
"""Rules that a later sentence may overrule: no frame named the speaker."""


class Decision(msgspec.Struct, frozen=True):
    """What was decided about one marked text, before it becomes a Quote.

    Attributes:
        is_speech: It is speech and no term.
        probability: That it is.
        rule: Name of the rule that decided.
        entity: Who speaks.
        cue: What ties them.
        relay: Who passed the words on.
        mention: Where the speaker is mentioned nearest.
        is_direct: It is at least a clause and stands by itself.
        ballot: All who were weighed as its speaker, the likeliest first.
    """

    is_speech: bool
    probability: float
    rule: str
    entity: Entity | None = None
    cue: Cue | None = None
    relay: Entity | None = None
    mention: Span | None = None
    is_direct: bool = False
    ballot: Sequence[Candidate] = ()


def nearest(scene: Scene, mention: Mention | None) -> Span | None:
    """Give where a speaker is mentioned nearest, None where nowhere."""
    if mention is None:
        return None
    return Span(paragraph=scene.paragraph, start=mention.name_start, end=mention.name_end)


def speaker_of(article: Article, entity: Entity | None, mention: Span | None) -> Speaker | None:
    """Give an entity as a record names it."""
    if entity is None:
        return None
    return Speaker(
        name=article.text_of(entity.span),
        span=entity.span,
        role=None if entity.role is None else article.text_of(entity.role),
        affiliation=None if entity.affiliation is None else article.text_of(entity.affiliation),
        mention=mention if mention != entity.span else None,
    )
