"""Whom an English sentence has speaking by a description."""

from __future__ import annotations

import pytest

from bisum.stages.english.subjects import subject_in


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("The communique said: “We wait.”", "The communique"),
        ("The federation's letter, seen by this paper, said no.", "The federation's letter"),
        ("“We wait,” one of the pupils wrote on the wall.", "one of the pupils"),
        ("“We wait,” said the head of the union.", "the head of the union"),
        (
            "He joined the show that closed for “lack of money,” the show's creator said.",
            "the show's creator",
        ),
        ("One girl came up to me and said: “We wait.”", "One girl"),
        ("The duo have announced a last series.", "The duo"),
        ("At the end of the meeting the owner of the mill wrote: “We wait.”", "the owner of the mill"),
    ],
)
def test_a_description_that_reports_is_the_speaker(sentence: str, who: str):
    """Without its English nobody could quote what a statement, a letter or «one of them» said."""
    place = subject_in(sentence)

    assert place is not None
    assert sentence[slice(*place)] == who


@pytest.mark.parametrize(
    "sentence",
    [
        "The mayor said no, and the minister replied: “We wait.”",  # either
        "“The mayor said no,” a whisper went.",  # in marks
        "She said that the mayor wept.",
        "The letter that he wrote was read aloud.",
        "The mayor wept.",
    ],
)
def test_where_two_or_nobody_report_there_is_none(sentence: str):
    """A wrong English speaker is words in the wrong mouth."""
    assert subject_in(sentence) is None
