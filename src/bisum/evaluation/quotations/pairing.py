"""Which quotation found is which quotation annotated, and whether two mentions mean one speaker.

The rules are those that come with the annotation guidelines: texts are the same where four
fifths of their words agree, speakers where half of a mention's words do.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from bisum.evaluation.inputs.references import GoldQuote
from bisum.model.record import LedgerRow

SAME_TEXT: Final = 0.8
"""Least share of common words, over the longer text, for two quotations to be one."""

SAME_SPEAKER: Final = 0.5
"""Least agreement (Dice, over sets of words) of two mentions of one speaker."""

_WORD: Final = re.compile(r"\w+")
_MARKS: Final = re.compile("[\u064b-\u065f\u0670\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
_FOLD: Final = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه"})


@lru_cache(maxsize=65536)
def words_of(text: str) -> tuple[str, ...]:
    """Give the words of a text of either language, folded: no marks, no case, one alef."""
    plain = _MARKS.sub("", unicodedata.normalize("NFKC", text)).translate(_FOLD).lower()
    return tuple(_WORD.findall(plain.replace("’", "'")))


def overlap(one: str, other: str) -> float:
    """Give the words in common over the longer of the two, in [0, 1]; 0 where either is empty."""
    a, b = words_of(one), words_of(other)
    if not a or not b:
        return 0.0
    return sum((Counter(a) & Counter(b)).values()) / max(len(a), len(b))


def word_f1(one: str, other: str) -> float:
    """Give the F1 of two texts' words, in [0, 1]; 0 where they share none."""
    a, b = Counter(words_of(one)), Counter(words_of(other))
    both = (a & b).total()
    return 2 * both / (a.total() + b.total()) if both else 0.0


def pair(gold: Sequence[GoldQuote], found: Sequence[LedgerRow]) -> dict[int, int]:
    """Pair each annotated quotation with at most one found, best overlap first.

    Paragraph numbers may differ by one. The numbers are indices into both.
    """
    near = sorted(
        (
            (overlap(g.text, f.text), i, j)
            for i, g in enumerate(gold)
            for j, f in enumerate(found)
            if f.paragraph is not None and abs(g.paragraph - f.paragraph) <= 1
        ),
        reverse=True,
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for score, i, j in near:
        if score >= SAME_TEXT and i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def same_speaker(gold: GoldQuote, found: str | None) -> bool:
    """Tell whether a mention is one of the right ones; silence is right where the article is silent."""
    if gold.speaker is None or found is None:
        return gold.speaker is None and found is None
    return any(_alike(mention, found) >= SAME_SPEAKER for mention in (gold.speaker, *gold.accept))


def _alike(one: str, other: str) -> float:
    a, b = set(words_of(one)), set(words_of(other))
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def is_run_of(part: str, whole: str) -> bool:
    """Tell whether the words of ``part`` stand in ``whole`` one after another.

    Case, punctuation and vowel marks don't count; an empty part is in nothing.
    """
    short, long = words_of(part), words_of(whole)
    if not short:
        return False
    return any(long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1))
