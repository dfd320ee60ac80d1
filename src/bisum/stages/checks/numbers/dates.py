"""Months and weekdays that changed on the way."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from bisum.model.finding import Severity
from bisum.stages.arabic.months import GREGORIAN, HIJRI, WHICH, Month, words_of
from bisum.stages.checks.pair import Fault, Pair
from bisum.stages.english.months import ENGLISH_MONTHS

_WHICH: Final = f"(?:{'|'.join(WHICH)})(?!\\w)"
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
# How the months of the Hijri year are written in English.
_HIJRI_ENGLISH: Final = (
    "Muharram|Moharram",
    "Safar",
    "Rabi.{0,3} (?:al-)?(?:[Aa]wwal|I\\b|1)",
    "Rabi.{0,3} (?:al-|ath-)?(?:[Tt]hani|[Aa]khir|II\\b|2)",
    "Jumada.{0,3} (?:al-)?(?:[Uu]la|[Aa]wwal|I\\b|1)",
    "Jumada.{0,3} (?:al-|ath-)?(?:[Aa]khira|[Tt]hani|II\\b|2)",
    "Rajab",
    "Sha.?ban",
    "Rama[dz]h?an",
    "Shaww?al",
    "(?:Dhu|Dhul|Zul).{0,5}[QK]a.?d",
    "(?:Dhu|Dhul|Zul).{0,5}[Hh]ij",
)
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


def _months(months: Sequence[Month]) -> Iterator[str]:
    """Give a pattern for each month of a year, in order; what is also a word counts beside a number only."""
    for number in range(1, 13):
        names = [month for month in months if month.number == number]
        alone = "|".join(month.name for month in names if not month.is_word)
        patterns = [f"{_CLITIC}(?:{alone})(?!\\w)"] * bool(alone)
        patterns += [_NEAR_NUMBER.format(month.name) for month in names if month.is_word]
        yield "|".join(patterns)


_NAMES: Final = (
    _Names(
        what="month",
        words=_with_clitics(words_of(GREGORIAN)),
        arabic=_any_of(_months(GREGORIAN)),
        english=_any_of(
            rf"\b{name}\b|\b{name[:3]}t?(?=\.|\s+\d)|(?<=\d ){name[:3]}\b" for name in ENGLISH_MONTHS
        ),
    ),
    _Names(
        what="month of the Hijri year",
        words=_with_clitics(words_of(HIJRI)),
        arabic=_any_of(_months(HIJRI)),
        english=_any_of(rf"\b(?:{english})" for english in _HIJRI_ENGLISH),
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
