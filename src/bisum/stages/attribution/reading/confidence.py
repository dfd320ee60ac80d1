"""How sure an entry of the ledger is."""

from __future__ import annotations

from typing import Final

SURE_OF_SPEAKER: Final = {
    "swallowed": 0.85,
    "echo": 0.85,
    "impersonal": 0.7,
    "bearer": 0.8,
    "interviewed": 0.85,
    "turn": 0.85,
    "back": 0.7,
    "named": 0.6,
}
"""Share of speakers that were right, by the rule, where nobody was weighed; ``named`` is who speaks
inside another's quotation, ``back`` who is named only after it.

Counted on all development sets (2026-11-21), shrunk to 0.8 by ten imagined cases.
"""

OTHER: Final = 0.8
"""The same for ways too rare to measure."""

LEAST_WEIGHED: Final = 0.1
"""What a speaker weighed at 0 is still worth; the rest rises in step with the weighed probability.

Fitted by eye to `benchmarks/fit_speakers.py`, parts of the articles left out in turn: of speakers
weighed 0.25, 0.35, 0.45, 0.55, 0.65, 0.76, 0.86 and 0.98, right were 35, 43, 58, 65, 72, 79, 84 and
96 of a hundred.
"""

SURE_OF_REPORT: Final = 0.95
"""Share of the reports found without marks, with their speaker as above, that are reports; the
same sets."""


def confide(probability: float, rule: str, weighed: float | None = None) -> float:
    """Give the probability that kind and speaker are both right, to three digits.

    Args:
        probability: That the kind is right.
        rule: ``relation-how``, or the name of another rule.
        weighed: Probability of the speaker among all who were weighed; None where nobody was.
    """
    if rule == "term":
        return round(probability, 3)
    if weighed is not None:
        return round(probability * (LEAST_WEIGHED + (1 - LEAST_WEIGHED) * weighed), 3)
    return round(probability * SURE_OF_SPEAKER.get(rule.rpartition("-")[2], OTHER), 3)
