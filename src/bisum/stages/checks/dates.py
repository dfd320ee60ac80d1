"""Months and weekdays that changed on the way."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from bisum.model.finding import Severity
from bisum.stages.checks.pair import Fault, Pair

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
MONTH_WORDS: Final = frozenset(
    word for names in (*_MONTH_NAMES, *_DOUBTFUL_NAMES.values()) for name in names for word in name.split()
)
"""The words of all these names, folded."""
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
# Months of the Hijri year, folded: what they are called alone, and what counts beside a number or شهر only
# («رجب» is a name, «صفر» nought), with their English.
_HIJRI: Final = (
    ("", "محرم|المحرم", "Muharram|Moharram"),
    ("", "صفر", "Safar"),
    ("ربيع الاول", "", "Rabi.{0,3} (?:al-)?(?:[Aa]wwal|I\\b|1)"),
    ("ربيع (?:الثاني|الاخر)", "", "Rabi.{0,3} (?:al-|ath-)?(?:[Tt]hani|[Aa]khir|II\\b|2)"),
    ("جمادي الاول[يه]", "", "Jumada.{0,3} (?:al-)?(?:[Uu]la|[Aa]wwal|I\\b|1)"),
    ("جمادي (?:الاخره|الثانيه)", "", "Jumada.{0,3} (?:al-|ath-)?(?:[Aa]khira|[Tt]hani|II\\b|2)"),
    ("", "رجب", "Rajab"),
    ("", "شعبان", "Sha.?ban"),
    ("رمضان", "", "Rama[dz]h?an"),
    ("شوال", "", "Shaww?al"),
    ("ذ[وي] القعده", "", "(?:Dhu|Dhul|Zul).{0,5}[QK]a.?d"),
    ("ذ[وي] الحجه", "", "(?:Dhu|Dhul|Zul).{0,5}[Hh]ij"),
)
_HIJRI_ROOTS: Final = ("محرم", "صفر", "ربيع", "جمادي", "رجب", "شعبان", "رمضان", "شوال", "القعده", "الحجه")
_ENGLISH_HIJRI_ROOTS: Final = ("harram", "Safar", "Rabi", "Jumada", "Rajab", "Sha", "Rama", "Dhu", "Zul")
_CLITIC: Final = "(?<!\\w)[وفبل]?"


class _Names(NamedTuple):
    """Names to be found in a text.

    Attributes:
        pattern: The name of the group that matched tells which of them it is.
        roots: One of these stands in every text that holds a name; lower case where case is nothing.
    """

    pattern: re.Pattern[str]
    roots: frozenset[str]

    def found(self, text: str) -> dict[str, re.Match[str]]:
        """Give the last place of each name in a text."""
        searched = text.casefold() if self.pattern.flags & re.IGNORECASE else text
        if not any(root in searched for root in self.roots):
            return {}
        return {found.lastgroup or "": found for found in self.pattern.finditer(text)}


def _any_of(patterns: Sequence[str], roots: Iterable[str], flags: re.RegexFlag = re.NOFLAG) -> _Names:
    """Join patterns, each of which begins with a word, into one whose groups tell which of them matched."""
    joined = "|".join(f"(?P<n{n}>{pattern})" for n, pattern in enumerate(patterns))
    return _Names(re.compile(rf"(?<!\w)(?:{joined})", flags), frozenset(roots))


def _month_patterns() -> list[str]:
    return [
        "|".join(
            [
                f"{_CLITIC}(?:{'|'.join(names)})(?!\\w)",
                *(_NEAR_NUMBER.format(name) for name in _DOUBTFUL_NAMES.get(n, ())),
            ]
        )
        for n, names in enumerate(_MONTH_NAMES)
    ]


_ARABIC_MONTHS: Final = _any_of(
    _month_patterns(), {name for names in (*_MONTH_NAMES, *_DOUBTFUL_NAMES.values()) for name in names}
)
_ENGLISH_MONTHS: Final = _any_of(
    [
        rf"\b{name}\b|\b{name[:3]}t?(?=\.|\s+\d)|(?<=\d ){name[:3]}\b"
        for name in (month.capitalize() for month in _MONTHS)
    ],
    {month[:3].capitalize() for month in _MONTHS},
)
_ARABIC_HIJRI: Final = _any_of(
    [
        "|".join(
            [f"{_CLITIC}(?:{alone})(?!\\w)"] * bool(alone)
            + [_NEAR_NUMBER.format(f"(?:{name})") for name in [beside] if name]
        )
        for alone, beside, _ in _HIJRI
    ],
    _HIJRI_ROOTS,
)
_ENGLISH_HIJRI: Final = _any_of([rf"\b(?:{english})" for *_, english in _HIJRI], _ENGLISH_HIJRI_ROOTS)
_ARABIC_DAYS: Final = _any_of(
    [f"{_CLITIC}(?:{names})(?!\\w)" for _, names in _DAYS],
    {name for _, names in _DAYS for name in names.split("|")},
)
_ENGLISH_DAYS: Final = _any_of([rf"\b{name}s?\b" for name, _ in _DAYS], {"day"}, re.IGNORECASE)
_NUMERIC_DATE: Final = re.compile(r"\d{1,2}[/.-]\d{1,2}")


def check_dates(pair: Pair) -> Iterator[Fault]:
    """Find months and weekdays that the English names differently, or not at all."""
    if not pair.english.strip():
        return
    folded, text = pair.folded, pair.english
    for arabic_names, english_names, what in (
        (_ARABIC_MONTHS, _ENGLISH_MONTHS, "month"),
        (_ARABIC_HIJRI, _ENGLISH_HIJRI, "month of the Hijri year"),
        (_ARABIC_DAYS, _ENGLISH_DAYS, "day of the week"),
    ):
        arabic, english = arabic_names.found(folded), english_names.found(text)
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


def _shown(found: dict[str, re.Match[str]], which: set[str]) -> str:
    return ", ".join(found[n].group().strip() for n in sorted(which))
