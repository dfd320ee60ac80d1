"""Central sentences come first, and none says again what another said."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bisum.stages.rank import bags, centrality, pick, vectors

SENTENCES = [
    "أعلنت الحكومة خطة لإصلاح الموانئ في شمال البلاد",
    "خطة الحكومة لإصلاح الموانئ تشمل ثلاثة موانئ في الشمال",
    "فاز الفريق بالكأس بعد مباراة طويلة",
    "تكلف خطة إصلاح الموانئ مليون دولار تدفعها الحكومة",
]


def test_a_sentence_off_the_subject_is_least_central():
    """LexRank's whole point."""
    rows = vectors(bags(SENTENCES))

    assert int(centrality(rows @ rows.T).argmin()) == 2


def test_what_was_said_is_not_said_again():
    """A repeated sentence costs the reader a fact."""
    likeness = np.array([[1.0, 1.0, 0.0], [1.0, 1.0, 0.0], [0.0, 0.0, 1.0]])
    chosen = pick(
        np.array([1.0, 0.9, 0.5]),
        likeness,
        2,
        redundancy=0.7,
        worth=-np.inf,
        lengths=np.array([5, 5, 5]),
        room=20,
    )

    assert chosen == [0, 2]


@given(
    scores=st.lists(st.floats(-1, 1) | st.just(-np.inf), min_size=1, max_size=6),
    n=st.integers(0, 6),
    room=st.integers(0, 30),
)
def test_a_choice_keeps_to_its_bounds(scores, n, room):
    """Never more than asked for, never what must not be chosen, never beyond the room but for the first."""
    m = len(scores)
    lengths = np.full(m, 7)
    chosen = pick(np.array(scores), np.eye(m), n, redundancy=0.5, worth=-2.0, lengths=lengths, room=room)

    assert len(chosen) == len(set(chosen)) <= n
    assert all(np.isfinite(scores[at]) for at in chosen)
    assert len(chosen) <= 1 or 7 * len(chosen) <= room


def test_what_is_not_worth_it_is_left_out():
    """A short sentence about nothing would else fill the room that is left."""
    chosen = pick(
        np.array([1.0, 0.2]),
        np.eye(2),
        2,
        redundancy=0.7,
        worth=0.5,
        lengths=np.array([5, 5]),
        room=20,
    )

    assert chosen == [0]
