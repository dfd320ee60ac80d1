"""The best sentences are chosen, and none says again what another said."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bisum.stages.bilingual.rank import pick


def test_what_was_said_is_not_said_again():
    """A repeated sentence costs the reader a fact."""
    likeness = np.array([[1.0, 1.0, 0.0], [1.0, 1.0, 0.0], [0.0, 0.0, 1.0]])
    chosen = pick(
        np.array([1.0, 0.9, 0.5]),
        likeness,
        2,
        redundancy=0.7,
        lengths=[[5], [5], [5]],
        room=20,
    )

    assert [one.sentence for one in chosen] == [0, 2]


def test_a_choice_that_leaves_no_room_for_a_better_one_is_given_up():
    """A long second sentence may cost two short ones that say more together."""
    scores = np.array([9.0, 3.0, 2.0, 2.9])
    likeness = np.array([[1, 0, 0, 0], [0, 1, 1, 0], [0, 1, 1, 0], [0, 0, 0, 1]], dtype=float)
    chosen = pick(scores, likeness, 3, redundancy=2.0, lengths=[[10], [8], [2], [9]], room=21)

    assert {one.sentence for one in chosen} == {0, 2, 3}


@given(
    scores=st.lists(st.floats(-1, 1) | st.just(-np.inf), min_size=1, max_size=6),
    n=st.integers(0, 6),
    room=st.integers(0, 30),
    ways=st.lists(st.lists(st.integers(1, 12), min_size=1, max_size=3), min_size=6, max_size=6),
)
def test_a_choice_keeps_to_its_bounds(scores, n, room, ways):
    """Never more than asked for, never what must not be chosen, never beyond the room but for the first."""
    m = len(scores)
    chosen = pick(np.array(scores), np.eye(m), n, redundancy=0.5, lengths=ways[:m], room=room)
    words = [ways[at][way] for at, way in chosen]

    assert len(chosen) == len({at for at, _ in chosen}) <= n
    assert all(np.isfinite(scores[at]) for at, _ in chosen)
    assert len(chosen) <= 1 or sum(words) <= room


def test_a_sentence_is_shortened_only_where_the_room_asks_for_it():
    """What can stay stays: each cut is something that a reader does not learn."""
    lengths = [[10, 6], [10, 6], [10, 6]]
    chosen = pick(np.array([3.0, 2.0, 1.0]), np.eye(3), 3, redundancy=0.0, lengths=lengths, room=26)

    assert chosen == [(0, 0), (1, 0), (2, 1)]
