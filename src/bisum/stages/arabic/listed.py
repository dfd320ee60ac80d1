"""Which words the tables list: their kinds and genders, with the forms that follow from them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from bisum.stages.arabic.months import TIME_WORDS
from bisum.stages.tables import read_lines, read_rows, read_set

NOTHING: Final[frozenset[str]] = frozenset()
_BODIES: Final = frozenset(("press", "body", "text"))
_PLACED: Final = _BODIES | {"place"}


@cache
def listed() -> dict[str, tuple[frozenset[str], str]]:
    """Read all tables into one: stem -> tags and gender."""
    tags: dict[str, frozenset[str]] = {}
    gender: dict[str, str] = {}
    for word in read_lines("words"):
        _tag(tags, word, "common")
        if word.startswith("ال") and len(word) > 5:
            _tag(tags, word[2:], "common")
    for word in read_lines("verbs"):
        _tag(tags, word, "verb")
    for word in read_lines("places"):
        _tag(tags, word, "place")
        if word.endswith("يا"):  # «كرواتيا»: «كرواتي»
            for ending in ("", "ه", "ون", "ين"):
                _tag(tags, word[:-1] + ending, "common")
        for ending in ("ي", "يه", "يون", "يين", "يا"):
            _tag(tags, word.rstrip("اه") + ending, "common")
    for word, kind in read_rows("particles"):
        _tag(tags, word, kind)
    for word in TIME_WORDS:
        _tag(tags, word, "time")
    for word, kind, its_gender in read_rows("bodies"):
        _tag(tags, word, kind)
        gender[word] = its_gender
    _add_persons(tags, gender)
    return {word: (kinds, gender.get(word, "")) for word, kinds in tags.items()}


def _tag(tags: dict[str, frozenset[str]], word: str, kind: str) -> None:
    tags[word] = _with(tags.get(word, NOTHING), kind)


@cache
def _with(kinds: frozenset[str], kind: str) -> frozenset[str]:
    """Add a kind; the same few sets serve all words."""
    return kinds | {kind}


def _add_persons(tags: dict[str, frozenset[str]], gender: dict[str, str]) -> None:
    """Add nouns for persons and names; the words for bodies must stand in the table already."""
    for word in read_lines("roles"):
        for form, its_gender in _role_forms(word):
            if form != word and tags.get(form, NOTHING) & (_BODIES | {"conj", "comp", "prep"}):
                continue  # «المنظمة» is a body, and no woman who organises
            _tag(tags, form, "role")
            gender.setdefault(form, its_gender)
    for word in read_lines("names"):
        if word[0] in "بل" and tags.get(word[1:], NOTHING) & _PLACED:
            continue
        _tag(tags, word, "name")
    for word, its_gender in _genders("given"):
        _tag(tags, word, "given")
        gender.setdefault(word, its_gender)


def _genders(table: str) -> Iterator[tuple[str, str]]:
    """Give the words of a table of names with their gender, empty where they have both."""
    for word, *rest in read_rows(table):
        yield word, rest[0] if rest else ""


_FEMALE: Final = read_set("female")
_EPICENE: Final = read_set("epicene")


def _role_forms(word: str) -> list[tuple[str, str]]:
    if word in _FEMALE:
        return [(word, "f")]
    if word in _EPICENE:
        return [(word, ""), (word + "ه", "f"), *((word + end, "m") for end in ("ات", "ان", "ين"))]
    stem = word.removesuffix("ي") if word.endswith("ي") and len(word) > 3 else word
    forms = [
        (word, "m"),
        (word + "ا", "m"),
        (word + "ين", "m"),
        (word + "ون", "m"),
        (word + "ان", "m"),
        (stem + "و", "m"),
    ]
    if not word.endswith("ه"):
        forms += [(word + "ه", "f"), (word + "ات", "f"), (word + "و", "m"), (word + "تا", "f")]
    forms += [(stem + "ون", "m"), (stem + "ين", "m")]
    return forms
