"""Alignments are scored as the field scores them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bisum.evaluation.alignment import score_alignments
from bisum.model.bitext import Bead


def beads(*links):
    return [Bead(source=tuple(source), target=tuple(target)) for source, target in links]


def test_a_merged_bead_is_laxly_right_and_strictly_wrong():
    """Counted by hand: one of three found beads is the annotated one, the 2-2 overlaps, one is beside."""
    gold = beads(((0,), (0,)), ((1,), (1,)), ((2,), (2,)), ((3,), (3,)))
    found = beads(((0,), (0,)), ((1, 2), (1, 2)), ((3,), ()))
    scores = score_alignments([gold], [found])

    assert scores.strict.precision == pytest.approx(1 / 3)
    assert scores.lax.precision == pytest.approx(2 / 3)
    assert scores.strict.recall == pytest.approx(1 / 4)
    assert scores.lax.recall == pytest.approx(3 / 4)
    assert scores.strict.f1 == pytest.approx(2 / 7)


def test_deletions_count_in_precision_alone():
    """Leaving out and putting in is a claim of the aligner, but nothing to be found."""
    gold = beads(((0,), (0,)), ((1,), ()))
    scores = score_alignments([gold], [gold])

    assert (scores.strict.precision, scores.strict.recall, scores.lax.f1) == (1.0, 1.0, 1.0)
    assert score_alignments([gold], [gold[:1]]).strict.recall == 1.0
    assert score_alignments([gold[:1]], [gold]).strict.precision == 0.5


@given(st.lists(st.tuples(st.integers(1, 3), st.integers(1, 3)), min_size=1, max_size=6))
def test_an_alignment_agrees_with_itself(sizes):
    """Whatever its beads."""
    links, source, target = [], 0, 0
    for n, m in sizes:
        links.append((range(source, source + n), range(target, target + m)))
        source, target = source + n, target + m
    scores = score_alignments([beads(*links)], [beads(*links)])

    assert (scores.strict.f1, scores.lax.f1) == (1.0, 1.0)


def test_nothing_found_scores_0():
    """And no division by nothing."""
    assert score_alignments([beads(((0,), (0,)))], [[]]).strict.f1 == 0.0
