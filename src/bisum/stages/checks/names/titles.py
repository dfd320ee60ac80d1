"""Names of institutions, festivals and books, which English renders by their sense."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from bisum.stages.bilingual.lexicon import is_rendered, likely_arabic
from bisum.stages.bilingual.offices import offices_in_english
from bisum.stages.bilingual.sounds import likeness
from bisum.stages.bilingual.words import Word
from bisum.stages.checks.pair import Pair

_UNLIKE: Final = 0.4  # likeness of a common word and its Arabic; *George* and «جورج» have .7
_LINKED: Final = 0.4  # strength from which an Arabic word has another word of the title as its English
# What a stem may lack of its word; «er» and «ers» are left out: Turner and Baker are surnames.
_ENDINGS: Final = frozenset(("", "e", "s", "es", "ing", "ation", "ning", "ting"))
_INSIDE: Final = frozenset(("of", "for", "and", "the", "in", "on"))
_NEAR: Final = 2  # words
_UNLINKED: Final = 0.1  # strength below which nothing renders a word
_LEAST_LETTERS: Final = 3  # of a stem that may be a name's
_LEAST: Final = 0.2  # chance that the table's likeliest Arabic is right


def is_in_title(pair: Pair, column: int, strongest: Sequence[float]) -> bool:
    """Tell whether a word is a common one, in a title of which the Arabic has another word by its sense.

    *Spinning* in *General Spinning Company* names no one. An office beside a word doesn't make it a title's:
    *President Stone* is a person.
    """
    words = pair.english_words
    if not _is_common(words[column].text.casefold(), words[column].stem):
        return False
    offices = {n for held in offices_in_english(words) if held.surety for n in range(held.first, held.end)}
    return any(
        n != column
        and n not in offices
        and strongest[n] >= _LINKED
        and _is_sense(words[n])
        and not _is_beside_a_stranger(pair, n)
        for n in _title(pair, column)
    )


def _is_beside_a_stranger(pair: Pair, column: int) -> bool:
    """Tell whether the Arabic of a word stands near one that no table knows and nothing renders.

    Then that may be what became the common word: «الفرقة الإنكشارية», the Janissary band, *Inch Squad*.
    """
    row = int(pair.texts.grid[:, column].argmax())
    near = range(max(0, row - _NEAR), min(len(pair.arabic_words), row + _NEAR + 1))
    return any(
        not is_rendered(pair.arabic_words[n].stem) and pair.texts.grid[n].max() < _UNLINKED
        for n in near
        if len(pair.arabic_words[n].stem) >= _LEAST_LETTERS
    )


def _title(pair: Pair, column: int) -> list[int]:
    """Give the words around one that have a capital like it, or stand between such."""
    words = pair.english_words
    found = [column]
    for step in (-1, 1):
        n = column + step
        while 0 <= n < len(words) and _is_joined(pair, min(n, n - step)):
            if words[n].text[0].isupper():
                found.append(n)
            elif words[n].folded not in _INSIDE:
                break
            n += step
    return found


def _is_joined(pair: Pair, n: int) -> bool:
    """Tell whether nothing but a space stands between a word and the next."""
    return pair.english[pair.english_words[n].end : pair.english_words[n + 1].start] == " "


def _is_sense(word: Word) -> bool:
    return word.text[0].isupper() and _is_common(word.text.casefold(), word.stem)


@cache
def _is_common(folded: str, stem: str) -> bool:
    """Tell whether a word is no name: its likeliest Arabic doesn't sound like it."""
    if not folded.startswith(stem) or folded[len(stem) :] not in _ENDINGS:
        return False
    found = likely_arabic().get(stem)
    return found is not None and found[1] >= _LEAST and likeness(found[0], folded) < _UNLIKE
