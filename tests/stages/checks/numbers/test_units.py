"""Percentages and currencies that changed are found, and others are left alone."""

from __future__ import annotations

import pytest

from bisum.stages.checks.numbers.units import check_money, check_percentages
from bisum.stages.checks.pair import Pair


def codes(arabic: str, english: str) -> list[str]:
    pair = Pair(arabic=arabic, english=english)
    return [fault.code for check in (check_percentages, check_money) for fault in check(pair)]


@pytest.mark.parametrize(
    ("arabic", "english", "code"),
    [
        ("ارتفع بنسبة 9 في المئة", "It rose by 9", "percentage-changed"),
        ("بلغت الخسائر 20 مليون دينار", "Losses reached 20 million dollars", "money-changed"),
        ("20 في المئة من 60 دولارا", "20 per cent of 60 euros", "money-changed"),
        ("ارتفع السعر إلى 9 دنانير", "The price rose by 9 %", "percentage-changed"),
    ],
)
def test_what_a_number_is_of_is_held_against_the_other_side(arabic, english, code):
    """9 for 9 % and dollars for dinars have the right figure, and are wrong."""
    assert codes(arabic, english) == [code]


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("بلغت الخسائر مليونا ونصف المليون دولار", "Losses reached $1.5 million"),
        ("ارتفع بنسبة ٩٫٥ في المئة", "It rose by 9.5 percent"),
        ("نسبة البطالة 9", "Unemployment stands at 9 %"),
        ("9 في المئة", "a percentage of 9"),
    ],
)
def test_the_same_unit_in_another_dress_is_no_fault(arabic, english):
    """«نسبة» is a share, whatever English calls it."""
    assert codes(arabic, english) == []


def test_piastres_are_money():
    """18 piastres are a fifth of a pound, and no 18 dirhams."""
    assert codes("من 18 قرشا إلى 25 قرشا", "from 18 dirhams to 25 dirhams") == ["money-changed"]
