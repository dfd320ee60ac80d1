"""What a frame asks of its speaker: gender and number, another than before, or nobody."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Literal

from bisum.stages.arabic.units import Unit
from bisum.stages.arabic.verb_places import WAS_ASKED, is_question
from bisum.stages.attribution.clauses.scene import Scene
from bisum.stages.attribution.clauses.verb_uses import OF_HIM, PASSES_ON
from bisum.stages.attribution.frames.formulas import OWNERS
from bisum.stages.attribution.frames.frame import Frame
from bisum.stages.tables import read_set

_SAID_OF_ALL: Final = read_set("said of all")

_ANSWERS: Final = read_set("answers")

_REPLIES: Final = read_set("replies")

_OF_TEXTS: Final = read_set("of texts")

_TEXT_LEMMAS: Final = frozenset(("جاء", "ورد"))

# Stems whose active imperfect has no u: «يُكتب» is a passive, «يُضيف» is none.
_SIMPLE: Final = frozenset(("كتب", "ذكر", "نقل", "سمع", "عرف", "زعم", "ظن", "قرا"))
_PASSIVE: Final = re.compile("[وفس]?[\u0621-\u064a]\u064f")


def agreement(frame: Frame) -> tuple[str, str]:
    """Give the gender and number that a frame asks of its subject; empty where it asks nothing."""
    if frame.verb is None:
        return OWNERS.get(frame.owner, ("", "s"))
    form = frame.verb.form
    gender = "" if frame.verb.verb.lemma in _TEXT_LEMMAS else form.gender
    if frame.kind == "noun" and frame.verb.verb.lemma == "وصف":
        return "", ""  # «بوصفه»: of whom it is said
    if form.number == "p":
        return gender, "p"
    return gender, "" if frame.kind == "noun" else "s"


def turn_of(scene: Scene, frame: Frame) -> Literal["turn", "reply", ""]:
    """Tell how a verb without subject turns to the other speaker.

    Returns:
        ``turn`` where somebody is asked in the same sentence («وحين سأله فلان، قال»),
        ``reply`` where the verb says so («فأجاب»), else an empty string.
    """
    verb = frame.verb
    if verb is None or verb.form.kind != "verb":
        return ""
    question = _question_before(scene, frame)
    if question is not None and _asks_nobody(scene, question):
        return ""  # «سألناه عن التجربة فأجاب: …»
    if verb.verb.lemma in _REPLIES and question is not None:
        return "turn"
    turns = verb.verb.lemma in _ANSWERS and (frame.follows or scene.units[frame.at].key[0] == "ف")
    return "reply" if turns else ""


MAX_TO_ANSWER: Final = 40
"""Units from a question to the verb of its answer in the same sentence."""


def _question_before(scene: Scene, frame: Frame) -> int | None:
    """Find where somebody is asked earlier in the sentence, without the words of the question."""
    for place in range(frame.at - 1, max(scene.start - 1, frame.at - MAX_TO_ANSWER), -1):
        unit = scene.units[place]
        if unit.key in ".:;?!":
            return None
        if is_question(unit):
            return place
    return None


_ABOUT: Final = frozenset(("عما", "عمن", "حول", "بشان"))


def _asks_nobody(scene: Scene, place: int) -> bool:
    """Tell whether a word of asking brings in nobody who asks: «حين سئل عن ذلك», «ردا على سؤال عما …»."""
    key = scene.units[place].key.removeprefix("و")
    following = scene.units[place + 1] if place + 1 < scene.stop else None
    is_about = following is not None and (following.key in _ABOUT or "prep" in following.look.tags)
    if following is None or following.kind != "w" or not is_about:
        return key.startswith("سالنا")
    is_noun = key.startswith("سوال")
    return (is_noun and following.key != "من") or key in WAS_ASKED or key.startswith("سالنا")


def is_impersonal(scene: Scene, frame: Frame) -> bool:
    """Tell whether a verb names nobody: «قيل»، «يُحكى»، «كُتب عليها»، «سألناه»."""
    verb = frame.verb
    if verb is None or verb.form.kind != "verb":
        return False
    if verb.verb.lemma == "نقل" and _is_of_him(scene, frame):
        return False  # «ونُقل عنه أنه …»
    if verb.verb.lemma == "قيل" or verb.form.person == 1:
        return True  # «قلت له»: the writer, whom the article doesn't name
    opens = all(other.look.tags & {"conj", "adv"} for other in scene.units[scene.start : frame.at])
    if opens and verb.form.key in _SAID_OF_ALL:
        return True
    unit = scene.units[frame.at]
    following = scene.units[frame.after] if frame.after < len(scene.units) else None
    if verb.verb.lemma in _OF_TEXTS and following is not None and following.key in {"عليها", "عليه"}:
        return True
    is_bare = verb.form.number == "s" and (verb.form.gender == "m" or verb.verb.lemma in _OF_TEXTS)
    return is_bare and _is_passive(scene.text[unit.start : unit.end], verb.form.key)


def passes_on_his(scene: Scene, frame: Frame) -> bool:
    """Tell whether a verb passes on the words of whoever was named before: «زواره نقلوا **عنه** أنه …»."""
    is_passing = frame.verb is not None and frame.verb.verb.lemma in PASSES_ON
    return is_passing and frame.at + 1 < scene.stop and _is_of_him(scene, frame)


def _is_of_him(scene: Scene, frame: Frame) -> bool:
    """Tell whether «عنه» stands right after a verb."""
    return frame.at + 1 < len(scene.units) and scene.units[frame.at + 1].key in OF_HIM


def came_this(units: Sequence[Unit], start: int) -> bool:
    """Tell whether a sentence says where the words before it were said: «وجاء ذلك في تعليقه …»."""
    is_coming = units[start].key.removeprefix("و") in {"جاء", "جاءت", "ياتي"}
    return is_coming and start + 1 < len(units) and units[start + 1].key in {"ذلك", "هذا", "هذه"}


def _is_passive(word: str, key: str) -> bool:
    """Tell whether a word is written as a passive: «كُتب», «يُقال», but not «يُضيف»."""
    if _PASSIVE.match(word) is None:
        return False
    is_imperfect = key[0] in "يت"
    is_hollow = len(key) == len("يقال") and key[2] == "ا"
    return not is_imperfect or is_hollow or word.endswith("ى") or key[1:] in _SIMPLE
