"""Months and weekdays that changed on the way."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from bisum.model.finding import Severity
from bisum.stages.bilingual.months import ARABIC_MONTHS, DOUBTFUL_MONTHS, ENGLISH_MONTHS, MONTH_WORDS
from bisum.stages.checks.pair import Fault, Pair

_WHICH: Final = "(?:الماضي|المقبل|القادم|الجاري|المنصرم|الفايت)(?!\\w)"
_NEAR_NUMBER: Final = rf"(?:(?<=\d )|(?<=شهر )){{0}}(?!\w)|(?<!\w){{0}}(?= (?:\(?\d|{_WHICH}))"
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
_HIJRI_MONTHS: Final = (
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
_HIJRI_WORDS: Final = "محرم المحرم صفر ربيع جمادي رجب شعبان رمضان شوال القعده الحجه"
_CLITICS: Final = "وفبل"
_CLITIC: Final = f"(?<!\\w)[{_CLITICS}]?"


class _Names(NamedTuple):
    """Names of both languages that mean the same.

    Attributes:
        what: What they name.
        words: One of these, folded, stands in every Arabic text that holds a name.
        arabic: Finds them in folded Arabic; the name of the group that matched tells which of them it is.
        english: Finds them in English, under the same names of groups.
    """

    what: str
    words: frozenset[str]
    arabic: re.Pattern[str]
    english: re.Pattern[str]


def _found(names: re.Pattern[str], text: str) -> dict[str, re.Match[str]]:
    """Give the last place of each name in a text."""
    return {found.lastgroup or "": found for found in names.finditer(text)}


def _any_of(patterns: Iterable[str], flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """Join patterns, each of which begins with a word, into one whose groups tell which of them matched."""
    joined = "|".join(f"(?P<n{n}>{pattern})" for n, pattern in enumerate(patterns))
    return re.compile(rf"(?<!\w)(?:{joined})", flags)


def _with_clitics(words: Iterable[str]) -> frozenset[str]:
    return frozenset(f"{clitic}{word}" for word in words for clitic in ("", *_CLITICS))


def _month_patterns() -> list[str]:
    return [
        "|".join(
            [
                f"{_CLITIC}(?:{'|'.join(names)})(?!\\w)",
                *(_NEAR_NUMBER.format(name) for name in DOUBTFUL_MONTHS.get(n, ())),
            ]
        )
        for n, names in enumerate(ARABIC_MONTHS)
    ]


_NAMES: Final = (
    _Names(
        what="month",
        words=_with_clitics(MONTH_WORDS),
        arabic=_any_of(_month_patterns()),
        english=_any_of(
            rf"\b{name}\b|\b{name[:3]}t?(?=\.|\s+\d)|(?<=\d ){name[:3]}\b" for name in ENGLISH_MONTHS
        ),
    ),
    _Names(
        what="month of the Hijri year",
        words=_with_clitics(_HIJRI_WORDS.split()),
        arabic=_any_of(
            "|".join(
                [f"{_CLITIC}(?:{alone})(?!\\w)"] * bool(alone)
                + [_NEAR_NUMBER.format(f"(?:{name})") for name in [beside] if name]
            )
            for alone, beside, _ in _HIJRI_MONTHS
        ),
        english=_any_of(rf"\b(?:{english})" for *_, english in _HIJRI_MONTHS),
    ),
    _Names(
        what="day of the week",
        words=_with_clitics(name for _, names in _DAYS for name in names.split("|")),
        arabic=_any_of(f"{_CLITIC}(?:{names})(?!\\w)" for _, names in _DAYS),
        english=_any_of((rf"\b{name}s?\b" for name, _ in _DAYS), re.IGNORECASE),
    ),
)
_NUMERIC_DATE: Final = re.compile(r"\d{1,2}[/.-]\d{1,2}")


def check_dates(pair: Pair) -> Iterator[Fault]:
    """Find months and weekdays that the English names differently, or not at all."""
    for names in _NAMES:
        if pair.arabic_vocabulary.isdisjoint(names.words):
            continue
        arabic, english = _found(names.arabic, pair.folded), _found(names.english, pair.english)
        lost, added = arabic.keys() - english.keys(), english.keys() - arabic.keys()
        # What stands on one side only may be said otherwise («today»); two that differ may not.
        if lost and added:
            yield Fault(
                code="date-changed",
                severity=Severity.SERIOUS,
                message=f"The {names.what} differs between the Arabic and the English.",
                evidence=f"{_shown(arabic, lost)} | {_shown(english, added)}",
            )
        elif lost and names.what == "month" and not _NUMERIC_DATE.search(pair.english):
            yield Fault(
                code="date-changed",
                severity=Severity.WARNING,
                message="The English does not name the month that the Arabic names.",
                evidence=_shown(arabic, lost),
            )


def _shown(found: dict[str, re.Match[str]], which: set[str]) -> str:
    return ", ".join(found[n].group().strip() for n in sorted(which))
