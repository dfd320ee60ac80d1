"""Names in Latin letters, where nothing better is known."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Final

from bisum.stages.bilingual.foreign_spelling import foreign_spelling
from bisum.stages.bilingual.known import known_name
from bisum.stages.bilingual.usual_names import arabic_form, longest_foreign, usual_form
from bisum.text import fold

# ALA-LC romanization table for Arabic (Library of Congress, 2012), without dots and macrons, as newspapers
# and IJMES write names; ʿayn and hamza fall. What isn't Arabic proper as newspapers write it.
_LETTERS: Final = {
    **dict(zip("بتجحدرزسصضطظفقكلمنه", "btjhdrzssdtzfqklmnh", strict=True)),
    "ث": "th",
    "خ": "kh",
    "ذ": "dh",
    "ش": "sh",
    "غ": "gh",
    "پ": "p",
    "چ": "ch",
    "ڤ": "v",
    "ڨ": "g",
    "گ": "g",
}
_VOWELS: Final = "aiu"
_PARTICLES: Final = {
    "بن": "bin",
    "ابن": "ibn",
    "بنت": "bint",
    "ابو": "Abu",
    "ابي": "Abi",
    "ام": "Umm",
    "ولد": "Ould",
    "فان": "van",
    "فون": "von",
    "دا": "da",
}
_HAMZA_FIRST: Final = frozenset("أإآ")  # where a word's own letters begin with one, ال is no article
_MARKS: Final = re.compile('[«»“”„"]')
_ARABIC: Final = re.compile("[\u0620-\u064a\u0671-\u06d3]")


def transliterate(arabic: str) -> str:
    """Give a name in Latin letters, word by word.

    Known places, foreign names and words of names come in their usual form; what can't be Arabic gets the
    usual ending of its language. Else letters are replaced; since short vowels aren't written, «a» is put
    after a consonant that else had no vowel on either side.
    So it can be read aloud and found again; it isn't how the bearer writes the name.
    """
    known = known_name(arabic)
    if known is not None:
        return known.english
    spelt = " ".join(filter(None, _parts(_MARKS.sub(" ", arabic).split())))
    return spelt if spelt.startswith("al-") else spelt[:1].upper() + spelt[1:]


def _parts(words: Sequence[str]) -> Iterator[str]:
    """Give the words of a name, those that are known only together as one."""
    folded = [fold(word).replace("-", " ") for word in words]
    at = 0
    while at < len(words):
        n, form = longest_foreign(folded[at:]) or (1, None)
        yield form or "-".join(filter(None, map(_word, words[at].split("-"))))
        at += n


def _word(word: str) -> str:
    folded = fold(word)
    if not _ARABIC.search(folded):
        return word
    usual = _PARTICLES.get(folded) or usual_form(folded)
    if usual is not None:
        return usual
    if folded.startswith("ال") and word[0] not in _HAMZA_FIRST and len(folded) > 4:
        rest = folded[2:]
        return f"al-{arabic_form(rest) or _spelt(rest)}"
    for first in ("عبد", "ابو"):
        if folded.startswith(first + "ال") and len(folded) > 6:
            rest = folded.removeprefix(first + "ال")
            return f"{'Abd' if first == 'عبد' else 'Abu'} al-{arabic_form(rest) or _spelt(rest)}"
    return foreign_spelling(folded) or _arabic_spelling(word, folded)


def _arabic_spelling(word: str, folded: str) -> str:
    spelt = _spelt(folded)
    return f"I{spelt[1:].removeprefix('y')}" if word[0] == "إ" else spelt


def _spelt(word: str) -> str:
    """Replace the letters of one word and put in the vowels that can't be left out."""
    sounds: list[str] = []
    for at, letter in enumerate(word):
        before = word[at - 1] if at else ""
        after = word[at + 1] if at + 1 < len(word) else ""
        sounds += _sound(letter, before, after)
    spelt = ""
    for sound, following in itertools.zip_longest(sounds, sounds[1:], fillvalue=""):
        opens = not spelt or spelt[-1] not in _VOWELS
        spelt += sound
        if opens and sound[0] not in _VOWELS and following and following[0] not in _VOWELS:
            spelt += "a"
    return spelt[:1].upper() + spelt[1:]


def _sound(letter: str, before: str, after: str) -> list[str]:
    """Give the Latin letters for one Arabic one, none for ʿayn and hamza."""
    if letter == "ا":
        return ["a"]
    if letter == "ع":
        # A word can't begin or end without any vowel where ʿayn carried it.
        return ["a"] if not before or not after else []
    if letter == "ه" and not after:
        return ["a"] if before not in "اوي" else ["h"]
    if letter in "وي":
        is_consonant = not before or after == "ا" or before == "ا"
        return [("w" if letter == "و" else "y") if is_consonant else ("u" if letter == "و" else "i")]
    return [_LETTERS[letter]] if letter in _LETTERS else []
