"""Words of both languages with their places, and the stems under which they are compared."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

import msgspec

from bisum.stages.arabic.glued import is_glued, unglue
from bisum.text import WORDS_KEPT, fold

_ARABIC_LETTERS: Final = "\u0620-\u063f\u0641-\u064a\u0671-\u06d3"
_ARABIC_MARKS: Final = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc"
_DIGITS: Final = "0-9\u0660-\u0669\u06f0-\u06f9"
_ARABIC_WORD: Final = re.compile(
    rf"[{_DIGITS}]+(?:[.,،٫٬/:-][{_DIGITS}]+)*|[{_ARABIC_LETTERS}{_ARABIC_MARKS}]+|[A-Za-z\u00c0-\u024f]+"
)
_ENGLISH_WORD: Final = re.compile(
    r"[0-9]+(?:[.,/:][0-9]+)*|[A-Za-z\u00c0-\u024f]+(?:['’][A-Za-z]+)?|[\u0620-\u06d3]+"
)

# Prefixes and suffixes of the light10 stemmer (Larkey, Ballesteros and Connell 2007), longest first,
# and the future and object clitics that news text is full of.
_PREFIXES: Final = ("وبال", "فبال", "وكال", "وال", "فال", "بال", "كال", "ولل", "فلل", "لل", "ال", "وس", "فس")
_ONE_LETTER_PREFIXES: Final = "وفبلكس"
# Stems whose first letter و is a radical, so that it is not the conjunction.
_TRUE_WAW: Final = re.compile(
    "و(?:زير|زرا|زار|طن|قت|ضع|صل|حد|لاي|فد|كال|ثيق|ثاي|سط|فق|فا|قع|قف|جد|جه|اجه|اصل|احد|الد|اقع|اضح|افق"
    "|اشنطن|ساط|سيل|ساي|ظيف|ظاي|عد|عي|قود|لد|راء|رق|هم|زن|باء|صف|اسع|سع|صول|ضوح|قاي|ليد|كيل|ال[يا]|فر|ظف"
    "|رش|ارد|اجب|ديع|رد|ساد|صاي|اقي)"
)
_SUFFIXES: Final = (
    "هما",
    "ها",
    "هم",
    "هن",
    "نا",
    "ان",
    "ات",
    "ون",
    "ين",
    "يه",
    "ته",
    "تي",
    "وا",
    "ه",
    "ي",
    "ت",
)
_MIN_STEM: Final = 3  # letters left after a strip; light10 keeps two, which would merge too many short roots

_ENGLISH_SUFFIXES: Final = (
    "ations",
    "ation",
    "ingly",
    "ing",
    "ies",
    "ied",
    "edly",
    "ers",
    "er",
    "ed",
    "es",
    "ly",
    "s",
)


# Texts whose words are remembered: all of a window of articles, which each stage looks at again.
_TEXTS: Final = 1024


class Word(msgspec.Struct, frozen=True, gc=False):
    """One word of a text.

    Attributes:
        text: As it stands.
        start: Offset of its first code point.
        end: Offset just after its last.
        stem: The form in which it is compared.
        folded: Whole, but for spelling: an English word in lower case, an Arabic one as ``text.fold`` has it.
    """

    text: str
    start: int
    end: int
    stem: str
    folded: str


def word_texts(text: str) -> list[str]:
    """Give the words and numbers of an Arabic text as they stand; far quicker than ``arabic_words``."""
    return _ARABIC_WORD.findall(text)


def arabic_words(text: str) -> list[Word]:
    """Give the words and numbers of an Arabic text in order."""
    return list(_arabic_words(text))


@lru_cache(maxsize=_TEXTS)
def _arabic_words(text: str) -> tuple[Word, ...]:
    words = []
    is_loose = is_glued(text)
    for found in _ARABIC_WORD.finditer(text):
        start = found.start()
        for word in unglue(found.group(), is_loose=is_loose):
            stem, folded = _arabic_forms(word)
            words.append(Word(word, start, start + len(word), stem, folded))
            start += len(word)
    return tuple(words)


def english_words(text: str) -> list[Word]:
    """Give the words and numbers of an English text in order."""
    return list(_english_words(text))


@lru_cache(maxsize=_TEXTS)
def _english_words(text: str) -> tuple[Word, ...]:
    words = []
    for found in _ENGLISH_WORD.finditer(text):
        word = found.group()
        stem, folded = _english_forms(word)
        words.append(Word(word, found.start(), found.end(), stem, folded))
    return tuple(words)


def arabic_stem(word: str) -> str:
    """Give a word folded and without its article, clitics and common endings."""
    stem, _ = _arabic_forms(word)
    return stem


def _arabic_forms(word: str) -> tuple[str, str]:
    """Give a word's stem, and the word folded; numbers, of which there is no end, aren't remembered."""
    return _read_arabic(word) if word[:1].isdigit() else _known_arabic(word)


def _read_arabic(word: str) -> tuple[str, str]:
    folded = fold(word)
    if not folded or not "\u0620" <= folded[0] <= "\u06d3":
        return folded.replace(",", "").replace("٬", ""), folded
    stem = _without_prefix(folded)
    for suffix in _SUFFIXES:
        if stem.endswith(suffix) and len(stem) - len(suffix) >= _MIN_STEM:
            return stem[: -len(suffix)], folded
    return stem, folded


_known_arabic: Final = lru_cache(maxsize=WORDS_KEPT)(_read_arabic)


def _without_prefix(word: str) -> str:
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= _MIN_STEM:
            return word[len(prefix) :]
    # و is a clitic far more often than a first radical; the other letters only before a long rest.
    if word[0] == "و" and len(word) > _MIN_STEM and not _TRUE_WAW.match(word):
        return word[1:]
    if word[0] in _ONE_LETTER_PREFIXES and len(word) > _MIN_STEM + 2:
        return word[1:]
    return word


def english_stem(word: str) -> str:
    """Give a word in lower case without its common endings."""
    stem, _ = _english_forms(word)
    return stem


def _english_forms(word: str) -> tuple[str, str]:
    """Give a word's stem, and the word in lower case; numbers aren't remembered."""
    return _read_english(word) if word[:1].isdigit() else _known_english(word)


def _read_english(word: str) -> tuple[str, str]:
    folded = word.casefold()
    return _without_ending(folded), folded


_known_english: Final = lru_cache(maxsize=WORDS_KEPT)(_read_english)


def _without_ending(folded: str) -> str:
    lower = folded.replace("’", "'").removesuffix("'s")
    if lower[:1].isdigit():
        return lower.replace(",", "")
    for suffix in _ENGLISH_SUFFIXES:
        if lower.endswith(suffix) and len(lower) - len(suffix) >= _MIN_STEM:
            lower = lower[: -len(suffix)]
            break
    if len(lower) > _MIN_STEM and lower[-1] == lower[-2] and lower[-1] not in "sle":
        lower = lower[:-1]
    return lower.rstrip("e") if len(lower) > _MIN_STEM + 1 else lower
