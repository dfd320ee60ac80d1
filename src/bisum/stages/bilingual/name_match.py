"""Whether an English name can be the rendering of an Arabic one."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from bisum.stages.bilingual.lexicon import links
from bisum.stages.bilingual.sounds import is_alike
from bisum.stages.bilingual.usual_names import foreign_form, longest_foreign
from bisum.stages.bilingual.words import Word, arabic_words, english_words
from bisum.text import WORDS_KEPT

_MIN_STEM: Final = 2  # letters; a shorter word sounds like anything
NAME_LINKS: Final = frozenset(
    ("بن", "ابن", "ابو", "ابي", "ام", "ال", "عبد", "بنت", "ولد", "ايت", "دي", "فان", "فون")
)
"""Words of names that translations often leave out or write with the next one, folded."""
_PARTICLE_WORDS: Final = "al el bin ben ibn abu abou bou ould de di da van von the of and"
_PARTICLES: Final = frozenset(_PARTICLE_WORDS.split(" "))
_TITLES: Final = frozenset(("mr", "mrs", "ms", "dr", "prof"))


@lru_cache(maxsize=WORDS_KEPT)  # a run asks again for each of its names wherever one is shown
def agrees(arabic: str, english: str, least: float) -> bool:
    """Tell whether an English name renders or sounds every word of an Arabic one well enough.

    A foreign name of the table may be written as it is there, whatever it sounds like: Xi Jinping, White.
    Particles (بن، أبو) don't count. False where one side has no words.

    Args:
        arabic: The Arabic name.
        english: The English one.
        least: Strength of a link or likeness of sounds that will do, above 0 and up to 1.
    """
    whole = arabic_words(arabic)
    target = english_words(english)
    left = _without_known(whole, target)
    source = [word for word in left if len(word.stem) >= _MIN_STEM]
    source = [word for word in source if word.folded not in NAME_LINKS] or source
    if not source or not target:
        return len(left) < len(whole)
    strength = links(source, target).strength.max(axis=1).tolist()
    names = [word.text.removesuffix("'s").removesuffix("’s") for word in target]
    # «نور الدين» is one word in English.
    pairs = [f"{one.text}{two.text}" for one, two in itertools.pairwise(source)]
    ways = [(one.text, one.stem, *pairs[max(0, at - 1) : at + 1]) for at, one in enumerate(source)]
    return all(
        link >= least or any(is_alike(way, name, least) for way in spoken for name in names)
        for link, spoken in zip(strength, ways, strict=True)
    )


def _without_known(arabic: Sequence[Word], english: Sequence[Word]) -> list[Word]:
    """Give the Arabic words but for foreign names that the English has as the table has them."""
    present = {word.folded for word in english}
    folded = [word.folded for word in arabic]
    left: list[Word] = []
    at = 0
    while at < len(arabic):
        n, form = longest_foreign(folded[at:]) or (1, foreign_form(folded[at]))
        if form is None or not {word.folded for word in english_words(form)} <= present:
            n = 1
            left.append(arabic[at])
        at += n
    return left


def is_all_name(english: str) -> bool:
    """Tell whether every word of an English text can be part of a name: capitals and particles."""
    words = english_words(english)
    return bool(words) and all(word.text[0].isupper() or word.folded in _PARTICLES for word in words)


def n_name_words(english: str) -> int:
    """Count the words of an English name without particles and titles."""
    return sum(word.folded not in _PARTICLES | _TITLES for word in english_words(english))
