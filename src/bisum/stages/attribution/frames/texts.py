"""Frames of texts: «جاء في بيان للوزارة أن …»."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bisum.stages.arabic.cues import VerbForm
from bisum.stages.arabic.units import Unit
from bisum.stages.attribution.clauses.subjects import source_mention
from bisum.stages.attribution.frames.contents import content_after
from bisum.stages.attribution.frames.formulas import follows_quote
from bisum.stages.attribution.frames.frame import Frame
from bisum.stages.attribution.mentions.mention import Mention
from bisum.stages.tables import read_set

MAX_TO_ISSUER: Final = 7
"""Units from the noun of the text to the ل before who issued it."""

_TEXT_OWNERS: Final = frozenset(("press", "body"))
_PARTS: Final = read_set("parts of texts")


def text_frame(units: Sequence[Unit], at: int, start: int, stop: int, one: VerbForm) -> Frame | None:
    """Read «جاء في بيان للوزارة أن …»: the text speaks, or the body that gave it out."""
    if at + 2 >= stop or (
        at > start and units[at - 1].key == "ما" and not follows_quote(units, at - 1, start)
    ):
        return None
    mention = None
    if units[at + 1].key == "في":
        mention = _speaking(units, at + 2, stop)
    elif units[at + 1].look.preposition == "ب" and "text" in units[at + 1].look.tags:
        mention = source_mention(units, at + 1, stop)  # «جاء بالبيان أن …»
    elif units[at + 1].key not in {"فيه", "فيها", "علي"}:
        return None
    content = content_after(units, at, stop, mention, one)
    follows = follows_quote(units, at, start)
    if content is None and not follows:
        return None
    where, tie = content if content is not None else (None, "")
    return Frame(at, at + 1, "verb", one, mention, None, where, tie, follows and content is None)


def _speaking(units: Sequence[Unit], at: int, stop: int) -> Mention | None:
    """Read the body that gave the text out, or the text itself: «في بيان **للوزارة**», «في **التقرير**»."""
    for ahead in range(at + 1, min(stop, at + MAX_TO_ISSUER)):
        unit = units[ahead]
        if unit.kind != "w" or "comp" in unit.look.tags:
            break
        if unit.look.preposition == "ل" and unit.look.tags & _TEXT_OWNERS:
            return source_mention(units, ahead, stop)
    return source_mention(units, _inside_text(units, at, stop), stop)


def _inside_text(units: Sequence[Unit], at: int, stop: int) -> int:
    """Give where the text begins that a page or paragraph is of: «في الصفحة 41 من **التقرير**»."""
    if units[at].look.stem not in _PARTS:
        return at
    for place in range(at + 1, min(stop - 1, at + 4)):
        if units[place].key == "من" or (place == at + 1 and units[place].look.is_definite):
            return place + (units[place].key == "من")
    return at
