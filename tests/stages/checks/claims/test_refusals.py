"""Who did not refuse isn't made to refuse."""

from __future__ import annotations

import pytest

from bisum.stages.checks.claims.refusals import check_refusals
from bisum.stages.checks.pair import Pair


@pytest.mark.parametrize(
    ("arabic", "english", "evidence"),
    [
        ("لا خلاف، ولم نرفض أي طلب", "There is no dispute, and we refuse any request", "ولم نرفض | refuse"),
        ("لم نرفض أي طلب", "We have no choice but to refuse any request", "لم نرفض | refuse"),
        ("لم ينكر التهمة", "He denied the charge", "لم ينكر | denied"),
        ("لا نعارض الاتفاق", "We oppose the agreement", "لا نعارض | oppose"),
        ("لم تفشل المحاولة", "The attempt failed", "لم تفشل | failed"),
        ("ولا يستبعد الخبراء ذلك", "Experts rule out that", "ولا يستبعد | rule out"),
        ("لن يتوقف البث", "The broadcast will stop", "لن يتوقف | stop"),
    ],
)
def test_a_denied_refusal_that_became_a_refusal_is_serious(arabic, english, evidence):
    """A refusal counts as a denial elsewhere, which hides that its own denial is gone."""
    (fault,) = check_refusals(Pair(arabic=arabic, english=english))

    assert (fault.code, fault.severity.value, fault.evidence) == ("negation-lost", "serious", evidence)


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("لم نرفض أي طلب", "We have not refused any request"),
        ("لم نرفض أي طلب", "We refused no request"),
        ("لم نرفض أي طلب", "We accepted every request"),
        ("رفضنا كل طلب", "We refused every request"),
        ("لا يمنع الدخول إلا القاصرين", "Only minors are barred"),
        ("لم ينكر أحد التهمة", "Nobody denied the charge"),
    ],
)
def test_a_refusal_denied_in_either_language_is_left_alone(arabic, english):
    """Its denial may stand before or behind it, or be in the verb."""
    assert list(check_refusals(Pair(arabic=arabic, english=english))) == []
