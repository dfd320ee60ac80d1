"""The choice of a speaker among all whom the article mentions, by weights that a person can read."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import msgspec

from bisum.stages.attribution.coreference.discourse import Discourse
from bisum.stages.attribution.coreference.entities import Entity
from bisum.stages.attribution.coreference.sightings import Sighting
from bisum.stages.attribution.speakers.asking import Asking
from bisum.stages.attribution.speakers.evidence import evidence, evidence_of_nobody
from bisum.stages.attribution.speakers.weights import WEIGHTS

MAX_BACK: Final = 5
"""Sentences before an utterance whose mentions are weighed."""

MAX_SPEAKERS: Final = 5
"""Speakers before an utterance that are weighed wherever they were mentioned."""

MAX_WEIGHED: Final = 40
"""Mentions of one sentence that are weighed; hostile text stays linear."""


class Candidate(msgspec.Struct, frozen=True):
    """One possible speaker, None for nobody, with its features and probability."""

    entity: Entity | None
    features: tuple[str, ...]
    probability: float


def weigh(asking: Asking, discourse: Discourse) -> list[Candidate]:
    """Weigh all possible speakers of an utterance.

    Returns:
        The likeliest first; the probabilities sum to 1. Nobody is always among them.
    """
    found: dict[int, tuple[Entity | None, tuple[str, ...]]] = {0: (None, evidence_of_nobody(asking))}
    seen = _sightings(asking, discourse)
    speakers = list(reversed(discourse.speakers[-MAX_SPEAKERS:]))
    everybody = [] if asking.first is None else [asking.first]
    for entity in (*everybody, *speakers, *(one for _, one in seen)):
        if id(entity) not in found:
            found[id(entity)] = (entity, evidence(asking, entity, seen, speakers, discourse))
    scores = [math.fsum(WEIGHTS.get(name, 0.0) for name in features) for _, features in found.values()]
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
    if asking.setting in {"free", "lone"}:
        found += discourse.seen_in(asking.sentence + 1)[:MAX_WEIGHED]
    return found
