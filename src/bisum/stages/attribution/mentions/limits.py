"""Where a noun phrase has ended though another noun follows: an object, a clause, a manner."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from bisum.stages.arabic.lexicon import NOUNS, is_listed_verb, is_noun, office_of
from bisum.stages.arabic.masdars import is_masdar
from bisum.stages.arabic.units import Unit
from bisum.stages.attribution.mentions.mention import MentionKind
from bisum.stages.tables import read_lines, read_set

_BODIES: Final = frozenset(("press", "body", "text"))
_PLURALS: Final = ("ون", "ين")
_NAMES: Final = frozenset(("given", "name"))
_SINGULAR: Final = frozenset(read_lines("roles"))
_RELATES: Final = read_set("relates")
_SOURCES: Final = read_set("sources")
_AGED: Final = frozenset(("البالغ", "البالغه", "المدعو", "المدعوه"))
_BUSY_WITH: Final = read_set("busy with")
_OWNED: Final = ("ها", "هم", "هما", "هن", "ه")
_MIN_OWNED: Final = 4


def is_plural_role(unit: Unit) -> bool:
    """Tell whether a word is a sound plural: «مسؤولون», «المستهلكين»."""
    stem = unit.look.stem
    return unit.key.endswith("ات") or (stem.endswith(_PLURALS) and stem not in _SINGULAR)


def is_beyond(units: Sequence[Unit], at: int, place: int) -> bool:
    """Tell whether a word stands behind the end of the phrase that runs up to it.

    Args:
        units: Of the passage.
        at: Index of the phrase's first unit.
        place: Index of the word.
    """
    unit, before = units[place], units[place - 1]
    look = unit.look
    if unit.key in _SOURCES or unit.key in _AGED:
        return True
    if look.conjunction:
        return unit.key[1:] in _RELATES or unit.key[1:] in _SOURCES
    if look.preposition:
        is_busy = before.look.stem in _BUSY_WITH or is_masdar(before)  # «وكالة النهوض بالاستثمارات»
        return look.preposition == "ب" and is_masdar(unit) and not is_busy
    if look.is_definite:
        return _is_object(units, at, place)
    if "place" in look.tags and before.look.is_definite and not look.tags & {"given", "name", "role"}:
        return True  # «زار الوزير | طهران»
    return _opens_clause(units, at, place) or _is_act(units, at, place)


def _is_object(units: Sequence[Unit], at: int, place: int) -> bool:
    """Tell whether a noun with the article is none of the phrase: «رئيس الحكومة | المواطنين»."""
    unit, before, head = units[place], units[place - 1], units[at]
    is_many = "role" in unit.look.tags or "crowd" in unit.look.tags
    if is_plural_role(before) and not before.look.is_definite and "role" in before.look.tags:
        return True  # «مسؤولون | الأزمة»: with its ن it owns nothing
    if before.key.endswith("ا") and office_of(before.look) != before.look.stem:
        return True  # «طالب 31 نائباً | البيت الأبيض بـ…»
    is_closed = before.look.is_definite or before.kind == "q"
    if not is_closed or unit.look.tags & {"place", "given", "name"}:
        return False
    if is_many and is_plural_role(unit):
        return not (is_plural_role(before) or is_plural_role(head) or "crowd" in before.look.tags)
    if unit.look.tags & _BODIES and unit.look.stem in NOUNS:
        return True
    return is_noun(unit.look) and "role" not in unit.look.tags


def _opens_clause(units: Sequence[Unit], at: int, place: int) -> bool:
    """Tell whether a verb after an indefinite phrase says what it is or did: «وثائق | عثر عليها …»."""
    unit, head = units[place], units[at]
    if head.look.is_definite or unit.look.tags & {"role", "given", "name", *_BODIES}:
        return False
    if unit.key in _RELATES:
        return True
    is_verb = "verb" in unit.look.tags and not unit.look.tags & {"common"}
    return is_verb and not head.look.tags & {"body", "press"}


def _is_act(units: Sequence[Unit], at: int, place: int) -> bool:
    """Tell whether an indefinite noun after a closed phrase is an object: «رئاسة الحكومة | تعليق العمل»."""
    unit, before = units[place], units[place - 1]
    tags = unit.look.tags
    if tags & {"role", "given", "name", "rel", "place"} or not tags:
        return False
    if before.look.is_definite or before.kind == "q":
        return bool(tags & {"common", "text", "forum"}) or is_owned(unit)
    if unit.look.tags & _BODIES and is_plural_role(before) and "role" in before.look.tags:
        return True  # «أفاد مسؤولون | وكالة …»
    if before.look.tags and before.look.tags <= _NAMES and place - 1 > at:
        return "common" in tags  # «واجهت مجموعة ترامب | متاعب»
    is_place = "place" in before.look.tags or bool(before.look.preposition)
    return (is_place and is_masdar(unit)) or _is_manner(unit)


def _is_manner(unit: Unit) -> bool:
    """Tell whether a word is the accusative of an act: «احتجاجاً»."""
    if not unit.key.endswith("ا") or len(unit.key) < 5 or unit.look.tags & {"role"}:
        return False
    bare = unit.look.stem.removesuffix("ا")
    return is_masdar(replace(unit, look=replace(unit.look, stem=bare)))


def is_owned(unit: Unit) -> bool:
    """Tell whether a word ends with a pronoun that owns it: «خاتمتها»."""
    key = unit.look.stem
    is_long = any(len(key) - len(end) >= _MIN_OWNED for end in _OWNED if key.endswith(end))
    return is_long and not unit.look.is_definite and not key.endswith(("يه", "اه")) and not _is_feminine(key)


def _is_feminine(key: str) -> bool:
    return key.endswith("ه") and not key.endswith(("ته", "ايه"))


def acts_after(units: Sequence[Unit], at: int, place: int, stop: int, kind: MentionKind) -> bool:
    """Tell whether a word is a verb by the ف on it, by «فيه» after it, or by a lone «one of them» before it.

    «أما زميلتها فتفضل التأني», «إصدار بيان تبرأ فيه من المسؤولية», «علّق أحدهم كرتونة».
    """
    unit = units[place]
    if unit.look.is_definite or unit.is_name:
        return False
    is_then = unit.key[0] == "ف" and unit.key[1:2] in {"ي", "ت"} and is_listed_verb(unit.key[1:])
    following = units[place + 1].key if place + 1 < stop else ""
    is_in_it = kind == "text" and following in IN_IT and not unit.look.tags & _NAMES
    return is_then or is_in_it or (place == at + 1 and units[at].key in _SOMEBODY)


IN_IT: Final = frozenset(("فيه", "فيها", "فيهما", "خلاله", "خلالها"))
_SOMEBODY: Final = frozenset(("احدهم", "احداهن", "بعضهم", "بعضهن", "معظمهم", "جميعهم", "كلهم"))
