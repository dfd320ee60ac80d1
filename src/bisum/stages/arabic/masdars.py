"""Names of actions (masdars): «وجود», «انسحاب», «تفكيك», told by their pattern or a list."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from bisum.stages.arabic.cues import verb_forms
from bisum.stages.arabic.units import Unit
from bisum.stages.tables import read_set
from bisum.text import WORDS_KEPT

MAX_TO_OBJECT: Final = 30
"""Units between a verb and the bare object that it reports."""

_LISTED: Final = read_set("masdars")
_AS: Final = read_set("homographs")  # «بوصفه», «باعتباره»
_NO_MASDAR: Final = read_set("no masdars")
_OWNERS: Final = ("تهما", "تها", "تهم", "ته", "هما", "ها", "هم", "ه")
_BAD: Final = frozenset(("prep", "comp", "rel", "conj", "pp", "pron", "neg", "given", "adv"))
_THINGS: Final = frozenset(("press", "body", "text", "crowd", "place"))
_BEFORE: Final = frozenset(("given", "name", "place", "time", "adv", "press", "body"))


def is_masdar(unit: Unit) -> bool:
    """Tell whether a word names an action, with or without article, owner and preposition."""
    look = unit.look
    if unit.kind != "w" or look.tags & _BAD:
        return False
    return look.stem in _LISTED if look.tags & _THINGS else names_act(look.stem)


@lru_cache(maxsize=WORDS_KEPT)
def names_act(stem: str) -> bool:
    """Tell whether a folded word without prefixes names an action."""
    return any(_has_pattern(form) for form in _bare(stem)) or any(
        one.form.kind == "noun" for one in verb_forms(stem)
    )


def _bare(stem: str) -> list[str]:
    """Give a stem as it stands and without its owner: «استقالته» -> «استقاله»."""
    forms = [stem]
    for owner in _OWNERS:
        base = stem.removesuffix(owner)
        if base != stem and len(base) > 2:
            forms.append(base + "ه" if owner[0] == "ت" else base)
            if base.endswith("اي"):
                forms.append(base[:-1] + "ء")  # «إخلائه»
    return forms


def _has_pattern(stem: str) -> bool:
    if stem in _LISTED:
        return True
    if stem in _NO_MASDAR:
        return False
    base = stem.removesuffix("ه")
    n = len(base)
    if not base:  # «ه» alone, as an abbreviation
        return False
    if base[0] == "ت":  # تفعيل، تفاعل، تفعّل، تفعلة
        return (n == 5 and (base[3] == "ي" or base[2] == "ا")) or (n == 4 and base == stem)
    if base[0] == "ا":  # انفعال، افتعال، استفعال; إفعال is listed: it looks like a plural
        return n >= 6 and base[-2] == "ا"
    return base[0] == "م" and base != stem and n == 5 and base[2] == "ا"  # مفاعلة


def is_glued_act(unit: Unit) -> bool:
    """Tell whether «ب» is written onto an act with an owner, which no table has as such: «بسحبه»."""
    is_whole = bool(unit.look.preposition or unit.look.tags & _BAD) or unit.key in _AS
    return not is_whole and unit.key[:1] == "ب" and unit.key.endswith(_OWNERS) and names_act(unit.key[1:])


def find_object(  # noqa: PLR0911 - a decision list: each return is one rule
    units: Sequence[Unit], at: int, stop: int, *, is_denial: bool
) -> int | None:
    """Find the bare object that a verb reports: «أعلن فلان، أمس، انسحاب …», «نفى وجود …».

    An action without article can't go on the phrase before it where that is closed: by its
    article, a name, a comma. One with its article needs a preposition after it.

    Args:
        units: Of the passage.
        at: Index of the unit after the verb.
        stop: Index just after the sentence's last unit, or where the next report begins.
        is_denial: The verb denies: then «ما» and «جميع ما» are objects too.
    """
    for place in range(at, min(stop, at + MAX_TO_OBJECT)):
        unit = units[place]
        if unit.key in ".:?!":
            return None
        if unit.kind != "w" or unit.look.conjunction or unit.look.preposition:
            continue
        if "comp" in unit.look.tags:
            return None
        before = units[place - 1]
        if place > at and before.key == "عن" and is_masdar(unit) and not unit.look.is_definite:
            return place  # «أعلنت الوزارة عن تسجيل …»
        if before.kind == "w" and ("prep" in before.look.tags or before.look.preposition):
            continue
        if is_denial and unit.key in _WHATEVER:
            return place
        if not is_masdar(unit) or "role" in unit.look.tags:
            continue
        if unit.look.is_definite:
            is_governing = place + 1 < stop and (
                bool(units[place + 1].look.tags & {"prep", "pp"}) or bool(units[place + 1].look.preposition)
            )
            is_adjective = unit.look.stem[0] == "م" and before.look.is_definite  # «الحلول الملائمة ل…»
            is_free = place == at or (_closes(before) and not is_adjective)
            if is_governing and is_free and _has_pattern(unit.look.stem):
                return place
        elif place == at or _closes(before):
            return place
    return None


_WHATEVER: Final = frozenset(("ما", "اي", "جميع", "كل"))


def _closes(unit: Unit) -> bool:
    """Tell whether a noun phrase may end here."""
    look = unit.look
    is_aside = unit.key in {"ذلك", "هذا"} or "pp" in look.tags  # «مع ذلك البدء بها», «نسخة منه رفضه»
    return is_aside or unit.kind in "pqn" or look.is_definite or look.is_unknown or bool(look.tags & _BEFORE)
