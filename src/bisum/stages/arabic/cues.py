"""Reporting verbs and formulae where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final

import msgspec

from bisum.model.quote import Stance
from bisum.stages.arabic.paradigm import Form, inflect, inflect_noun, inflect_participle
from bisum.stages.arabic.units import Unit
from bisum.stages.tables import read_rows, read_set
from bisum.text import WORDS_KEPT, fold

STRONG: Final = 3
"""Strength of the verbs that always report."""


class Verb(msgspec.Struct, frozen=True, gc=False):
    """One lemma of the cue table.

    Attributes:
        lemma: Perfect, third person masculine singular, as the table prints it.
        ties: What may tie the content to it: ``ان بان الى على من عن ب في ل``.
        stance: How it presents the words.
        strength: 3 always reports, 2 with a clause or marks, 1 with marks only.
    """

    lemma: str
    ties: frozenset[str]
    stance: Stance
    strength: int


class VerbForm(msgspec.Struct, frozen=True, gc=False):
    """A lemma in one of its forms."""

    verb: Verb
    form: Form


class Formula(msgspec.Struct, frozen=True, gc=False):
    """Words that name a source: ``source``, ``back`` or ``verb`` (see the table)."""

    words: tuple[str, ...]
    kind: str


@cache
def _forms() -> dict[str, tuple[VerbForm, ...]]:
    """Give all forms of all lemmas: the third person and the strongest lemma first."""
    forms: dict[str, list[VerbForm]] = {}
    for perfect, imperfect, nouns, participles, ties, stance, strength in read_rows("cues"):
        tied = frozenset(fold(tie) for tie in ties.split("|")) - {"."}
        verb = Verb(perfect, tied, Stance(stance), int(strength))
        generated = list(inflect(perfect, imperfect))
        for participle in participles.split("|"):
            generated += inflect_participle(participle)
        for noun in nouns.split("|"):
            generated += inflect_noun(noun)
        for form in dict.fromkeys(generated):
            forms.setdefault(form.key, []).append(VerbForm(verb, form))
    order = {"verb": 0, "participle": 1, "noun": 2}
    return {
        key: tuple(
            sorted(found, key=lambda one: (one.form.person == 1, -one.verb.strength, order[one.form.kind]))
        )
        for key, found in forms.items()
    }


# Forms that nearly always belong to another verb: «يبلغ من العمر», «يعد من …».
_HOMOGRAPHS: Final = read_set("homographs")
_SHORTEST_TO: Final = 3  # «ليرد»
_SHORT: Final = frozenset(("رد", "نص", "حث", "حض"))


@lru_cache(maxsize=WORDS_KEPT)
def verb_forms(key: str) -> tuple[VerbForm, ...]:
    """Give what a folded word may be in the table, with the prefixes و ف س ب stripped."""
    forms = _forms()
    if key.removeprefix("و") in _HOMOGRAPHS:
        return ()
    found = forms.get(key, ())
    for prefix in ("و", "ف", "وس", "فس", "س"):
        rest = key.removeprefix(prefix)
        if rest != key and (len(rest) > 2 or rest in _SHORT) and rest in forms:
            if prefix.endswith("س"):
                more = tuple(one for one in forms[rest] if one.form.kind == "verb" and rest[0] in "يتن")
            else:
                more = tuple(one for one in forms[rest] if one.form.kind != "noun" or not found)
            found = (*found, *more)
    if found:
        return found
    rest = key.removeprefix("و").removeprefix("ل")
    if rest != key.removeprefix("و") and rest[:1] in ("ي", "ت") and len(rest) >= _SHORTEST_TO:
        to = tuple(one for one in forms.get(rest, ()) if one.form.kind == "verb")
        if to:
            return to
    for prefix in ("ب", "وب", "بال", "ال", "وال", "ل"):
        rest = key.removeprefix(prefix)
        if rest != key and len(rest) > 2 and rest in forms:
            return tuple(one for one in forms[rest] if one.form.kind == "noun")
    return ()


def is_rooted(unit: Unit) -> bool:
    """Tell whether ال belongs to a verb's root: «ألمحت», «ألحّ»."""
    return any(
        one.form.kind == "verb" and one.form.key.startswith("ال") and unit.key.endswith(one.form.key)
        for one in verb_forms(unit.key)
    )


_OBJECTS: Final = ("هما", "هم", "ها", "هن", "ه")


def has_object(one: VerbForm) -> bool:
    """Tell whether a form carries its object as a pronoun: «سألته»; not «اتهم», whose هم is of its root."""
    ends = next((end for end in _OBJECTS if one.form.key.endswith(end)), None)
    return one.form.kind == "verb" and ends is not None and not fold(one.verb.lemma).endswith(ends)


def is_conjoined(unit: Unit, verb: VerbForm | None) -> bool:
    """Tell whether و or ف is written onto a cue."""
    return (verb is None or unit.key != verb.form.key) and unit.key[0] in "وف"


class Uses(msgspec.Struct, frozen=True, gc=False):
    """What a word may be by the table of cues.

    Attributes:
        verb: A finite verb.
        third_person: One of the third person.
        strong: A verb or participle of the third person that reports more often than not.
        participle: A participle that does.
        gendered_noun: A noun that has a gender.
    """

    verb: bool
    third_person: bool
    strong: bool
    participle: bool
    gendered_noun: bool


@lru_cache(maxsize=WORDS_KEPT)
def uses_of(key: str) -> Uses:
    """Give what a folded word may be; rules ask it of every word, again and again."""
    forms = [(one.verb.strength >= 2, one.form) for one in verb_forms(key)]
    return Uses(
        verb=any(form.kind == "verb" for _, form in forms),
        third_person=any(form.kind == "verb" and form.person == 3 for _, form in forms),
        strong=any(is_strong and form.kind != "noun" and form.person == 3 for is_strong, form in forms),
        participle=any(is_strong and form.kind == "participle" for is_strong, form in forms),
        gendered_noun=any(form.kind == "noun" and bool(form.gender) for _, form in forms),
    )


def is_third_person(unit: Unit) -> bool:
    """Tell whether a word may be a reporting verb of the third person."""
    return uses_of(unit.key).third_person


def is_finite(unit: Unit) -> bool:
    """Tell whether a word is a finite verb by the tables."""
    if unit.look.is_definite:
        return False
    if "verb" in unit.look.tags:
        return True
    return uses_of(unit.key).verb and unit.key[:1] in "يتسن"


@cache
def _formulas() -> dict[str, tuple[Formula, ...]]:
    by_first: dict[str, list[Formula]] = {}
    for words, kind in read_rows("formulas"):
        formula = Formula(tuple(words.split()), kind)
        by_first.setdefault(formula.words[0].rstrip("*"), []).append(formula)
    return {
        first: tuple(sorted(found, key=lambda one: (-len(one.words), one.kind == "source")))
        for first, found in by_first.items()
    }


_SUFFIXES: Final = frozenset(("ه", "ها", "هم", "هما", "هن"))
_ENDINGS: Final = ("هما", "ها", "هم", "هن", "ه")


class FoundFormula(msgspec.Struct, frozen=True, gc=False):
    """A formula where it stands.

    Attributes:
        kind: ``source``, ``back`` or ``verb``.
        end: Index of the unit just after its words; where the last word is a prefix of
            the next unit («وفقا لوزير»), the index of that unit.
        words: The formula.
    """

    kind: str
    end: int
    words: tuple[str, ...]


def formula_at(units: Sequence[Unit], at: int, stop: int) -> FoundFormula | None:
    """Give the formula that begins at a unit, the longest one."""
    for formula in _formulas_with(units[at].key):
        end = _match(units, at, stop, formula.words)
        if end is not None:
            return FoundFormula(formula.kind, end, formula.words)
    return None


@lru_cache(maxsize=WORDS_KEPT)
def _formulas_with(key: str) -> tuple[Formula, ...]:
    """Give the formulas that a folded word may begin; hardly any word begins one, and all are asked."""
    candidates = _formulas().get(key, ())
    if not candidates and len(key) > 2 and key[0] in "وف":
        candidates = _formulas().get(key[1:], ())
    if not candidates:
        stem, _ = _strip_owner(key)
        candidates = tuple(one for one in _formulas().get(stem, ()) if one.words == (stem + "*",))
    return candidates


def _strip_owner(key: str) -> tuple[str, str]:
    for ending in _ENDINGS:
        if key.endswith(ending) and len(key) > len(ending) + 2:
            return key[: -len(ending)], ending
    return key, ""


def _match(units: Sequence[Unit], at: int, stop: int, words: tuple[str, ...]) -> int | None:
    place = at
    for number, word in enumerate(words):
        if place >= stop:
            return None
        unit = units[place]
        key = unit.key
        if number == 0 and key[0] in "وف" and key != word and key[1:] == word.rstrip("*"):
            key = key[1:]
        if word.endswith("*"):
            stem, ending = _strip_owner(key)
            if stem != word[:-1] or ending not in _SUFFIXES:
                return None
        elif word == "ل" and number == len(words) - 1:
            if key == "ل":
                return place + 1
            return place if key.startswith("ل") and unit.kind == "w" and len(key) > 2 else None
        elif key != word:
            return None
        place += 1
    return place
