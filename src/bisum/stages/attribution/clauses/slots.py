"""As what a phrase stands in its sentence: subject, topic, object, governed by a preposition, told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bisum.stages.arabic.cues import verb_forms
from bisum.stages.arabic.units import Unit
from bisum.stages.attribution.clauses.objects import is_object
from bisum.stages.attribution.clauses.scene import Scene
from bisum.stages.attribution.mentions.mention import Mention
from bisum.stages.tables import read_set

MAX_TO_VERB: Final = 12
"""Units from a verb to a phrase that may still be its subject."""

MAX_TO_TOLD: Final = 5
"""Units from a verb to the ل or إلى before whom something is told."""

_TOLD: Final = read_set("told")
_POSSESSED: Final = ("ها", "هم", "هما", "هن")  # «موكلتها سوزان»: nobody owns what is owned
_NO_NOUN: Final = frozenset(("conj", "adv", "time", "pron", "rel", "comp", "pp", "neg"))


def slot_of(scene: Scene, place: int, verb: int, mention: Mention, *, is_new: bool) -> str:
    """Tell as what a phrase stands; see ``Sighting``.

    Args:
        scene: The sentence.
        place: Index of the phrase's first unit.
        verb: Index of the verb before it that has no subject yet; below 0 without one.
        mention: The phrase.
        is_new: No phrase of its clause was read before it.
    """
    slot = _by_place(scene, place, verb, is_new=is_new)
    is_short = slot == "topic" or (slot == "subject" and len(mention.keys) == 1)  # «قال سائقا الجرافة»
    return "object" if is_short and is_object(scene.units, place, mention) else slot


def _by_place(scene: Scene, place: int, verb: int, *, is_new: bool) -> str:
    """Tell the same by what stands before the phrase alone."""
    units = scene.units
    before = units[place - 1] if place > scene.start else None
    governed = _governed(units, place, before, verb)
    if governed is not None:
        return governed
    if before is not None and before.kind == "w" and verb != place - 1 and _owns(before):
        return "owner"
    if verb >= 0 and place - verb <= MAX_TO_VERB:
        return "subject"
    return "topic" if is_new or place == scene.start else "object"


def _governed(units: Sequence[Unit], place: int, before: Unit | None, verb: int) -> str | None:
    """Give ``told`` or ``governed`` for a phrase with a preposition on it or before it; None for another."""
    unit = units[place]
    n_after = place - verb if verb >= 0 else MAX_TO_TOLD + 1
    if unit.look.preposition or (not unit.look.tags and unit.key[0] == "ل" and before is not None):
        is_told = n_after < MAX_TO_TOLD and _tells(units[verb])
        if unit.look.preposition or is_told:
            return "told" if is_told else "governed"
    if before is None or before.kind != "w" or not ("prep" in before.look.tags or before.key == "ل"):
        return None
    is_told = before.key in {"ل", "الي"} and n_after <= MAX_TO_TOLD and _tells(units[verb])
    return "told" if is_told else "governed"


def _owns(before: Unit) -> bool:
    """Tell whether the noun before a phrase is left open, so that the phrase says whose it is."""
    look = before.look
    is_open = not look.tags & _NO_NOUN and not look.is_definite and not before.key.endswith(_POSSESSED)
    return is_open and "verb" not in look.tags


def _tells(unit: Unit) -> bool:
    """Tell whether a verb is one of telling somebody something."""
    return any(one.verb.lemma in _TOLD for one in verb_forms(unit.key))
