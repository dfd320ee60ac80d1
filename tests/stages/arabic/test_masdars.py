"""Names of actions: what may be reported without a clause."""

from __future__ import annotations

import pytest

from bisum.stages.arabic.masdars import is_masdar
from bisum.stages.arabic.units import read_units


@pytest.mark.parametrize(
    "word",
    ["تفكيك", "تعاون", "انسحاب", "استخدام", "الاستقالة", "استقالته", "مراجعة", "بوجود", "إلغاء", "اعتزاله"],
)
def test_actions_are_told_by_their_pattern(word: str) -> None:
    """«أعلن انسحابه» reports, whatever stands before and behind the word."""
    assert is_masdar(read_units(word)[0])


@pytest.mark.parametrize("word", ["صورة", "تاريخ", "أسعار", "أعضاء", "الرواية", "اجتماع", "إلى", "ه", "هـ"])
def test_things_are_no_actions(word: str) -> None:
    """«لوّح بصورة» reports nothing; plurals look like actions without being any."""
    assert not is_masdar(read_units(word)[0])
