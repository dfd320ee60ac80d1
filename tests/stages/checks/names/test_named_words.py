"""Which Arabic words are names."""

from __future__ import annotations

import pytest

from bisum.stages.bilingual.words import arabic_words
from bisum.stages.checks.names.named_words import (
    is_name_or_unknown,
    sound,
    words_of_name,
)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("نجيب ميقاتي", {"نجيب", "ميقاتي"}),
        ("وزير المالية", set()),
        ("مصدر أمني", set()),
        ("وزارة الموارد المائية العراقية", set()),
        ("خبراء", set()),
        ("حي السلام", set()),
    ],
)
def test_a_description_is_no_persons_name(name, words):
    """«وزير المالية» elsewhere in the article is any finance minister, and no name that can go missing."""
    assert words_of_name(name) == words


@pytest.mark.parametrize(("name", "words"), [("سالم بن عبد الله", {"سالم"}), ("مي سالم", {"سالم"})])
def test_what_is_in_many_names_is_no_sign_of_one(name, words):
    """«عبد» and «الله» stand in any article; so do words of two letters."""
    assert words_of_name(name) == words


@pytest.mark.parametrize(
    ("text", "may_be"),
    [("سمير", True), ("قرقشندي", True), ("والبرقاوي", False), ("القرقشنديون", False), ("مي", False)],
)
def test_a_word_that_no_table_has_may_be_a_name(text, may_be):
    """But not what is long enough for two words, nor what an «and» stands before, nor two letters."""
    (word,) = arabic_words(text)

    assert is_name_or_unknown(word) is may_be


@pytest.mark.parametrize(("text", "name"), [("والبرقاوي", "Berkawi"), ("البرقاوي", "Albarkawi")])
def test_a_name_sounds_with_its_article_and_without(text, name):
    """English writes «al-» or leaves it away."""
    (word,) = arabic_words(text)

    assert sound(word, name) > 0.8
