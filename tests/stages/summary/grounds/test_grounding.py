"""A written sentence is traced to the few sentences that hold its words."""

from __future__ import annotations

from bisum.stages.summary.grounds.grounding import Grounds

TEXTS = [
    "The government announced a plan to repair the northern ports.",
    "Fishermen complained about the price of fuel.",
    "The plan will cost forty million dinars, said the minister.",
]


def test_a_sentence_is_traced_to_where_its_words_stand():
    """A reader must be able to go back."""
    assert Grounds(TEXTS).of("Fishermen complained about fuel.") == ((1,), 1.0)


def test_a_sentence_made_of_two_names_both():
    """Half a trace would hide half of what was said."""
    found = Grounds(TEXTS).of("The plan to repair northern ports will cost forty million dinars.")

    assert found.texts == (0, 2)
    assert found.support == 1.0


def test_words_that_stand_nowhere_lower_the_support():
    """An invention shows in the figure."""
    assert Grounds(TEXTS).of("Elections complained about fuel.").support < 0.9
    assert Grounds(TEXTS).of("Zebras dance.") == ((), 0.0)
    assert Grounds([]).of("Zebras dance.") == ((), 0.0)
