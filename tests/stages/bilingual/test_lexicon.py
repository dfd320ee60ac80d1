"""The word table loads, and links words, numbers and names."""

from __future__ import annotations

import numpy as np

from bisum.stages.bilingual.lexicon import links, renderings
from bisum.stages.bilingual.words import arabic_words, english_words


def strongest(arabic: str, english: str) -> dict[str, str]:
    """Give the best English word of each Arabic one that has any."""
    source, target = arabic_words(arabic), english_words(english)
    strength = links(source, target).strength
    linked = [n for n in range(len(source)) if strength[n].any()]
    return {source[n].text: target[int(strength[n].argmax())].text for n in linked}


def test_the_table_renders_common_news_words():
    """All of alignment rests on it."""
    assert max(renderings("حكوم").items(), key=lambda pair: pair[1].forward)[0] == "government"


def test_words_numbers_and_names_are_linked():
    """A name that no table knows is heard."""
    found = strongest("قال الوزير زكرداش إن 25 عاملا أصيبوا", "Minister Zakardash said 25 workers were hurt")

    assert found["الوزير"] == "Minister"
    assert found["زكرداش"] == "Zakardash"
    assert found["25"] == "25"


def test_two_words_that_english_writes_as_one_name_are_linked():
    """«عبد الوهاب» is Abdelouahab, and «بن زرقة» may be Benzerga; a preposition is no part of a name."""
    found = strongest("قال عبد الوهاب بن زرقود في بنزاط", "Abdelouahab Benzerqud said in Benzaat")

    assert (found["عبد"], found["الوهاب"]) == ("Abdelouahab", "Abdelouahab")
    assert (found["بن"], found["زرقود"]) == ("Benzerqud", "Benzerqud")
    assert (found["في"], found["بنزاط"]) == ("in", "Benzaat")


def test_empty_texts_have_no_links():
    """A sentence without English is no error."""
    assert links([], english_words("a b")).strength.shape == (0, 2)
    assert links(arabic_words("كلام"), []).strength.shape == (1, 0)
    assert np.isfinite(links(arabic_words("كلام"), english_words("word")).forward).all()
