"""Which country or town a word of a description names, as noun or adjective: «النرويج», «النرويجي»."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Final

from bisum.stages.tables import read_lines

_UNITED_STATES: Final = ("ولايات", "امريكا", "اميركا", "امريكي", "امريكيه", "اميركي", "اميركيه")
_ENDINGS: Final = ("ي", "يه", "يا", "وي", "ويه")


def nations(words: Iterable[str]) -> frozenset[str]:
    """Give the countries and towns that words name, folded and without the article."""
    table = _nations()
    return frozenset(table[word] for word in words if word in table)


def same_nation(word: str, its: frozenset[str]) -> bool:
    """Tell whether a word names one of these."""
    return _nations().get(word, "") in its


def is_of_nation(word: str) -> bool:
    """Tell whether a word is an adjective of a country or town, folded and without the article: «تركي»."""
    return word.endswith(("ي", "يه")) and word in _nations()


@cache
def _nations() -> dict[str, str]:
    found: dict[str, str] = {}
    for place in read_lines("places"):
        for name in {place.removeprefix("ال"), place}:  # «المانيا» has no article
            bases = (name, name.removesuffix("ا").removesuffix("ه").removesuffix("ي"))
            for form in (name, *(base + ending for base in bases for ending in _ENDINGS)):
                found.setdefault(form, place)
    return found | dict.fromkeys(_UNITED_STATES, _UNITED_STATES[0])
