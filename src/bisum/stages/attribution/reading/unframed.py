"""Who speaks where no frame explains it, and with what cue."""

from __future__ import annotations

from collections.abc import Sequence

from bisum.model.quote import Cue
from bisum.stages.arabic.cues import is_finite
from bisum.stages.attribution.clauses.scene import Scene
from bisum.stages.attribution.clauses.subjects import (
    MAX_TO_SUBJECT,
    adjacent_subject,
    source_mention,
    subject_after,
    subject_before,
)
from bisum.stages.attribution.coreference.discourse import Discourse
from bisum.stages.attribution.coreference.entities import Entity
from bisum.stages.attribution.reading.decision import Decision
from bisum.stages.attribution.speakers.choosing import is_alone
from bisum.stages.attribution.speakers.proposal import Proposal


def before_colon(scene: Scene, place: int, discourse: Discourse) -> Proposal | None:
    """Give who stands before a colon that no reporting verb explains."""
    units, start = scene.units, scene.start
    mention = adjacent_subject(scene, place - 1)
    mention = mention or subject_before(scene, place)
    if mention is None:
        found = (source_mention(units, first, place) for first in range(start, place))
        mention = next((one for one in found if one is not None and one.is_named and one.is_sure), None)
    if mention is None:
        return None
    return Proposal(discourse.resolve(mention, scene.paragraph), "colon", mention)


def first_subject(scene: Scene, discourse: Discourse) -> Entity | None:
    """Give the subject after the first verb of a sentence, where it is sure.

    Not ``main_subject``: a letter may «open with these words», and a clause may stand before the verb.
    """
    units = scene.units
    for place in range(scene.start, min(scene.stop, scene.start + MAX_TO_SUBJECT)):
        if is_finite(units[place]):
            mention = subject_after(units, place + 1, scene.stop)
            is_sure = mention is not None and mention.is_sure
            return discourse.resolve(mention, scene.paragraph) if mention and is_sure else None
    return None


def cue_before(scene: Scene, place: int, decisions: Sequence[Decision | None]) -> Cue | None:
    """Give the cue of the quotation right before one that stands alone: «…»، قال فلان. «…»."""
    index = scene.units[place].quote
    before = decisions[index - 1] if index and is_alone(scene, place) else None
    cue = before.cue if before is not None and before.is_speech else None
    return cue if cue is not None and cue.span.paragraph == scene.paragraph else None
