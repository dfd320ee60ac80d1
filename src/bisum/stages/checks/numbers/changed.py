"""Numbers that changed on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from bisum.model.finding import Severity
from bisum.stages.bilingual.number_reader import Quantity
from bisum.stages.bilingual.quantities import arabic_quantities, english_quantities, unmatched
from bisum.stages.checks.pair import Fault, Pair
from bisum.stages.english.months import ENGLISH_MONTHS
from bisum.stages.tables import read_set

_SMALL: Final = 2.0  # one and two hide in duals, articles and «both»
# «June 2»: a small number that is no article. «2,300» after a month is none.
_SMALL_DAY: Final = re.compile(rf"\b(?:{'|'.join(ENGLISH_MONTHS)}) ([12])(?:st|nd)?(?![\d:]|[.,]\d)")
# «ثمن النهائي», *the round of 16*: the Arabic names the share, the English those who are left.
_ROUND: Final = re.compile(r"\b(?:round of|last) (16|32|64|128)\b", re.IGNORECASE)

# Folded: a number in words right before one of these is no figure of speech.
_COUNTED: Final = read_set("counted")
# English that counts without a number: «مرور مئة سنة», *centenary*.
_COUNTS: Final = re.compile(
    r"\b(?:centen|decade|centur|quarter|dozen|fortnight|twice|double|\w+fold)", re.IGNORECASE
)
_SCORE: Final = re.compile(r"(?<![\d–-])\d[–-]\d(?![\d–-])")
_SCORED: Final = re.compile(
    r"\d|هدف|هدفين|اهداف|صفر|نظيف|لمثل|مقابل|شباك|ثنايي|ثلاثي|رباعي|خماسي|سداسي|سباعي|نقط|شوط"
)


class _Sides(NamedTuple):
    """The numbers of two texts.

    Attributes:
        arabic: All of the Arabic.
        lost: Those of them that the English lacks.
        added: Those of the English that the Arabic lacks.
    """

    arabic: list[Quantity]
    lost: list[Quantity]
    added: list[Quantity]


def check_numbers(pair: Pair) -> Iterator[Fault]:
    """Find numbers that stand on one side only."""
    arabic = arabic_quantities(pair.arabic_words, pair.arabic)
    english = english_quantities(pair.english_words, pair.english)
    sides = _Sides(arabic, unmatched(arabic, english), unmatched(english, arabic))
    for difference in (_amounts, _ordinals, _counted, _score):
        evidence = difference(pair, sides)
        if evidence is not None:
            yield Fault(
                code="numbers-changed",
                severity=Severity.SERIOUS,
                message="A number differs between the Arabic and the English.",
                evidence=" | ".join(evidence),
            )
            return


def _amounts(pair: Pair, sides: _Sides) -> tuple[str, str] | None:
    """Give the amounts of each side that the other lacks, None where there is nothing to tell.

    Words are read less surely than digits, so they count where both sides are left with one.
    """
    lost_digits = [one for one in sides.lost if one.is_digits]
    added_digits = _added_digits(pair, sides)
    lost_words = _lost_words(pair, sides)
    added_words = [one for one in sides.added if _is_telling(one)]
    if not (lost_digits or added_digits or (lost_words and added_words)):
        return None
    seen = lost_digits + (lost_words if added_digits or added_words else [])
    other = added_digits + (added_words if lost_digits or lost_words else [])
    return _listed(seen), _listed(other)


def _lost_words(pair: Pair, sides: _Sides) -> list[Quantity]:
    is_hour = "ساعه" in pair.folded
    return [one for one in sides.lost if _is_telling(one) or (one.is_ordinal and is_hour)]


def _added_digits(pair: Pair, sides: _Sides) -> list[Quantity]:
    added = [one for one in sides.added if one.is_digits and max(one.values) > _SMALL]
    if _ROUND.search(pair.english) and ("نهايي" in pair.folded or "دور" in pair.folded):
        rounds = {float(one) for one in _ROUND.findall(pair.english)}
        added = [one for one in added if rounds.isdisjoint(one.values)]
    return added + ([] if "غره" in pair.arabic_vocabulary else _small_days_added(pair, sides.arabic))


def _ordinals(_pair: Pair, sides: _Sides) -> tuple[str, str] | None:
    """Give the ordinals above second where both sides have one: the eleventh edition is no tenth."""
    lost, added = _places(sides.lost), _places(sides.added)
    return (_listed(lost), _listed(added)) if lost and added else None


def _counted(pair: Pair, sides: _Sides) -> tuple[str, str] | None:
    """Give the numbers right before what they count, where the English has none: «ست ساعات»."""
    if sides.added or _COUNTS.search(pair.english):
        return None
    texts = [word.text for word in pair.arabic_words]
    counting = {texts[at] for at, word in enumerate(pair.arabic_words[1:]) if word.folded in _COUNTED}
    counted = [one for one in _lost_words(pair, sides) if one.text.split()[-1] in counting]
    return (_listed(counted), _listed([])) if counted else None


def _score(pair: Pair, sides: _Sides) -> tuple[str, str] | None:
    """Give a score that the English has out of nothing."""
    score = _SCORE.search(pair.english)
    if score is None or sides.arabic or _SCORED.search(pair.folded):
        return None
    return _listed([]), score.group()


def _places(quantities: list[Quantity]) -> list[Quantity]:
    return [one for one in quantities if one.is_ordinal and max(one.values) > _SMALL]


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
