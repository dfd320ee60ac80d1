"""Events: articles on the same event together, others apart."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reader.brief import ferry

from bisum.reader.brief.events import WINDOW, Bag, events
from bisum.reader.brief.gather import Gathering

NOON = dt.datetime(2026, 3, 14, 12, tzinfo=dt.UTC)


def bag(ids: list[int], day: int | None = 0) -> Bag:
    moment = None if day is None else NOON + dt.timedelta(days=day)
    return Bag(np.array(ids, np.int32), np.ones(len(ids), np.float32), moment)


def grouped(bags: list[Bag], n_stems: int = 40) -> list[list[int]]:
    return events(bags, np.ones(n_stems, np.float32), np.ones(n_stems, np.bool_))


def test_reports_of_one_event_stand_together_and_others_apart() -> None:
    """The library opened in the same town on the same day, the old fire was months before."""
    gathering = Gathering()
    for record in ferry.run():
        gathering.add(record)
    groups = events(gathering.bags, gathering.vocabulary.rarity(), gathering.vocabulary.named())
    names = [[gathering.outlines[n].id for n in group] for group in groups]

    assert sorted(names) == [
        ["ferry-later", "ferry-second", "ferry-first", "ferry-third", "ferry-copy"],
        ["ferry-old"],
        ["library"],
    ]


def test_the_same_words_beyond_the_window_are_another_event() -> None:
    """A yearly festival is reported in the same words every year."""
    days = WINDOW.days + 1

    assert grouped([bag([1, 2, 3]), bag([1, 2, 3], days)]) == [[0], [1]]
    assert grouped([bag([1, 2, 3]), bag([1, 2, 3], 0)]) == [[0, 1]]


def test_a_chain_of_reports_never_outgrows_the_window() -> None:
    """A running story would otherwise swallow a month, two days at a time."""
    assert grouped([bag([1, 2, 3, 4], 2 * n) for n in range(3)]) == [[0, 1], [2]]
    assert all(len(group) <= 2 for group in grouped([bag([1, 2, 3, 4], 2 * n) for n in range(8)]))


def test_articles_alike_in_plain_words_alone_stay_apart() -> None:
    """Two forecasts share all their words and no name; they are two days' weather."""
    named = np.arange(40) >= 20
    forecasts = [bag([*range(6), 20, 21, 22]), bag([*range(6), 23, 24, 25])]

    assert events(forecasts, np.ones(40, np.float32), named) == [[0], [1]]
    named[5] = True
    assert events(forecasts, np.ones(40, np.float32), named) == [[0, 1]]


def test_no_articles_make_no_events() -> None:
    """A run may hold failures only."""
    assert grouped([]) == []
    assert grouped([bag([])]) == [[0]]


@settings(max_examples=60)
@given(
    rows=st.lists(
        st.tuples(st.sets(st.integers(0, 15), max_size=6), st.none() | st.integers(0, 9)), max_size=14
    )
)
def test_each_article_stands_once_and_no_event_outgrows_the_window(
    rows: list[tuple[set[int], int | None]],
) -> None:
    """Whatever the likenesses, no article is lost or shown twice."""
    groups = grouped([bag(sorted(ids), day) for ids, day in rows])

    assert sorted(n for group in groups for n in group) == list(range(len(rows)))
    for group in groups:
        days = sorted(day for _, day in (rows[n] for n in group) if day is not None)
        assert not days or days[-1] - days[0] <= WINDOW.days


def test_time_grows_with_the_articles_and_not_with_their_pairs() -> None:
    """10,000 articles have 50 million pairs; only those that share a telling word may be looked at."""
    bags = [bag([3 * n, 3 * n + 1, 3 * n + 2, 2999]) for n in range(900)]
    groups = grouped(bags, 3000)

    assert len(groups) == 900
    assert all(one[0] < other[0] for one, other in pairwise(groups))
