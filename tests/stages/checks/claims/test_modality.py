"""What may be, shall be or is tried must not become a fact."""

from __future__ import annotations

import pytest

from bisum.stages.checks.claims.modality import check_modality
from bisum.stages.checks.pair import Pair


def evidence(arabic: str, english: str) -> list[str]:
    """Give the evidence of what the check finds."""
    return [fault.evidence for fault in check_modality(Pair(arabic=arabic, english=english))]


@pytest.mark.parametrize(
    ("arabic", "english", "words"),
    [
        ("وقد يعني الأمر نهاية الاتفاق", "This means the end of the agreement", "وقد يعني"),
        ("يجب فتح المعبر", "The crossing is open", "يجب"),
        ("حاول الدخول", "He entered", "حاول"),
        ("كادت السفينة تغرق", "The ship sank", "كادت"),
        ("تعتزم الشركة بيع المصنع", "The company sold the factory", "تعتزم"),
        ("سيزور الوزير المدينة", "The minister visited the city", "سيزور"),
        ("القاتل المفترض", "The killer", "المفترض"),
    ],
)
def test_what_is_no_fact_yet_stays_so(arabic, english, words):
    """A plan quoted as done is a wrong report."""
    assert evidence(arabic, english) == [words]


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("وقد يعني الأمر نهاية الاتفاق", "This might mean the end of the agreement"),
        ("يجب فتح المعبر", "The crossing needs opening"),
        ("سيزور الوزير المدينة", "The minister will visit the city"),
        ("سيزور الوزير المدينة", "The minister is due in the city"),
        ("سيطرة الجيش", "The army's control"),
        ("تحذيرات لم يجب عنها أحد", "Warnings that no one answered"),
        ("سنوات الحرب", "The years of war"),
        ("قد وصل الوفد", "The delegation has arrived"),
    ],
)
def test_what_says_so_otherwise_is_left_alone(arabic, english):
    """English has many ways of saying that something is to come."""
    assert evidence(arabic, english) == []
