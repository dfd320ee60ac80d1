"""How far reported speech without marks goes, and what of it no marked words cover."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from typing import Final

import msgspec

from bisum.stages.arabic.cues import is_conjoined, is_finite
from bisum.stages.arabic.masdars import is_glued_act
from bisum.stages.arabic.units import Unit
from bisum.stages.attribution.clauses.contrasts import contrast_before
from bisum.stages.attribution.clauses.scene import Scene
from bisum.stages.attribution.frames.frame import Frame
from bisum.stages.tables import read_set

MIN_WORDS: Final = 1
"""Words of the shortest report kept."""

N_BEFORE_CUE: Final = 3
"""Units between a comma and another speaker's cue that belong to the writer with it."""

# After a comma these open what the writer adds, no longer what is reported.
_WRITER_AGAIN: Final = read_set("writer again")
_WRITER_PAIRS: Final = frozenset(tuple(pair.split("_", 1)) for pair in read_set("writer again in two words"))
_OCCASIONS: Final = read_set("occasions")
_TRAILING: Final = frozenset(",:;.-")
# A conjunction before a verb that begins a clause of the writer's; «إذا» and «لأن» go on.
_NEW_CLAUSE: Final = read_set("new clause")


class Report(msgspec.Struct, frozen=True, gc=False):
    """One stretch of reported speech.

    Attributes:
        start: Offset of its first code point in the passage.
        end: Offset just after its last.
        number: Index of its voice.
        rule: ``clause``, ``colon``, ``object``, ``tied``, ``source`` or ``joined``.
    """

    start: int
    end: int
    number: int
    rule: str


def report_end(scene: Scene, begin: int, later: Sequence[Frame]) -> int:
    """Find where a report ends: before the next report of the sentence, or where the writer goes on.

    Args:
        scene: The sentence.
        begin: Index of its first unit.
        later: The frames after its own.
    """
    units = scene.units
    limit = scene.stop
    for frame in later:
        if frame.at <= begin:
            continue
        comma = contrast_before(units, frame.at, begin) if frame.mention is not None else None
        if comma is not None and frame.kind == "verb":
            limit = comma
            break
        before = units[frame.at - 1]
        is_new = (
            before.kind == "p"
            or is_conjoined(units[frame.at], frame.verb)
            or frame.kind in {"participle", "source", "back"}
            or before.look.stem in _NEW_CLAUSE
        )
        if is_new:
            limit = frame.at - (units[frame.at - 1].look.stem in _NEW_CLAUSE)
            break
        comma = next((at for at in range(frame.at, begin, -1) if units[at].key == ","), begin)
        if frame.mention is not None and begin < comma >= frame.at - N_BEFORE_CUE:
            limit = comma  # «…، بسعر قال فلان إنه …»
            break
    for place in range(begin + 1, limit - 1):
        if units[place].key in ".?!" and units[place + 1].start > units[place].end:
            return place  # not the point of «95.3»
        if units[place].key != ",":
            continue
        first, second = units[place + 1].key, units[min(place + 2, limit - 1)].key
        if first in _BEING and not _is_whole(units, begin, place, least="rel"):
            continue  # «المبلغ الذي أُقر، وهو …، لا يكفي»
        if first == "الا" and any(unit.look.stem == "رغم" for unit in units[begin:place]):
            continue  # «أنه رغم المطر، إلا أن …»
        is_where = first == "في" and second in _OCCASIONS  # «…، في مذكرة داخلية»
        is_writer = first in _WRITER_AGAIN or (first, second) in _WRITER_PAIRS or is_where
        if is_writer or _is_aside(units, place + 1, limit):
            return place
    return limit


def act_end(units: Sequence[Unit], begin: int, end: int) -> int:
    """Find where an act that is asked for ends: before what the writer tells of who was named last in it."""
    for place in range(begin + 1, end - 1):
        if units[place].key == "," and "rel" in units[place + 1].look.tags:
            is_last = not any(unit.key == "," for unit in units[place + 1 : end])
            return place if is_last else end
    return end


_AFTER_PARTICIPLE: Final = frozenset(("الي", "علي", "عن", "من"))


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


def cut_pieces(
    units: Sequence[Unit],
    begin: int,
    end: int,
    number: int,
    rule: str,
    is_speech: Callable[[int], bool],
    led: AbstractSet[int] = frozenset(),
) -> list[Report]:
    """Cut a report into its clauses, and keep those that hold no speech in marks.

    Clauses are joined by وأنّ; words in marks that stand by themselves after a comma or a
    colon are a clause of their own, but not where a verb of the clause before introduces them (``led``:
    their units). Neighbours without speech stay one report.
    """
    starts = [begin]
    for place in range(begin, end):
        unit = units[place]
        is_joint = place > begin and "comp" in unit.look.tags and unit.key[0] == "و"
        is_joint = is_joint or (unit.key == "بل" and place + 1 < end and "comp" in units[place + 1].look.tags)
        is_even_if = unit.key == "وان" and place + 1 < end and units[place + 1].key in _EVEN_IF
        is_joint = is_joint and not is_even_if
        stands_alone = unit.kind == "q" and is_speech(unit.quote) and _is_cut_off(units, begin, place)
        stands_alone = stands_alone and place not in led
        goes_on = place > begin and units[place - 1].key == "," and unit.key[0] == "و" and is_finite(unit)
        if is_joint or stands_alone or goes_on:
            starts.append(place)
    pieces: list[Report] = []
    open_at: int | None = None
    for first, after in zip(starts, [*starts[1:], end], strict=True):
        holds = any(unit.kind == "q" and is_speech(unit.quote) for unit in units[first:after])
        if not holds:
            is_told = first == begin or "comp" in units[first].look.tags  # else the writer goes on
            open_at = first if open_at is None and is_told else open_at
            continue
        if open_at is not None:
            pieces += _trim(units, open_at, first, number, rule if open_at == begin else "joined")
        open_at = None
    if open_at is not None:
        pieces += _trim(units, open_at, end, number, rule if open_at == begin else "joined")
    return pieces


def _is_cut_off(units: Sequence[Unit], begin: int, place: int) -> bool:
    """Tell whether a point stands before a unit, a conjunction between them aside: «، بل «…»»."""
    if place - 1 > begin and ("conj" in units[place - 1].look.tags or units[place - 1].look.stem in _BECAUSE):
        place -= 1
    if place <= begin or units[place - 1].key not in ",:-":
        return False
    if units[place - 1].key == ":":
        return units[place - 2].key not in _EXCEPT  # «لم تقل سوى: «…»»
    return _is_whole(units, begin, place)


_EXCEPT: Final = frozenset(("سوي", "الا", "غير"))


_BECAUSE: Final = frozenset(("لان", "لانه", "لانها", "لكن", "بل"))


_EVEN_IF: Final = frozenset(("كان", "كانت", "كانوا", "لم"))  # «وإن كان»
_BEING: Final = frozenset(("وهو", "وهي", "وهم"))


def _is_whole(units: Sequence[Unit], begin: int, end: int, *, least: str = "verb") -> bool:
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


def _trim(units: Sequence[Unit], begin: int, end: int, number: int, rule: str) -> list[Report]:
    if rule == "joined":
        begin += 1
    if end < len(units) and units[end].key == "حين" and units[end - 1].key == "في":
        end -= 1  # «…، في حين أكد آخر»
    while end > begin and (units[end - 1].key in _TRAILING or _dangles(units[end - 1])):
        end -= 1
    while begin < end and units[begin].key in _TRAILING:
        begin += 1
    if sum(1 for unit in units[begin:end] if unit.kind in "wnq") < MIN_WORDS:
        return []
    first = units[begin]
    is_prefixed = first.look.preposition in {"ب", "ل"} or is_glued_act(first)
    start = first.start + (rule == "tied" and is_prefixed)
    return [Report(start, units[end - 1].end, number, rule)]


def _dangles(unit: Unit) -> bool:
    return (
        unit.kind == "w"
        and bool(unit.look.tags & {"conj", "rel"})
        and not unit.look.tags & {"common", "name"}
    )
