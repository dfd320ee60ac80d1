"""Which words of one language a sentence of the other matches."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bisum.stages.alignment.beads import Match
from bisum.stages.bilingual.lexicon import Floats, links
from bisum.stages.bilingual.words import arabic_words, english_words


def lengths_of(texts: Sequence[str]) -> Floats:
    """Give the letters of each text, as ``align_beads`` wants them."""
    return np.array([len(text) for text in texts], dtype=np.float64)


def match_words(arabic: Sequence[str], english: Sequence[str]) -> tuple[Match, Match]:
    """Match the words of Arabic sentences with English sentences, and the reverse."""
    sources = [arabic_words(sentence) for sentence in arabic]
    targets = [english_words(sentence) for sentence in english]
    grid = links(
        [word for words in sources for word in words], [word for words in targets for word in words]
    ).strength
    at_source = np.repeat(np.arange(len(sources)), [len(words) for words in sources])
    at_target = np.repeat(np.arange(len(targets)), [len(words) for words in targets])
    return (
        Match(best=_best(grid, at_target, len(targets)), sentence=at_source),
        Match(best=_best(grid.T, at_source, len(sources)), sentence=at_target),
    )


def _best(grid: Floats, column_sentence: np.typing.NDArray[np.int64], n: int) -> Floats:
    best = np.zeros((grid.shape[0], n))
    for sentence in range(n):
        columns = grid[:, column_sentence == sentence]
        if columns.shape[1]:
            best[:, sentence] = columns.max(axis=1)
    return best
