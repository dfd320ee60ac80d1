"""Whose a text or an utterance is: «تغريدة **لفلان** كتب فيها», «رسالة من **الوزير**: "…"»."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bisum.stages.arabic.cues import is_finite
from bisum.stages.arabic.lexicon import look_up
from bisum.stages.arabic.units import Unit
from bisum.stages.attribution.clauses.scene import Scene
from bisum.stages.attribution.clauses.subjects import is_bare_verb, source_mention, subject_after
from bisum.stages.attribution.mentions.limits import IN_IT
from bisum.stages.attribution.mentions.mention import Mention
from bisum.stages.attribution.mentions.reader import read_mention

ISSUED: Final = frozenset(("صدر", "يصدر", "صدرت", "تصدر", "ورد", "وردت", "جاء", "جاءت"))
"""Verbs of issuing a text, folded."""

MAX_TO_OWNER: Final = 14
"""Units between a text and the relative clause that says what stands in it."""

_ISSUERS: Final = frozenset(("person", "role", "body"))


def owner_before(scene: Scene, at: int) -> Mention | None:
    """Find whose text it is: «تغريدة للرئيس ترامب كتب فيها», «بيان للقيادة تعهدت فيه»."""
    units = scene.units
    if at + 1 >= len(units) or units[at + 1].key not in IN_IT:
        return None
    found: Mention | None = None
    for place in range(at - 1, max(scene.start, at - MAX_TO_OWNER), -1):
        if found is not None and units[place].key in ",;:.":
            break
        if units[place].kind == "w" and units[place].look.preposition == "ل":
            mention = source_mention(units, place, at)
            if mention is not None and mention.is_sure:
                found = mention  # the first one: «إفادة **لجارة** للمتهمة جاء فيها»
    return found


def issuer(scene: Scene, at: int) -> Mention | None:
    """Find who gave out the text that a verb says more of: «نعت **الهيئة** الراحلة في بيان قالت فيه …».

    None where the verb has no text right before it, or goes on by itself («وقالت»).
    """
    units = scene.units
    if units[at].look.conjunction or units[at].key[0] == "و":
        return None
    is_in_it = at + 1 < len(units) and units[at + 1].key in IN_IT
    first = max(scene.start, at - (MAX_TO_OWNER if is_in_it else 3))
    text = next((place for place in range(at - 1, first, -1) if _is_text(units[place])), None)
    if text is None or any(
        unit.kind != "w" and not (is_in_it and unit.key == ",") for unit in units[text:at]
    ):
        return None
    return main_subject(scene, text)


def main_subject(scene: Scene, stop: int) -> Mention | None:
    """Find the subject after the first verb of a sentence, where it is sure and may give words out."""
    units = scene.units
    for place in range(scene.start, stop):
        unit = units[place]
        if unit.key in ".;:?!" or unit.kind == "q":
            return None
        if unit.kind == "w" and (is_finite(unit) or is_bare_verb(unit)) and not unit.look.preposition:
            mention = subject_after(units, place + 1, stop)
            is_one = mention is not None and mention.is_sure and mention.kind in _ISSUERS
            return mention if is_one else None
    return None


def _is_text(unit: Unit) -> bool:
    """Tell whether a word is a text that is not known yet: «بيان», «بياناً»."""
    is_text = "text" in unit.look.tags or "text" in look_up(unit.look.stem.removesuffix("ا")).tags
    return unit.kind == "w" and is_text and not unit.look.is_definite


def utterer(scene: Scene, place: int, stop: int) -> Mention | None:
    """Find whose an utterance is that marks follow: «رسالة من الوزير إلى الصحافيين: "…"».

    Args:
        scene: The sentence.
        place: Index of the noun of utterance.
        stop: Index of the colon.
    """
    units = scene.units
    owner = _mouth(units, place, stop) or _owner_after(units, place, stop)
    if owner is not None:
        return owner
    for back in range(place - 1, scene.start, -1):
        if units[back - 1].look.stem in ISSUED and units[back].key in {"عن", "من"}:
            return read_mention(units, back + 1, place)
    subject = _subject_near(scene, place)
    if subject is not None:
        return subject
    return read_mention(units, place, stop) if units[place].look.is_definite else None


def _mouth(units: Sequence[Unit], place: int, stop: int) -> Mention | None:
    """Read «جاء رد الوزارة على لسان **مستشار**: «…»»."""
    for ahead in range(place + 1, stop - 2):
        if units[ahead].key == "علي" and units[ahead + 1].key == "لسان":
            return _sure(source_mention(units, ahead + 2, stop))
    return None


def _owner_after(units: Sequence[Unit], place: int, stop: int) -> Mention | None:
    """Read «رسالة **الوزير**: …», «رسالة من **الوزير**: …», «رسالة **للوزير**: …»."""
    if place + 1 < stop and not units[place].look.is_definite:
        owner = _sure(read_mention(units, place + 1, stop))
        if owner is not None:
            return owner
    for ahead in range(place + 1, stop - 1):
        is_from = units[ahead].key == "من"
        if is_from or units[ahead].look.preposition == "ل":
            owner = _sure(source_mention(units, ahead + is_from, stop))
            if owner is not None:
                return owner
    return None


def _subject_near(scene: Scene, place: int) -> Mention | None:
    """Read «وجه **الوزير** رسالة …: «…»»: the subject of the nearest verb with only words between."""
    units = scene.units
    for back in range(place - 1, scene.start - 1, -1):
        unit = units[back]
        if unit.kind != "w":
            return None
        if "verb" in unit.look.tags and not unit.look.is_definite:
            return _sure(subject_after(units, back + 1, place))
    return None


def _sure(mention: Mention | None) -> Mention | None:
    return mention if mention is not None and mention.is_sure else None
