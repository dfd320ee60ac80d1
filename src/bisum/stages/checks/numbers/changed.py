"""Numbers that changed on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from bisum.model.finding import Severity
from bisum.stages.bilingual.number_reader import Quantity
from bisum.stages.bilingual.quantities import arabic_quantities, english_quantities, unmatched
from bisum.stages.checks.pair import Fault, Pair
from bisum.stages.english.months import ENGLISH_MONTHS

_SMALL: Final = 2.0  # one and two hide in duals, articles and «both»
# «June 2»: a small number that is no article. «2,300» after a month is none.
_SMALL_DAY: Final = re.compile(rf"\b(?:{'|'.join(ENGLISH_MONTHS)}) ([12])(?:st|nd)?(?![\d:]|[.,]\d)")
# «ثمن النهائي», *the round of 16*: the Arabic names the share, the English those who are left.
_ROUND: Final = re.compile(r"\b(?:round of|last) (16|32|64|128)\b", re.IGNORECASE)


def check_numbers(pair: Pair) -> Iterator[Fault]:
    """Find numbers that stand on one side only."""
    arabic = arabic_quantities(pair.arabic_words, pair.arabic)
    english = english_quantities(pair.english_words, pair.english)
    lost, added = unmatched(arabic, english), unmatched(english, arabic)
    lost_digits = [one for one in lost if one.is_digits]
    added_digits = [one for one in added if one.is_digits and max(one.values) > _SMALL]
    if _ROUND.search(pair.english) and ("نهايي" in pair.folded or "دور" in pair.folded):
        rounds = {float(one) for one in _ROUND.findall(pair.english)}
        added_digits = [one for one in added_digits if rounds.isdisjoint(one.values)]
    added_digits += [] if "غره" in pair.arabic_vocabulary else _small_days_added(pair, arabic)
    # Words are read less surely than digits, so they count where both sides are left with one.
    lost_words = [one for one in lost if _is_telling(one) or (one.is_ordinal and "ساعه" in pair.folded)]
    added_words = [one for one in added if _is_telling(one)]
    if lost_digits or added_digits or (lost_words and added_words):
        seen = lost_digits + (lost_words if added_digits or added_words else [])
        other = added_digits + (added_words if lost_digits or lost_words else [])
        yield Fault(
            code="numbers-changed",
            severity=Severity.SERIOUS,
            message="A number differs between the Arabic and the English.",
            evidence=f"{_listed(seen)} | {_listed(other)}",
        )


def _small_days_added(pair: Pair, arabic: list[Quantity]) -> list[Quantity]:
    """Give the first and second of a month where the Arabic has no one and no two: «منذ حزيران», *June 2*."""
    days = [
        Quantity(one.group(), frozenset({float(one[1])}), is_digits=True)
        for one in _SMALL_DAY.finditer(pair.english)
    ]
    return unmatched(days, arabic)


def _is_telling(quantity: Quantity) -> bool:
    return not quantity.is_ordinal and max(quantity.values) > _SMALL


def _listed(quantities: list[Quantity]) -> str:
    return ", ".join(dict.fromkeys(one.text for one in quantities)) or "–"
