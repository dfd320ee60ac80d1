"""Voices: a frame of a sentence, with who speaks there."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Final

import msgspec

from bisum.model.quote import Cue, Stance
from bisum.model.span import Span
from bisum.stages.arabic.units import Unit
from bisum.stages.attribution.clauses.scene import Scene
from bisum.stages.attribution.coreference.entities import Entity
from bisum.stages.attribution.frames.frame import Frame
from bisum.stages.attribution.mentions.mention import Mention
from bisum.stages.attribution.speakers.ballot import Candidate
from bisum.stages.attribution.speakers.proposal import Way
from bisum.stages.tables import read_set

REPORTING_TIES: Final = frozenset(("ان", ":", "«"))
"""What ties a clause or marks, and no mere noun, to its verb."""

_MEANWHILE: Final = read_set("meanwhile")


class Voice(msgspec.Struct, frozen=True):
    """A frame with who speaks in it.

    Attributes:
        frame: The frame.
        entity: Who speaks, None where the article does not say.
        relay: Who passes it on.
        how: The rule that found him.
        mention: Where the speaker is mentioned nearest, None where it is not.
        cue: The cue as it stands, None for a bare colon.
        ballot: All who were weighed, the likeliest first; empty where nothing was to be weighed.
    """

    frame: Frame
    entity: Entity | None
    relay: Entity | None
    how: Way
    mention: Mention | None
    cue: Cue | None
    ballot: Sequence[Candidate] = ()


def main_last(units: Sequence[Unit], voices: Sequence[Voice]) -> list[Voice]:
    """Order voices so that those inside another's report come first: the next verb goes on with the outer."""
    inner: list[Voice] = []
    outer: list[Voice] = []
    first: int | None = None  # where the first of the reports so far begins
    for voice in voices:
        frame = voice.frame
        is_inside = first is not None and first <= frame.at
        if frame.content is not None and (first is None or frame.content < first):
            first = frame.content
        before = units[frame.at - 1] if frame.at else None
        is_new = before is not None and (before.kind == "p" or before.look.stem in _MEANWHILE)
        starts_anew = frame.kind != "verb" or units[frame.at].key[0] in "وف" or is_new
        (inner if is_inside and not starts_anew else outer).append(voice)
    return [*inner, *outer]


def make_cue(scene: Scene, frame: Frame) -> Cue | None:
    """Give the cue of a frame as it stands; None for a bare colon."""
    if frame.kind == "colon":
        return None
    text = scene.text
    first, after = frame.shown or (frame.at, frame.after)
    start, end = scene.units[first].start, scene.units[max(first, after - 1)].end
    while end > start + 1 and not (text[end - 1].isalnum() or unicodedata.combining(text[end - 1])):
        end -= 1
    lemma = frame.verb.verb.lemma if frame.verb is not None else text[start:end]
    stance = frame.verb.verb.stance if frame.verb is not None else Stance.NEUTRAL
    span = Span(paragraph=scene.paragraph, start=start, end=end)
    return Cue(text=text[start:end], span=span, lemma=lemma, stance=stance)
