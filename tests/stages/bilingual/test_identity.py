"""Which Arabic mentions are people's names."""

from __future__ import annotations

import pytest

from bisum.stages.bilingual.identity import is_named, name_words


@pytest.mark.parametrize("name", ["أبو علي الحمصي", "سليم أبو النصر", "عبد الحق", "نصر أبو زيد"])
def test_a_name_with_a_common_word_in_it_is_a_name(name):
    """Taken for a body, «أبو علي الحمصي» was shown as Abu Ali, and nothing said that a word was missing."""
    assert is_named(name_words(name))


@pytest.mark.parametrize("description", ["أم الشهيد", "أبو الضحية", "ابن عم الرئيس", "والد الضحية"])
def test_a_relative_is_no_name(description):
    """The victim's father would be written in Latin letters, as if that were what he is called."""
    assert not is_named(name_words(description))
