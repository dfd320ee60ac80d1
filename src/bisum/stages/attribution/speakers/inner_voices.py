"""Voices inside a quotation, where its own speaker is «I» and everybody else somebody else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bisum.stages.attribution.clauses.scene import Scene
from bisum.stages.attribution.clauses.subjects import subject_before
from bisum.stages.attribution.coreference.discourse import Discourse
from bisum.stages.attribution.coreference.entities import Entity
from bisum.stages.attribution.frames.frame import Frame
from bisum.stages.attribution.frames.sentence import find_frames
from bisum.stages.attribution.speakers.ballot import Candidate
from bisum.stages.attribution.speakers.proposal import Way
from bisum.stages.attribution.speakers.voice import Voice, make_cue
from bisum.stages.attribution.speakers.weighing import Weighing

_ME: Final = frozenset(("انا", "نحن", "وانا", "فانا"))


def inner_voice(scene: Scene, frame: Frame, speaker: Entity | None, weighing: Weighing) -> Voice:
    """Tell who speaks in a frame inside a quotation: its speaker in the first person, else somebody else."""
    units, verb = scene.units, frame.verb
    after_me = frame.at > scene.start and units[frame.at - 1].key in _ME
    mention = frame.mention or subject_before(scene, frame.at)
    am_i = verb is not None and (verb.form.person == 1 or (after_me and frame.mention is None))
    am_i = am_i or (mention is None and is_mine(frame))
    entity: Entity | None = None
    ballot: Sequence[Candidate] = ()
    if am_i:
        mention, entity = None, speaker
    elif mention is not None:
        entity = weighing.discourse.resolve(mention, scene.paragraph, but=speaker)
    if entity is None and scene.paragraph is not None:
        ballot = weighing.of_inner(scene, frame, speaker)
        entity = next(one.entity for one in ballot if one.entity is None or one.entity is not speaker)
    how: Way = "weighed" if ballot else "named"
    return Voice(frame, entity, None, how, mention, make_cue(scene, frame), ballot)


def is_mine(frame: Frame) -> bool:
    """Tell whether a verb is in the first person, or may be and has no subject: «سألت الضابط»."""
    if frame.verb is None or frame.verb.form.kind != "verb" or frame.mention is not None:
        return False
    key, lemma = frame.verb.form.key, frame.verb.verb.lemma
    may_be = key.endswith("ت") and len(key) > SHORTEST and lemma[-2:-1] != "ا"  # «قالت» is hers
    return frame.verb.form.person == 1 or may_be


SHORTEST: Final = 3
"""Letters of a verb that can't be in the first person: «حكت»."""


def swallowed(scene: Scene, discourse: Discourse) -> Voice | None:
    """Read a reporting clause that the marks swallowed: «لا داعي للقلق، قال فلان، فـ…»."""
    for frame in find_frames(scene):
        verb = frame.verb
        is_cut = frame.at > 0 and scene.units[frame.at - 1].key in ",-"
        if verb is None or verb.form.kind != "verb" or verb.verb.strength < 3 or not is_cut:
            continue
        if frame.mention is not None and frame.mention.is_sure:
            entity = discourse.resolve(frame.mention, scene.paragraph)
            return Voice(frame, entity, None, "swallowed", frame.mention, make_cue(scene, frame))
    return None
