"""The best sentences are chosen, and none says again what another said."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bisum.stages.bilingual.rank import bags, pick, vectors


def alike(*sentences: str) -> float:
    """Give how alike the first two sentences are among all of them."""
    rows = vectors(bags(sentences))
    return float(rows[0] @ rows[1])


def test_words_that_say_nothing_make_no_sentences_alike():
    """«قال» and «في», or the same figure, stand in any two."""
    assert alike("قال الصياد في 5 دقائق", "قال التاجر في 5 رسائل") == 0


def test_a_rare_word_makes_sentences_more_alike_than_a_common_one():
    """That both name the ferry says more than that both name the town that all is about."""
    others = ("المدينة هادئة", "المدينة كبيرة", "المدينة قديمة")

    assert alike("العبارة غرقت", "العبارة عادت", *others) > alike("المدينة غرقت", "المدينة عادت", *others)


def test_a_word_said_again_counts_for_less_than_the_first_time():
    """Who names the port four times and the ship once speaks of both."""
    assert alike("الميناء الميناء الميناء الميناء السفينة", "الميناء السفينة") > 0.9  # .86 by counting


def test_a_choice_that_leaves_no_room_for_a_better_one_is_given_up():
    """A long second sentence may cost two short ones that say more together."""
    scores = np.array([9.0, 3.0, 2.0, 2.9])
    likeness = np.array([[1, 0, 0, 0], [0, 1, 1, 0], [0, 1, 1, 0], [0, 0, 0, 1]], dtype=float)
    chosen = pick(scores, likeness, 3, redundancy=2.0, lengths=[[10], [8], [2], [9]], room=21)

    assert [one.sentence for one in chosen] == [0, 3, 2]


def test_what_adds_nothing_stays_out():
    """A reader's time is worth more than a sentence that is worth nothing."""
    assert pick(np.array([1.0, 0.0]), np.eye(2), 2, redundancy=0.5, lengths=[[5], [5]], room=20) == [(0, 0)]


def test_nothing_is_chosen_of_nothing():
    """An article without a sentence has no best one."""
    assert pick(np.zeros(0), np.zeros((0, 0)), 2, redundancy=0.5, lengths=[], room=20) == []


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
    lengths = [[10, 6, 4], [10, 6, 4], [10, 6, 4]]
    chosen = pick(np.array([3.0, 2.0, 1.0]), np.eye(3), 3, redundancy=0.0, lengths=lengths, room=26)

    assert chosen == [(0, 0), (1, 0), (2, 1)]
