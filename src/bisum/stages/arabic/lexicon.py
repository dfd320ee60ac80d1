"""What kind of word a word is: looked up in tables, never guessed by a model."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

import msgspec

from bisum.stages.arabic.listed import NOTHING, listed
from bisum.stages.arabic.word_shapes import shape_of
from bisum.stages.tables import read_lines, read_set
from bisum.text import WORDS_KEPT


class Look(msgspec.Struct, frozen=True, gc=False):
    """What the tables say of one word.

    Attributes:
        stem: Folded, without the prefixes below.
        conjunction: ``و`` or ``ف`` before it, else empty.
        preposition: ``ب`` or ``ل`` before it, else empty.
        is_definite: It carries the article.
        tags: ``comp prep pp rel pron neg conj time adv forum``, ``role``, ``press body text
            crowd``, ``place``, ``given``, ``name``, ``verb``, ``common``; ``point`` of what is no word;
            empty for a word that no table has, not even without its endings: then it may be a name.
        gender: ``m``, ``f``, or empty where unknown.
    """

    stem: str
    conjunction: str
    preposition: str
    is_definite: bool
    tags: frozenset[str]
    gender: str

    @property
    def is_unknown(self) -> bool:
        """Whether no table has it, so that it may be a name."""
        return not self.tags


NO_NAMES: Final = frozenset(("common", "verb", "role", "press", "body", "text", "crowd"))
"""Tags of words that are something else than a name."""

_NEVER_DEFINITE: Final = frozenset(("pp", "prep", "comp", "pron", "conj", "neg", "rel", "adv", "name"))
_ONLY_NAME: Final = frozenset(("name",))
_VERB: Final = frozenset(("verb",))
_ROOTED: Final = read_set("rooted verbs")

# Least stripped first. لل is ل and the article.
_PREFIXES: Final = (
    ("", "", False),
    ("ال", "", True),
    ("لل", "ل", True),
    ("بال", "ب", True),
    ("ب", "ب", False),
    ("ل", "ل", False),
)
_MIN_STEM: Final = 3
_MIN_GOVERNED: Final = 6


def office_of(look: Look) -> str:
    """Give the stem of a noun of office without the ending of the accusative: «حارسا» is a «حارس»."""
    return look.stem.removesuffix("ا") if is_accusative(look.stem) else look.stem


@lru_cache(maxsize=1 << 12)
def is_accusative(stem: str) -> bool:
    """Tell whether a noun of office has the ending of the accusative, so that it is no subject: «نجارا»."""
    bare = stem.removesuffix("ا")
    return bare != stem and "role" in listed().get(bare, (NOTHING, ""))[0]


@lru_cache(maxsize=1 << 12)
def without_article(key: str) -> Look:
    """Look a folded word up whose ال belongs to it."""
    table = listed()
    for conjunction in ("", "و", "ف"):
        for preposition in ("", "ب", "ل"):
            prefix = conjunction + preposition
            entry = table.get(key.removeprefix(prefix)) if key.startswith(prefix) else None
            if entry is not None:
                return Look(key.removeprefix(prefix), conjunction, preposition, False, *entry)
    return Look(key, "", "", False, NOTHING, "")


NOUNS: Final = frozenset(read_lines("nouns"))
"""Words that hardly ever are adjectives."""


def is_noun(look: Look) -> bool:
    """Tell whether a word with the article is a noun, and hardly ever the adjective of one before it."""
    return look.is_definite and look.stem in NOUNS


def is_listed_verb(key: str) -> bool:
    """Tell whether a table has a folded word, be it inflected, as a verb."""
    look = find(key)
    return look is not None and "verb" in look.tags


def is_listed(key: str) -> bool:
    """Tell whether a table has a folded word as it stands."""
    return key in listed()


@lru_cache(maxsize=WORDS_KEPT)
def look_up(key: str) -> Look:
    """Look a folded word up, with and without prefixes.

    What no table has keeps its form but for the article and a conjunction before it
    («والغنوشي»); where its letters say that it is no name, it is a common word or a verb.
    """
    return find(key) or _unlisted(key)


def find(key: str) -> Look | None:
    """Look a folded word up in the tables alone; None for one that they don't have, not even inflected."""
    return _listed(key) or _inflected(key)


def _splits(key: str) -> Iterator[tuple[str, str, bool, str]]:
    """Give the ways to take prefixes off, the least first: conjunction, preposition, article, rest."""
    for conjunction in ("", "و", "ف"):
        rest = key.removeprefix(conjunction)
        if conjunction and (rest == key or len(rest) < 2):
            continue
        for prefix, preposition, is_definite in _PREFIXES:
            stem = rest[len(prefix) :]
            is_long = not prefix or len(stem) >= _MIN_STEM or (is_definite and len(stem) == 2)
            if rest.startswith(prefix) and is_long:
                yield conjunction, preposition, is_definite, stem


def _listed(key: str) -> Look | None:
    """Find a word that a table has."""
    table = listed()
    for conjunction, preposition, is_definite, stem in _splits(key):
        entry = table.get(stem)
        if entry is None or ((conjunction or preposition) and entry[0] == _ONLY_NAME):
            continue
        if is_definite and entry[0] <= _NEVER_DEFINITE:
            continue
        if stem in _ROOTED:
            return Look(stem, conjunction, preposition, False, _VERB, "")  # ال is of its root: «التزم»
        bare = table.get(stem[2:])
        is_weak = entry[0] == _COMMON and bare is not None and not bare[0] <= _NEVER_DEFINITE
        is_long = len(stem) > 4 or (len(stem) == 4 and is_weak)  # «الرد»
        is_long = is_long and not ("given" in entry[0] and bare is None)  # «ألبارو» has no article
        if not is_definite and stem.startswith("ال") and is_long and "rel" not in entry[0]:
            known = bare if is_weak and bare is not None else entry
            return Look(stem[2:], conjunction, preposition, True, *known)
        if not preposition and entry[0] == _COMMON and _is_governed(stem):
            continue
        owned = _by_ending(stem) if entry[0] == _COMMON else None
        if owned is not None and owned[1] & _KEPT_BEFORE_A:
            return Look(owned[0], conjunction, preposition, is_definite, *owned[1:])
        return Look(stem, conjunction, preposition, is_definite, *entry)
    return None


def _is_governed(word: str) -> bool:
    """Tell whether a listed word is another one with its preposition: «للسياحة», «بسوسة»."""
    table = listed()
    for prefix in ("لل", "بال"):
        if word.startswith(prefix) and len(word) > len(prefix) + _MIN_STEM and word[len(prefix) :] in table:
            return True
    return word[0] in "بل" and len(word) > _MIN_STEM and "place" in table.get(word[1:], (NOTHING, ""))[0]


def _inflected(key: str) -> Look | None:
    """Find a word that a table has without its ending."""
    for conjunction, preposition, is_definite, stem in _splits(key):
        if stem.startswith("ال") and len(stem) > 4:
            continue
        # Foreign names often begin with ب or ل («بينارت»), which then is no preposition.
        if preposition and not is_definite and len(stem) < _MIN_GOVERNED:
            continue
        found = _by_ending(stem)
        if found is not None:
            return Look(found[0], conjunction, preposition, is_definite, *found[1:])
    return None


def _unlisted(key: str) -> Look:
    conjunction = "و" if key.startswith(("وال", "وبال")) else ""
    rest = key.removeprefix(conjunction)
    if rest.startswith("لل") and len(rest) > 4:
        return Look(rest[2:], conjunction, "ل", True, NOTHING, "")
    shape = shape_of(key)
    if shape == "verb":
        conjunction = key[0] if key[0] in "وف" else ""
        return Look(key.removeprefix(conjunction), conjunction, "", False, _VERB, "")
    is_definite = rest.startswith("ال") and len(rest) > 4
    # Surnames with the article are made as nouns are («البنا»); what is governed is no name anyway.
    is_plural = rest.endswith(_PLURALS) and rest.startswith("ال")
    may_be_noun = is_plural or not rest.startswith(_GOVERNED)
    tags = _COMMON if shape == "noun" and may_be_noun else NOTHING
    return Look(rest[2:] if is_definite else rest, conjunction, "", is_definite, tags, "")


_PLURALS: Final = ("ات", "ون", "ين")
_GOVERNED: Final = ("ال", "ب", "ل")

# Owners, objects, numbers, the accusative and the nisba, longest first; the number is how
# many letters must stand before it.
_SUFFIXES: Final = (
    ("تهما", 3), ("تين", 3), ("تان", 3), ("تها", 3), ("تهم", 3), ("تنا", 3), ("هما", 3), ("ها", 3),
    ("هم", 3), ("هن", 3), ("نا", 3), ("ته", 3), ("تي", 4), ("يه", 3), ("ون", 4), ("ين", 4), ("ان", 4),
    ("ات", 3),
    ("وا", 3), ("يا", 4), ("ني", 4), ("ه", 4), ("ا", 3), ("ي", 4), ("ت", 4), ("ك", 4),
)  # fmt: skip
_AFTER_HAMZA: Final = ("وه", "يه", "وها", "يها", "وهم", "يهم", "ونا", "ينا")
_KNOWN: Final = NO_NAMES | {"place"}


_KEPT: Final = frozenset(("role",))
_KEPT_BEFORE_A: Final = frozenset(("role", "crowd"))  # «غير أن سكانا …»
_KEEPS_CROWDS: Final = frozenset(("ا", "ها", "هم", "ه"))
_COMMON: Final = frozenset(("common",))


def _by_ending(rest: str) -> tuple[str, frozenset[str], str] | None:
    """Give the stem, tags and gender of a known word with an ending, None where there is none."""
    table = listed()
    for suffix in _AFTER_HAMZA:
        base = rest.removesuffix(suffix)
        found = table.get(base + "ء") if base != rest and base.endswith("ا") else None
        if found is not None and found[0] & _KEPT_BEFORE_A:
            return base + "ء", found[0] & _KEPT_BEFORE_A, found[1]  # «زملاؤه», «زملائها»
    for suffix, least in _SUFFIXES:
        base = rest.removesuffix(suffix)
        if base == rest or len(base) < 3:
            continue
        is_feminine = suffix[0] == "ت" and len(suffix) > 1
        for candidate in (base + "ه", base) if is_feminine else (base, base + "ه"):
            found = table.get(candidate)
            if found is not None and found[0] & _KNOWN:
                if suffix == "وا" and "verb" not in found[0]:
                    continue  # a name: «فرانسوا»
                if least > len(base) and "role" not in found[0]:
                    continue
                kept = found[0] & (_KEPT_BEFORE_A if suffix in _KEEPS_CROWDS else _KEPT)
                if suffix == "يه":
                    kept = NOTHING  # «مسؤولية» is nobody
                if kept:
                    return candidate, kept, found[1]
                return rest, frozenset(("verb",)) if found[0] <= {"verb"} else _COMMON, ""
    return None
