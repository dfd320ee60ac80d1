"""Articles on the same event, found without comparing every two of them."""

from __future__ import annotations

import datetime as dt
import heapq
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bisum.reader.brief.telling import Ids, Weights

MIN_LIKENESS: Final = 0.33
"""Mean likeness at which two groups of articles become one; ``docs/brief.md`` says how it was set."""

UNDATED_LIKENESS: Final = 0.5
"""The same where a date is missing, so that no window keeps last year's event apart. Not measured."""

WINDOW: Final = dt.timedelta(days=3)
"""How far apart the first and the last article on one event may be."""

# What a day between two articles takes off their likeness.
_A_DAY: Final = 0.15
# Forecasts and match programmes are alike without a name in common: of the cosine so much must come
# from names and words that no table has, unless the two are copies.
_MIN_NAMED: Final = 0.08
_COPIES: Final = 0.7
# Stems of one article that are compared: those that tell most. Longer lists add background.
_STEMS: Final = 60
# A stem in more articles than this share of the run, and than this number, tells no event apart;
# leaving it out keeps the time for 10,000 articles near that for 1,000 times ten.
_MAX_SHARE: Final = 0.05
_MAX_ARTICLES: Final = 40
# Two articles less alike than this count as not alike at all, so that few pairs are kept.
_FLOOR: Final = 0.08

Moment = dt.datetime | None


class Bag:
    """The stems of one article, and when it appeared.

    Attributes:
        ids: Numbers of its stems, each once.
        heard: How loud each is in the article, above 0.
        moment: When it appeared; None where unknown.
    """

    __slots__ = ("heard", "ids", "moment")

    def __init__(self, ids: Ids, heard: Weights, moment: Moment) -> None:
        self.ids = ids
        self.heard = heard
        self.moment = moment


def events(bags: Sequence[Bag], rarity: Weights, named: NDArray[np.bool_]) -> list[list[int]]:
    """Put articles on the same event together.

    Average linkage over the pairs that share a telling stem within the window: two groups
    become one while the mean likeness of their articles reaches the threshold.

    Args:
        bags: One an article.
        rarity: Of each stem, by its number; 0 and above.
        named: Of each stem, whether it is a name or a word that no table has.

    Returns:
        Each article's number once, in groups; both in the order of ``bags``.
    """
    if not bags:
        return []
    pairs = dict(_pairs(bags, _Vectors(bags, rarity), named))
    return _joined([bag.moment for bag in bags], pairs)


class _Vectors:
    """The most telling stems of all articles and their weights, of length 1 in each, by stem.

    Attributes:
        own: Of each article, its stems and their weights.
    """

    def __init__(self, bags: Sequence[Bag], rarity: Weights) -> None:
        self.own: list[tuple[Ids, Weights]] = []
        for bag in bags:
            weights = bag.heard * rarity[bag.ids]
            chosen = np.argsort(-weights, kind="stable")[:_STEMS]
            length = float(np.linalg.norm(weights[chosen])) or 1.0
            self.own.append((bag.ids[chosen], (weights[chosen] / length).astype(np.float32)))
        holders = np.repeat(np.arange(len(bags), dtype=np.int32), [len(ids) for ids, _ in self.own])
        stems = np.concatenate([ids for ids, _ in self.own])
        weights = np.concatenate([own for _, own in self.own])
        order = np.argsort(stems, kind="stable")
        self._holders, self._weights = holders[order], weights[order]
        self._ends = np.cumsum(np.bincount(stems, minlength=len(rarity))).tolist()
        self._limit = max(_MAX_ARTICLES, int(_MAX_SHARE * len(bags)))

    def holders(self, stem: int, before: int) -> tuple[Ids, Weights] | None:
        """Give the articles below a number that hold a stem, and its weights; None for common ones."""
        first, end = (self._ends[stem - 1] if stem else 0), self._ends[stem]
        if end - first > self._limit:
            return None
        last = first + int(np.searchsorted(self._holders[first:end], before))
        return self._holders[first:last], self._weights[first:last]


def _pairs(
    bags: Sequence[Bag], vectors: _Vectors, named: NDArray[np.bool_]
) -> Iterator[tuple[tuple[int, int], float]]:
    """Give how alike every two articles are that share a telling stem within the window."""
    for n, (ids, own) in enumerate(vectors.own):
        scores, by_names = np.zeros((2, n), dtype=np.float32)
        for stem, weight in zip(ids.tolist(), own.tolist(), strict=True):
            found = vectors.holders(stem, n)
            if found is None:
                continue
            scores[found[0]] += weight * found[1]
            if named[stem]:
                by_names[found[0]] += weight * found[1]
        is_like = (scores >= _FLOOR) & ((by_names >= _MIN_NAMED) | (scores >= _COPIES))
        for other in np.flatnonzero(is_like).tolist():
            likeness = float(scores[other]) * _nearness(bags[n].moment, bags[other].moment)
            if likeness >= _FLOOR:
                yield (other, n), likeness


def _nearness(one: Moment, other: Moment) -> float:
    if one is None or other is None:
        return 1.0
    apart = abs(one - other)
    return 1 - _A_DAY * (apart / dt.timedelta(days=1)) if apart <= WINDOW else 0.0


class _Group:
    """Articles joined so far.

    Attributes:
        members: Their numbers.
        likeness: To each other group that it is like at all, summed over their pairs of articles.
        first: Its earliest date; None where none of its articles has one.
        last: Its latest.
        is_dated: All of its articles have a date.
    """

    __slots__ = ("first", "is_dated", "last", "likeness", "members")

    def __init__(self, n: int, moment: Moment) -> None:
        self.members = [n]
        self.likeness: dict[int, float] = {}
        self.first = self.last = moment
        self.is_dated = moment is not None

    def fits(self, other: _Group) -> bool:
        """Tell whether both together lie within the window."""
        if self.first is None or self.last is None or other.first is None or other.last is None:
            return True
        return max(self.last, other.last) - min(self.first, other.first) <= WINDOW

    def threshold(self, other: _Group) -> float:
        """Give how alike the two must be to become one."""
        return MIN_LIKENESS if self.is_dated and other.is_dated else UNDATED_LIKENESS

    def mean(self, number: int, other: _Group) -> float:
        """Give the mean likeness to a group, known here under a number."""
        return self.likeness.get(number, 0.0) / (len(self.members) * len(other.members))

    def take(self, other: _Group) -> None:
        """Take in the articles of another group."""
        self.members += other.members
        moments = [one for one in (self.first, self.last, other.first, other.last) if one is not None]
        self.first, self.last = (min(moments), max(moments)) if moments else (None, None)
        self.is_dated = self.is_dated and other.is_dated


def _joined(moments: Sequence[Moment], pairs: dict[tuple[int, int], float]) -> list[list[int]]:
    groups = {n: _Group(n, moment) for n, moment in enumerate(moments)}
    for (one, other), likeness in pairs.items():
        groups[one].likeness[other] = groups[other].likeness[one] = likeness
    queue = [(-likeness, one, other) for (one, other), likeness in pairs.items()]
    heapq.heapify(queue)
    while queue:
        likeness, one, other = heapq.heappop(queue)
        if one not in groups or other not in groups:
            continue
        # A pair whose likeness has changed since stands in the queue again with the new one.
        if groups[one].mean(other, groups[other]) != -likeness or not groups[one].fits(groups[other]):
            continue
        if -likeness >= groups[one].threshold(groups[other]):
            for near in _merge(groups, one, other):
                mean = groups[one].mean(near, groups[near])
                heapq.heappush(queue, (-mean, min(one, near), max(one, near)))
    return sorted(sorted(group.members) for group in groups.values())


def _merge(groups: dict[int, _Group], one: int, other: int) -> list[int]:
    """Take the second group into the first; give the numbers of those that either was like."""
    kept, gone = groups[one], groups.pop(other)
    kept.take(gone)
    for near, likeness in gone.likeness.items():
        if near != one:
            kept.likeness[near] = kept.likeness.get(near, 0.0) + likeness
    kept.likeness.pop(other, None)
    for near, likeness in kept.likeness.items():
        groups[near].likeness.pop(other, None)
        groups[near].likeness[one] = likeness
    return list(kept.likeness)
