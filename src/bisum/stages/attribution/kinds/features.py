"""What speaks for speech and what for a term: features that a person can read, each 1 where it holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from bisum.stages.arabic.cues import is_finite, verb_forms
from bisum.stages.arabic.masdars import is_masdar
from bisum.stages.arabic.name_words import NAME_LINKS
from bisum.stages.arabic.units import Unit
from bisum.stages.attribution.kinds.labels import CLAUSE, MAX_NAME, SHORT, is_strange, tell_labels
from bisum.stages.attribution.kinds.naming import is_given_as_name
from bisum.stages.attribution.kinds.setting import Setting
from bisum.stages.tables import read_set

N_HEADING: Final = 3
"""Units before a quotation among which a word for its title or charge may stand."""

_NAMING: Final = read_set("naming")
_TITLED: Final = _NAMING - read_set("utterances")
_HEADINGS: Final = read_set("headings")
_COURT: Final = read_set("court")
_SLOGANS: Final = read_set("slogans")
_PLATFORMS: Final = read_set("platforms")
_LETTERS: Final = read_set("letters")
_NAMED: Final = read_set("named")
_NAMED_SO: Final = read_set("named so")
_SELF: Final = read_set("self")
_PREDICATES: Final = read_set("predicates")
_CALLS: Final = read_set("calls")
_WORDINGS: Final = frozenset(("كلمه", "كلمتين", "عباره", "جمله", "كلمات"))
_BODIES: Final = frozenset(("press", "body", "text"))
_KUNYA: Final = frozenset(("ابو", "ام", "ابا", "ابي"))
_NAMES: Final = frozenset(("given", "name"))
_ONLY_NAME: Final = frozenset(("name",))
_OWNERS: Final = ("تها", "تهم", "ته", "ها", "هم", "ه")
_LENGTHS: Final = (
    ("one word", 0, 1),
    ("two words", 2, 2),
    ("three words", 3, 3),
    ("six words", 6, 9),
    ("ten words", 10, 1 << 30),
)
_LONGEST_LATIN: Final = 9  # words of a name or label in another script; what is longer was said


def features(setting: Setting) -> dict[str, float]:
    """Give the features of a quotation that are not zero."""
    words = [unit for unit in setting.inner if unit.kind in "wn"]
    plain = [unit for unit in words if unit.kind == "w"]
    found = {"bias", *_within(setting, plain, len(words)), *_around(setting, len(words))}
    found |= {*tell_labels(setting, plain, len(words))}
    before = setting.before
    if before is not None and before.kind == "w":
        found |= {*_named(setting, before, plain, len(words)), *_governed(setting, before, plain, len(words))}
    if "titled" in found:
        found -= _CLAUSE_LIKE  # a title may be a question
    return dict.fromkeys(found, 1.0)


_CLAUSE_LIKE: Final = frozenset(
    ("clause word", "verb", "verb first", "self", "ends", "six words", "ten words")
)


def _within(setting: Setting, plain: Sequence[Unit], n: int) -> Iterator[str]:
    """Give what its own words tell."""
    yield from (name for name, least, most in _LENGTHS if least <= n <= most)
    verbs = [is_finite(unit) for unit in plain]
    is_person = 1 < n <= MAX_NAME and bool(plain) and all(_is_name(unit) for unit in plain)
    last = setting.inner[-1] if setting.inner else None
    held = {
        "clause word": any(unit.look.stem in CLAUSE for unit in plain),
        "verb": any(verbs),
        "verb first": bool(verbs) and verbs[0] and "common" not in plain[0].look.tags,  # not «عقد»
        "self": not is_person and any(_is_self(unit) for unit in plain),
        "person": is_person,
        "ends": last is not None and last.key in ".?!",
        "latin": bool(plain) and n <= _LONGEST_LATIN and all(unit.key.isascii() for unit in plain),
        "name": bool(plain) and n <= 4 and all(is_strange(unit) for unit in plain),
        "platform": bool(plain) and n <= SHORT and plain[0].look.stem in _PLATFORMS,
        "spelled": n <= 4 and sum(unit.look.stem in _LETTERS for unit in plain) > 1,
        "body head": bool(plain) and n <= 5 and bool(plain[0].look.tags & _BODIES),
        "definite short": n <= 2 and bool(plain) and plain[0].look.is_definite,
        "digit": bool(setting.inner) and setting.inner[0].kind == "n",
    }
    yield from (name for name, holds in held.items() if holds)


def _around(setting: Setting, n: int) -> Iterator[str]:
    """Give what its place in the sentence and the article tells."""
    after, relation = setting.after, setting.relation
    is_wordy = after is not None and after.kind == "w"
    held = {
        "as a word": relation == "right" and any(_is_wording(unit) for unit in setting.left[-N_HEADING:]),
        relation: relation != "none" and not _is_titled(setting),
        "alone": setting.is_alone and n > 1,
        "term elsewhere": setting.seen_as_term,
        "unclosed": setting.is_unclosed,
        "calls": setting.stance_claims,
        "strong": setting.strength == 3 and relation in {"within", "tied", "loose"},
        "far": relation == "within" and setting.distance > 12,
        "headline": setting.is_headline,
        "nested": setting.is_nested,
        "joined term": setting.joined == "term",
        "joined speech": setting.joined == "speech",
        "closes": not is_wordy,
        "within short": relation == "within" and n <= SHORT,
        "post mid": relation == "post" and n <= SHORT and any(unit.kind == "w" for unit in setting.left),
        "gap": relation == "right" and setting.n_gap > 1,
        "heading": any(_is_heading(unit) for unit in setting.left[-N_HEADING:]),
        "titled": _is_titled(setting),
        "court": relation in {"none", "loose", "source"}
        and any(_without_owner(unit.look.stem) in _COURT for unit in setting.left),
        "slogan": _is_slogan(setting),
        "adjective after": after is not None
        and is_wordy
        and after.look.is_definite
        and not after.look.tags & {"rel", "time"}
        and n <= 4,
    }
    yield from (name for name, holds in held.items() if holds)


def _is_wording(unit: Unit) -> bool:
    """Tell whether a word says that somebody's very words follow: «أجاب **بكلمة** واحدة «نعم»»."""
    return unit.look.preposition == "ب" and unit.look.stem in _WORDINGS


def _is_titled(setting: Setting) -> bool:
    """Tell whether a word for a title or a charge stands right before: «تحت عنوان «…»», «تهمة «…»»."""
    before = setting.before
    that = setting.before_that
    is_under = that is not None and that.key == "تحت"
    return before is not None and (_is_heading(before) or is_under)


def _is_slogan(setting: Setting) -> bool:
    """Tell whether it is painted or chanted: «ردد المتظاهرون شعار «…»», and no motto: «تحت شعار «…»»."""
    near = setting.left[-N_HEADING:]
    return not _is_titled(setting) and any(unit.look.stem in _SLOGANS for unit in near)


def _is_heading(unit: Unit) -> bool:
    return unit.look.stem in _HEADINGS and not (unit.look.is_definite or unit.look.conjunction)


def _named(setting: Setting, before: Unit, plain: Sequence[Unit], n: int) -> Iterator[str]:
    """Give what tells that the words right before introduce a name."""
    stem, tags = _without_owner(before.look.stem), before.look.tags
    is_right = setting.relation == "right"
    that = (
        setting.before_that if setting.before_that is not None and setting.before_that.kind == "w" else None
    )
    near = {stem, before.look.stem}
    if that is not None and before.look.is_definite:
        near.add(that.look.stem)
    is_predicate = _is_predicate(setting, before, plain, n)
    is_body = bool(tags & _BODIES) and not is_right and n <= 6
    denies = bool(setting.inner) and "neg" in setting.inner[0].look.tags  # a predicate, and no title
    is_slogan = _is_slogan(setting)
    is_bare = not before.look.is_definite and not is_right and not denies and not is_slogan
    is_called = bool(tags & _NAMES) and "common" not in tags and not is_right
    first = setting.inner[0].key if setting.inner else ""
    keys = {before.key, before.look.stem}
    if that is not None and len(before.key) <= 3:
        keys |= {that.key, that.look.stem}
    is_role = "role" in tags or (
        that is not None and "role" in that.look.tags and before.look.is_definite and "common" in tags
    )
    held = {
        "naming noun": not is_predicate and not is_slogan and (bool(near & _NAMING) or is_body),
        "bare name": is_bare and n <= 4 and (stem in _TITLED or bool(tags & _BODIES)),
        "nickname": n <= 3 and (is_called or first in _KUNYA),
        "named": bool(keys & _NAMED)
        or any(unit.key in _NAMED_SO for unit in setting.left[-2:])
        or (n <= MAX_NAME and is_given_as_name(setting)),
        "role before": is_role and n <= 4 and not is_right,
        "addressee": before.key == "ل" and n <= 5,
        "nominal predicate": is_predicate,
    }
    yield from (name for name, holds in held.items() if holds)


def _governed(setting: Setting, before: Unit, plain: Sequence[Unit], n: int) -> Iterator[str]:
    """Give what the grammar of the words right before tells."""
    look, after = before.look, setting.after
    is_first = bool(plain) and plain[0].look.is_definite
    is_noun = "common" in look.tags and not look.tags & {"prep", "conj"}
    cue = [one for one in verb_forms(before.key) if one.form.kind == "verb"] if not look.is_definite else []
    near = (unit for unit in setting.left[-2:] if unit.kind == "w")
    held = {
        "after b": before.key == "ب",
        "modifies": is_noun and n == 1,
        "adjective": n == 1 and look.is_definite and is_first,
        "construct": is_noun
        and not look.is_definite
        and n <= 2
        and not cue
        and (is_first or is_strange(plain[0]))
        if plain
        else False,
        "predicate": before.key in _PREDICATES,
        "after preposition": "prep" in look.tags and setting.relation != "tied",
        "action": bool(plain)
        and n <= SHORT
        and is_masdar(plain[0])
        and setting.relation in {"right", "tied"}
        and after is not None
        and "prep" in after.look.tags,
        "about": look.stem in {"حول", "بشان"},
        "subject place": bool(cue)
        and after is not None
        and after.kind == "w"
        and n <= 4
        and setting.relation == "right",
        "asked": bool(cue) and n <= 4 and before.key.endswith(("ه", "ها", "هم")) and not _calls(before),
        "called": any(_calls(unit) for unit in near),
    }
    yield from (name for name, holds in held.items() if holds)


def _is_predicate(setting: Setting, before: Unit, plain: Sequence[Unit], n: int) -> bool:
    """Tell whether it says something of the word before it: «القرار «مفاجئ»»."""
    goes_on = setting.after is not None and setting.after.kind == "w"
    is_bare = bool(plain) and not plain[0].look.is_definite and not is_strange(plain[0])
    return n <= SHORT and before.look.is_definite and is_bare and not goes_on


def _calls(unit: Unit) -> bool:
    """Tell whether a word calls something something: «وصفه ب«…»», «ما سمّته «…»»."""
    forms = verb_forms(unit.key)
    is_calling = any(one.verb.lemma in _CALLS and one.form.kind == "verb" for one in forms)
    is_habit = unit.key in _NAMED_SO  # «ما يسميه الناس «…»» is its name
    return (
        is_calling
        and not is_habit
        and not unit.look.is_definite
        and unit.key.endswith(("ه", "ها", "هم", "وا", "ت"))
    )


def _without_owner(stem: str) -> str:
    """Give a noun without its owner: «مسرحيته» -> «مسرحيه»."""
    for owner in _OWNERS:
        base = stem.removesuffix(owner)
        if base != stem and len(base) > 2:
            return base + "ه" if owner[0] == "ت" else base if base in _NAMING else stem
    return stem


def _is_name(unit: Unit) -> bool:
    return is_strange(unit) or unit.look.tags == _ONLY_NAME or unit.key in NAME_LINKS


def _is_self(unit: Unit) -> bool:
    key = unit.look.stem
    if key in _SELF:
        return key != "علي" or "given" in unit.look.tags  # «عليّ», and not «على»
    tags = unit.look.tags
    is_owned = len(key) > 4 and key.endswith(("نا", "ني")) and not unit.look.is_definite
    return is_owned and bool(tags) and not tags & _NAMES
