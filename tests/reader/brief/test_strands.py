"""Strands: copies and later versions told apart from independent articles."""

from __future__ import annotations

import datetime as dt

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from tests.reader.brief import ferry

from bisum.reader.brief.gather import Gathering
from bisum.reader.brief.strands import Bond, Text, by_date, strands, ties


def text(rows: range | list[int], source: str | None = None, day: int | None = 1) -> Text:
    moment = None if day is None else dt.datetime(2026, 3, day, tzinfo=dt.UTC)
    return Text(np.array(sorted(set(rows)), np.uint32), source, moment)


def test_the_invented_run_is_told_apart() -> None:
    """An analyst counts sources: one report printed three times is one source."""
    records = [ferry.first(), ferry.second(), ferry.copy(), ferry.third(), ferry.later()]
    gathering = Gathering()
    for record in records:
        gathering.add(record)
    found = ties([Text(one.shingles, one.source, one.moment, one.numbers) for one in gathering.outlines])

    assert [tie.bond.value for tie in found] == [
        "independent",
        "independent",
        "copy",
        "independent",
        "version",
    ]
    assert [found[2].other, found[4].other] == [0, 0]


def test_the_same_words_with_other_numbers_are_another_version() -> None:
    """Four dead in the morning and six at night: an analyst must not be told that both say the same."""
    morning = text(range(100), "أ", 1)._replace(numbers=frozenset((4.0, 26.0)))
    night = text(range(99), "ب", 2)._replace(numbers=frozenset((6.0, 26.0)))
    shorter = night._replace(numbers=frozenset((26.0,)))

    assert ties([morning, night])[1].bond is Bond.VERSION
    assert ties([morning, shorter])[1].bond is Bond.COPY


def test_the_earlier_article_is_the_one_that_others_are_tied_to() -> None:
    """The order in the run's file says nothing about who was first."""
    found = ties([text(range(100), "ب", 2), text(range(100), "أ", 1)])

    assert found[0].bond is Bond.COPY
    assert found[0].other == 1
    assert found[1].bond is Bond.INDEPENDENT


def test_the_same_source_changing_its_text_gives_a_version_even_through_a_copy() -> None:
    """Another outlet printed the text first; the source's own two articles are still versions."""
    found = ties([text(range(100), "أ", 1), text(range(100), "ب", 2), text(range(20, 130), "ب", 3)])

    assert [tie.bond for tie in found] == [Bond.INDEPENDENT, Bond.COPY, Bond.VERSION]
    assert found[2].other == 1
    assert strands(found) == [0, 0, 0]


def test_a_long_article_with_a_wire_report_in_it_is_no_copy() -> None:
    """It says much more than the report that it holds."""
    found = ties([text(range(50), "أ", 1), text(range(300), "ب", 2)])

    assert found[1].bond is Bond.OVERLAP


def test_sources_that_are_not_given_are_not_the_same_source() -> None:
    """Two articles without a source may be two newspapers'."""
    found = ties([text(range(100)), text(range(30, 120))])

    assert found[1].bond is Bond.OVERLAP


def test_articles_without_text_share_nothing() -> None:
    """An empty text is contained in every other one."""
    assert [tie.bond for tie in ties([text([]), text([])])] == [Bond.INDEPENDENT] * 2


@given(
    st.lists(
        st.tuples(
            st.sets(st.integers(0, 30)), st.sampled_from(["أ", "ب", None]), st.none() | st.integers(1, 4)
        )
    )
)
def test_nothing_is_tied_to_itself_or_to_a_later_article(
    rows: list[tuple[set[int], str | None, int | None]],
) -> None:
    """Else two articles would each be the other's copy, and neither would stand for itself."""
    texts = [text(sorted(ids), source, day) for ids, source, day in rows]
    found = ties(texts)
    place = {n: at for at, n in enumerate(by_date([one.moment for one in texts]))}

    assert all(tie.other is None or place[tie.other] < place[n] for n, tie in enumerate(found))
    assert not texts or any(tie.bond is Bond.INDEPENDENT for tie in found)
    assert all((tie.other is None) == (tie.bond is Bond.INDEPENDENT) for tie in found)
    assert len(strands(found)) == len(texts)
