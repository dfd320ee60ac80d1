"""Parts of the Arabic that nothing in the English renders."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Final

from bisum.model.finding import Severity
from bisum.stages.bilingual.quantities import arabic_quantities
from bisum.stages.bilingual.rank import STOPWORDS
from bisum.stages.checks.pair import Fault, Pair

# A logistic model of «a quarter to a half was left out», learnt from 4,000 pairs written for bisum and
# of ANT, each once whole and once with a stretch deleted; lengths were shifted at random, since they
# differ by source.
_BIAS: Final = -6.861
_WEIGHTS: Final = (
    -7.932,  # letters, English over Arabic, as a logarithm
    -0.377,  # words, the same
    1.136,  # share of Arabic words without a link
    3.562,  # share of English words with one
    2.017,  # the first of these less what the second lacks
    -0.507,  # longest run of Arabic words without a link
    -10.032,  # the same, as a share
    5.385,  # longest run of weak links
    0.457,  # words at the end without a link
    8.142,  # the same, as a share
    -0.321,  # Arabic words, as a logarithm
    34.065,  # longest run of weak links, as a share
)
_ALARM: Final = 4.0  # log-odds: 1.0 to 1.3 % of three systems' outputs on flores-dev, none of ant-news-dev
_LINKED: Final = 0.1  # probability from which a word has a link
_FAIR: Final = 0.35  # probability that a word of a rendered stretch has on average, at least
_SIGNS: Final = "$€£¥"  # that stand for a word
_PERCENT: Final = re.compile("(?:^في|ب?ال(?:ميه|مايه))$")
_MIN_WORDS: Final = 8  # content words; below it a missing part shows in the length


def check_coverage(pair: Pair) -> Iterator[Fault]:
    """Find a stretch of the Arabic that seems to be missing from the English."""
    if names := _unsaid(pair):
        yield Fault(
            code="part-missing",
            severity=Severity.WARNING,
            message="The English has only the numbers, and none of the words.",
            evidence=names,
        )
        return
    texts = pair.texts
    telling = [n for n, word in enumerate(texts.arabic) if len(word.stem) > 1 and word.stem not in STOPWORDS]
    if len(telling) < _MIN_WORDS or not texts.english:
        return
    sums = texts.agreed.sum(axis=1).tolist()
    chances = [sums[n] for n in telling]
    first, last = _weakest(chances)
    if _BIAS + sum(w * x for w, x in zip(_WEIGHTS, _traits(pair, chances), strict=True)) > _ALARM:
        words = texts.arabic
        yield Fault(
            code="part-missing",
            severity=Severity.WARNING,
            message="A part of the Arabic seems to be missing from the English.",
            evidence=pair.arabic[words[telling[first]].start : words[telling[last]].end],
        )


def _unsaid(pair: Pair) -> str:
    """Give the Arabic words of a row whose English is all numbers: «حجة 640,000 31%», *640,000 31%*."""
    if any(letter.isalpha() or letter in _SIGNS for letter in pair.english):
        return ""
    counted = {word for one in arabic_quantities(pair.arabic_words, pair.arabic) for word in one.text.split()}
    words = [
        word.text
        for word in pair.arabic_words
        if word.text not in counted and not word.text[0].isdigit() and not _PERCENT.search(word.folded)
    ]
    return " ".join(words)


def _traits(pair: Pair, chances: list[float]) -> tuple[float, ...]:
    texts, n = pair.texts, len(chances)
    run = longest = end = 0
    for chance in chances:
        run = run + 1 if chance < _LINKED else 0
        longest = max(longest, run)
    end = run
    weak = strongest = 0.0
    for chance in chances:
        weak = max(0.0, weak + _FAIR - min(1.0, chance))
        strongest = max(strongest, weak)
    heard = [
        chance >= _LINKED
        for chance, word in zip(texts.votes.tolist(), texts.english, strict=True)
        if len(word.text) > 3
    ]
    without = sum(chance < _LINKED for chance in chances) / n
    with_one = sum(heard) / len(heard) if heard else 1.0
    return (
        math.log((len(pair.english) + 5) / (len(pair.arabic) + 5)),
        math.log(len(texts.english) / len(texts.arabic)),
        without,
        with_one,
        without - (1 - with_one),
        longest,
        longest / n,
        strongest,
        end,
        end / n,
        math.log(n),
        strongest / n,
    )


def _weakest(chances: list[float]) -> tuple[int, int]:
    """Give the run of words whose links are weakest in sum."""
    best, run, first = 0.0, 0.0, 0
    found = (0, len(chances) - 1)
    for at, chance in enumerate(chances):
        if run <= 0:
            run, first = 0.0, at
        run += _FAIR - min(1.0, chance)
        if run > best:
            best, found = run, (first, at)
    return found
