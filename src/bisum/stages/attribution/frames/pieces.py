"""Pieces: what of a report no marked words cover."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from bisum.stages.arabic.cues import is_finite
from bisum.stages.arabic.units import Unit
from bisum.stages.attribution.frames.extents import is_whole

_TRAILING: Final = frozenset(",:;.-")
_EXCEPT: Final = frozenset(("سوي", "الا", "غير"))
_BECAUSE: Final = frozenset(("لان", "لانه", "لانها", "لكن", "بل"))
_EVEN_IF: Final = frozenset(("كان", "كانت", "كانوا", "لم"))  # «وإن كان»


def unspoken(
    units: Sequence[Unit], report: range, speech: AbstractSet[int], led: AbstractSet[int]
) -> list[range]:
    """Cut a report into its clauses, and keep those that hold no speech in marks; neighbours stay one piece.

    Args:
        units: Of the passage.
        report: Indices of those of the report.
        speech: Indices of the quotations that are speech.
        led: Indices of the units that a verb of the report itself introduces.
    """
    starts = _clause_starts(units, report, speech, led)
    pieces: list[range] = []
    open_at: int | None = None
    for first, after in zip(starts, [*starts[1:], report.stop], strict=True):
        if any(unit.quote in speech for unit in units[first:after]):
            if open_at is not None:
                pieces.append(range(open_at, first))
            open_at = None
        elif open_at is None and (first == report.start or "comp" in units[first].look.tags):
            open_at = first  # else the writer goes on
    if open_at is not None:
        pieces.append(range(open_at, report.stop))
    return pieces


def _clause_starts(
    units: Sequence[Unit], report: range, speech: AbstractSet[int], led: AbstractSet[int]
) -> list[int]:
    """Give where the clauses of a report begin: its own begin, and where one is joined to those before.

    Words in marks that stand by themselves after a comma or a colon are a clause of their own, but not
    where a verb of the clause before introduces them.
    """
    starts = [report.start]
    for place in range(report.start + 1, report.stop):
        unit = units[place]
        goes_on = units[place - 1].key == "," and unit.key[0] == "و" and is_finite(unit)
        is_apart = unit.quote in speech and place not in led and _is_cut_off(units, report.start, place)
        if goes_on or is_apart or _is_joint(units, place, report.stop):
            starts.append(place)
    return starts


def _is_joint(units: Sequence[Unit], place: int, end: int) -> bool:
    """Tell whether a clause is joined to the one before: «وأنّ», «بل إنّ», but not «وإن كان»."""
    unit, after = units[place], units[place + 1] if place + 1 < end else None
    if unit.key == "بل":
        return after is not None and "comp" in after.look.tags
    is_even_if = unit.key == "وان" and after is not None and after.key in _EVEN_IF
    return "comp" in unit.look.tags and unit.key[0] == "و" and not is_even_if


def _is_cut_off(units: Sequence[Unit], begin: int, place: int) -> bool:
    """Tell whether a point stands before a unit, a conjunction between them aside: «، بل «…»»."""
    if place - 1 > begin and ("conj" in units[place - 1].look.tags or units[place - 1].look.stem in _BECAUSE):
        place -= 1
    if place <= begin or units[place - 1].key not in ",:-":
        return False
    if units[place - 1].key == ":":
        return units[place - 2].key not in _EXCEPT  # «لم تقل سوى: «…»»
    return is_whole(units, begin, place)


def trim(units: Sequence[Unit], piece: range) -> range:
    """Cut off what dangles at the ends of a piece: points, and words that open what follows it."""
    begin, end = piece.start, piece.stop
    if end < len(units) and units[end].key == "حين" and units[end - 1].key == "في":
        end -= 1  # «…، في حين أكد آخر»
    while end > begin and (units[end - 1].key in _TRAILING or _dangles(units[end - 1])):
        end -= 1
    while begin < end and units[begin].key in _TRAILING:
        begin += 1
    return range(begin, end)


def _dangles(unit: Unit) -> bool:
    return (
        unit.kind == "w"
        and bool(unit.look.tags & {"conj", "rel"})
        and not unit.look.tags & {"common", "name"}
    )
