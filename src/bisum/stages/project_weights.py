"""Weights of ``project``: how much each trait of a stretch speaks for it.

Learnt by ``benchmarks/train_projection.py`` from 3,000 quotations whose marks are known in both languages
(written for bisum, and ANT); the order is that of the columns of ``project``'s features.
"""

from __future__ import annotations

from typing import Final

import numpy as np

# Of a word as the first of the stretch.
START_POINTS: Final = {
    "after a comma": 0.231,
    "after a colon": 0.869,
    "after a stop": 0.366,
    "after a dash or bracket": -1.137,
    "first word of all": -0.43,
    "first of all in both languages": 1.071,
    "after a stop where the Arabic has none": 0.247,
    "after a stop or first, where the Arabic has a stop": 1.759,
    "after that": 0.631,
    "after that, and the Arabic after أن": 1.252,
    "after a reporting verb": 0.956,
    "after an article": 0.044,
    "after a preposition": 0.079,
    "is an article": 1.141,
    "is that": -0.166,
    "is a reporting verb": -0.454,
    "is capitalised": 2.255,
    "is capitalised after a capitalised word": -0.194,
    "speaks for the stretch": 0.813,
    "speaks against it": -1.218,
    "word before speaks for it": -1.12,
    "word before speaks against it": -0.039,
    "linked to the first Arabic word": 1.004,
    "word before linked to the Arabic word before": 1.487,
    "distance of the two places": -1.571,
}
# Of a word as the last of the stretch.
END_POINTS: Final = {
    "before a comma": 1.486,
    "before a colon": -0.304,
    "before a stop": 0.966,
    "before a dash or bracket": -0.435,
    "last word of all": 0.467,
    "last of all in both languages": 0.418,
    "before a stop where the Arabic has none": -0.06,
    "before a stop where the Arabic has one": 2.025,
    "before a reporting verb": 0.402,
    "before a pronoun": -0.195,
    "before a preposition": 0.359,
    "before and": 1.323,
    "is an article or a preposition": -1.564,
    "is a reporting verb": -0.602,
    "is capitalised before a capitalised word": -0.815,
    "speaks for the stretch": 2.041,
    "speaks against it": -1.152,
    "word after speaks for it": -1.316,
    "word after speaks against it": 0.769,
    "linked to the last Arabic word": 1.133,
    "word after linked to the Arabic word after": 0.302,
    "distance of the two places": -1.285,
}
# Summed over the words of the stretch.
VOTES_POINTS: Final = {
    "for the stretch": 1.136,
    "against it": -1.355,
    "neither": 0.149,
}
# Of the stretch.
LENGTH_POINTS: Final = {
    "off the expected length, as a logarithm": -1.058,
    "the same, times the root of the Arabic words": 0.205,
}

START: Final = np.array(list(START_POINTS.values()))
END: Final = np.array(list(END_POINTS.values()))
VOTES: Final = np.array(list(VOTES_POINTS.values()))
LENGTH: Final = np.array(list(LENGTH_POINTS.values()))
