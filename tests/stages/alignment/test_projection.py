"""Marks come back where the words leave no doubt, and only there."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bisum.stages.alignment.carry import range_of
from bisum.stages.alignment.projection import (
    end_features,
    length_features,
    project,
    start_features,
    vote_sums,
)
from bisum.stages.alignment.weights import END, LENGTH, START, VOTES
from bisum.stages.bilingual.links import pair_words

ARABIC = "قال وزير الخارجية إن الاتفاق خطوة مهمة نحو السلام في المنطقة"
ENGLISH = "The foreign minister said the agreement is an important step towards peace in the region."


def test_a_stretch_is_found_by_its_words():
    """The English words of «خطوة مهمة» are these and no others."""
    texts = pair_words(ARABIC, ENGLISH)
    at = ARABIC.index("خطوة مهمة")
    found = project(texts, *range_of(texts.arabic, at, at + len("خطوة مهمة")))

    assert found is not None
    assert [word.text for word in texts.english[found.first : found.end]][-2:] == ["important", "step"]


def test_without_any_link_a_guess_is_never_sure():
    """A stretch chosen by position alone would be a mark in the wrong place."""
    texts = pair_words("كشكش بصبص", "Nothing here is alike.")
    guess = project(texts, 0, 1)

    assert guess is not None
    assert guess.chance < 0.85
    assert project(pair_words("كشكش", ""), 0, 1) is None


def test_each_trait_has_one_weight():
    """A weight too many or too few would shift all the others onto wrong traits."""
    texts = pair_words(ARABIC, ENGLISH)

    assert start_features(texts, 4, 6).shape == (len(texts.english), len(START))
    assert end_features(texts, 4, 6).shape == (len(texts.english), len(END))
    assert vote_sums(texts, 4, 6).shape[-1] == len(VOTES)
    assert length_features(texts, 4, 6).shape[-1] == len(LENGTH)


@given(
    english=st.text(alphabet="abc TheMinister.,:“”", max_size=60),
    start=st.integers(0, 9),
    n=st.integers(1, 4),
)
def test_a_stretch_lies_inside_the_english(english, start, n):
    """Whatever the model wrote, the words are the text's own."""
    texts = pair_words(ARABIC, english)
    found = project(texts, start, start + n)

    assert found is None or 0 <= found.first < found.end <= len(texts.english)
    assert found is None or 0 < found.chance <= 1
