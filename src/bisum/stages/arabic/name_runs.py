"""Names of two words and more, names that stand alone, and the offices before them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from bisum.stages.arabic.cues import uses_of, verb_forms
from bisum.stages.arabic.lexicon import is_listed
from bisum.stages.arabic.masdars import is_masdar
from bisum.stages.arabic.name_words import (
    CLUB_ENDS,
    FIRM_LINKS,
    GIVEN_FORMS,
    MAYBE_GIVEN,
    NAME_LINKS,
    NEVER_SURNAMES,
    TOWN_STARTS,
    is_article_given,
    is_before_given,
    is_cue_word,
    is_name_word,
    is_role_surname,
    is_strange_noun,
)
from bisum.stages.arabic.units import Unit

_NAME: Final = frozenset(("name",))
_NAMES: Final = frozenset(("given", "name"))
_COMMON: Final = frozenset(("common",))
_NOUN_ENDS: Final = ("ين", "ون", "ات", "ها", "هم", "ته", "نا")
_SURNAMES: Final = frozenset(("common", "name", "place"))
_BODIES: Final = frozenset(("press", "body", "text"))
MAX_OFFICE_WORDS: Final = 8
"""Words of the longest phrase of office before a name: «وزيرة الدولة للشؤون …»."""
_KUNYA: Final = frozenset(("ابو", "ابي", "ابا", "ام"))
_BIRTH_LINKS: Final = FIRM_LINKS - _KUNYA
_NO_SURNAME: Final = frozenset(("role", "crowd", "comp", "time", "place", *_BODIES))
_MANNER: Final = re.compile("م.+ه|.ا..?ه|.+ا")
"""Forms of adverbs of manner: «قالت ضاحكة: …», «قال مبتسما: …»."""
MAX_NAME_WORDS: Final = 6
"""Words of the longest name read: «محمد الأمين ولد سيدي محمد» has six."""
_NEVER_NAMES: Final = frozenset(
    ("role", "press", "body", "text", "crowd", "place", "comp", "prep", "rel", "pron", "neg", "conj", "time",
     "adv", "pp", "forum", "verb")
)  # fmt: skip


def name_runs(units: Sequence[Unit]) -> list[tuple[int, int]]:
    """Find names of two words and more: ranges of units.

    A name is a run of words that no table has, or a given name and what follows it.

    Args:
        units: Of a passage; those that stand as a subject by themselves in the article are known as names.
    """
    runs = []
    place = 0
    while place < len(units):
        end = _run_end(units, place)
        if end - place >= 2:
            runs.append((place, end))
        place = max(end, place + 1)
    return runs


def _run_end(units: Sequence[Unit], place: int) -> int:
    """Give where the name that begins at a place ends; the place itself where none begins."""
    if not _opens(units, place):
        return place
    is_given = "given" in units[place].look.tags
    end = place + 1
    has_surname = False
    while end < len(units) and end - place < MAX_NAME_WORDS:
        is_surname = _may_be_surname(units[end])
        is_name = is_surname and (not units[end].look.tags or (is_given and not has_surname))
        if not is_name and not _goes_on(units, place, end):
            break
        has_surname = has_surname or (is_surname and units[end - 1].key not in NAME_LINKS)
        end += 1
    while end - place > 1 and units[end - 1].key in NAME_LINKS and not _closes_name(units, place, end - 1):
        end -= 1
    return end


def _opens(units: Sequence[Unit], place: int) -> bool:
    """Tell whether a name begins at a place."""
    unit = units[place]
    look, before = unit.look, units[place - 1].look if place else None
    following = units[place + 1].key if place + 1 < len(units) else ""
    has_article = is_article_given(units, place)
    is_joined = look.conjunction == "و" and "given" in look.tags and not look.preposition
    if not (is_name_word(unit) or _opens_as_given(units, place) or is_joined or has_article):
        return False
    is_noun = look.is_definite and "given" not in look.tags and look.stem not in GIVEN_FORMS
    if is_noun and not has_article and following not in _BIRTH_LINKS:
        return False  # but «السالكة منت الطالب»
    if unit.key in TOWN_STARTS or following in CLUB_ENDS:
        return False
    if before is not None and before.tags & _BODIES and not before.is_definite:
        return False
    if before is not None and "neg" in before.tags and unit.key[0] in "يتن":
        return False
    return not _is_verb_like(units, place) and not is_before_given(units, place)


def _may_be_surname(unit: Unit) -> bool:
    """Tell whether a word has the article, and nothing speaks against a surname."""
    look = unit.look
    if not look.is_definite or look.preposition or look.conjunction or look.tags & _NO_SURNAME:
        return False
    return unit.key not in NEVER_SURNAMES and not is_masdar(unit)  # «انتقد عماد شكري التحكيم»


def _goes_on(units: Sequence[Unit], place: int, end: int) -> bool:
    """Tell whether a word without the article goes on with the name that began at a place."""
    unit = units[end]
    if (is_name_word(unit) and not unit.look.conjunction) or _is_link(units, end):
        return True
    if is_strange_noun(unit) and units[end - 1].look.tags & _NAMES:
        return True
    return _closes_name(units, place, end) or is_role_surname(units, place, end)


def _is_link(units: Sequence[Unit], place: int) -> bool:
    """Tell whether a word links the names around it: بن، دي، or what عبد governs."""
    unit = units[place]
    if unit.kind != "w":
        return False
    is_link = unit.key in NAME_LINKS or units[place - 1].key in {"عبد", "العبد"} or unit.key == "الله"
    if units[place - 1].key in FIRM_LINKS:
        return not unit.look.preposition and not unit.look.conjunction
    return is_link or (unit.key.startswith("بال") and not unit.look.tags)


def _opens_as_given(units: Sequence[Unit], place: int) -> bool:
    """Tell whether a word with another meaning is a given name, by the name after it: «زهرة أوعزيز»."""
    unit = units[place]
    if unit.kind != "w" or place + 1 >= len(units):
        return False
    if unit.key not in MAYBE_GIVEN:
        return _is_foreign(unit) and _is_strange(units[place + 1])
    before = units[place - 1] if place else None
    if before is not None and before.kind == "w" and "prep" in before.look.tags:
        return False
    if "verb" in unit.look.tags and (before is None or before.kind != "w" or "conj" in before.look.tags):
        return False  # «روى تافاريس …» tells a story
    following = units[place + 1]
    look = following.look
    is_unknown = not look.tags or look.tags == _NAME
    return (
        following.kind == "w"
        and (is_unknown or "given" in look.tags or following.is_name)
        and (not look.preposition and not look.conjunction)
    )


def _is_foreign(unit: Unit) -> bool:
    """Tell whether only its ending makes a word a common one, and no table has it: «خورخي»، «أنيكه»."""
    look = unit.look
    is_bare = not (look.is_definite or look.preposition or look.conjunction)
    is_common = look.tags == _COMMON and not is_listed(unit.key)
    return is_bare and is_common and not unit.key.endswith(_NOUN_ENDS)


def _is_strange(unit: Unit) -> bool:
    """Tell whether no table but that of names has a word."""
    look = unit.look
    is_bare = unit.kind == "w" and not (look.is_definite or look.preposition or look.conjunction)
    return is_bare and (look.is_unknown or look.tags == _NAME) and not unit.key.endswith(_NOUN_ENDS)


def _closes_name(units: Sequence[Unit], place: int, end: int) -> bool:
    """Tell whether a word with another meaning is the surname after a given name: «ليال حرب إن …»."""
    unit = units[end]
    look = unit.look
    is_given = end == place + 1 and ("given" in units[place].look.tags or units[place].key in MAYBE_GIVEN)
    is_plain = unit.kind == "w" and look.tags <= _SURNAMES and not look.preposition and not look.conjunction
    if not is_given or not is_plain or look.is_definite or end + 1 >= len(units):
        return False
    if uses_of(unit.key).gendered_noun:
        return False  # «نقلت القناة عن سمير قوله إن …»
    before = units[place - 1] if place else None
    is_led = before is not None and (bool(before.look.tags & {"role"}) or is_cue_word(before))
    following = units[end + 1]
    is_report = "comp" in following.look.tags or following.key == ":" or following.kind == "q"
    return is_report or (is_led and (following.kind == "p" or "prep" in following.look.tags))


def _is_verb_like(units: Sequence[Unit], place: int) -> bool:
    """Tell whether an unknown word before a name has a verb's ending and place: «صمتت فخرية»."""
    unit = units[place]
    if unit.look.tags or not unit.key.endswith("ت") or unit.key.endswith("ات"):
        return False
    return place == 0 or units[place - 1].kind == "p" or "conj" in units[place - 1].look.tags


def lone_subjects(units: Sequence[Unit]) -> set[str]:
    """Find indefinite single words that report by themselves («قالت دليلة إن»): common nouns don't.

    Returns:
        Folded words, each one between a reporting verb and إن, a colon or marks.
    """
    found = set()
    for place in range(1, len(units) - 1):
        unit = units[place]
        look = unit.look
        if unit.kind != "w" or look.tags & _NEVER_NAMES or look.is_definite or look.preposition:
            continue
        following = units[place + 1]
        is_report = "comp" in following.look.tags or following.key == ":" or following.kind == "q"
        is_manner = not look.tags & _NAMES and _MANNER.fullmatch(unit.key) is not None
        is_owned = unit.key.endswith(("ه", "ها", "هم")) and "common" in look.tags and not is_listed(unit.key)
        if is_report and len(unit.key) > 2 and not is_owned and not is_manner and _is_verb(units[place - 1]):
            found.add(unit.key)
    return found


def _is_verb(unit: Unit) -> bool:
    return not unit.look.is_definite and any(
        one.verb.strength >= 2 and one.form.kind == "verb" and one.form.number == "s"
        for one in verb_forms(unit.key)
    )


def office_before(units: Sequence[Unit], start: int) -> tuple[frozenset[str], frozenset[str]]:
    """Read the phrase of office before a name: «وزير الطاقة والمياه سالم …».

    Returns:
        Stems of its nouns of office, and its folded words without the article; both empty
        where no office stands there.
    """
    offices: set[str] = set()
    words: set[str] = set()
    if "given" not in units[start].look.tags:
        return frozenset(), frozenset()  # «السائق فوجئ بمقطورة»: words that only look like a name
    are_definite = True
    place = start - 1
    if place >= 0 and units[place].key == ",":
        place -= 1
    first = max(place - MAX_OFFICE_WORDS, -1)
    while place > first:
        unit = units[place]
        if unit.kind != "w" or unit.look.tags & {"verb", "comp", "rel"} or is_cue_word(unit):
            break
        words.add(unit.key.removeprefix("و").removeprefix("ال"))
        is_governed = place > 0 and "role" in units[place - 1].look.tags
        is_governed = is_governed and not units[place - 1].look.is_definite
        if "role" in unit.look.tags and (are_definite or not unit.look.is_definite) and not is_governed:
            offices.add(unit.look.stem)  # not «النائبة زميلها طارق …»: another noun is between
        are_definite = are_definite and unit.look.is_definite
        place -= 1
    return frozenset(offices), frozenset(words if offices else ())
