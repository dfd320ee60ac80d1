"""What is undone: a strike suspended, a ban lifted. Where that word is lost the English says the opposite."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from bisum.model.finding import Severity
from bisum.stages.checks.claims.unsaid import Sayings
from bisum.stages.checks.pair import Fault, Pair
from bisum.stages.tables import read_rows

# English that undoes something, whatever the Arabic noun; an open-ended strike has no end.
UNDOES: Final = (
    r"suspen\w*|stop\w*|halt\w*|(?<!-)end(?:s|ed|ing)?|ceas\w*|truce\w*|paus\w*|freez\w*|froze\w*|cancel\w*"
    r"|call\w* off|abol\w*|scrap\w*|annul\w*|revok\w*|repeal\w*|rescind\w*|terminat\w*|lift\w*|remov\w*"
    r"|withdr\w*|pull\w*|recall\w*|ban|bans|banned|banning|prohibit\w*|prevent\w*|forbid\w*|block\w*"
    r"|bar(?:s|red|ring)?|outlaw\w*|embargo\w*|postpon\w*|delay\w*|defer\w*|adjourn\w*|put\w* off|shelv\w*"
    r"|interrupt\w*|discontinu\w*|cut\w*|drop\w*|abandon\w*|eliminat\w*|overturn\w*|invalid\w*|quash\w*"
    r"|nullif\w*"
)


def check_undone(pair: Pair) -> Iterator[Fault]:
    """Find that what is suspended, ended, lifted or banned simply is, or is to be, in the English."""
    for what, evidence in _undone().unsaid(pair):
        yield Fault(
            code="word-changed",
            severity=Severity.SERIOUS,
            message=f"The Arabic says that something {what}; the English does not, and may say the opposite.",
            evidence=evidence,
        )


@cache
def _undone() -> Sayings:
    return Sayings(
        (what, arabic, rf"\b(?:{UNDOES}|{english})\b") for what, arabic, english in read_rows("undone")
    )
