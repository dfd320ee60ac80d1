"""Cited words: whose they are, where the one who reports them only cites or holds them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bisum.stages.arabic.cues import is_finite
from bisum.stages.arabic.units import Unit
from bisum.stages.arabic.verb_genders import subject_gender
from bisum.stages.attribution.clauses.scene import Scene
from bisum.stages.attribution.clauses.subjects import (
    adjacent_subject,
    source_mention,
    subject_after,
    subject_before,
)
from bisum.stages.attribution.frames.colons import UTTERANCES
from bisum.stages.attribution.frames.frame import Frame
from bisum.stages.attribution.mentions.mention import Mention
from bisum.stages.attribution.mentions.reader import read_mention
from bisum.stages.tables import read_set

MAX_TO_WORDS: Final = 14
"""Units between a noun for words and the words."""

MAX_TO_OWNER: Final = 4
"""Units from such a noun to «to», «by» or the verb of its clause."""

_CITES: Final = read_set("cites")
_ON_IT: Final = read_set("on it")
_BEARS: Final = read_set("bears")
_BEARING: Final = read_set("bearing")
_RELATES: Final = read_set("relates")
_IN_IT: Final = read_set("in it")
_CAME: Final = frozenset(("جاء", "ورد"))
_SPEAKS: Final = frozenset(("person", "role", "crowd", "body", "press"))
_WAS: Final = frozenset(("كان", "كانت"))


def cited_owner(scene: Scene, frame: Frame) -> Mention | None:
    """Find whose the words are that a frame cites or holds.

    «استشهد بعبارة **لوزير سابق**: …», «استعاد نصيحة كان **الراحل** يسديها: …», «رسالة بعث بها
    **المفتش** …، وفيها: …». None where the frame's own subject speaks.
    """
    units = scene.units
    if frame.content is None or frame.relay is not None:
        return None
    lemma = frame.verb.verb.lemma if frame.verb is not None else ""
    cites = lemma in _CITES
    holds = units[frame.at].key in _IN_IT or (lemma in _CAME and frame.mention is None)
    is_noun = frame.kind == "noun" and _is_words(units[frame.at])
    if not cites and not holds and not is_noun:
        return None
    last = frame.at if holds else frame.content - 1
    for place in range(last, max(scene.start - 1, frame.content - MAX_TO_WORDS, frame.at - MAX_TO_WORDS), -1):
        unit = units[place]
        if unit.kind == "w" and _is_words(unit) and (is_noun or place != frame.at):
            owner = _owner(units, place, frame.content) if cites else None
            return owner or _writer(units, place, frame.content)
        if unit.key in ".;?!":
            return None
    return None


def _is_words(unit: Unit) -> bool:
    """Tell whether a word is a noun for what is said or written."""
    return unit.look.stem.removesuffix("ا") in UTTERANCES


def _owner(units: Sequence[Unit], place: int, stop: int) -> Mention | None:
    """Read «عبارة لوزير», «قول منسوب إلى الرحالة فلان»."""
    for ahead in range(place + 1, min(stop - 1, place + MAX_TO_OWNER)):
        is_to = units[ahead].look.preposition == "ل"
        if is_to or (units[ahead].key == "الي" and units[ahead - 1].key.startswith("منسوب")):
            mention = source_mention(units, ahead if is_to else ahead + 1, stop)
            return mention if mention is not None and mention.is_sure else None
    return None


def _writer(units: Sequence[Unit], place: int, stop: int) -> Mention | None:
    """Read who wrote or gave them: «رسالة بعث بها فلان», «نصيحة كان الراحل يسديها»."""
    for ahead in range(place + 1, min(stop - 1, place + MAX_TO_OWNER)):
        unit = units[ahead]
        if unit.kind != "w" or "prep" in unit.look.tags or unit.look.preposition:
            return None
        if unit.key in _WAS:
            mention = read_mention(units, ahead + 1, stop)
        elif is_finite(unit) or unit.key in _RELATES or subject_gender(unit):
            mention = subject_after(units, ahead + 1, stop)
        else:
            continue
        return _speaking(mention)
    return None


def bearer(scene: Scene, frame: Frame) -> tuple[bool, Mention | None]:
    """Find who bears what is written on a thing: «رفع **المحتجون** لافتة كُتب عليها «…»».

    Returns:
        Whether somebody bears it, and who, where that is certain. Of a thing that hangs or stands by
        itself the article does not say whose words are on it.
    """
    units = scene.units
    if not _is_on_it(units, frame):
        return False, None
    for place in range(frame.at - 1, max(scene.start - 1, frame.at - MAX_TO_WORDS), -1):
        word = units[place].look.stem if units[place].look.conjunction else units[place].key
        if word in _BEARING:
            return True, _speaking(subject_before(scene, place))
        if word in _BEARS:
            mention = _speaking(subject_after(units, place + 1, frame.at))
            mention = mention or _speaking(adjacent_subject(scene, place))
            may_hang = word.endswith("ت")  # «عُلقت لافتة»
            return mention is not None or not may_hang, mention
    return False, None


def _is_on_it(units: Sequence[Unit], frame: Frame) -> bool:
    """Tell whether a verb says what is on a thing: «لافتة كُتب **عليها**», «لافتة **تقول**»."""
    if frame.after >= len(units):
        return False
    is_label = units[frame.at - 1].look.stem in _THINGS and not units[frame.at - 1].look.is_definite
    is_saying = frame.verb is not None and frame.verb.verb.lemma == "قال" and units[frame.at].key in _SAYS
    return units[frame.after].key in _ON_IT or (is_label and is_saying)


_THINGS: Final = frozenset(("لافته", "لافتات", "يافطه", "ملصق", "ملصقات", "لوحه"))
_SAYS: Final = frozenset(("تقول", "يقول"))


def _speaking(mention: Mention | None) -> Mention | None:
    """Keep a mention of somebody or some body that is sure."""
    return mention if mention is not None and mention.is_sure and mention.kind in _SPEAKS else None
