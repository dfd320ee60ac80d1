"""Who speaks inside what another one says: «كشف أن رئيس الديوان أبلغ اللجنة أن …»."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bisum.stages.arabic.name_words import is_cue_word
from bisum.stages.arabic.units import Unit
from bisum.stages.attribution.clauses.scene import Scene
from bisum.stages.attribution.clauses.subjects import MAX_TO_SUBJECT, adjacent_subject
from bisum.stages.attribution.frames.frame import Frame
from bisum.stages.attribution.mentions.mention import Mention
from bisum.stages.attribution.mentions.reader import read_mention
from bisum.stages.tables import read_set


def clause_subject(scene: Scene, at: int) -> Mention | None:
    """Find the subject that «أن» before it puts before a verb: «كشف أن **رئيس الديوان** أبلغ اللجنة أن …»."""
    units = scene.units
    for place in range(at - 2, max(scene.start, at - MAX_TO_SUBJECT) - 1, -1):
        unit = units[place]
        if unit.kind != "w" or is_cue_word(unit):
            return None
        if unit.key in _THAT:
            mention = read_mention(units, place + 1, at)
            end = mention.after if mention is not None else at
            end = _past_brackets(units, end, at)
            is_whole = mention is not None and end == at and mention.is_sure
            return mention if is_whole and mention is not None and mention.kind != "text" else None
    return None


_THAT: Final = frozenset(("ان", "بان", "وان", "فان"))


def _past_brackets(units: Sequence[Unit], place: int, at: int) -> int:
    """Pass over brackets and a comma between a subject and its verb: «أن المتهمة، فلانة (41 عاما)، كتبت»."""
    if place < at and units[place].key == "(":
        place = next((n + 1 for n in range(place, at) if units[n].key == ")"), place)
    return place + (place < at and units[place].key == ",")


def own_subject(scene: Scene, frame: Frame) -> Mention | None:
    """Find the subject before a verb that opens a clause of its own: «…، **والثانية** قالت: «…»»."""
    units = scene.units
    if frame.kind != "verb" or frame.verb is None or units[frame.at].key != frame.verb.form.key:
        return None
    mention = adjacent_subject(scene, frame.at)
    if mention is None or not mention.is_sure or units[frame.at - 1].key == ",":
        return None
    first = next(place for place in range(scene.start, frame.at) if units[place].end > mention.start)
    opener = units[first - 1] if first > scene.start else units[first]
    opens = bool(units[first].look.conjunction) or opener.look.stem in _NEW_CLAUSE
    return mention if opens else None


_NEW_CLAUSE: Final = read_set("new clause")
