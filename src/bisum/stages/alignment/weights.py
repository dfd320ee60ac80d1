"""Weights of ``project``: how much each trait of a stretch speaks for it.

Learnt by ``benchmarks/train_projection.py`` from 3,000 quotations whose marks are known in both languages
(written for bisum, and ANT); the order is that of the columns of ``project``'s features.
"""

from __future__ import annotations

from typing import Final

import numpy as np

# Of a word as the first of the stretch.
START_POINTS: Final = {
    "after a comma": 0.268,
    "after a colon": 0.76,
    "after a stop": 0.461,
    "after a dash or bracket": -0.904,
    "first word of all": -0.389,
    "first of all in both languages": 1.325,
    "after a stop where the Arabic has none": 0.11,
    "after a stop or first, where the Arabic has a stop": 1.817,
    "after that": 0.603,
    "after that, and the Arabic after أن": 1.277,
    "after a reporting verb": 0.644,
    "after an article": -0.089,
    "after a preposition": 0.033,
    "is an article": 1.031,
    "is that": -0.188,
    "is a reporting verb": -0.398,
    "is capitalised": 2.321,
    "is capitalised after a capitalised word": -0.193,
    "speaks for the stretch": 0.787,
    "speaks against it": -0.84,
    "word before speaks for it": -0.734,
    "word before speaks against it": -0.225,
    "linked to the first Arabic word": 0.993,
    "word before linked to the Arabic word before": 1.45,
    "distance of the two places": -1.339,
}
# Of a word as the last of the stretch.
END_POINTS: Final = {
    "before a comma": 1.459,
    "before a colon": -0.101,
    "before a stop": 0.902,
    "before a dash or bracket": -0.224,
    "last word of all": 0.177,
    "last of all in both languages": 0.411,
    "before a stop where the Arabic has none": 0.019,
    "before a stop where the Arabic has one": 2.038,
    "before a reporting verb": 0.354,
    "before a pronoun": -0.101,
    "before a preposition": 0.253,
    "before and": 1.293,
    "is an article or a preposition": -1.712,
    "is a reporting verb": -0.491,
    "is capitalised before a capitalised word": -0.899,
    "speaks for the stretch": 1.75,
    "speaks against it": -0.945,
    "word after speaks for it": -1.118,
    "word after speaks against it": 0.491,
    "linked to the last Arabic word": 1.049,
    "word after linked to the Arabic word after": 0.079,
    "distance of the two places": -1.042,
}
# Summed over the words of the stretch.
VOTES_POINTS: Final = {
    "for the stretch": 1.764,
    "against it": -1.791,
    "neither": 0.141,
}
# Of the stretch.
LENGTH_POINTS: Final = {
    "off the expected length, as a logarithm": -0.777,
    "the same, times the root of the Arabic words": -0.005,
}

START: Final = np.array(list(START_POINTS.values()))
END: Final = np.array(list(END_POINTS.values()))
VOTES: Final = np.array(list(VOTES_POINTS.values()))
LENGTH: Final = np.array(list(LENGTH_POINTS.values()))
