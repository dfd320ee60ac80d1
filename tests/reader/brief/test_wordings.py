"""Wordings: one statement in several articles, and two statements that look alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bisum.reader.brief.wordings import same_words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("سيطرنا على النيران", "سيطرنا على النيرانِ"),
        (
            "لن نرفع أسعار المياه في البلدية قبل نهاية الصيف المقبل",
            "لن نرفع أسعار المياه في البلدية قبل نهاية هذا الصيف المقبل",
        ),
        ("سيطرنا على النيران خلال ساعة ولم نفقد أحدا", "سيطرنا على النيران خلال ساعة"),
    ],
)
def test_a_statement_in_two_forms_is_one(one: str, other: str) -> None:
    """Newspapers shorten and respell; an analyst must not count the sentence twice."""
    assert same_words([one, other]) == [[0, 1]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("سنقبل بهذا الاتفاق في الجلسة المقبلة", "لن نقبل بهذا الاتفاق في الجلسة المقبلة"),
        ("إننا لن نقبل أبدا بهذا الاتفاق الذي وقع أمس", "نقبل أبدا بهذا الاتفاق الذي وقع أمس"),
        (
            "أصيب في الحادث 12 راكبا من ركاب العبارة الكبيرة",
            "أصيب في الحادث 15 راكبا من ركاب العبارة الكبيرة",
        ),
        ("الشعب يريد الحل", "الشعب يريد الحل السريع لكل هذه المشاكل"),
        ("لا تعليق", "لا خوف"),
        ("", ""),
    ],
)
def test_other_words_are_another_statement(one: str, other: str) -> None:
    """A negation, a number or a short piece may turn the sense; then both are shown."""
    if not one:
        assert same_words([one, other]) in ([[0, 1]], [[0], [1]])
    else:
        assert same_words([one, other]) == [[0], [1]]


@given(
    st.lists(
        st.lists(st.sampled_from(["نار", "ماء", "بحر", "لا", "12", "15", "سفينة"]), max_size=9), max_size=9
    )
)
def test_every_quotation_stands_once(words: list[list[str]]) -> None:
    """None may be lost between the groups."""
    groups = same_words([" ".join(row) for row in words])

    assert sorted(n for group in groups for n in group) == list(range(len(words)))
