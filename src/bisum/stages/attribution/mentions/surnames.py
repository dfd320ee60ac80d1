"""How the name inside a noun phrase goes on: further names, links, a surname that is a word too."""

from __future__ import annotations

import re
from typing import Final

from bisum.stages.arabic.cues import uses_of, verb_forms
from bisum.stages.arabic.lexicon import is_noun
from bisum.stages.arabic.masdars import is_masdar
from bisum.stages.arabic.name_words import (
    FIRM_LINKS,
    MAYBE_GIVEN,
    NAME_LINKS,
    NEVER_SURNAMES,
    is_cue_word,
    is_name_word,
    is_role_surname,
    is_strange_noun,
)
from bisum.stages.arabic.units import Unit
from bisum.stages.attribution.mentions.heads import NAMES_TOO
from bisum.stages.attribution.mentions.phrase import BODIES, Phrase
from bisum.stages.attribution.mentions.verbs_too import governs_noun
from bisum.stages.tables import read_set

MAX_BEFORE_SURNAME: Final = 4
"""Words of a name after which no word with the article belongs to it any more."""

_NEEDS_OBJECT: Final = read_set("needs object")
_COMMON: Final = frozenset(("common",))
_NAMED: Final = frozenset(("given", "name"))
_NAME: Final = frozenset(("name",))
_CALLED: Final = frozenset(("common", "name", "role"))
_CALLABLE: Final = frozenset(("common", "name", "given", "place"))
_NO_SURNAME: Final = frozenset(("role", "crowd", "comp", "time", *BODIES))
_ACTING: Final = re.compile("م.{3,5}ا")  # participles in the accusative
_GOVERNS: Final = frozenset(("عبد", "العبد"))
_PARTICLES: Final = frozenset(("دي", "دو", "دا", "دل", "ديل", "فان", "فون", "لو", "دير", "دن", "سان"))


def goes_on(phrase: Phrase, place: int) -> bool:
    """Tell whether a word after a person's name is part of it."""
    unit, before = phrase.units[place], phrase.units[place - 1]
    look = unit.look
    is_before_link = place + 1 < phrase.stop and phrase.units[place + 1].key in FIRM_LINKS
    if look.is_definite and "given" in look.tags and is_before_link:
        return True  # «محمد الأمين ولد أحمد»
    is_linked = before.key in FIRM_LINKS and unit.kind == "w" and not look.preposition
    if is_linked or is_name_word(unit) or _is_link(phrase, place):
        return True
    return _is_surname_too(phrase, place) or (_may_be_surname(unit) and len(phrase.name) < MAX_BEFORE_SURNAME)


def ends_phrase(phrase: Phrase, place: int) -> bool:
    """Tell whether a word after a person's name is neither part of it nor of the phrase."""
    unit = phrase.units[place]
    look = unit.look
    is_acting = (look.is_unknown or look.tags == _COMMON) and _ACTING.fullmatch(unit.key)
    if is_acting and not unit.is_name and _is_before_preposition(phrase, place):
        return True  # «أوردونيث مشيداً بصحار»
    is_prep = "given" not in look.tags or governs_noun(phrase, place)
    if unit.key in NAMES_TOO and (is_prep or place + 1 >= phrase.stop):
        return True
    return _may_be_surname(unit) and not unit.is_name and _is_object(phrase, place)


def _is_object(phrase: Phrase, place: int) -> bool:
    """Tell whether a word with the article is the object: «افتتح سامر الخطيب المكتبة»."""
    unit = phrase.units[place]
    look = unit.look
    if unit.key in NEVER_SURNAMES or is_masdar(unit):
        return True  # «انتقد المدرب عماد شكري التحكيم»
    is_plain = bool(look.tags) and "name" not in look.tags
    is_late = is_plain and (_has_surname(phrase) or not _is_given_only(phrase))
    is_saying = any(one.form.kind == "noun" for one in verb_forms(unit.key))  # «القول»
    may_close = is_closed_after(phrase, place) and (_is_told(phrase) or not is_comma_after(phrase, place))
    return is_saying or ((is_late or is_noun(look)) and not may_close)


def _may_be_surname(unit: Unit) -> bool:
    """Tell whether a word has the article and no kind that speaks against a surname."""
    look = unit.look
    return look.is_definite and not look.tags & _NO_SURNAME and not look.preposition


def _is_link(phrase: Phrase, place: int) -> bool:
    """Tell whether a word stands inside names only: «بن», «دي», «عبد الله», «المعتصم بالله»."""
    unit = phrase.units[place]
    if (unit.key in NAME_LINKS and not _is_no(phrase, place)) or phrase.units[place - 1].key in _GOVERNS:
        return True
    if unit.key == "الله":
        return True
    return unit.key.startswith("بال") and (not unit.look.tags or "name" in unit.look.tags)


def _is_surname_too(phrase: Phrase, place: int) -> bool:
    """Tell whether a word with another meaning belongs to the name, by its place in it."""
    units = phrase.units
    return (
        _is_plain_surname(phrase, place)
        or _closes_with_god(phrase, place)
        or (len(phrase.name) == 1 and is_role_surname(units, phrase.name[0], place))
        or _is_middle_name(phrase, place)
        or _follows_link(phrase, place)
        or (is_strange_noun(units[place]) and bool(units[place - 1].look.tags & _NAMED))
    )


def _closes_with_god(phrase: Phrase, place: int) -> bool:
    """Tell whether a word makes one name with «الله» after it: «حسن فضل الله»."""
    look = phrase.units[place].look
    is_bare = not (look.is_definite or look.preposition or look.conjunction)
    return is_bare and place + 1 < phrase.stop and phrase.units[place + 1].key == "الله"


def _is_no(phrase: Phrase, place: int) -> bool:
    """Tell whether «لا» denies a verb («فلان لا يتعجل») and links no name («دي لا كروز»)."""
    if phrase.units[place].key != "لا" or place + 1 >= phrase.stop:
        return phrase.units[place].key == "لا"
    following = phrase.units[place + 1]
    return following.key[0] in "يتنا" and not following.is_name


def _is_before_preposition(phrase: Phrase, place: int) -> bool:
    """Tell whether a preposition follows a word."""
    if place + 1 >= phrase.stop:
        return False
    following = phrase.units[place + 1].look
    return "prep" in following.tags or bool(following.preposition)


def is_closed_after(phrase: Phrase, place: int) -> bool:
    """Tell whether what is said, a point or where it was said follows a word of a name."""
    if place + 1 >= len(phrase.units):
        return True
    following = phrase.units[place + 1]
    if following.key in {",", ":", "ل"} or following.kind == "q" or "comp" in following.look.tags:
        return True
    where = phrase.units[place + 2] if place + 2 < len(phrase.units) else following
    return following.key == "في" and "forum" in where.look.tags


def is_comma_after(phrase: Phrase, place: int) -> bool:
    """Tell whether a comma follows a word."""
    return place + 1 < len(phrase.units) and phrase.units[place + 1].key == ","


def _follows_link(phrase: Phrase, place: int) -> bool:
    """Tell whether a word belongs to the foreign particle before it: «توماس دي مايتسيره»."""
    unit = phrase.units[place]
    is_linked = phrase.units[place - 1].key in _PARTICLES and unit.kind == "w" and len(phrase.name) > 1
    is_free = not unit.look.preposition and not unit.look.conjunction
    return is_linked and is_free and unit.look.tags <= _CALLABLE and is_closed_after(phrase, place)


def _is_given_only(phrase: Phrase) -> bool:
    """Tell whether the name so far is given names and links: what has the article is a surname then."""
    return all(
        "given" in phrase.units[n].look.tags
        or phrase.units[n].key in NAME_LINKS
        or phrase.units[n].key in MAYBE_GIVEN
        or not phrase.units[n].look.tags
        for n in phrase.name
    )


def _has_surname(phrase: Phrase) -> bool:
    """Tell whether the name has its surname with the article already."""
    return any(
        phrase.units[n].look.is_definite
        and "given" not in phrase.units[n].look.tags
        and (n == phrase.name[0] or phrase.units[n - 1].key not in NAME_LINKS)
        for n in phrase.name
    )


def _is_middle_name(phrase: Phrase, place: int) -> bool:
    """Tell whether a noun of office inside a name is part of it: «أحمد قايد صالح»."""
    unit = phrase.units[place]
    if len(phrase.name) != 1 or unit.look.is_definite or unit.look.preposition or place + 1 >= phrase.stop:
        return False
    if not is_name_word(phrase.units[place + 1]):
        return False
    is_plain = unit.look.tags <= _CALLED and is_closed_after(phrase, place + 1)  # «نايلة حداد شدياق، …»
    return "role" in unit.look.tags or is_plain


def _is_plain_surname(phrase: Phrase, place: int) -> bool:
    """Tell whether a common word after a given name is its surname: a clause or comma follows it."""
    look = phrase.units[place].look
    if uses_of(phrase.units[place].key).gendered_noun:
        return False  # «نقلت القناة عن سمير قوله إن …»
    first = phrase.units[phrase.name[0]].look
    is_given = len(phrase.name) == 1 and ("given" in first.tags or bool(phrase.roles and first.tags <= _NAME))
    if not is_given or not look.tags <= {"common", "name", "place"} or place + 1 >= len(phrase.units):
        return False
    if is_closed_after(phrase, place):
        return True
    unit, following = phrase.units[place], phrase.units[place + 1].look
    is_act = is_masdar(unit) or unit.key.endswith(("ا", "ه", "ها", "هم"))
    return _is_told(phrase) and "prep" in following.tags and not is_act


def _is_told(phrase: Phrase) -> bool:
    """Tell whether the phrase is the subject right after a reporting verb that has no other object."""
    before = phrase.units[phrase.at - 1] if phrase.at else None
    if before is None or not is_cue_word(before):
        return False  # nor «انتقد المدرب عماد شكري التحكيم، …»
    return not any(one.verb.lemma in _NEEDS_OBJECT for one in verb_forms(before.key))
