"""What speaks for and against a speaker, as marks that a person can read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from bisum.stages.attribution.coreference.discourse import Discourse
from bisum.stages.attribution.coreference.entities import Entity
from bisum.stages.attribution.coreference.sightings import Sighting
from bisum.stages.attribution.speakers.authors import author_of
from bisum.stages.attribution.speakers.utterance import Utterance

MAX_TO_RELATIVE: Final = 4
"""Units from a relative pronoun to the cue of its clause: «الوزارة، التي اكتفت بالقول»."""

MANY: Final = 4
"""Mentions of somebody whom the article is much about."""

LATELY: Final = 2
"""Sentences ago that count as lately."""

_PERSONS: Final = frozenset(("person", "role"))
_SUBJECTS: Final = frozenset(("teller", "subject", "topic", "asker"))
_SLOTS: Final = ("teller", "asker", "asked", "subject", "topic", "object", "governed", "told", "owner")


def evidence_of_nobody(utterance: Utterance) -> tuple[str, ...]:
    """Name what speaks for it that the article does not say who speaks."""
    found = ["nobody", f"nobody {utterance.setting}", f"nobody {utterance.proposal.how}"]
    if utterance.object:
        found.append(f"nobody {utterance.object}")
    if utterance.is_label:
        found.append("nobody labelled")
    return tuple(found)


def evidence(
    utterance: Utterance,
    entity: Entity,
    seen: Sequence[tuple[Sighting, Entity]],
    speakers: Sequence[Entity],
    discourse: Discourse,
) -> tuple[str, ...]:
    """Name what speaks for and against an entity.

    Args:
        utterance: The words whose speaker is asked for.
        entity: Who may.
        seen: The mentions near the utterance, those of the sentence before it first, the nearest first.
        speakers: Who spoke before, the last one first.
        discourse: Who is who.
    """
    return (
        f"kind {entity.kind}",
        *_chosen(utterance, entity),
        *_agreement(utterance, entity),
        *_itself(utterance, entity, discourse),
        *_where(utterance, entity, seen),
        *_spoken(utterance, entity, speakers, discourse),
        *_in_focus(utterance, entity, discourse),
        *(("author",) if author_of(utterance.proposal.entity, discourse) is entity else ()),
    )


def _itself(utterance: Utterance, entity: Entity, discourse: Discourse) -> Iterator[str]:
    """Name what an entity is, wherever it stands."""
    is_person = entity.kind in _PERSONS
    named_inside = entity.kind == "person" and any(
        len(key) > 2 and key in utterance.quoted for key in entity.keys
    )
    marks = (
        ("unsure", not entity.is_sure),
        ("back no person", utterance.is_back and not is_person),
        (f"{utterance.setting} last", utterance.last is entity),
        ("inner outer" if utterance.setting == "inner" else "outer", utterance.outer is entity),
        ("not outer", utterance.outer is not None and utterance.outer is not entity),
        ("named inside", named_inside),
        ("much", is_person and entity.n_seen >= MANY),
        ("once", entity.n_seen <= 1),
        ("hero", is_person and entity is discourse.hero),
        (f"{utterance.setting} hero", is_person and entity is discourse.hero),
    )
    yield from (name for name, holds in marks if holds)


def _chosen(utterance: Utterance, entity: Entity) -> Iterator[str]:
    """Name the rule that proposes an entity, and what it is if it is no person."""
    chosen, how, _ = utterance.proposal
    if entity is not chosen:
        return
    yield f"chosen {how}"
    if entity.kind not in {"person", "role", "crowd"}:
        yield f"{how} {entity.kind}"
    if utterance.asks and how == "named":
        yield "asked"
        yield f"asked {entity.kind}"
    named = utterance.named
    if named is not None:
        if utterance.is_apart:
            yield "named apart"
        if not named.is_sure:
            yield "named unsure"
        if named.kind == "role" and not named.is_definite and len(named.keys) == 1:
            yield "named bare"
        if utterance.object:
            yield "named with object"
        if utterance.is_alone:
            yield "alone"
            yield f"alone {entity.kind}"


def _agreement(utterance: Utterance, entity: Entity) -> Iterator[str]:
    """Name whether the verb agrees; one before its subject is singular, and was asked already."""
    if entity is utterance.proposal.entity and utterance.proposal.how == "named":
        return
    if not entity.agrees(utterance.gender, utterance.number):
        is_one = entity.kind in _PERSONS and entity.agrees("", utterance.number)
        yield "clash of gender" if is_one else "clash"
    elif utterance.gender and utterance.gender == entity.gender:
        yield f"agrees {utterance.gender}"


def _spoken(
    utterance: Utterance, entity: Entity, speakers: Sequence[Entity], discourse: Discourse
) -> Iterator[str]:
    """Name when an entity spoke before."""
    if entity not in speakers:
        return
    setting = utterance.setting
    rank = min(speakers.index(entity), 2) + 1
    yield f"{setting} spoke {rank}"
    if utterance.goes_on:
        yield f"goes on spoke {rank}"
    if utterance.object:
        yield f"{utterance.object} spoke {rank}"
    if utterance.follows:
        yield f"follows spoke {rank}"
    if utterance.is_back:
        yield f"back spoke {rank}"
    n = discourse.n_spoken(entity)
    if n > 2:
        yield "spoke often"
    ago = utterance.scene.sentence - discourse.spoken_in(entity)
    if rank == 1:
        when = "now" if ago <= 1 else "lately" if ago <= LATELY else "before"
        yield f"{setting} spoke {when}"


def _in_focus(utterance: Utterance, entity: Entity, discourse: Discourse) -> Iterator[str]:
    """Name whether the text before a quotation that stands alone is about an entity."""
    if utterance.setting != "lone":
        return
    main, last = discourse.focus.at(utterance.scene.sentence, utterance.place)
    paragraph = utterance.scene.paragraph
    is_here = paragraph is not None
    marks = (
        ("lone main focus", main is entity),
        ("lone focus", last is entity),
        (f"lone {entity.kind}", True),
        ("lone new here", is_here and discourse.introduced_in(entity) == paragraph),
        ("lone spoke here", is_here and discourse.spoken_where(entity) == paragraph),
    )
    yield from (name for name, holds in marks if holds)


def _where(utterance: Utterance, entity: Entity, seen: Sequence[tuple[Sighting, Entity]]) -> Iterator[str]:
    """Name where an entity is mentioned, seen from the utterance."""
    mine = [one for one, other in seen if other is entity]
    here = [one for one in mine if one.sentence == utterance.scene.sentence]
    if here:
        yield from _here(utterance, here, seen)
    else:
        yield from _back(utterance, mine)


def _here(
    utterance: Utterance, here: Sequence[Sighting], seen: Sequence[tuple[Sighting, Entity]]
) -> Iterator[str]:
    """Name where an entity is mentioned in the sentence of the utterance."""
    setting = utterance.setting
    before = [one for one in here if one.place < utterance.place]
    if not before and all(_is_reported(one, utterance) for one in here):
        yield f"{setting} reported"
    after = [one for one in here if one.place >= utterance.place and not _is_reported(one, utterance)]
    if before:
        yield f"{setting} before {before[0].slot}"
        if any(0 < utterance.place - one.rel <= MAX_TO_RELATIVE and one.rel >= 0 for one in before):
            yield "antecedent"
        if _is_nearest(before[0], utterance, seen):
            yield f"{setting} nearest"
        if utterance.follows:
            yield f"follows before {before[0].slot}"
        if utterance.is_back:
            yield f"back before {before[0].slot}"
        if any(before[0].place >= content for content in utterance.contents):
            yield f"{setting} inside"
        yield from _in_clause(utterance, before)
        if before[0].mention.after == utterance.place:
            yield f"{setting} beside"
    if after:
        yield from _after(utterance, after[-1])


def _after(utterance: Utterance, one: Sighting) -> Iterator[str]:
    """Name where an entity is mentioned after the cue."""
    yield f"{utterance.setting} after {one.slot}"
    if utterance.has_relative:
        yield "after relative"
    if one.verb >= 0 and any(0 < one.verb - quote <= 2 for quote in utterance.quotes):
        yield f"{utterance.setting} post"


def _in_clause(utterance: Utterance, before: Sequence[Sighting]) -> Iterator[str]:
    """Name that an entity is the subject of the very clause that the cue stands in."""
    clause = utterance.clause
    if clause is not None and any(one.place >= clause and one.slot in _SUBJECTS for one in before):
        inside = any(clause >= content for content in utterance.contents)
        yield f"clause {'participle' if utterance.is_participle else utterance.setting}"
        if inside:
            yield "clause inside"


def _is_reported(one: Sighting, utterance: Utterance) -> bool:
    """Tell whether a mention stands in what the frame reports."""
    return utterance.content is not None and one.place >= utterance.content


def _back(utterance: Utterance, mine: Sequence[Sighting]) -> Iterator[str]:
    """Name where an entity is mentioned that is not in the sentence of the utterance."""
    setting, sentence = utterance.setting, utterance.scene.sentence
    earlier = [one for one in mine if one.sentence < sentence]
    if earlier and earlier[0].paragraph == utterance.scene.paragraph:
        yield f"{setting} same paragraph"
    for back in (1, 2):
        slots = {one.slot for one in mine if one.sentence == sentence - back}
        for slot in _SLOTS:
            if slot in slots:
                yield f"{setting} back {back} {slot}" if back == 1 else f"{setting} back 2"
                return
    if earlier:
        yield f"{setting} back 3"
    elif any(one.sentence > sentence for one in mine):
        yield f"{setting} next {next(one.slot for one in mine if one.sentence > sentence)}"
    else:
        yield f"{setting} far"


def _is_nearest(one: Sighting, utterance: Utterance, seen: Sequence[tuple[Sighting, Entity]]) -> bool:
    """Tell whether no other person is mentioned between a mention and the utterance."""
    persons = (
        other
        for other, entity in seen
        if other.sentence == utterance.scene.sentence
        and other.place < utterance.place
        and entity.kind in {"person", "role", "crowd"}
    )
    return next(persons, None) is one
