"""Numbers are read as values, whatever their script, separators and words."""

from __future__ import annotations

import pytest

from bisum.evaluation.faithfulness.numbers import english_numbers, holds, numbers_of


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("بلغت 9,5 في المئة", "reached 9.5 percent"),
        ("٤٢٠ عاملاً", "420 workers"),
        ("1.234.567 نسمة", "1,234,567 people"),
        ("٣٥ في المئة", "thirty-five percent"),
        ("14 سفينة", "fourteen ships"),
        ("5 ملايين دولار", "5,000,000 dollars"),
        ("2 مليار", "two billion"),
        ("235 ألف", "two hundred and thirty-five thousand"),
        ("12٫5", "12.5"),
        ("783،562 نسمة", "783,562 people"),
        ("بين 2024،2025", "between 2024 and 2025"),
        ("في 3 أيام", "on the third day"),
        ("110 سنوات", "one hundred and ten years"),
    ],
)
def test_one_number_in_two_languages_is_one(arabic, english):
    """A measure that takes number words for losses cries wolf in one sentence of ten."""
    wanted = numbers_of(arabic)

    assert wanted
    assert all(holds(english_numbers(english), one) for one in wanted)


@pytest.mark.parametrize(
    ("arabic", "english"),
    [("14 سفينة", "15 ships"), ("9,5", "95"), ("5 ملايين", "50 million"), ("35", "thirty and five hundred")],
)
def test_another_number_is_another(arabic, english):
    """And a measure that reads anything into anything finds nothing."""
    assert not all(holds(english_numbers(english), one) for one in numbers_of(arabic))
