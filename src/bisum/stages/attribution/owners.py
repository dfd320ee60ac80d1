"""Whose a text is that a verb says more of: «تغريدة **لفلان** كتب فيها»."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from bisum.stages.attribution.cues import is_finite
from bisum.stages.attribution.lexicon import look_up
from bisum.stages.attribution.mention import Mention
from bisum.stages.attribution.phrase_limits import IN_IT
from bisum.stages.attribution.subjects import is_bare_verb, source_mention, subject_after
from bisum.stages.attribution.words import Unit

MAX_TO_OWNER: Final = 14
"""Units between a text and the relative clause that says what stands in it."""


def owner_before(
    units: Sequence[Unit], start: int, at: int, stop: int, names: AbstractSet[str]
) -> Mention | None:
    """Find whose text it is: «تغريدة للرئيس ترامب كتب فيها», «بيان للقيادة تعهدت فيه»."""
    if at + 1 >= stop or units[at + 1].key not in IN_IT:
        return None
    found: Mention | None = None
    for place in range(at - 1, max(start, at - MAX_TO_OWNER), -1):
        if found is not None and units[place].key in ",;:.":
            break
        if units[place].kind == "w" and units[place].look.preposition == "ل":
            mention = source_mention(units, place, at, names)
            if mention is not None and mention.is_sure:
                found = mention  # the first one: «إفادة **لجارة** للمتهمة جاء فيها»
    return found


def issuer(units: Sequence[Unit], start: int, at: int, names: AbstractSet[str]) -> Mention | None:
    """Find who gave out the text that a verb says more of: «نعت **الهيئة** الراحلة في بيان قالت فيه …».

    None where the verb has no text right before it, or goes on by itself («وقالت»).
    """
    if units[at].look.conjunction or units[at].key[0] == "و":
        return None
    is_in_it = at + 1 < len(units) and units[at + 1].key in IN_IT
    first = max(start, at - (MAX_TO_OWNER if is_in_it else 3))
    text = next((place for place in range(at - 1, first, -1) if _is_text(units[place])), None)
    if text is None or any(
        unit.kind != "w" and not (is_in_it and unit.key == ",") for unit in units[text:at]
    ):
        return None
    return main_subject(units, start, text, names)


def main_subject(units: Sequence[Unit], start: int, stop: int, names: AbstractSet[str]) -> Mention | None:
    """Find the subject after the first verb of a sentence, where it is sure and may give words out."""
    for place in range(start, stop):
        unit = units[place]
        if unit.key in ".;:?!" or unit.kind == "q":
            return None
        if unit.kind == "w" and (is_finite(unit) or is_bare_verb(unit)) and not unit.look.preposition:
            mention = subject_after(units, place + 1, stop, names)
            is_one = mention is not None and mention.is_sure and mention.kind in _ISSUERS
            return mention if is_one else None
    return None


def _is_text(unit: Unit) -> bool:
    """Tell whether a word is a text that is not known yet: «بيان», «بياناً»."""
    is_text = "text" in unit.look.tags or "text" in look_up(unit.look.stem.removesuffix("ا")).tags
    return unit.kind == "w" and is_text and not unit.look.is_definite


_ISSUERS: Final = frozenset(("person", "role", "body"))
