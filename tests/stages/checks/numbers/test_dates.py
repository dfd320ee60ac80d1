"""Names of months and days are found wherever they stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bisum.stages.checks.numbers import dates
from bisum.stages.checks.pair import Pair

PIECES = (
    *("يناير", "مارس", "تشرين الاول", "أوت", "صفر", "رجب", "ربيع الآخر", "جمادى الأولى", "ذو القعدة", "شهر "),
    *(
        "الاثنين",
        "الإثنين",
        "السبت",
        "وفي",
        "و",
        "ب",
        "ل",
        "المحرم",
        "شَعبان",
        "رمضان",
        " ",
        "5",
        ".",
        "،",
        "May",
    ),
)


@pytest.mark.parametrize("names", dates._NAMES, ids=lambda names: names.what)
@given(text=st.lists(st.sampled_from(PIECES), max_size=6).map("".join))
def test_the_quick_look_misses_no_name(names, text):
    """Most sentences name no month, and a look at their words says so; it must never be wrong."""
    pair = Pair(arabic=text, english="")

    assert not names.arabic.search(pair.folded) or not pair.arabic_vocabulary.isdisjoint(names.words)


@pytest.mark.parametrize(
    ("arabic", "is_told"), [("احتجاجات آب الماضي", True), ("قال أب لطفلين", False), ("في أب 2024", True)]
)
def test_a_month_that_is_also_a_word_is_known_by_what_stands_beside_it(arabic, is_told):
    """«آب الماضي» is last August, which a translation made last week; «أب» is a father."""
    found = list(dates.check_dates(Pair(arabic=arabic, english="the protests of last week")))

    assert bool(found) == is_told
