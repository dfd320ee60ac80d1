"""Focus: whom each sentence is about, also where its verbs leave their subject out."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from typing import Final, NamedTuple

from bisum.stages.attribution.coreference.entities import Entity
from bisum.stages.attribution.coreference.sightings import Sighting

MAX_BACK: Final = 12
"""Mentions before a verb without a subject among which its subject is looked for."""

_SUBJECTS: Final = frozenset(("teller", "subject", "topic", "asker"))
_WHO_ACTS: Final = frozenset(("person", "role", "crowd"))


class Act(NamedTuple):
    """A finite verb that no phrase stands after as its subject: «ثم **ضحك**».

    Attributes:
        sentence: Number of its sentence in the article.
        place: Index of its unit in the passage.
        gender: Of who acts, ``m``, ``f`` or empty.
    """

    sentence: int
    place: int
    gender: str


class InFocus(NamedTuple):
    """Whom a text is about at one point; both None before anybody acts.

    Attributes:
        main: Who acts first in the sentence.
        last: Who acts last before that point.
    """

    main: Entity | None
    last: Entity | None


NOBODY: Final = InFocus(None, None)


class Focus:
    """Who is in focus at each point of an article."""

    def __init__(self, sightings: Sequence[tuple[Sighting, Entity]], acts: Sequence[Act]) -> None:
        self._points: list[tuple[int, int]] = []
        self._states: list[InFocus] = []
        events: list[tuple[tuple[int, int], str, Sighting | None, Entity | None]] = [
            ((act.sentence, act.place), act.gender, None, None) for act in acts
        ]
        events += [((seen.sentence, seen.place), "", seen, entity) for seen, entity in sightings]
        events.sort(key=lambda one: (one[0], one[2] is not None))
        recent: list[Entity] = []
        state, sentence = NOBODY, -1
        for point, gender, seen, entity in events:
            main = state.main if point[0] == sentence else None
            if seen is None or entity is None:
                who = _doer(gender, state.last, recent)
            else:
                recent = [*recent[1 - MAX_BACK :], entity]
                is_subject = seen.slot in _SUBJECTS and not seen.is_inside and entity.kind != "other"
                who = entity if is_subject else None
            if who is None:
                continue
            sentence = point[0]
            state = InFocus(main or who, who)
            self._points.append(point)
            self._states.append(state)

    def at(self, sentence: int, place: int) -> InFocus:
        """Give who is in focus just before a unit of a sentence."""
        index = bisect.bisect_left(self._points, (sentence, place)) - 1
        return self._states[index] if index >= 0 else NOBODY


def _doer(gender: str, last: Entity | None, recent: Sequence[Entity]) -> Entity | None:
    """Give who does what a verb without a subject says: whoever acted last, or the nearest of its gender."""
    if last is not None and last.agrees(gender, "s") and not last.is_plural:
        return last
    if not gender:
        return None
    mentioned = (one for one in reversed(recent) if one.kind in _WHO_ACTS and not one.is_plural)
    return next((one for one in mentioned if one.gender == gender), None)
