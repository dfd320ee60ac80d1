"""Short quotations that are names on the way to what is said: «قال لإذاعة «النور» إن …»."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bisum.stages.arabic.cues import VerbForm, verb_forms
from bisum.stages.arabic.units import Unit
from bisum.stages.attribution.clauses.scene import Scene
from bisum.stages.tables import read_set

MAX_DATE: Final = 7
"""Units of the longest date: «مساء أمس الأحد 22 جويلية 2016»."""

MAX_NAME: Final = 42
"""Code points of the longest quotation that may be a name in a phrase."""

MAX_BODY: Final = 40
"""The same right after a noun for a body: «صحيفة "المساء"»."""

MAX_TO_TOLD: Final = 14
"""Units between such a name and what is said."""

THAT: Final = read_set("that")
"""أن and its like, that open what is said."""

_BODIES: Final = frozenset(("press", "body", "text"))
_NAMES_THINGS: Final = read_set("names things")
_NEVER_MARKS: Final = read_set("never marks")
_NO_CLAUSE: Final = read_set("no clause")


def is_quoted_name(scene: Scene, at: int, one: VerbForm) -> bool:
    """Tell whether a quotation is a name on the way to what a verb reports."""
    units = scene.units
    if one.verb.lemma in _NAMES_THINGS:
        return False
    is_named = units[at - 1].key == "ل" or (_is_name_quote(units, at) and at + 1 < scene.stop)
    return is_named or one.verb.lemma in _NEVER_MARKS or _is_in_phrase(units, at, scene.stop)


def _is_in_phrase(units: Sequence[Unit], at: int, stop: int) -> bool:
    """Tell whether a short quotation is a name in a phrase, by what follows: أن، الذي, a later colon."""
    unit = units[at]
    if unit.end - unit.start > MAX_NAME or at + 1 >= stop:
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
        "comp" in units[place].look.tags and units[place - 1].key not in _NO_CLAUSE
        for place in range(at + 1, min(stop, at + 5))
    ):
        return True
    return _is_told_later(units, at, stop)


def _is_dated_clause(units: Sequence[Unit], at: int, stop: int) -> bool:
    """Tell whether only a date stands before «أن»: «لإذاعة «النور» مساء أمس الأحد أن …»."""
    place = at
    while place < min(stop, at + MAX_DATE) and (units[place].kind == "n" or "time" in units[place].look.tags):
        place += 1
    return at < place < stop and units[place].key in THAT


def _is_told_later(units: Sequence[Unit], at: int, stop: int) -> bool:
    """Tell whether a colon with marks or «، إن» follows a quotation, with no verb of its own between."""
    for place in range(at + 1, min(stop - 1, at + MAX_TO_TOLD)):
        is_joined = units[place].kind == "w" and units[place].key[0] == "و"
        if is_joined and any(one.form.kind == "verb" for one in verb_forms(units[place].key)):
            return False  # «ويتساءل «…؟»، ويستطرد: «…»»
        if units[place].key == ":" and units[place + 1].kind == "q":
            return True
        if units[place].key == "," and units[place + 1].key in THAT:
            return True
    return False


def _is_name_quote(units: Sequence[Unit], at: int) -> bool:
    before = units[at - 1]
    is_verb = any(one.form.kind == "verb" for one in verb_forms(before.key))
    return bool(before.look.tags & _BODIES) and not is_verb and units[at].end - units[at].start < MAX_BODY
