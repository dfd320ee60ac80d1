"""Which sentences a model was unsure of."""

from __future__ import annotations

import numpy as np
import pytest

from bisum.engines.embed import SmallE5, is_installed
from bisum.stages.check import Check
from bisum.stages.checks.pair import Pair
from bisum.stages.checks.sentence.doubt import Confidence, check_doubt, confidence_of, is_likely_wrong

ARABIC = "أعلنت الحكومة أمس خطة جديدة لإصلاح الموانئ في شمال البلاد"
ENGLISH = "The government yesterday announced a new plan to reform ports in the north of the country"


def is_doubtful(
    log_probability: float | None, *, english: str = ENGLISH, cosine: float | None = None
) -> bool:
    """Tell whether a sentence of a measured model likely has an error."""
    pair = Pair(
        arabic=ARABIC, english=english, log_probability=log_probability, is_measured=True, cosine=cosine
    )
    return is_likely_wrong(pair)


def test_only_the_worst_sentences_are_named_one_by_one():
    """What stands under nearly every sentence is read under none."""
    found = {
        chance: list(
            check_doubt(Pair(arabic=ARABIC, english=ENGLISH, log_probability=chance, is_measured=True))
        )
        for chance in (-0.7, -0.8, -0.85)
    }

    assert [len(faults) for faults in found.values()] == [0, 0, 1]


def test_the_evidence_is_said_in_words():
    """An analyst reads no logarithms."""
    english = "The government yesterday announced a plan for the north"
    (fault,) = check_doubt(Pair(arabic=ARABIC, english=english, log_probability=-1.5, is_measured=True))

    chance, _, words = fault.evidence.partition("; no English found for ")
    assert chance == "each piece of a word had a chance of 22% on average"
    assert "الموانئ" in words.split("، ")


def test_an_unsure_model_is_said_to_be_so():
    """Small models invent most where they are least sure."""
    assert not is_doubtful(-0.1)
    assert is_doubtful(-1.5)


def test_what_beams_made_surer_is_doubted_as_before():
    """Greedy, this sentence was named from -.71 on; four beams give the same kind of sentence .075 more."""
    assert is_doubtful(-0.711 + 0.075)
    assert not is_doubtful(-0.711 + 0.085)


def test_what_the_words_and_the_vectors_say_counts_too():
    """The same model is as sure of «the ports» as of «the poets»."""
    assert is_doubtful(-0.4, english="Several Kenyan footballers celebrated wildly beside frozen lakes")
    assert is_doubtful(-0.45, cosine=0.80)
    assert not is_doubtful(-0.45, cosine=0.92)


def test_without_a_probability_nothing_is_said():
    """Translations made elsewhere have none."""
    assert not is_doubtful(None)


def test_a_model_that_was_not_measured_is_judged_by_a_low_bound():
    """Models with smoothed labels are never sure."""
    doubtful = [
        bool(list(check_doubt(Pair(arabic=ARABIC, english=ENGLISH, log_probability=chance))))
        for chance in (-0.9, -1.5)
    ]

    assert doubtful == [False, True]
    assert (confidence_of("causal").is_measured, confidence_of("seq2seq").is_measured) == (True, False)


class Vectors:
    """Sentence vectors of length 1, all the same."""

    signature = "vectors-1"

    def embed(self, texts):
        return np.ones((len(texts), 1), dtype=np.float32)


def test_vectors_are_named_in_the_signature_where_they_are_asked():
    """A record made with them isn't one made without."""
    with_them = Check(confidence=Confidence(is_measured=True), embedder=Vectors()).signature

    assert "vectors-1" in with_them
    assert "vectors-1" not in Check(embedder=Vectors()).signature


@pytest.mark.weights
@pytest.mark.skipif(not is_installed(), reason="the extra `embeddings` is not installed")
def test_a_translation_is_nearer_than_another_sentence():
    """The real encoder, since a swapped row would show nowhere else."""
    arabic, english, other = SmallE5().embed([ARABIC, ENGLISH, "The orchestra played a waltz."])

    assert float(arabic @ english) > float(arabic @ other)
