"""Authors: whose words a statement holds that the article goes on to quote: «وأكد البيان أن …»."""

from __future__ import annotations

from typing import Final

from bisum.stages.arabic.lexicon import look_up
from bisum.stages.attribution.clauses.scene import Scene
from bisum.stages.attribution.coreference.discourse import Discourse
from bisum.stages.attribution.coreference.entities import Entity
from bisum.stages.attribution.frames.frame import Frame
from bisum.stages.tables import read_set

MAX_TO_OWNER: Final = 2
"""Sentences before one that says «its report» in which its owner is looked for."""

_AUTHORS: Final = frozenset(("person", "role", "body", "crowd"))
_HELD: Final = frozenset(("جاء", "ورد"))
_STATEMENTS: Final = read_set("statements")


def author_of(text: Entity | None, discourse: Discourse) -> Entity | None:
    """Give who gave out a statement: the subject of the sentence that mentions it first.

    Studies and reports speak for themselves. None where no subject is in sight.
    """
    if text is None or text.kind != "text" or text.head not in _STATEMENTS:
        return None
    first = next((seen for seen, one in discourse.sightings if one is text), None)
    if first is None:
        return None
    for seen, one in discourse.seen_in(first.sentence):
        if one is text or seen.is_inside or seen.slot == "governed" or one.kind == "press":
            continue
        is_before = seen.place < first.place
        is_subject = seen.slot in {"teller", "subject"} or (seen.slot == "topic" and is_before)
        return one if is_subject and one.is_sure and one.kind in _AUTHORS else None
    return None


def owner_of(scene: Scene, frame: Frame, discourse: Discourse) -> Entity | None:
    """Give whose text speaks where it is only called theirs: «جاء في بيانها أن …», «أورد تقريره أن …».

    Where the sentence itself names the owner, after ل or as its subject, see ``owners``.

    Args:
        scene: The sentence.
        frame: The frame, whose verb the text follows.
        discourse: Who is who.
    """
    units = scene.units
    is_held = frame.verb is not None and frame.verb.verb.lemma in _HELD
    place = frame.at + 1 + is_held  # «جاء في …»
    if frame.kind != "verb" or place >= len(units) or units[place].kind != "w":
        return None
    gender = _owner_gender(units[place].key)
    if not gender:
        return None
    for here in range(scene.sentence, scene.sentence - MAX_TO_OWNER - 1, -1):
        for seen, entity in reversed(discourse.seen_in(here)):
            is_before = here < scene.sentence or seen.place < frame.at
            is_subject = seen.slot in {"teller", "subject", "topic"} and not seen.is_inside
            if is_before and is_subject and entity.kind in _AUTHORS and entity.gender == gender:
                return entity
    return discourse.current(gender, "s", texts=False)


def _owner_gender(key: str) -> str:
    """Give the gender of whoever a text belongs to by the pronoun on it; empty where it is no such text."""
    for end, gender in (("ها", "f"), ("ه", "m")):
        stem = key.removesuffix(end)
        if stem == key or len(stem) <= 2:
            continue
        known = stem[:-1] + "ه" if stem.endswith("ت") and not stem.endswith("ات") else stem
        if "text" in look_up(known).tags and "text" not in look_up(key).tags:
            return gender
    return ""
