"""Names whose own letters or ending tell that they aren't Arabic."""

from __future__ import annotations

import pytest

from bisum.stages.bilingual.foreign_spelling import foreign_spelling


@pytest.mark.parametrize(
    ("folded", "english"),
    [
        ("اورلوف", "Orlov"),
        ("اشفورد", "Ashford"),
        ("داوسون", "Dawson"),
        ("كاسيانوف", "Kasyanov"),
        ("هاميلتون", "Hamilton"),
        ("زينتشينكو", "Zinchenko"),
        ("تيخانوفسكايا", "Tikhanovskaya"),
        ("پوشكين", "Poshkin"),
        ("ژاك", "Zhak"),
        ("ڤيرونيكه", "Vironika"),
        ("فلاهوفيتش", "Flahovic"),
    ],
)
def test_a_foreign_name_is_spelt_by_sound(folded: str, english: str) -> None:
    """Who looks for Hamilton or Dawson must not have to guess «Hamyltun» and «Dausun»."""
    assert foreign_spelling(folded) == english


@pytest.mark.parametrize(
    ("folded", "english"),
    [
        ("برادفورد", "Bradford"),
        ("سميرنوف", "Smirnov"),
        ("شتولتنبرغ", "Shtoltenberg"),
        ("شفتشينكو", "Shefchenko"),
        ("نريمانوف", "Nerimanov"),
        ("هولمستروم", "Holmestrom"),
    ],
)
def test_a_vowel_parts_only_consonants_that_cannot_stand_together(folded: str, english: str) -> None:
    """«Nrimanov» can't be said, and Bradford has no vowel after its B."""
    assert foreign_spelling(folded) == english


@pytest.mark.parametrize("folded", ["زيتون", "ميسون", "سفيان", "شنتوف", "كيان"])
def test_an_ending_alone_makes_no_name_foreign(folded: str) -> None:
    """«ميسون» and «سفيان» are Arabs, as is who is called after the olive."""
    assert foreign_spelling(folded) is None
