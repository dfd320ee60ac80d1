"""Cutting marked text into runs, so that overlapping highlights never nest."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Final

from bisum.model.base import Value

OPENING_MARKS: Final = "«“\"‘'„‹"
CLOSING_MARKS: Final = "»”\"’'“›"
ALL_MARKS: Final = OPENING_MARKS + CLOSING_MARKS
DOUBLE_MARKS: Final = '«»“”„"'


class Mark(Value, frozen=True, kw_only=True):
    """A highlight over a range of one text.

    Attributes:
        key: Which highlight it is (``q3``, ``dateline``); several marks may share a key.
        look: Class names for the page, one word each.
        start: Offset of its first code point.
        end: Offset just after its last; above ``start``.
        is_first: The highlight begins here, so the page's address for it belongs here.
        is_last: The highlight ends here, so the way to its counterpart belongs here.
        opens: The page shows an opening quotation mark that the text itself lacks.
        closes: The same for a closing one.
    """

    key: str
    look: tuple[str, ...] = ()
    start: int
    end: int
    is_first: bool = True
    is_last: bool = True
    opens: bool = False
    closes: bool = False


class Run(Value, frozen=True, kw_only=True):
    """A stretch of text under one and the same set of marks.

    Attributes:
        text: Never empty.
        keys: Keys of the marks that cover it, outer ones first.
        look: Their class names, without repetition.
        anchors: Keys of the highlights whose address stands at its start.
        links: Keys of the highlights whose link to the other side follows it.
        opens: Whether an added opening quotation mark stands before it.
        closes: Whether an added closing quotation mark follows it.
    """

    text: str
    keys: tuple[str, ...] = ()
    look: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    opens: bool = False
    closes: bool = False


def cut_runs(text: str, start: int, end: int, marks: Sequence[Mark]) -> tuple[Run, ...]:
    """Cut ``text[start:end]`` wherever a mark begins or ends.

    Args:
        text: The whole text that offsets count in.
        start: Where to begin, from 0.
        end: Where to stop; the runs of an empty range are none.
        marks: Any marks of the whole text, in any order; they may overlap and nest.

    Returns:
        Runs in reading order whose texts join to ``text[start:end]``.
    """
    # What ends before the text begins may still have its link in it, after a closing mark.
    near = [mark for mark in marks if mark.start <= end and start <= mark.end + 1]
    ordered = sorted(near, key=lambda mark: (mark.start, -mark.end))
    bounds = {start, end}
    for mark in ordered:
        bounds |= {mark.start, mark.end, _after_closing(text, mark)}
    cuts = sorted(bound for bound in bounds if start <= bound <= end)
    return tuple(_run(text, here, there, ordered) for here, there in itertools.pairwise(cuts))


def has_marks(text: str, start: int, end: int) -> tuple[bool, bool]:
    """Give whether a quotation mark of the text itself stands before ``[start, end)``, and whether after it.

    A single mark may be an apostrophe, so it counts only where one stands on both sides.
    """
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if before in ALL_MARKS and after in ALL_MARKS:
        return True, True
    return before in DOUBLE_MARKS, after in DOUBLE_MARKS


def _after_closing(text: str, mark: Mark) -> int:
    """Offset at which the link of a highlight stands: after a closing quotation mark."""
    closed = mark.is_last and mark.end < len(text) and text[mark.end] in CLOSING_MARKS
    return mark.end + 1 if closed else mark.end


def _run(text: str, start: int, end: int, ordered: Sequence[Mark]) -> Run:
    if not ordered:
        return Run(text=text[start:end])
    over = [mark for mark in ordered if mark.start < end and start < mark.end]
    return Run(
        text=text[start:end],
        keys=tuple(dict.fromkeys(mark.key for mark in over)),
        look=tuple(dict.fromkeys(word for mark in over for word in mark.look)),
        anchors=tuple(mark.key for mark in over if mark.is_first and mark.start == start),
        links=tuple(mark.key for mark in ordered if mark.is_last and _after_closing(text, mark) == end),
        opens=any(mark.opens and mark.is_first and mark.start == start for mark in over),
        closes=any(mark.closes and mark.is_last and mark.end == end for mark in over),
    )
