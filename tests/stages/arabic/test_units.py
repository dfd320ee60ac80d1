"""Units: every stretch of a passage that is read has a key by which rules can know it."""

from __future__ import annotations

import itertools

from hypothesis import example, given
from hypothesis import strategies as st

from bisum.stages.arabic.units import read_units, with_names
from bisum.text import fold, normalise


@given(st.text(alphabet="قالوثةىإن \u064e\u0670\u06e5\u06e6-.«»1a", max_size=24).map(normalise))
@example("قال \u06e6 \u06e5")  # a small yeh and a small waw: letters to Python, marks to folding
def test_no_unit_is_without_a_key(text: str) -> None:
    """Rules look at the first or last letter of a key; an empty one ended the run."""
    units = list(read_units(text))

    assert all(unit.key for unit in units)
    assert all(one.end <= two.start for one, two in itertools.pairwise(units))


def test_a_word_knows_under_which_of_its_forms_it_is_a_name_in_the_article() -> None:
    """Who is named once stands elsewhere behind «و» or «ل», which may be a letter of the name too."""
    text = "قالت ليلى ولؤي لسامي"
    names = frozenset(map(fold, ("ليلى", "لؤي", "سامي")))
    said, whole, behind_and, behind_to = with_names(read_units(text), names)

    assert not said.names
    assert whole.is_name
    assert (behind_and.names, behind_and.is_name) == ({fold("لؤي")}, False)
    assert (behind_to.names, behind_to.is_name) == ({fold("سامي")}, False)
