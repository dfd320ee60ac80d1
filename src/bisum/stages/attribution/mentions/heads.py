"""How a noun phrase that can speak begins."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bisum.stages.arabic.cues import verb_forms
from bisum.stages.arabic.lexicon import office_of
from bisum.stages.arabic.name_words import (
    TOWN_STARTS,
    is_article_given,
    is_cue_word,
    is_name_word,
    is_origin,
    is_participle,
)
from bisum.stages.arabic.units import Unit
from bisum.stages.attribution.mentions.no_heads import is_no_head
from bisum.stages.attribution.mentions.phrase import BODIES, Phrase
from bisum.stages.attribution.mentions.verbs_too import (
    governs_noun,
    is_given_too,
    is_noun_too,
    is_saying,
    is_unlisted_verb,
    is_verb_by_before,
)
from bisum.stages.tables import read_set

_NO_HEADS: Final = frozenset(("comp", "rel", "neg", "conj", "pron", "time", "adv", "pp", "prep"))
_NAMES: Final = frozenset(("name", "given"))
_NISBA: Final = frozenset(("common", "name"))
_KUNYA: Final = frozenset(("ام", "ابو", "ابي", "ابن", "بن", "ابا"))
_COUNTS: Final = read_set("counts")
_OFFICES_TOO: Final = frozenset(("امين", "وامين"))
_OFFICE_OF: Final = frozenset(("عام", "سر", "مال", "صندوق", "مجلس", "فرع", "حزب", "مفتاح"))
NAMES_TOO: Final = frozenset(("علي", "خلف"))
"""Names that are prepositions too."""
_BEFORE_SUBJECT: Final = frozenset(("verb", "comp", "conj", "adv"))
_PRONOUNS: Final = frozenset(
    (
        "مني", "منه", "منها", "منا", "منهم", "منك", "عني", "عنه", "عنها", "عنا", "عنهم", "لي", "له", "لها",
        "لنا", "لهم", "لك", "به", "بها", "بهم", "بنا", "بي", "فيه", "فيها", "فيهم", "اليه", "اليها", "اليهم",
        "الينا", "معي", "معه", "معها", "معهم", "معنا", "عليه", "عليها", "عليهم", "علينا",
    )
)  # fmt: skip
"""Prepositions with the pronoun on them."""
_OTHERS: Final = read_set("others")

MIN_REPORTS: Final = 2
"""Strength of a verb beside which a place may stand for a power."""


def begins(phrase: Phrase) -> bool:  # noqa: PLR0911 - a decision list: each return is one rule
    """Tell whether the head begins a phrase that can speak, and note in the phrase as what."""
    if _is_closed(phrase.head) or is_noun_too(phrase) or is_saying(phrase) or is_verb_by_before(phrase):
        return False
    units, at = phrase.units, phrase.at
    if is_no_head(units, at, phrase.stop):
        return False
    head = phrase.head
    is_joined = head.key[0] == "و" and head.key[1:] in head.names and not head.is_name
    if is_kunya(phrase, at) or is_joined:
        phrase.begin_name()
        return True
    if is_unlisted_verb(phrase):
        return False
    if _is_count(phrase):
        phrase.kind = "crowd"
        return True
    if _is_office_too(phrase):
        phrase.kind = "role"
        phrase.roles.add(head.look.stem)
        return True
    if is_origin(units, at):
        phrase.is_nisba = True
        return True
    if head.key in NAMES_TOO and governs_noun(phrase, at):
        return False
    if "given" in head.look.tags and not head.is_name and is_given_too(phrase):
        return False
    if is_article_given(units, at) or _is_name(phrase):
        phrase.begin_name()
        return True
    return _begins_as_listed(phrase)


def _is_closed(head: Unit) -> bool:
    """Tell whether a word never begins a phrase, wherever it stands."""
    look, key = head.look, head.key
    if head.kind != "w" or look.preposition or len(key) < 2 or key in _PRONOUNS:
        return True
    if key.endswith("ا") and is_participle(head):
        return True
    if key.startswith("بال") and not look.tags & _NAMES:
        return True  # «استطردت بالدارجة»
    return key in TOWN_STARTS


def _is_name(phrase: Phrase) -> bool:
    """Tell whether the head is the first word of a name, and no body or office with the article."""
    head = phrase.head
    is_titled = bool(head.look.tags & {"role", *BODIES}) and head.look.is_definite
    return is_name_word(head) and (head.is_name or not is_titled)


def _begins_as_listed(phrase: Phrase) -> bool:
    """Tell the same of a head by its tables, and note its kind."""
    units, at, head = phrase.units, phrase.at, phrase.head
    look, tags = head.look, head.look.tags
    if _is_power(units, at):
        phrase.kind = "body"  # «وأعلنت طهران أن …»
        following = units[at + 1 : at + 2]
        is_whole = following and following[0].look.is_definite and following[0].key.endswith("يه")
        phrase.stop = at + 1 + bool(is_whole)  # «كوريا الشمالية», but «اتهمت موسكو | الحلف»
    elif _is_other(units, at) or ("crowd" in tags and not look.is_definite):
        phrase.kind = "crowd"
    elif tags & BODIES and not look.is_definite and at and units[at - 1].kind == "n":
        return False  # «خبراء من 22 دولة»
    elif "role" in tags:
        phrase.kind = "role"
        phrase.roles.add(office_of(look))
    elif tags & BODIES:
        phrase.kind = next(kind for kind in ("press", "body", "text") if kind in tags)
    elif "crowd" in tags:
        phrase.kind = "crowd"
    elif look.is_definite and tags <= _NISBA and head.key.endswith(("ي", "يه")):
        phrase.is_nisba = True  # «الكورية الجنوبية بارك سون هي»
    else:
        is_verb = "verb" in tags and "common" not in tags
        return not (tags & _NO_HEADS or is_verb or is_cue_word(head))
    return True


def _is_power(units: Sequence[Unit], place: int) -> bool:
    """Tell whether a country or its capital stands for who governs it: beside a verb that reports."""
    look = units[place].look
    if "place" not in look.tags or look.tags & {"role", "given", "press", "text"} or look.conjunction:
        return False
    before = units[place - 1] if place else None
    following = units[place + 1] if place + 1 < len(units) else None
    is_asked = following is not None and (following.kind == "p" or "comp" in following.look.tags)
    if before is not None and before.kind == "w" and _reports(before):
        return True
    opens = before is None or before.kind == "p" or "conj" in before.look.tags
    return opens and not is_asked and following is not None and _reports(following)


def _reports(unit: Unit) -> bool:
    """Tell whether a word is a finite form of a verb that reports by itself."""
    if unit.look.is_definite or unit.look.preposition:
        return False
    return any(
        one.form.kind == "verb" and one.verb.strength >= MIN_REPORTS and one.form.person == 3
        for one in verb_forms(unit.key)
    )


def _is_count(phrase: Phrase) -> bool:
    """Tell whether a number counts persons or bodies here: «ثلاث منظمات», «خمسة مصادر»."""
    if phrase.head.key.removeprefix("و") not in _COUNTS or phrase.at + 1 >= phrase.stop:
        return False
    following = phrase.units[phrase.at + 1].look
    return bool(following.tags & {"role", "body", "press", "crowd"}) and not following.is_definite


def _is_office_too(phrase: Phrase) -> bool:
    """Tell whether a given name is an office here: «أمين عام الحزب»."""
    after = phrase.at + 1
    return phrase.head.key in _OFFICES_TOO and (
        after < phrase.stop and phrase.units[after].look.stem in _OFFICE_OF
    )


def _is_other(units: Sequence[Unit], place: int) -> bool:
    """Tell whether «آخر», «الثاني» stands alone for a person: what is said follows, or the verb."""
    if units[place].key.removeprefix("و") not in _OTHERS:
        return False
    before = units[place - 1] if place else None
    if before is not None and before.kind == "w" and not before.look.tags & _BEFORE_SUBJECT:
        return False  # an adjective: «المتهم الأول»
    if place + 1 >= len(units):
        return True
    following = units[place + 1]
    return following.kind in "pq" or "comp" in following.look.tags or is_cue_word(following)


def is_kunya(phrase: Phrase, place: int) -> bool:
    """Tell whether أم، أبو، ابن begin a name here: a name must follow them."""
    if phrase.units[place].key not in _KUNYA or place + 1 >= phrase.stop:
        return False
    following = phrase.units[place + 1]
    return is_name_word(following) or "given" in following.look.tags
