"""A stretch inside a sentence that may be left out without a change in what the rest says."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple


class CutKind(enum.StrEnum):
    """What is left out."""

    BRACKETS = "brackets"  # words in round brackets
    OCCASION = "occasion"  # where and before whom something was said
    BACKGROUND = "background"  # what is told of somebody by the way
    FURTHER = "further"  # one more statement after a whole one


class Cut(NamedTuple):
    """A stretch that may be left out.

    Attributes:
        start: Offset of its first code point.
        end: Offset just after its last.
        kind: What it is.
    """

    start: int
    end: int
    kind: CutKind


class Cuts(NamedTuple):
    """What is left out of a stretch in both languages, each in reading order and apart.

    Attributes:
        arabic: Offsets are those of the stretch's Arabic.
        english: Offsets are those of the stretch's English; what has no sure bounds there stays.
    """

    arabic: tuple[Cut, ...] = ()
    english: tuple[Cut, ...] = ()


WHOLE: Final = Cuts()
"""Nothing is left out."""


def widest(cuts: Iterable[Cut]) -> tuple[Cut, ...]:
    """Give cuts that don't overlap, in reading order; of those that do the first, then the longest."""
    kept: list[Cut] = []
    for cut in sorted(cuts, key=lambda one: (one.start, -one.end)):
        if not kept or cut.start >= kept[-1].end:
            kept.append(cut)
    return tuple(kept)


def ranges(cuts: Sequence[Cut]) -> tuple[tuple[int, int], ...]:
    """Give where the cuts are."""
    return tuple((cut.start, cut.end) for cut in cuts)


def told(text: str, cuts: Sequence[Cut]) -> tuple[str, ...]:
    """Give what the cuts leave out, without the points around it."""
    return tuple(text[cut.start : cut.end].strip(" ،,؛;()–—") for cut in cuts)
