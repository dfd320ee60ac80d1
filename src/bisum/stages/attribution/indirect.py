"""Reported speech without marks: what a frame reports, up to where the report ends."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from bisum.model.quote import Stance
from bisum.stages.attribution.extents import Report, cut_pieces, report_end
from bisum.stages.attribution.frame import Frame
from bisum.stages.attribution.masdars import find_object, is_masdar
from bisum.stages.attribution.words import Unit
from bisum.stages.tables import read_set

_CLAUSE_TIES: Final = frozenset(("ان", ":", "«"))
# Verbs whose bare object is what is reported: «أعلن مقتل …», «نفى وجود …».
_TAKES_OBJECT: Final = read_set("takes object")
_ASKS: Final = read_set("asks")


def find_reports(
    units: Sequence[Unit],
    start: int,
    stop: int,
    frames: Sequence[Frame],
    is_speech: Callable[[int], bool],
) -> list[Report]:
    """Find what the frames of one sentence report without marks.

    Args:
        units: Of the passage.
        start: Index of the sentence's first unit.
        stop: Index just after its last.
        frames: Of the sentence, in reading order.
        is_speech: Tells of a quotation's index whether it is speech: what it holds is
            no indirect speech, and a report that holds it is told by its row.

    Returns:
        In the order of their frames; they may lie inside one another.
    """
    reports: list[Report] = []
    for number, frame in enumerate(frames):
        begin, rule = _begin(units, stop, frame, frames[number + 1 :])
        if frame.kind == "source":
            reports += _around(units, start, stop, number, frames, is_speech)
            continue
        if begin is None:
            continue
        end = report_end(units, begin, stop, frames[number + 1 :])
        reports += cut_pieces(units, begin, end, number, rule, is_speech)
    return reports


def _begin(units: Sequence[Unit], stop: int, frame: Frame, later: Sequence[Frame]) -> tuple[int | None, str]:
    """Give where a report begins, and by which rule; None where the frame reports nothing so."""
    if frame.kind in {"colon", "back"} or frame.verb is None:
        return None, ""
    if frame.content is None or frame.tie == "~":
        limit = min((other.at for other in later if other.kind != "noun"), default=stop)
        return _object(units, min(limit, stop), frame), "object"
    if frame.tie == "ان":
        return frame.content, "clause"
    if frame.tie == ":":
        opens = frame.content < stop and "comp" in units[frame.content].look.tags
        return frame.content + opens, "colon"
    if frame.tie in _CLAUSE_TIES or frame.verb.verb.lemma not in _ASKS:
        return None, ""
    place = frame.content
    return (place, "tied") if is_masdar(units[place]) or units[place].key in _WHATEVER else (None, "")


_WHATEVER: Final = frozenset(("ما", "بما", "مما"))


def _object(units: Sequence[Unit], stop: int, frame: Frame) -> int | None:
    """Find the bare object that a verb reports: «أعلن مقتل …», «نفى وجود …»."""
    verb = frame.verb
    if verb is None or frame.follows or verb.verb.lemma not in _TAKES_OBJECT:
        return None
    return find_object(units, frame.after, stop, is_denial=verb.verb.stance is Stance.DENIAL)


def _around(
    units: Sequence[Unit],
    start: int,
    stop: int,
    number: int,
    frames: Sequence[Frame],
    is_speech: Callable[[int], bool],
) -> list[Report]:
    """Give what a source formula vouches for: the clause after it, or the one before it."""
    frame = frames[number]
    mention = frame.mention
    if mention is None:
        return []
    leads = all(unit.kind == "p" or unit.look.tags & {"conj"} for unit in units[start : frame.at])
    if leads:
        begin = mention.after
        while begin < stop and units[begin].key != ",":
            begin += 1
            if begin - mention.after > 12:
                return []
        end = report_end(units, begin, stop, frames[number + 1 :])
        begin += 1
        if any(
            other.at > frame.at and other.at < begin + 6 and other.tie in _CLAUSE_TIES for other in frames
        ):
            return []
    else:
        begin, end = start, frame.at
        if any(other.at < frame.at and other.content is not None for other in frames):
            return []
    return cut_pieces(units, begin, end, number, "source", is_speech)
