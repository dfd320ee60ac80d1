"""Frames of verbs outside the table, where their place alone says that they report: «…»، سخر فلان."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bisum.model.quote import Stance
from bisum.stages.arabic.cues import Verb, VerbForm, is_finite
from bisum.stages.arabic.paradigm import Form
from bisum.stages.arabic.units import Unit
from bisum.stages.attribution.clauses.objects import agreeing
from bisum.stages.attribution.clauses.scene import Scene
from bisum.stages.attribution.clauses.subjects import subject_after
from bisum.stages.attribution.frames.frame import Frame
from bisum.stages.attribution.mentions.mention import Mention
from bisum.stages.tables import read_set

MANNER_QUOTE: Final = 20
"""Code points of a quotation that a verb outside the table may report."""

MAX_TO_COLON: Final = 14
"""Units between such a verb and the colon after it."""

_OBJECTS: Final = ("هما", "ها", "هم", "هن", "ه")
"""Pronouns of an object, the longest first."""

_NEARLY: Final = read_set("nearly")
_NO_VERB: Final = frozenset(("role", "given", "name", "conj", "prep", "comp", "pron", "neg", "rel"))


def manner_frame(scene: Scene, at: int) -> Frame | None:
    """Read any verb right after a long quotation and a comma as its cue: «…»، سخر أحد المارة."""
    units = scene.units
    unit, comma, quote = units[at], units[at - 1], units[at - 2]
    if comma.key != "," or quote.kind != "q" or quote.end - quote.start < MANNER_QUOTE:
        return None
    if any(other.kind == "w" for other in units[scene.start : at - 2]) or unit.look.conjunction:
        return None
    may_be_verb = is_finite(unit) or not unit.look.tags  # or one that no table has
    if not may_be_verb or unit.look.tags & _NO_VERB:
        return None
    one = _any_verb(unit)
    mention = agreeing(subject_after(units, at + 1, scene.stop), one)
    return Frame(at=at, after=at + 1, kind="verb", verb=one, mention=mention, follows=True)


def manner_before_colon(scene: Scene, colon: int) -> Frame | None:
    """Read the nearest verb before a colon and marks as their cue: «قلّل الوزير من الأمر: «…»»."""
    units, start = scene.units, scene.start
    if colon + 1 >= scene.stop or units[colon + 1].kind != "q":
        return None
    for at in range(colon - 1, max(start - 1, colon - MAX_TO_COLON), -1):
        unit = units[at]
        if unit.kind == "q" or unit.key in ".;?!:":
            return None
        opens = at == start or units[at - 1].kind == "p"
        is_then = at == colon - 1 and unit.look.conjunction == "ف"  # «فعاجلته: «…»»
        is_verb = unit.kind == "w" and (is_finite(unit) or is_then) and not unit.look.preposition
        if (
            not is_verb
            or unit.look.tags & _NO_VERB
            or ("common" in unit.look.tags and not opens and not is_then)
        ):
            continue
        if at > start and units[at - 1].look.stem in _NEARLY:
            return None
        if at > start and units[at - 1].look.tags & {"rel", "prep", "comp", "pron"}:
            continue
        one = _any_verb(unit)
        mention = agreeing(subject_after(units, at + 1, colon), one)
        if mention is not None and _is_done_to(units[at + 1 : mention.after], mention):
            mention = None
        return Frame(at=at, after=at + 1, kind="verb", verb=one, mention=mention, content=colon + 1, tie=":")
    return None


def _is_done_to(units: Sequence[Unit], mention: Mention) -> bool:
    """Tell whether a phrase is what is done, or to whom: «اختارت الحياد: «…»», «يستقبل زواره: «…»».

    Args:
        units: From the one after the verb to the end of the phrase; a whole passage would make it quadratic.
        mention: The phrase.
    """
    if mention.kind == "other":
        return not mention.is_sure
    first = next((unit for unit in units if unit.end > mention.start), None)
    if mention.kind != "crowd" or first is None or first.look.is_definite:
        return False
    return first.key.endswith(_OBJECTS) and not first.look.stem.endswith(_OBJECTS)  # a crowd, and whose it is


def _any_verb(unit: Unit) -> VerbForm:
    """Give a verb outside the table a lemma, and what its letters say of its subject."""
    key = unit.look.stem if unit.look.conjunction else unit.key
    bare = next((key.removesuffix(one) for one in _OBJECTS if key.endswith(one)), key)
    gender = {"ي": "m", "ت": "f"}.get(key[0], "f" if bare.endswith("ت") else "m")
    return VerbForm(Verb(key, frozenset(), Stance.NEUTRAL, 1), Form(key, "verb", gender, "s", 3))
