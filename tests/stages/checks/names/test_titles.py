"""Titles of institutions are rendered by their sense, and name nobody."""

from __future__ import annotations

import pytest

from bisum.stages.checks.names.changed import check_names
from bisum.stages.checks.pair import Pair


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        (
            "وفق المساطر التي حددتها الأكاديمية الجهوية للتربية والتكوين",
            "By the procedures of the Regional Academy for Education and Training",
        ),
        (
            "قالت وزارة الأشغال إن جرافاتها تعمل",
            "The Ministry of Public Works said its bulldozers were at work",
        ),
    ],
)
def test_a_common_word_of_an_institutions_title_is_no_changed_name(arabic, english):
    """«التكوين» is *Training* in Morocco; a word that the tables don't link isn't invented."""
    assert list(check_names(Pair(arabic=arabic, english=english))) == []


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        # Beside an office, a common word is a person's name as often.
        ("قال الرئيس شياو إن الجرافات تعمل", "As the President Stone said, the bulldozers work"),
        # What no table knows may be what became it.
        ("غنت الفرقة الإنكشارية", "There sang the Inch Squad"),
    ],
)
def test_a_persons_name_is_no_title(arabic, english):
    """An invented person costs an analyst's name, even one who is called like a thing."""
    assert [fault.code for fault in check_names(Pair(arabic=arabic, english=english))] == ["name-changed"]
