"""Speech or term: what the words in quotation marks are."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from bisum.stages.attribution.cues import is_finite
from bisum.stages.attribution.kind_features import CLAUSE
from bisum.stages.attribution.words import Unit

WEIGHTS: Final = {
    "spelled": -2.1,
    "body head": -1.1,
    "bias": -0.35,
    "right": 2.85,
    "tied": 2.48,
    "within": 2.92,
    "post": 2.02,
    "source": 0.29,
    "loose": -0.6,
    "alone": 1.94,
    "one word": -2.11,
    "two words": -1.58,
    "three words": -1.17,
    "six words": 0.11,
    "ten words": 1.21,
    "clause word": 1.25,
    "verb": 1.26,
    "verb first": 0.01,
    "self": 0.4,
    "ends": 1.47,
    "latin": -1.22,
    "naming noun": -2.09,
    "named": -3.11,
    "name": 0.43,
    "role before": 0.23,
    "term elsewhere": -3.04,
    "adjective after": 0.5,
    "unclosed": 0.43,
    "calls": 1.26,
    "definite short": -0.23,
    "addressee": -1.61,
    "predicate": 1.31,
    "strong": 0.52,
    "far": -2.48,
    "headline": 1.11,
    "nested": -0.14,
    "after b": -0.04,
    "modifies": -1.45,
    "bare name": -2.11,
    "nickname": -0.9,
    "joined term": -1.21,
    "joined speech": -1.29,
    "subject place": -0.72,
    "closes": 1.32,
    "after preposition": -0.46,
    "adjective": 0.5,
    "digit": -0.51,
    "heading": -0.35,
    "within short": -0.4,
    "person": -1.88,
    "nominal predicate": -0.17,
    "platform": -1.67,
    "post mid": -0.74,
    "gap": -0.66,
    "titled": -1.22,
    "slogan": 0.85,
    "construct": -0.44,
    "action": 0.62,
    "about": -2.35,
    "asked": -1.07,
    "called": 1.76,
}
"""Weights of the features in log-odds of speech."""


def speech_probability(found: dict[str, float]) -> float:
    """Give the probability that a quotation with these features is speech."""
    score = sum(WEIGHTS.get(name, 0.0) * value for name, value in found.items())
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score))))


def is_clause(inner: Sequence[Unit]) -> bool:
    """Tell whether words in marks are at least a clause."""
    words = [unit for unit in inner if unit.kind == "w"]
    if len(words) < 2:
        return False
    return any(is_finite(unit) or unit.look.stem in CLAUSE for unit in words) or len(words) > 9
