"""Units: every stretch of a passage that is read has a key by which rules can know it."""

from __future__ import annotations

import itertools

from hypothesis import example, given
from hypothesis import strategies as st

from bisum.stages.arabic.units import read_units
from bisum.text import normalise


@given(st.text(alphabet="قالوثةىإن \u064e\u0670\u06e5\u06e6-.«»1a", max_size=24).map(normalise))
@example("قال \u06e6 \u06e5")  # a small yeh and a small waw: letters to Python, marks to folding
def test_no_unit_is_without_a_key(text: str) -> None:
    """Rules look at the first or last letter of a key; an empty one ended the run."""
    units = list(read_units(text, 0, len(text)))

    assert all(unit.key for unit in units)
    assert all(one.end <= two.start for one, two in itertools.pairwise(units))
