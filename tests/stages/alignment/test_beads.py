"""Beads cover both texts once and follow words and lengths."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bisum.stages.alignment.beads import Match, align_beads

lengths = st.lists(st.integers(1, 200), max_size=6)


def nothing(n: int, width: int) -> Match:
    """Match no word: only lengths speak."""
    return Match(best=np.zeros((n, width)), sentence=np.arange(n))


def align(source: list[int], target: list[int], forward: Match | None = None, backward: Match | None = None):
    """Align by lengths, and by one word a sentence where matches are given."""
    n, m = len(source), len(target)
    return align_beads(
        np.array(source, dtype=float),
        np.array(target, dtype=float),
        forward or nothing(n, m),
        backward or nothing(m, n),
    )


@given(source=lengths, target=lengths)
def test_beads_cover_both_sides_once_and_in_order(source, target):
    """A sentence in no bead would vanish from the page, one in two would stand there twice."""
    beads = align(source, target)

    assert [index for bead in beads for index in bead.source] == list(range(len(source)))
    assert [index for bead in beads for index in bead.target] == list(range(len(target)))
    assert all(0 <= bead.score <= 1 for bead in beads)


def test_equal_lengths_pair_one_to_one():
    """The common case of news translation."""
    beads = align([100, 30, 60], [100, 30, 60])

    assert [(bead.source, bead.target) for bead in beads] == [((n,), (n,)) for n in range(3)]


def test_a_sentence_cut_in_two_is_one_bead():
    """Translators cut long Arabic sentences."""
    beads = align([40, 200, 50], [40, 100, 100, 50])

    assert [(bead.source, bead.target) for bead in beads] == [((0,), (0,)), ((1,), (1, 2)), ((2,), (3,))]


def test_words_decide_where_lengths_are_silent():
    """A dropped sentence among equals can only be told by its words."""
    matches = np.array([[1.0, 0.0], [0.0, 0.0], [0.0, 1.0]])
    forward = Match(best=matches, sentence=np.arange(3))
    backward = Match(best=matches.T, sentence=np.arange(2))
    beads = align([60, 60, 60], [60, 60], forward, backward)

    assert ((1,), ()) in [(bead.source, bead.target) for bead in beads]


def test_shapes_that_disagree_are_refused():
    """A transposed matrix would align nonsense silently."""
    with pytest.raises(ValueError, match="matches have shape"):
        align([10, 10], [10], nothing(2, 2))
