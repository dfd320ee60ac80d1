"""Who speaks: the subject of a reporting verb, after it, before it, or owning the text it stands in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from bisum.stages.arabic.cues import has_object, verb_forms
from bisum.stages.arabic.lexicon import look_up
from bisum.stages.arabic.name_words import is_cue_word, is_name_word, is_participle
from bisum.stages.arabic.units import Unit
from bisum.stages.attribution.clauses.objects import is_object
from bisum.stages.attribution.clauses.scene import Scene
from bisum.stages.attribution.mentions.asides import BEING
from bisum.stages.attribution.mentions.mention import Mention
from bisum.stages.attribution.mentions.reader import read_mention
from bisum.stages.tables import read_set

_NAMED: Final = frozenset(("name", "given"))

_NO_CLAUSE: Final = read_set("no clause")
_NO_SUBJECT: Final = frozenset(("time", "neg", "pron", "adv", "pp"))
MAX_TO_SUBJECT: Final = 16
"""Units between a verb and its subject."""

MAX_BEFORE: Final = 9
"""Units of the longest phrase looked for right before a verb."""


def source_mention(units: Sequence[Unit], at: int, stop: int) -> Mention | None:
    """Read who follows a formula; a ل may be written onto the first word."""
    unit = units[at]
    if unit.kind == "w" and unit.look.preposition == "ل":
        bare = replace(unit, look=replace(unit.look, preposition=""), start=unit.start + 1)
        if unit.look.is_definite:
            bare = replace(bare, start=unit.start)
        patched = [*units[:0], bare, *units[at + 1 : min(stop, at + 30)]]
        mention = read_mention(patched, 0, len(patched))
        return None if mention is None else replace(mention, after=mention.after + at)
    may_be_led = unit.kind == "w" and not unit.look.tags and unit.key.startswith("ل") and len(unit.key) > 3
    if may_be_led and (unit.key[1:] in unit.names or look_up(unit.key[1:]).tags & _NAMED):
        stem = unit.key[1:]
        bare = replace(unit, key=stem, look=replace(unit.look, stem=stem), start=unit.start + 1)
        patched = [bare, *units[at + 1 : min(stop, at + 30)]]
        mention = read_mention(patched, 0, len(patched))
        return None if mention is None else replace(mention, after=mention.after + at)
    return read_mention(units, at, stop)


def subject_after(units: Sequence[Unit], at: int, stop: int) -> Mention | None:
    """Find the subject that follows a verb; None where there is none before the content."""
    limit = min(stop, at + MAX_TO_SUBJECT)
    place = at
    is_governed = False  # behind a preposition, up to the next point or quotation
    while place < limit:
        unit = units[place]
        if unit.kind == "p":
            if unit.key not in ",(" and not (unit.key == "-" and is_governed):
                return None
            place, is_governed = _past_bracket(units, place, limit), False
        elif unit.kind == "q":
            if not is_governed:
                return _quoted_subject(units, place, stop)
            is_governed = False
        elif unit.kind == "w":
            if _ends_search(units, at, place):
                return None
            if unit.look.preposition or "prep" in unit.look.tags or unit.key in {"ل", "ب"}:
                is_governed = True
            elif not _is_adverb(units, place, limit):
                if not is_governed or _is_office(units, place):
                    return _subject_at(units, place, stop, is_governed=is_governed)
                if "verb" in unit.look.tags and "common" not in unit.look.tags:
                    return None
        place += 1
    return None


def _past_bracket(units: Sequence[Unit], place: int, limit: int) -> int:
    """Give where the bracket closes that a point opens; any other point itself."""
    if units[place].key == "(":
        while place < limit and units[place].key != ")":
            place += 1
    return place


def _ends_search(units: Sequence[Unit], at: int, place: int) -> bool:
    """Tell whether a word after a verb begins a clause, so that no subject follows."""
    unit = units[place]
    tags = unit.look.tags
    is_first = place == at and unit.look.conjunction and unit.look.is_definite
    if is_first and not is_name_word(unit):
        return True  # «وقال والدموع في عينيه»
    if tags & {"comp", "rel", "neg"} or (is_cue_word(unit) and not tags & {"role", "given"}):
        return True
    if unit.key.endswith("ا") and is_participle(unit):
        return True
    return "conj" in tags and not tags & {"adv", "role"}


def _is_adverb(units: Sequence[Unit], place: int, limit: int) -> bool:
    """Tell whether a word says when or how: «أمس», «صباح اليوم»."""
    look = units[place].look
    if not look.tags & {"time", "adv", "pp"}:
        return False
    is_hour = "time" in look.tags and place + 1 < limit and "time" in units[place + 1].look.tags
    return is_hour or look.is_definite or not look.tags & {"role", "given"}


def _is_office(units: Sequence[Unit], place: int) -> bool:
    """Tell whether a noun of office is no more what the preposition before it governs."""
    look, before = units[place].look, units[place - 1].look
    is_free = not before.preposition and "prep" not in before.tags
    if place > 1 and "prep" in units[place - 2].look.tags and "text" in before.tags:
        is_free = is_free and before.is_definite  # «رد على سؤال القاضية»: whose question it is
    return "role" in look.tags and is_free and not look.conjunction


def _subject_at(units: Sequence[Unit], place: int, stop: int, *, is_governed: bool) -> Mention | None:
    """Read the phrase at a place as a subject; None where it can't be one."""
    mention = read_mention(units, place, stop)
    if mention is None or (is_governed and not (mention.is_named or mention.is_definite)):
        return None
    return None if mention.kind == "other" and not mention.is_definite else mention


def _quoted_subject(units: Sequence[Unit], at: int, stop: int) -> Mention | None:
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
            return read_mention(units, at, stop)
        is_next = any(one.form.kind == "verb" for one in verb_forms(key)) and key[0] == "و"
        if (units[place].kind == "q" or is_next) and not has_clause:
            return None
    return None


def adjacent_subject(scene: Scene, at: int) -> Mention | None:
    """Find a noun phrase that ends right before a verb («الفيحاني قال»), the longest one.

    A comma between them is passed over, and so is a relative pronoun: then the phrase is
    its antecedent («السائق الذي قال»).
    """
    units, start = scene.units, scene.start
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
        opened = None if is_led else _aside_before(scene, end)
        if opened is not None:
            aside = adjacent_subject(scene, opened)
            if aside is not None:
                return aside  # «مسودة البيان، التي اطلعت عليها الوكالة، تدعو إلى …»
    return _ending_at(scene, end, is_led=is_led)


def _ending_at(scene: Scene, end: int, *, is_led: bool) -> Mention | None:
    """Find the longest phrase that ends where it must; None where a preposition governs it, unless led to."""
    units = scene.units
    for first in range(max(scene.start, end - MAX_BEFORE), end):
        before = units[first - 1] if first > scene.start else None
        if before is not None and (_is_possessed(before) or _is_construct(before)):
            continue
        mention = read_mention(units, first, end)
        if mention is None or mention.after < end or not mention.is_sure or is_object(units, first, mention):
            continue
        is_governed = before is not None and (
            "prep" in before.look.tags or bool(units[first].look.preposition)
        )
        return None if is_governed and not is_led else mention
    return None


def _is_construct(unit: Unit) -> bool:
    """Tell whether an office or a body lacks its article, so that what follows belongs to it."""
    return bool(unit.look.tags & {"role", "press", "body"}) and not unit.look.is_definite


MAX_ASIDE: Final = 20
"""Units of a clause between commas that tells more of the phrase before it."""


def _aside_before(scene: Scene, end: int) -> int | None:
    """Give the comma that opens a clause between commas, one with a relative pronoun or «وهو»."""
    units = scene.units
    for place in range(end - 2, max(scene.start, end - MAX_ASIDE), -1):
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


def subject_before(scene: Scene, at: int) -> Mention | None:
    """Find the subject that stands before a verb in its sentence.

    The first phrase at the start of the sentence, or after its first verb; prepositions
    and what they govern are passed over. Of two clauses the nearer one's.
    """
    units = scene.units
    best: Mention | None = None
    place = scene.start
    is_governed = False
    is_after_verb = is_new_clause = True
    while place < at:
        unit = units[place]
        look = unit.look
        n_read = 1
        if unit.kind != "w":
            if unit.key in ",-" or unit.kind == "q":
                is_governed, is_new_clause = False, True
        elif look.preposition or ("prep" in look.tags and not (unit.key == "عبر" and place == scene.start)):
            is_governed = True
        elif _opens_clause(unit):
            joins = bool(look.tags & {"conj", "comp"}) and look.stem not in AUXILIARIES
            is_new_clause = is_new_clause or joins or bool(look.conjunction)
            is_after_verb = is_after_verb or best is None or is_new_clause
            is_governed = False
        elif not is_governed and not look.tags & _NO_SUBJECT:
            mention = read_mention(units, place, at)
            if mention is not None:
                n_read = max(1, mention.after - place)
                if mention.is_sure and is_after_verb and not is_object(units, place, mention):
                    best = mention
                    is_after_verb = is_new_clause = False
        place += n_read
    return best


def _opens_clause(unit: Unit) -> bool:
    """Tell whether a word is a verb, or ties a clause to what stands before it."""
    tags = unit.look.tags
    is_verb = not tags & {"role", "given"} and ("verb" in tags or is_bare_verb(unit))
    return is_verb or bool(tags & {"conj", "comp", "rel"})
