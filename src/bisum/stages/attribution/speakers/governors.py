"""Governors: the verbs that participles and verbal nouns go with, which have no subject of their own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from bisum.stages.arabic.cues import is_finite, verb_forms
from bisum.stages.arabic.lexicon import look_up
from bisum.stages.arabic.units import Unit
from bisum.stages.attribution.clauses.scene import Scene
from bisum.stages.attribution.clauses.subjects import adjacent_subject, subject_after
from bisum.stages.attribution.frames.frame import Frame
from bisum.stages.attribution.mentions.mention import Mention
from bisum.stages.attribution.speakers.voice import Voice
from bisum.stages.tables import read_set

MAX_TO_GOVERNOR: Final = 4
"""Units from a verb to the verbal noun that it governs."""

_NEW_CLAUSE: Final = read_set("new clause") | {"غير", "اذ"}
_DOERS: Final = frozenset(("person", "role", "crowd"))


def doer(scene: Scene, frame: Frame, voices: Sequence[Voice]) -> Mention | None:
    """Find the subject of the verb that a participle goes with: «ليتدخل **ممثل النيابة** مقاطعاً: «…»»."""
    if frame.kind != "participle":
        return None
    begin = clause_start(scene, frame.at)
    if begin <= max((voice.frame.at for voice in voices), default=-1):
        return None
    mention = subject_after(scene.units, begin + 1, frame.at)
    if not voices and mention is not None and not mention.is_named:
        nearer = adjacent_subject(replace(scene, start=begin), frame.at)  # «رد نظيرها فلان متهكما»
        mention = nearer or mention
    return mention if mention is not None and mention.is_sure and mention.kind in _DOERS else None


def governor_gender(scene: Scene, frame: Frame) -> str:
    """Give the gender of the verb that governs a verbal noun: «توجّه إليها بالقول», «اكتفت بالقول»."""
    if frame.kind != "noun" or not scene.units[frame.at].key.startswith("بال"):
        return ""
    for place in range(frame.at - 1, max(scene.start - 1, frame.at - MAX_TO_GOVERNOR), -1):
        unit = scene.units[place]
        if unit.kind != "w":
            return ""
        if is_finite(unit) or (unit.look.conjunction and not unit.look.is_definite):
            key = unit.look.stem
            return {"ي": "m", "ت": "f"}.get(key[0], "f" if key.endswith("ت") else "m")
    return ""


def clause_start(scene: Scene, at: int) -> int:
    """Give where the clause begins in which a cue stands: after a point, or at a word that opens one."""
    units = scene.units
    for place in range(at - 1, scene.start, -1):
        unit = units[place]
        if unit.kind == "q" or unit.key in ".?!:;":
            return place + 1
        if unit.kind != "w":
            continue
        after_point = units[place - 1].kind == "p"
        is_joined = bool(unit.look.conjunction) or (after_point and unit.key[0] in "وفل")
        if unit.look.stem in _NEW_CLAUSE or (is_joined and (is_finite(unit) or _is_then(unit))):
            return place
    return scene.start


def _is_then(unit: Unit) -> bool:
    """Tell whether a word is a verb that goes on in another's turn: «ليتدخل», «فيرد»."""
    return (
        unit.key[0] in "لفو"
        and unit.key[1:2] in {"ي", "ت"}
        and ("verb" in look_up(unit.key[1:]).tags or bool(verb_forms(unit.key[1:])))
    )
