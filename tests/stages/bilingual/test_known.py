"""Places, bodies and words of one sort are recognised in both languages."""

from __future__ import annotations

import pytest

from bisum.stages.bilingual.known import in_arabic, in_english, known_name, table
from bisum.stages.bilingual.words import arabic_words, english_words


def arabic(text: str) -> list[str]:
    """Give what is recognised in an Arabic text."""
    return [place.known.english for place in in_arabic(arabic_words(text))]


def english(text: str) -> set[str]:
    """Give what English words may stand for."""
    return {place.known.english for place in in_english(text, english_words(text))}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("وصل إلى بنزرت", ["Bizerte"]),
        ("من بنزرت وبصفاقس وللقاهرة", ["Bizerte", "Sfax", "Cairo"]),
        ("الرئيس الفرنسي", ["France"]),
        ("في بن قردان", ["Ben Guerdane"]),
        ("وزير الخارجية", ["foreign minister"]),
        ("مجريات التحقيق", []),
        ("كوريا الشمالية", ["North Korea"]),
        ("كميات من القمح في وطن آخر", []),
        ("دار نشر في وجدة", ["Oujda", "Jeddah"]),
    ],
)
def test_arabic_names_are_recognised_under_clitics(text, found):
    """A place is seldom written without a preposition, a country often as an adjective."""
    assert arabic(text) == found


@pytest.mark.parametrize(
    ("text", "name", "is_there"),
    [
        ("the Tunisian army", "Tunisia", True),
        ("a U.S. warship", "United States", True),
        ("they told us", "United States", False),
        ("turkey for dinner", "Turkey", False),
        ("Niger and Nigeria", "Nigeria", True),
        ("from Nigeria", "Niger", False),
    ],
)
def test_english_names_need_their_capital_and_the_longest_counts(text, name, is_there):
    """Turkey is eaten, and Nigeria isn't Niger."""
    assert (name in english(text)) is is_there


def test_every_row_recognises_itself_in_both_languages():
    """A row that can't be found in one language would accuse every translation."""
    lost = [
        (row.kind, form)
        for row in table()
        for form in row.arabic
        if row not in [place.known for place in in_arabic(arabic_words(form))]
    ]
    unheard = [
        row.english
        for row in table()
        if row not in [place.known for place in in_english(row.english, english_words(row.english))]
    ]

    assert (lost, unheard) == ([], [])


def test_only_a_whole_name_is_a_known_one():
    """A person called التونسي is no country."""
    assert known_name("بنزرت") is not None
    assert known_name("سيدي") is None
    assert known_name('صحيفة "ديلي ميل" البريطانية').english == "Daily Mail"
    assert known_name("صحيفة واشنطن تايمز").english == "Washington Times"
    assert known_name("صحيفة الشرق") is None
    assert known_name("موقع بنزرت") is None
    assert known_name("حصبة") is None
    assert known_name("الصعيد") is None  # Upper Egypt, or a level
