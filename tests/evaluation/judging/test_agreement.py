"""Agreement is told beyond chance, as its paper computes it."""

from __future__ import annotations

import pytest

from bisum.evaluation.judging.agreement import alpha, share_agreed


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("0100000010", "1110010000", 0.095), ("aabbdcccedda", "babbbccceddd", 0.692)],
)
def test_two_judges_have_the_alpha_of_the_paper(one, other, expected):
    """Both pairs and their figures are the examples B and C of Krippendorff (2011)."""
    assert alpha(list(zip(one, other, strict=True))) == pytest.approx(expected, abs=5e-4)


def test_rows_with_one_answer_tell_nothing_of_agreement():
    """A row that one of three judges saw must not count as agreed."""
    shared = [("first", "first", "second"), ("same", "same")]

    assert alpha([*shared, ("first",)]) == alpha(shared)
    assert share_agreed([*shared, ("first",)]) == share_agreed(shared) == 0.5


@pytest.mark.parametrize("judged", [[], [("first",)], [("same", "same"), ("same", "same")]])
def test_without_two_kinds_of_answers_there_is_no_alpha(judged):
    """Where nobody could disagree, no figure says how much they agree."""
    assert alpha(judged) is None
