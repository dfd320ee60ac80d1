"""The cast's roll: every entity of an article by the words of its name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from bisum.model.span import Span
from bisum.stages.attribution.coreference.entities import Entity
from bisum.stages.attribution.coreference.full_names import FullName, FullNames, is_same_name
from bisum.stages.attribution.mentions.mention import Mention

MAX_SAME_KEY: Final = 40
"""Entities remembered for one word of a name; hostile text stays linear."""


class Roll:
    """Who is called what in an article; short names find their bearers."""

    def __init__(self, names: Sequence[FullName]) -> None:
        self._full = FullNames(names)
        self._offices: dict[tuple[str, ...], list[FullName]] = {}
        for name in names:
            if name.offices:
                self._offices.setdefault(name.keys, []).append(name)
        self._by_key: dict[str, list[Entity]] = {}

    def person(self, mention: Mention, paragraph: int | None) -> Entity:
        """Give the person whom a mention names, a new one where it is the first time.

        Args:
            mention: The mention.
            paragraph: Its paragraph; None in the title.
        """
        known = self.namesake(mention.keys, mention.gender)
        if known is None:
            full = self._full.find(mention.keys)
            known = self.namesake(full.keys, mention.gender) if full is not None else None
            if known is None and full is not None:
                known = self.add(replace(mention, keys=full.keys), full.span)
                known.role = known.affiliation = None
                for name in self._offices.get(full.keys, ()):
                    known.roles |= name.offices
                    known.words |= name.phrase
        known = known or self._first_of_two(mention.keys)
        if known is None:
            span = Span(paragraph=paragraph, start=mention.name_start, end=mention.name_end)
            known = self.add(mention, span)
        self._enrich(known, mention, paragraph)
        return known

    def namesake(self, keys: Sequence[str], gender: str) -> Entity | None:
        """Give the last person named so before; of several with one surname, one of the gender."""
        found: Entity | None = None
        for key in keys[-1:] if len(keys) == 1 else keys:
            known = self._by_key.get(key, ())[::-1]
            if len(keys) == 1:  # a surname before a given name: «روس» is Jack Ross, not Ross Lee
                known = sorted(known, key=lambda one: len(one.keys) > 1 and one.keys[-1] != key)
            for entity in known:
                if entity.kind == "person" and is_same_name(entity.keys, keys):
                    if not gender or not entity.gender or gender == entity.gender:
                        return entity
                    found = found or entity
        return found

    def add(self, mention: Mention, span: Span) -> Entity:
        """Add an entity that is mentioned for the first time, best by the words of ``span``."""
        entity = Entity(mention, span)
        if mention.role is not None:
            entity.role = Span(paragraph=span.paragraph, start=mention.role[0], end=mention.role[1])
        if mention.affiliation is not None:
            start, end = mention.affiliation
            entity.affiliation = Span(paragraph=span.paragraph, start=start, end=end)
        for key in entity.keys:
            known = self._by_key.setdefault(key, [])
            if len(known) < MAX_SAME_KEY:
                known.append(entity)
        return entity

    def _first_of_two(self, keys: Sequence[str]) -> Entity | None:
        """Give the first of two persons whose surnames stand side by side: «هاجمت لوبان ماكرون»."""
        if len(keys) != 2:
            return None
        first, second = self.namesake(keys[:1], ""), self.namesake(keys[1:], "")
        return first if first is not None and second is not None and first is not second else None

    def _enrich(self, entity: Entity, mention: Mention, paragraph: int | None) -> None:
        entity.roles |= mention.roles
        entity.words |= mention.role_words
        entity.is_sure = entity.is_sure or mention.is_sure
        if not entity.gender:
            entity.gender = mention.gender
        if entity.role is None and mention.role is not None:
            entity.role = Span(paragraph=paragraph, start=mention.role[0], end=mention.role[1])
        if entity.affiliation is None and mention.affiliation is not None:
            start, end = mention.affiliation
            entity.affiliation = Span(paragraph=paragraph, start=start, end=end)
