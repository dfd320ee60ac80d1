"""Reported speech without marks: what a frame reports, up to where the report ends."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Final

import msgspec
from msgspec.structs import replace

from bisum.model.quote import Stance
from bisum.stages.arabic.cues import VerbForm, is_finite
from bisum.stages.arabic.masdars import find_object, is_glued_act, is_masdar
from bisum.stages.arabic.units import Unit
from bisum.stages.attribution.clauses.scene import Scene
from bisum.stages.attribution.frames.extents import act_end, report_end
from bisum.stages.attribution.frames.frame import Frame
from bisum.stages.attribution.frames.pieces import trim, unspoken
from bisum.stages.attribution.mentions.mention import Mention
from bisum.stages.tables import read_set

MAX_TO_COMMA: Final = 14
"""Units between a source that opens a sentence and the comma before what it says."""

MIN_CLAUSE: Final = 3
"""Words before a formula that are a clause it vouches for, and no mere subject."""

N_NEAR: Final = 6
"""Units from the beginning of a clause that a source opens within which its own verb reports."""

_CLAUSE_TIES: Final = frozenset(("ان", ":", "«"))
# Verbs whose bare object is what is reported: «أعلن مقتل …», «نفى وجود …».
_TAKES_OBJECT: Final = read_set("takes object")
_ASKS: Final = read_set("asks")
_WHATEVER: Final = frozenset(("ما", "بما", "مما"))
_ASCRIBES: Final = frozenset(("عزا", "عزى", "أرجع"))


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


class Reports:
    """What the frames of one sentence report without marks.

    Args:
        scene: The sentence.
        frames: Of the sentence, in reading order.
        speech: Indices of its quotations that are speech: what they hold is no indirect speech,
            and a clause that holds one is told by its row.
    """

    def __init__(self, scene: Scene, frames: Sequence[Frame], speech: AbstractSet[int]) -> None:
        self._scene = scene
        self._frames = frames
        self._speech = speech

    def find(self) -> list[Report]:
        """Give them in the order of their frames; they may lie inside one another."""
        reports: list[Report] = []
        for number, frame in enumerate(self._frames):
            if _vouches(frame):
                reports += [one for one in self._around(number) if not _holds_one(one, reports)]
            else:
                reports += self._told(number)
        return reports

    def _told(self, number: int) -> list[Report]:
        """Give what a frame with a verb of its own reports."""
        frame, later = self._frames[number], self._frames[number + 1 :]
        if any(frame.content is not None and frame.content == other.content for other in later):
            return []  # two cues of one report: the nearer one tells it
        found = self._begin(frame, later)
        if found is None:
            return []
        begin, rule = found
        end = report_end(self._scene, begin, later)
        if rule in {"tied", "object"}:
            end = act_end(self._scene.units, begin, end)
        return self._cut(number, range(begin, end), rule)

    def _begin(self, frame: Frame, later: Sequence[Frame]) -> tuple[int, str] | None:
        """Give where a report begins, and by which rule; None where the frame reports nothing so."""
        units, stop, content = self._scene.units, self._scene.stop, frame.content
        if frame.kind == "back":
            return (content, "clause") if content is not None and frame.tie == "ان" else None
        if frame.kind == "colon" or frame.verb is None:
            return None
        is_name = frame.tie == "«" and content is not None and units[content].quote not in self._speech
        if content is None or frame.tie == "~" or is_name:
            limit = min((other.at for other in later if other.kind != "noun"), default=stop)
            return _object(units, min(limit, stop), frame)
        if frame.tie == "ان":
            return content, "clause"
        if frame.tie in _CLAUSE_TIES:
            opens = "comp" in units[content].look.tags
            is_told = frame.tie == ":" and not _is_object_before(units, frame)
            return (content + opens, "colon") if is_told else None
        is_asked = frame.verb.verb.lemma in _ASKS and _is_act(units[content], frame.verb)
        return (content, "tied") if is_asked else _object(units, stop, frame)

    def _around(self, number: int) -> list[Report]:
        """Give what a source formula vouches for: the clause after it, or the one before it."""
        frame, scene = self._frames[number], self._scene
        mention = frame.mention
        if mention is None:
            return []
        if _leads(scene, frame, mention):
            report = self._led_out(number, mention)
        elif _opens_late(scene, frame, mention):
            report = self._from(mention.after + 1, number)
        else:
            report = self._before(frame, mention)
        return [] if report is None else self._cut(number, report, "source")

    def _led_out(self, number: int, mention: Mention) -> range | None:
        """Give the clause after a source that opens its sentence; None where a verb of its own reports it."""
        frame, units = self._frames[number], self._scene.units
        begin = _clause_after(self._scene, mention.after) if frame.content is None else frame.content
        if begin is None:
            return None
        is_told = frame.content is not None and "comp" in units[frame.content - 1].look.tags  # «، فإن …»
        reports = any(
            frame.at < other.at < begin + N_NEAR and other.tie in _CLAUSE_TIES for other in self._frames
        )
        return self._from(begin, number) if is_told or not reports else None

    def _before(self, frame: Frame, mention: Mention) -> range | None:
        """Give the clause that a source is put after; None where it is none, or has its report already."""
        units, start = self._scene.units, self._scene.start
        goes_on = mention.after + 1 < self._scene.stop and units[mention.after].key == ","
        if goes_on and _needs_more(units[mention.after + 1]):
            return None  # «سجلت الوزارة، وفق مصدر، ارتفاعاً …»
        least = MIN_CLAUSE * (2 if goes_on else 1)  # «كما أسفر الحادث، وفق مصدر، عن …»
        n_words = sum(unit.kind == "w" for unit in units[start : frame.at])
        reports = any(other.at < frame.at and other.content is not None for other in self._frames)
        return range(start, frame.at) if n_words >= least and not reports else None

    def _from(self, begin: int, number: int) -> range:
        """Give the units from a place to where the report of a frame ends."""
        return range(begin, report_end(self._scene, begin, self._frames[number + 1 :]))

    def _cut(self, number: int, report: range, rule: str) -> list[Report]:
        """Cut a report into pieces that hold no speech in marks."""
        later = () if rule == "source" else self._frames[number + 1 :]
        led = {other.content for other in later if other.content is not None and other.tie == ":"}
        pieces = unspoken(self._scene.units, report, self._speech, led)
        found = (
            self._piece(number, piece, rule if piece.start == report.start else "joined") for piece in pieces
        )
        return [one for one in found if one is not None]

    def _piece(self, number: int, piece: range, rule: str) -> Report | None:
        """Give a piece as a report of its own; None where nothing but points is left of it."""
        units = self._scene.units
        words = trim(units, piece[1:] if rule == "joined" else piece)
        if all(units[place].kind == "p" for place in words):
            return None
        first = units[words.start]
        is_prefixed = first.look.preposition in {"ب", "ل"} or is_glued_act(first)
        start = first.start + (rule == "tied" and is_prefixed)
        return Report(start, units[words.stop - 1].end, number, rule)


def _holds_one(report: Report, others: Sequence[Report]) -> bool:
    """Tell whether a clause reports by itself what a source adds to: «أعلن فلان منع …، حسب بيان»."""
    return any(report.start <= other.start and other.end <= report.end for other in others)


def _vouches(frame: Frame) -> bool:
    """Tell whether a frame is a formula that names a source: «بحسب فلان»، «وفق ما أفاد به فلان»."""
    is_clause = frame.kind == "verb" and frame.after > frame.at + 1 and frame.content is None
    return frame.kind == "source" or is_clause


def _is_object_before(units: Sequence[Unit], frame: Frame) -> bool:
    """Tell whether a verb with another use has its object before the colon: «علّق خريطتين: واحدة …»."""
    if frame.verb is None or frame.verb.verb.strength > 2 or frame.content is None:
        return False
    begin = max(frame.after, frame.mention.after if frame.mention is not None else 0)
    return sum(unit.kind == "w" for unit in units[begin : frame.content]) > 1


def _is_act(unit: Unit, verb: VerbForm) -> bool:
    """Tell whether what a verb is tied to is an act that it may ask for, or what it ascribes to somebody."""
    return is_masdar(unit) or is_glued_act(unit) or unit.key in _WHATEVER or verb.verb.lemma in _ASCRIBES


def _object(units: Sequence[Unit], stop: int, frame: Frame) -> tuple[int, str] | None:
    """Find the bare object that a verb reports: «أعلن مقتل …», «نفى وجود …»."""
    verb = frame.verb
    if verb is None or frame.follows or verb.verb.lemma not in _TAKES_OBJECT:
        return None
    found = find_object(units, frame.after, stop, is_denial=verb.verb.stance is Stance.DENIAL)
    return None if found is None else (found, "object")


def _leads(scene: Scene, frame: Frame, mention: Mention) -> bool:
    """Tell whether a source stands before what it vouches for: «بحسب فلان، بدأ العمل»."""
    units, stop = scene.units, scene.stop
    is_first = all(unit.kind == "p" or unit.look.tags & {"conj"} for unit in units[scene.start : frame.at])
    if frame.kind == "source":
        return is_first or units[frame.at].key[0] == "ف"
    return is_first and mention.after < stop and units[mention.after].key == ","


def _clause_after(scene: Scene, after: int) -> int | None:
    """Find the clause after a source: at once where a verb opens it, else after a comma."""
    units, stop = scene.units, scene.stop
    if after < stop and (is_finite(units[after]) or "neg" in units[after].look.tags):
        return after
    comma = next((place for place in range(after, stop) if units[place].key == ","), stop)
    return comma + 1 if comma - after <= MAX_TO_COMMA else None


def _needs_more(unit: Unit) -> bool:
    """Tell whether the clause before a source goes on after it: with an object, or with a preposition."""
    if unit.kind != "w" or unit.look.conjunction or unit.look.tags & {"conj", "comp", "rel"}:
        return False
    bare = replace(unit, look=replace(unit.look, stem=unit.look.stem.removesuffix("ا")))
    return unit.key.endswith("ا") and is_masdar(bare)


def _opens_late(scene: Scene, frame: Frame, mention: Mention) -> bool:
    """Tell whether only an adverbial stands before a source: «وخلف الباب، بحسب المحضر، كانت …»."""
    units = scene.units
    after = mention.after
    if after + 1 >= scene.stop or units[after].key != "," or not is_finite(units[after + 1]):
        return False
    return "prep" in units[scene.start].look.tags and not any(
        is_finite(unit) for unit in units[scene.start : frame.at]
    )
