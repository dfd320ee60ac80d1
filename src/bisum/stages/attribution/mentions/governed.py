"""Prepositions inside noun phrases: «رئيس اللجنة **في البرلمان**», «المتحدث **باسم الشركة**»."""

from __future__ import annotations

from typing import Final

from bisum.stages.arabic.lexicon import office_of
from bisum.stages.arabic.masdars import is_masdar
from bisum.stages.attribution.mentions.limits import is_owned
from bisum.stages.attribution.mentions.phrase import BODIES, Phrase
from bisum.stages.tables import read_set

_ON_BEHALF: Final = frozenset(("باسم", "باسمه", "باسمها", "باسمهم"))
_STOPS: Final = frozenset(("comp", "rel", "neg", "conj", "pron", "time", "adv", "pp"))
_STANDS_FOR: Final = read_set("stands for")
_IN_CHARGE: Final = read_set("in charge")
_IDIOMS: Final = frozenset(("وجه", "وجهه", "وجهها", "حين", "نهايه", "ختام", "بدايه", "اشاره", "محاوله"))
_INSIDE: Final = frozenset(("في", "من", "لدي", "باسم", "ضمن", "داخل"))
_OCCASIONS: Final = (
    read_set("occasions") | read_set("utterances") | {"عريضه", "رد", "مقال", "مرافعه", "شهاده"}
)
_FROM: Final = frozenset(("بين", "خلال", "دون", "قبل", "بعد", "جهه", "جهته", "جهتها", "جانبه", "جانبها"))
"""What makes one preposition with من: «زوجها من بين المحاصرين»."""
_CONCERNED: Final = frozenset(
    ("خاص", "خاصه", "متعلق", "متعلقه", "معني", "معنيه", "مختص", "مختصه", "مكلف", "مكلفه")
)
"""Adjectives that say with ب what something is about."""
_ROOMS: Final = frozenset(("برنامج", "راي"))
_LETTERS: Final = read_set("letters")
_ADDRESSEES: Final = read_set("addressees")


def take_governed(phrase: Phrase, place: int) -> int:
    """Take a preposition and what it governs, and give how many units; 0 where the phrase ends before it."""
    if phrase.name or place + 1 >= phrase.stop:
        return 0
    unit, following = phrase.units[place], phrase.units[place + 1]
    if unit.key in _ON_BEHALF:
        return phrase.take(place)
    if unit.look.preposition:
        return phrase.take(place) if _governs_itself(phrase, place) else 0
    if not _is_inside(phrase, place) or _is_occasion(phrase, place):
        return 0
    if "role" in following.look.tags:
        phrase.roles.add(following.look.stem)
    return phrase.take(place, 2)


def _governs_itself(phrase: Phrase, place: int) -> bool:
    """Tell whether a noun behind its preposition goes on with the phrase: «المحكمة الابتدائية **بتونس**»."""
    look, following = phrase.units[place].look, phrase.units[place + 1]
    if look.preposition == "ب" and phrase.units[place - 1].look.stem in _CONCERNED:
        return True  # «البيان الخاص باجتماع المجلس»
    if look.tags & {"press", "forum"} or look.stem in _ADDRESSEES or not look.tags:
        return False
    is_letter = following.look.stem in _LETTERS and "comp" not in following.look.tags
    is_station = following.kind == "q" or is_letter  # but «المنظمة الدولية للهجرة إن …»
    if look.preposition == "ل" and is_station and "body" not in look.tags:
        return False
    if look.tags & _STOPS or ("role" in look.tags and phrase.kind == "other"):
        return False  # «سبق للناقد فلان أن …»
    is_place = look.is_definite or bool(look.tags & (BODIES | {"place"}))
    is_long = place - phrase.at >= 2 or "role" in look.tags
    return is_place or (look.preposition != "ب" and is_long)


def _is_inside(phrase: Phrase, place: int) -> bool:
    """Tell whether a preposition says where or of what the phrase is: «رئيس اللجنة **في البرلمان**»."""
    unit, following, before = phrase.units[place], phrase.units[place + 1], phrase.units[place - 1]
    head = phrase.head.look
    if unit.key == "من" and (head.is_definite or following.key in _FROM):
        return False
    is_charge = (unit.key == "علي" and office_of(before.look) in _IN_CHARGE) or (
        unit.key == "عن" and bool({before.look.stem, head.stem} & _STANDS_FOR)
    )
    if (unit.key not in _INSIDE and not is_charge) or following.kind != "w":
        return False
    return not following.look.tags & {"forum", "time", "comp", "pron", "press"}


def _is_occasion(phrase: Phrase, place: int) -> bool:
    """Tell whether a preposition says when, how or wherein something is done, or to what."""
    unit, following = phrase.units[place], phrase.units[place + 1]
    stem = following.look.stem
    if stem in _IDIOMS or is_owned(following):
        return True  # «صرخت امرأة في وجه مسؤول», «الورقة في خاتمتها»
    if unit.key != "في":
        return False
    if phrase.kind in BODIES and is_masdar(following):
        return True  # «نجحت الصحيفة في الوصول إليها»
    if stem in _OCCASIONS and stem not in _ROOMS:
        return True  # «قال رئيس الوزراء في برقية»
    return any(one.key == "في" for one in phrase.units[phrase.at : place])  # «شكك عضو في اللجنة في جدوى …»


def n_station(phrase: Phrase, place: int) -> int:
    """Count the words of a station's name with letters: «نسيم أف أم»; 0 where none stands here."""
    units = phrase.units
    n = 0
    while place + n + 1 < phrase.stop and units[place + n + 1].look.stem in _LETTERS:
        is_letter = units[place + n].key in {"سي", "ان"}  # «سي إن إن», and no «أف أم إن …»
        if "comp" in units[place + n + 1].look.tags and (not is_letter or n > 1):
            break
        n += 1
    return n + 1 if n > 1 and not units[place].look.tags & {"role", "prep", "comp", "conj"} else 0
