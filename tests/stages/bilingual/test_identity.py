"""Which Arabic mentions are people's names."""

from __future__ import annotations

import pytest

from bisum.stages.bilingual.identity import is_named, name_words, seems_named


@pytest.mark.parametrize("name", ["أبو علي الحمصي", "سليم أبو النصر", "عبد الحق", "نصر أبو زيد"])
def test_a_name_with_a_common_word_in_it_is_a_name(name):
    """Taken for a body, «أبو علي الحمصي» was shown as Abu Ali, and nothing said that a word was missing."""
    assert is_named(name_words(name))


@pytest.mark.parametrize("description", ["أم الشهيد", "أبو الضحية", "ابن عم الرئيس", "والد الضحية"])
def test_a_relative_is_no_name(description):
    """The victim's father would be written in Latin letters, as if that were what he is called."""
    assert not is_named(name_words(description))


@pytest.mark.parametrize("name", ["روي كاردوسو", "محرز الغربي", "ماريكه فان دير هولست", "لي كيونغ-مين"])
def test_a_name_that_begins_with_an_unknown_word_seems_one(name):
    """«روي» is no given name of the tables, and what isn't taken for a person keeps any English name."""
    assert seems_named(name_words(name))


@pytest.mark.parametrize(
    "other", ["مرور الرياض", "والي جيجل", "نشرية «طاقة الغد»", "البيت الأبيض", "الحارس روي"]
)
def test_an_office_a_place_or_a_paper_does_not_seem_a_name(other):
    """The Riyadh traffic police would be written in Latin letters."""
    assert not seems_named(name_words(other))
