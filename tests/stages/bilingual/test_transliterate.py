"""Names in Latin letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bisum.stages.arabic.lexicon import look_up
from bisum.stages.bilingual.name_match import agrees
from bisum.stages.bilingual.transliterate import transliterate
from bisum.stages.tables import read_rows
from bisum.text import fold


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


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [
        ("رون جونسون", "Ron Johnson"),
        ("هانز جورج ماسن", "Hans George Maassen"),
        ("ڤلاديمير پوتين", "Vladimir Putin"),
        ("شي جين بينغ", "Xi Jinping"),
        ("جان-لوك ميلانشون", "Jean-Luc Melenchon"),
        ("أورسولا فون دير لاين", "Ursula von der Leyen"),
        ("«ماكرون»", "Macron"),
        ("أرسين فينغر", "Arsene Wenger"),
        ("إميلي", "Emily"),
    ],
)
def test_a_foreign_name_comes_as_english_has_it(arabic, latin):
    """By its letters Johnson would be "Junsun", whom nobody knows."""
    assert transliterate(arabic) == latin


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [("ڤاغنر", "Wagner"), ("گوميز", "Gomez"), ("ڨوميز", "Gomez"), ("إنچيلوتي", "Ancelotti")],
)
def test_a_foreign_name_is_known_in_letters_that_arabic_lacks(arabic, latin):
    """Newspapers of Tunis write «ڨ» and those of Baghdad «گ» where the table has «غ»."""
    assert transliterate(arabic) == latin


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [
        ("ويلبارغر", "Wilbarger"),
        ("كوليشوف", "Kolishov"),
        ("ليندنبرغر", "Lindenberger"),
        ("موتورتشوك", "Motorchuk"),
        ("غولوبوفيتش", "Golobovic"),
    ],
)
def test_a_name_that_cannot_be_arabic_gets_the_ending_of_its_language(arabic, latin):
    """What isn't written is guessed, but "-uf" and "-itsh" are sure to be wrong."""
    assert transliterate(arabic) == latin


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [("مخلوف", "Makhluf"), ("رضا بوشريف", "Ridha Bushrif"), ("معز الجودي", "Maz al-Judi")],
)
def test_an_arabic_name_gets_no_foreign_spelling(arabic, latin):
    """«الجودي» is nobody's Judy, and «مخلوف» comes from no Slavic country."""
    assert transliterate(arabic) == latin


def test_no_foreign_name_is_a_particle_a_month_or_a_body():
    """«بأيار» is *in May*: such a word would put a stranger into an Arabic name."""
    words = {row[0] for row in read_rows("foreign_names") if " " not in row[0]}
    never = {"comp", "prep", "rel", "pron", "neg", "conj", "time", "adv", "forum", "press", "body", "text"}

    assert not {word for word in words if look_up(word).tags & never}


def test_each_foreign_name_stands_once_and_folded():
    """A row that is never found is a wrong claim about what is known."""
    rows = read_rows("foreign_names")

    assert all(len(row) == 2 and fold(row[0]) == row[0] for row in rows)
    assert len({row[0] for row in rows}) == len(rows)


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
