"""Results are said so that nobody reads another verdict from them than was given."""

from __future__ import annotations

import pytest

from bisum.evaluation.report.wording import chance


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
