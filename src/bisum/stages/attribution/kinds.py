"""Speech or term: what the words in quotation marks are."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from bisum.stages.attribution.cues import is_finite
from bisum.stages.attribution.kind_features import CLAUSE
from bisum.stages.attribution.words import Unit

WEIGHTS: Final = {
    "spelled": -2.02,
    "body head": -1.03,
    "bias": -0.3,
    "right": 2.79,
    "tied": 2.41,
    "within": 2.94,
    "post": 1.98,
    "source": 0.31,
    "loose": -0.61,
    "alone": 1.93,
    "one word": -2.09,
    "two words": -1.56,
    "three words": -1.21,
    "six words": 0.11,
    "ten words": 1.39,
    "clause word": 1.3,
    "verb": 1.21,
    "verb first": 0.01,
    "self": 0.35,
    "ends": 1.47,
    "latin": -1.25,
    "naming noun": -2.05,
    "named": -3.18,
    "name": 0.39,
    "role before": -0.16,
    "term elsewhere": -2.9,
    "adjective after": 0.49,
    "unclosed": 0.51,
    "calls": 1.2,
    "definite short": -0.17,
    "addressee": -1.65,
    "predicate": 1.3,
    "strong": 0.47,
    "far": -2.5,
    "headline": 1.1,
    "nested": -0.15,
    "after b": 0.03,
    "modifies": -1.47,
    "bare name": -2.14,
    "nickname": -0.89,
    "joined term": -1.56,
    "joined speech": -0.86,
    "subject place": -0.68,
    "closes": 1.32,
    "after preposition": -0.49,
    "adjective": 0.53,
    "digit": -0.54,
    "heading": -0.29,
    "within short": -0.38,
    "person": -1.8,
    "nominal predicate": -0.03,
    "platform": -1.68,
    "post mid": -0.75,
    "gap": -0.65,
    "court": -1.42,
    "titled": -1.22,
    "slogan": 0.77,
    "construct": -0.38,
    "action": 0.45,
    "about": -2.34,
    "asked": -1.12,
    "called": 1.61,
    "as a word": 0.93,
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
