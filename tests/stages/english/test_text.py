"""English marks are found by sense, and sentences are not cut inside them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bisum.stages.english.text import find_marks, split_sentences


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("“A b,” he said, “c.”", ["A b,", "c."]),
        ('"I\'m sure," he said. "We don\'t."', ["I'm sure,", "We don't."]),
        ("He said 'yes' to the players' coach.", ["yes"]),
        ("It's the '90s, 'tis said.", []),
        ("“He said ‘no’ to us.”", ["He said ‘no’ to us.", "no"]),
        ("«one» and „two“ and ``three''", ["one", "two", "three"]),
        ("He said: “open to the end", ["open to the end"]),
        ("“ ”", []),
    ],
)
def test_pairs_of_marks_are_found_by_sense(text, inside):
    """A mark taken for an apostrophe, or the reverse, puts words into somebody's mouth."""
    assert [text[mark.start : mark.end] for mark in find_marks(text)] == inside


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two! “Three?” Four", ["One.", "Two!", "“Three?”", "Four"]),
        ("“One. Two. Three,” he said. Four.", ["“One. Two. Three,” he said.", "Four."]),
        ("Dr. Ali ate 3.5 kg at 5 p.m. The rest left.", ["Dr. Ali ate 3.5 kg at 5 p.m.", "The rest left."]),
        ("The U.S. Army left the U.S. The end.", ["The U.S. Army left the U.S.", "The end."]),
        ("J. Smith said no. No one heard.", ["J. Smith said no.", "No one heard."]),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text, sentences):
    """Beads are made of these: a wrong cut is a wrong alignment."""
    assert [text[start:end] for start, end in split_sentences(text)] == sentences


@given(text=st.text(alphabet="aB. !?“”\"'’«» \n", max_size=40))
def test_nothing_but_white_space_lies_between_sentences(text):
    """A letter outside every sentence would belong to no bead and show nowhere."""
    ranges = split_sentences(text)
    outside = "".join(
        text[a:b]
        for a, b in zip([0, *[e for _, e in ranges]], [*[s for s, _ in ranges], len(text)], strict=True)
    )

    assert not outside.strip()
    assert all(start < end for start, end in ranges)


@given(text=st.text(alphabet="ab “”\"'’‘«»`", max_size=30))
def test_marks_lie_inside_the_text(text):
    """A span beyond the text would stop the run."""
    for mark in find_marks(text):
        assert 0 <= mark.opens_at < mark.start < mark.end <= mark.closes_at <= len(text)
