"""Authors: whose words a statement holds that the article goes on to quote: «وأكد البيان أن …»."""

from __future__ import annotations

from typing import Final

from bisum.stages.attribution.discourse import Discourse
from bisum.stages.attribution.entities import Entity
from bisum.stages.tables import read_set

_AUTHORS: Final = frozenset(("person", "role", "body", "crowd"))
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
