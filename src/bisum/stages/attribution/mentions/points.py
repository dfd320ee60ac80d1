"""Points and quotations inside a noun phrase: «النائب (فلان) …»، «المحامي، فلان، …»، «صحيفة "المساء"»."""

from __future__ import annotations

from typing import Final

from bisum.stages.arabic.lexicon import look_up
from bisum.stages.arabic.name_words import is_cue_word
from bisum.stages.arabic.units import Unit
from bisum.stages.attribution.mentions.name_starts import is_name_at, is_short_title, is_titled_name
from bisum.stages.attribution.mentions.phrase import BODIES, Phrase

MAX_QUOTED_BODY: Final = 42
"""Code points of the longest name of a body in quotation marks, marks included."""

MAX_QUOTED_PERSON: Final = 36
"""The same of a person's."""

MAX_BRACKETED: Final = 8
"""Units of the longest aside in brackets that a phrase goes on after, brackets included."""

_OF_WORKS: Final = frozenset(
    ("صاحب", "صاحبه", "مولف", "مولفه", "بطل", "بطله", "مخرج", "مخرجه",
     "ضيف", "ضيفه", "مذيع", "مذيعه", "مقدم", "مقدمه")
)  # fmt: skip
"""Whose name is not what stands in marks after it: «صاحبة «ليل مالح»», «ضيف «حديث المساء»»."""
_NAMES: Final = frozenset(("given", "name"))
_LEAST_SAID: Final = 2  # words
_DENIES: Final = frozenset(("neg", "comp"))


def take_bracketed(phrase: Phrase, place: int) -> int:
    """Pass over what stands in brackets, and give its units; 0 where they aren't closed soon."""
    for ahead in range(place + 1, min(place + MAX_BRACKETED, phrase.stop)):
        if phrase.units[ahead].key == ")":
            return ahead - place + 1
    return 0


def take_after_comma(phrase: Phrase, place: int) -> int:
    """Take the name after an office and a comma, and give the units taken; 0 where none stands there."""
    if phrase.name or not phrase.roles:
        return 0
    if is_short_title(phrase, place + 1):
        return 3
    if is_titled_name(phrase, place + 1):
        first = place + 2
    elif is_name_at(phrase, place + 1):
        first = place + 1
    else:
        return 0
    phrase.role = (phrase.office_start(), phrase.units[place - 1].end)
    phrase.name.append(first)
    phrase.last = first
    return first - place + 1


def take_quote(phrase: Phrase, place: int) -> int:
    """Take a quotation that names a body or who bears an office; 0 for any other."""
    if phrase.name:
        return 0
    unit, before = phrase.units[place], phrase.units[place - 1]
    is_short = unit.end - unit.start <= MAX_QUOTED_BODY
    is_said = "press" not in before.look.tags and _is_said(unit)
    if is_short and not is_said and (before.look.tags & BODIES or before.key == "باسم"):
        return phrase.take(place)
    if phrase.kind == "role" and _is_person(phrase, place):
        phrase.quoted = place
        phrase.role = (phrase.office_start(), before.end)
        return phrase.take(place)
    return 0


def _is_said(unit: Unit) -> bool:
    """Tell whether short words in marks deny something, as no name does: «الوزارة «لم تعد بأي زيادة»»."""
    words = [look_up(word) for word in unit.look.stem.split()]
    if len(words) < _LEAST_SAID or not words[0].tags & _DENIES:
        return False
    return words[0].stem != "لا" or not words[1].is_unknown  # «شركة «لا بوستين»»


def _is_person(phrase: Phrase, place: int) -> bool:
    """Tell whether a short quotation after an office is a name, by what follows it."""
    unit = phrase.units[place]
    is_long = unit.end - unit.start > MAX_QUOTED_PERSON
    before = phrase.units[place - 1].look
    if is_long or place + 1 >= phrase.stop or before.stem in _OF_WORKS:
        return False
    words = [look_up(word) for word in unit.look.stem.split()]
    if 1 < len(words) < 5 and all(word.is_unknown or word.tags <= _NAMES for word in words):
        return True  # «المحامي الفرنسي "برنارد لامون"»
    if place - phrase.at > 1 and not before.is_definite and "role" not in before.tags:
        return False  # «أبلغ مصدر حكومي «ضفاف» بأن …»: who is told
    following = phrase.units[place + 1]
    look = following.look
    goes_on = "comp" in look.tags or look.preposition == "ل"
    return goes_on or (is_cue_word(following) and following.key[-1:] in "اه")
