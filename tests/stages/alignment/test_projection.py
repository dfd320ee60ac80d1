"""Marks come back where the words leave no doubt, and only there."""

from __future__ import annotations

import numpy as np
import pytest
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


def test_a_stretch_is_sought_where_the_arabic_stands():
    """With no link to go by, the place is all there is: the last words aren't rendered by the first."""
    texts = pair_words(ARABIC, ENGLISH)
    n, m = len(texts.arabic), len(texts.english)

    for start in range(n):
        assert abs(start_features(texts, start, n)[:, -1].argmin() / m - start / n) <= 0.5 / m + 1e-9
        assert (
            abs((end_features(texts, 0, start + 1)[:, -1].argmin() + 1) / m - (start + 1) / n)
            <= 0.5 / m + 1e-9
        )


def test_that_before_a_stretch_counts_where_the_arabic_has_it_too():
    """«إن» opens what somebody says, and so does *that*; elsewhere *that* opens a clause of anybody's."""
    texts = pair_words("قال الوزير إن الاتفاق مهم", "The minister said that the agreement is important.")
    said = [word.text for word in texts.english].index("that")
    at = texts.marks.shape[1] + 5

    assert [start_features(texts, start, 5)[said + 1, at] for start in range(5)] == [0, 0, 0, 1, 0]
    cut_off = pair_words("قال الوزير إن", "The minister said that it")
    assert not start_features(cut_off, 0, 1)[:, at].any()


def test_a_stretch_is_as_long_as_the_arabic_in_proportion():
    """Also far from the beginning: twice the words in mid-sentence would take in what nobody said."""
    texts = pair_words(ARABIC, ENGLISH)
    n, m = len(texts.arabic), len(texts.english)

    for start in range(n - 3):
        off, heavier = np.moveaxis(length_features(texts, start, start + 3), -1, 0)
        assert abs(off[0].argmin() + 1 - 3 * m / n) <= 1
        assert heavier == pytest.approx(off * 3**0.5)


def test_only_the_first_word_opens_the_text():
    """The second opens it no more than any other."""
    texts = pair_words(ARABIC, ENGLISH)
    opens = start_features(texts, 3, 5)[:, texts.marks.shape[1]]

    assert opens.tolist() == [1.0] + [0.0] * (len(opens) - 1)


def test_only_a_stretch_to_the_end_is_drawn_to_the_last_word():
    """Else a quotation in mid-sentence would take the rest of it along."""
    texts = pair_words(ARABIC, ENGLISH)
    n, at = len(texts.arabic), texts.marks.shape[1] + 1

    assert [end_features(texts, 0, end)[-1, at] for end in range(1, n + 1)] == [0.0] * (n - 1) + [1.0]


def test_a_stop_closes_a_stretch_where_the_arabic_stops_too():
    """Where the Arabic runs on, an English stop is the translator's own, and tells less."""
    texts = pair_words(
        "قال الوزير: خطوة مهمة. وأضاف ذلك.", "The minister said: an important step. He added that."
    )
    step = [word.text for word in texts.english].index("step")
    at = texts.marks.shape[1] + 2
    runs_on, stops = zip(
        *(end_features(texts, 0, end)[step, at : at + 2] for end in range(1, 7)), strict=True
    )

    assert runs_on == (1, 0, 1, 0, 1, 0)
    assert stops == (0, 1, 0, 1, 0, 1)
    ended = end_features(pair_words("خطوة مهمة", "An important step."), 0, 2)
    assert tuple(ended[-1, at : at + 2]) == (0, 1)
