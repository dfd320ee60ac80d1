"""How sure an entry of the ledger is."""

from __future__ import annotations

from typing import Final

SURE_OF_SPEAKER: Final = {
    "named": 0.95,
    "before": 0.85,
    "same": 0.85,
    "current": 0.75,
    "topic": 0.6,
}
"""Share of speakers that were right on the development sets, by how they were found.

Measured with ``benchmarks/quotes.py`` and the gold of ntrex-dev, the three articles, part 1
and the samples, shrunk to 0.8 by ten imagined cases.
"""

OTHER: Final = 0.7
"""The same for all other ways."""


def confide(probability: float, rule: str, *, is_named: bool) -> float:
    """Give the probability that kind and speaker are both right, to three digits.

    Args:
        probability: That the kind is right.
        rule: ``relation-how``, or the name of another rule.
        is_named: A speaker was found; a term has none.
    """
    if rule == "term":
        return round(probability, 3)
    how = rule.rpartition("-")[2]
    share = SURE_OF_SPEAKER.get(how, OTHER) if is_named else OTHER
    return round(probability * share, 3)
