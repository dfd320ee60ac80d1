"""Frames: a reporting verb or formula, who speaks, and where what is said begins."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from bisum.stages.arabic.cues import formula_at
from bisum.stages.arabic.units import Unit
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


def find_frames(units: Sequence[Unit], start: int, stop: int) -> list[Frame]:
    """Find the frames of one sentence, in reading order.

    Args:
        units: Of the passage.
        start: Index of the sentence's first unit.
        stop: Index just after its last.
    """
    frames: list[Frame] = []
    place = start
    while place < stop:
        unit = units[place]
        frame = None
        if unit.kind == "w":
            frame = _word_frame(units, place, start, stop, frames)
        elif unit.key == ":" and place > start:
            frame = _colon_frame(units, place, start, stop, frames)
        if frame is None or _is_object(units, place, frame, frames):
            place += 1
            continue
        frames.append(frame)
        place = max(place + 1, frame.after)
    return join_reports(units, start, frames)


def _word_frame(
    units: Sequence[Unit], place: int, start: int, stop: int, frames: Sequence[Frame]
) -> Frame | None:
    """Read the frame that a word opens: a formula, a reporting verb, or any verb after a long quotation."""
    formula = formula_at(units, place, stop)
    frame = None if formula is None else formula_frame(units, place, start, stop, formula)
    frame = frame or verb_frame(units, place, start, stop)
    if frame is None and place > start + 1 and not frames:
        return manner_frame(units, place, start, stop)
    return frame


def _colon_frame(
    units: Sequence[Unit], place: int, start: int, stop: int, frames: list[Frame]
) -> Frame | None:
    """Read the frame that a colon closes; where a verb before it reports already, its words are shown."""
    frame = colon_frame(units, place, start, stop, frames) or text_colon_frame(units, place, stop)
    if frame is not None:
        return frame
    if _is_taken(frames, place):
        _show_words(units, place, frames)
        return None
    frame = utterance_frame(units, place, start, stop, frames)
    frame = frame or acted_frame(units, place, start, stop)
    if frame is not None or any(other.content is None for other in frames):
        return frame
    frame = manner_before_colon(units, place, start, stop)
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
