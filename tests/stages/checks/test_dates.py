"""Names of months and days are found wherever they stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bisum.stages.checks import dates

PIECES = (
    *("يناير", "مارس", "تشرين الاول", "اوت", "صفر", "رجب", "ربيع الاخر", "جمادي الاوله", "ذو القعده", "شهر "),
    *(
        "الاثنين",
        "السبت",
        "وفي",
        "و",
        "May",
        "Sept",
        "Jan.",
        "MONDAY",
        "Sundays",
        "Rama",
        "Ramadhan",
        "Sha'ban",
    ),
    *(
        "Shawwal",
        "Moharram",
        "Dhul-Hijja",
        "Zul Qa'd",
        "Rabi al-Thani",
        "Jumada II",
        "Rajab",
        "Safar",
        " ",
        "5",
        ".",
    ),
)


@pytest.mark.parametrize(
    "names",
    [
        dates._ARABIC_MONTHS,
        dates._ENGLISH_MONTHS,
        dates._ARABIC_HIJRI,
        dates._ENGLISH_HIJRI,
        dates._ARABIC_DAYS,
        dates._ENGLISH_DAYS,
    ],
)
@given(text=st.lists(st.sampled_from(PIECES), max_size=6).map("".join))
def test_the_quick_look_misses_no_name(names, text):
    """Most sentences name no month, and a look at the roots of the names says so; it must never be wrong."""
    assert set(names.found(text)) == {found.lastgroup for found in names.pattern.finditer(text)}
