"""Sentences that their model was unsure of, weighed with what the words and the vectors say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from bisum.model.base import Value
from bisum.model.finding import Severity
from bisum.stages.checks.pair import Fault, Pair

# Log-odds of an error, by logistic regression over 197 sentences of the default model that a person read
# (docs/findings.md), 168 of them with an error: mean log-probability per token, share of longer English words
# that the Arabic explains, cosine of the sentence vectors. In five-fold cross-validation, at 5 alarms on the
# 29 sentences without an error, .65 of the others are found by the log-probability alone, .72 with the words,
# .86 with the vectors too.
_BIAS: Final = 3.098
_LOG_PROBABILITY: Final = -6.53
_EXPLAINED: Final = -6.06
_ALARM: Final = 1.85
_BIAS_WITH_VECTORS: Final = 25.98
_LOG_PROBABILITY_WITH_VECTORS: Final = -6.77
_EXPLAINED_WITH_VECTORS: Final = -4.29
_COSINE: Final = -27.48
_ALARM_WITH_VECTORS: Final = 1.3
# The weights were learnt on greedy outputs of the first adapter, whose mean log-probability is -.462 on every
# fourth line of ant-news-dev. Four beams and the adapter that ships give -.387, and nobody has read those, so
# as much is taken off: as many sentences are named as before.
_SURER_BY: Final = 0.075
_LONGER: Final = 3  # letters of words that don't count

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
    """Find that the model was unsure."""
    if pair.log_probability is None or not pair.english.strip():
        return
    if pair.is_measured:
        is_doubtful = _is_doubtful(pair, pair.log_probability)
    else:
        is_doubtful = pair.log_probability < _UNSURE_BELOW
    if is_doubtful:
        cosine = "" if pair.cosine is None else f", vectors {pair.cosine:.2f} alike"
        yield Fault(
            code="low-confidence",
            severity=Severity.WARNING,
            message="The model was unsure of this translation.",
            evidence=f"{pair.log_probability:.2f}{cosine}",
        )


def _is_doubtful(pair: Pair, log_probability: float) -> bool:
    explained = _explained(pair)
    log_probability -= _SURER_BY
    if pair.cosine is None:
        return _BIAS + _LOG_PROBABILITY * log_probability + _EXPLAINED * explained > _ALARM
    odds = _BIAS_WITH_VECTORS + _LOG_PROBABILITY_WITH_VECTORS * log_probability
    odds += _EXPLAINED_WITH_VECTORS * explained + _COSINE * pair.cosine
    return odds > _ALARM_WITH_VECTORS


def _explained(pair: Pair) -> float:
    """Give the share of the longer English words that render something; 1 where there are none."""
    texts = pair.texts
    columns = [n for n, word in enumerate(texts.english) if len(word.text) > _LONGER]
    if not columns or not texts.arabic:
        return 1.0
    return sum(min(1.0, float(texts.agreed[:, n].sum())) for n in columns) / len(columns)
