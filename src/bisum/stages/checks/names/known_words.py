"""Known words that turned into others of their kind: Bizerte into Ben Guerdane, measles into hepatitis."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final, NamedTuple

from bisum.model.finding import Severity
from bisum.stages.bilingual.known import Known, Place, in_arabic
from bisum.stages.checks.names.named_words import sound
from bisum.stages.checks.pair import Fault, Pair
from bisum.text import fold

# Likeness from which a known name is heard in an Arabic word, where the table has another spelling
# (كامبوديا). With it 11 of 3,268 sentence pairs of ant-news-dev, ntrex-dev, pud and flores-dev have a
# name that the Arabic lacks, and half of those are true faults of the reference.
_SOUNDS: Final = 0.6
_MADE_OF_OTHERS: Final = frozenset(("region", "body"))  # kinds whose names hold other names
_SURE_LETTERS: Final = 5  # of a name that is looked for across words


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
    for stranger in _strangers(pair, {swap.english.start for swap in found}):
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
    english = pair.known_english
    said = {place.known for place in english}
    lost = [place for place in arabic if place.known not in said and not place.is_loose]
    strange = _strange(pair, english)
    found = []
    for place in lost:
        other = next((one for one in strange if one.known.kind == place.known.kind), None)
        if other is not None:
            found.append(Swap(place, other))
            strange = [one for one in strange if one.start != other.start]
    return found


def _strangers(pair: Pair, swapped: Collection[int]) -> list[Place]:
    """Give known English words that the Arabic lacks.

    A name is one wherever the Arabic has nothing that is spelt or sounds like it. Another word only where the
    Arabic has as many of its kind as the English: then one of those must have become this.

    Args:
        pair: The two texts.
        swapped: Offsets of the English words that stand in the place of others.
    """
    english = pair.known_english
    found = []
    for place in _strange(pair, english):
        if not place.is_noun or place.start in swapped:
            continue
        if place.known.is_name:
            is_strange = not _is_written(pair, place)
        else:
            is_kind = [one.known.kind == place.known.kind for one in pair.known_arabic]
            starts = {one.start for one in english if one.known.kind == place.known.kind}
            is_strange = sum(is_kind) >= len(starts)
        if is_strange:
            found.append(place)
    return found


def _is_written(pair: Pair, place: Place) -> bool:
    """Tell whether the Arabic has a name after all: in Latin, in another spelling, a space left out."""
    name = _cut(pair.english, place)
    run = "".join(word.folded for word in pair.arabic_words)
    forms = ("".join(fold(form).split()) for form in place.known.arabic)
    return (
        name in pair.arabic
        or any(len(form) >= _SURE_LETTERS and form in run for form in forms)
        or all(_is_heard(pair, part) for part in name.split())
    )


def _is_heard(pair: Pair, part: str) -> bool:
    return any(sound(word, part) >= _SOUNDS for word in pair.arabic_words)


def _strange(pair: Pair, english: list[Place]) -> list[Place]:
    """Give the known English words that stand for nothing in the Arabic."""
    meant = {place.known for place in (*pair.known_arabic, *_within(pair))}
    return [place for place in english if not place.is_loose and not _stands_for(place, english, meant)]


def _within(pair: Pair) -> Iterator[Place]:
    """Give what the names of regions and bodies hold: «صعيد مصر» may be *Egypt's south*."""
    for place in pair.known_arabic:
        if place.known.kind in _MADE_OF_OTHERS:
            words = [word for word in pair.arabic_words if place.start <= word.start < place.end]
            for n in range(1, len(words)):
                yield from in_arabic(words[n:])


def _stands_for(place: Place, english: list[Place], meant: set[Known]) -> bool:
    """Tell whether some reading of these English words is in the Arabic."""
    return any(one.known in meant for one in english if one.start == place.start)


def _cut(text: str, place: Place) -> str:
    return text[place.start : place.end]
