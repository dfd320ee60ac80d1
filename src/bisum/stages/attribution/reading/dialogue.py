"""Dialogues with nothing but dashes between what two persons say: «…؟» - «…» - «…»."""

from __future__ import annotations

from collections.abc import Sequence

from bisum.stages.attribution.clauses.scene import Scene
from bisum.stages.attribution.reading.decision import Decision
from bisum.stages.attribution.speakers.voices import Chorus


def turn(scene: Scene, place: int, decisions: Sequence[Decision | None], chorus: Chorus) -> Decision | None:
    """Give a quotation after another one and a dash to the other of two who talk.

    Args:
        scene: Its sentence.
        place: Index of its unit.
        decisions: On the quotations so far.
        chorus: Who speaks in the article.
    """
    said = [decisions[scene.units[at].quote] for at in _turns_before(scene, place)]
    last = said[0].entity if said and said[0] is not None else None
    if last is None or scene.paragraph is None:
        return None
    if len(said) > 1 and said[1] is not None:
        return Decision(True, 1.0, "turn", said[1].entity)
    ballot = chorus.weighing.of_turn(scene, place, last)
    return Decision(True, 1.0, "turn", ballot[0].entity, ballot=ballot)


def _turns_before(scene: Scene, place: int) -> list[int]:
    """Give the quotations before one in a dialogue with nothing but dashes between, the last one first."""
    units = scene.units
    found: list[int] = []
    while True:
        points = place - 1
        while points > scene.start and units[points].kind == "p":
            points -= 1
        dashes = [unit for unit in units[points + 1 : place] if unit.key == "-"]
        if points < scene.start or units[points].kind != "q" or not dashes:
            return found
        found.append(points)
        place = points
