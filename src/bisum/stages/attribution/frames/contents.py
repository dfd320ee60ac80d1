"""Where what is said begins: after إنّ or a colon, at a quotation, or after the verb's preposition."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bisum.stages.arabic.cues import STRONG, VerbForm, verb_forms
from bisum.stages.arabic.masdars import is_glued_act, is_masdar
from bisum.stages.arabic.name_words import is_cue_word
from bisum.stages.arabic.units import Unit
from bisum.stages.attribution.clauses.scene import Scene
from bisum.stages.attribution.clauses.verb_uses import is_condition
from bisum.stages.attribution.frames.quoted_names import THAT, is_quoted_name
from bisum.stages.attribution.mentions.mention import Mention
from bisum.stages.tables import read_set

MAX_TO_CONTENT: Final = 34
"""Units between a verb and what is said."""

LONG_QUOTE: Final = 30
"""Code points of a quotation that hardly is a name: its verb may stand twice as far off."""

MAX_TO_NOUN: Final = 14
"""Units between a verb and the preposition of what it asks for."""

N_TO_DONE: Final = 4
"""Units between «سبق» and its «أن»."""

NEAR_QUOTE: Final = (6, 1, 4, 6)
"""Words that may stand between subject and quotation, by the strength of the verb."""

_CALLS_ON: Final = frozenset(("دعا", "طالب", "ناشد", "حث", "حض"))
_ON_IT: Final = read_set("on it")
_NO_CLAUSE: Final = read_set("no clause")
_DONE: Final = frozenset(("سبق",))
_MEANWHILE: Final = frozenset(("فيما", "بينما", "حين"))
_BECAUSE: Final = ("كان", "لان")
_NAME_LINKS: Final = frozenset(("دير", "دن", "دي", "در", "ديك", "غوخ"))
_UTTERANCES: Final = read_set("utterances")
_WHILE: Final = frozenset(("وهو", "وهي", "وهم"))  # «قال، وهو يشير بمنجله إلى السياج: «…»»
_BEFORE_NO_REPORT: Final = frozenset(("عدم", "لم", "ما", "ممن", "في"))
"""Before verbal nouns, jussives and relative clauses: «ما شاهده», «كتب في سجل المرصد: …»."""


def content_after(scene: Scene, at: int, mention: Mention | None, one: VerbForm) -> tuple[int, str] | None:
    """Find where the reported clause begins: after إن or a colon, or at a quotation.

    Returns:
        The index of its first unit, and what ties it: ``ان``, ``:``, ``«``, or ``~`` where
        a quotation stands somewhere behind a verb of saying.
    """
    units, stop = scene.units, scene.stop
    begin = mention.after if mention is not None and mention.after > at else at + 1
    is_strong = one.verb.strength == STRONG
    n_words = 0
    loose = None
    for place in range(begin, min(stop, begin + MAX_TO_CONTENT)):
        unit = units[place]
        if unit.kind == "q" and not is_quoted_name(scene, place, one):
            if _is_near(units, begin, place, n_words, one) or (is_strong and units[place - 1].kind == "p"):
                return place, "«"
            if not is_strong:
                return None
            loose = begin, "~"
        elif unit.key in ":.?!":
            return (place + 1, ":") if unit.key == ":" and place + 1 < stop else None
        elif unit.kind == "w" and _starts_anew(units, place):
            break
        elif unit.kind == "w":
            n_words += 1
            if "comp" in unit.look.tags and _opens_none(units, begin, place):
                continue
            if "comp" in unit.look.tags and unit.key[0] == "و":
                break  # it goes on with what an earlier verb reports
            if "comp" in unit.look.tags and not unit.key.startswith(_BECAUSE):
                return (place + 1, "ان") if place + 1 < stop else None
            if _is_next_report(units, begin, place, one):
                return (_past_aside(scene, begin, place) if is_strong else None) or loose
    return loose


def _is_near(units: Sequence[Unit], begin: int, place: int, n_words: int, one: VerbForm) -> bool:
    """Tell whether a quotation stands near enough to its verb, or right after a noun for what is said."""
    unit = units[place]
    if any(near.look.stem in _UTTERANCES for near in units[max(begin, place - 2) : place]):
        return True
    is_long = unit.end - unit.start >= LONG_QUOTE
    return n_words <= NEAR_QUOTE[one.verb.strength] * (2 if is_long else 1)


def _is_next_report(units: Sequence[Unit], begin: int, place: int, one: VerbForm) -> bool:
    """Tell whether the next report begins at a word, so that what follows is none of this one's."""
    unit, before = units[place], units[place - 1]
    if not is_cue_word(unit) or unit.look.preposition or "prep" in unit.look.tags:
        return False
    if before.key in _BEFORE_NO_REPORT or (before.key in _WHILE and one.verb.strength == STRONG):
        return False
    first = verb_forms(unit.key)[0]
    distance = place - begin + (before.kind == "p")
    is_far = distance > (1 if first.form.kind == "verb" else 0)
    return first.form.kind in {"verb", "participle"} and is_far and not is_condition(units, place, first)


def _opens_none(units: Sequence[Unit], begin: int, place: int) -> bool:
    """Tell whether «إن» is a name's part, or belongs to another word than the verb."""
    is_apart = units[place - 1].key in _NO_CLAUSE or _is_spelled(units, place)
    return is_apart or _is_governed(units, begin, place)


def _is_governed(units: Sequence[Unit], begin: int, place: int) -> bool:
    """Tell whether «أن» belongs to a verb of an aside: «، طلب ألا يُنشر اسمه، إن …», «سبق له أن وصفها»."""
    before = units[place - 1]
    forms = verb_forms(before.key)
    if forms and place - 1 > begin and is_condition(units, place - 1, forms[0]):
        return True
    near = units[max(begin, place - N_TO_DONE) : place]
    return any(unit.look.stem in _DONE for unit in near)


def _starts_anew(units: Sequence[Unit], place: int) -> bool:
    """Tell whether another verb of the table stands here that only a colon or marks can follow.

    «كما طلب صاحبه، وقرأ بصوت عالٍ: «…»»: what follows the colon was read, not asked for.
    """
    unit, before = units[place], units[place - 1]
    if unit.look.is_definite or unit.look.preposition or before.key == "ان" or "prep" in unit.look.tags:
        return False
    if before.key in ",;" and unit.key in _MEANWHILE:
        return True  # «نفت المصادر توقيف أي أستاذ، فيما يُرتقب أن …»
    forms = [one for one in verb_forms(unit.key) if one.form.kind == "verb" and one.form.person == 3]
    following = units[place + 1] if place + 1 < len(units) else unit
    is_dated = "time" in following.look.tags or following.key == ":"  # «، نشر أمس: «…»»
    is_noun_too = any(one.form.kind == "noun" for one in verb_forms(unit.key))
    if not forms or (is_noun_too and not is_dated and following.key not in _ON_IT):
        return False
    is_joined = all(one.form.key != unit.key for one in forms) and unit.key[0] == "و"
    is_joined = is_joined or following.key in _ON_IT  # «رد ببيان شكر فيه الوزيرة على «…»»
    return forms[0].verb.strength == 1 and (is_joined or before.key in ",;")


def _is_spelled(units: Sequence[Unit], at: int) -> bool:
    """Tell whether «إن» is a letter's name, «فان» a part of one: «سي إن إن», «فان دير هوفن»."""
    if units[at].key == "فان" and at + 1 < len(units) and units[at + 1].key in _NAME_LINKS:
        return True
    return any(unit.key in {"سي", "تي", "بي"} for unit in units[max(0, at - 2) : at])


def _past_aside(scene: Scene, begin: int, place: int) -> tuple[int, str] | None:
    """Find the clause that follows an aside with a verb of its own: «قال فلان، الذي تابع الأمر، إن …».

    Args:
        scene: The sentence.
        begin: Index of the unit where the search for the content began.
        place: Index of the aside's verb.
    """
    units = scene.units
    if units[place].look.conjunction or not any(unit.key in ",-" for unit in units[begin - 1 : place]):
        return None
    for ahead in range(place + 1, min(scene.stop, begin + MAX_TO_CONTENT)):
        unit = units[ahead]
        is_long = unit.kind == "q" and unit.end - unit.start >= LONG_QUOTE
        if is_long or unit.key in ".:?!":
            return None
        if "comp" in unit.look.tags and unit.key in THAT:
            return (ahead + 1, "ان") if units[ahead - 1].key in ",-" and ahead + 1 < scene.stop else None
    return None


def nominal_content(scene: Scene, at: int, mention: Mention | None, one: VerbForm) -> tuple[int, str] | None:
    """Find content that is no clause: «حذر من …», «دعا إلى …», «شدد على ضرورة …»."""
    units, stop = scene.units, scene.stop
    ties = one.verb.ties
    begin = mention.after if mention is not None and mention.after > at else at + 1
    is_cut = begin < stop and units[begin].key == ","  # «دعت المنظمات، في بيان …، السلطات إلى كشف …»
    limit = min(stop, begin + MAX_TO_NOUN * (2 if is_cut or one.verb.lemma in _CALLS_ON else 1))
    first: tuple[int, str] | None = None
    for place in range(begin, limit):
        unit = units[place]
        if unit.kind == "q" or unit.key in ".?!:":
            return first
        if unit.kind != "w":
            continue
        found = None
        if unit.key in ties and unit.key != "ان" and place + 1 < stop:
            found = place + 1, unit.key
        elif unit.look.preposition and unit.look.preposition in ties:
            found = place, unit.look.preposition
        elif "ب" in ties and is_glued_act(unit):
            return place, "ب"
        elif is_cue_word(unit) and "prep" not in unit.look.tags:
            return first
        if found is not None:
            if units[found[0]].kind == "q" or is_masdar(units[found[0]]):
                return found
            first = first or found
    return first
