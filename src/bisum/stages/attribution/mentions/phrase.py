"""A noun phrase while it is read, one unit after the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bisum.stages.arabic.units import Unit
from bisum.stages.attribution.mentions.mention import MentionKind

MAX_PHRASE: Final = 24
"""Units of the longest noun phrase read; the longest title in the development articles has 14."""

BODIES: Final[frozenset[MentionKind]] = frozenset(("press", "body", "text"))
"""Kinds of what speaks and is nobody."""


class Phrase:
    """A noun phrase while it is read.

    Attributes:
        units: Of the passage.
        at: Index of its head.
        head: Its first word.
        stop: Index of the unit where it must end.
        name: Indices of the words of its name; empty while it has none.
        roles: Stems of its nouns of office.
        role: Offsets of the office beside the name.
        last: Index of its last word so far.
        kind: As in ``Mention``; a phrase with a name is a person's, whatever its kind.
        quoted: Index of the quotation that is its name: «المحامي "برنارد لامون"».
        is_nisba: It begins with an adjective of origin: «الكرواتي إيفان بيريتشا».
        apposed: Words of the office that follows the name, without the article.
    """

    __slots__ = (
        "apposed", "at", "head", "is_nisba", "kind", "last", "name", "quoted", "role", "roles", "stop",
        "units",
    )  # fmt: skip

    def __init__(self, units: Sequence[Unit], at: int, stop: int) -> None:
        self.units = units
        self.begin_at(at)
        self.stop = min(stop, at + MAX_PHRASE)
        self.name: list[int] = []
        self.roles: set[str] = set()
        self.role: tuple[int, int] | None = None
        self.kind: MentionKind = "other"
        self.quoted: int | None = None
        self.is_nisba = False
        self.apposed: frozenset[str] = frozenset()

    def begin_at(self, place: int) -> None:
        """Let the phrase begin at a unit."""
        self.at = self.last = place
        self.head = self.units[place]

    def take(self, place: int, n_units: int = 1) -> int:
        """Take units into the phrase, and give how many."""
        self.last = place + n_units - 1
        return n_units

    def begin_name(self) -> None:
        """Take the head as the first word of a person's name."""
        self.kind = "person"
        self.name.append(self.at)

    def take_name(self, place: int) -> int:
        """Begin the name; what stands before it is the office."""
        self.name.append(place)
        self.role = self.role or (self.office_start(), self.units[place - 1].end)
        return self.take(place)

    def go_on_with_name(self, place: int) -> int:
        """Take one more word into the name."""
        self.name.append(place)
        return self.take(place)

    def office_start(self) -> int:
        """Give where the first noun of office of the phrase begins, or the phrase."""
        offices = (unit for unit in self.units[self.at : self.last + 1] if "role" in unit.look.tags)
        first = next(offices, self.head)
        return first.start + (first.key[0] == "و" and bool(first.look.conjunction))
