"""Frames of texts: «جاء في بيان للوزارة أن …»."""

from __future__ import annotations

from typing import Final

from bisum.stages.arabic.cues import VerbForm
from bisum.stages.attribution.clauses.scene import Scene
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


def text_frame(scene: Scene, at: int, one: VerbForm) -> Frame | None:
    """Read «جاء في بيان للوزارة أن …»: the text speaks, or the body that gave it out."""
    units = scene.units
    if at + 2 >= scene.stop or (
        at > scene.start and units[at - 1].key == "ما" and not follows_quote(scene, at - 1)
    ):
        return None
    mention = None
    if units[at + 1].key == "في":
        mention = _speaking(scene, at + 2)
    elif units[at + 1].look.preposition == "ب" and "text" in units[at + 1].look.tags:
        mention = source_mention(units, at + 1, scene.stop)  # «جاء بالبيان أن …»
    elif units[at + 1].key not in {"فيه", "فيها", "علي"}:
        return None
    content = content_after(scene, at, mention, one)
    follows = follows_quote(scene, at)
    if content is None and not follows:
        return None
    where, tie = content if content is not None else (None, "")
    return Frame(
        at=at,
        after=at + 1,
        kind="verb",
        verb=one,
        mention=mention,
        content=where,
        tie=tie,
        follows=follows and content is None,
    )


def _speaking(scene: Scene, at: int) -> Mention | None:
    """Read the body that gave the text out, or the text itself: «في بيان **للوزارة**», «في **التقرير**»."""
    units, stop = scene.units, scene.stop
    for ahead in range(at + 1, min(stop, at + MAX_TO_ISSUER)):
        unit = units[ahead]
        if unit.kind != "w" or "comp" in unit.look.tags:
            break
        if unit.look.preposition == "ل" and unit.look.tags & _TEXT_OWNERS:
            return source_mention(units, ahead, stop)
    return source_mention(units, _inside_text(scene, at), stop)


def _inside_text(scene: Scene, at: int) -> int:
    """Give where the text begins that a page or paragraph is of: «في الصفحة 41 من **التقرير**»."""
    units = scene.units
    if units[at].look.stem not in _PARTS:
        return at
    for place in range(at + 1, min(scene.stop - 1, at + 4)):
        if units[place].key == "من" or (place == at + 1 and units[place].look.is_definite):
            return place + (units[place].key == "من")
    return at
