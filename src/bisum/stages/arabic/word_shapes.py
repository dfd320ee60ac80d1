"""What the letters of a word that no table has say of it: a name, a common noun or a verb.

«مفرقعات» is nobody's name, «ستتدحرج» neither, though no table can list them all. Method: logistic
regression over letter n-grams (benchmarks/word_shapes.py), as languages are identified (Cavnar and
Trenkle 1994).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from bisum.stages.tables import read_rows

MIN_LETTERS: Final = 3
"""Shorter words say too little."""

MAX_RUN: Final = 4
"""Letters of the longest n-gram."""

MAX_NOUN: Final = -25
"""Tenths of log-odds below which a word is common: 1 % of names held out lie there, 67 % of common words."""

MIN_VERB: Final = 15
"""Tenths above which a common word is a verb: 88 % of verbs held out lie above it, 2 % of nouns."""

_LAST_LENGTH: Final = 9


def shape_of(word: str) -> str:
    """Tell what the letters of a folded word say: ``noun``, ``verb``, or empty where it may be a name."""
    if len(word) < MIN_LETTERS or not all("ء" <= letter <= "ي" for letter in word):
        return ""
    table = _weights()
    for_name, for_verb = table[""]
    for run in letter_runs(word):
        one, two = table.get(run, (0, 0))
        for_name += one
        for_verb += two
    if for_name >= MAX_NOUN:
        return ""
    return "verb" if for_verb > MIN_VERB else "noun"


def letter_runs(word: str) -> Iterator[str]:
    """Give the different n-grams of a word with its ends, and its length."""
    ended = f"^{word}$"
    yield from {ended[i : i + size] for size in range(1, MAX_RUN + 1) for i in range(len(ended) - size + 1)}
    yield str(min(len(word), _LAST_LENGTH))


@cache
def _weights() -> dict[str, tuple[int, int]]:
    return {run: (int(name), int(verb)) for run, name, verb in read_rows("word_shapes")}
