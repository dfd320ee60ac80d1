"""How results are said to people, on a terminal and on a page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from bisum.evaluation.figures.measure import Better
from bisum.evaluation.figures.results import Difference, Figure, StagePair
from bisum.evaluation.figures.significance import ALPHA

_PART: Final = re.compile(r"[^;,+\s][^;,+]*")  # of a signature
_MAX_SHOWN: Final = 60  # characters of a signature, which may hold a whole prompt; the JSON has all of it


def differing(stages: Sequence[StagePair]) -> str:
    """Say which stages made the two runs in different ways."""
    told = [f"{one.stage} ({' / '.join(map(_cut, _apart(one.first, one.second)))})" for one in stages]
    return "; ".join(told) or "nothing, both runs by the same stages, models and settings"


def _apart(first: Sequence[str], second: Sequence[str]) -> tuple[str, str]:
    """Give the parts of each side's signatures that the other lacks."""
    one, other = _parts(first), _parts(second)
    return (
        ", ".join(part for part in one if part not in other) or "–",
        ", ".join(part for part in other if part not in one) or "–",
    )


def _parts(signatures: Sequence[str]) -> list[str]:
    parts = _PART.findall(", ".join(signatures))
    return [part if "(" in part else part.rstrip(")") for part in dict.fromkeys(parts)]


def _cut(told: str) -> str:
    return told if len(told) <= _MAX_SHOWN else told[:_MAX_SHOWN] + "…"


def n_of(difference: Difference) -> str:
    """Say how many there were to measure, in both runs where that differs."""
    one, other = difference.first.n, difference.second.n
    return str(one) if one == other else f"{one}/{other}"


def chance(p: float | None) -> str:
    """Write a p as people read it; one that rounding would bring to the limit keeps its fourth digit."""
    if p is None:
        return "–"
    if p < 0.001:
        return "<0.001"
    return f"{p:.4f}" if f"{p:.3f}" == f"{ALPHA:.3f}" else f"{p:.3f}"


def titled(figure: Figure) -> str:
    """Give a measure's words, and which way is good where that is not up."""
    return f"{figure.title} (less is better)" if figure.better == Better.LOWER.value else figure.title


def written(score: float | None, *, signed: bool = False) -> str:
    """Write a score as people read it; a dash where there is none."""
    if score is None:
        return "–"
    return f"{score:+.2f}" if signed else f"{score:.2f}"
