"""Where English parts begin and end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bisum.stages.english.text import find_marks
from bisum.stages.summary.cuts.cut import CutKind
from bisum.stages.summary.cuts.english import english_cuts


def rests(text: str) -> set[str]:
    quoted = [(mark.opens_at, mark.closes_at) for mark in find_marks(text)]
    return {text[: cut.start] + text[cut.end :] for cut in english_cuts(text, quoted)}


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("The writer, who was born in 1979, noted this.", "The writer noted this."),
        ("The head, the critic Mona, who was there, said so.", "The head, the critic Mona, said so."),
        ("In the north, Hala Amin, a mother of four, said so.", "In the north, Hala Amin said so."),
        ("According to the fund, a private centre, it rains.", "According to the fund, it rains."),
        ("She said in a statement that it rains.", "She said that it rains."),
        ("In a brief statement, the council said no.", "the council said no."),
        ("He wept and said in televised remarks: “No.”", "He wept and said: “No.”"),
        ("The leader, known as “Abu Hufra,” had used tunnels.", "The leader had used tunnels."),
        ("Four are dark, while the road is open.", "Four are dark."),
        ("He said that one fell and that two stood.", "He said that one fell."),
        ("Sara (44) said so.", "Sara said so."),
        ("It said, in a note spread by Noor, who runs it, that it erred.", "It said that it erred."),
    ],
)  # fmt: skip
def test_parts_go_with_their_points(text, rest):
    """One comma too many or too few, and a reader sees that something is missing."""
    assert rest in rests(text)


@pytest.mark.parametrize(
    "text",
    [
        "It will open, but nobody knows when.",
        "It will open, unless it rains.",
        "It opened, according to the ministry.",
        "It opened, denying that it had closed.",
    ],
)
def test_what_changes_the_sense_stays(text):
    """Contrast, condition, source and denial."""
    assert rests(text) == set()


def test_no_sentence_ends_with_a_word_that_leads_on():
    """“It passes to the state, which.” is how a machine cuts."""
    left = rests("It passes to the state, which, sources say, has no team.")

    assert "It passes to the state." in left
    assert not any(text.rstrip(" .").endswith("which") for text in left)


@pytest.mark.parametrize("number", ["3,000", "9:30", "6.34"])
@pytest.mark.parametrize(
    "text", ["She said in a speech at {} that it rains.", "In a speech at {}, she said no."]
)
def test_no_number_is_cut_in_two(text, number):
    """“She said,000 that” gives half of a number, which is a false one."""
    whole = text.format(number)
    cuts = [cut for cut in english_cuts(whole, []) if cut.start < whole.index(number) + len(number)]

    assert [cut for cut in cuts if cut.kind is CutKind.OCCASION]
    assert all(number in whole[cut.start : cut.end] for cut in cuts if cut.end > whole.index(number))


bits = st.sampled_from(
    ["The head", ",", ", who is away,", "said", "in a statement", "that", "“Go, now (soon), please”", "(60)",
     "while", "and that", "–", "it rains", "adding", "but", ".", ":", "“", "”"]
)  # fmt: skip


def test_an_occasion_takes_no_subject_with_it():
    """«He wrote on X. that energy was a red line» is no sentence, and nobody adds anything in it."""
    text = "He wrote on X. In a second post he added that energy was a red line."

    assert not any("he added" in text[cut.start : cut.end] for cut in english_cuts(text, []))


@given(st.lists(bits, min_size=1, max_size=14).map(" ".join))
def test_no_quotation_is_cut_in_two(text):
    """Somebody's words stay whole or go whole."""
    quoted = [(mark.opens_at, mark.closes_at) for mark in find_marks(text)]
    quoted = [one for n, one in enumerate(quoted) if not n or one[0] >= quoted[n - 1][1]]
    for cut in english_cuts(text, quoted):
        assert 0 <= cut.start < cut.end <= len(text)
        for start, end in quoted:
            assert cut.end <= start or end <= cut.start or (cut.start <= start and end <= cut.end)
