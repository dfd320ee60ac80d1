"""Words that may be nouns or names, and are verbs where they stand: «واصل الابن سحب المعاش»."""

from __future__ import annotations

from typing import Final

from bisum.stages.arabic.cues import is_third_person, verb_forms
from bisum.stages.arabic.name_words import is_participle
from bisum.stages.attribution.mentions.phrase import Phrase

_NAMES: Final = frozenset(("name", "given"))
_NO_VERBS: Final = frozenset(("given", "role", "press", "body", "text", "crowd"))  # «نقابة المحامين»
_VERB_STARTS: Final = ("ست", "سي", "سن", "يت", "تت", "يس", "تس")
_BEFORE_VERB: Final = frozenset(("وهو", "وهي", "وهم", "كان", "كانت", "وكان", "وكانت"))
_MIN_JOINED: Final = 4
_VERBS_TOO: Final = frozenset(("ولد", "مثل", "ومثل", "وولد"))


def is_noun_too(phrase: Phrase) -> bool:
    """Tell whether the head is a verb that is a noun elsewhere: «ولد الراحل في …», «مثل المتهم أمام …»."""
    units, at = phrase.units, phrase.at
    opens = at == 0 or units[at - 1].kind == "p"
    return units[at].key in _VERBS_TOO and opens and at + 1 < phrase.stop and units[at + 1].look.is_definite


def is_given_too(phrase: Phrase) -> bool:
    """Tell whether the head is a verb that is a given name elsewhere: «واصل الابن سحب المعاش»."""
    if not is_third_person(phrase.head):
        return False
    at = phrase.at
    return governs_noun(phrase, at) or (at + 1 < phrase.stop and "role" in phrase.units[at + 1].look.tags)


def governs_noun(phrase: Phrase, place: int) -> bool:
    """Tell whether a name that is a preposition too has a common noun after it: «خلف الحافلة»."""
    if place + 1 >= phrase.stop:
        return False
    following = phrase.units[place + 1].look
    if phrase.units[place + 1].key.endswith(("ها", "هم")) and following.tags & {"role", "common"}:
        return True  # «خلف جارتها»
    is_noun = "common" in following.tags and "name" not in following.tags
    return following.is_definite and is_noun and not following.stem.endswith("ي")  # «محمد علي العروي»


def is_verb_by_before(phrase: Phrase) -> bool:
    """Tell whether an unknown head is a verb by what stands before it: «لم يُرضِ», «وهي تنفض»."""
    head = phrase.head
    before = phrase.units[phrase.at - 1] if phrase.at else None
    if before is None or before.kind == "p":
        is_joined = head.key[0] == "و" and head.key[1:2] in {"ي", "ت"} and len(head.key) > _MIN_JOINED
        return is_joined and head.look.is_unknown and head.key[1:] not in head.names  # «وتصمت»
    if "neg" in before.look.tags:
        return head.key[0] in "يتنا" and head.look.tags <= _NAMES
    opens = "rel" in before.look.tags or before.key in _BEFORE_VERB
    return opens and head.key[0] in "يت" and head.look.is_unknown and not head.is_name


def is_saying(phrase: Phrase) -> bool:
    """Tell whether the head is a participle that reports: «مضيفة أن …», «متسائلين: …»."""
    head = phrase.head
    if head.look.is_definite or phrase.at + 1 >= phrase.stop or not is_participle(head):
        return False
    following = phrase.units[phrase.at + 1]
    ties = frozenset().union(*(one.verb.ties for one in verb_forms(head.key)))
    return "comp" in following.look.tags or following.key == ":" or following.key in ties


def is_unlisted_verb(phrase: Phrase) -> bool:
    """Tell whether the head is a verb that no table has: «أهدت الزموري», «رافع المحامي فلان»."""
    if phrase.at + 1 >= phrase.stop:
        return False
    return _has_verb_form(phrase) or _is_before_office(phrase)


def _has_verb_form(phrase: Phrase) -> bool:
    """Tell whether an unknown head begins or ends as verbs do, and what follows may be its subject."""
    head, following = phrase.head, phrase.units[phrase.at + 1]
    looks_so = head.key.endswith("ت") or (head.key.startswith(_VERB_STARTS) and len(head.key) > 4)
    if head.look.tags or not looks_so or head.is_name:
        return False
    return following.look.is_definite or following.is_name


def _is_before_office(phrase: Phrase) -> bool:
    """Tell whether an unknown head opens a clause, and a noun of office follows."""
    head = phrase.head
    if head.look.tags & _NO_VERBS or head.look.is_definite:
        return False
    before = phrase.units[phrase.at - 1] if phrase.at else None
    opens = before is None or before.kind == "p" or bool(before.look.tags & {"conj", "comp"})
    following = phrase.units[phrase.at + 1].look
    return opens and "role" in following.tags and following.is_definite and not following.conjunction
