"""Records -> brief."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import Final

import msgspec

from bisum.model.record import Record
from bisum.reader.brief.contents import VERSION, Brief, Difference, Event, Figure, Member, Use
from bisum.reader.brief.differences import Reading, differences
from bisum.reader.brief.events import events
from bisum.reader.brief.gather import Content, Gathering, Outline, content_of
from bisum.reader.brief.strands import Bond, Text, Tie, by_date, strands, ties
from bisum.reader.brief.voices import voices
from bisum.text import fold

_NO_CONTENT: Final = Content((), ())


def brief_of(records: Callable[[], Iterable[Record]]) -> Brief:
    """Look over a run's records: events, speakers, numbers.

    Args:
        records: Gives the records anew at each call; they are read twice, so that only the
            texts of articles that share an event are kept.
    """
    gathering = Gathering()
    for record in records():
        gathering.add(record)
    outlines = gathering.outlines
    groups = events(gathering.bags, gathering.vocabulary.rarity(), gathering.vocabulary.named())
    shared = [_ordered(group, outlines) for group in groups if len(group) > 1]
    wanted = {outlines[n].id for group in shared for n in group}
    contents = {record.id: content_of(record) for record in records() if record.id in wanted}
    found = [_event([outlines[n] for n in group], contents) for group in shared]
    found.sort(key=lambda event: (-event.n_independent, -len(event.articles)))
    return Brief(
        version=VERSION,
        n_articles=len(outlines),
        cautions=tuple(gathering.cautions),
        events=tuple(_keyed(event, n) for n, event in enumerate(found)),
        singles=tuple(
            _member(outlines[n], Tie(Bond.INDEPENDENT, None, 0.0))
            for n in reversed(_ordered([group[0] for group in groups if len(group) == 1], outlines))
        ),
    )


def _keyed(event: Event, n: int) -> Event:
    return msgspec.structs.replace(event, key=f"e{n}")


def _ordered(group: Sequence[int], outlines: Sequence[Outline]) -> list[int]:
    return [group[n] for n in by_date([outlines[at].moment for at in group])]


def _event(outlines: Sequence[Outline], contents: dict[str, Content]) -> Event:
    bonds = ties([Text(one.shingles, one.source, one.moment, one.numbers) for one in outlines])
    # An article may have been taken out of the run since it was first read.
    told = [contents.get(one.id, _NO_CONTENT) for one in outlines]
    members = tuple(_member(outline, tie) for outline, tie in zip(outlines, bonds, strict=True))
    head = _head(outlines, bonds)
    return Event(
        key="",
        articles=members,
        head=head,
        lead=outlines[head].lead,
        lead_english=outlines[head].lead_english,
        n_independent=sum(1 for tie in bonds if tie.bond is Bond.INDEPENDENT),
        voices=voices([content.said for content in told], strands(bonds)),
        differences=tuple(_difference(group) for group in differences([content.lines for content in told])),
        serious=sum(member.serious for member in members),
        warnings=sum(member.warnings for member in members),
        notes=sum(member.notes for member in members),
    )


def _head(outlines: Sequence[Outline], bonds: Sequence[Tie]) -> int:
    """Choose the article that stands at the top: the longest of those that owe nothing to another."""
    own = [n for n, tie in enumerate(bonds) if tie.bond is Bond.INDEPENDENT]
    return max(own, key=lambda n: (len(outlines[n].shingles), -n))


def _member(outline: Outline, tie: Tie) -> Member:
    return Member(
        id=outline.id,
        page=f"articles/{outline.slug}.html",
        title=outline.title,
        title_english=outline.title_english,
        source=outline.source,
        published=outline.published,
        day=_day(outline.moment),
        bond=tie.bond.value,
        other=tie.other,
        share=None if tie.other is None else round(100 * tie.share),
        serious=outline.doubts["serious"],
        warnings=outline.doubts["warning"],
        notes=outline.doubts["note"],
    )


def _day(moment: dt.datetime | None) -> str | None:
    return None if moment is None else moment.date().isoformat()


def _difference(readings: Sequence[Reading]) -> Difference:
    same: dict[tuple[str, int], list[Reading]] = {}
    for reading in readings:
        same.setdefault((fold(reading.line.arabic), reading.amount.start), []).append(reading)
    return Difference(figures=tuple(_figure(group) for group in same.values()))


def _figure(readings: Sequence[Reading]) -> Figure:
    first = readings[0]
    return Figure(
        number=first.line.arabic[first.amount.start : first.amount.end],
        start=first.amount.start,
        end=first.amount.end,
        arabic=first.line.arabic,
        english=next((one.line.english for one in readings if one.line.english), None),
        uses=tuple(Use(article=one.article, anchor=one.line.anchor) for one in readings),
    )
