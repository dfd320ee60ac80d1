"""Which words of a sentence are finite verbs, by their tables, their endings and their places."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bisum.stages.arabic.cues import is_finite, verb_forms
from bisum.stages.arabic.lexicon import is_listed
from bisum.stages.arabic.units import Unit
from bisum.stages.tables import read_set

_NO_VERB: Final = frozenset(("role", "given", "prep", "comp", "conj", "rel", "pron", "pp", "time", "place"))


def is_verb(unit: Unit) -> bool:
    """Tell whether a word is a finite verb by the tables, and no name here."""
    look = unit.look
    if look.tags & _NO_VERB or look.is_definite or look.preposition or unit.is_name:
        return False
    if is_finite(unit) and ("common" not in look.tags or unit.key[0] in "يت"):
        return True
    return is_teller(unit)


def may_be_verb(units: Sequence[Unit], place: int, start: int, stop: int) -> bool:
    """Tell whether a word that is a noun too stands where a verb does: «اتساع الجدل خرج الفنان»."""
    unit = units[place]
    look = unit.look
    is_closed = look.is_definite or bool(look.preposition) or bool(look.tags & _NO_VERB)
    if is_closed or unit.is_name or place + 1 >= stop:
        return False
    following = units[place + 1]
    if _is_she(unit):
        return following.kind == "w"
    if not look.tags and (place == start or units[place - 1].kind == "p"):
        return following.look.is_definite or bool(following.look.tags & _HEADS) or following.key in _HONOURS
    if "verb" not in look.tags:
        return False
    before = units[place - 1] if place > start else None
    is_free = before is None or before.kind == "p" or before.look.is_definite or bool(look.conjunction)
    is_noun = following.look.is_definite or following.is_name or following.key in _HONOURS
    return is_free and (is_noun or bool(following.look.tags & _SUBJECTS))


_HEADS: Final = frozenset(("role", "press", "body", "crowd"))
_HONOURS: Final = read_set("honours")
_SUBJECTS: Final = frozenset(("role", "press", "body", "given", "crowd"))


def _is_she(unit: Unit) -> bool:
    """Tell whether a word ends as verbs of women do, and is no noun of a table: «أهدت»."""
    stem = unit.look.stem
    ends = stem.endswith("ت") and not stem.endswith("ات") and len(stem) >= _MIN_SHE
    return ends and ("verb" in unit.look.tags or (bool(unit.look.tags) and not is_listed(stem)))


_MIN_SHE: Final = 4


def is_question(unit: Unit) -> bool:
    """Tell whether a word is a finite form of a verb of asking: «سأل», «سُئل»."""
    return unit.key.removeprefix("و").removeprefix("ف").startswith(_QUESTIONS) and not unit.look.is_definite


_QUESTIONS: Final = ("سال", "سيل", "يسال", "تسال", "سوال")
WAS_ASKED: Final = ("سيل", "سيلت", "سيلوا")
"""Forms of «سُئل», folded."""


def is_after_before_that(units: Sequence[Unit], place: int) -> bool:
    """Tell whether a word is the verb of «قبل أن»، «بعد أن»، «دون أن», which the subject before them does."""
    return place > 1 and units[place - 1].key == "ان" and units[place - 2].look.stem in _BEFORE_THAT


_BEFORE_THAT: Final = frozenset(("قبل", "بعد", "دون", "بدون"))


def is_teller(unit: Unit) -> bool:
    """Tell whether a word is a finite form of a reporting verb and no noun."""
    if unit.look.is_definite or unit.look.preposition:
        return False
    forms = verb_forms(unit.key)
    is_noun = any(one.form.kind == "noun" for one in forms)
    return any(one.form.kind == "verb" and (one.verb.strength >= 2 or not is_noun) for one in forms)


def is_after_quote(units: Sequence[Unit], place: int, start: int, stop: int) -> bool:
    """Tell whether a word that may be a verb follows a quotation and a comma: «…»، سخر أحدهم."""
    if place - 2 < start or place + 1 >= stop or units[place - 1].key not in {",", "-"}:
        return False
    unit = units[place]
    look = unit.look
    is_open = not look.is_definite and not look.preposition and not look.tags & _NO_VERB
    may_be = is_open and ("verb" in look.tags or not look.tags or unit.key[0] in "يت" or is_teller(unit))
    return units[place - 2].kind == "q" and may_be and len(unit.key) > 2
