"""What numbers are of: percentages and currencies that changed on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from bisum.model.finding import Severity
from bisum.stages.checks.pair import Fault, Pair

_PERCENT_ARABIC: Final = re.compile("[٪%]|(?:في ال|بال)(?:ميه|مايه)")
_PERCENT_ENGLISH: Final = re.compile(r"%|\bper ?cent\b", re.IGNORECASE)
# The same, and whatever else may render it.
_SHARE_ARABIC: Final = re.compile(f"{_PERCENT_ARABIC.pattern}|نسبه")
_SHARE_ENGLISH: Final = re.compile(rf"{_PERCENT_ENGLISH.pattern}|percentage|\bpct\b", re.IGNORECASE)
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


def check_percentages(pair: Pair) -> Iterator[Fault]:
    """Find a percentage on one side where nothing on the other may be one."""
    arabic, english = _PERCENT_ARABIC.search(pair.folded), _PERCENT_ENGLISH.search(pair.english)
    if arabic and not _SHARE_ENGLISH.search(pair.english):
        yield _one_sided(arabic.group())
    elif english and not _SHARE_ARABIC.search(pair.folded):
        yield _one_sided(english.group())


def _one_sided(evidence: str) -> Fault:
    message = "Only one of the two languages gives a percentage here."
    return Fault(code="percentage-changed", severity=Severity.WARNING, message=message, evidence=evidence)


def check_money(pair: Pair) -> Iterator[Fault]:
    """Find a currency that became another."""
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
