"""Speech or term: what the words in quotation marks are."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from bisum.stages.attribution.cues import is_finite
from bisum.stages.attribution.kind_features import CLAUSE
from bisum.stages.attribution.words import Unit

WEIGHTS: Final = {
    "spelled": -3.51,
    "body head": -1.39,
    "bias": -0.78,
    "right": 3.31,
    "tied": 2.69,
    "within": 3.98,
    "post": 2.94,
    "source": 0.62,
    "loose": -0.14,
    "alone": 3.19,
    "one word": -1.87,
    "two words": -1.46,
    "three words": -0.98,
    "six words": 0.16,
    "ten words": 1.88,
    "clause word": 1.43,
    "verb": 1.32,
    "verb first": 0.11,
    "self": 0.36,
    "ends": 1.8,
    "latin": -2.92,
    "naming noun": -2.17,
    "named": -3.98,
    "name": 0.57,
    "role before": 0.24,
    "term elsewhere": -3.8,
    "adjective after": 0.57,
    "title": 0.3,
    "unclosed": 1.21,
    "calls": 1.69,
    "definite short": -0.4,
    "addressee": -3.27,
    "predicate": 1.63,
    "strong": 0.4,
    "far": -2.75,
    "headline": 1.41,
    "nested": -0.45,
    "after b": 0.13,
    "modifies": -1.7,
    "bare name": -3.0,
    "nickname": -1.57,
    "joined term": -2.1,
    "joined speech": -1.4,
    "subject place": -1.12,
    "closes": 1.39,
    "after preposition": -0.54,
    "adjective": 0.57,
    "in brackets": -0.5,
    "digit": -0.66,
    "heading": -1.48,
    "within short": -0.88,
    "person": -1.82,
    "nominal predicate": -0.21,
    "platform": -2.61,
    "post mid": -1.04,
    "gap": -1.29,
    "titled": -2.58,
    "slogan": 1.93,
    "construct": -0.19,
    "action": 1.01,
    "about": -2.97,
    "asked": -1.6,
    "called": 1.36,
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
