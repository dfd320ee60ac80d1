"""Words whose English is known: places, bodies, newspapers, and words of the same sort that are no synonyms.

The table is ``tables/known.tsv``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain
from typing import Final

import msgspec

from bisum.stages.bilingual.words import Word
from bisum.stages.tables import read_rows
from bisum.text import WORDS_KEPT, fold

NAMES: Final = frozenset(("country", "town", "region", "water", "press", "body"))
"""Kinds that are proper names."""

_CLITICS: Final = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "فب", "فل")
# What only seems to begin with a clitic: the homeland is no «and a ton», quantities are no «like hundreds».
_WHOLE: Final = frozenset(("وطن", "بطن", "كميات"))
_ENDINGS: Final = ("ي", "يه", "يون", "يين", "يا")  # of an adjective or a people's name
_DOTTED: Final = re.compile(r"\b([A-Z])\.([A-Z])\.(?:([A-Z])\.)?")
_MARKS: Final = re.compile("[«»“”„\"'‘’]")
_PRESS_KINDS: Final = frozenset(
    ("صحيفه", "جريده", "مجله", "وكاله", "قناه", "شبكه", "موقع", "صحيفتي", "يوميه", "اذاعه")
)  # folded
_KEY: Final = 3  # letters under which a rendering is looked up; a shorter one under all of its own


class Known(msgspec.Struct, frozen=True, gc=False):
    """One row of the table.

    Attributes:
        kind: ``country``, ``disease`` and so on: rows of one kind exclude one another.
        arabic: Its forms, as in the table.
        english: The form shown.
        renderings: All forms that count, the first among them.
        loose: Those of them that may render it, but often mean something else.
        doubtful: Those of ``arabic`` that often mean something else.
    """

    kind: str
    arabic: tuple[str, ...]
    english: str
    renderings: tuple[str, ...]
    loose: frozenset[str]
    doubtful: frozenset[str]

    @property
    def is_name(self) -> bool:
        """Whether it is a proper name."""
        return self.kind in NAMES


class Place(msgspec.Struct, frozen=True, gc=False):
    """A known word in a text.

    Attributes:
        known: Which.
        start: Offset of its first code point.
        end: Offset just after its last.
        is_noun: False for a form made of it («فرنسي», *French*).
        is_loose: It may well mean something else.
    """

    known: Known
    start: int
    end: int
    is_noun: bool
    is_loose: bool = False


@cache
def table() -> tuple[Known, ...]:
    """Give all rows."""
    return tuple(_row(kind, arabic, english) for kind, arabic, english in read_rows("known"))


def _row(kind: str, arabic: str, english: str) -> Known:
    cells = _cells(english)
    renderings = tuple(cell.removeprefix("~") for cell in cells)
    loose = frozenset(cell[1:] for cell in cells if cell.startswith("~"))
    forms = _cells(arabic)
    doubtful = frozenset(form[1:] for form in forms if form.startswith("~"))
    plain = tuple(form.removeprefix("~") for form in forms)
    return Known(kind, plain, renderings[0].removesuffix("$"), renderings, loose, doubtful)


def known_name(arabic: str) -> Known | None:
    """Give the row of a proper name that is written just so, None where there is none.

    A newspaper may have its kind before it and its country after it: «صحيفة "ديلي ميل" البريطانية».
    """
    words = tuple(_MARKS.sub(" ", fold(arabic)).split())
    exact = _written(words)
    if exact is not None or not words or words[0] not in _PRESS_KINDS:
        return exact
    rest = words[1:]
    tries = (rest, rest[:-1]) if len(rest) > 1 and rest[-1].startswith("ال") else (rest,)
    return next((row for words in tries if (row := _written(words)) and row.kind == "press"), None)


def _written(words: tuple[str, ...]) -> Known | None:
    found = _arabic_index().get(words[0], ()) if words else ()
    sure = (way for way in found if way.is_noun and not way.is_doubtful)
    return next((way.row for way in sure if way.rest == words[1:] and way.row.is_name), None)


def _cells(text: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in text.split(","))


class _Way(msgspec.Struct, frozen=True, gc=False):
    """One form of a row, under its first word."""

    rest: tuple[str, ...]
    row: Known
    is_noun: bool
    is_doubtful: bool
    ends_in_ta: bool


_Ways = list[_Way]


@cache
def _arabic_index() -> dict[str, _Ways]:
    """Give, by the first word, the other words of each form, longest first."""
    index: dict[str, _Ways] = {}
    for row in table():
        for form in row.arabic:
            first, *rest = fold(form).split()
            bare = fold(form.split()[0].removeprefix("ال"))  # the article, but not that of ألمانيا
            for way, is_noun in _ways(first, bare, is_alone=not rest, kind=row.kind):
                is_doubtful = form in row.doubtful
                ends_in_ta = is_noun and not rest and form.endswith("ة") and not form.startswith("ال")
                index.setdefault(way, []).append(_Way(tuple(rest), row, is_noun, is_doubtful, ends_in_ta))
    for ways in index.values():
        ways.sort(key=lambda way: (-len(way.rest), way.is_doubtful, not way.is_noun))
    return index


def _ways(word: str, bare: str, *, is_alone: bool, kind: str) -> Iterator[tuple[str, bool]]:
    """Give the forms in which a first word stands, without clitics; ``bare`` is without the article."""
    yield word, True
    if kind not in NAMES:
        if bare == word:
            yield "ال" + word, True
        return
    if kind != "country" or not is_alone:
        return
    base = bare[:-1] if bare.endswith(("ا", "ه", "يا")) else bare
    base = base.removesuffix("ي") if base != bare else base
    for ending in _ENDINGS:
        yield base + ending, False
        yield "ال" + base + ending, False


def in_arabic(words: Sequence[Word]) -> list[Place]:
    """Find the known words of an Arabic text, longest first, none inside another.

    A doubtful form stands for each of its rows: «وجدة» is Oujda, or «and Jeddah».
    """
    index, found, at = _arabic_index(), [], 0
    folded = [word.folded for word in words]
    while at < len(words):
        length = 1
        for stripped in without_clitics(folded[at]):
            ways = _ways_at(index.get(stripped, ()), folded, at)
            for way in ways:
                length = 1 + len(way.rest)
                # «جده» is Jeddah, carelessly written, or his grandfather.
                is_loose = way.is_doubtful or (way.ends_in_ta and words[at].text.endswith("ه"))
                end = words[at + length - 1].end
                found.append(Place(way.row, words[at].start, end, way.is_noun, is_loose))
            if ways:
                break
        at += length
    return found


def _ways_at(ways: Sequence[_Way], folded: Sequence[str], at: int) -> Sequence[_Way]:
    """Give the longest way that the words after one fit; of a doubtful form one for each of its rows."""
    fitting = [way for way in ways if tuple(folded[at + 1 : at + 1 + len(way.rest)]) == way.rest]
    if not fitting or not fitting[0].is_doubtful:
        return fitting[:1]
    return [way for way in fitting if len(way.rest) == len(fitting[0].rest)]


@lru_cache(maxsize=WORDS_KEPT)
def without_clitics(word: str) -> tuple[str, ...]:
    """Give a word without each clitic that it may begin with; «لل» hides an article."""
    if word in _WHOLE:
        return (word,)
    ways = [word[len(clitic) :] for clitic in _CLITICS if word.startswith(clitic)]
    ways += ["ال" + word[len(clitic) :] for clitic in ("لل", "ولل", "فلل") if word.startswith(clitic)]
    return tuple(ways)


@cache
def _english_index() -> dict[str, list[tuple[str, bool, Known]]]:
    """Give the renderings by their first letters, longest first: text, whether whole, row."""
    index: dict[str, list[tuple[str, bool, Known]]] = {}
    for row in table():
        for rendering in row.renderings:
            text = rendering.removesuffix("$")
            index.setdefault(text[:_KEY].casefold(), []).append((text, rendering.endswith("$"), row))
    for ways in index.values():
        ways.sort(key=lambda way: -len(way[0]))
    return index


def in_english(text: str, words: Sequence[Word]) -> list[Place]:
    """Find the known words of an English text; a form may stand for several rows."""
    plain = _DOTTED.sub(lambda dotted: dotted.group().replace(".", "").ljust(len(dotted.group())), text)
    index, found, reach = _english_index(), [], -1
    for word in words:
        if word.start < reach:
            continue
        here = plain[word.start : word.start + 40]
        longest = 0
        key = here[:_KEY].casefold()
        ways = chain(index.get(key, ()), index.get(key[: _KEY - 1], ()))
        for rendering, is_whole, row in ways:
            if len(rendering) < longest or not _begins(here, rendering, is_name=row.is_name):
                continue
            following = here[len(rendering) : len(rendering) + 1]
            if is_whole and following.isalnum():
                continue
            longest = len(rendering)
            end = word.start + len(rendering) + _letters(plain, word.start + len(rendering))
            is_noun = plain[word.start : end] == row.english
            is_loose = rendering + "$" * is_whole in row.loose
            found.append(Place(row, word.start, end, is_noun, is_loose))
            reach = max(reach, word.start + longest)
    return found


def _begins(text: str, rendering: str, *, is_name: bool) -> bool:
    if is_name:
        return text.startswith(rendering)
    return text[: len(rendering)].casefold() == rendering.casefold()


def _letters(text: str, at: int) -> int:
    end = at
    while end < len(text) and text[end].isalpha():
        end += 1
    return end - at
