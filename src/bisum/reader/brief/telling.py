"""How much a word tells about which event an article is on."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bisum.stages.bilingual.identity import is_name_or_unlisted
from bisum.stages.bilingual.rank import STOPWORDS
from bisum.stages.bilingual.words import Word

# Names, and words that no table has, tell events apart better than other words as rare as they are;
# among 129 pairs of ANT judged by hand (docs/brief.md) 1, 1.5, 2 and 3 gave average precisions of
# .73, .77, .80 and .81 before the other rules, and 2 the best after them.
_NAME_WEIGHT: Final = 2.0
# Numbers of three digits and more; shorter ones and times of day stand in any match report or forecast.
_NUMBER_WEIGHT: Final = 1.5
# The title and the first paragraph say what happened; what follows is background.
_HEAD_WEIGHT: Final = 2.0
_MIN_LETTERS: Final = 2
_MIN_DIGITS: Final = 3
_YEAR: Final = re.compile("(?:19|20)[0-9][0-9]")

Ids = NDArray[np.int32]
Weights = NDArray[np.float32]


@cache
def background() -> tuple[int, dict[str, int]]:
    """Give a number of news articles, and in how many of them each common stem stands."""
    text = (resources.files("bisum.reader.brief") / "frequencies.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    counts = {stem: int(count) for stem, count in rows}
    return counts.pop(""), counts


class Vocabulary:
    """Numbers the stems of a run and counts in how many articles each stands."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._in_articles: list[int] = []
        self._boosts: list[float] = []
        self._n_articles = 0

    def count(self, head: Sequence[Word], body: Sequence[Word]) -> tuple[Ids, Weights]:
        """Take in one article.

        Args:
            head: The Arabic words of its title and first paragraph.
            body: Those of the rest.

        Returns:
            The numbers of its stems, each once, and how loud each is there.
        """
        counts: dict[int, float] = {}
        for words, weight in ((head, _HEAD_WEIGHT), (body, 1.0)):
            for word in (word for word in words if _tells(word.stem)):
                number = self._number(word)
                counts[number] = counts.get(number, 0.0) + weight
        for number in counts:
            self._in_articles[number] += 1
        self._n_articles += 1
        heard = [(1 + math.log(count)) * self._boosts[number] for number, count in counts.items()]
        return np.array(list(counts), dtype=np.int32), np.array(heard, dtype=np.float32)

    def rarity(self) -> Weights:
        """Give the logarithm of how rare each stem is, by its number, in news at large and in this run."""
        n_known, known = background()
        total = n_known + self._n_articles
        counts = [known.get(stem, 0) + self._in_articles[number] for stem, number in self._numbers.items()]
        return np.log(total / np.array(counts, dtype=np.float32)).astype(np.float32)

    def named(self) -> NDArray[np.bool_]:
        """Tell of each stem, by its number, whether it is a name or a word that no table has."""
        return np.array([boost == _NAME_WEIGHT for boost in self._boosts], dtype=np.bool_)

    def _number(self, word: Word) -> int:
        number = self._numbers.setdefault(word.stem, len(self._numbers))
        if number == len(self._boosts):
            self._boosts.append(_boost(word))
            self._in_articles.append(0)
        return number


def _tells(stem: str) -> bool:
    if stem[:1].isdigit():
        return len(stem) >= _MIN_DIGITS and ":" not in stem and not _YEAR.fullmatch(stem)
    return len(stem) >= _MIN_LETTERS and stem not in STOPWORDS


def _boost(word: Word) -> float:
    if word.stem[:1].isdigit():
        return _NUMBER_WEIGHT
    return _NAME_WEIGHT if is_name_or_unlisted(word.text) else 1.0
