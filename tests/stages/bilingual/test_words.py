"""Words keep their places, and forms of one word share a stem."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bisum.stages.bilingual.words import arabic_stem, arabic_words, english_stem, english_words


@given(text=st.text(alphabet="ابتوالة ٣5،.«»aZ'’-", max_size=40))
def test_words_stand_where_they_say(text):
    """Marks are put back at these offsets."""
    for words in (arabic_words(text), english_words(text)):
        assert all(text[word.start : word.end] == word.text for word in words)
        assert all(one.end <= other.start for one, other in itertools.pairwise(words))


@pytest.mark.parametrize(
    ("forms", "stem"),
    [
        (("وزير", "الوزير", "والوزير", "للوزير", "وزيره"), "وزير"),
        (("معلومات", "المعلومات", "بالمعلومات"), "معلوم"),
        (("قالت", "وقالت"), "قال"),
        (("٢٥", "25"), "25"),
    ],
)
def test_forms_of_an_arabic_word_share_a_stem(forms, stem):
    """The word table knows stems only."""
    assert {arabic_stem(form) for form in forms} == {stem}


@pytest.mark.parametrize(
    ("forms", "stem"),
    [
        (("plan", "plans", "planned", "Planning"), "plan"),
        (("minister", "ministers'", "Minister's"), "minist"),
        (("1,200",), "1200"),
    ],
)
def test_forms_of_an_english_word_share_a_stem(forms, stem):
    """The same on the other side."""
    assert {english_stem(word.text) for form in forms for word in english_words(form)} == {stem}
