"""Parts of the Arabic that nothing renders are missed, and no others."""

from __future__ import annotations

import pytest

from bisum.stages.checks.pair import Pair
from bisum.stages.checks.sentence.coverage import check_coverage


def codes(arabic: str, english: str) -> list[str]:
    return [fault.code for fault in check_coverage(Pair(arabic=arabic, english=english))]


def test_a_missing_part_is_found():
    """Whole clauses vanish from long sentences."""
    arabic = (
        "أعلنت الحكومة أمس خطة جديدة لإصلاح الموانئ في شمال البلاد، بعد أشهر من الخلاف مع نقابة العمال"
        " التي طالبت بزيادة الأجور وتحسين ظروف العمل وتوفير التأمين الصحي"
    )
    whole = (
        "The government yesterday announced a new plan to reform ports in the north of the country, after"
        " months of dispute with the workers' union, which demanded higher wages, better working conditions"
        " and health insurance"
    )

    assert codes(arabic, whole) == []
    assert codes(arabic, whole[:90]) == ["part-missing"]


@pytest.mark.parametrize(
    ("arabic", "english", "is_told"),
    [
        ("تعز 390,000 55%", "390,000 55%", True),
        ("تعز 390,000 55%", "Taiz 390,000 55%", False),
        ("55 في المئة", "55%", False),
        ("ثلاثة", "3", False),
        ("20 دولارا", "$20", False),
    ],
)
def test_a_row_of_a_table_without_its_name_is_told(arabic, english, is_told):
    """Whose 390,000 they are is all that such a row says."""
    assert codes(arabic, english) == ["part-missing"] * is_told
