"""A verb keeps what it does: who claims doesn't merely say."""

from __future__ import annotations

import pytest

from bisum.model.finding import Severity
from bisum.stages.checks.claims.stance import check_stance
from bisum.stages.checks.pair import Pair


@pytest.mark.parametrize(
    ("arabic", "english", "words"),
    [
        ("زعم سامي أن القارب غرق", "Sami said that the boat sank", "زعم"),
        ("يزعم سامي أن القارب غرق", "Sami says that the boat sank", "يزعم"),
        ("تعهد سامي بالعودة", "Sami spoke of his return", "تعهد"),
        ("رفض سامي العودة", "Sami spoke of his return", "رفض"),
        ("نفى سامي ذلك", "Sami spoke of it", "نفي"),
        ("قال سامي ذلك", "Claims of Sami", "Claims"),
    ],
)
def test_a_stance_that_went_lost_or_came_in_is_told(arabic: str, english: str, words: str) -> None:
    """«He claimed» keeps its distance, «he said» doesn't; the summary quotes either."""
    (fault,) = check_stance(Pair(arabic=arabic, english=english))

    assert (fault.code, fault.severity, fault.evidence) == ("stance-changed", Severity.WARNING, words)


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("تعهد سامي بالعودة", "Sami promises to return"),
        ("هدد سامي بالعودة", "Sami threatens to return"),
        ("رفض سامي العودة", "Refusing to return, Sami left"),
        ("اتهم سامي جاره", "Sami accuses his neighbour"),
        ("حذر سامي جاره", "Sami warns his neighbour"),
        ("اتهم سامي جاره", "Sami claims that his neighbour did it"),
        ("حذرة كانت خطوات سامي", "Sami's steps were slow"),
        ("سلم المتعهد المفتاح", "The supplier handed over the key"),
    ],
)
def test_a_stance_that_is_kept_is_no_fault(arabic: str, english: str) -> None:
    """Each has its plainest English, and «المتعهد» promises nothing."""
    assert not list(check_stance(Pair(arabic=arabic, english=english)))
