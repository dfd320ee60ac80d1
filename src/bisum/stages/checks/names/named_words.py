"""Which Arabic words are names, and how they sound beside English ones."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from bisum.model.quote import Quotes
from bisum.stages.arabic.lexicon import NO_NAMES, look_up
from bisum.stages.bilingual.name_match import NAME_LINKS
from bisum.stages.bilingual.sounds import likeness
from bisum.stages.bilingual.words import Word, arabic_words
from bisum.text import WORDS_KEPT

_MIN_STEM: Final = 3  # letters
_LONGEST: Final = (
    9  # letters; what is longer and in no table is two words run together more often than a name
)
_NAMED: Final = frozenset(("given", "name", "place"))
_GIVEN: Final = frozenset(("given", "name"))
_DESCRIBING: Final = frozenset(("role", "body", "crowd", "press", "text", "forum"))


def words_of_speakers(quotes: Quotes) -> frozenset[str]:
    """Give the words of the speakers' names, which are names wherever they stand in the article."""
    names = {
        quote.speaker.name for quote in (*quotes.title, *quotes.marked, *quotes.indirect) if quote.speaker
    }
    return frozenset(word for name in names for word in words_of_name(name))


def words_of_name(name: str) -> frozenset[str]:
    """Give the words of a person's name, folded; none for a description («وزير المالية», «مصدر أمني»)."""
    words = arabic_words(name)
    if not words or look_up(words[0].folded).tags & _DESCRIBING:
        return frozenset()
    if not any(look_up(word.folded).tags & _GIVEN for word in words):
        return frozenset()
    return frozenset(
        word.folded
        for word in words
        if len(word.stem) >= _MIN_STEM and word.folded not in NAME_LINKS | {"الله"}
    )


def is_name_or_unknown(word: Word) -> bool:
    """Tell whether a word is a name, or one that no table knows."""
    if len(word.stem) < _MIN_STEM or word.stem[0].isdigit():
        return False
    if is_listed_name(word.folded):
        return True
    look = look_up(word.folded)
    return look.is_unknown and not look.conjunction and len(word.text) <= _LONGEST


def is_surname(word: Word) -> bool:
    """Tell whether a word is a name of the tables, and neither a common word nor a given name."""
    is_long = len(word.stem) >= _MIN_STEM
    return is_long and is_listed_name(word.folded) and "given" not in look_up(word.folded).tags


@lru_cache(maxsize=WORDS_KEPT)
def is_listed_name(folded: str) -> bool:
    """Tell whether a word, folded, is a name of the tables, and no common word."""
    tags = look_up(folded).tags
    return bool(tags & _NAMED) and not tags & NO_NAMES


def sound(word: Word, name: str) -> float:
    """Give how much an Arabic word, with its clitics or without, sounds like an English name: 0 to 1."""
    return max(likeness(word.text, name), likeness(word.stem, name))
