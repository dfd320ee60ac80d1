"""Words that may be personal names, told one by one and by the word after them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from bisum.stages.arabic.cues import uses_of
from bisum.stages.arabic.lexicon import is_listed, is_noun
from bisum.stages.arabic.masdars import names_act
from bisum.stages.arabic.units import Unit
from bisum.stages.tables import read_rows, read_set

MAX_NAME_WORD: Final = 14
"""Letters of the longest word of a name; longer ones are words without their spaces."""


TOWN_STARTS: Final = read_set("town starts")
"""What towns and clubs begin with, and persons don't: سانت، نيو."""

CLUB_ENDS: Final = read_set("club ends")
"""What the names of clubs end with: يونايتد، أثليتيك."""

NEVER_SURNAMES: Final = read_set("never surnames")
"""Adjectives with the article that follow names and are no surnames: السابق، الراحل."""

NAME_LINKS: Final = read_set("name links")
"""Words that may stand inside a name: بن، دي، فان."""

FIRM_LINKS: Final = read_set("firm links")
"""Those after which any word belongs to the name: بن، بنت، ولد، أبو."""

_GOVERNED_STARTS: Final = ("لل", "بال", "يت", "يست", "تست", "نست")
_VERB_ENDS: Final = ("ناه", "ناها", "ناهم", "ناهما", "ناهن")
"""What governed words and verbs begin with, and what only verbs end with: «يتكئ», «سألناه»."""

_OBJECTS: Final = ("ها", "هم", "هما", "وا")
"""What the imperfect of a verb ends with, and hardly any name that begins as it does: «يسديها»."""

_MIN_ACTING: Final = 5
"""Letters of a participle in مت, which is no name unless a table has it: «متحفظ»."""

_NAME: Final = frozenset(("name",))
_NONE: Final[frozenset[str]] = frozenset()
MAYBE_GIVEN: Final = frozenset(row[0] for row in read_rows("maybe_given"))
GIVEN_FORMS: Final = frozenset(row[0] for row in read_rows("given") if row[0].startswith("ال"))
_NAMES: Final = frozenset(("given", "name"))
_QUALITIES: Final = frozenset(
    ("العربي", "الصادق", "الطيب", "المختار", "الهاشمي", "المكي", "المنتصر", "الشافعي")
)
_COMMON: Final = frozenset(("common",))
_ORIGINS: Final = frozenset(("common", "name"))
_SURNAMES: Final = frozenset(("common", "name", "place"))


def is_name_word(unit: Unit) -> bool:
    """Tell whether a word may be part of a person's name: the article has it as one, or it looks so."""
    if unit.kind != "w" or unit.look.preposition or unit.key[-1].isdigit():
        return False
    tags = unit.look.tags
    if unit.key in unit.names:
        return not tags & {"comp", "rel"} and ("prep" not in tags or "given" in tags)
    if not tags or tags == _NAME:
        if tags == _NAME:
            return not is_cue_word(unit)
        is_governed = unit.key.startswith(_GOVERNED_STARTS) or unit.key.endswith(_VERB_ENDS)
        is_governed = is_governed or (unit.key[0] == "ب" and names_act(unit.key[1:]))  # «باقتضاب»
        is_governed = is_governed or (unit.key.startswith("مت") and len(unit.key) >= _MIN_ACTING)  # «متحفظ»
        uses = uses_of(unit.key)
        is_verb = uses.verb or uses.participle or (unit.key[0] in "يت" and unit.key.endswith(_OBJECTS))
        return 1 < len(unit.key) <= MAX_NAME_WORD and not is_governed and not is_verb
    return "given" in tags and not unit.look.is_definite and not unit.look.conjunction


def is_cue_word(unit: Unit) -> bool:
    """Tell whether a word is a form of a reporting verb that stands as a verb or adverb."""
    return not unit.look.is_definite and uses_of(unit.key).strong and "place" not in unit.look.tags  # «تعز»


def is_participle(unit: Unit) -> bool:
    """Tell whether a word is a reporting participle: مشيرا، مؤكدا."""
    return uses_of(unit.key).participle


def is_article_given(units: Sequence[Unit], place: int) -> bool:
    """Tell whether a given name with the article begins a name here: «المنجي الرحوي», «الحبيب الصيد»."""
    look = units[place].look
    if units[place].key not in GIVEN_FORMS or not look.is_definite or place + 1 >= len(units):
        return False
    following = units[place + 1]
    tags = following.look.tags
    if following.kind != "w" or following.look.preposition or following.look.conjunction:
        return False
    if following.look.is_definite:
        is_adjective = units[place].key in _QUALITIES and "common" in tags  # «الوطن العربي الكبير»
        is_noun_too = is_adjective or is_noun(following.look)
        return tags <= _SURNAMES and following.key not in NEVER_SURNAMES and not is_noun_too
    if units[place].key in _QUALITIES and not tags & _NAMES:
        return False  # «المعهد العربي لرؤساء …»
    if "role" in tags and place + 2 < len(units):
        return is_name_word(replace(units[place + 2], names=_NONE))  # «الباجي قائد السبسي»
    return not tags or bool(tags & _NAMES) or following.key in NAME_LINKS


def is_strange_noun(unit: Unit) -> bool:
    """Tell whether a word in ة is in no table: a surname after a given name («معز فحيمة»)."""
    look = unit.look
    is_noun = look.tags == _COMMON and look.gender == "f" and not is_listed(look.stem)
    return is_noun and not (look.is_definite or look.preposition or look.conjunction)


def is_origin(units: Sequence[Unit], place: int) -> bool:
    """Tell whether an adjective of origin stands before a name here: «الكرواتي إيفان بيريتشا»."""
    unit = units[place]
    look = unit.look
    if not look.is_definite or "given" in look.tags or not unit.key.endswith(("ي", "يه")):
        return False
    if not look.tags <= _ORIGINS or place + 1 >= len(units):
        return False
    following = units[place + 1]
    is_bare = following.kind == "w" and not (following.look.is_definite or following.look.preposition)
    is_free = is_bare and not following.look.conjunction and following.key not in NAME_LINKS
    is_name = following.look.is_unknown or bool(following.look.tags & _NAMES)
    return is_free and (is_name or following.key in MAYBE_GIVEN)


def is_before_given(units: Sequence[Unit], place: int) -> bool:
    """Tell whether a word that is no given name stands before one: «الكيني جوزيف»، «شعر توم»."""
    unit = units[place]
    if "given" in unit.look.tags or unit.key in NAME_LINKS or unit.key in MAYBE_GIVEN:
        return False
    if place + 1 >= len(units):
        return False
    following = units[place + 1]
    is_given = following.kind == "w" and "given" in following.look.tags and following.key not in NAME_LINKS
    return is_given and not following.look.is_definite and following.key != "عبد"


def is_role_surname(units: Sequence[Unit], first: int, place: int) -> bool:
    """Tell whether a noun of office right after a given name is a surname: «يوسف الشاهد»."""
    look = units[place].look
    is_given = place == first + 1 and "given" in units[first].look.tags
    if not is_given or not look.is_definite or "role" not in look.tags or place + 1 >= len(units):
        return False
    following = units[place + 1]
    return (
        following.kind != "w"
        or following.key in {"ل", "قد"}
        or bool(following.look.preposition)
        or bool(following.look.tags & {"comp", "prep", "time"})
    )
