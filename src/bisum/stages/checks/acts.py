"""Acts of the Arabic that nothing in the English speaks of: somebody is arrested, appointed, wins."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from bisum.model.finding import Severity
from bisum.stages.checks.pair import Fault, Pair
from bisum.stages.checks.unsaid import Sayings
from bisum.stages.tables import read_rows


def check_acts(pair: Pair) -> Iterator[Fault]:
    """Find an act that the English seems to have put another for."""
    if not pair.english.strip():
        return
    for what, evidence in _acts().unsaid(pair):
        yield Fault(
            code="word-changed",
            severity=Severity.WARNING,
            message=f"In the Arabic somebody or something {what}; no word of the English says so.",
            evidence=evidence,
        )


@cache
def _acts() -> Sayings:
    return Sayings((what, arabic, rf"\b(?:{english})\b") for what, arabic, english in read_rows("acts"))
