"""Words that may be personal names, and names of two words and more."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from bisum.stages.attribution.cues import verb_forms
from bisum.stages.attribution.words import Unit
from bisum.stages.tables import read_set

MAX_NAME_WORD: Final = 14
"""Letters of the longest word of a name; longer ones are words without their spaces."""

MAX_OFFICE_WORDS: Final = 8
"""Words of the longest phrase of office before a name: «وزيرة الدولة للشؤون …»."""

NAME_LINKS: Final = read_set("name links")
"""Words that may stand inside a name: بن، دي، فان."""

_VERB_STARTS: Final = ("يت", "يست", "تست", "نست")
_VERB_ENDS: Final = ("ناه", "ناها", "ناهم", "ناهما", "ناهن")
"""What only verbs begin and end with: «يتكئ», «سألناه»."""

_NAME: Final = frozenset(("name",))
_BODIES: Final = frozenset(("press", "body", "text"))


def is_name_word(unit: Unit, names: AbstractSet[str]) -> bool:
    """Tell whether a word may be part of a person's name.

    Args:
        unit: The word.
        names: Folded words that are names elsewhere in the article.
    """
    if unit.kind != "w" or unit.look.preposition:
        return False
    tags = unit.look.tags
    if unit.key in names:
        return not tags & {"comp", "rel", "prep"}
    if not tags or tags == _NAME:
        if tags == _NAME:
            return not is_cue_word(unit)
        is_governed = unit.key.startswith(("لل", "بال", *_VERB_STARTS)) or unit.key.endswith(_VERB_ENDS)
        is_verb = any(one.form.kind == "verb" for one in verb_forms(unit.key))
        return 1 < len(unit.key) <= MAX_NAME_WORD and not is_governed and not is_verb
    return "given" in tags and not unit.look.is_definite and not unit.look.conjunction


def is_cue_word(unit: Unit) -> bool:
    """Tell whether a word is a form of a reporting verb that stands as a verb or adverb."""
    return (
        any(
            one.verb.strength >= 2 and one.form.kind != "noun" and one.form.person == 3
            for one in verb_forms(unit.key)
        )
        and not unit.look.is_definite
    )


def is_participle(unit: Unit) -> bool:
    """Tell whether a word is a reporting participle: مشيرا، مؤكدا."""
    return any(one.form.kind == "participle" and one.verb.strength >= 2 for one in verb_forms(unit.key))


def name_runs(units: Sequence[Unit]) -> list[tuple[int, int]]:
    """Find names of two words and more: ranges of units.

    A name is a run of words that no table has, or a given name and what follows it.
    """
    runs = []
    place = 0
    none: frozenset[str] = frozenset()
    while place < len(units):
        unit = units[place]
        before = units[place - 1].look if place else None
        is_named_body = before is not None and before.tags & _BODIES and not before.is_definite
        if (
            is_named_body
            or not is_name_word(unit, none)
            or unit.look.is_definite
            or _is_verb_like(units, place)
        ):
            place += 1
            continue
        end = place + 1
        has_surname = False
        while end < len(units) and end - place < 5:
            following = units[end]
            look = following.look
            is_surname = (
                look.is_definite
                and not look.preposition
                and not look.conjunction
                and not look.tags & {"role", "comp", "time", "place", *_BODIES}
            )
            if (
                (is_name_word(following, none) and not look.conjunction)
                or (
                    following.kind == "w"
                    and (
                        following.key in NAME_LINKS
                        or units[end - 1].key == "عبد"
                        or (following.key.startswith("بال") and not look.tags)
                    )
                )
                or (is_surname and (not look.tags or ("given" in unit.look.tags and not has_surname)))
            ):
                has_surname = has_surname or (is_surname and units[end - 1].key not in NAME_LINKS)
                end += 1
                continue
            break
        while end - place > 1 and units[end - 1].key in NAME_LINKS:
            end -= 1
        if end - place >= 2:
            runs.append((place, end))
        place = end
    return runs


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
        if "role" in unit.look.tags and (are_definite or not unit.look.is_definite):
            offices.add(unit.look.stem)  # not «النائبة زميلها طارق …»: another noun is between
        are_definite = are_definite and unit.look.is_definite
        place -= 1
    return frozenset(offices), frozenset(words if offices else ())


def _is_verb_like(units: Sequence[Unit], place: int) -> bool:
    """Tell whether an unknown word before a name has a verb's ending and place: «صمتت فخرية»."""
    unit = units[place]
    if unit.look.tags or not unit.key.endswith("ت") or unit.key.endswith("ات"):
        return False
    return place == 0 or units[place - 1].kind == "p" or "conj" in units[place - 1].look.tags
