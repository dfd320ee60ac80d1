"""Faults that show in the English alone, or in how long it is."""

from __future__ import annotations

import math
import operator
from collections import Counter
from collections.abc import Iterator
from typing import Final

from bisum.model.finding import Severity
from bisum.stages.checks.pair import Fault, Pair
from bisum.text import holds_arabic

# Natural logarithm of English over Arabic letters, each with 5 added: in ntrex-dev, ant-news-dev, flores-dev
# and the pairs written for bisum 99.4 % lie inside for texts of 40 letters and more.
_SHORTEST: Final = -0.6
_LONGEST: Final = 0.64
_SLACK: Final = 0.25  # more on both sides below 40 letters
_BRIEF: Final = 40  # letters
_SHOCKING: Final = 0.3  # beyond the bound: serious
_MAX_LOOP: Final = 8  # words in what is repeated
# How often a run of n words may stand in a row, by n.
_ROW: Final = {1: 3, 2: 2}
_ROW_OTHERWISE: Final = 2
_SCATTERED: Final = 4  # times that three words may come in one sentence, in any place


def check_form(pair: Pair) -> Iterator[Fault]:
    """Find what is empty, left in Arabic, too short or long, repeated or cut off."""
    if not pair.english.strip():
        yield Fault(
            code="empty",
            severity=Severity.SERIOUS,
            message="The translation of this sentence is empty.",
            evidence=pair.arabic,
        )
        return
    if holds_arabic(pair.english):
        left = " ".join(word.text for word in pair.english_words if holds_arabic(word.text))
        yield Fault(
            code="untranslated",
            severity=Severity.SERIOUS,
            message="Arabic words were left untranslated.",
            evidence=left,
        )
    loop = repeated(pair)
    if loop:
        yield Fault(
            code="repetition",
            severity=Severity.SERIOUS,
            message="The translation repeats itself; what comes after the repeated words may be missing.",
            evidence=loop,
        )
    yield from _length(pair)
    if pair.is_truncated:
        yield Fault(
            code="truncated",
            severity=Severity.SERIOUS,
            message="The model stopped at its length limit; the end of the sentence is missing.",
            evidence=pair.english[-60:],
        )


def _length(pair: Pair) -> Iterator[Fault]:
    n_arabic = len(pair.arabic.strip())
    ratio = math.log((len(pair.english.strip()) + 5) / (n_arabic + 5))
    slack = _SLACK if n_arabic < _BRIEF else 0.0
    numbers = f"{len(pair.english.split())} English words for {len(pair.arabic.split())} Arabic ones"
    if ratio < _SHORTEST - slack:
        is_shocking = ratio < _SHORTEST - slack - _SHOCKING
        yield Fault(
            code="too-short",
            severity=Severity.SERIOUS if is_shocking else Severity.WARNING,
            message="The translation is much shorter than usual; part of the sentence may be missing.",
            evidence=numbers,
        )
    elif ratio > _LONGEST + slack:
        is_shocking = ratio > _LONGEST + slack + _SHOCKING
        yield Fault(
            code="too-long",
            severity=Severity.SERIOUS if is_shocking else Severity.WARNING,
            message="The translation is much longer than usual; something may be invented.",
            evidence=numbers,
        )


def repeated(pair: Pair) -> str:
    """Give the words that the English repeats without the Arabic doing so, empty if there are none."""
    english = [word.folded for word in pair.english_words]
    n_again = len(english) - len(set(english))
    if not n_again:
        return ""
    arabic = [word.stem for word in pair.arabic_words]
    for n in range(1, _MAX_LOOP + 1):
        times, at = _longest_row(english, n)
        if times < _ROW_OTHERWISE:
            continue
        again = _times_said(arabic, n)
        allowed = max(_ROW.get(n, _ROW_OTHERWISE), again)
        if times > allowed or (n >= 3 and again < _ROW_OTHERWISE):
            return " ".join(english[at : at + n])
    if n_again < _SCATTERED:
        return ""
    counts = Counter(zip(english, english[1:], english[2:], strict=False))
    worst, times = max(counts.items(), key=operator.itemgetter(1), default=((), 0))
    return " ".join(worst) if times > _SCATTERED else ""


def _times_said(arabic: list[str], n: int) -> int:
    """Give how often the Arabic says in a row what n English words may render."""
    return max(_longest_row(arabic, length)[0] for length in range(min(n, max(2, n // 2)), n + 1))


def _longest_row(words: list[str], n: int) -> tuple[int, int]:
    """Give how often a run of n words stands in a row at most, and where."""
    best, where = 1, 0
    is_again = bytes(map(operator.eq, words[n:], words))  # whether a word stands n words later again
    if bytes([True] * n) not in is_again:
        return best, where
    for start in range(min(n, max(0, len(words) - n))):
        times, at = 1, start
        for here in range(start + n, len(words) - n + 1, n):
            if words[here : here + n] == words[here - n : here]:
                times += 1
                if times > best:
                    best, where = times, at
            else:
                times, at = 1, here
    return best, where
