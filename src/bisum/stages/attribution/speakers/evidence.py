"""What speaks for and against a speaker, as marks that a person can read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from bisum.stages.attribution.coreference.discourse import Discourse
from bisum.stages.attribution.coreference.entities import Entity
from bisum.stages.attribution.coreference.sightings import Sighting
from bisum.stages.attribution.speakers.asking import Asking
from bisum.stages.attribution.speakers.authors import author_of

MAX_TO_RELATIVE: Final = 4
"""Units from a relative pronoun to the cue of its clause: «الوزارة، التي اكتفت بالقول»."""

MANY: Final = 4
"""Mentions of somebody whom the article is much about."""

LATELY: Final = 2
"""Sentences ago that count as lately."""

_PERSONS: Final = frozenset(("person", "role"))
_SUBJECTS: Final = frozenset(("teller", "subject", "topic", "asker"))
_SLOTS: Final = ("teller", "asker", "asked", "subject", "topic", "object", "governed", "told", "owner")


def evidence_of_nobody(asking: Asking) -> tuple[str, ...]:
    """Name what speaks for it that the article does not say who speaks."""
    found = ["nobody", f"nobody {asking.setting}", f"nobody {asking.how}"]
    if asking.object:
        found.append(f"nobody {asking.object}")
    if asking.is_label:
        found.append("nobody labelled")
    return tuple(found)


def evidence(
    asking: Asking,
    entity: Entity,
    seen: Sequence[tuple[Sighting, Entity]],
    speakers: Sequence[Entity],
    discourse: Discourse,
) -> tuple[str, ...]:
    """Name what speaks for and against an entity.

    Args:
        asking: Where it is asked who speaks.
        entity: Who may.
        seen: The mentions near the utterance, those of the sentence before it first, the nearest first.
        speakers: Who spoke before, the last one first.
        discourse: Who is who.
    """
    return (
        f"kind {entity.kind}",
        *_chosen(asking, entity),
        *_agreement(asking, entity),
        *_itself(asking, entity, discourse),
        *_where(asking, entity, seen),
        *_spoken(asking, entity, speakers, discourse),
        *_in_focus(asking, entity, discourse),
        *(("author",) if author_of(asking.first, discourse) is entity else ()),
    )


def _itself(asking: Asking, entity: Entity, discourse: Discourse) -> Iterator[str]:
    """Name what an entity is, wherever it stands."""
    is_person = entity.kind in _PERSONS
    named_inside = entity.kind == "person" and any(
        len(key) > 2 and key in asking.quoted for key in entity.keys
    )
    marks = (
        ("unsure", not entity.is_sure),
        ("back no person", asking.is_back and not is_person),
        (f"{asking.setting} last", asking.last is entity),
        ("inner outer" if asking.setting == "inner" else "outer", asking.outer is entity),
        ("not outer", asking.outer is not None and asking.outer is not entity),
        ("named inside", named_inside),
        ("much", is_person and entity.n_seen >= MANY),
        ("once", entity.n_seen <= 1),
        ("hero", is_person and entity is discourse.hero),
        (f"{asking.setting} hero", is_person and entity is discourse.hero),
    )
    yield from (name for name, holds in marks if holds)


def _chosen(asking: Asking, entity: Entity) -> Iterator[str]:
    """Name the rule that proposes an entity, and what it is if it is no person."""
    if entity is not asking.first:
        return
    yield f"chosen {asking.how}"
    if entity.kind not in {"person", "role", "crowd"}:
        yield f"{asking.how} {entity.kind}"
    if asking.asks and asking.how == "named":
        yield "asked"
        yield f"asked {entity.kind}"
    named = asking.named
    if named is not None and asking.how == "named":
        if asking.gap:
            yield "named apart"
        if not named.is_sure:
            yield "named unsure"
        if named.kind == "role" and not named.is_definite and len(named.keys) == 1:
            yield "named bare"
        if asking.object:
            yield "named with object"
        if asking.alone:
            yield "alone"
            yield f"alone {entity.kind}"


def _agreement(asking: Asking, entity: Entity) -> Iterator[str]:
    """Name whether the verb agrees; one before its subject is singular, and was asked already."""
    if entity is asking.first and asking.how == "named":
        return
    if not entity.agrees(asking.gender, asking.number):
        is_one = entity.kind in _PERSONS and entity.agrees("", asking.number)
        yield "clash of gender" if is_one else "clash"
    elif asking.gender and asking.gender == entity.gender:
        yield f"agrees {asking.gender}"


def _spoken(
    asking: Asking, entity: Entity, speakers: Sequence[Entity], discourse: Discourse
) -> Iterator[str]:
    """Name when an entity spoke before."""
    if entity not in speakers:
        return
    setting = asking.setting
    rank = min(speakers.index(entity), 2) + 1
    yield f"{setting} spoke {rank}"
    if asking.goes_on:
        yield f"goes on spoke {rank}"
    if asking.object:
        yield f"{asking.object} spoke {rank}"
    if asking.follows:
        yield f"follows spoke {rank}"
    if asking.is_back:
        yield f"back spoke {rank}"
    n = discourse.n_spoken(entity)
    if n > 2:
        yield "spoke often"
    ago = asking.sentence - discourse.spoken_in(entity)
    if rank == 1:
        when = "now" if ago <= 1 else "lately" if ago <= LATELY else "before"
        yield f"{setting} spoke {when}"


def _in_focus(asking: Asking, entity: Entity, discourse: Discourse) -> Iterator[str]:
    """Name whether the text before a quotation that stands alone is about an entity."""
    if asking.setting != "lone":
        return
    main, last = discourse.focus.at(asking.sentence, asking.place)
    is_here = asking.paragraph is not None
    marks = (
        ("lone main focus", main is entity),
        ("lone focus", last is entity),
        (f"lone {entity.kind}", True),
        ("lone new here", is_here and discourse.introduced_in(entity) == asking.paragraph),
        ("lone spoke here", is_here and discourse.spoken_where(entity) == asking.paragraph),
    )
    yield from (name for name, holds in marks if holds)


def _where(asking: Asking, entity: Entity, seen: Sequence[tuple[Sighting, Entity]]) -> Iterator[str]:
    """Name where an entity is mentioned, seen from the utterance."""
    mine = [one for one, other in seen if other is entity]
    here = [one for one in mine if one.sentence == asking.sentence]
    if here:
        yield from _here(asking, here, seen)
    else:
        yield from _back(asking, mine)


def _here(asking: Asking, here: Sequence[Sighting], seen: Sequence[tuple[Sighting, Entity]]) -> Iterator[str]:
    """Name where an entity is mentioned in the sentence of the utterance."""
    setting = asking.setting
    before = [one for one in here if one.place < asking.place]
    if not before and all(_is_reported(one, asking) for one in here):
        yield f"{setting} reported"
    after = [one for one in here if one.place >= asking.place and not _is_reported(one, asking)]
    if before:
        yield f"{setting} before {before[0].slot}"
        if any(0 < asking.place - one.rel <= MAX_TO_RELATIVE and one.rel >= 0 for one in before):
            yield "antecedent"
        if _is_nearest(before[0], asking, seen):
            yield f"{setting} nearest"
        if asking.follows:
            yield f"follows before {before[0].slot}"
        if asking.is_back:
            yield f"back before {before[0].slot}"
        if any(before[0].place >= content for content in asking.contents):
            yield f"{setting} inside"
        if asking.clause >= 0:
            yield from _in_clause(asking, before)
        if before[0].mention.after == asking.place:
            yield f"{setting} beside"
    if after:
        yield from _after(asking, after[-1])


def _after(asking: Asking, one: Sighting) -> Iterator[str]:
    """Name where an entity is mentioned after the cue."""
    yield f"{asking.setting} after {one.slot}"
    if asking.relative:
        yield "after relative"
    if one.verb >= 0 and any(0 < one.verb - quote <= 2 for quote in asking.quotes):
        yield f"{asking.setting} post"


def _in_clause(asking: Asking, before: Sequence[Sighting]) -> Iterator[str]:
    """Name that an entity is the subject of the very clause that the cue stands in."""
    if any(one.place >= asking.clause and one.slot in _SUBJECTS for one in before):
        inside = any(asking.clause >= content for content in asking.contents)
        yield f"clause {'participle' if asking.is_participle else asking.setting}"
        if inside:
            yield "clause inside"


def _is_reported(one: Sighting, asking: Asking) -> bool:
    """Tell whether a mention stands in what the frame reports."""
    return asking.content is not None and one.place >= asking.content


def _back(asking: Asking, mine: Sequence[Sighting]) -> Iterator[str]:
    """Name where an entity is mentioned that is not in the sentence of the utterance."""
    setting = asking.setting
    earlier = [one for one in mine if one.sentence < asking.sentence]
    if earlier and earlier[0].paragraph == asking.paragraph:
        yield f"{setting} same paragraph"
    for back in (1, 2):
        slots = {one.slot for one in mine if one.sentence == asking.sentence - back}
        for slot in _SLOTS:
            if slot in slots:
                yield f"{setting} back {back} {slot}" if back == 1 else f"{setting} back 2"
                return
    if earlier:
        yield f"{setting} back 3"
    elif any(one.sentence > asking.sentence for one in mine):
        yield f"{setting} next {next(one.slot for one in mine if one.sentence > asking.sentence)}"
    else:
        yield f"{setting} far"


def _is_nearest(one: Sighting, asking: Asking, seen: Sequence[tuple[Sighting, Entity]]) -> bool:
    """Tell whether no other person is mentioned between a mention and the utterance."""
    persons = (
        other
        for other, entity in seen
        if other.sentence == asking.sentence
        and other.place < asking.place
        and entity.kind in {"person", "role", "crowd"}
    )
    return next(persons, None) is one
