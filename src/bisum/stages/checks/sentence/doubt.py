"""Sentences that their model was unsure of, weighed with what the words and the vectors say."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final

from bisum.model.base import Value
from bisum.model.finding import Severity
from bisum.stages.bilingual.rank import STOPWORDS
from bisum.stages.checks.pair import Fault, Pair

# Log-odds of an error, by logistic regression over 197 sentences of the default model that a person read
# (docs/findings.md), 168 of them with an error: mean log-probability per token, share of longer English words
# that the Arabic explains, cosine of the sentence vectors. In five-fold cross-validation, at 5 alarms on the
# 29 sentences without an error, .65 of the others are found by the log-probability alone, .72 with the words,
# .86 with the vectors too.
_BIAS: Final = 3.098
_LOG_PROBABILITY: Final = -6.53
_EXPLAINED: Final = -6.06
_LIKELY: Final = 1.85
_BIAS_WITH_VECTORS: Final = 25.98
_LOG_PROBABILITY_WITH_VECTORS: Final = -6.77
_EXPLAINED_WITH_VECTORS: Final = -4.29
_COSINE: Final = -27.48
_LIKELY_WITH_VECTORS: Final = 1.3
# The weights were learnt on greedy outputs of the first adapter, whose mean log-probability is -.462 on every
# fourth line of ant-news-dev. Four beams and the adapter that ships give -.387, and nobody has read those, so
# as much is taken off.
_SURER_BY: Final = 0.075
# Log-odds from which a sentence is named by itself. An error is likely in two of three sentences of the
# default model, and what stands under all of them is read under none. This names 15 % of its outputs on
# ant-news-dev (54 chrF on average, the others 70) and 52 % on ntrex-dev (40 and 52); of both, 46 % of those
# named are below 40 chrF and 10 % of the others. With vectors it is 17 and 51 %, and 45 and 11 %.
_WORST: Final = 3.0
_LONGER: Final = 3  # letters of English words that don't count, and of Arabic ones that do
_LINKED: Final = 0.1  # probability of a link from which a word is rendered
_SHOWN: Final = 5  # words that the analyst is shown

# Mean log-probability per token below which a model is often wrong: by hand, for models not measured.
# Encoder-decoder models trained with label smoothing are never sure, so this is low.
_UNSURE_BELOW: Final = -1.2
_MEASURED: Final = frozenset(("causal",))


class Confidence(Value, frozen=True, kw_only=True):
    """What a model's log-probability is worth.

    Attributes:
        is_measured: It was held against errors that a person marked.
    """

    is_measured: bool = False


def confidence_of(engine: str) -> Confidence:
    """Give what the log-probabilities of an engine's models are worth.

    Args:
        engine: Its name, as in its card.
    """
    return Confidence(is_measured=engine in _MEASURED)


def check_doubt(pair: Pair) -> Iterator[Fault]:
    """Find that the model was unusually unsure."""
    if pair.log_probability is None or not pair.english.strip():
        return
    odds = _odds(pair, pair.log_probability)
    if pair.log_probability < _UNSURE_BELOW if odds is None else odds > _WORST:
        sure = f"each piece of a word had a chance of {math.exp(pair.log_probability):.0%} on average"
        left = _left(pair)
        explained = f"; no English found for {'، '.join(left)}" if left else ""
        yield Fault(
            code="low-confidence",
            severity=Severity.WARNING,
            message="The model was unusually unsure here; expect wrong words or names.",
            evidence=sure + explained,
        )


def _left(pair: Pair) -> list[str]:
    """Give the first few longer Arabic words that no English word renders."""
    grid, words = pair.texts.agreed, pair.arabic_words
    if not grid.size:
        return []
    best = grid.max(axis=1).tolist()
    long = [n for n, word in enumerate(words) if len(word.stem) >= _LONGER and word.stem not in STOPWORDS]
    return list(dict.fromkeys(words[n].text for n in long if best[n] < _LINKED))[:_SHOWN]


def is_likely_wrong(pair: Pair) -> bool:
    """Tell whether a sentence of a measured model is likely to have an error that an analyst minds."""
    if pair.log_probability is None or not pair.english.strip():
        return False
    odds = _odds(pair, pair.log_probability)
    return odds is not None and odds > (_LIKELY if pair.cosine is None else _LIKELY_WITH_VECTORS)


def _odds(pair: Pair, log_probability: float) -> float | None:
    """Give the log-odds of an error; None for a model that wasn't measured."""
    if not pair.is_measured:
        return None
    log_probability -= _SURER_BY
    if pair.cosine is None:
        return _BIAS + _LOG_PROBABILITY * log_probability + _EXPLAINED * _explained(pair)
    odds = _BIAS_WITH_VECTORS + _LOG_PROBABILITY_WITH_VECTORS * log_probability
    return odds + _EXPLAINED_WITH_VECTORS * _explained(pair) + _COSINE * pair.cosine


def _explained(pair: Pair) -> float:
    """Give the share of the longer English words that render something; 1 where there are none."""
    texts = pair.texts
    columns = [n for n, word in enumerate(texts.english) if len(word.text) > _LONGER]
    if not columns or not texts.arabic:
        return 1.0
    return sum(min(1.0, float(texts.agreed[:, n].sum())) for n in columns) / len(columns)
