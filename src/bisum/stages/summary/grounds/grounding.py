"""Which sentences of the article a written sentence stands on."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

from bisum.stages.summary.grounds.content import content_words

MOST_GROUNDS: Final = 3  # stretches that one sentence may be drawn from
# Share of a sentence's weight that a further ground must add.
_WORTH: Final = 0.1


class Grounded(NamedTuple):
    """What a sentence stands on.

    Attributes:
        texts: Indices of the texts, in their order; empty where nothing fits.
        support: Share of its content words, weighed by how rare they are among the
            texts, that stand in those; 0 for a sentence without content words.
    """

    texts: tuple[int, ...]
    support: float


class Grounds:
    """Texts of one article in which a sentence's words are looked for."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Read the texts; an empty one grounds nothing."""
        self._stems = [frozenset(word.stem for word in content_words(text)) for text in texts]
        self._n_with = Counter(stem for stems in self._stems for stem in stems)

    def of(self, sentence: str) -> Grounded:
        """Find the few texts that together hold most of a sentence.

        The best one first, then those that add to it; a greedy cover, which for so few
        is as good as the best.
        """
        weights = {word.stem: self._weight(word.stem) for word in content_words(sentence)}
        total = sum(weights.values())
        chosen: list[int] = []
        left = dict(weights)
        while left and len(chosen) < MOST_GROUNDS:
            gains = [sum(left[stem] for stem in left.keys() & stems) for stems in self._stems]
            best = max(range(len(gains)), key=lambda n: (gains[n], -n), default=None)
            if best is None or gains[best] <= (_WORTH * total if chosen else 0.0):
                break
            chosen.append(best)
            left = {stem: weight for stem, weight in left.items() if stem not in self._stems[best]}
        return Grounded(tuple(sorted(chosen)), 1 - sum(left.values()) / total if total and chosen else 0.0)

    def _weight(self, stem: str) -> float:
        return 1 + math.log((1 + len(self._stems)) / (1 + self._n_with[stem]))
