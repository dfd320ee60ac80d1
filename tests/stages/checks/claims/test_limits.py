"""«Only» and «not only» keep their limit."""

from __future__ import annotations

import pytest

from bisum.model.finding import Severity
from bisum.stages.checks.claims.limits import check_limits
from bisum.stages.checks.pair import Pair


@pytest.mark.parametrize(
    ("arabic", "english", "code"),
    [
        (
            "ويرى خبراء أن السبب ليس سياسيا فحسب",
            "Experts believe that the cause is political",
            "negation-lost",
        ),
        ("لا بلادنا وحدها مذنبة", "Our country alone is guilty", "negation-lost"),
        ("ليس هذا فقط", "It is this", "negation-lost"),
        ("لم يحضر من كل سكان المدينة سوى اثنين", "The people of the city did not come", "negation-added"),
        (
            "غير أن اللجنة لم تجتمع سوى مرتين",
            "but the committee did not meet for two times",
            "negation-added",
        ),
        ("لا يفتح الباب إلا المدير", "The headmaster does not open the door", "negation-added"),
    ],
)
def test_a_denial_that_lost_its_limit_is_told(arabic: str, english: str, code: str) -> None:
    """«Not only political» became *political*, «met only twice» *did not meet*: counting tells nothing."""
    (fault,) = check_limits(Pair(arabic=arabic, english=english))
    severity = Severity.SERIOUS if code == "negation-lost" else Severity.WARNING

    assert (fault.code, fault.severity) == (code, severity)
    assert set(fault.evidence.split()) & {"سوي", "الا", "فحسب", "فقط", "وحدها"}


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("السبب ليس سياسيا فحسب", "The cause is not only political"),
        ("السبب ليس سياسيا فحسب", "The cause is also economic"),
        ("لم تجتمع سوى مرتين", "It met twice"),
        ("لم تجتمع سوى مرتين", "It did not meet more than twice"),
        ("لم يحضر إلا أن المدير اعتذر", "He did not come, yet the headmaster apologised"),
        ("غالبا ما تترك وحدها", "She was often left alone"),
        ("لا تزال لا تفتح إلا الباب", "The door still does not open"),
        ("لم يحضر أحد ممن كان قد دعاهم من كل أهل المدينة إلا اثنان", "Nobody came who did not have to"),
        ("لا يتجاوز العشرين فقط", "He is just twenty"),
    ],
)
def test_a_limit_said_otherwise_is_no_fault(arabic: str, english: str) -> None:
    """«However», «often» and a plain count are good English for these."""
    assert not list(check_limits(Pair(arabic=arabic, english=english)))


@pytest.mark.parametrize(
    ("english", "is_told"),
    [
        ("One school has not opened", True),
        ("One of the schools has not opened", True),
        ("Some schools didn’t open", True),
        ("Not one school has opened", False),
        ("No school has opened", False),
        ("The city, where not one school has not been hit, opened none", False),
        ("The schools have not opened", False),
    ],
)
def test_none_is_not_made_one_that_does_not(english: str, is_told: bool) -> None:
    """Where one school has not opened the others have."""
    found = [
        (fault.code, fault.severity, fault.evidence.split(" | ")[0])
        for fault in check_limits(Pair(arabic="لم تفتح مدرسة واحدة", english=english))
    ]

    assert found == [("negation-lost", Severity.SERIOUS, "لم تفتح مدرسه واحده")] * is_told
