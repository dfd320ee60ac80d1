"""Offices, ranks and callings in both languages, and which English may render which Arabic one.

The table is ``tables/offices.tsv``; its head lines say what its marks mean.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Final

import msgspec

from bisum.stages.bilingual.known import without_clitics
from bisum.stages.bilingual.words import Word
from bisum.stages.tables import read_rows
from bisum.text import WORDS_KEPT, fold

# Endings of the feminine, dual and plural, of the accusative and before a genitive, for a noun and for one in
# ta marbuta; the endings that go before whose office it is; and those.
_ENDINGS: Final = ("", "ا", "ه", "ان", "ين", "ون", "و", "ي", "ات", "ت", "تان", "تين", "تا", "تي")
_FEMININE_ENDINGS: Final = ("ه", "ت", "تان", "تين", "تا", "تي", "ات")
_OWNED: Final = ("", "و", "ي", "ت", "ات")
_OWNERS: Final = ("ه", "ها", "هم", "هما", "نا", "كم")
_MANY: Final = (("men", "man"), ("women", "woman"), ("people", "person"), ("ies", "y"), ("es", ""), ("s", ""))


class Surety(enum.IntEnum):
    """How sure it is that words mean an office."""

    NONE = 0  # they may, and tell nothing where they don't
    FAINT = 1  # Arabic ones that mean something else as often
    FULL = 2


class Held(msgspec.Struct, frozen=True, gc=False):
    """An office in a text.

    Attributes:
        offices: What it may be, each by the first of its English renderings.
        firm: Those that English words render whether or not the table of words links them.
        first: Index of its first word.
        end: Index just after its last word.
        surety: How sure it is that the words mean an office.
    """

    offices: frozenset[str]
    firm: frozenset[str]
    first: int
    end: int
    surety: Surety


class _Way(msgspec.Struct, frozen=True, gc=False):
    """One form of some offices, under its first word."""

    rest: tuple[str, ...]
    offices: frozenset[str]
    firm: frozenset[str]
    surety: Surety


_Ways = Mapping[str, tuple[_Way, ...]]


def offices_in_arabic(words: Sequence[Word]) -> list[Held]:
    """Find the offices of an Arabic text, longest first, none inside another."""
    return _found([_arabic_ways(word.folded) for word in words], [_bare(word.folded) for word in words])


def offices_in_english(words: Sequence[Word]) -> list[Held]:
    """Find the offices of an English text, longest first, none inside another."""
    singular = [_singular(word.folded) for word in words]
    return _found([_english_index().get(word, ()) for word in singular], singular)


def _found(ways: Sequence[tuple[_Way, ...]], words: Sequence[str]) -> list[Held]:
    found, at = [], 0
    while at < len(words):
        way = next(
            (way for way in ways[at] if tuple(words[at + 1 : at + 1 + len(way.rest)]) == way.rest), None
        )
        end = at + 1 + len(way.rest) if way else at + 1
        if way:
            found.append(Held(way.offices, way.firm, at, end, way.surety))
        at = end
    return found


def _bare(word: str) -> str:
    """Give a folded word without its article, before which ل may stand."""
    return word[2:] if word.startswith(("ال", "لل")) else word


@lru_cache(maxsize=WORDS_KEPT)
def _arabic_ways(folded: str) -> tuple[_Way, ...]:
    """Give the offices that a word may begin."""
    index = _arabic_index()
    found = (index.get(form) or index.get(_bare(form)) for form in without_clitics(folded))
    return next((ways for ways in found if ways), ())


@cache
def _arabic_index() -> _Ways:
    """Give the forms by their first word; what the table lists goes before what is made of it."""
    listed: list[tuple[str, _Way]] = []
    made: list[tuple[str, _Way]] = []
    sureties = {"~": Surety.FAINT, "?": Surety.NONE}
    for arabic, english in _rows():
        office = frozenset((_bare_rendering(english[0]),))
        never = {fold(form[1:]) for form in arabic if form.startswith("!")}
        for form in arabic:
            if form.startswith("!"):
                continue
            first, *rest = fold(form.lstrip("~?")).split()
            surety = sureties.get(form[0], Surety.FULL)
            way = _Way(tuple(map(_bare, rest)), office, office, surety)
            listed.append((first, way))
            made += ((one, way) for one in _inflected(first) if one not in never)
    known = {(first, way.rest) for first, way in listed}
    return _indexed([*listed, *(one for one in made if (one[0], one[1].rest) not in known)], agree=min)


def _inflected(word: str) -> Iterator[str]:
    """Give the forms of an Arabic word, without clitics; one that is listed with its article has no other."""
    if word.startswith("ال"):
        return
    base = word.removesuffix("ه")
    if word.endswith("ء"):  # سفراؤه، سفرائه
        yield from (word[:-1] + hamza + owner for hamza in "وي" for owner in _OWNERS)
    yield from (base + ending for ending in (_ENDINGS if base == word else _FEMININE_ENDINGS))
    owned = _OWNED if base == word else ("ت",)
    yield from (base + ending + owner for ending in owned for owner in _OWNERS)


@cache
def _english_index() -> _Ways:
    """Give the renderings by their first word; what is sure for any office is sure."""
    ways: list[tuple[str, _Way]] = []
    for _, english in _rows():
        office = frozenset((_bare_rendering(english[0]),))
        for rendering in english:
            first, *rest = _bare_rendering(rendering).replace("-", " ").split()
            is_loose = rendering.startswith("~")
            firm = frozenset[str]() if is_loose else office
            ways.append((first, _Way(tuple(rest), office, firm, Surety.NONE if is_loose else Surety.FULL)))
    return _indexed(ways, agree=max)


def _rows() -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    for arabic, english in read_rows("offices"):
        yield tuple(arabic.split(",")), tuple(english.split(","))


def _bare_rendering(rendering: str) -> str:
    return rendering.removeprefix("~")


def _indexed(forms: Iterable[tuple[str, _Way]], *, agree: Callable[[Surety, Surety], Surety]) -> _Ways:
    """Gather the ways under their first words, longest first; equal ones become one with all offices."""
    index: dict[str, dict[tuple[str, ...], _Way]] = {}
    for first, way in forms:
        ways = index.setdefault(first, {})
        other = ways.get(way.rest, way)
        surety = agree(way.surety, other.surety)
        ways[way.rest] = _Way(way.rest, way.offices | other.offices, way.firm | other.firm, surety)
    return {first: tuple(sorted(ways.values(), key=_n_words, reverse=True)) for first, ways in index.items()}


def _n_words(way: _Way) -> int:
    return 1 + len(way.rest)


@cache
def _english_vocabulary() -> frozenset[str]:
    index = _english_index()
    return frozenset(word for first, ways in index.items() for way in ways for word in (first, *way.rest))


@lru_cache(maxsize=WORDS_KEPT)
def _singular(folded: str) -> str:
    """Give an English word without its possessive, and in the singular where the table has that."""
    word, known = folded.replace("’", "'").removesuffix("'s"), _english_vocabulary()
    if word in known:
        return word
    tries = (word.removesuffix(many) + one for many, one in _MANY if word.endswith(many))
    return next((one for one in tries if one in known), word)
