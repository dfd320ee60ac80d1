"""Words that make the title before a name longer: «الملازم الأول», «المدير العام», «المنظمة غير الحكومية»."""

from __future__ import annotations

from typing import Final

from bisum.stages.attribution.mentions.name_starts import is_short_title
from bisum.stages.attribution.mentions.phrase import BODIES, Phrase
from bisum.stages.tables import read_set

_RANKS: Final = frozenset(("اول", "ثان", "ثاني", "ثالث", "اولي", "ثانيه"))
_THIS: Final = frozenset(("هذا", "هذه"))
_HONOURS: Final = read_set("honours")
_GOVERNING: Final = BODIES | {"role"}
_NO_HONOUR: Final[frozenset[str]] = frozenset()


def pass_honour(phrase: Phrase) -> frozenset[str]:
    """Begin the phrase after a word of honour and give that word; empty where none stands there."""
    honour = phrase.head.key.removeprefix("و")
    if honour not in _HONOURS:
        return _NO_HONOUR
    if phrase.at + 1 < phrase.stop:
        following = phrase.units[phrase.at + 1]
        is_titled = following.look.tags & {"role", "given"} or following.look.is_definite
        if following.kind == "w" and is_titled:
            phrase.begin_at(phrase.at + 1)  # «معالي وزير الطاقة»
    return frozenset((honour,))


def take_title(phrase: Phrase, place: int) -> int | None:
    """Take the words of a title at a place, and give how many; None where no title goes on there."""
    unit, before = phrase.units[place], phrase.units[place - 1].look
    look = unit.look
    is_after_office = "role" in before.tags
    if look.is_definite and _is_rank(
        look.stem, is_after_office=is_after_office, is_closed=before.is_definite
    ):
        return phrase.take(place)
    if len(unit.key) < 2:
        return _take_short_title(phrase, place)
    is_construct = before.tags & _GOVERNING and not before.is_definite
    if "time" in look.tags and is_construct and (look.stem == "عام" or before.tags & BODIES):
        return phrase.take(place)  # «كاتب عام», «صحيفة اليوم»
    if unit.key == "غير" and place + 1 < phrase.stop and phrase.units[place + 1].look.is_definite:
        return phrase.take(place, 2)  # «المنظمة غير الحكومية»
    if unit.key in _THIS and not before.is_definite and is_after_office:
        return phrase.take(place)  # «رئيس هذا المشروع»
    return None


def _is_rank(stem: str, *, is_after_office: bool, is_closed: bool) -> bool:
    """Tell whether a word with the article says of which rank an office is: «الملازم الأول»."""
    if stem == "عام":
        return is_closed or is_after_office
    return stem in _RANKS and is_closed and is_after_office


def _take_short_title(phrase: Phrase, place: int) -> int:
    """Take «د.» and the name after it: «مديرة الصحة **د. عواطف المحجوبي**»; 0 for any other letter."""
    if not is_short_title(phrase, place):
        return 0
    if phrase.name or phrase.kind != "role":
        return 2
    phrase.take_name(place + 2)
    return 3
