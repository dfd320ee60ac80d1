"""Where it is asked who speaks: what a frame and its sentence say of it, put to the ballot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from bisum.stages.arabic.cues import has_object, is_finite, verb_forms
from bisum.stages.arabic.lexicon import look_up
from bisum.stages.arabic.units import Unit, fold_words
from bisum.stages.attribution.clauses.objects import stands_alone
from bisum.stages.attribution.clauses.scene import Scene
from bisum.stages.attribution.clauses.subjects import adjacent_subject, subject_after
from bisum.stages.attribution.coreference.discourse import Discourse
from bisum.stages.attribution.coreference.entities import Entity
from bisum.stages.attribution.frames.frame import Frame
from bisum.stages.attribution.mentions.mention import Mention
from bisum.stages.attribution.speakers.agreement import agreement, answers
from bisum.stages.attribution.speakers.asking import Asking
from bisum.stages.attribution.speakers.ballot import Candidate, weigh
from bisum.stages.attribution.speakers.voice import REPORTING_TIES, Voice
from bisum.stages.tables import read_set

_ASKS_SOMEBODY: Final = read_set("asks somebody")
_GO_ON: Final = read_set("go on")
_NEW_CLAUSE: Final = read_set("new clause") | {"غير", "اذ"}


def weigh_frame(
    scene: Scene,
    frame: Frame,
    how: str,
    first: Entity | None,
    voices: Sequence[Voice],
    discourse: Discourse,
) -> Sequence[Candidate]:
    """Weigh all who may speak in a frame.

    Args:
        scene: Its sentence.
        frame: The frame.
        how: The rule that proposes ``first``.
        first: Whom the rules propose.
        voices: Of the frames before it in the sentence.
        discourse: Who is who.
    """
    gender, number = agreement(frame)
    gender = gender or governor_gender(scene, frame)
    setting = "named" if how == "named" else answers(scene, frame) or "bare"
    asks = frame.verb is not None and frame.verb.verb.lemma in _ASKS_SOMEBODY
    outer, last = _outer(frame, voices), voices[-1].entity if voices else None
    named = frame.mention if how == "named" else None
    asking = Asking(
        setting,
        how,
        first,
        gender,
        number,
        outer,
        last,
        asks,
        goes_on=frame.verb is not None and frame.verb.verb.lemma in _GO_ON,
        object=object_of(frame),
        follows=frame.follows,
        is_back=frame.kind == "back",
        named=named,
        alone=named is not None and _is_alone(scene, frame, named),
        gap=_gap(scene, frame),
        content=frame.content if frame.tie == "ان" else None,
        contents=[one.frame.content for one in voices if one.frame.content is not None],
        clause=clause_start(scene, frame.at),
        is_participle=frame.kind == "participle",
        relative=named is not None and _has_relative(scene, named),
    )
    return weigh_in(scene, frame.at, asking, discourse)


def weigh_in(scene: Scene, place: int, asking: Asking, discourse: Discourse) -> Sequence[Candidate]:
    """Weigh all who may speak at a place of a sentence."""
    quotes = [at for at in range(scene.start, scene.stop) if scene.units[at].kind == "q"]
    quoted = frozenset(
        key for at in quotes for key in fold_words(scene.text[scene.units[at].start : scene.units[at].end])
    )
    return weigh(
        replace(
            asking,
            sentence=scene.sentence,
            paragraph=scene.paragraph,
            place=place,
            quotes=quotes,
            quoted=quoted,
        ),
        discourse,
    )


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


_DOERS: Final = frozenset(("person", "role", "crowd"))


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


MAX_TO_GOVERNOR: Final = 4
"""Units from a verb to the verbal noun that it governs."""


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
        if unit.look.stem in _NEW_CLAUSE or (is_joined and (is_finite(unit) or is_then(unit))):
            return place
    return scene.start


def is_then(unit: Unit) -> bool:
    """Tell whether a word is a verb that goes on in another's turn: «ليتدخل», «فيرد»."""
    return (
        unit.key[0] in "لفو"
        and unit.key[1:2] in {"ي", "ت"}
        and ("verb" in look_up(unit.key[1:]).tags or bool(verb_forms(unit.key[1:])))
    )


def object_of(frame: Frame) -> str:
    """Tell whom a pronoun on the verb of a frame makes its object: «سألته», «قال لي»."""
    if frame.verb is None or frame.verb.form.kind != "verb":
        return ""
    key = frame.verb.form.key
    if key.endswith(("ني", "نا")):
        return "me"
    return "him" if has_object(frame.verb) else ""


def _is_alone(scene: Scene, frame: Frame, named: Mention) -> bool:
    """Tell whether a verb that needs an object has but one phrase after it: «خاطب الحضور: …»."""
    verb = frame.verb
    if verb is None or verb.form.kind != "verb" or verb.verb.lemma not in _NEEDS_OBJECT or object_of(frame):
        return False
    return stands_alone(scene, named)


_NEEDS_OBJECT: Final = read_set("needs object")


def _has_relative(scene: Scene, named: Mention) -> bool:
    """Tell whether a clause right after a phrase tells more of it: «الرجل الذي يرأس الشركة»."""
    place = named.after
    if place < scene.stop and scene.units[place].key == ",":
        place += 1
    return place < scene.stop and "rel" in scene.units[place].look.tags


def _gap(scene: Scene, frame: Frame) -> int:
    """Count the words between a cue and the phrase after it."""
    if frame.mention is None:
        return 0
    return sum(
        unit.kind == "w" and unit.end <= frame.mention.start
        for unit in scene.units[frame.after : frame.mention.after]
    )


def _outer(frame: Frame, voices: Sequence[Voice]) -> Entity | None:
    """Give who speaks in the frame in whose reported clause this one stands."""
    for voice in reversed(voices):
        content = voice.frame.content
        if content is not None and content <= frame.at and voice.frame.tie in REPORTING_TIES:
            return voice.entity
    return None
