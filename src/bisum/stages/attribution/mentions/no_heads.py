"""Words that look like the head of a phrase and are none: adjectives, adverbs, sides, the art of music."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bisum.stages.arabic.lexicon import is_noun
from bisum.stages.arabic.name_words import is_name_word
from bisum.stages.arabic.units import Unit
from bisum.stages.arabic.verb_places import is_after_before_that
from bisum.stages.attribution.mentions.limits import is_owned
from bisum.stages.tables import read_set

_SIDES: Final = frozenset(("يمينه", "يمينها", "يمينهم", "يساره", "يسارها", "يسارهم"))
_WE: Final = frozenset(("نحن", "ونحن"))
_NAMES_TOO: Final = frozenset(("common", "name", "given"))
_COMMON: Final = frozenset(("common",))
_COMPARES: Final = frozenset(("اقل", "اكثر", "اشد", "الاكثر", "الاقل"))
_ONE: Final = frozenset(("احد", "احدي"))
_GIVEN_TOO: Final = read_set("given adjectives")
_ADJECTIVES: Final = ("ي", "يه", "يا")
_DESCRIBED: Final = frozenset(("common", "forum", "text"))


def is_no_head(units: Sequence[Unit], at: int, stop: int) -> bool:
    """Tell whether a word says what the noun before it is like: «الشارع الرئيسي», «أقل دبلوماسية»."""
    head = units[at]
    before = units[at - 1] if at else None
    has_name = at + 1 < stop and is_name_word(units[at + 1])
    if head.key in _SIDES or (_is_music(head) and not has_name):
        return True
    if before is None or before.kind == "p":
        return False
    if is_after_before_that(units, at):
        return True  # «قبل أن نغادر»
    is_adjective = _is_no_name(head, before) and not (has_name and before.key not in _WE)
    return is_adjective or _is_like(units, at, stop)


def _is_no_name(head: Unit, before: Unit) -> bool:
    """Tell whether what may be a name is a verb or an adjective: «ونحن نهم», «ليلة كاملة»."""
    tags = head.look.tags
    if before.key in _WE and head.key[0] in "نا" and "role" not in tags:
        return True
    if before.key == "كل" and "given" in tags:
        return True  # «كل جمعة»
    if head.key in _GIVEN_TOO and _is_plain(before):
        return True  # «لديها اعتراض وحيد»
    if head.key == "احدا" and "comp" not in before.look.tags and before.look.stem != "لكن":
        return True  # «لم يتهم أحدا»
    return head.key.endswith("ه") and tags <= _NAMES_TOO and _is_feminine_noun(before)


def _is_plain(unit: Unit) -> bool:
    """Tell whether a word is a noun without the article, and nobody's name or office."""
    look = unit.look
    return "common" in look.tags and not look.is_definite and not look.tags & _WHO


_WHO: Final = frozenset(("role", "given", "name", "crowd", "body", "press", "prep", "conj", "comp", "verb"))


def _is_like(units: Sequence[Unit], at: int, stop: int) -> bool:
    """Tell whether a noun of office is the adjective of the noun before it, or a word only compares."""
    head, before = units[at], units[at - 1]
    look, tags = head.look, head.look.tags
    is_adverb = "adv" in tags and head.key.endswith("ا")  # «أجابنا حرفيا»
    if is_adverb or before.look.stem in _COMPARES or (look.stem in _ONE and _is_ten_after(units, at, stop)):
        return True
    if "role" not in tags or look.conjunction or head.is_name or before.kind != "w":
        return False
    is_adjective = head.key.endswith(_ADJECTIVES) or (look.is_definite and look.stem == "رييس")
    if not is_adjective or not before.look.tags or not before.look.tags <= _DESCRIBED:
        return False
    is_closed = before.look.is_definite or is_owned(before)
    is_sure = before.look.is_definite or is_noun(before.look) or "common" not in before.look.tags
    agrees = before.look.stem.endswith("ه") == look.stem.removesuffix("ا").endswith("ه")
    return is_sure and agrees and is_closed == look.is_definite


def _is_music(head: Unit) -> bool:
    """Tell whether «الموسيقى» is the art and no musician: nobody is named after it."""
    return head.look.stem == "موسيقي" and head.look.is_definite


def _is_ten_after(units: Sequence[Unit], at: int, stop: int) -> bool:
    """Tell whether a number goes on: «إحدى عشرة مرة»."""
    return at + 1 < stop and units[at + 1].look.stem.startswith("عشر")


def _is_feminine_noun(unit: Unit) -> bool:
    """Tell whether a word is an indefinite common noun in ة."""
    look = unit.look
    return unit.key.endswith("ه") and look.tags == _COMMON and not look.is_definite and not look.conjunction
