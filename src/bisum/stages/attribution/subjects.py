"""Who speaks: the subject of a reporting verb, after it, before it, or owning the text it stands in."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from msgspec.structs import replace

from bisum.stages.attribution.asides import BEING
from bisum.stages.attribution.cues import has_object, verb_forms
from bisum.stages.attribution.lexicon import look_up
from bisum.stages.attribution.mention import Mention
from bisum.stages.attribution.mentions import read_mention
from bisum.stages.attribution.names import is_cue_word, is_name_word, is_participle
from bisum.stages.attribution.objects import is_object
from bisum.stages.attribution.words import Unit
from bisum.stages.tables import read_set

_NAMED: Final = frozenset(("name", "given"))

_NO_CLAUSE: Final = read_set("no clause")
MAX_TO_SUBJECT: Final = 16
"""Units between a verb and its subject."""


def source_mention(units: Sequence[Unit], at: int, stop: int, names: AbstractSet[str]) -> Mention | None:
    """Read who follows a formula; a ل may be written onto the first word."""
    unit = units[at]
    if unit.kind == "w" and unit.look.preposition == "ل":
        bare = replace(unit, look=replace(unit.look, preposition=""), start=unit.start + 1)
        if unit.look.is_definite:
            bare = replace(bare, start=unit.start)
        patched = [*units[:0], bare, *units[at + 1 : min(stop, at + 30)]]
        mention = read_mention(patched, 0, len(patched), names)
        return None if mention is None else replace(mention, after=mention.after + at)
    may_be_led = unit.kind == "w" and not unit.look.tags and unit.key.startswith("ل") and len(unit.key) > 3
    if may_be_led and (unit.key[1:] in names or look_up(unit.key[1:]).tags & _NAMED):
        stem = unit.key[1:]
        bare = replace(unit, key=stem, look=replace(unit.look, stem=stem), start=unit.start + 1)
        patched = [bare, *units[at + 1 : min(stop, at + 30)]]
        mention = read_mention(patched, 0, len(patched), names)
        return None if mention is None else replace(mention, after=mention.after + at)
    return read_mention(units, at, stop, names)


def subject_after(units: Sequence[Unit], at: int, stop: int, names: AbstractSet[str]) -> Mention | None:  # noqa: C901, PLR0911, PLR0912 - a decision list: each return is one rule
    """Find the subject that follows a verb; None where there is none before the content."""
    limit = min(stop, at + MAX_TO_SUBJECT)
    place = at
    in_phrase = False
    while place < limit:
        unit = units[place]
        if unit.kind == "p":
            if unit.key in ",(" or (unit.key == "-" and in_phrase):
                if unit.key == "(":
                    while place < limit and units[place].key != ")":
                        place += 1
                in_phrase = False
                place += 1
                continue
            return None
        if unit.kind == "n":
            place += 1
            continue
        if place == at and unit.look.conjunction and unit.look.is_definite and not is_name_word(unit, names):
            return None  # «وقال والدموع في عينيه»
        if unit.kind == "q":
            if in_phrase:
                place += 1
                in_phrase = False
                continue
            return _quoted_subject(units, place, stop, names)
        tags = unit.look.tags
        if tags & {"comp", "rel", "neg"} or (is_cue_word(unit) and not tags & {"role", "given"}):
            return None
        if unit.key.endswith("ا") and is_participle(unit):
            return None
        if "conj" in tags and not tags & {"adv", "role"}:
            return None
        if unit.look.preposition or "prep" in tags or unit.key in {"ل", "ب"}:
            in_phrase = True
            place += 1
            continue
        is_hour = "time" in tags and place + 1 < limit and "time" in units[place + 1].look.tags
        if tags & {"time", "adv", "pp"} and (
            is_hour or unit.look.is_definite or not tags & {"role", "given"}
        ):
            place += 1
            continue
        if in_phrase:
            before = units[place - 1]
            is_head = "role" in tags and not before.look.preposition and "prep" not in before.look.tags
            if not (is_head and not unit.look.conjunction):
                if "verb" in tags and "common" not in tags:
                    return None
                place += 1
                continue
        mention = read_mention(units, place, stop, names)
        if mention is None or (in_phrase and not (mention.is_named or mention.is_definite)):
            return None
        if mention.kind == "other" and not mention.is_definite:
            return None
        return mention
    return None


def _quoted_subject(units: Sequence[Unit], at: int, stop: int, names: AbstractSet[str]) -> Mention | None:
    """Take a short quotation as a name where a clause with أن follows it."""
    unit = units[at]
    if unit.end - unit.start > 40:
        return None
    has_clause = at + 1 < stop and "rel" in units[at + 1].look.tags  # «التحالف»، الذي يقاتل «داعش»، أن
    for place in range(at + 1, min(stop, at + (24 if has_clause else 14))):
        key = units[place].key
        is_clause = "comp" in units[place].look.tags and key.lstrip("ب").startswith("ان")
        is_clause = is_clause and units[place - 1].key not in _NO_CLAUSE
        if is_clause or (key == ":" and place > at + 1) or (key == ":" and place + 1 < stop):
            return read_mention(units, at, stop, names)
        is_next = any(one.form.kind == "verb" for one in verb_forms(key)) and key[0] == "و"
        if (units[place].kind == "q" or is_next) and not has_clause:
            return None
    return None


def adjacent_subject(units: Sequence[Unit], start: int, at: int, names: AbstractSet[str]) -> Mention | None:
    """Find a noun phrase that ends right before a verb («الفيحاني قال»), the longest one.

    A comma between them is passed over, and so is a relative pronoun: then the phrase is
    its antecedent («السائق الذي قال»).
    """
    end = at
    while end > start and (
        units[end - 1].key in {"قد", "لقد", "كان", "كانت", "وقد"} or "adv" in units[end - 1].look.tags
    ):
        end -= 1
    is_led = end > start and "rel" in units[end - 1].look.tags
    if is_led:
        if any(has_object(one) for one in verb_forms(units[at].key)):
            return None  # «العدوان الذي اعتبرته …»: what it goes with is the object
        end -= 1
    if end > start and units[end - 1].key == ",":
        end -= 1
        opened = None if is_led else _aside_before(units, start, end)
        if opened is not None:
            aside = adjacent_subject(units, start, opened, names)
            if aside is not None:
                return aside  # «مسودة البيان، التي اطلعت عليها الوكالة، تدعو إلى …»
    for first in range(max(start, end - 9), end):
        if first > start and _is_possessed(units[first - 1]):
            continue
        if (
            first > start
            and units[first - 1].look.tags & {"role", "press", "body"}
            and not units[first - 1].look.is_definite
        ):
            continue
        mention = read_mention(units, first, end, names)
        if (
            mention is not None
            and mention.after >= end
            and mention.is_sure
            and not is_object(units, first, mention)
        ):
            governed = first > start and (
                "prep" in units[first - 1].look.tags or bool(units[first].look.preposition)
            )
            return None if governed and not is_led else mention
    return None


MAX_ASIDE: Final = 20
"""Units of a clause between commas that tells more of the phrase before it."""


def _aside_before(units: Sequence[Unit], start: int, end: int) -> int | None:
    """Give the comma that opens a clause between commas, one with a relative pronoun or «وهو»."""
    for place in range(end - 2, max(start, end - MAX_ASIDE), -1):
        unit = units[place]
        if unit.key in ".;:?!" or unit.kind == "q" or unit.key == ",":
            return None
        opens = "rel" in unit.look.tags or unit.key in BEING
        if opens and units[place - 1].key == ",":
            return place - 1
    return None


AUXILIARIES: Final = frozenset(("قد", "لقد", "كان", "كانت", "كانوا", "سوف", "يكون", "تكون"))
"""Small verbs and particles between a subject and its verb."""


def is_bare_verb(unit: Unit) -> bool:
    """Tell whether a word is a finite form of a lemma that is no noun too."""
    if unit.look.is_definite or unit.look.preposition:
        return False
    forms = verb_forms(unit.key)
    return bool(forms) and forms[0].form.kind == "verb" and not any(one.form.kind == "noun" for one in forms)


def _is_possessed(unit: Unit) -> bool:
    """Tell whether a noun lacks its article, so that what follows is its owner."""
    look = unit.look
    return (
        "common" in look.tags
        and not look.is_definite
        and not look.tags & {"verb", "time", "conj", "prep", "adv"}
    )


def subject_before(units: Sequence[Unit], start: int, at: int, names: AbstractSet[str]) -> Mention | None:
    """Find the subject that stands before a verb in its sentence.

    The first phrase at the start of the sentence, or after its first verb; prepositions
    and what they govern are passed over. Of two clauses the nearer one's.
    """
    best: Mention | None = None
    place = start
    governed = False
    after_verb = True
    new_clause = True
    while place < at:
        unit = units[place]
        if unit.kind != "w":
            if unit.key in ",-" or unit.kind == "q":
                governed = False
                new_clause = True
            place += 1
            continue
        look = unit.look
        if "prep" in look.tags and not (unit.key == "عبر" and place == start):
            governed = True
            place += 1
            continue
        if look.preposition:
            governed = True
            place += 1
            continue
        is_verb = not look.tags & {"role", "given"} and ("verb" in look.tags or is_bare_verb(unit))
        if is_verb or look.tags & {"conj", "comp"} or "rel" in look.tags:
            joins = bool(look.tags & {"conj", "comp"}) and look.stem not in AUXILIARIES
            new_clause = new_clause or joins or bool(look.conjunction)
            after_verb = after_verb or best is None or new_clause
            governed = False
            place += 1
            continue
        if governed and not after_verb:
            place += 1
            continue
        if look.tags & {"time", "neg", "pron", "adv", "pp"}:
            place += 1
            continue
        if governed:
            place += 1
            continue
        mention = read_mention(units, place, at, names)
        if mention is not None:
            if mention.is_sure and after_verb and not is_object(units, place, mention):
                best = mention
                after_verb = new_clause = False
            place = max(place + 1, mention.after)
            continue
        place += 1
    return best
