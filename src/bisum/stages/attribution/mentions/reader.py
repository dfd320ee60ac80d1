"""Mentions of persons, bodies and documents, read as noun phrases."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from bisum.stages.arabic.cues import uses_of
from bisum.stages.arabic.name_words import CLUB_ENDS, is_cue_word
from bisum.stages.arabic.units import Unit
from bisum.stages.attribution.mentions.ends import ONE_OF, finish, quoted_mention
from bisum.stages.attribution.mentions.governed import n_station, take_governed
from bisum.stages.attribution.mentions.heads import begins, is_kunya
from bisum.stages.attribution.mentions.issuers import issuer_place, may_issue
from bisum.stages.attribution.mentions.limits import acts_after, is_beyond
from bisum.stages.attribution.mentions.mention import Mention
from bisum.stages.attribution.mentions.name_starts import (
    NO_NOUN,
    is_called_too,
    is_clubs,
    is_name_start,
    is_role_name,
    start_name,
)
from bisum.stages.attribution.mentions.phrase import BODIES, Phrase
from bisum.stages.attribution.mentions.points import take_after_comma, take_bracketed, take_quote
from bisum.stages.attribution.mentions.surnames import ends_phrase, goes_on
from bisum.stages.attribution.mentions.titles import pass_honour, take_title

MAX_OFFICE: Final = 14
"""Units of the longest office read after a name."""

MAX_ISSUER: Final = 9
"""Units of the longest phrase read for who issued a text."""

_PLAIN: Final = frozenset(("common",))
_NOMINATIVE: Final = "ون"
_SEVERAL: Final = frozenset(("role", "crowd"))
_STOPS: Final = frozenset(("comp", "rel", "neg", "conj", "pron", "time", "adv", "pp"))
_NOUNS_TOO: Final = frozenset(("common", "role", "given"))


def read_mention(units: Sequence[Unit], at: int, stop: int) -> Mention | None:
    """Read the noun phrase that begins at a unit.

    Args:
        units: Of the passage.
        at: Where the phrase begins.
        stop: Index of the unit where reading must end.

    Returns:
        None where no phrase that could speak begins there.
    """
    return _read(Phrase(units, at, stop)) if at < stop else None


def _read(phrase: Phrase) -> Mention | None:
    if phrase.head.kind == "q":
        return quoted_mention(phrase)
    honour = pass_honour(phrase)
    if not begins(phrase):
        return None
    place = phrase.at + 1
    while place < phrase.stop:
        n_taken = _take(phrase, place)
        if not n_taken:
            break
        place += n_taken
    found = finish(phrase, _past_issuer(phrase, place))
    return replace(found, roles=found.roles | honour) if honour else found  # so that «سموه» finds him again


def _take(phrase: Phrase, place: int) -> int:  # noqa: PLR0911 - a decision list: each return is one rule
    """Take what stands at a place into the phrase, and give its units; 0 where the phrase ends before it."""
    unit = phrase.units[place]
    if unit.kind != "w":
        return _take_mark(phrase, place)
    if phrase.name and phrase.name[-1] == place - 1:
        return _take_after_name(phrase, place)
    if phrase.roles and not phrase.name and is_kunya(phrase, place):
        return phrase.take_name(place)
    n_title = take_title(phrase, place)
    if n_title is not None:
        return n_title
    if _opens_another(phrase, unit):
        return 0
    if is_called_too(phrase, place):
        return phrase.take_name(place)  # «نظيره علي شاكر»
    if _has_ended(phrase, place):
        return 0
    look = unit.look
    if "prep" in look.tags or look.preposition:
        return take_governed(phrase, place)
    if look.conjunction and (phrase.name or phrase.kind == "person"):
        return 0
    n_letters = n_station(phrase, place)
    if n_letters:
        return phrase.take(place, n_letters) if unit.key[0] != "ل" else 0
    if _is_crowds_object(phrase, place):
        return 0
    return start_name(phrase, place) if is_name_start(phrase, place) else _take_noun(phrase, place)


def _take_mark(phrase: Phrase, place: int) -> int:
    """Take a point and what stands behind it, or a quotation."""
    unit = phrase.units[place]
    if unit.kind == "q":
        return take_quote(phrase, place)
    if unit.key == "(":
        return take_bracketed(phrase, place)
    if unit.key != "," or place + 1 >= phrase.stop:
        return 0
    following = phrase.units[place + 1]
    if following.kind == "q" or following.look.conjunction:
        return 0
    is_office = "role" in following.look.tags and phrase.role is None and not following.look.preposition
    if not phrase.name or not is_office:
        return take_after_comma(phrase, place)
    n_office = _take_office(phrase, place + 1)
    return n_office + 1 if n_office else 0


def _take_after_name(phrase: Phrase, place: int) -> int:
    """Go on with a person's name, or with the office after it."""
    unit = phrase.units[place]
    if unit.look.conjunction and not unit.is_name:
        return 0
    if unit.key in CLUB_ENDS:  # «ألوا أثليتيك», «مدرب ليدز يونايتد»
        phrase.kind = phrase.kind if phrase.roles else "body"
        phrase.name, phrase.role = [], None
        return phrase.take(place)
    if ends_phrase(phrase, place):
        return 0
    if is_clubs(phrase, place):
        phrase.name, phrase.role = [], None
        return phrase.take(place)
    if goes_on(phrase, place):
        return phrase.go_on_with_name(place)
    is_office = "role" in unit.look.tags and phrase.role is None
    return _take_office(phrase, place) if is_office and _opens_office(phrase, place) else 0


def _opens_office(phrase: Phrase, place: int) -> bool:
    """Tell whether an office with what it is of follows a name: «بدر الفليج مدير إدارة الإعلام»."""
    unit = phrase.units[place]
    if unit.look.is_definite:
        return True
    if unit.look.conjunction or unit.key.endswith("ا") or place + 1 >= phrase.stop or not phrase.roles:
        return False
    following = phrase.units[place + 1]
    is_noun = following.kind == "w" and not following.look.tags & NO_NOUN
    return is_noun and not following.look.preposition and not following.look.conjunction


def _take_office(phrase: Phrase, place: int) -> int:
    """Read the office after a name; what follows it is no part of the phrase."""
    office = Phrase(phrase.units, place, min(phrase.stop, place + MAX_OFFICE))
    mention = _read(office)
    if mention is None:
        return 0
    phrase.role = (mention.start, mention.end)
    phrase.roles |= office.roles
    phrase.apposed = frozenset(key.removeprefix("ال") for key in mention.keys) | mention.role_words
    phrase.stop = mention.after
    return mention.after - place


def _past_issuer(phrase: Phrase, place: int) -> int:
    """Take the clause into the phrase that says who issued a text, and give where the phrase ends then."""
    begin = issuer_place(phrase, place)
    if begin is None or begin >= phrase.stop:
        return place
    who = Phrase(phrase.units, begin, min(phrase.stop, begin + MAX_ISSUER))
    mention = _read(who)
    if mention is None or not may_issue(mention):
        return place
    phrase.last = who.last
    return mention.after


def _opens_another(phrase: Phrase, unit: Unit) -> bool:
    """Tell whether a word names an act or an occasion, and nobody who speaks."""
    if uses_of(unit.key).gendered_noun:
        return True
    look = unit.look
    is_forum = "forum" in look.tags and "role" not in look.tags
    return is_forum and not look.is_definite and phrase.kind == "role"


def _has_ended(phrase: Phrase, place: int) -> bool:
    """Tell whether the phrase has ended before a word: at a clause, a verb, a second noun phrase."""
    units, at, unit = phrase.units, phrase.at, phrase.units[place]
    look = unit.look
    if look.tags & _STOPS or is_cue_word(unit):
        return True
    if acts_after(units, at, place, phrase.stop, phrase.kind):
        return True
    if not phrase.name and is_beyond(units, at, place):
        return True
    if "verb" not in look.tags:
        return False
    if look.stem[0] == "ي" or not look.tags & _NOUNS_TOO:
        return True
    before = units[place - 1].look
    return before.is_definite and not look.is_definite and "role" not in look.tags  # «اتساع الجدل خرج الفنان»


def _is_crowds_object(phrase: Phrase, place: int) -> bool:
    """Tell whether an unknown word is the object of what a crowd does: «ردد عدد من المحتجين هتاف …»."""
    look, before = phrase.units[place].look, phrase.units[place - 1].look
    is_after = phrase.kind == "crowd" and before.is_definite and not look.is_definite
    return is_after and look.is_unknown and not phrase.head.look.stem.startswith(ONE_OF)


def _take_noun(phrase: Phrase, place: int) -> int:
    """Take a noun or adjective, unless it is the object or somebody else."""
    look, before = phrase.units[place].look, phrase.units[place - 1].look
    if _is_many(phrase.units[place - 1]) and not look.is_definite:
        return phrase.take(place) if phrase.units[place].key.endswith(_NOMINATIVE) else 0  # «مشجعون مفرقعات»
    if "role" not in look.tags:
        is_object = before.is_definite and not look.is_definite and look.tags == _PLAIN
        return 0 if is_object else phrase.take(place)  # «أعلن الرئيس فوز …»
    if is_role_name(phrase, place):
        return phrase.take_name(place)
    if phrase.name or _is_bodys_object(phrase, place) or _is_other_person(phrase, place):
        return 0
    if before.is_definite or "role" not in before.tags:
        phrase.roles.add(look.stem)  # in «نائب الرئيس» the president is somebody else
    return phrase.take(place)


def _is_many(unit: Unit) -> bool:
    """Tell whether a noun stands for several men as a subject, so that it owns nothing after it: «مشجعون»."""
    return unit.key.endswith(_NOMINATIVE) and bool(unit.look.tags & _SEVERAL)


def _is_bodys_object(phrase: Phrase, place: int) -> bool:
    """Tell whether a noun of office is whom a body deals with: «برأت المحكمة مهندسة الحي»."""
    look, before = phrase.units[place].look, phrase.units[place - 1].look
    is_after = phrase.kind in BODIES and before.is_definite
    return is_after and (
        not look.is_definite or before.gender + look.gender == "fm"
    )  # «سألت الجريدة المتحدث»


def _is_other_person(phrase: Phrase, place: int) -> bool:
    """Tell whether a noun of office after another one is the object: «واجهت القاضية المتهم»."""
    head, look = phrase.head.look, phrase.units[place].look
    is_near = place - phrase.at <= 2  # not «الناطق باسم القوات المسلحة»
    if not (head.is_definite and look.is_definite and is_near) or "role" not in head.tags:
        return False
    return bool(head.gender and look.gender) and head.gender != look.gender
