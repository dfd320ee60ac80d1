"""What may be, shall be or is tried must not become a fact."""

from __future__ import annotations

import pytest

from bisum.model.finding import Severity
from bisum.stages.checks.claims.modality import check_modality
from bisum.stages.checks.pair import Pair


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
        ("وسوف يزور الوزير المدينة", "The minister visited the city", "وسوف"),
        ("ستُفتح المدرسة", "The school was opened", "ستُفتح"),
        ("ولا يتوقع أن يرتفع السعر", "The price will not rise", "ولا يتوقع"),
        ("من المتوقع أن يرتفع السعر", "The price will rise", "من المتوقع"),
        ("يتوقع خبراء أن يرتفع السعر", "The price will rise", "يتوقع"),
    ],
)
def test_what_is_no_fact_yet_stays_so(arabic, english, words):
    """A plan quoted as done is a wrong report."""
    (fault,) = check_modality(Pair(arabic=arabic, english=english))

    assert (fault.code, fault.severity, fault.evidence) == ("modality-changed", Severity.WARNING, words)


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("وقد يعني الأمر نهاية الاتفاق", "This might mean the end of the agreement"),
        ("يجب فتح المعبر", "The crossing needs opening"),
        ("سيزور الوزير المدينة", "The minister will visit the city"),
        ("سيزور الوزير المدينة", "The minister is due in the city"),
        ("سيزور الوزير المدينة", "He said he'd visit the city"),
        ("سيزور الوزير المدينة", "Will the minister visit the city?"),
        ("سيطرة الجيش", "The army's control"),
        ("ولا يتوقع أن يرتفع السعر", "The price is unlikely to rise"),
        ("ولا يتوقع أن يرتفع السعر", "The price should not rise"),
        ("من المقرر أن يصل غدا", "He will arrive tomorrow"),
        ("تحذيرات لم يجب عنها أحد", "Warnings that no one answered"),
        ("سنوات الحرب", "The years of war"),
        ("قد وصل الوفد", "The delegation has arrived"),
    ],
)
def test_what_says_so_otherwise_is_left_alone(arabic, english):
    """English has many ways of saying that something is to come."""
    assert not list(check_modality(Pair(arabic=arabic, english=english)))
