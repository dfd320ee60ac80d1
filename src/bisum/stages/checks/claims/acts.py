"""Acts that one side alone speaks of: an arrest that the English leaves out, a theft that it brings in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from bisum.model.finding import Severity
from bisum.stages.checks.claims.unsaid import Sayings
from bisum.stages.checks.pair import Fault, Pair
from bisum.stages.tables import read_rows


class _Crime(NamedTuple):
    """A crime with what may say it in both languages."""

    what: str
    english: re.Pattern[str]
    arabic: re.Pattern[str]


def check_acts(pair: Pair) -> Iterator[Fault]:
    """Find an act that the English seems to have put another for."""
    for what, evidence in _acts().unsaid(pair):
        yield Fault(
            code="word-changed",
            severity=Severity.WARNING,
            message=f"In the Arabic somebody or something {what}; no word of the English says so.",
            evidence=evidence,
        )


def check_crimes(pair: Pair) -> Iterator[Fault]:
    """Find a crime of the English that no Arabic word can mean: it accuses somebody of it."""
    if not _any_crime().search(pair.english):
        return
    for crime in _crimes():
        found = crime.english.search(pair.english)
        if found and not crime.arabic.search(pair.folded):
            yield Fault(
                code="word-changed",
                severity=Severity.SERIOUS,
                message=f"The English speaks of {crime.what}; no word of the Arabic does.",
                evidence=found.group(),
            )


@cache
def _acts() -> Sayings:
    return Sayings((what, arabic, rf"\b(?:{english})\b") for what, arabic, english in read_rows("acts"))


@cache
def _crimes() -> tuple[_Crime, ...]:
    return tuple(
        _Crime(what, _words(english), re.compile(arabic)) for what, english, arabic in read_rows("crimes")
    )


@cache
def _any_crime() -> re.Pattern[str]:
    return _words("|".join(english for _, english, _ in read_rows("crimes")))


def _words(english: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{english})\b", re.IGNORECASE)
