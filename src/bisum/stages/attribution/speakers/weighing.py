"""The choice of a speaker among all whom the article mentions, by weights that a person can read."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from bisum.stages.attribution.clauses.scene import Scene
from bisum.stages.attribution.coreference.discourse import Discourse
from bisum.stages.attribution.coreference.entities import Entity
from bisum.stages.attribution.coreference.sightings import Sighting
from bisum.stages.attribution.frames.frame import Frame
from bisum.stages.attribution.speakers.agreement import agreement, turn_of
from bisum.stages.attribution.speakers.ballot import Candidate
from bisum.stages.attribution.speakers.choosing import is_alone
from bisum.stages.attribution.speakers.evidence import evidence, evidence_of_nobody
from bisum.stages.attribution.speakers.governors import governor_gender
from bisum.stages.attribution.speakers.proposal import NOBODY, Proposal
from bisum.stages.attribution.speakers.utterance import Utterance
from bisum.stages.attribution.speakers.voice import REPORTING_TIES, Voice
from bisum.stages.attribution.speakers.weights import WEIGHTS
from bisum.stages.tables import read_set

MAX_BACK: Final = 5
"""Sentences before an utterance whose mentions are weighed."""

MAX_SPEAKERS: Final = 5
"""Speakers before an utterance that are weighed wherever they were mentioned."""

MAX_WEIGHED: Final = 40
"""Mentions of one sentence that are weighed; hostile text stays linear."""

MAX_TO_LABELLED: Final = 3
"""Units from a noun for what is written or chanted («لافتة», «عبارة») to the marks."""

BEHIND: Final = 30
"""Units behind the last one of a passage: all that stands in its sentence counts as before it."""

_LABELS: Final = read_set("labels")


class Weighing:
    """Weighs all who may speak the utterances of one article.

    Each way to ask for a speaker gives the likeliest first; the probabilities sum to 1. Nobody is
    always among them.

    Attributes:
        discourse: The entities of the article.
    """

    def __init__(self, discourse: Discourse) -> None:
        self.discourse = discourse

    def of_frame(
        self, scene: Scene, frame: Frame, proposal: Proposal, voices: Sequence[Voice]
    ) -> list[Candidate]:
        """Weigh all who may speak in a frame.

        Args:
            scene: Its sentence.
            frame: The frame.
            proposal: Whom the rules propose.
            voices: Of the frames before it in the sentence.
        """
        gender, number = agreement(frame)
        utterance = Utterance(
            scene=scene,
            place=frame.at,
            setting="named" if proposal.how == "named" else turn_of(scene, frame) or "bare",
            proposal=proposal,
            gender=gender or governor_gender(scene, frame),
            number=number,
            frame=frame,
            outer=_outer(frame, voices),
            last=voices[-1].entity if voices else None,
            contents=[one.frame.content for one in voices if one.frame.content is not None],
        )
        return self.of(utterance)

    def of_inner(self, scene: Scene, frame: Frame, speaker: Entity | None) -> list[Candidate]:
        """Weigh all who may speak in a frame inside a ``speaker``'s words; only its agreement counts."""
        gender, number = agreement(frame)
        utterance = Utterance(
            scene=scene,
            place=len(scene.units) + BEHIND,
            setting="inner",
            proposal=NOBODY,
            gender=gender,
            number=number,
            outer=speaker,
        )
        return self.of(utterance)

    def of_quotation(self, scene: Scene, place: int, proposal: Proposal) -> list[Candidate]:
        """Weigh all who may speak a quotation that no frame explains."""
        before = scene.units[max(scene.start, place - MAX_TO_LABELLED) : place]
        is_label = any(unit.kind == "w" and unit.look.stem in _LABELS for unit in before)
        utterance = Utterance(
            scene=scene,
            place=place,
            setting="lone" if is_alone(scene, place) else "free",
            proposal=proposal,
            is_label=is_label,
        )
        return self.of(utterance)

    def of_turn(self, scene: Scene, place: int, last: Entity) -> list[Candidate]:
        """Weigh all who may answer the ``last`` speaker, where nothing says who does; he isn't among them."""
        utterance = Utterance(
            scene=scene, place=place, setting="turn", proposal=NOBODY, number="s", last=last
        )
        return [one for one in self.of(utterance) if one.entity is not last]

    def of(self, utterance: Utterance) -> list[Candidate]:
        """Weigh all who may speak an utterance."""
        found: dict[int, tuple[Entity | None, tuple[str, ...]]] = {0: (None, evidence_of_nobody(utterance))}
        seen = self._sightings(utterance)
        speakers = list(reversed(self.discourse.speakers[-MAX_SPEAKERS:]))
        proposed = utterance.proposal.entity
        everybody = [] if proposed is None else [proposed]
        for entity in (*everybody, *speakers, *(one for _, one in seen)):
            if id(entity) not in found:
                found[id(entity)] = (entity, evidence(utterance, entity, seen, speakers, self.discourse))
        scores = [math.fsum(WEIGHTS.get(name, 0.0) for name in features) for _, features in found.values()]
        most = max(scores)
        shares = [math.exp(score - most) for score in scores]
        total = sum(shares)
        candidates = [
            Candidate(entity, features, share / total)
            for (entity, features), share in zip(found.values(), shares, strict=True)
        ]
        return sorted(candidates, key=lambda one: -one.probability)

    def _sightings(self, utterance: Utterance) -> list[tuple[Sighting, Entity]]:
        """Give the mentions near an utterance, those of its sentence first, the nearest first."""
        found: list[tuple[Sighting, Entity]] = []
        here = utterance.scene.sentence
        for sentence in range(here, here - MAX_BACK - 1, -1):
            found += self.discourse.seen_in(sentence)[-MAX_WEIGHED:][::-1]
        if utterance.setting in {"free", "lone"}:
            found += self.discourse.seen_in(here + 1)[:MAX_WEIGHED]
        return found


def _outer(frame: Frame, voices: Sequence[Voice]) -> Entity | None:
    """Give who speaks in the frame in whose reported clause this one stands."""
    for voice in reversed(voices):
        content = voice.frame.content
        if content is not None and content <= frame.at and voice.frame.tie in REPORTING_TIES:
            return voice.entity
    return None
