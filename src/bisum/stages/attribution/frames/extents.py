"""How far reported speech without marks goes: up to the next report, or to where the writer goes on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bisum.stages.arabic.cues import is_conjoined, is_finite
from bisum.stages.arabic.units import Unit
from bisum.stages.attribution.clauses.contrasts import contrast_before
from bisum.stages.attribution.clauses.scene import Scene
from bisum.stages.attribution.frames.frame import Frame
from bisum.stages.tables import read_set

N_BEFORE_CUE: Final = 3
"""Units between a comma and another speaker's cue that belong to the writer with it."""

# After a comma these open what the writer adds, no longer what is reported.
_WRITER_AGAIN: Final = read_set("writer again")
_WRITER_PAIRS: Final = frozenset(tuple(pair.split("_", 1)) for pair in read_set("writer again in two words"))
_OCCASIONS: Final = read_set("occasions")
# A conjunction before a verb that begins a clause of the writer's; «إذا» and «لأن» go on.
_NEW_CLAUSE: Final = read_set("new clause")
_OWN_CLAUSE: Final = frozenset(("participle", "source", "back"))
_BEING: Final = frozenset(("وهو", "وهي", "وهم"))
_AFTER_PARTICIPLE: Final = frozenset(("الي", "علي", "عن", "من"))


def report_end(scene: Scene, begin: int, later: Sequence[Frame]) -> int:
    """Find where a report ends: before the next report of the sentence, or where the writer goes on.

    Args:
        scene: The sentence.
        begin: Index of its first unit.
        later: The frames after its own.
    """
    return _writer_again(scene.units, begin, _next_report(scene, begin, later))


def _next_report(scene: Scene, begin: int, later: Sequence[Frame]) -> int:
    """Find where the next report begins, with what opens its clause; the end of the sentence without one."""
    ends = (_left_at(scene.units, begin, frame) for frame in later if frame.at > begin)
    return next((end for end in ends if end is not None), scene.stop)


def _left_at(units: Sequence[Unit], begin: int, frame: Frame) -> int | None:
    """Find where a frame leaves the report before it; None where it stands inside that."""
    comma = contrast_before(units, frame.at, begin) if frame.mention is not None else None
    if comma is not None and frame.kind == "verb":
        return comma
    before = units[frame.at - 1]
    is_opened = before.look.stem in _NEW_CLAUSE
    is_new = before.kind == "p" or is_conjoined(units[frame.at], frame.verb) or frame.kind in _OWN_CLAUSE
    if is_opened or is_new:
        return frame.at - is_opened
    comma = next((at for at in range(frame.at, begin, -1) if units[at].key == ","), begin)
    is_near = frame.mention is not None and begin < comma >= frame.at - N_BEFORE_CUE
    return comma if is_near else None  # «…، بسعر قال فلان إنه …»


def _writer_again(units: Sequence[Unit], begin: int, limit: int) -> int:
    """Find where the writer goes on, after a full stop or a comma; ``limit`` where he doesn't before it."""
    for place in range(begin + 1, limit - 1):
        unit = units[place]
        if unit.key in ".?!" and units[place + 1].start > unit.end:
            return place  # not the point of «95.3»
        if unit.key == "," and _is_writers(units, begin, place, limit):
            return place
    return limit


def _is_writers(units: Sequence[Unit], begin: int, comma: int, limit: int) -> bool:
    """Tell whether what follows a comma is the writer's, and no longer reported."""
    first, second = units[comma + 1].key, units[min(comma + 2, limit - 1)].key
    if first in _BEING and not is_whole(units, begin, comma, least="rel"):
        return False  # «المبلغ الذي أُقر، وهو …، لا يكفي»
    if first == "الا" and any(unit.look.stem == "رغم" for unit in units[begin:comma]):
        return False  # «أنه رغم المطر، إلا أن …»
    is_where = first == "في" and second in _OCCASIONS  # «…، في مذكرة داخلية»
    is_opened = first in _WRITER_AGAIN or (first, second) in _WRITER_PAIRS
    return is_where or is_opened or _is_aside(units, comma + 1, limit)


def _is_aside(units: Sequence[Unit], at: int, stop: int) -> bool:
    """Tell whether a participle of the writer's opens here: «، رافضاً الإجابة عن …»."""
    unit = units[at]
    if unit.kind != "w" or at + 1 >= stop or len(unit.key) < 5:
        return False
    if unit.key[0] == "م" and unit.key.endswith("ه"):
        return units[at + 1].key in _AFTER_PARTICIPLE  # «، مستندة إلى …»
    if not unit.key.endswith("ا") or unit.key.endswith("وا"):
        return False
    is_participle = unit.key[0] == "م" or (len(unit.key) == 5 and unit.key[1] == "ا")
    after = units[at + 1]
    return is_participle and after.kind == "w" and (after.look.is_definite or after.look.preposition != "")


def act_end(units: Sequence[Unit], begin: int, end: int) -> int:
    """Find where an act that is asked for ends: before what the writer tells of who was named last in it."""
    for place in range(begin + 1, end - 1):
        if units[place].key == "," and "rel" in units[place + 1].look.tags:
            is_last = not any(unit.key == "," for unit in units[place + 1 : end])
            return place if is_last else end
    return end


def is_whole(units: Sequence[Unit], begin: int, end: int, *, least: str = "verb") -> bool:
    """Tell whether a clause has its verb, outside of what «الذي» opens.

    Args:
        units: Of the passage.
        begin: Index of its first unit.
        end: Index just after its last.
        least: ``verb``, or ``rel`` where a clause without verb and «الذي» is whole too.
    """
    for unit in units[begin:end]:
        if unit.kind == "w":
            if "rel" in unit.look.tags:
                return False
            if is_finite(unit):
                return True
    return least == "rel"
