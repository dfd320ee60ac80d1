"""Antecedents: whom a description points back to, by a score that a person can read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from typing import Final

from bisum.stages.arabic.nations import nations, same_nation
from bisum.stages.attribution.coreference.entities import Entity
from bisum.stages.attribution.coreference.sightings import Sighting
from bisum.stages.attribution.mentions.mention import Mention
from bisum.stages.tables import read_rows, read_set

TRAIT: Final = 1.6
TRAIT_UNSEEN: Final = 1.3
"""Points for what somebody is, not which office he holds («البائعة»); less where no gender is known.
Set by hand on 576 descriptions of the development sets: ten more are joined rightly, one more wrongly."""

TRAIT_NEAR: Final = 3
"""Sentences to the last mention within which that speaks for an entity."""

MIN_SCORE: Final = 2.0
"""Least score of an antecedent. It and the points below were set by hand on the development sets."""

_GENERIC: Final = read_set("generic")
_ANYBODY: Final = read_set("anybody")
_HIS_HONOUR: Final = read_set("his honour")
_TRAITS: Final = read_set("traits")
_OWNERS: Final = frozenset(("صاحب", "صاحبه"))
_ORDINALS: Final = read_set("ordinals")
_HONOURS: Final = read_set("honours")
_QUALITIES: Final = frozenset(("نفسه", "نفسها", "ذاته", "ذاتها", "المذكور", "المذكوره", "ايضا"))


@cache
def _kin() -> dict[str, frozenset[str]]:
    """Give the nouns of office that a more general one may stand for."""
    return {general: frozenset(special.split()) for general, special in read_rows("kin")}


def is_pointing(mention: Mention) -> bool:
    """Tell whether a description means somebody known: it, or the noun that it governs, is definite."""
    is_owner = mention.head in _OWNERS and len(mention.keys) == 1  # «صاحبة «ليل مالح»»
    return mention.is_definite or is_owner or any(key.startswith("ال") for key in mention.keys[1:])


def score(mention: Mention, entity: Entity, distance: int, *, has_spoken: bool) -> float | None:
    """Tell how well an entity suits a description; None where it can't be meant.

    Args:
        mention: The description.
        entity: One that was mentioned before it.
        distance: Sentences from its last mention.
        has_spoken: It is the last one that spoke.
    """
    if entity.kind not in {"person", "role"} or (entity.is_plural and entity.kind == "role"):
        return None
    if mention.gender and entity.gender and mention.gender != entity.gender:
        return None
    of_office = _office_points(mention, entity, distance, has_spoken=has_spoken)
    of_words = _word_points(mention, entity)
    if of_office is None or of_words is None:
        return None
    points = of_office + of_words + max(-1.0, 1.1 - 0.3 * distance)
    return points + 0.7 * has_spoken + 0.5 * (entity.n_seen >= MANY) + 0.3 * (entity.kind == "person")


def _office_points(  # noqa: PLR0911 - a decision list: each return is one reason
    mention: Mention, entity: Entity, distance: int, *, has_spoken: bool
) -> float | None:
    """Tell how well the head of a description suits the offices that are known of an entity."""
    head, roles = mention.head, entity.roles
    if head in roles or (head in _HIS_HONOUR and _honour(head) in roles):
        return 4.0
    if head in _HIS_HONOUR and roles & _HONOURS:
        return None  # «معاليه» is not whom «سمو» stands before
    if head in _ANYBODY or head in _OWNERS:
        is_honoured = head in _HIS_HONOUR and bool(roles)
        return (1.3 if entity.kind == "person" else -1.0) + is_honoured
    if _kin().get(head, frozenset()) & roles:
        return 2.0
    if entity.kind == "role":
        return None
    if _is_trait(mention, distance):
        return TRAIT if entity.gender else TRAIT_UNSEEN
    if roles and not mention.is_definite:
        return None  # «مدرب كرة السلة» is not the player of it
    if head in _GENERIC:
        return 1.5 if has_spoken and len(mention.keys) <= 2 else 0.0
    return -1.5 if roles else -0.5


def _word_points(mention: Mention, entity: Entity) -> float | None:
    """Tell how well the other words of a description suit what is said of an entity."""
    words = {key.removeprefix("ال") for key in mention.keys[1:]} - _QUALITIES
    ours, theirs = nations(words), nations(entity.words)
    if theirs and ours and not theirs & ours:
        return None  # «الوزير النرويجي» is no Jordanian
    n_common = len(_shared(words, entity.words, theirs))
    is_apart = bool(words and entity.words) and not n_common
    if is_apart and not mention.is_definite:
        return None  # «رئيس الكتلة» is no «رئيس المجلس»
    ordinals = words & _ORDINALS
    if ordinals and entity.words & _ORDINALS != ordinals:
        return None  # «المتهم الثاني» is no «المتهم الأول»
    each_strange = 1.0 if mention.head in entity.roles and entity.words else 0.3
    return min(2.0, 1.5 * n_common) - each_strange * (len(words) - n_common)


def _is_trait(mention: Mention, distance: int) -> bool:
    """Tell whether a description says what a woman named shortly before is, and no office: «المهندسة».

    A man's does not: men are named more often, and «الخبير» was joined to the bridge of Sidi Salem.
    """
    is_near = mention.is_definite and distance <= TRAIT_NEAR
    return is_near and mention.gender == "f" and mention.head in _TRAITS


def _shared(words: AbstractSet[str], others: AbstractSet[str], countries: frozenset[str]) -> AbstractSet[str]:
    """Give the words that stand among others too, be it as another form of these countries' names."""
    return {word for word in words if word in others or same_nation(word, countries)}


def _honour(head: str) -> str:
    """Give the honour that a word with its owner means: «سعادته» is «سعادة»."""
    bare = head.removesuffix("ها").removesuffix("ه")
    return f"{bare[:-1]}ه" if bare.endswith("ت") else bare


MANY: Final = 3
"""Mentions of an entity that the article is much about."""


def _only(mention: Mention, entities: Sequence[Entity]) -> Entity | None:
    """Give the only person named before of the gender that a description with the article shows."""
    if not mention.gender or not mention.is_definite:
        return None
    persons = [one for one in entities if one.kind == "person" and one.gender in {"", mention.gender}]
    return persons[0] if len(persons) == 1 and persons[0].gender == mention.gender else None


ONLY_WOMAN: Final = 1.5
ONLY_MAN: Final = 0.0
"""Points for the only woman or man named before."""


def best_antecedent(
    mention: Mention, entities: Iterable[tuple[Entity, int]], speaker: Entity | None
) -> Entity | None:
    """Choose whom a description means, None where nobody suits it.

    Args:
        mention: The description.
        entities: Those mentioned before it, each with its distance in sentences.
        speaker: Who spoke last.
    """
    best: Entity | None = None
    most = MIN_SCORE
    entities = list(entities)
    only = _only(mention, [entity for entity, _ in entities])
    for entity, distance in entities:
        points = score(mention, entity, distance, has_spoken=entity is speaker)
        if points is not None and entity is only:
            points += ONLY_WOMAN if mention.gender == "f" else ONLY_MAN
        if points is not None and points > most:
            best, most = entity, points
    return best


THE_LATTER: Final = {("الاخير",), ("الاخيره",)}


def may_be_latter(entity: Entity, mention: Mention) -> bool:
    """Tell whether «الأخير», «الأخيرة» may mean an entity mentioned before it."""
    agrees = not entity.gender or entity.gender == ("f" if mention.keys[0].endswith("ه") else "m")
    return entity.kind in {"person", "role"} and not entity.is_plural and agrees


def nearest(before: Sequence[tuple[Sighting, Entity]], sentence: int) -> Iterator[tuple[Entity, int]]:
    """Give each entity once, with its distance in sentences."""
    seen: set[int] = set()
    for one, entity in before:
        if id(entity) not in seen:
            seen.add(id(entity))
            yield entity, max(0, sentence - one.sentence)


def same_office(mention: Mention, seen: Sequence[tuple[Sighting, Entity]]) -> Entity | None:
    """Give the first person of these with the office, and all words, of a description."""
    words = {key.removeprefix("ال") for key in mention.keys[1:]}
    for _, entity in seen:
        agrees = not mention.gender or not entity.gender or mention.gender == entity.gender
        if (
            entity.kind == "person"
            and mention.head in entity.roles
            and agrees
            and words <= _shared(words, entity.words, nations(entity.words))
        ):
            return entity
    return None


def same_words(mention: Mention, before: Sequence[tuple[Sighting, Entity]]) -> Entity | None:
    """Give the last entity that is named by the very words of a description."""
    wanted = {key.removeprefix("ال") for key in mention.keys}
    for _, entity in before if wanted else ():
        if entity.kind == mention.kind and wanted == {key.removeprefix("ال") for key in entity.keys}:
            return entity
    return None
