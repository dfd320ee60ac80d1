"""Sightings: who is mentioned in each sentence, and as what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import msgspec

from bisum.stages.arabic.units import Unit
from bisum.stages.arabic.verb_genders import subject_gender
from bisum.stages.arabic.verb_places import (
    WAS_ASKED,
    is_after_quote,
    is_question,
    is_teller,
    is_verb,
    may_be_verb,
)
from bisum.stages.attribution.clauses.scene import Scene
from bisum.stages.attribution.clauses.slots import MAX_TO_VERB, slot_of
from bisum.stages.attribution.clauses.subjects import source_mention
from bisum.stages.attribution.mentions.asides import (
    BEING,
    aside_of,
    is_introduced,
    is_office_of,
    is_one_of,
    may_name,
)
from bisum.stages.attribution.mentions.mention import Mention
from bisum.stages.attribution.mentions.reader import read_mention
from bisum.stages.tables import read_set

MAX_TO_NAME: Final = 16
"""Units from a description to the comma before its name."""

_NAMING: Final = read_set("is called")


class Sighting(msgspec.Struct, frozen=True, gc=False):
    """One mention where it stands.

    Attributes:
        mention: As it was read.
        paragraph: Index of its paragraph.
        sentence: Number of its sentence in the article.
        place: Index of its first unit in the passage.
        slot: ``teller``, subject of the reporting verb before it, ``subject`` of another
            verb, ``topic`` of a clause without one so far,
            ``asker``, subject of a verb of asking; ``asked``, its object («سألت المذيعة الوزير»),
            ``object``, ``governed`` by a preposition, ``told`` by one («قال لـ…»), or
            ``owner`` of the noun before it.
        verb: Index of the unit of the verb that it is the subject of; -1 for other slots.
        aside: Stems of the nouns of office that a clause after it gives it («، وهو المتهم»).
        aside_words: Folded words of that clause, without the article.
        apposed: Starts of the descriptions before it that a name belongs to («المكلف بالإعلام …،
            الملازم فلان،», «جندي سابق يدعى فلان»).
        rel: Index of the relative pronoun right after it («…، التي قالت»); -1 without one.
        is_inside: It stands in a clause that somebody reports («قال إن الوزير …»).
        asked: Gender that the verb before it asks of it; empty where it may be either.
    """

    mention: Mention
    paragraph: int
    sentence: int
    place: int
    slot: str
    verb: int
    aside: frozenset[str]
    aside_words: frozenset[str]
    apposed: tuple[int, ...] = ()
    rel: int = -1
    is_inside: bool = False
    asked: str = ""

    @property
    def position(self) -> tuple[int, int]:
        """Where it stands in the article, for comparing."""
        return self.paragraph, self.mention.start


class Sighted(NamedTuple):
    """What is seen of a sentence: who is mentioned, and the verbs that no phrase stands after as subject."""

    mentions: Sequence[Sighting]
    bare_verbs: Sequence[int]


def find_sightings(scene: Scene) -> Sighted:
    """Find who is mentioned in a sentence of a paragraph outside quotation marks, in reading order."""
    scan = _Scan(scene)
    place = scene.start
    while place < scene.stop:
        place += scan.take(place)
    scan.leave_verb()
    return Sighted(scan.found, scan.bare)


class _Scan:
    """A sentence while its mentions are found."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.units = scene.units
        self.found: list[Sighting] = []
        self.verb = -1  # the last one, while it has no subject
        self.last_verb = -1  # the same, also where a new clause has begun
        self.bare: list[int] = []
        self.is_new = True  # no phrase of the clause was read yet
        self.waiting: list[Sighting] = []  # descriptions whose name may follow a comma
        self.is_naming = False  # «يدعى», «اسمه»: the name of whom was described follows
        self.has_teller = self.is_inside = False
        self.asker = -1  # who asks, while it is not known whom

    def take(self, place: int) -> int:
        """Read on from a unit, and give how many were read."""
        unit = self.units[place]
        if unit.kind != "w":
            self._point(place, unit)
            return 1
        if unit.key.removeprefix("و") in _NAMING and self.found:
            self.waiting, self.is_naming = self.found[-1:], True
            return 1
        is_finite = is_verb(unit) or may_be_verb(self.units, place, self.scene.start, self.scene.stop)
        if is_finite or is_after_quote(self.units, place, self.scene.start, self.scene.stop):
            self.leave_verb()
            self.verb, self.is_new = place, False
            self.last_verb = place
            if is_teller(unit):
                self.has_teller = True
                self.is_inside = self.is_inside and not unit.look.conjunction
            self._forget()
            return 1
        mention = _read(self.units, place, self.scene.stop)
        if mention is None:
            self.is_inside = self.is_inside or (self.has_teller and "comp" in unit.look.tags)
            if unit.look.tags & {"conj", "comp", "rel"} or unit.key in BEING:
                self.verb, self.is_new = -1, True
                self._forget()
            return 1
        self._mention(place, mention)
        if mention.kind == "other":
            return 1  # «رفض محامي العائلة»: who is inside is mentioned too
        return max(1, mention.after - place)

    def leave_verb(self) -> None:
        """Note the last verb where no subject was found for it."""
        if self.last_verb >= 0:
            self.bare.append(self.last_verb)
        self.last_verb = -1

    def _point(self, place: int, unit: Unit) -> None:
        self.is_new = self.is_new or unit.key in ",;:-.?!" or unit.kind == "q"
        if unit.key in ".;?!":
            self.verb = -1
        is_late = bool(self.waiting) and place - self.waiting[-1].place > MAX_TO_NAME
        if (unit.key != "," and unit.kind != "q") or is_late:
            self._forget()

    def _rel(self, mention: Mention) -> int:
        """Give where the relative pronoun right after a mention stands."""
        place = mention.after
        if place < self.scene.stop and self.units[place].key == ",":
            place += 1
        return place if place < self.scene.stop and "rel" in self.units[place].look.tags else -1

    def _forget(self) -> None:
        self.waiting, self.is_naming = [], False

    def _mention(self, place: int, mention: Mention) -> None:
        slot = slot_of(self.scene, place, self.verb, mention, is_new=self.is_new)
        is_subject = slot == "subject"
        self._join_office(place, mention)
        if mention.kind != "other" and (mention.is_sure or slot in {"subject", "topic"}):
            as_what = self._part(place, slot)
            self._note(place, mention, as_what, self.verb if is_subject else -1)
        if is_subject:
            self.verb = self.last_verb = -1
        self.is_new = False

    def _join_office(self, place: int, mention: Mention) -> None:
        """Join an office to the name right before it: «بحسب العقيد فلان مدير الإعلام بالإنابة»."""
        last = self.found[-1] if self.found else None
        if last is None or (last.mention.after == place and last.slot not in {"governed", "teller"}):
            return
        if is_office_of(self.units, place, mention, last.mention):
            self.found[-1] = msgspec.structs.replace(last, apposed=(*last.apposed, mention.name_start))

    def _part(self, place: int, slot: str) -> str:
        """Name the part of a phrase more closely: who tells, who asks and who is asked."""
        if slot == "subject":
            verb = self.units[self.verb]
            if is_question(verb):
                self.asker = place
                return "asked" if verb.key.endswith(WAS_ASKED) else "asker"
            return "teller" if is_teller(verb) else slot
        if self.asker >= 0 and slot in {"object", "topic"} and place - self.asker <= MAX_TO_VERB:
            self.asker = -1
            return "asked"
        return slot

    def _note(self, place: int, mention: Mention, slot: str, verb: int) -> None:
        before = self.units[place - 1] if place > self.scene.start else None
        aside, words, same = aside_of(self.units, mention.after, self.scene.stop)
        apposed = [one.mention.name_start for one in self._described(place, mention)]
        if same is not None:
            apposed.append(same)
        last = self.found[-1].mention if self.found else None
        if (
            last is not None
            and place - 1 > self.scene.start
            and is_introduced(self.units, place, mention, last)
        ):
            apposed.append(last.name_start)
        asked = subject_gender(self.units[verb]) if verb >= 0 and mention.kind == "person" else ""
        sighting = Sighting(
            mention=mention,
            paragraph=self.scene.paragraph or 0,
            sentence=self.scene.sentence,
            place=place,
            slot=slot,
            verb=verb,
            aside=aside,
            aside_words=words,
            apposed=tuple(apposed),
            rel=self._rel(mention),
            is_inside=self.is_inside,
            asked=asked,
        )
        self.found.append(sighting)
        self._wait(sighting, is_after_comma=before is not None and before.key == ",")

    def _described(self, place: int, mention: Mention) -> list[Sighting]:
        """Give the descriptions before a name that it belongs to: «المكلف بالإعلام …، الملازم فلان»."""
        if not self.waiting:
            return []
        before = self.units[place - 1] if place > self.scene.start else None
        is_led = self.is_naming or (before is not None and (before.key == "," or before.kind == "q"))
        is_led = is_led or self.waiting[-1].mention.after == place
        if not is_led or not may_name(self.waiting[-1].mention, mention):
            return []
        return [one for one in self.waiting if may_name(one.mention, mention)]

    def _wait(self, sighting: Sighting, *, is_after_comma: bool) -> None:
        """Remember a description whose name may follow; anything else ends the waiting for one."""
        mention, is_governed = sighting.mention, sighting.slot in {"governed", "owner"}
        is_description = mention.kind == "role" and (mention.is_definite or len(mention.keys) > 1)
        is_description = is_description or is_one_of(mention)  # «أحد أحفاده، فلان،»
        if is_governed and (self.waiting or not is_description):
            return
        if is_description:
            self.waiting = [*(self.waiting if is_after_comma else []), sighting]
        else:
            self._forget()


def _read(units: Sequence[Unit], place: int, stop: int) -> Mention | None:
    """Read a phrase, also behind a ل that is written onto it."""
    unit = units[place]
    if unit.look.preposition == "ل" or (not unit.look.tags and unit.key[0] == "ل" and not unit.is_name):
        mention = source_mention(units, place, stop)
        return mention if mention is not None and mention.is_sure else None
    return read_mention(units, place, stop)
