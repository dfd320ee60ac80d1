"""Numbers, percentages and money that changed on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from bisum.model.finding import Severity
from bisum.stages.bilingual.months import ENGLISH_MONTHS
from bisum.stages.bilingual.number_reader import Quantity
from bisum.stages.bilingual.quantities import arabic_quantities, english_quantities, unmatched
from bisum.stages.checks.pair import Fault, Pair

_SMALL: Final = 2.0  # one and two hide in duals, articles and «both»
# «June 2»: a small number that is no article. «2,300» after a month is none.
_SMALL_DAY: Final = re.compile(rf"\b(?:{'|'.join(ENGLISH_MONTHS)}) ([12])(?:st|nd)?(?![\d:]|[.,]\d)")
# «ثمن النهائي», *the round of 16*: the Arabic names the share, the English those who are left.
_ROUND: Final = re.compile(r"\b(?:round of|last) (16|32|64|128)\b", re.IGNORECASE)
_PERCENT_ARABIC: Final = re.compile("[٪%]|(?:في ال|بال)(?:ميه|مايه)|نسبه")
_PERCENT_ENGLISH: Final = re.compile(r"%|\bper ?cent\b|percentage|\bpct\b", re.IGNORECASE)
# Currencies: Arabic stems, and English names of each.
_MONEY: Final = (
    ("dollar", "دولار", r"\$|dollars?|usd|bucks|(?<!per )cents?"),
    ("euro", "يورو", r"€|euros?|eur"),
    ("pound", "جنيه|استرليني|ليره|ليرا", r"£|pounds?|sterling|gbp|lira|liras|egp"),
    ("riyal", "ريال", r"riyals?|rials?|sar|reals?|reais"),
    ("dinar", "دينار|دنانير", r"dinars?|millimes?"),
    ("dirham", "درهم|دراهم", r"dirhams?|aed"),
    ("rouble", "روبل", r"ro?ubles?"),
    ("yen", "ين ياباني|الين", r"yen|¥"),
    ("yuan", "يوان", r"yuan|renminbi|¥"),
    ("franc", "فرنك", r"francs?"),
    ("shekel", "شيكل|شيقل|شواكل", r"shekels?|nis"),
    ("rupee", "روبيه", r"rupees?|rupiahs?"),
    ("piastre", "(?<!\\w)[وفبل]?(?:قرشا?(?!\\w)|(?:ال)?قروش)", r"piast(?:re|er)s?|qirsh|kurus|pence|cents?"),
)  # fmt: skip
_MONEY_PATTERNS: Final = tuple(
    (name, re.compile(f"(?:{arabic})"), re.compile(rf"(?<![A-Za-z])(?:{english})(?![A-Za-z])", re.IGNORECASE))
    for name, arabic, english in _MONEY
)
_ANY_MONEY: Final = re.compile("|".join(arabic for _, arabic, _ in _MONEY))


def check_numbers(pair: Pair) -> Iterator[Fault]:
    """Find numbers that stand on one side only, and changed percentages and currencies."""
    if not pair.english.strip():
        return
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
    yield from _percentages(pair)
    yield from _money(pair)


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


def _percentages(pair: Pair) -> Iterator[Fault]:
    arabic = re.search("[٪%]|(?:في ال|بال)(?:ميه|مايه)", pair.folded)
    english = re.search(r"%|\bper ?cent\b", pair.english, re.IGNORECASE)
    is_lost = arabic and not _PERCENT_ENGLISH.search(pair.english)
    if is_lost or (english and not _PERCENT_ARABIC.search(pair.folded)):
        yield Fault(
            code="percentage-changed",
            severity=Severity.WARNING,
            message="Only one of the two languages gives a percentage here.",
            evidence=(arabic or english).group() if arabic or english else "",  # type: ignore[union-attr]  # one is there
        )


def _money(pair: Pair) -> Iterator[Fault]:
    if not _ANY_MONEY.search(pair.folded):
        return
    arabic = {name for name, pattern, _ in _MONEY_PATTERNS if pattern.search(pair.folded)}
    english = {name for name, _, pattern in _MONEY_PATTERNS if pattern.search(pair.english)}
    if arabic - english and english - arabic:
        yield Fault(
            code="money-changed",
            severity=Severity.SERIOUS,
            message="The currency differs between the Arabic and the English.",
            evidence=f"{', '.join(sorted(arabic - english))} | {', '.join(sorted(english - arabic))}",
        )
