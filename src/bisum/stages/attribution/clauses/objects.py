"""Which phrase beside a verb is its object, and no subject of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from bisum.stages.arabic.cues import VerbForm, has_object, uses_of
from bisum.stages.arabic.lexicon import look_up
from bisum.stages.arabic.units import Unit
from bisum.stages.attribution.clauses.scene import Scene
from bisum.stages.attribution.mentions.mention import Mention
from bisum.stages.tables import read_set


def is_object(units: Sequence[Unit], place: int, mention: Mention) -> bool:
    """Tell whether a phrase stands in the accusative, and not because of أنّ, لكنّ or a number before it."""
    if not mention.is_object or not place:
        return False
    before = units[place - 1]
    return before.kind != "n" and "comp" not in before.look.tags and before.look.stem not in _CONTRARY


_CONTRARY: Final = read_set("contrary")
MIN_OBLIQUE: Final = 5
"""Letters of a word that ends in ين as duals and plurals do: «طرفين», but not «صين»."""


def stands_alone(scene: Scene, mention: Mention) -> bool:
    """Tell whether no second phrase follows that could be a verb's object: «خاطب الحضور: …»."""
    if mention.after >= scene.stop:
        return True
    following = scene.units[mention.after]
    return following.kind != "w" or bool(following.look.preposition or following.look.tags & _NO_OBJECT)


_NO_OBJECT: Final = frozenset(("prep", "comp", "conj", "rel", "adv", "time"))


def is_addressed(scene: Scene, mention: Mention, one: VerbForm) -> bool:
    """Tell whether the only phrase after a verb that can't do without an object is that object.

    «وحث التجار على …», «واتهمت الطاقم بـ…»; names are left to the weights («أبلغ فلان أن …»),
    but for those of the other gender.
    """
    units = scene.units
    if not needs_object(one):
        return False
    conflicts = bool(one.form.gender and mention.gender) and one.form.gender != mention.gender
    if mention.is_named and mention.kind == "person" and not conflicts:
        return False
    following = units[mention.after] if mention.after < scene.stop else None
    if following is not None and (following.key == "," or "rel" in following.look.tags):
        return False  # «وصف المدير، في بيان، ما حدث بأنه …»
    if following is not None and following.kind == "q" and mention.after + 1 < scene.stop:
        return "comp" not in units[mention.after + 1].look.tags  # «أبلغ المصدر «الجريدة» بأن …»
    is_tied = following is not None and (following.key in {"ب", "ل"} or uses_of(following.key).participle)
    if one.verb.lemma in _APPEALS and mention.kind != "person" and following is not None:
        is_tied = is_tied or (
            following.look.is_definite and following.look.tags == _ACT
        )  # «ناشدت الحكومة التحرك»
    return is_tied or stands_alone(scene, mention)


_APPEALS: Final = read_set("appeals")
_ACT: Final = frozenset(("common",))
_MUST_HAVE_OBJECT: Final = read_set("must have object")


def needs_object(one: VerbForm) -> bool:
    """Tell whether a form of a verb still lacks the object that it can't do without."""
    return one.verb.lemma in _MUST_HAVE_OBJECT and not has_object(one)


def agreeing(mention: Mention | None, one: VerbForm) -> Mention | None:
    """Keep a subject that the verb before it agrees with: it is singular there, in their gender."""
    if mention is None or one.form.number == "p":
        return None
    if mention.is_plural and mention.head.endswith("ين") and mention.kind in {"role", "crowd", "other"}:
        return None  # the oblique case: «ناشدت السائقين …»
    is_object = one.form.gender == "m" and mention.gender == "f" and not mention.is_plural
    if is_object and mention.kind in {"body", "press", "text", "other"}:
        return None  # «طالب الوزارة برد …», «أكد القصة»
    if mention.kind == "other" and mention.head.endswith("ين") and len(mention.head) >= MIN_OBLIQUE:
        return None  # «دعا الطرفين إلى …»
    is_man = mention.gender == "m" and mention.kind in {"person", "role"} and not mention.is_plural
    if one.form.gender == "f" and is_man and mention.is_named and mention.roles:
        given = look_up(mention.keys[0])  # «قالت مدير عام الوزارة عواطف الأمين»: the office has no gender
        return None if given.gender == "m" else replace(mention, gender="f")
    return None if one.form.gender == "f" and is_man else mention
