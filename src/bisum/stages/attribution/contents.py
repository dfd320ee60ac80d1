"""Where what is said begins: after إنّ or a colon, at a quotation, or after the verb's preposition."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bisum.stages.attribution.cues import VerbForm, verb_forms
from bisum.stages.attribution.masdars import is_glued_act, is_masdar
from bisum.stages.attribution.mention import Mention
from bisum.stages.attribution.names import is_cue_word
from bisum.stages.attribution.words import Unit
from bisum.stages.tables import read_set

MAX_TO_CONTENT: Final = 34
"""Units between a verb and what is said."""

STRONG: Final = 3
"""Strength of the verbs that always report."""

LONG_QUOTE: Final = 30
"""Code points of a quotation that hardly is a name: its verb may stand twice as far off."""

MAX_TO_NOUN: Final = 14
"""Units between a verb and the preposition of what it asks for."""

_CALLS_ON: Final = frozenset(("دعا", "طالب", "ناشد", "حث", "حض"))
_ON_IT: Final = read_set("on it")
_NO_CLAUSE: Final = read_set("no clause")
_BODIES: Final = frozenset(("press", "body", "text"))


def content_after(
    units: Sequence[Unit], at: int, stop: int, mention: Mention | None, one: VerbForm
) -> tuple[int, str] | None:
    """Find where the reported clause begins: after إن or a colon, or at a quotation.

    Returns:
        The index of its first unit, and what ties it: ``ان``, ``:``, ``«``, or ``~`` where
        a quotation stands somewhere behind a verb of saying.
    """
    begin = mention.after if mention is not None and mention.after > at else at + 1
    n_words = 0
    loose = False
    for place in range(begin, min(stop, begin + MAX_TO_CONTENT)):
        unit = units[place]
        before = units[place - 1]
        if unit.kind == "q" and not _is_address(units, place, stop, one):
            is_long = unit.end - unit.start >= LONG_QUOTE
            is_written = any(near.look.stem in _UTTERANCES for near in units[max(begin, place - 2) : place])
            is_near = is_written or n_words <= NEAR_QUOTE[one.verb.strength] * (2 if is_long else 1)
            if is_near or (one.verb.strength == 3 and before.kind == "p"):
                return place, "«"
            if one.verb.strength < 3:
                return None
            loose = True
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
            if (
                is_cue_word(unit)
                and "prep" not in unit.look.tags
                and before.key != "في"  # «كتب في سجل المرصد: …»
                and not (before.key in _WHILE and one.verb.strength == STRONG)
                and before.key not in _BARS  # a verbal noun, a jussive or «ما شاهده» follows it
                and _is_next_report(unit, place - begin + (before.kind == "p"))
                and not is_condition(units, place, verb_forms(unit.key)[0])
            ):
                past = _past_aside(units, begin, place, stop) if one.verb.strength == STRONG else None
                return past or ((begin, "~") if loose else None)
    return (begin, "~") if loose else None


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


_MEANWHILE: Final = frozenset(("فيما", "بينما", "حين"))
N_TO_DONE: Final = 4
"""Units between «سبق» and its «أن»."""

_DONE: Final = frozenset(("سبق",))


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


_BECAUSE: Final = ("كان", "لان")


def _is_spelled(units: Sequence[Unit], at: int) -> bool:
    """Tell whether «إن» is a letter's name, «فان» a part of one: «سي إن إن», «فان دير هوفن»."""
    if units[at].key == "فان" and at + 1 < len(units) and units[at + 1].key in _NAME_LINKS:
        return True
    return any(unit.key in {"سي", "تي", "بي"} for unit in units[max(0, at - 2) : at])


_NAME_LINKS: Final = frozenset(("دير", "دن", "دي", "در", "ديك", "غوخ"))
_UTTERANCES: Final = read_set("utterances")
_WHILE: Final = frozenset(("وهو", "وهي", "وهم"))  # «قال، وهو يشير بمنجله إلى السياج: «…»»
_BARS: Final = frozenset(("عدم", "لم", "ما", "ممن"))


def _past_aside(units: Sequence[Unit], begin: int, place: int, stop: int) -> tuple[int, str] | None:
    """Find the clause that follows an aside with a verb of its own: «قال فلان، الذي تابع الأمر، إن …».

    Args:
        units: Of the passage.
        begin: Index of the unit where the search for the content began.
        place: Index of the aside's verb.
        stop: Index just after the sentence's last unit.
    """
    if units[place].look.conjunction or not any(unit.key in ",-" for unit in units[begin - 1 : place]):
        return None
    for ahead in range(place + 1, min(stop, begin + MAX_TO_CONTENT)):
        unit = units[ahead]
        is_long = unit.kind == "q" and unit.end - unit.start >= LONG_QUOTE
        if is_long or unit.key in ".:?!":
            return None
        if "comp" in unit.look.tags and unit.key in _THAT:
            return (ahead + 1, "ان") if units[ahead - 1].key in ",-" and ahead + 1 < stop else None
    return None


_THAT: Final = read_set("that")


NEAR_QUOTE: Final = (6, 1, 4, 6)
"""Words that may stand between subject and quotation, by the strength of the verb."""


def _is_address(units: Sequence[Unit], at: int, stop: int, one: VerbForm) -> bool:
    """Tell whether a quotation is a name on the way to what is said."""
    if one.verb.lemma in _NAMES_THINGS:
        return False
    is_named = units[at - 1].key == "ل" or (_is_name_quote(units, at) and at + 1 < stop)
    return is_named or one.verb.lemma in _NEVER_MARKS or _is_in_phrase(units, at, stop)


def is_condition(units: Sequence[Unit], at: int, one: VerbForm) -> bool:
    """Tell whether a verb only says that its subject stays unnamed: «، طلب عدم الكشف عن اسمه،»."""
    following = units[at + 1].key if at + 1 < len(units) else ""
    if one.verb.lemma in _CONDITIONS and following in _WITHHOLDS:
        return True
    is_aside = at > 0 and units[at - 1].kind == "p" and one.verb.lemma in _CONDITIONS
    n = N_TO_HIDDEN if is_aside else 2 if one.verb.lemma in _NAMES_SOURCE else 0
    return any(unit.key in _HIDDEN for unit in units[at + 1 : at + 1 + n])


N_TO_HIDDEN: Final = 5
"""Units from «طلب» to what is kept back: «طلب عدم الكشف عن **هويته**»."""

_HIDDEN: Final = read_set("hidden")
_NAMES_SOURCE: Final = frozenset(("كشف", "ذكر", "ذكّر", "نشر", "أعلن", "أفصح", "أفاد"))
_CONDITIONS: Final = frozenset(("طلب", "طالب", "رفض", "اشترط", "فضل", "آثر"))
_WITHHOLDS: Final = read_set("withholds")


def _is_next_report(unit: Unit, distance: int) -> bool:
    if unit.look.preposition:
        return False
    kind = verb_forms(unit.key)[0].form.kind
    return (kind == "verb" and distance > 1) or (kind == "participle" and distance > 0)


_NAMES_THINGS: Final = read_set("names things")
_NEVER_MARKS: Final = read_set("never marks")


def _is_in_phrase(units: Sequence[Unit], at: int, stop: int) -> bool:
    """Tell whether a short quotation is a name in a phrase, by what follows: أن، الذي, a later colon."""
    unit = units[at]
    if unit.end - unit.start > 42 or at + 1 >= stop:
        return False
    if units[at - 1].look.tags & {"comp"} or units[at - 1].key == ":":
        return False
    if _is_dated_clause(units, at + 1, stop):
        return True
    following = units[at + 1]
    if following.key == "," and at + 2 < stop:
        following = units[at + 2]
    if following.look.tags & {"comp", "rel"} or following.key == "عن":
        return True
    if units[at - 1].look.tags & {"role", *_BODIES} and any(
        "comp" in near.look.tags for near in units[at + 1 : min(stop, at + 5)]
    ):
        return True
    return _is_told_later(units, at, stop)


def _is_dated_clause(units: Sequence[Unit], at: int, stop: int) -> bool:
    """Tell whether only a date stands before «أن»: «لإذاعة «النور» مساء أمس الأحد أن …»."""
    place = at
    while place < min(stop, at + MAX_DATE) and (units[place].kind == "n" or "time" in units[place].look.tags):
        place += 1
    return at < place < stop and units[place].key in _THAT


MAX_DATE: Final = 7
"""Units of the longest date: «مساء أمس الأحد 22 جويلية 2016»."""


def _is_told_later(units: Sequence[Unit], at: int, stop: int) -> bool:
    """Tell whether a colon with marks or «، إن» follows a quotation, with no verb of its own between."""
    for place in range(at + 1, min(stop - 1, at + 14)):
        is_joined = units[place].kind == "w" and units[place].key[0] == "و"
        if is_joined and any(one.form.kind == "verb" for one in verb_forms(units[place].key)):
            return False  # «ويتساءل «…؟»، ويستطرد: «…»»
        if units[place].key == ":" and units[place + 1].kind == "q":
            return True
        if units[place].key == "," and units[place + 1].key in _THAT:
            return True
    return False


def _is_name_quote(units: Sequence[Unit], at: int) -> bool:
    before = units[at - 1]
    is_verb = any(one.form.kind == "verb" for one in verb_forms(before.key))
    return bool(before.look.tags & _BODIES) and not is_verb and units[at].end - units[at].start < 40


def nominal_content(
    units: Sequence[Unit], at: int, stop: int, mention: Mention | None, one: VerbForm
) -> tuple[int, str] | None:
    """Find content that is no clause: «حذر من …», «دعا إلى …», «شدد على ضرورة …»."""
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
