"""Words that no table has: told by their letters, so that firecrackers don't speak."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bisum.stages.arabic.lexicon import look_up
from bisum.stages.arabic.word_shapes import shape_of
from bisum.stages.tables import read_lines

MAX_LOST_NAMES = 0.02  # share of listed names that their letters would take for common words


@pytest.mark.parametrize("word", ["متبرعاتهم", "استنشاقات", "مرقعات"])
def test_a_plural_that_no_table_has_is_a_noun(word: str) -> None:
    """It has no other chance to be known, and would be read as a surname."""
    assert shape_of(word) == "noun"


@pytest.mark.parametrize("word", ["ستتدحرج", "فاستطردت", "وسيترنحون"])
def test_a_future_or_joined_form_that_no_table_has_is_a_verb(word: str) -> None:
    """A verb taken for a noun leaves its clause without one, and the next noun loses its part."""
    look = look_up(word)

    assert shape_of(word) == "verb"
    assert look.tags == {"verb"}
    assert look.conjunction == (word[0] if word[0] in "وف" else "")


@pytest.mark.parametrize("name", ["دافتيان", "كوروشيتس", "ستولتنبرغ", "فوندراكوفا", "باومر"])
def test_a_foreign_name_that_no_table_has_stays_one(name: str) -> None:
    """An unknown name is the reason why unknown words may be names at all."""
    assert shape_of(name) == ""


def test_hardly_any_listed_name_looks_like_a_common_word() -> None:
    """A noun missed is one candidate more; a name missed costs its bearer his words."""
    names = read_lines("names")[::7]
    lost = [name for name in names if shape_of(name)]

    assert len(lost) <= MAX_LOST_NAMES * len(names)


@given(st.text(max_size=30))
def test_any_text_has_a_shape(word: str) -> None:
    """Latin letters, digits and marks included: nothing raises, and only Arabic words are judged."""
    assert shape_of(word) in {"", "noun", "verb"}
