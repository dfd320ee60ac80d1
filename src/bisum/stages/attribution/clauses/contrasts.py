"""Where a clause with a subject of its own leaves the report before it: «…، لكن الوزيرة ترى أن …»."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bisum.stages.arabic.cues import is_finite
from bisum.stages.arabic.units import Unit
from bisum.stages.tables import read_set

MAX_SUBJECT: Final = 16
"""Units between the conjunction of a contrast and its verb: a name, an office, an aside."""

MAX_JOINED: Final = 3
"""The same where only «و» opens the clause: «، والثانية قالت إن …»."""

_OPENS: Final = read_set("opens contrast")
_SUBJECTS: Final = frozenset(("role", "given", "name", "crowd", "press", "body", "text", "place"))
_NO_SUBJECT: Final = frozenset(("prep", "comp", "conj", "neg", "rel", "time", "adv"))


def contrast_before(units: Sequence[Unit], at: int, begin: int) -> int | None:
    """Find where a clause opens that has its subject before its verb.

    Args:
        units: Of the passage.
        at: Index of the verb.
        begin: Index of the first unit of the report that it may leave.

    Returns:
        The index of the comma before the clause; None where the verb belongs to the report.
    """
    for place in range(at - 1, max(begin, at - MAX_SUBJECT), -1):
        unit = units[place]
        if is_finite(unit) or unit.key in ".:?!;" or "comp" in unit.look.tags:
            return None
        if units[place - 1].key != "," or unit.kind != "w":
            continue
        subject = units[place + 1] if unit.key in _OPENS else unit
        is_near = unit.key in _OPENS or (unit.look.conjunction == "و" and at - place <= MAX_JOINED)
        if is_near and place + 1 < at + (unit.key not in _OPENS):
            return place - 1 if _may_be_subject(subject) else None
    return None


def _may_be_subject(unit: Unit) -> bool:
    look = unit.look
    is_noun = look.is_definite or bool(look.tags & _SUBJECTS)
    return is_noun and not look.tags & _NO_SUBJECT and not look.preposition
