"""Articles by source and by genre, where they tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import msgspec

from bisum.model.record import Record

_GENRE_FIELDS: Final = ("genre", "category")


class Grouped(NamedTuple):
    """The articles of one source or genre.

    Attributes:
        by: ``source`` or ``genre``.
        name: Which.
        at: Their places among the records.
    """

    by: str
    name: str
    at: tuple[int, ...]


def groups_of(records: Sequence[Record]) -> Iterator[Grouped]:
    """Give the groups of some records: sources by name, then genres; none where no article tells."""
    for by, names in (
        ("source", [record.source for record in records]),
        ("genre", [_genre(record) for record in records]),
    ):
        for name in sorted({name for name in names if name}):
            yield Grouped(by, name, tuple(n for n, one in enumerate(names) if one == name))


def _genre(record: Record) -> str | None:
    extra = msgspec.json.decode(record.extra)
    if isinstance(extra, dict):
        for name in _GENRE_FIELDS:
            if isinstance(extra.get(name), str) and extra[name].strip():
                return str(extra[name])
    return None
