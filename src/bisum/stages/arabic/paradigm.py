"""The forms of an Arabic verb, from its perfect, imperfect and participle.

Forms are folded (``bisum.text.fold``), so vowels and hamza seats play no part and one
compact paradigm serves for sound, hollow, doubled and defective verbs.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import msgspec

from bisum.text import fold


class Form(msgspec.Struct, frozen=True, gc=False):
    """One inflected form.

    Attributes:
        key: Folded, without prefixes.
        kind: ``verb``, ``participle`` or ``noun``.
        gender: ``m``, ``f`` or ``""`` where the form does not say.
        number: ``s``, ``d`` or ``p``; ``""`` where it does not say.
        person: 3 or 1.
    """

    key: str
    kind: str
    gender: str
    number: str
    person: int


_OBJECTS: Final = ("ه", "ها", "هم", "ني", "نا", "هما")
_OWNERS: Final = (("ه", "m", "s"), ("ها", "f", "s"), ("هم", "m", "p"), ("هن", "f", "p"), ("هما", "", "d"))
_SHORTEST_DUAL: Final = 3
_LONG: Final = frozenset("اوي")


def inflect(perfect: str, imperfect: str) -> Iterator[Form]:
    """Give the finite forms of a verb, active or passive, third person and first.

    Args:
        perfect: Third person masculine singular, with or without hamza.
        imperfect: The same of the imperfect, with its prefix ي.
    """
    past, present = fold(perfect), fold(imperfect)
    is_defective = past[-1] in "اي" and len(past) > 2 and present[-1] in "ايو"
    base = past[:-1] if is_defective else past
    yield Form(past, "verb", "m", "s", 3)
    yield Form(base + "ت", "verb", "f", "s", 3)
    yield Form(base + "وا", "verb", "m", "p", 3)
    yield Form(base + "تا", "verb", "f", "d", 3)
    if len(past) > _SHORTEST_DUAL or past == "قال":  # «ردا» and «دانا» are no duals
        yield Form(base + "يا" if is_defective else past + "ا", "verb", "m", "d", 3)
    if not is_defective:
        short_past = _short_perfect(perfect)
        yield Form(short_past + "ن", "verb", "f", "p", 3)
        yield Form(short_past + "ت", "verb", "", "s", 1)
        for suffix in ("", *_OBJECTS):
            yield Form(short_past + "نا" + suffix, "verb", "", "p", 1)
    for suffix in _OBJECTS:
        yield Form((base + "ا" if is_defective else past) + suffix, "verb", "m", "s", 3)
        yield Form(base + "ت" + suffix, "verb", "f", "s", 3)
        yield Form(base + "و" + suffix, "verb", "m", "p", 3)
    stem = present[1:]
    short = stem[:-1] if stem[-1] in _LONG else stem
    for prefix, gender, person in (("ي", "m", 3), ("ت", "f", 3), ("ا", "", 1), ("ن", "", 1)):
        number = "p" if prefix == "ن" else "s"
        yield Form(prefix + stem, "verb", gender, number, person)
        yield Form(prefix + _jussive(stem), "verb", gender, number, person)
        if person == 3:
            for suffix in _OBJECTS:
                yield Form(prefix + stem + suffix, "verb", gender, number, person)
                yield Form(prefix + short + "ون" + suffix, "verb", "m", "p", person)
    yield Form("ي" + short + "ون", "verb", "m", "p", 3)
    yield Form("ي" + short + "وا", "verb", "m", "p", 3)
    yield Form("ي" + short + "ن", "verb", "f", "p", 3)
    for prefix, gender in (("ي", "m"), ("ت", "f")):
        yield Form(prefix + stem + "ان", "verb", gender, "d", 3)
        for suffix in _OBJECTS:
            yield Form(prefix + stem + "ا" + suffix, "verb", gender, "d", 3)


def _short_perfect(perfect: str) -> str:
    """Shorten a hollow perfect before a consonant: أضفن, قلن; «سأل» isn't hollow."""
    past = fold(perfect)
    return past[:-2] + past[-1] if len(perfect) >= 3 and perfect[-2] == "ا" else past


def _jussive(stem: str) -> str:
    """Shorten the long vowel of a hollow or defective verb («لم يقل»)."""
    if stem[-1] in _LONG:
        return stem[:-1]
    if len(stem) >= 3 and stem[-2] in _LONG:
        return stem[:-2] + stem[-1]
    return stem


def inflect_participle(accusative: str) -> Iterator[Form]:
    """Give the forms of an adverbial participle: قائلا، قائلة، قائلين.

    Args:
        accusative: Masculine singular, as it stands in a sentence («مشيرا»).
    """
    key = fold(accusative)
    base = key.removesuffix("ا")
    yield Form(key, "participle", "m", "s", 3)
    yield Form(base + "ه", "participle", "f", "s", 3)
    stem = base.removesuffix("ي")
    yield Form(stem + "ين", "participle", "m", "p", 3)
    yield Form(base + "ات", "participle", "f", "p", 3)


def inflect_noun(noun: str) -> Iterator[Form]:
    """Give a verbal noun with its owner: قوله، تأكيدها."""
    key = fold(noun)
    stem = key[:-1] + "ت" if key.endswith("ه") else key
    yield Form(key, "noun", "", "", 3)
    for suffix, gender, number in _OWNERS:
        yield Form(stem + suffix, "noun", gender, number, 3)
