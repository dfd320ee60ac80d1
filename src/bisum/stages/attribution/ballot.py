"""The choice of a speaker among all whom the article mentions, by weights that a person can read."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final, NamedTuple

from bisum.stages.attribution.discourse import Discourse
from bisum.stages.attribution.entities import Entity
from bisum.stages.attribution.sightings import Sighting
from bisum.stages.attribution.speaker_weights import WEIGHTS

MAX_BACK: Final = 5
"""Sentences before an utterance whose mentions are weighed."""

MAX_TO_RELATIVE: Final = 4
"""Units from a relative pronoun to the cue of its clause: «الوزارة، التي اكتفت بالقول»."""

MAX_SPEAKERS: Final = 5
"""Speakers before an utterance that are weighed wherever they were mentioned."""

MAX_WEIGHED: Final = 40
"""Mentions of one sentence that are weighed; hostile text stays linear."""

MANY: Final = 4
"""Mentions of somebody whom the article is much about."""


class Asking(NamedTuple):
    """Where it is asked who speaks.

    Attributes:
        setting: ``named``, the frame has a phrase where its speaker stands; ``bare``, it has
            none; ``free``, there is no frame.
        how: Name of the rule that proposes ``first``, or ``none``.
        first: Whom the rules propose, None for nobody.
        gender: That the verb asks for; empty where it asks nothing.
        number: ``s``, ``p`` or empty.
        sentence: Number of the sentence in the article.
        place: Index of the unit where the cue stands, or the quotation without one.
        quotes: Indices of the units that are quotations in the sentence.
        quoted: Folded words inside them.
        outer: Who speaks in the frame inside whose content this one stands, None where it is not.
        last: Who speaks in the frame before it in the sentence, None where there is none.
        asks: The verb takes a person as its object («سأل», «أبلغ»).
    """

    setting: str
    how: str
    first: Entity | None
    gender: str
    number: str
    sentence: int
    place: int
    quotes: Sequence[int]
    quoted: frozenset[str]
    outer: Entity | None = None
    last: Entity | None = None
    asks: bool = False


class Candidate(NamedTuple):
    """One possible speaker, None for nobody, with its features and probability."""

    entity: Entity | None
    features: tuple[str, ...]
    probability: float


def weigh(asking: Asking, discourse: Discourse) -> list[Candidate]:
    """Weigh all possible speakers of an utterance.

    Returns:
        The likeliest first; the probabilities sum to 1. Nobody is always among them.
    """
    found: dict[int, tuple[Entity | None, tuple[str, ...]]] = {0: (None, _nobody(asking))}
    seen = _sightings(asking, discourse)
    speakers = list(reversed(discourse.speakers[-MAX_SPEAKERS:]))
    everybody = [] if asking.first is None else [asking.first]
    for entity in (*everybody, *speakers, *(one for _, one in seen)):
        if id(entity) not in found:
            found[id(entity)] = (entity, _features(asking, entity, seen, speakers, discourse))
    scores = [sum(WEIGHTS.get(name, 0.0) for name in features) for _, features in found.values()]
    most = max(scores)
    shares = [math.exp(score - most) for score in scores]
    total = sum(shares)
    candidates = [
        Candidate(entity, features, share / total)
        for (entity, features), share in zip(found.values(), shares, strict=True)
    ]
    return sorted(candidates, key=lambda one: -one.probability)


def probability_of(ballot: Sequence[Candidate], entity: Entity | None) -> float | None:
    """Give the probability with which somebody was weighed; None where he was not."""
    return next((one.probability for one in ballot if one.entity is entity), None)


def _sightings(asking: Asking, discourse: Discourse) -> list[tuple[Sighting, Entity]]:
    """Give the mentions near an utterance, those of the sentence before it first, the nearest first."""
    found: list[tuple[Sighting, Entity]] = []
    for sentence in range(asking.sentence, asking.sentence - MAX_BACK - 1, -1):
        found += discourse.seen_in(sentence)[-MAX_WEIGHED:][::-1]
    if asking.setting == "free":
        found += discourse.seen_in(asking.sentence + 1)[:MAX_WEIGHED]
    return found


def _nobody(asking: Asking) -> tuple[str, ...]:
    return ("nobody", f"nobody {asking.setting}", f"nobody {asking.how}")


def _features(
    asking: Asking,
    entity: Entity,
    seen: Sequence[tuple[Sighting, Entity]],
    speakers: Sequence[Entity],
    discourse: Discourse,
) -> tuple[str, ...]:
    """Name what speaks for and against an entity."""
    is_person = entity.kind in {"person", "role"}
    named_inside = entity.kind == "person" and any(
        len(key) > 2 and key in asking.quoted for key in entity.keys
    )
    marks = (
        ("unsure", not entity.is_sure),
        (f"{asking.setting} last", asking.last is entity),
        ("inner outer" if asking.setting == "inner" else "outer", asking.outer is entity),
        ("not outer", asking.outer is not None and asking.outer is not entity),
        ("named inside", named_inside),
        ("much", is_person and entity.n_seen >= MANY),
        ("hero", is_person and entity is discourse.hero),
    )
    return (
        f"kind {entity.kind}",
        *_chosen(asking, entity),
        *_agreement(asking, entity),
        *(name for name, holds in marks if holds),
        *_where(asking, entity, seen),
        *_spoken(asking, entity, speakers, discourse),
    )


def _chosen(asking: Asking, entity: Entity) -> list[str]:
    """Name the rule that proposes an entity, and what it is if it is no person."""
    if entity is not asking.first:
        return []
    found = [f"chosen {asking.how}"]
    if entity.kind not in {"person", "role", "crowd"}:
        found.append(f"{asking.how} {entity.kind}")
    if asking.asks and asking.how == "named":
        found.append("asked")
    return found


def _agreement(asking: Asking, entity: Entity) -> list[str]:
    """Name whether the verb agrees; one before its subject is singular, and was asked already."""
    if entity is asking.first and asking.how == "named":
        return []
    if not entity.agrees(asking.gender, asking.number):
        is_one = entity.kind in {"person", "role"} and entity.agrees("", asking.number)
        return ["clash of gender" if is_one else "clash"]
    return [f"agrees {asking.gender}"] if asking.gender and asking.gender == entity.gender else []


def _spoken(asking: Asking, entity: Entity, speakers: Sequence[Entity], discourse: Discourse) -> list[str]:
    """Name when an entity spoke before."""
    if entity not in speakers:
        return []
    rank = min(speakers.index(entity), 2) + 1
    found = [f"{asking.setting} spoke {rank}"]
    ago = asking.sentence - discourse.spoken_in(entity)
    if rank == 1:
        when = "now" if ago <= 1 else "lately" if ago <= LATELY else "before"
        found.append(f"{asking.setting} spoke {when}")
    return found


LATELY: Final = 2
"""Sentences ago that count as lately."""


def _where(asking: Asking, entity: Entity, seen: Sequence[tuple[Sighting, Entity]]) -> list[str]:
    """Name where an entity is mentioned, seen from the utterance."""
    setting = asking.setting
    found: list[str] = []
    mine = [one for one, other in seen if other is entity]
    here = [one for one in mine if one.sentence == asking.sentence]
    before = [one for one in here if one.place < asking.place]
    after = [one for one in here if one.place >= asking.place]
    if before:
        found.append(f"{setting} before {before[0].slot}")
        if any(0 < asking.place - one.rel <= MAX_TO_RELATIVE and one.rel >= 0 for one in before):
            found.append("antecedent")
        if _is_nearest(before[0], asking, seen):
            found.append(f"{setting} nearest")
    if after:
        last = after[-1]
        found.append(f"{setting} after {last.slot}")
        if last.verb >= 0 and any(0 < last.verb - quote <= 2 for quote in asking.quotes):
            found.append(f"{setting} post")
    if here:
        return found
    for back in (1, 2):
        slots = {one.slot for one in mine if one.sentence == asking.sentence - back}
        for slot in ("teller", "subject", "topic", "object", "governed", "told", "owner"):
            if slot in slots:
                found.append(f"{setting} back {back} {slot}" if back == 1 else f"{setting} back 2")
                return found
    if any(one.sentence < asking.sentence for one in mine):
        found.append(f"{setting} back 3")
    elif any(one.sentence > asking.sentence for one in mine):
        found.append(f"{setting} next {next(one.slot for one in mine if one.sentence > asking.sentence)}")
    else:
        found.append(f"{setting} far")
    return found


def _is_nearest(one: Sighting, asking: Asking, seen: Sequence[tuple[Sighting, Entity]]) -> bool:
    """Tell whether no other person is mentioned between a mention and the utterance."""
    persons = (
        other
        for other, entity in seen
        if other.sentence == asking.sentence
        and other.place < asking.place
        and entity.kind in {"person", "role", "crowd"}
    )
    return next(persons, None) is one
