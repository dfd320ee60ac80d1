"""A summary as pages show it."""

from __future__ import annotations

import msgspec
import pytest
from invented import water

from bisum.model.summary import SummarySentence
from bisum.reader.summarised import line_row


@pytest.mark.parametrize(("words", "is_shown"), [("one two three four five", False), ("one two three", True)])
def test_a_line_that_only_says_the_sentence_below_again_is_not_shown(words, is_shown):
    """Who reads the same words twice doubts that the page was made with care."""
    made = water()
    grounds = made.summary.english[0].grounds
    sentence = SummarySentence(text="one two three four five six", grounds=grounds)
    line = SummarySentence(text=words, grounds=grounds)
    summary = msgspec.structs.replace(
        made.summary, english=(sentence,), arabic=(), line_english=line, line_arabic=None
    )

    assert (line_row(msgspec.structs.replace(made, summary=summary)) is not None) == is_shown
