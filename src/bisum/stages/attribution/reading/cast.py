"""The cast of an article: its names, and all whom it mentions, before the first quotation is read."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from bisum.model.span import Span
from bisum.stages.arabic.name_runs import lone_subjects, name_runs, office_before
from bisum.stages.arabic.units import Unit, with_names
from bisum.stages.arabic.verb_genders import doer_gender
from bisum.stages.attribution.clauses.scene import Scene
from bisum.stages.attribution.coreference.discourse import Discourse
from bisum.stages.attribution.coreference.focus import Act
from bisum.stages.attribution.coreference.full_names import FullName
from bisum.stages.attribution.coreference.sightings import Sighting, find_sightings
from bisum.stages.attribution.reading.interviews import turns_of
from bisum.stages.attribution.speakers.voices import Chorus


class Names(msgspec.Struct, frozen=True):
    """The names of an article.

    Attributes:
        full: Those of two words and more.
        words: Folded words that are names in it.
    """

    full: Sequence[FullName]
    words: frozenset[str]


def gather(scenes: Sequence[Scene], names: Sequence[FullName]) -> Chorus:
    """Read all mentions of an article, and join those that mean the same."""
    found: list[Sighting] = []
    acts: list[Act] = []
    for scene in scenes:
        if scene.paragraph is None:
            continue
        seen = find_sightings(scene)
        found += seen.mentions
        genders = ((place, doer_gender(scene.units[place])) for place in seen.bare_verbs)
        acts += [Act(scene.sentence, place, gender) for place, gender in genders if gender is not None]
    return Chorus(Discourse(names, found, acts), turns_of(scenes))


def find_names(passages: Sequence[Sequence[Unit]], persons: Sequence[Span] = ()) -> Names:
    """Find the names of an article in the units of its paragraphs.

    Args:
        passages: Units of each paragraph.
        persons: Where a model sees persons' names.
    """
    seen = _seen_names(passages, persons)
    full: list[FullName] = [name for name in seen if len(name.keys) > 1]
    alone = frozenset[str]().union(*(lone_subjects(units) for units in passages))
    for number, units in enumerate(with_names(passage, alone) for passage in passages):
        for start, end in name_runs(units):
            run = units[start:end]
            is_joined = run[0].look.conjunction == "و" and "given" in run[0].look.tags  # «وفوزي الدسوقي»
            keys = (run[0].look.stem if is_joined else run[0].key, *(unit.key for unit in run[1:]))
            span = Span(paragraph=number, start=run[0].start + is_joined, end=run[-1].end)
            offices, phrase = office_before(units, start)
            full.append(FullName(keys, span, offices, phrase))
    full = _whole(full)
    alone |= {key for name in seen for key in name.keys if len(key) > 2}
    return Names(full, alone | {key for name in full for key in name.keys if len(key) > 2})


def _whole(names: Sequence[FullName]) -> list[FullName]:
    """Leave out what is two surnames side by side: «هاجمت لوبان ماكرون»."""
    by_surname: dict[str, set[tuple[str, ...]]] = {}
    for name in names:
        by_surname.setdefault(name.keys[-1], set()).add(name.keys)
    return [
        name
        for name in names
        if len(name.keys) != 2 or name.keys[0] not in by_surname or by_surname[name.keys[1]] == {name.keys}
    ]


def _seen_names(passages: Sequence[Sequence[Unit]], persons: Sequence[Span]) -> list[FullName]:
    """Give the names that a model sees, each of whole words."""
    found = []
    for span in persons:
        number = span.paragraph or 0
        run = [unit for unit in passages[number] if span.start <= unit.start < span.end and unit.kind == "w"]
        if run:
            whole = Span(paragraph=number, start=run[0].start, end=run[-1].end)
            first = passages[number].index(run[0])
            offices, phrase = office_before(passages[number], first)
            found.append(FullName(tuple(unit.key for unit in run), whole, offices, phrase))
    return found
