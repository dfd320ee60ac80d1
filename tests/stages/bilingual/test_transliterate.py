"""Names in Latin letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bisum.stages.bilingual.name_match import agrees
from bisum.stages.bilingual.transliterate import transliterate


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [
        ("سامر الخطيب", "Samer al-Khatib"),
        ("عبد الرحمن", "Abd al-Rahman"),
        ("بن عثمان", "Bin Osman"),
        ("بنزرت", "Bizerte"),
        ("حمد آل خليفة", "Hamad Al Khalifa"),
    ],
)
def test_a_name_can_be_read_aloud(arabic, latin):
    """The vowels are guesses, the consonants are not."""
    assert transliterate(arabic) == latin


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [("إلياس سركيس", "Ilyas Sarkis"), ("إلهام", "Ilham"), ("إيهاب", "Ihab"), ("ألفونس", "Alfuns")],
)
def test_a_name_that_begins_with_a_hamza_bears_no_article(arabic, latin):
    """«إلياس» is Ilyas: as "al-Yas" nobody would know him or find him again."""
    assert transliterate(arabic) == latin


@given(word=st.text("بتجحدرسشفقكلمنوياهع", min_size=3, max_size=8))
def test_any_name_gets_latin_letters_and_never_arabic_ones(word):
    """It is the last resort: it may not fail."""
    latin = transliterate(word)

    assert latin
    assert latin.isascii()


@pytest.mark.parametrize("name", ["زهير المغزاوي", "محمد بودن", "جويل بلاسكو", "سمير البرقاوي"])
def test_a_transliteration_sounds_like_its_name(name):
    """Else the check of names would accuse our own."""
    assert agrees(name, transliterate(name), 0.6)
