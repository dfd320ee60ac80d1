"""Who is who: short forms, descriptions and pronouns joined to the best full mention."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from bisum.model.span import Span
from bisum.stages.attribution.mentions import Mention
from bisum.stages.tables import read_set

MAX_REMEMBERED: Final = 400
"""Entities remembered; an article with more loses the oldest, so that time stays linear."""

_GENERIC: Final = read_set("generic")


class FullName(NamedTuple):
    """A name of two words and more, where it stands.

    Attributes:
        keys: Its folded words.
        span: Where it stands.
        offices: Stems of the nouns of office in the phrase before it («وزير»).
        phrase: Folded words of that phrase, without the article.
    """

    keys: tuple[str, ...]
    span: Span
    offices: frozenset[str] = frozenset()
    phrase: frozenset[str] = frozenset()


class Entity:
    """Somebody or something that speaks or is spoken of as a speaker."""

    __slots__ = ("affiliation", "gender", "head", "is_plural", "keys", "kind", "role", "roles", "span")

    def __init__(self, mention: Mention, span: Span) -> None:
        self.keys = mention.keys
        self.kind = mention.kind
        self.head = mention.head
        self.span = span
        self.gender = mention.gender
        self.is_plural = mention.is_plural
        self.roles = set(mention.roles)
        self.role: Span | None = None
        self.affiliation: Span | None = None

    def agrees(self, gender: str, number: str) -> bool:
        """Tell whether a verb of this gender and number may have it as its subject."""
        if number == "p" and self.kind in {"person", "text"}:
            return False
        if number == "s" and self.is_plural and self.kind in {"role", "crowd"}:
            return False
        return not gender or not self.gender or gender == self.gender


class Discourse:
    """The entities of one article while it is read."""

    def __init__(self, names: Sequence[FullName]) -> None:
        self._names = names
        self._by_word: dict[str, list[FullName]] = {}
        for name in names:
            for key in set(name.keys):
                known = self._by_word.setdefault(key, [])
                if len(known) < 50:  # enough for any article; hostile text stays linear
                    known.append(name)
        self._by_office: dict[str, list[FullName]] = {}
        for name in names:
            for office in name.offices:
                self._by_office.setdefault(office, []).append(name)
        self._by_key: dict[str, Entity] = {}
        self._entities: list[Entity] = []
        self._speakers: list[Entity] = []

    def resolve(self, mention: Mention, paragraph: int | None) -> Entity:
        """Give the entity that a mention names, a new one where it is the first time."""
        if mention.kind == "person":
            return self._person(mention, paragraph)
        if mention.is_definite:
            known = self._described(mention)
            if known is not None:
                return known
            holder = self._holder(mention, paragraph)
            if holder is not None:
                return self._person(mention._replace(kind="person", keys=holder.keys), paragraph)
        else:
            known = self._same_words(mention)
            if known is not None:
                return known
        return self._add(mention, Span(paragraph=paragraph, start=mention.name_start, end=mention.name_end))

    def _add(self, mention: Mention, span: Span) -> Entity:
        entity = Entity(mention, span)
        if mention.role is not None:
            entity.role = Span(paragraph=span.paragraph, start=mention.role[0], end=mention.role[1])
        self._entities.append(entity)
        if len(self._entities) > MAX_REMEMBERED:
            self._entities = self._entities[-MAX_REMEMBERED // 2 :]
        return entity

    def _person(self, mention: Mention, paragraph: int | None) -> Entity:
        full = self.full_name(mention.keys)
        keys = full.keys if full is not None else mention.keys
        for entity in reversed(self._entities):
            if entity.kind == "person" and _same_name(entity.keys, keys):
                self._enrich(entity, mention, paragraph)
                return entity
        if full is not None:
            entity = self._add(mention._replace(keys=keys), full.span)
            entity.role = None
            self._enrich(entity, mention, paragraph)
            return entity
        return self._add(mention, Span(paragraph=paragraph, start=mention.name_start, end=mention.name_end))

    def _enrich(self, entity: Entity, mention: Mention, paragraph: int | None) -> None:
        entity.roles |= mention.roles
        if not entity.gender:
            entity.gender = mention.gender
        if entity.role is None and mention.role is not None:
            entity.role = Span(paragraph=paragraph, start=mention.role[0], end=mention.role[1])

    def full_name(self, keys: Sequence[str]) -> FullName | None:
        """Give the longest name of the article that holds these words, the first of them."""
        best: FullName | None = None
        for key in reversed(keys):
            for name in self._by_word.get(key, ()):
                if _holds(name.keys, keys) and (best is None or len(best.keys) < min(len(name.keys), 4)):
                    best = name
            if best is not None:
                return best
        if len(keys) == 1 and len(keys[0]) >= 5:
            for name in self._names[:200]:
                if any(_near(key, keys[0]) for key in name.keys):
                    return name
        return None

    def _described(self, mention: Mention) -> Entity | None:
        """Join «الوزير البريطاني», «المصدر نفسه», «الصحيفة» to whom they mean."""
        head = mention.head
        if mention.kind in {"role", "other", "crowd"} or head == "مصدر":
            for entity in reversed(self._entities):
                if head in entity.roles and entity.agrees(mention.gender, "p" if mention.is_plural else "s"):
                    return entity
            if head in _GENERIC and len(mention.keys) <= 2:
                return next(
                    (
                        one
                        for one in reversed(self._speakers)
                        if one.kind in {"person", "role"} and one.agrees(mention.gender, "s")
                    ),
                    None,
                )
            return self._same_words(mention)
        last = self._speakers[-1] if self._speakers else None
        if mention.kind == "press" and len(mention.keys) == 1 and last is not None and not last.head:
            return last
        if len(mention.keys) <= 2:
            for entity in reversed(self._entities):
                if entity.head == head and entity.kind == mention.kind:
                    return entity
        return self._same_words(mention)

    def _holder(self, mention: Mention, paragraph: int | None) -> FullName | None:
        """Find whom «الوزير» means where he was named with his office, but not as a speaker.

        The last one named before counts; all words of the description must stand in the
        phrase before the name.
        """
        if mention.kind != "role" or mention.is_plural or paragraph is None:
            return None
        words = {key.removeprefix("ال") for key in mention.keys[1:]}
        found = None
        for name in self._by_office.get(mention.head, ()):
            if (name.span.paragraph or 0, name.span.start) > (paragraph, mention.start):
                break
            if words <= name.phrase:
                found = name
        return found

    def _same_words(self, mention: Mention) -> Entity | None:
        wanted = {key.removeprefix("ال") for key in mention.keys}
        for entity in reversed(self._entities[-40:]):
            if (
                entity.kind == mention.kind
                and wanted
                and wanted == {key.removeprefix("ال") for key in entity.keys}
            ):
                return entity
        return None

    def speak(self, entity: Entity) -> None:
        """Note that an entity has spoken."""
        if entity in self._speakers[-8:]:
            self._speakers.remove(entity)
        self._speakers.append(entity)

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


def _holds(full: Sequence[str], short: Sequence[str]) -> bool:
    return all(any(key == other or _near(key, other) for other in full) for key in short)


def _same_name(one: Sequence[str], other: Sequence[str]) -> bool:
    if not one or not other:
        return False
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    return _holds(long, short)


def _near(one: str, other: str) -> bool:
    """Tell whether two words differ by one letter, as spellings of foreign names do."""
    if one == other:
        return True
    if min(len(one), len(other)) < 5 or abs(len(one) - len(other)) > 1 or one[0] != other[0]:
        return False
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    for at, letter in enumerate(short):
        if letter != long[at]:
            rest = short[at + 1 :] if len(short) == len(long) else short[at:]
            return rest == long[at + 1 :]
    return True
