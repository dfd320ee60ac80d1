"""A ballot: all who may speak an utterance, the likeliest first."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from bisum.stages.attribution.coreference.entities import Entity


class Candidate(msgspec.Struct, frozen=True):
    """One possible speaker, None for nobody, with its features and probability."""

    entity: Entity | None
    features: tuple[str, ...]
    probability: float


def probability_of(ballot: Sequence[Candidate], entity: Entity | None) -> float | None:
    """Give the probability with which somebody was weighed; None where he was not."""
    return next((one.probability for one in ballot if one.entity is entity), None)
