"""Who was acted upon doesn't become who acts."""

from __future__ import annotations

import pytest

from bisum.stages.checks.claims.reversals import check_reversals
from bisum.stages.checks.pair import Pair


@pytest.mark.parametrize(
    ("arabic", "english", "evidence"),
    [
        (
            "ونفى الاتحاد أن يكون قد ضغط على الوزير",
            "The union denied that it had been pressured by the minister",
            "على الوزير | been pressured by the minister",
        ),
        (
            "اعتدى الحراس على الصحفي أمام الباب",
            "The guards were attacked by the journalist at the door",
            "على الصحفي | were attacked by the journalist",
        ),
        (
            "فرضت واشنطن عقوبات على طهران",
            "Washington was sanctioned by Tehran",
            "على طهران | was sanctioned by Tehran",
        ),
    ],
)
def test_a_deed_turned_round_is_serious(arabic, english, evidence):
    """It names the same two and the same deed, and accuses the one to whom it was done."""
    (fault,) = check_reversals(Pair(arabic=arabic, english=english))

    assert (fault.code, fault.severity.value, fault.evidence) == ("person-changed", "serious", evidence)


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("ضغط الاتحاد على الوزير", "The minister was pressured by the union"),
        ("ضغط الاتحاد على الوزير", "The union put pressure on the minister"),
        ("هجوم على القرية نفذه الجيش", "The village was attacked by the army"),
        ("وافق الوزير على القرار", "The minister was bound by the decision"),
        ("ضغط الاتحاد على الوزير", "It was pressured by xyzzy"),
    ],
)
def test_a_faithful_passive_is_left_alone(arabic, english):
    """English says in the passive what Arabic says with its subject behind."""
    assert list(check_reversals(Pair(arabic=arabic, english=english))) == []
