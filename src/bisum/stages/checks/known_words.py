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
    found = swaps(pair)
    for swap in found:
        said = swap.arabic.known.english if swap.arabic.known.is_name else repr(swap.arabic.known.english)
        message = f"The Arabic says {said} here, and the English something else."
        yield _fault(
            swap.arabic, message, f"{_cut(pair.arabic, swap.arabic)} | {_cut(pair.english, swap.english)}"
        )
    for stranger in [] if found else _strangers(pair):
        said = stranger.known.english if stranger.known.is_name else repr(stranger.known.english)
        yield _fault(
            stranger, f"The English says {said} here, and the Arabic does not.", _cut(pair.english, stranger)
        )


def _fault(place: Place, message: str, evidence: str) -> Fault:
    return Fault(
        code="name-changed" if place.known.is_name else "word-changed",
        severity=Severity.SERIOUS,
        message=message,
        evidence=evidence,
    )


def swaps(pair: Pair) -> list[Swap]:
    """Give what stands on one side only, where the other side has another of its kind instead."""
    arabic = pair.known_arabic
    if not arabic:
        return []
    english = in_english(pair.english, pair.english_words)
    said = {place.known for place in english}
    lost = [place for place in arabic if place.known not in said]
    strange = _strange(pair, english)
    found = []
    for place in lost:
        other = next((one for one in strange if one.known.kind == place.known.kind), None)
        if other is not None:
            found.append(Swap(place, other))
            strange = [one for one in strange if one.start != other.start]
    return found


def _strangers(pair: Pair) -> list[Place]:
    """Give known English words that the Arabic lacks, where it has as many of their kind as the English.

    Then one of the Arabic ones must have become this, though the English says it elsewhere
    once more. One that comes on top of the others may say a pronoun or «the capital» in full.
    """
    arabic = pair.known_arabic
    if not arabic:
        return []
    english = in_english(pair.english, pair.english_words)
    found = []
    for place in _strange(pair, english):
        kind = place.known.kind
        n_english = len({one.start for one in english if one.known.kind == kind})
        if place.is_noun and sum(one.known.kind == kind for one in arabic) >= n_english:
            found.append(place)
    return found


def _strange(pair: Pair, english: list[Place]) -> list[Place]:
    """Give the known English words that stand for nothing in the Arabic."""
    meant = {place.known for place in pair.known_arabic}
    return [place for place in english if not place.is_loose and not _stands_for(place, english, meant)]


def _stands_for(place: Place, english: list[Place], meant: set[Known]) -> bool:
    """Tell whether some reading of these English words is in the Arabic."""
    return any(one.known in meant for one in english if one.start == place.start)


def _cut(text: str, place: Place) -> str:
    return text[place.start : place.end]
