"""The months as Arabic newspapers name them, folded, and how each can be told from other words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from bisum.stages.tables import read_rows


class Month(NamedTuple):
    """One name of a month.

    Attributes:
        number: Of the month in its year, from 1.
        name: One word or two.
        is_hijri: It is of the Hijri year, else of the Gregorian one.
        is_word: It is also another word or a foreign name.
        is_name: Its first word begins names of Arabs too.
    """

    number: int
    name: str
    is_hijri: bool
    is_word: bool
    is_name: bool

    @property
    def first(self) -> str:
        """The first word, which stands beside the number of a day."""
        return self.name.partition(" ")[0]


def _read(number: str, name: str, calendar: str, marks: str = "") -> Month:
    also = marks.split()
    return Month(int(number), name, calendar == "hijri", "word" in also, "name" in also)


def words_of(months: Iterable[Month]) -> frozenset[str]:
    """Give all words of their names."""
    return frozenset(word for month in months for word in month.name.split())


MONTHS: Final = tuple(_read(*row) for row in read_rows("months"))
GREGORIAN: Final = tuple(month for month in MONTHS if not month.is_hijri)
HIJRI: Final = tuple(month for month in MONTHS if month.is_hijri)

FIRST_WORDS: Final = frozenset(month.first for month in MONTHS)
TIME_WORDS: Final = frozenset(month.first for month in MONTHS if not month.is_name)
"""Who looks for speakers takes them to say when, wherever they stand."""
DOUBTFUL: Final = frozenset(
    month.name for month in MONTHS if (month.is_word or month.is_name) and month.first == month.name
)
"""They are months beside the number of a day, شهر or one of the next, and may be other words elsewhere."""
WHICH: Final = ("الماضي", "المقبل", "القادم", "الجاري", "المنصرم", "الفايت")
"""Words that say which month is meant, the last or the next."""
