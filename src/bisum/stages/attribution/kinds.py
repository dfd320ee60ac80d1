"""Speech or term: what the words in quotation marks are."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from bisum.stages.attribution.cues import is_finite
from bisum.stages.attribution.label_features import CLAUSE
from bisum.stages.attribution.words import Unit

WEIGHTS: Final = {
    "spelled": -1.89,
    "body head": -1.02,
    "bias": -0.82,
    "right": 2.91,
    "tied": 3.09,
    "within": 2.75,
    "post": 2.19,
    "source": 0.78,
    "loose": -0.36,
    "alone": 2.14,
    "one word": -2.01,
    "two words": -1.38,
    "three words": -1.13,
    "six words": -0.06,
    "ten words": 1.01,
    "clause word": 1.16,
    "verb": 1.61,
    "verb first": -0.43,
    "self": 0.67,
    "ends": 1.40,
    "latin": -0.69,
    "naming noun": -2.27,
    "named": -3.68,
    "name": 0.55,
    "role before": -0.39,
    "term elsewhere": -2.73,
    "adjective after": 0.53,
    "unclosed": 0.16,
    "calls": 1.29,
    "definite short": -0.52,
    "addressee": -1.71,
    "predicate": 1.30,
    "strong": 0.27,
    "far": -1.96,
    "headline": 0.92,
    "nested": -0.04,
    "after b": 0.51,
    "modifies": -1.32,
    "bare name": -2.10,
    "nickname": -0.61,
    "joined term": -2.17,
    "joined speech": 0.35,
    "subject place": -0.66,
    "closes": 1.54,
    "after preposition": -0.45,
    "adjective": 0.84,
    "digit": -1.02,
    "heading": -0.34,
    "within short": 0.19,
    "person": -1.65,
    "nominal predicate": -0.38,
    "platform": -1.45,
    "post mid": -1.41,
    "gap": -0.48,
    "court": -1.71,
    "titled": -1.17,
    "slogan": 1.60,
    "construct": -0.15,
    "action": 1.34,
    "about": -1.96,
    "asked": -1.07,
    "called": 1.48,
    "as a word": 0.81,
    "bracket": -1.99,
    "latin any": -0.77,
    "list ahead": -1.41,
    "named elsewhere": -1.35,
    "owned": 1.31,
    "prep first": 1.47,
    "son": -1.83,
    "vouched": 1.19,
    "within name": -1.09,
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
