"""Amounts: numbers with what they count, and the differences between articles."""

from __future__ import annotations

import pytest

from bisum.reader.brief.amounts import amounts, differ
from bisum.reader.brief.differences import differences
from bisum.reader.brief.gather import Line


@pytest.mark.parametrize(
    ("sentence", "value", "unit"),
    [
        ("أصيب ١٢ راكبا في الحريق", 12, ""),
        ("بلغت نسبة البطالة ١٥٫٣ في المئة", 15.3, "%"),
        ("بلغت نسبة البطالة 15,3% هذا العام", 15.3, "%"),
        ("بلغت نسبة البطالة 15.3 بالمائة", 15.3, "%"),
        ("قرض بقيمة 3.5 مليون دولار للميناء", 3.5e6, "$"),
        ("قرض بقيمة 500 ألف دينار للميناء", 5e5, "dinar"),
        ("ارتفع عدد القتلى إلى 15 في الحريق", 15, ""),
        ("مقتل ثلاثة أشخاص في الحريق", 3, ""),
    ],
)
def test_numbers_are_read_as_arabic_newspapers_print_them(sentence: str, value: float, unit: str) -> None:
    """Both sets of digits, both decimal marks, words, percent and money."""
    (amount,) = amounts(sentence)

    assert value in amount.values
    assert amount.unit == unit
    assert sentence[amount.start : amount.end].strip() == sentence[amount.start : amount.end] != ""


@pytest.mark.parametrize(
    "sentence",
    [
        "في 5 مارس 2026",
        "على الساعة 10 صباحا",
        "الفصل 96 من الدستور",
        "انتهت المباراة 3-2 لفريق الميناء",
        "عام 2016 بدأ البناء",
        "أكد أحد الركاب ذلك",
        "",
    ],
)
def test_dates_times_and_names_of_laws_count_nothing(sentence: str) -> None:
    """Two articles that name two dates don't contradict each other."""
    assert amounts(sentence) == []


@pytest.mark.parametrize(
    ("one", "other", "is_different"),
    [
        ("12 راكبا", "15 راكبا", True),
        ("12 راكبا", "١٢ راكبا", False),
        ("1,200 راكب", "1200 راكب", False),
        ("أكثر من 300 راكب", "340 راكبا", False),
        ("أكثر من 400 راكب", "340 راكبا", True),
        ("نحو 100 راكب", "97 راكبا", False),
        ("نحو 100 راكب", "70 راكبا", True),
        ("12 راكبا على الأقل", "15 راكبا", False),
        ("أقل من 20 راكبا", "15 راكبا", False),
    ],
)
def test_numbers_differ_only_where_no_reading_agrees(one: str, other: str, *, is_different: bool) -> None:
    """«More than 300» and 340 are one report rounded, not two that disagree."""
    (first,), (second,) = amounts(one), amounts(other)

    assert differ(first, second) is is_different
    assert differ(second, first) is is_different


def lines(*sentences: str) -> list[Line]:
    return [Line(f"p{n}s0-ar", sentence, None) for n, sentence in enumerate(sentences)]


def test_different_numbers_of_one_thing_stand_side_by_side() -> None:
    """Who was hurt, in three reports; the dead of the one are no matter of the other."""
    found = differences(
        [
            lines("أصيب 12 راكبا بحروق في العبارة", "قتل 3 أشخاص في الحريق"),
            lines("أصيب 15 راكبا بحروق قرب الميناء"),
            lines("أصيب 12 راكبا بحروق أمس"),
        ]
    )

    assert [
        [(one.article, one.line.arabic[one.amount.start : one.amount.end]) for one in group]
        for group in found
    ] == [[(0, "12"), (1, "15"), (2, "12")]]


@pytest.mark.parametrize(
    "other",
    [
        "تضم المكتبة 15 كتابا للأطفال",
        "أنقذ 15 راكبا سباحا من البرد",
        "أصيب 12 راكبا بحروق، ثم أصيب 15 راكبا بالبرد بحروق",
    ],
)
def test_numbers_of_other_things_are_not_compared(other: str) -> None:
    """Another noun, another scope, or an article that gives both numbers."""
    one = lines("أصيب 12 راكبا بحروق في العبارة")

    assert differences([one, lines(other)]) == []
    assert differences([lines(other), one]) == []


def test_one_article_does_not_differ_from_itself() -> None:
    """A toll rises within a story."""
    assert differences([lines("أصيب 12 راكبا بحروق", "أصيب 15 راكبا بحروق")]) == []
