"""Summaries that a model wrote keep the promise, whatever the model wrote."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.stages.summary.strike import DOSSIER, ENGLISH, NAMES, Says

from bisum.model.bitext import Alignment
from bisum.model.summary import Origin
from bisum.stages.english.text import find_marks
from bisum.stages.summary.abstract import Abstract
from bisum.stages.summary.extract import Extract
from bisum.stages.summary.grounds.faithful import faults, without_marked
from bisum.stages.summary.rewrite import Hybrid

PIECES = [
    "Leila Azar", "Nadim Chahine", "said", "“", "”", "not", "is punishing the whole country", "the strike",
    "We will not return to the docks", "a written agreement", "in Tripoli", "14 ships", "elections", ".", ",",
    "entered its second week", "The strike of port workers", "after talks failed", "he", "told reporters",
    "The dispute can be solved", "over a dispute", "without", "the minister", "!", "according to", '"', "‘",
]  # fmt: skip


def keeps_the_promise(sentence) -> bool:
    """Marks only around ledger words, each with its speaker outside them in the same sentence."""
    alignment = DOSSIER[Alignment]
    for mark in find_marks(sentence.text):
        words = re.sub(r"\W+", " ", sentence.text[mark.start : mark.end]).strip()
        whose = [
            name
            for (_, name), (one,) in zip(NAMES, alignment.quotes, strict=True)
            if words in re.sub(r"\W+", " ", ENGLISH[one.paragraph][one.start : one.end])
        ]
        if not whose or whose[0] not in without_marked(sentence.text):
            return False
    return True


@settings(max_examples=400, deadline=None)
@given(words=st.lists(st.sampled_from(PIECES), max_size=16), way=st.sampled_from([Hybrid, Abstract]))
def test_the_promise_holds_whatever_the_model_writes(words, way):
    """Speakers swapped, words invented, marks scattered: none of it reaches the reader."""
    (summary,) = way(Says(" ".join(words).replace("“ ", "“").replace(" ”", "”"))).run([DOSSIER])

    assert summary.english
    assert summary.arabic
    for sentence in summary.english:
        grounds = [ENGLISH[ground.paragraph] for ground in sentence.grounds]

        assert keeps_the_promise(sentence), sentence.text
        assert not [fault for fault in faults(sentence.text, grounds) if fault != "pronoun"], sentence.text


def test_a_faithful_shorter_sentence_takes_the_place_of_the_articles():
    """This is what the model is there for."""
    written = "The strike of port workers in Tripoli entered its second week yesterday."
    (summary,) = Hybrid(Says(written)).run([DOSSIER])

    assert summary.english[0].text == written
    assert summary.english[0].origin is Origin.GENERATED
    assert summary.english[0].support == 1.0


def test_an_unfaithful_sentence_gives_way_to_the_articles_own():
    """Counted as replaced, so that a user sees what the model is worth."""
    (summary,) = Hybrid(Says("The strike of port workers in Benghazi ended.")).run([DOSSIER])
    (own,) = Extract().run([DOSSIER])

    assert [sentence.text for sentence in summary.english] == [sentence.text for sentence in own.english]
    assert all(sentence.origin is Origin.REPLACED for sentence in summary.english)


class Judge:
    """Finds that nothing follows, or all of it."""

    signature = "judge"

    def __init__(self, chance: float) -> None:
        self._chance = chance

    def follows(self, pairs):
        """Give the same for each."""
        return [self._chance for _ in pairs]


def test_what_does_not_follow_is_replaced():
    """A judge has the last word on what bisum's own checks let pass, and is part of the signature."""
    written = "The strike of port workers in Tripoli entered its second week yesterday."
    kept, dropped = (Hybrid(Says(written), entailer=Judge(chance)) for chance in (0.9, 0.1))

    assert kept.run([DOSSIER])[0].english[0].origin is Origin.GENERATED
    assert dropped.run([DOSSIER])[0].english[0].origin is Origin.REPLACED
    assert Hybrid(Says(written)).signature != kept.signature


def test_words_in_the_wrong_mouth_are_replaced():
    """The worst that a summary can do."""
    lie = "Nadim Chahine said the strike “is punishing the whole country over a dispute”."
    (summary,) = Abstract(Says(lie)).run([DOSSIER])

    assert all("Leila Azar said the strike" in sentence.text for sentence in summary.english)


def test_an_article_that_is_too_long_loses_its_least_telling_sentences_first():
    """Never cut silently at the model's limit: what is told least is left out whole."""
    model = Says("The strike of port workers in Tripoli entered its second week yesterday.", limit=230)
    Abstract(model).run([DOSSIER])

    assert ENGLISH[0] in model.heard[0]
    assert 0 < len(model.heard[0]) <= 230


def test_a_model_that_says_nothing_leaves_the_extractive_summary():
    """An empty answer is no reason for an empty summary."""
    (summary,) = Abstract(Says("")).run([DOSSIER])
    (own,) = Extract().run([DOSSIER])

    assert summary.english == own.english
