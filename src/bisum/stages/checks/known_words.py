"""Known words that turned into others of their kind: Bizerte into Ben Guerdane, measles into hepatitis."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from bisum.model.finding import Severity
from bisum.stages.checks.pair import Fault, Pair
from bisum.stages.known import Known, Place, in_english


class Swap(NamedTuple):
    """An Arabic word and the English that stands in the place of its rendering.

    Attributes:
        arabic: What the Arabic says.
        english: What the English says in its stead.
    """

    arabic: Place
    english: Place


def check_known_words(pair: Pair) -> Iterator[Fault]:
    """Find known words that the English replaced by others of their kind."""
    for swap in swaps(pair):
        is_name = swap.arabic.known.is_name
        yield Fault(
            code="name-changed" if is_name else "word-changed",
            severity=Severity.SERIOUS,
            message=(
                f"The Arabic names {swap.arabic.known.english} here, and the English something else."
                if is_name
                else f"The Arabic says {swap.arabic.known.english!r} here, and the English something else."
            ),
            evidence=f"{_cut(pair.arabic, swap.arabic)} | {_cut(pair.english, swap.english)}",
        )


def swaps(pair: Pair) -> list[Swap]:
    """Give what stands on one side only, where the other side has another of its kind instead."""
    arabic = pair.known_arabic
    if not arabic:
        return []
    english = in_english(pair.english, pair.english_words)
    said = {place.known for place in english}
    meant = {place.known for place in arabic}
    lost = [place for place in arabic if place.known not in said]
    strange = [place for place in english if not place.is_loose and not _stands_for(place, english, meant)]
    found = []
    for place in lost:
        other = next((one for one in strange if one.known.kind == place.known.kind), None)
        if other is not None:
            found.append(Swap(place, other))
            strange = [one for one in strange if one.start != other.start]
    return found


def _stands_for(place: Place, english: list[Place], meant: set[Known]) -> bool:
    """Tell whether some reading of these English words is in the Arabic."""
    return any(one.known in meant for one in english if one.start == place.start)


def _cut(text: str, place: Place) -> str:
    return text[place.start : place.end]
