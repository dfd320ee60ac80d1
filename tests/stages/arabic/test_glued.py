"""Words that lost the space between them are read apart; names and rare words stay whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bisum.stages.arabic.glued import is_glued, unglue
from bisum.stages.arabic.units import read_units
from bisum.stages.bilingual.words import arabic_words

LOST = "وقالالأستاذالجديدللطلابإنالدرسالأول مفيد"
"""A passage that has lost nearly all its spaces."""


@pytest.mark.parametrize(
    "words",
    ["العثور على", "سلاحًا سريًا", "تطوير الشركات", "نوفمبر الماضي", "هذا المنتوج", "هواتفهن وأوضحت"],
)
def test_words_without_a_space_are_read_apart(words: str) -> None:
    """A verb in one word with its subject reports nothing, and nobody speaks."""
    assert unglue(words.replace(" ", "")) == tuple(words.split())


@pytest.mark.parametrize(
    "word",
    [
        "عبدالباسط",
        "نورالدين",
        "أبوالفتوح",
        "فيلاموران",
        "السيليكون",
        "البيروقراطية",
        "كريستوفسكي",
        "وللمستشفيات",
        "أفسيستعملونها",
    ],
)
def test_names_and_rare_words_stay_whole(word: str) -> None:
    """Half of a name is another name."""
    assert unglue(word) == (word,)


def test_names_are_read_apart_where_spaces_are_lost() -> None:
    """Beside words that surely stand together, a name may stand together with one too."""
    assert is_glued(LOST)
    assert not is_glued("وقال الأستاذ الجديد للطلاب إن الدرس الأول مفيد")
    assert unglue("أستاذسزيسلر") == ("أستاذسزيسلر",)
    assert unglue("أستاذسزيسلر", is_loose=True) == ("أستاذ", "سزيسلر")


def test_rules_and_links_read_the_same_words() -> None:
    """A speaker who is found in one part of a token needs the English of that part."""
    units = [LOST[unit.start : unit.end] for unit in read_units(LOST) if unit.kind == "w"]

    assert units == [word.text for word in arabic_words(LOST)]
    assert units[:3] == ["وقال", "الأستاذ", "الجديد"]


@given(word=st.text(alphabet="ابتدرسقلمنويةىأإً\u0651", max_size=60), is_loose=st.booleans())
def test_no_letter_is_lost_or_moved(word: str, is_loose: bool) -> None:
    """Every offset of a ledger counts on it."""
    pieces = unglue(word, is_loose=is_loose)

    assert "".join(pieces) == word
    assert all(pieces) or not word
