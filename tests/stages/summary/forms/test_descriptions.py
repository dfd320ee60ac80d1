"""Whom a description means, where the same voice goes on."""

from __future__ import annotations

import pytest

from bisum.model.quote import Quotes
from bisum.stages.summary.extract import Extract
from bisum.stages.summary.forms.descriptions import with_names

FIRST = (
    "قالت مديرة المختبر، الدكتورة ندى السالمي: «العينات التي وصلت من الجبل سليمة كلها ولا شك فيها».",
    "The laboratory's director, Dr. Nada al-Salmi, said: “The samples from the mountain are all intact.”",
)
NAMES = {"ندى السالمي": "Nada al-Salmi"}


def speakers(bilingual, second: str, english: str) -> list[str]:
    """Give the speakers of the reports after the first quotation."""
    found = with_names(bilingual(FIRST, (second, english), names=NAMES))
    return [quote.speaker.name for quote in found[Quotes].indirect if quote.speaker]


def test_a_calling_like_the_one_before_means_the_same_woman(bilingual):
    """Who quotes the summary must be able to say who spoke."""
    second = "وأوضحت الباحثة في علم المناخ أن النتيجة تحتاج إلى تأكيد من مختبر آخر قبل نشرها."
    english = "The climate researcher explained that the result needs confirmation before it is published."
    dossier = bilingual(FIRST, (second, english), names=NAMES)
    (summary,) = Extract().run([dossier])

    assert speakers(bilingual, second, english) == ["ندى السالمي"]
    assert [one.text for one in summary.arabic][1].startswith("وأوضحت الباحثة في علم المناخ (ندى السالمي) أن")
    assert [one.text for one in summary.english][1].startswith(
        "The climate researcher [Nada al-Salmi] explained"
    )


@pytest.mark.parametrize(
    "second",
    [
        "وأوضحت وزيرة البيئة أن النتيجة تحتاج إلى تأكيد من مختبر آخر قبل نشرها.",  # an office
        "وأوضح الباحث في علم المناخ أن النتيجة تحتاج إلى تأكيد من مختبر آخر قبل نشرها.",  # a man
        "وأوضحت محامية الشركة أن النتيجة تحتاج إلى تأكيد من مختبر آخر قبل نشرها.",  # another calling
        "وأوضحت باحثة في علم المناخ أن النتيجة تحتاج إلى تأكيد من مختبر آخر قبل نشرها.",  # one of many
    ],
)
def test_who_may_be_somebody_else_gets_no_name(bilingual, second):
    """Words in the wrong mouth cost more than a description without a name."""
    assert "ندى السالمي" not in speakers(bilingual, second, "It was explained that the result needs care.")
