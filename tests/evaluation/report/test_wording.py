"""Results are said so that nobody reads another verdict from them than was given."""

from __future__ import annotations

import pytest

from bisum.evaluation.figures.results import StagePair
from bisum.evaluation.report.wording import chance, differing


@pytest.mark.parametrize(
    ("p", "said"),
    [
        (None, "–"),
        (0.00099, "<0.001"),
        (0.001, "0.001"),
        (0.0497, "0.0497"),
        (0.0502, "0.0502"),
        (0.0489, "0.049"),
    ],
)
def test_a_p_near_the_limit_says_on_which_side_it_is(p, said):
    """A p of "0.050" beside a winner looks like a fault of the table."""
    assert chance(p) == said


def test_only_what_differs_between_two_signatures_is_told():
    """Both sides were cut before the only setting that differed."""
    long = "by-sentence-2(causal-2;gemma-3-270m-ar-en-0c9b5fb3d57676df;prompt=Translate;"
    stage = StagePair(stage="translate", first=(f"{long}beam=1)",), second=(f"{long}beam=4;rescue)",))
    assert differing((stage,)) == "translate (beam=1 / beam=4, rescue)"
