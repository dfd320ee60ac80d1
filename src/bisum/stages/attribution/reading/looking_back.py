"""Sentences that name who said what stood before them: «هذا ما صرح به فلان», «بهذه الكلمات افتتح فلان …»."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from bisum.model.quote import Cue, Stance
from bisum.model.span import Span
from bisum.stages.attribution.clauses.scene import Scene
from bisum.stages.attribution.frames.colons import UTTERANCES
from bisum.stages.attribution.reading.decision import LEFT_OPEN, Decision
from bisum.stages.attribution.reading.unframed import first_subject
from bisum.stages.attribution.speakers.voice import Voice
from bisum.stages.attribution.speakers.voices import Chorus

_WITH_THESE: Final = frozenset(("بهذه", "بهذا", "بهذين"))


def look_back(
    decisions: list[Decision | None],
    waiting: Sequence[int],
    scene: Scene,
    voices: Sequence[Voice],
    chorus: Chorus,
) -> None:
    """Give quotations that stood alone to whom the next sentence names.

    Args:
        decisions: On all quotations so far, to change.
        waiting: Indices of those that stood alone right before.
        scene: The sentence.
        voices: Who speaks in it.
        chorus: Who speaks in the article.
    """
    if not waiting:
        return
    opens_with = scene.units[scene.start].key
    if opens_with in _WITH_THESE:
        _with_these(decisions, waiting, scene, chorus)
        return
    first = voices[0] if voices else None
    if first is None or first.entity is None or first.how != "named" or not first.frame.follows:
        return
    if first.frame.at != scene.start or opens_with != "هذا":
        return
    for index in waiting:
        decision = decisions[index]
        if decision is not None:
            decisions[index] = replace(decision, entity=first.entity, cue=first.cue, rule="looked-back")


def _with_these(
    decisions: list[Decision | None], waiting: Sequence[int], scene: Scene, chorus: Chorus
) -> None:
    """Do the same for «بهذه الكلمات افتتح فلان …»: the words are the cue, the subject speaks."""
    units, noun = scene.units, scene.start + 1
    if noun >= scene.stop or units[noun].look.stem not in UTTERANCES:
        return
    span = Span(paragraph=scene.paragraph, start=units[scene.start].start, end=units[noun].end)
    text = scene.text[span.start : span.end]
    cue = Cue(text=text, span=span, lemma=text, stance=Stance.NEUTRAL)
    found = first_subject(replace(scene, start=noun + 1), chorus.discourse)
    for index in waiting:
        decision = decisions[index]
        if decision is not None and decision.rule in LEFT_OPEN:
            entity = found or decision.entity
            decisions[index] = replace(decision, entity=entity, cue=cue, rule="looked-back")
