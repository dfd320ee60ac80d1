"""Months and weekdays that changed on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from bisum.model.finding import Severity
from bisum.stages.checks.pair import Fault, Pair
from bisum.text import fold

_MONTHS: Final = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
# The names that newspapers of the Gulf and Egypt, the Levant and Iraq, the Maghreb and Morocco use, folded.
# آب, ماي, أوت, جوان, تموز and مارس are also other words: they count beside a number, a year or شهر only.
_MONTH_NAMES: Final = (
    ("يناير", "كانون الثاني", "جانفي"),
    ("فبراير", "شباط", "فيفري"),
    ("اذار",),
    ("ابريل", "نيسان", "افريل"),
    ("مايو", "ايار"),
    ("يونيو", "يونيه", "حزيران"),
    ("يوليو", "يوليه", "جويليه", "يوليوز"),
    ("اغسطس", "غشت"),
    ("سبتمبر", "ايلول", "شتنبر"),
    ("اكتوبر", "تشرين الاول"),
    ("نوفمبر", "تشرين الثاني", "نونبر"),
    ("ديسمبر", "كانون الاول", "دجنبر"),
)
_DOUBTFUL_NAMES: Final[dict[int, tuple[str, ...]]] = {
    2: ("مارس",),
    4: ("ماي",),
    5: ("جوان",),
    6: ("تموز",),
    7: ("اب", "اوت"),
}
_NEAR_NUMBER: Final = r"(?:(?<=\d )|(?<=شهر )){0}(?!\w)|(?<!\w){0}(?= \(?\d)"
_DAYS: Final = (
    ("monday", "الاثنين|الإثنين"),
    ("tuesday", "الثلاثاء"),
    ("wednesday", "الاربعاء"),
    ("thursday", "الخميس"),
    ("friday", "الجمعه"),
    ("saturday", "السبت"),
    ("sunday", "الاحد"),
)
_CLITIC: Final = "(?<!\\w)[وفبل]?"


def _month_patterns() -> tuple[re.Pattern[str], ...]:
    patterns = []
    for n, names in enumerate(_MONTH_NAMES):
        doubtful = _DOUBTFUL_NAMES.get(n, ())
        sure = f"{_CLITIC}(?:{'|'.join(names)})(?!\\w)"
        patterns.append(re.compile("|".join([sure, *(_NEAR_NUMBER.format(name) for name in doubtful)])))
    return tuple(patterns)


_ARABIC_MONTHS: Final = _month_patterns()
_ENGLISH_MONTHS: Final = tuple(
    re.compile(
        rf"\b{name.capitalize()}\b|\b{name[:3].capitalize()}t?(?=\.|\s+\d)|(?<=\d ){name[:3].capitalize()}\b"
    )
    for name in _MONTHS
)
_ARABIC_DAYS: Final = tuple(re.compile(f"{_CLITIC}(?:{names})(?!\\w)") for _, names in _DAYS)
_ENGLISH_DAYS: Final = tuple(re.compile(rf"\b{name}s?\b", re.IGNORECASE) for name, _ in _DAYS)
_NUMERIC_DATE: Final = re.compile(r"\d{1,2}[/.-]\d{1,2}")


def check_dates(pair: Pair) -> Iterator[Fault]:
    """Find months and weekdays that the English names differently, or not at all."""
    if not pair.english.strip():
        return
    folded, text = fold(pair.arabic), pair.english
    for arabic_names, english_names, what in (
        (_ARABIC_MONTHS, _ENGLISH_MONTHS, "month"),
        (_ARABIC_DAYS, _ENGLISH_DAYS, "day of the week"),
    ):
        arabic = {n: found for n, pattern in enumerate(arabic_names) if (found := pattern.search(folded))}
        english = {n: found for n, pattern in enumerate(english_names) if (found := pattern.search(text))}
        lost, added = arabic.keys() - english.keys(), english.keys() - arabic.keys()
        # What stands on one side only may be said otherwise («today»); two that differ may not.
        if lost and added:
            yield Fault(
                code="date-changed",
                severity=Severity.SERIOUS,
                message=f"The {what} differs between the Arabic and the English.",
                evidence=f"{_shown(arabic, lost)} | {_shown(english, added)}",
            )
        elif lost and what == "month" and not _NUMERIC_DATE.search(pair.english):
            yield Fault(
                code="date-changed",
                severity=Severity.WARNING,
                message="The English does not name the month that the Arabic names.",
                evidence=_shown(arabic, lost),
            )


def _shown(found: dict[int, re.Match[str]], which: set[int]) -> str:
    return ", ".join(found[n].group().strip() for n in sorted(which))
