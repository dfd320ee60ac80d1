"""Frames: a reporting verb or formula, who speaks, and where what is said begins."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from bisum.stages.arabic.cues import formula_at
from bisum.stages.arabic.units import Unit
from bisum.stages.attribution.clauses.scene import Scene
from bisum.stages.attribution.frames.colons import (
    MAX_TO_UTTERANCE,
    UTTERANCES,
    acted_frame,
    colon_frame,
    text_colon_frame,
    utterance_frame,
)
from bisum.stages.attribution.frames.formulas import formula_frame
from bisum.stages.attribution.frames.frame import Frame
from bisum.stages.attribution.frames.manners import manner_before_colon, manner_frame
from bisum.stages.attribution.frames.one_report import join_reports
from bisum.stages.attribution.frames.verbs import verb_frame

_WORDS: Final = UTTERANCES - {"سوال"}  # «ختم بسؤال»: what asks is the verb


def find_frames(scene: Scene) -> list[Frame]:
    """Find the frames of one sentence, in reading order."""
    units = scene.units
    frames: list[Frame] = []
    place = scene.start
    while place < scene.stop:
        unit = units[place]
        frame = None
        if unit.kind == "w":
            frame = _word_frame(scene, place, frames)
        elif unit.key == ":" and place > scene.start:
            frame = _colon_frame(scene, place, frames)
        if frame is None or _is_object(units, place, frame, frames):
            place += 1
            continue
        frames.append(frame)
        place = max(place + 1, frame.after)
    return join_reports(scene, frames)


def _word_frame(scene: Scene, place: int, frames: Sequence[Frame]) -> Frame | None:
    """Read the frame that a word opens: a formula, a reporting verb, or any verb after a long quotation."""
    formula = formula_at(scene.units, place, scene.stop)
    frame = None if formula is None else formula_frame(scene, place, formula)
    frame = frame or verb_frame(scene, place)
    if frame is None and place > scene.start + 1 and not frames:
        return manner_frame(scene, place)
    return frame


def _colon_frame(scene: Scene, place: int, frames: list[Frame]) -> Frame | None:
    """Read the frame that a colon closes; where a verb before it reports already, its words are shown."""
    frame = colon_frame(scene, place, frames) or text_colon_frame(scene, place)
    if frame is not None:
        return frame
    if _is_taken(frames, place):
        _show_words(scene.units, place, frames)
        return None
    frame = utterance_frame(scene, place, frames)
    frame = frame or acted_frame(scene, place)
    if frame is not None or any(other.content is None for other in frames):
        return frame
    frame = manner_before_colon(scene, place)
    if frame is not None and any(frame.at == other.at for other in frames):
        return None  # «أقرت بأنها تعتذر: «…»»: the colon is inside what it reports
    return frame


def _is_object(units: Sequence[Unit], place: int, frame: Frame, frames: Sequence[Frame]) -> bool:
    """Tell whether a noun of saying is the object of the verb right before it: «وصفت روايته بأنها …»."""
    if frame.kind != "noun" or not frames or units[place].key.endswith("القول"):
        return False
    return frames[-1].kind == "verb" and frames[-1].after == place


def _show_words(units: Sequence[Unit], colon: int, frames: list[Frame]) -> None:
    """Show the words that a verb uses as its cue: «ختم كلامه **بعبارة** …: «…»»."""
    host = frames[-1]
    for place in range(colon - 1, max(host.at, colon - MAX_TO_UTTERANCE), -1):
        look = units[place].look
        is_weak = host.verb is not None and host.verb.verb.strength == 1  # «اكتفى بجملة», «ختم بجملة»
        if is_weak and host.content == colon + 1 and look.preposition == "ب" and look.stem in _WORDS:
            frames[-1] = replace(host, shown=(place, place + 1))
            return


def _is_taken(frames: Sequence[Frame], colon: int) -> bool:
    """Tell whether what follows a colon is reported by a verb before it."""
    return any(frame.content == colon + 1 for frame in frames)
