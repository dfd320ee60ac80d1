"""Frames of a colon without a reporting verb: «رسالة من الوزير: "…"», «جاك روس: "…"»."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bisum.stages.arabic.cues import is_finite
from bisum.stages.attribution.clauses.owners import utterer
from bisum.stages.attribution.clauses.scene import Scene
from bisum.stages.attribution.frames.frame import Frame
from bisum.stages.attribution.mentions.reader import read_mention
from bisum.stages.tables import read_set

MAX_TO_UTTERANCE: Final = 12
"""Units between a noun of utterance and its colon."""

UTTERANCES: Final = read_set("utterances")
"""Nouns for words that somebody says or writes."""

_PERSONS: Final = frozenset(("person", "role"))
_IN_IT: Final = read_set("in it")


def acted_frame(scene: Scene, at: int) -> Frame | None:
    """Read «، قبل أن تتدخل رئيسة الجلسة فلانة: «…»»: whoever did something right before the colon speaks."""
    units = scene.units
    if at + 1 >= scene.stop or units[at + 1].kind != "q":
        return None
    for first in range(max(scene.start, at - MAX_TO_UTTERANCE) + 1, at):
        if not is_finite(units[first - 1]) or units[first - 1].look.tags & {"role", "prep"}:
            continue
        mention = read_mention(units, first, at)
        if mention is not None and mention.after >= at and mention.is_sure and mention.kind in _PERSONS:
            return Frame(at=at, after=at + 1, kind="colon", mention=mention, content=at + 1, tie=":")
    return None


def utterance_frame(scene: Scene, at: int, frames: Sequence[Frame]) -> Frame | None:
    """Read «رسالة من الوزير إلى الصحافيين: "…"»: a noun of utterance, whose it is, and a colon.

    Whose it is stands right after the noun, after من or ل, or after a verb of issuing
    («صدر عن اللجنة … رسالة: …»); else the sentence's subject speaks.
    """
    units = scene.units
    if at + 1 >= scene.stop or units[at + 1].kind != "q":
        return None
    found = None
    for place in range(at - 1, max(scene.start - 1, at - MAX_TO_UTTERANCE), -1):
        unit = units[place]
        if unit.kind == "q" or unit.key in ".:;?!" or any(one.after > place for one in frames[-1:]):
            break
        is_object = unit.look.is_definite and "prep" in units[place - 1].look.tags  # «تتحفظ على الكلمة: …»
        if unit.look.stem in UTTERANCES and not (unit.look.conjunction or is_object) and unit.kind == "w":
            found = place
    if found is None:
        return None
    mention = utterer(scene, found, at)
    return Frame(at=found, after=found + 1, kind="noun", mention=mention, content=at + 1, tie=":")


def text_colon_frame(scene: Scene, at: int) -> Frame | None:
    """Read «رسالة …، وفيها: «…»»: what stands in the text before."""
    units = scene.units
    if at + 1 >= scene.stop or units[at + 1].kind != "q" or units[at - 1].key not in _IN_IT:
        return None
    return Frame(at=at - 1, after=at, kind="noun", content=at + 1, tie=":")


def colon_frame(scene: Scene, at: int, frames: Sequence[Frame]) -> Frame | None:
    """Read «جاك روس: "…"» and the headline «واشنطن تايمز: …»."""
    if frames or at + 1 >= scene.stop or at - scene.start > 10:
        return None
    mention = None
    for first in range(scene.start, at):
        mention = read_mention(scene.units, first, at)
        if mention is not None and mention.after >= at:
            break
        if mention is not None:
            return None
    if mention is None or mention.kind == "other":
        return None
    return Frame(at=at, after=at + 1, kind="colon", mention=mention, content=at + 1, tie=":")
