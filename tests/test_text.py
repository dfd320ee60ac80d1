"""Offsets count in normalised text, so what normalising does is a promise."""

from __future__ import annotations

import unicodedata
from collections import Counter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bisum import text
from bisum.text import fold, lines, n_arabic_letters, normalise

ARABIC = st.text(
    st.one_of(
        st.characters(min_codepoint=0x0600, max_codepoint=0x06FF),
        st.characters(min_codepoint=0xFB50, max_codepoint=0xFDFF),
        st.characters(min_codepoint=0xFE70, max_codepoint=0xFEFF),
        st.sampled_from(" \t\n\r\u00a0\u200b\u200d\u200e\u202b\u2028\u2069\ufeffaAé1«»“”…"),
    )
)
ANY = st.one_of(st.text(), ARABIC)


def letters_of(text: str) -> Counter[str]:
    """Count what a text holds beside spaces, whichever way marks are joined to letters."""
    return Counter(unicodedata.normalize("NFD", text).replace(" ", ""))


@settings(deadline=None)
@given(ANY)
def test_normalising_twice_changes_nothing(raw: str) -> None:
    """A text that passes twice through intake must keep every offset."""
    once = normalise(raw)

    assert normalise(once) == once


@settings(deadline=None)
@given(ANY)
def test_normalised_text_is_one_composed_line_without_outer_space(raw: str) -> None:
    """Later stages cut at plain spaces and compare letter by letter."""
    text = normalise(raw)

    assert text == text.strip()
    assert unicodedata.is_normalized("NFC", text)
    assert len(text.splitlines()) <= 1
    assert not any(unicodedata.category(letter) == "Cc" for letter in text)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("\ufeffقال\u00a0الوزير", "قال الوزير"),
        ("الـــوزير", "الوزير"),
        ("\u202bقال\u202c", "قال"),
        ("قا\u200bل", "قال"),
        ("ا\u0653لة", "آلة"),
        ("ﺍﻟﻮﺯﻳﺮ", "الوزير"),
        ("مُحَمَّد", "مُحَمَّد"),
        ("«١٢٫٥»", "«١٢٫٥»"),
        (" \t ", ""),
    ],
)
def test_normalising_mends_the_page_and_not_the_wording(raw: str, text: str) -> None:
    """What typesetting adds goes; vowel marks, digits and quotation marks are the newspaper's."""
    assert normalise(raw) == text


@settings(deadline=None)
@given(st.lists(ANY))
def test_lines_hold_all_the_text_and_none_is_blank(pieces: list[str]) -> None:
    """A paragraph's number counts the lines that hold something, and no word may fall between two."""
    raw = "\n".join(pieces)

    cut = lines(raw)

    assert all(normalise(line) for line in cut)
    assert letters_of("".join(normalise(line) for line in cut)) == letters_of(normalise(raw))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\u2029"])
def test_every_kind_of_line_end_cuts(end: str) -> None:
    """Articles come from every system."""
    assert lines(f"واحد{end}{end} {end}اثنان{end}") == ["واحد", "اثنان"]


@settings(deadline=None)
@given(ARABIC)
def test_folding_twice_changes_nothing(raw: str) -> None:
    """Two spellings are equal however often each was folded."""
    once = fold(raw)

    assert fold(once).split() == once.split()


@settings(deadline=None)
@given(ANY)
def test_folding_does_not_depend_on_normalising_first(raw: str) -> None:
    """Raw and normalised spellings of one word must match."""
    assert fold(normalise(raw)) == fold(raw)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("أحمد", "احمد"),
        ("مُحَمَّد", "محمد"),
        ("هدى", "هدي"),
        ("مدرسة", "مدرسه"),
        ("٢٠٢٦", "2026"),
        ("BBC", "bbc"),
    ],
)
def test_spellings_of_one_word_fold_alike(one: str, other: str) -> None:
    """Names come back in another spelling within one article."""
    assert fold(one) == fold(other)


@settings(deadline=None)
@given(ANY)
@example("\u0670\u06d4\u06fd")  # the small alef above a letter, a full stop, an old sign
def test_marks_and_digits_are_no_letters(raw: str) -> None:
    """Whether an article is Arabic is told by its letters alone."""
    letters = [letter for letter in raw if unicodedata.category(letter).startswith("L")]

    assert n_arabic_letters(raw) <= len(letters)
    assert n_arabic_letters("قال ٥ مرات ً،؟") == 7


def test_the_quick_look_misses_nothing_that_normalising_changes() -> None:
    """Most lines need no change, and one look says so; it must never be wrong."""
    patterns = (text._PRESENTATION, text._SPACE, text._DROPPED)
    letters = list(map(chr, range(0x110000)))
    changed = {letter for letter in letters if any(pattern.match(letter) for pattern in patterns)}

    assert {letter for letter in letters if text._CHANGED.match(letter)} == changed


def test_bidi_controls_do_not_reach_the_page() -> None:
    """An override would show letters in another order than the text has."""
    assert text.neutral("a\u202eb\u2066c\u2069\u200f\x00\ud800") == "abc\ufffd\ufffd"
