"""Where the articles on an event give different numbers for what seems to be the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final, NamedTuple

from bisum.reader.brief.amounts import Amount, amounts, differ
from bisum.reader.brief.gather import Line

# Stems that two clauses must share for their numbers to be compared: beside the counted noun, and
# where only a unit says what is counted.
_SHARED: Final = 2
_SHARED_UNIT: Final = 3
# Numbers of one kind on one event that are compared in pairs; more are lists and tables.
_MAX_OF_A_KIND: Final = 200


class Reading(NamedTuple):
    """A number where it stands.

    Attributes:
        article: Number of the article on this event.
        line: Its sentence.
        amount: The number.
    """

    article: int
    line: Line
    amount: Amount


def differences(articles: Sequence[Sequence[Line]]) -> list[list[Reading]]:
    """Find numbers of different articles that count the same thing and can't both be read alike.

    Two are compared where noun or unit are the same and their clauses share words. They differ only
    where neither article gives, for the same noun or unit, a number that agrees with the other's.

    Returns:
        Readings that differ from one another, in the order of the articles; at least two
        articles in each list.
    """
    kinds: dict[tuple[str, str], list[Reading]] = {}
    for n, lines in enumerate(articles):
        for line in lines:
            for amount in amounts(line.arabic):
                kinds.setdefault((amount.unit, amount.counted), []).append(Reading(n, line, amount))
    found = [group for readings in kinds.values() for group in _differing(readings[:_MAX_OF_A_KIND])]
    return sorted(found, key=lambda group: (group[0].article, group[0].line.anchor))


def _differing(readings: Sequence[Reading]) -> Iterator[list[Reading]]:
    of_article: dict[int, list[Amount]] = {}
    for reading in readings:
        of_article.setdefault(reading.article, []).append(reading.amount)
    groups: list[set[int]] = []
    for one, other in combinations(range(len(readings)), 2):
        first, second = readings[one], readings[other]
        if first.article == second.article or not _is_same_thing(first.amount, second.amount):
            continue
        if not all(differ(first.amount, amount) for amount in of_article[second.article]):
            continue
        if not all(differ(second.amount, amount) for amount in of_article[first.article]):
            continue
        touched = [group for group in groups if one in group or other in group]
        groups = [group for group in groups if group not in touched]
        groups.append({one, other}.union(*touched))
    for group in groups:
        yield [readings[n] for n in sorted(group)]


def _is_same_thing(one: Amount, other: Amount) -> bool:
    return len(one.around & other.around) >= (_SHARED_UNIT if one.unit else _SHARED)
