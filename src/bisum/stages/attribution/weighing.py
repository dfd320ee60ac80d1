"""Where it is asked who speaks: what a frame and its sentence say of it, put to the ballot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bisum.stages.attribution.agreement import agreement, answers
from bisum.stages.attribution.ballot import Asking, Candidate, weigh
from bisum.stages.attribution.discourse import Discourse
from bisum.stages.attribution.entities import Entity
from bisum.stages.attribution.frame import Frame
from bisum.stages.attribution.voice import REPORTING_TIES, Scene, Voice
from bisum.stages.attribution.words import fold_words
from bisum.stages.tables import read_set

NO_WORDS: Final[frozenset[str]] = frozenset()

_ASKS_SOMEBODY: Final = read_set("asks somebody")


def weigh_frame(
    scene: Scene,
    frame: Frame,
    how: str,
    first: Entity | None,
    voices: Sequence[Voice],
    discourse: Discourse,
    sentence: int,
) -> Sequence[Candidate]:
    """Weigh all who may speak in a frame.

    Args:
        scene: Its sentence.
        frame: The frame.
        how: The rule that proposes ``first``.
        first: Whom the rules propose.
        voices: Of the frames before it in the sentence.
        discourse: Who is who.
        sentence: Number of the sentence in the article.
    """
    gender, number = agreement(frame)
    setting = "named" if how == "named" else "turn" if answers(scene, frame) else "bare"
    asks = frame.verb is not None and frame.verb.verb.lemma in _ASKS_SOMEBODY
    outer, last = _outer(frame, voices), voices[-1].entity if voices else None
    asking = Asking(setting, how, first, gender, number, sentence, 0, (), NO_WORDS, outer, last, asks)
    return weigh_in(scene, frame.at, asking, discourse)


def weigh_in(scene: Scene, place: int, asking: Asking, discourse: Discourse) -> Sequence[Candidate]:
    """Weigh all who may speak at a place of a sentence."""
    quotes = [at for at in range(scene.start, scene.stop) if scene.units[at].kind == "q"]
    quoted = frozenset(
        key for at in quotes for key in fold_words(scene.text[scene.units[at].start : scene.units[at].end])
    )
    return weigh(asking._replace(place=place, quotes=quotes, quoted=quoted), discourse)


def _outer(frame: Frame, voices: Sequence[Voice]) -> Entity | None:
    """Give who speaks in the frame in whose reported clause this one stands."""
    for voice in reversed(voices):
        content = voice.frame.content
        if content is not None and content <= frame.at and voice.frame.tie in REPORTING_TIES:
            return voice.entity
    return None
