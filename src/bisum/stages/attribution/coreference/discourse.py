"""Who is who: short forms, descriptions and pronouns joined to the best full mention."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from bisum.model.span import Span
from bisum.stages.attribution.coreference.antecedents import (
    THE_LATTER,
    best_antecedent,
    is_pointing,
    may_be_latter,
    nearest,
    same_office,
    same_words,
)
from bisum.stages.attribution.coreference.entities import Entity
from bisum.stages.attribution.coreference.focus import Act, Focus
from bisum.stages.attribution.coreference.full_names import FullName
from bisum.stages.attribution.coreference.roll import Roll
from bisum.stages.attribution.coreference.sightings import Sighting
from bisum.stages.attribution.mentions.mention import Mention

MAX_BACK: Final = 60
"""Mentions before a description among which its antecedent is looked for."""

MAX_SHORT: Final = 2
"""Words of a body's or a text's mention that may be short for an earlier one."""

OF_ITSELF: Final = 2
OF_ITS_VERB: Final = 1
"""Points for a gender that a mention shows, and for one that the verb before it asks for."""

_DESCRIBED: Final = frozenset(("role", "other"))


_QUOTED: Final = "«"


class Discourse:
    """The entities of one article, and who of them spoke.

    All mentions are read and joined before the first quotation is: names first, then the
    descriptions, so that a description may point forward to a name too.

    Attributes:
        sightings: Where entities are mentioned, in reading order, each with its entity.
        focus: Whom each sentence is about.
    """

    def __init__(
        self,
        names: Sequence[FullName],
        sightings: Sequence[Sighting] = (),
        acts: Sequence[Act] = (),
    ) -> None:
        self._roll = Roll(names)
        self._at: dict[tuple[int | None, int], Entity] = {}
        self._speakers: list[Entity] = []
        self._spoken: dict[int, int] = {}
        self._n_spoken: dict[int, int] = {}
        self.sightings: list[tuple[Sighting, Entity]] = []
        self._positions: list[tuple[int, int]] = []
        self._by_sentence: dict[int, list[tuple[Sighting, Entity]]] = {}
        self._join(sightings)
        for seen, entity in self.sightings:
            self._by_sentence.setdefault(seen.sentence, []).append((seen, entity))
        self.focus = Focus(self.sightings, acts)
        self._introduced: dict[int, int] = {}
        for seen, entity in self.sightings:
            self._introduced.setdefault(id(entity), seen.paragraph)
        self._spoken_where: dict[int, int | None] = {}

    def _join(self, sightings: Sequence[Sighting]) -> None:
        """Join all mentions: those with names, then the others, in reading order."""
        for seen in sightings:
            if seen.mention.kind == "person":
                mention = seen.mention if seen.mention.gender else replace(seen.mention, gender=seen.asked)
                entity = self._roll.person(mention, seen.paragraph)
                entity.show_gender(seen.mention.gender, OF_ITSELF)
                entity.show_gender(seen.asked, OF_ITS_VERB)
                entity.roles |= seen.aside
                entity.words |= seen.aside_words
                self._note(seen, entity)
                for start in seen.apposed:
                    self._at[seen.paragraph, start] = entity
        for seen in sightings:
            if seen.mention.kind != "person":
                entity = self.resolve(seen.mention, seen.paragraph, seen.sentence)
                if entity.kind == "person" and (seen.paragraph, seen.mention.name_start) in self._at:
                    entity.roles |= seen.mention.roles  # its name stands in apposition
                    entity.words |= seen.mention.role_words
                self._note(seen, entity)
                for start in seen.apposed:
                    self._at.setdefault((seen.paragraph, start), entity)

    def _note(self, seen: Sighting, entity: Entity) -> None:
        at = bisect.bisect(self._positions, seen.position)
        self._positions.insert(at, seen.position)
        self.sightings.insert(at, (seen, entity))
        self._at[seen.paragraph, seen.mention.name_start] = entity
        entity.n_seen += 1

    def seen_in(self, sentence: int) -> Sequence[tuple[Sighting, Entity]]:
        """Give the mentions of a sentence, in reading order."""
        return self._by_sentence.get(sentence, ())

    @property
    def hero(self) -> Entity | None:
        """The first person whom the article names."""
        return next((entity for _, entity in self.sightings if entity.kind == "person"), None)

    def resolve(
        self,
        mention: Mention,
        paragraph: int | None,
        sentence: int | None = None,
        *,
        but: Entity | None = None,
    ) -> Entity:
        """Give the entity that a mention means, a new one where it is the first time.

        Args:
            mention: The mention.
            paragraph: Its paragraph; None in the title.
            sentence: Number of its sentence, where that is known.
            but: Whom a description can't mean: nobody speaks of himself as «the minister».
        """
        known = self._at.get((paragraph, mention.name_start))
        if known is not None:
            return known
        if mention.kind == "person":
            return self._roll.person(mention, paragraph)
        if mention.kind == "role" and mention.is_definite and len(mention.keys) == 1:
            surnamed = self._roll.namesake(mention.keys, mention.gender)
            if surnamed is not None:
                return surnamed  # «وليد المعلم … وقال المعلم»
        before = [one for one in self._before(mention, paragraph) if one[1] is not but]
        if mention.keys in THE_LATTER:
            latter = next((one for _, one in before if may_be_latter(one, mention)), None)
            if latter is not None:
                return latter
        if _QUOTED in mention.keys and mention.kind == "role":
            found = None  # «الزوج "فلان"»: a name of his own, whoever else is a «زوج»
        elif is_pointing(mention) or not mention.keys:
            found = self._described(mention, before, sentence, paragraph)
            found = None if found is but else found
        else:
            found = same_words(mention, before)
        if found is not None:
            return found
        span = Span(paragraph=paragraph, start=mention.name_start, end=mention.name_end)
        entity = self._roll.add(mention, span)
        self._at[paragraph, mention.name_start] = entity
        return entity

    def _before(self, mention: Mention, paragraph: int | None) -> list[tuple[Sighting, Entity]]:
        """Give the mentions before one, the last first."""
        end = len(self.sightings)
        if paragraph is not None:
            end = bisect.bisect_left(self._positions, (paragraph, mention.start))
        return self.sightings[max(0, end - MAX_BACK) : end][::-1]

    def _described(
        self,
        mention: Mention,
        before: Sequence[tuple[Sighting, Entity]],
        sentence: int | None,
        paragraph: int | None,
    ) -> Entity | None:
        """Join «الوزير البريطاني», «المصدر نفسه», «الصحيفة» to whom they mean."""
        known = same_words(mention, before)
        if known is not None:
            return known
        if mention.kind in _DESCRIBED and not mention.is_plural:
            here = sentence if sentence is not None else (before[0][0].sentence if before else 0)
            speaker = self._speakers[-1] if self._speakers else None
            found = best_antecedent(mention, nearest(before, here), speaker)
            return found or self._named_later(mention, paragraph)
        last = self._speakers[-1] if self._speakers else None
        if mention.kind == "press" and len(mention.keys) == 1 and last is not None and not last.head:
            return last
        return self._same_kind(mention, before, paragraph)

    def _same_kind(
        self, mention: Mention, before: Sequence[tuple[Sighting, Entity]], paragraph: int | None
    ) -> Entity | None:
        """Join «الوزارة» to the ministry before it, and a whole name to «الوزارة» before that."""
        is_long = len(mention.keys) > MAX_SHORT or (mention.kind == "crowd" and not mention.is_definite)
        if is_long or not mention.head:
            return None
        for _, entity in before:
            if entity.head == mention.head and entity.kind == mention.kind:
                if mention.is_definite:
                    return entity
                if len(entity.keys) == 1:  # «الوزارة … وزارة الاقتصاد»: the longer one names it better
                    entity.keys = mention.keys
                    entity.span = Span(paragraph=paragraph, start=mention.name_start, end=mention.name_end)
                    return entity
        return None

    def _named_later(self, mention: Mention, paragraph: int | None) -> Entity | None:
        """Find who is named with this office only further on: «المتهم … فلان، وهو المتهم الأول»."""
        is_whole = mention.is_definite or (is_pointing(mention) and len(mention.keys) > 1)
        if paragraph is None or not is_whole:
            return None
        begin = bisect.bisect(self._positions, (paragraph, mention.start))
        return same_office(mention, self.sightings[begin : begin + MAX_BACK])

    def n_spoken(self, entity: Entity) -> int:
        """Count the sentences in which an entity spoke."""
        return self._n_spoken.get(id(entity), 0)

    def introduced_in(self, entity: Entity) -> int | None:
        """Give the paragraph in which an entity is mentioned first; None where it is only resolved later."""
        return self._introduced.get(id(entity))

    def spoken_where(self, entity: Entity) -> int | None:
        """Give the paragraph in which an entity spoke last; None where it never did, or in the title."""
        return self._spoken_where.get(id(entity))

    def speak(self, entity: Entity, sentence: int, paragraph: int | None = None) -> None:
        """Note that an entity has spoken in a sentence."""
        self._spoken_where[id(entity)] = paragraph
        if self._spoken.get(id(entity)) != sentence:
            self._n_spoken[id(entity)] = self._n_spoken.get(id(entity), 0) + 1
        self._spoken[id(entity)] = sentence
        if entity in self._speakers[-8:]:
            self._speakers.remove(entity)
        self._speakers.append(entity)

    def spoken_in(self, entity: Entity) -> int:
        """Give the sentence in which an entity spoke last; one long before where it never did."""
        return self._spoken.get(id(entity), -1000)

    @property
    def speakers(self) -> Sequence[Entity]:
        """Those who spoke, the last one last, each once among the last eight."""
        return self._speakers

    def current(self, gender: str, number: str, *, texts: bool = True) -> Entity | None:
        """Give who last spoke, of those with whom a verb agrees, ``texts`` included or left out."""
        agreeing = [
            entity
            for entity in reversed(self._speakers[-6:])
            if entity.agrees(gender, number) and (texts or entity.kind != "text")
        ]
        if gender == "f":  # a woman known to be one before somebody of whom nothing is known
            agreeing.sort(key=lambda entity: entity.gender != "f")
        return agreeing[0] if agreeing else None

    def previous(self, gender: str, number: str, last: Entity | None) -> Entity | None:
        """Give who spoke before the ``last`` one, of those with whom a verb agrees."""
        for entity in reversed(self._speakers[-6:]):
            if entity is not last and entity.agrees(gender, number):
                return entity
        return None
