"""Speech or term: what the words in quotation marks are."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final, NamedTuple

from bisum.stages.attribution.cues import verb_forms
from bisum.stages.attribution.words import Unit
from bisum.stages.tables import read_set

_NAMING: Final = read_set("naming")
_TITLED: Final = _NAMING - read_set("utterances")
_LETTERS: Final = read_set("letters")
_NAMED: Final = read_set("named")
_BODIES: Final = frozenset(("press", "body", "text"))
_KUNYA: Final = frozenset(("ابو", "ام", "ابا", "ابي"))
_NAMES: Final = frozenset(("given", "name"))
_CLAUSE: Final = read_set("clause")
_SELF: Final = read_set("self")


_PREDICATES: Final = read_set("predicates")


class Setting(NamedTuple):
    """Where a quotation stands, as far as its kind depends on it.

    Attributes:
        inner: Its words and points.
        before: The unit before it in its sentence, None at the start.
        before_that: The one before that.
        after: The unit after it, None at the end.
        relation: How its frame ties to it: ``right`` (right after إن, a colon or the
            verb), ``tied`` (right after the verb's preposition), ``within`` (later in
            the reported clause), ``post`` (before its verb), ``source``, ``loose`` (a
            reporting verb stands in the sentence) or ``none``.
        is_alone: It is its whole sentence.
        is_unclosed: It has no closing mark.
        seen_as_term: The same words are a term elsewhere in the article.
        in_title: It stands in a headline.
        strength: Of the frame's verb, 0 to 3.
        stance_claims: The frame's verb calls something something (وصف، اعتبر).
        distance: Units from where the reported clause begins; 0 without one.
        is_headline: Its sentence ends without a point and its paragraph is short.
        is_nested: It stands inside another quotation.
    """

    inner: Sequence[Unit]
    before: Unit | None
    before_that: Unit | None
    after: Unit | None
    relation: str
    is_alone: bool
    is_unclosed: bool
    seen_as_term: bool
    in_title: bool
    strength: int
    stance_claims: bool
    distance: int
    is_headline: bool
    is_nested: bool


WEIGHTS: Final = {
    "spelled": -3.0,
    "body head": -0.8,
    "bias": -0.77,
    "right": 3.21,
    "tied": 2.34,
    "within": 3.03,
    "post": 3.0,
    "source": 1.28,
    "loose": -0.18,
    "alone": 2.72,
    "one word": -1.63,
    "two words": -0.9,
    "three words": -0.13,
    "six words": 1.19,
    "ten words": 2.33,
    "clause word": 1.56,
    "verb": 0.86,
    "verb first": 1.03,
    "self": 0.58,
    "ends": 1.25,
    "latin": -2.58,
    "naming noun": -1.79,
    "named": -2.93,
    "name": -0.38,
    "role before": -0.62,
    "term elsewhere": -2.37,
    "adjective after": -0.25,
    "title": 0.3,
    "unclosed": 1.01,
    "calls": 1.27,
    "definite short": -0.39,
    "addressee": -3.05,
    "predicate": 1.59,
    "strong": 0.02,
    "far": -0.35,
    "headline": 0.5,
    "nested": -0.64,
    "after b": 0.33,
    "modifies": -0.87,
    "bare name": -3.0,
    "nickname": -1.5,
}
"""Weights of the features in log-odds of speech."""


def features(setting: Setting) -> dict[str, float]:
    """Give the features of a quotation that are not zero."""
    words = [unit for unit in setting.inner if unit.kind in "wn"]
    found: dict[str, float] = {"bias": 1.0}

    def mark(name: str, *, holds: bool) -> None:
        if holds:
            found[name] = 1.0

    mark(setting.relation, holds=setting.relation != "none")
    n = len(words)
    mark("alone", holds=setting.is_alone and n > 1)
    for name, least, most in _LENGTHS:
        mark(name, holds=least <= n <= most)
    plain = [unit for unit in words if unit.kind == "w"]
    mark("clause word", holds=any(unit.look.stem in _CLAUSE for unit in plain))
    verbs = [is_finite(unit) for unit in plain]
    mark("verb", holds=any(verbs))
    mark("verb first", holds=bool(verbs) and verbs[0])
    mark("self", holds=any(_is_self(unit) for unit in plain))
    last = setting.inner[-1] if setting.inner else None
    mark("ends", holds=last is not None and last.key in ".?!")
    mark("latin", holds=bool(plain) and all(unit.key.isascii() for unit in plain))
    mark(
        "name",
        holds=bool(plain)
        and n <= 4
        and all(unit.look.is_unknown or "given" in unit.look.tags for unit in plain),
    )
    mark("spelled", holds=n <= 4 and sum(unit.look.stem in _LETTERS for unit in plain) > 1)
    mark("body head", holds=bool(plain) and n <= 5 and bool(plain[0].look.tags & _BODIES))
    mark("definite short", holds=n <= 2 and bool(plain) and plain[0].look.is_definite)
    mark("term elsewhere", holds=setting.seen_as_term)
    mark("title", holds=setting.in_title)
    mark("unclosed", holds=setting.is_unclosed)
    mark("calls", holds=setting.stance_claims)
    mark("strong", holds=setting.strength == 3 and setting.relation in {"within", "tied", "loose"})
    mark("far", holds=setting.relation == "within" and setting.distance > 12)
    mark("headline", holds=setting.is_headline)
    mark("nested", holds=setting.is_nested)
    _before(setting, n, mark)
    after = setting.after
    mark(
        "adjective after",
        holds=after is not None
        and after.kind == "w"
        and after.look.is_definite
        and not after.look.tags & {"rel", "time"}
        and n <= 4,
    )
    return found


_LENGTHS: Final = (
    ("one word", 0, 1),
    ("two words", 2, 2),
    ("three words", 3, 3),
    ("six words", 6, 9),
    ("ten words", 10, 1 << 30),
)


def _before(setting: Setting, n: int, mark: object) -> None:
    set_mark = mark
    before = setting.before
    if before is None or before.kind != "w" or not callable(set_mark):
        return
    stem = before.look.stem
    tags = before.look.tags
    is_body = bool(tags & _BODIES) and setting.relation != "right"
    that = setting.before_that
    near = {stem}
    if that is not None and that.kind == "w" and before.look.is_definite:
        near.add(that.look.stem)
    set_mark("naming noun", holds=bool(near & _NAMING) or (is_body and n <= 6))
    denies = bool(setting.inner) and "neg" in setting.inner[0].look.tags  # a predicate, and no title
    is_bare = not before.look.is_definite and setting.relation != "right" and not denies
    set_mark("bare name", holds=is_bare and n <= 4 and (stem in _TITLED or bool(tags & _BODIES)))
    is_called = bool(tags & _NAMES) and "common" not in tags and setting.relation != "right"
    first = setting.inner[0].key if setting.inner else ""
    set_mark("nickname", holds=n <= 3 and (is_called or first in _KUNYA))
    set_mark("after b", holds=before.key == "ب")
    set_mark("modifies", holds="common" in tags and n == 1 and not tags & {"prep", "conj"})
    set_mark("predicate", holds=before.key in _PREDICATES)
    set_mark("addressee", holds=before.key == "ل" and n <= 5)
    keys = {before.key, before.look.stem}
    if setting.before_that is not None and len(before.key) <= 3:
        keys |= {setting.before_that.key, setting.before_that.look.stem}
    set_mark("named", holds=bool(keys & _NAMED))
    set_mark("role before", holds="role" in tags and n <= 4 and setting.relation != "right")


def is_finite(unit: Unit) -> bool:
    """Tell whether a word is a finite verb by the tables."""
    if unit.look.is_definite:
        return False
    if "verb" in unit.look.tags:
        return True
    return any(one.form.kind == "verb" for one in verb_forms(unit.key)) and unit.key[:1] in "يتسن"


def _is_self(unit: Unit) -> bool:
    key = unit.look.stem
    if key in _SELF:
        return True
    return len(key) > 4 and key.endswith(("نا", "ني")) and not unit.look.is_definite and bool(unit.look.tags)


def speech_probability(found: dict[str, float]) -> float:
    """Give the probability that a quotation with these features is speech."""
    score = sum(WEIGHTS.get(name, 0.0) * value for name, value in found.items())
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score))))


def is_clause(inner: Sequence[Unit]) -> bool:
    """Tell whether words in marks are at least a clause."""
    words = [unit for unit in inner if unit.kind == "w"]
    if len(words) < 2:
        return False
    return any(is_finite(unit) or unit.look.stem in _CLAUSE for unit in words) or len(words) > 9
