"""Reported speech without marks: what a frame reports, up to where the report ends."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from msgspec.structs import replace

from bisum.model.quote import Stance
from bisum.stages.arabic.cues import is_finite
from bisum.stages.arabic.masdars import find_object, is_glued_act, is_masdar
from bisum.stages.arabic.units import Unit
from bisum.stages.attribution.clauses.scene import Scene
from bisum.stages.attribution.frames.extents import Report, act_end, cut_pieces, report_end
from bisum.stages.attribution.frames.frame import Frame
from bisum.stages.tables import read_set

MAX_TO_COMMA: Final = 14
"""Units between a source that opens a sentence and the comma before what it says."""

MIN_CLAUSE: Final = 3
"""Words before a formula that are a clause it vouches for, and no mere subject."""

_CLAUSE_TIES: Final = frozenset(("ان", ":", "«"))
# Verbs whose bare object is what is reported: «أعلن مقتل …», «نفى وجود …».
_TAKES_OBJECT: Final = read_set("takes object")
_ASKS: Final = read_set("asks")


def find_reports(
    scene: Scene,
    frames: Sequence[Frame],
    is_speech: Callable[[int], bool],
) -> list[Report]:
    """Find what the frames of one sentence report without marks.

    Args:
        scene: The sentence.
        frames: Of the sentence, in reading order.
        is_speech: Tells of a quotation's index whether it is speech: what it holds is
            no indirect speech, and a report that holds it is told by its row.

    Returns:
        In the order of their frames; they may lie inside one another.
    """
    units = scene.units
    reports: list[Report] = []
    for number, frame in enumerate(frames):
        if _vouches(frame):
            vouched = _around(scene, number, frames, is_speech)
            reports += [one for one in vouched if not _holds_one(one, reports)]
            continue
        later = frames[number + 1 :]
        if any(frame.content is not None and frame.content == other.content for other in later):
            continue  # two cues of one report: the nearer one tells it
        begin, rule = _begin(scene, frame, later, is_speech)
        if begin is None:
            continue
        end = report_end(scene, begin, later)
        if rule in {"tied", "object"}:
            end = act_end(units, begin, end)
        led = {other.content for other in later if other.content is not None and other.tie == ":"}
        reports += cut_pieces(units, begin, end, number, rule, is_speech, led)
    return reports


def _holds_one(report: Report, others: Sequence[Report]) -> bool:
    """Tell whether a clause reports by itself what a source adds to: «أعلن فلان منع …، حسب بيان»."""
    return any(report.start <= other.start and other.end <= report.end for other in others)


def _vouches(frame: Frame) -> bool:
    """Tell whether a frame is a formula that names a source: «بحسب فلان»، «وفق ما أفاد به فلان»."""
    is_clause = frame.kind == "verb" and frame.after > frame.at + 1 and frame.content is None
    return frame.kind == "source" or is_clause


def _begin(
    scene: Scene,
    frame: Frame,
    later: Sequence[Frame],
    is_speech: Callable[[int], bool],
) -> tuple[int | None, str]:
    """Give where a report begins, and by which rule; None where the frame reports nothing so."""
    units, stop = scene.units, scene.stop
    if frame.kind == "back" and frame.tie == "ان":
        return frame.content, "clause"
    if frame.kind in {"colon", "back"} or frame.verb is None:
        return None, ""
    is_name = frame.tie == "«" and frame.content is not None and not is_speech(units[frame.content].quote)
    if frame.content is None or frame.tie == "~" or is_name:
        limit = min((other.at for other in later if other.kind != "noun"), default=stop)
        return _object(units, min(limit, stop), frame), "object"
    if frame.tie == "ان":
        return frame.content, "clause"
    if frame.tie in _CLAUSE_TIES:
        opens = "comp" in units[frame.content].look.tags
        is_told = frame.tie == ":" and not _is_object_before(units, frame)
        return (frame.content + opens, "colon") if is_told else (None, "")
    lemma = frame.verb.verb.lemma
    unit = units[frame.content]
    is_act = is_masdar(unit) or is_glued_act(unit) or unit.key in _WHATEVER or lemma in _ASCRIBES
    return (frame.content, "tied") if lemma in _ASKS and is_act else (_object(units, stop, frame), "object")


def _is_object_before(units: Sequence[Unit], frame: Frame) -> bool:
    """Tell whether a verb with another use has its object before the colon: «علّق خريطتين: واحدة …»."""
    if frame.verb is None or frame.verb.verb.strength > 2 or frame.content is None:
        return False
    begin = max(frame.after, frame.mention.after if frame.mention is not None else 0)
    return sum(unit.kind == "w" for unit in units[begin : frame.content]) > 1


_WHATEVER: Final = frozenset(("ما", "بما", "مما"))
_ASCRIBES: Final = frozenset(("عزا", "عزى", "أرجع"))


def _object(units: Sequence[Unit], stop: int, frame: Frame) -> int | None:
    """Find the bare object that a verb reports: «أعلن مقتل …», «نفى وجود …»."""
    verb = frame.verb
    if verb is None or frame.follows or verb.verb.lemma not in _TAKES_OBJECT:
        return None
    return find_object(units, frame.after, stop, is_denial=verb.verb.stance is Stance.DENIAL)


def _needs_more(unit: Unit) -> bool:
    """Tell whether the clause before a source goes on after it: with an object, or with a preposition."""
    if unit.kind != "w" or unit.look.conjunction or unit.look.tags & {"conj", "comp", "rel"}:
        return False
    bare = replace(unit, look=replace(unit.look, stem=unit.look.stem.removesuffix("ا")))
    return unit.key.endswith("ا") and is_masdar(bare)


def _opens_late(scene: Scene, frame: Frame) -> bool:
    """Tell whether only an adverbial stands before a source: «وخلف الباب، بحسب المحضر، كانت …»."""
    units = scene.units
    after = scene.stop if frame.mention is None else frame.mention.after
    if after + 1 >= scene.stop or units[after].key != "," or not is_finite(units[after + 1]):
        return False
    return "prep" in units[scene.start].look.tags and not any(
        is_finite(unit) for unit in units[scene.start : frame.at]
    )


def _around(
    scene: Scene,
    number: int,
    frames: Sequence[Frame],
    is_speech: Callable[[int], bool],
) -> list[Report]:
    """Give what a source formula vouches for: the clause after it, or the one before it."""
    units, stop = scene.units, scene.stop
    frame = frames[number]
    mention = frame.mention
    if mention is None:
        return []
    leads = all(unit.kind == "p" or unit.look.tags & {"conj"} for unit in units[scene.start : frame.at])
    is_led_out = leads and frame.kind == "verb" and mention.after < stop and units[mention.after].key == ","
    if is_led_out or (frame.kind == "source" and (leads or units[frame.at].key[0] == "ف")):
        begin = mention.after if frame.content is None else frame.content
        is_clause = begin < stop and (is_finite(units[begin]) or "neg" in units[begin].look.tags)
        if frame.content is None and not is_clause:
            while begin < stop and units[begin].key != ",":
                begin += 1
                if begin - mention.after > MAX_TO_COMMA:
                    return []
            begin += 1
        end = report_end(scene, begin, frames[number + 1 :])
        is_told = frame.content is not None and "comp" in units[frame.content - 1].look.tags  # «، فإن …»
        if not is_told and any(
            other.at > frame.at and other.at < begin + 6 and other.tie in _CLAUSE_TIES for other in frames
        ):
            return []
    elif _opens_late(scene, frame):
        begin, end = mention.after + 1, report_end(scene, mention.after + 1, frames[number + 1 :])
    else:
        begin, end = scene.start, frame.at
        goes_on = mention.after + 1 < stop and units[mention.after].key == ","
        if goes_on and _needs_more(units[mention.after + 1]):
            return []  # «سجلت الوزارة، وفق مصدر، ارتفاعاً …»
        least = MIN_CLAUSE * (2 if goes_on else 1)  # «كما أسفر الحادث، وفق مصدر، عن …»
        if sum(unit.kind == "w" for unit in units[begin:end]) < least or any(
            other.at < frame.at and other.content is not None for other in frames
        ):
            return []
    return cut_pieces(units, begin, end, number, "source", is_speech)
