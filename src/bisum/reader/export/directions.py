"""Directions: which letters of a text run from right to left.

A word processor wants to be told at each run of text. What is not a letter (a space, a
comma, a bracket, a digit) goes with its neighbours, by the Unicode bidirectional
algorithm (UAX 9) in its plain half: no embedded levels, since outside text holds no
controls when it comes here.
"""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

_LETTERS: Final = {"L": False, "R": True, "AL": True}
_DIGITS: Final = frozenset({"EN", "AN"})
_OPENING: Final = {"(": ")", "[": "]", "{": "}"}

_Direction = bool | None


def directions(text: str, *, is_rtl: bool) -> tuple[bool, ...]:
    """Tell of each character whether it runs from right to left.

    Args:
        text: Any text, without bidi controls other than the two marks U+200E and U+200F.
        is_rtl: The direction of its paragraph.

    Source:
        Unicode Standard Annex 9, rules W1, W2, W7 (digits), N0 (brackets), N1 and N2.
    """
    found = _letters_and_digits(text, is_rtl=is_rtl)
    for first, last in sorted(_brackets(text)):
        found[first] = found[last] = _of_bracket(found, first, last, is_rtl=is_rtl)
    return tuple(_filled(found, is_rtl=is_rtl))


def _letters_and_digits(text: str, *, is_rtl: bool) -> list[_Direction]:
    """Give letters their own direction, digits that of the letter before, all else None."""
    found: list[_Direction] = []
    letter = is_rtl
    for sign in text:
        kind = unicodedata.bidirectional(sign)
        if kind in _LETTERS:
            letter = _LETTERS[kind]
            found.append(letter)
        elif kind in _DIGITS:
            found.append(letter)
        elif kind == "NSM":
            found.append(found[-1] if found else None)
        else:
            found.append(None)
    return found


def _brackets(text: str) -> Iterator[tuple[int, int]]:
    """Give the places of the brackets that close each other."""
    waiting: list[tuple[str, int]] = []
    for at, sign in enumerate(text):
        if sign in _OPENING:
            waiting.append((_OPENING[sign], at))
        elif any(sign == closing for closing, _ in waiting):
            while waiting:
                closing, first = waiting.pop()
                if closing == sign:
                    yield first, at
                    break


def _of_bracket(found: Sequence[_Direction], first: int, last: int, *, is_rtl: bool) -> bool:
    """Give the direction of a pair of brackets (rule N0)."""
    inside = set(found[first + 1 : last]) - {None}
    if not inside or is_rtl in inside:
        return is_rtl
    before = next((known for known in reversed(found[:first]) if known is not None), is_rtl)
    return before if before in inside else is_rtl


def _filled(found: Sequence[_Direction], *, is_rtl: bool) -> Iterator[bool]:
    """Give what stands between two letters of one direction that direction, all else the paragraph's."""
    before = is_rtl
    groups = [(known, len(list(members))) for known, members in itertools.groupby(found)]
    for n, (known, n_signs) in enumerate(groups):
        if known is None:
            after = groups[n + 1][0] if n + 1 < len(groups) else is_rtl
            direction = before if before is after else is_rtl
        else:
            direction = before = known
        yield from itertools.repeat(direction, n_signs)
