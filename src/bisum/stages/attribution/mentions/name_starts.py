"""Where the name begins inside a noun phrase: after an office, a title, an origin or a comma."""

from __future__ import annotations

from typing import Final

from bisum.stages.arabic.cues import is_third_person
from bisum.stages.arabic.lexicon import is_listed
from bisum.stages.arabic.name_words import (
    GIVEN_FORMS,
    MAYBE_GIVEN,
    NAME_LINKS,
    is_article_given,
    is_name_word,
    is_origin,
)
from bisum.stages.arabic.nations import is_of_nation
from bisum.stages.attribution.mentions.heads import NAMES_TOO
from bisum.stages.attribution.mentions.phrase import BODIES, Phrase
from bisum.stages.attribution.mentions.surnames import is_closed_after, is_comma_after
from bisum.stages.tables import read_set

HONORIFICS: Final = read_set("honorifics")
_RELATIVES: Final = read_set("relatives")
_NAME: Final = frozenset(("name",))
_NAMED: Final = frozenset(("given", "name"))
_OF_GOD: Final = read_set("of god")
_CALLED: Final = frozenset(("common", "name", "role"))
_CALLABLE: Final = frozenset(("common", "name", "given", "time", "place"))
NO_NOUN: Final = frozenset(
    ("role", "comp", "rel", "neg", "conj", "pron", "time", "adv", "pp", "prep", "verb", "given", "name")
)
"""Kinds of words that are no common nouns."""


def is_short_title(phrase: Phrase, place: int) -> bool:
    """Tell whether «د.», «م.» stands before a name."""
    units = phrase.units
    if place + 2 >= phrase.stop or units[place].kind != "w" or len(units[place].key) > 1:
        return False
    named = units[place + 2]
    is_plain = named.kind == "w" and named.look.tags <= _CALLED and not named.look.is_definite
    is_free = is_plain and not (named.look.preposition or named.look.conjunction)
    return units[place + 1].key == "." and (is_free or is_name_word(named))


def is_titled_name(phrase: Phrase, place: int) -> bool:
    """Tell whether a title or origin and a name stand after an office («…، الدكتورة ربى القطارنة،»)."""
    if place + 1 >= phrase.stop or phrase.units[place].kind != "w":
        return False
    look = phrase.units[place].look
    is_title = look.stem in HONORIFICS or "role" in look.tags or is_origin(phrase.units, place)
    return is_title and look.is_definite and not look.preposition and is_name_at(phrase, place + 1)


def is_name_at(phrase: Phrase, place: int) -> bool:
    """Tell whether a name stands between commas, though its first word means something too."""
    unit = phrase.units[place]
    if is_article_given(phrase.units, place) or _is_maybe_given(phrase, place):
        return True
    if is_name_word(unit):
        return not _is_verb_at(phrase, place)
    is_plain = unit.kind == "w" and unit.look.tags <= _CALLED and not unit.look.is_definite
    if not is_plain or unit.look.preposition or place + 1 >= phrase.stop:
        return False
    following = phrase.units[place + 1]
    if "role" in unit.look.tags and (following.look.is_definite or not is_closed_after(phrase, place + 1)):
        return False  # «مدير المركز، شاهد هاشمي، …» is named, «مصدر، مراسل الجريدة في …» isn't
    return is_name_word(following)


def _is_maybe_given(phrase: Phrase, place: int) -> bool:
    """Tell whether a given name that is a common word too, another word and a comma stand here."""
    unit = phrase.units[place]
    if unit.key in GIVEN_FORMS and unit.look.is_definite:
        return is_closed_after(phrase, place + 1)  # «عضو المجلس، الطيب المدني، …»
    if unit.key not in MAYBE_GIVEN or not phrase.roles:
        return False
    if place + 1 < phrase.stop and "time" in phrase.units[place + 1].look.tags:
        return False  # «، صباح اليوم، …»
    return any(is_comma_after(phrase, place + n) for n in (1, 2))


def _is_verb_at(phrase: Phrase, place: int) -> bool:
    """Tell whether a name after a comma is a verb too, and no other name follows: «، واصل الابن …»."""
    unit = phrase.units[place]
    if unit.is_name or not is_third_person(unit):
        return False
    return place + 1 >= phrase.stop or not is_name_word(phrase.units[place + 1])


def is_role_name(phrase: Phrase, place: int) -> bool:
    """Tell whether a noun of office is a name after an office: «النائب فلاح المرشود»."""
    look, before = phrase.units[place].look, phrase.units[place - 1].look
    if look.is_definite or phrase.name or not before.is_definite or "role" not in before.tags:
        return False
    if place + 1 >= phrase.stop or look.conjunction or look.preposition:
        return False
    following = phrase.units[place + 1].look
    is_surname = following.is_definite and (not following.tags or "name" in following.tags)
    return is_surname or _is_name_next(phrase, place)


def is_called_too(phrase: Phrase, place: int) -> bool:
    """Tell whether a word with another meaning is a name by the office or the title before it."""
    unit, before = phrase.units[place], phrase.units[place - 1]
    look = unit.look
    is_titled = before.look.stem in HONORIFICS and before.look.is_definite and not look.is_definite
    if is_titled and not phrase.name and not look.preposition and look.tags <= _CALLABLE:
        return True
    if "role" in before.look.tags and not phrase.name and _begins_with_god(phrase, place):
        return True
    return _is_preposition_too(phrase, place) or _is_noun_too(phrase, place)


def is_clubs(phrase: Phrase, place: int) -> bool:
    """Tell whether the name read so far is whom an office serves: «مدرب سندرلاند السيد كاي درايتسن»."""
    first, unit = phrase.name[0], phrase.units[place]
    office = phrase.units[first - 1].look
    if first != phrase.at + 1 or "role" not in office.tags or office.is_definite:
        return False
    is_title = unit.look.stem in HONORIFICS and unit.look.is_definite and not unit.look.preposition
    return is_title and _is_name_next(phrase, place)


def _begins_with_god(phrase: Phrase, place: int) -> bool:
    """Tell whether a noun begins a given name with «الله» after it: «النائب خير الله فلان»."""
    is_noun = phrase.units[place].key in _OF_GOD
    return is_noun and place + 1 < phrase.stop and phrase.units[place + 1].key == "الله"


def _is_preposition_too(phrase: Phrase, place: int) -> bool:
    """Tell whether a preposition that is a name too begins the name after an office: «نظيره علي شاكر»."""
    unit = phrase.units[place]
    is_office = "role" in phrase.units[place - 1].look.tags and phrase.kind == "role" and not phrase.name
    if unit.key not in NAMES_TOO or "given" not in unit.look.tags or not is_office:
        return False
    following = phrase.units[place + 1] if place + 1 < phrase.stop else unit
    return following is not unit and bool(following.look.tags & _NAMED) and not following.look.preposition


def _is_noun_too(phrase: Phrase, place: int) -> bool:
    """Tell whether a name that is a noun too, and a surname, close it: «نائب الرئيس عوض المقطري، …»."""
    unit, before = phrase.units[place], phrase.units[place - 1]
    if phrase.name or phrase.kind != "role" or unit.key not in MAYBE_GIVEN or unit.look.tags & NO_NOUN:
        return False
    if place + 2 >= phrase.stop or not before.look.is_definite or unit.look.is_definite:
        return False
    surname, closing = phrase.units[place + 1], phrase.units[place + 2]
    is_link = closing.key in NAME_LINKS and "comp" not in closing.look.tags
    if surname.key in MAYBE_GIVEN and (is_link or is_name_word(closing)):
        return True  # «وزير الموارد المائية عون ذياب عبد الله»
    is_surname = surname.look.is_definite and surname.key.endswith("ي") and not surname.look.preposition
    return is_surname and (closing.key in {",", ":", "("} or "comp" in closing.look.tags)


def _is_from(phrase: Phrase, place: int) -> bool:
    """Tell whether an adjective that is a given name too says whence somebody is: «دبلوماسي تركي»."""
    look, before = phrase.units[place].look, phrase.units[place - 1].look
    is_of_nobody = "role" in before.tags and not before.is_definite and not look.is_definite
    if not is_of_nobody or not is_of_nation(look.stem) or place - 1 != phrase.at:
        return False
    return place + 1 >= phrase.stop or not phrase.units[place + 1].look.is_definite


def is_name_start(phrase: Phrase, place: int) -> bool:
    """Tell whether a word looks like the first of a name."""
    unit = phrase.units[place]
    if phrase.name or "place" in unit.look.tags or _is_from(phrase, place):
        return False
    if is_article_given(phrase.units, place):
        return "role" in phrase.units[place - 1].look.tags | phrase.head.look.tags
    if _begins_with_god(phrase, place):
        return True
    is_bare = not unit.look.is_definite or unit.is_name
    return is_bare and is_name_word(unit)


def start_name(phrase: Phrase, place: int) -> int:
    """Take a word that looks like a name as one, as part of a body's name, or as its town."""
    unit, before = phrase.units[place], phrase.units[place - 1]
    is_town_too = unit.key[0] == "ب" and unit.look.tags == _NAME and is_listed(unit.key[1:])  # «بتطاوين»
    is_strange = not unit.look.tags or is_town_too
    is_governed = unit.key[0] in "بل" and not unit.is_name and is_strange
    if is_governed and place == phrase.at + 1 and not phrase.head.look.is_definite:
        return 0  # «مريضة بأزيلال»
    is_town = is_governed and before.look.is_definite and not _is_name_next(phrase, place)
    if is_town or not _may_be_named(phrase) or _is_of_another(phrase, place):
        return phrase.take(place)  # «المحكمة الابتدائية بتطاوين»
    return phrase.take_name(place)


def _may_be_named(phrase: Phrase) -> bool:
    """Tell whether what the phrase is about may have a person's name."""
    is_person = phrase.is_nisba or phrase.kind in {"role", "person"}
    return is_person or (bool(phrase.roles) and phrase.kind not in BODIES)


def _is_of_another(phrase: Phrase, place: int) -> bool:
    """Tell whether a name is that of a body or of somebody else than whom the phrase is about."""
    before = phrase.units[place - 1].look
    in_body_name = before.tags & BODIES and not before.is_definite
    is_owner = "common" in before.tags and not before.is_definite and "role" not in before.tags
    if in_body_name or is_owner:
        return True
    return _is_of_somebody(phrase, place) or _clashes(phrase, place)


def _clashes(phrase: Phrase, place: int) -> bool:
    """Tell whether a name can't be the one of the office: «مديرة مؤسسة الشهيد شكري بلعيد»."""
    head, gender = phrase.head.look, phrase.units[place].look.gender
    before = phrase.units[place - 1]
    is_honoured = before.look.is_definite and "role" in before.look.tags  # «مؤسسة الشهيد شكري بلعيد»
    is_body = bool(before.look.tags & BODIES) and not before.look.is_definite
    is_apart = place > phrase.at + 1 and before.kind == "w" and (is_honoured or is_body)
    return is_apart and phrase.kind == "role" and bool(head.gender and gender) and head.gender != gender


def _is_of_somebody(phrase: Phrase, place: int) -> bool:
    """Tell whether a name is of whom the head is said to belong to: «زوجة فلان», but «زوجته فلانة»."""
    head = phrase.head.look
    is_owned = head.stem.endswith("ه") and head.gender != "f"
    if head.is_definite or is_owned or head.stem not in _RELATIVES:
        return False
    return all(is_name_word(unit) for unit in phrase.units[phrase.at + 1 : place])


def _is_name_next(phrase: Phrase, place: int) -> bool:
    return place + 1 < phrase.stop and is_name_word(phrase.units[place + 1])
