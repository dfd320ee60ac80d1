"""Speech or term: what the words in quotation marks are."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from bisum.stages.arabic.cues import is_finite
from bisum.stages.arabic.units import Unit
from bisum.stages.attribution.kinds.labels import CLAUSE

WEIGHTS: Final = {
    "spelled": -1.81,
    "body head": -1.03,
    "bias": -0.63,
    "right": 2.93,
    "tied": 2.82,
    "within": 2.74,
    "post": 2.03,
    "source": 0.81,
    "loose": -0.41,
    "alone": 2.12,
    "one word": -2.14,
    "two words": -1.53,
    "three words": -1.27,
    "six words": -0.00,
    "ten words": 1.06,
    "clause word": 1.12,
    "verb": 1.60,
    "verb first": -0.56,
    "self": 0.60,
    "ends": 1.44,
    "latin": -0.63,
    "naming noun": -2.14,
    "named": -3.35,
    "name": 0.47,
    "role before": -0.31,
    "term elsewhere": -2.64,
    "adjective after": 0.51,
    "unclosed": 0.44,
    "calls": 1.18,
    "definite short": -0.49,
    "addressee": -1.72,
    "predicate": 1.45,
    "strong": 0.27,
    "far": -2.11,
    "headline": 0.80,
    "nested": 0.05,
    "after b": 0.35,
    "modifies": -1.09,
    "bare name": -2.07,
    "nickname": -0.65,
    "joined term": -2.04,
    "joined speech": 0.25,
    "subject place": -0.63,
    "closes": 1.52,
    "after preposition": -0.34,
    "adjective": 0.69,
    "digit": -0.65,
    "heading": -0.47,
    "within short": 0.12,
    "person": -1.47,
    "nominal predicate": -0.31,
    "platform": -1.32,
    "post mid": -1.34,
    "gap": -0.56,
    "court": -1.51,
    "titled": -1.01,
    "slogan": 1.68,
    "construct": -0.28,
    "action": 1.16,
    "about": -2.20,
    "asked": -1.26,
    "called": 1.23,
    "as a word": 0.75,
    "bracket": -1.43,
    "latin any": -0.70,
    "list ahead": -1.53,
    "named elsewhere": -1.62,
    "owned": 1.31,
    "prep first": 1.47,
    "son": -1.42,
    "vouched": 1.18,
    "within name": -0.71,
}
"""Weights of the features in log-odds of speech."""


def speech_probability(found: dict[str, float]) -> float:
    """Give the probability that a quotation with these features is speech."""
    # Sets give features in another order in each process; ``fsum`` gives the same sum for all.
    score = math.fsum(WEIGHTS.get(name, 0.0) * value for name, value in found.items())
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score))))


def is_clause(inner: Sequence[Unit]) -> bool:
    """Tell whether words in marks are at least a clause."""
    words = [unit for unit in inner if unit.kind == "w"]
    if len(words) < 2:
        return False
    return any(is_finite(unit) or unit.look.stem in CLAUSE for unit in words) or len(words) > 9
