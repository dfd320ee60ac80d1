"""Whether an English name can be the rendering of an Arabic one."""

from __future__ import annotations

import itertools
from functools import lru_cache
from typing import Final

from bisum.stages.lexicon import links
from bisum.stages.sounds import likeness
from bisum.stages.words import arabic_words, english_words

_MIN_STEM: Final = 2  # letters; a shorter word sounds like anything
_LINKS: Final = frozenset(
    ("بن", "ابن", "ابو", "ابي", "ام", "ال", "عبد", "بنت", "ولد", "ايت", "دي", "فان", "فون")
)
_PARTICLE_WORDS: Final = "al el bin ben ibn abu abou bou ould de di da van von the of and"
_PARTICLES: Final = frozenset(_PARTICLE_WORDS.split(" "))
_TITLES: Final = frozenset(("mr", "mrs", "ms", "dr", "prof"))


@lru_cache(maxsize=1 << 14)  # a run asks again for each of its names wherever one is shown
def agreement(arabic: str, english: str) -> float:
    """Tell how well the worst word of an Arabic name is rendered or sounded by an English one, from 0 to 1.

    Particles (بن، أبو) don't count. 0 where one side has no words.
    """
    source = [word for word in arabic_words(arabic) if len(word.stem) >= _MIN_STEM]
    source = [word for word in source if word.folded not in _LINKS] or source
    target = english_words(english)
    if not source or not target:
        return 0.0
    strength = links(source, target).strength.max(axis=1)
    names = [word.text.removesuffix("'s").removesuffix("’s") for word in target]
    # «نور الدين» is one word in English.
    pairs = [f"{one.text}{two.text}" for one, two in itertools.pairwise(source)]
    ways = [(one.text, one.stem, *pairs[max(0, at - 1) : at + 1]) for at, one in enumerate(source)]
    heard = [max(likeness(way, name) for way in spoken for name in names) for spoken in ways]
    return min(max(float(link), sound) for link, sound in zip(strength, heard, strict=True))


def is_all_name(english: str) -> bool:
    """Tell whether every word of an English text can be part of a name: capitals and particles."""
    words = english_words(english)
    return bool(words) and all(word.text[0].isupper() or word.folded in _PARTICLES for word in words)


def n_name_words(english: str) -> int:
    """Count the words of an English name without particles and titles."""
    return sum(word.folded not in _PARTICLES | _TITLES for word in english_words(english))
