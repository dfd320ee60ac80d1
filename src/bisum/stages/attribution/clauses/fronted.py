"""Subjects before their verbs: what a sentence opens with, and what stands right after أنّ."""

from __future__ import annotations

from typing import Final

from bisum.stages.attribution.clauses.scene import Scene
from bisum.stages.attribution.clauses.subjects import AUXILIARIES
from bisum.stages.attribution.mentions.mention import Mention
from bisum.stages.attribution.mentions.reader import read_mention
from bisum.stages.tables import read_set


def fronted_subject(scene: Scene, at: int) -> Mention | None:
    """Find the phrase that a sentence opens with as its subject, before a verb further on.

    «أما سعاد فقالت …», «الخبير، الذي استمع إلى التسجيل، قال …»: names inside the relative
    clause are not the subject.
    """
    units, start = scene.units, scene.start
    if start >= at:
        return None
    if units[start].key in _AS_FOR:
        return read_mention(units, start + 1, at)
    mention = read_mention(units, start, at)
    if mention is None or not mention.is_sure:
        return None
    place = mention.after
    if place < at and units[place].key in ",-":
        place += 1
    is_clause = place < at and ("rel" in units[place].look.tags or units[place].key in AND_HE)
    return mention if is_clause else None


def contrasted_subject(scene: Scene, at: int) -> Mention | None:
    """Find whom a contrast sets against who spoke before: «…، لكن الناشطة فلانة، مؤسسة جمعية …، ترى أن …».

    The verb must stand right after the phrase, or after the comma that closes an aside.
    """
    units = scene.units
    for place in range(at - 2, max(scene.start, at - MAX_TO_CONTRAST) - 1, -1):
        unit = units[place]
        if unit.kind == "q" or unit.key in ".?!;:":
            return None
        if unit.key in _CONTRASTS:
            mention = read_mention(units, place + 1, at)
            if mention is None or not mention.is_sure:
                return None
            is_aside = units[at - 1].key == "," and mention.after < at and units[mention.after].key == ","
            return mention if mention.after == at or is_aside else None
    return None


_CONTRASTS: Final = read_set("opens contrast")

MAX_TO_CONTRAST: Final = 24
"""Units from «لكن» to the verb of whom it sets against the others."""

_AS_FOR: Final = frozenset(("اما", "واما", "لكن", "ولكن"))
AND_HE: Final = frozenset(("وهو", "وهي"))
"""What opens a clause about whoever was just named."""

MAX_TO_CLAUSE: Final = 10
"""Units from أنّ to the verb whose subject stands right after it."""


def subject_after_that(scene: Scene, at: int) -> Mention | None:
    """Find the subject right after أنّ of the clause that a verb stands in: «روى أن وزيرا سابقا قال له».

    Other than with ``clause_subject``, «لم», «لن» and «أمس» may stand before the verb.
    """
    units = scene.units
    for place in range(at - 2, max(scene.start, at - MAX_TO_CLAUSE), -1):
        unit = units[place]
        if unit.kind != "w":
            return None
        if "comp" in unit.look.tags:
            mention = read_mention(units, place + 1, at)
            between = units[mention.after : at] if mention is not None else ()
            is_near = all(one.look.tags & {"neg", "adv", "time"} or one.key in AUXILIARIES for one in between)
            return mention if mention is not None and mention.is_sure and is_near else None
    return None
