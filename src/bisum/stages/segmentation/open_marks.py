"""Sentences inside a longer quotation, as a model that sees one sentence should see them.

Of «أ. ب.» the first sentence opens a mark that it doesn't close, the second closes one that
it didn't open. Models close or drop such marks as they like, and then nobody can tell
where the quotation ends. So a sentence is given to the model with both marks, and what was
added is taken off its English again.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from bisum.model.article import Marked, Passage

_CLOSING: Final = {"«": "»", "“": "”", '"': '"'}
_ADDED_OPENING: Final = re.compile(r'^\s*["“«]\s*')
_ADDED_CLOSING: Final = re.compile(r'\s*["”»]([.,!?…]*)\s*$')


class Asked(NamedTuple):
    """One sentence as the model is asked for it.

    Attributes:
        text: With the marks that were added; no white space outside, single spaces inside.
        is_opened: An opening mark was added.
        is_closed: A closing mark was added.
    """

    text: str
    is_opened: bool
    is_closed: bool


def sewn(sentences: Sequence[Asked], english: Sequence[str]) -> list[str]:
    """Take the added marks off the English, where both stand at the seam of two sentences.

    Where a model put its sentences in another order («“We arrived,” he said.»), its own
    marks stay, since each pair is whole.

    Args:
        sentences: As they were asked for.
        english: As many answers.
    """
    answers = list(english)
    for n, (left, right) in enumerate(itertools.pairwise(sentences)):
        if not (left.is_closed and right.is_opened):
            continue
        closing, opening = _ADDED_CLOSING.search(answers[n]), _ADDED_OPENING.match(answers[n + 1])
        if closing and opening:
            answers[n] = answers[n][: closing.start()] + closing[1]
            answers[n + 1] = answers[n + 1][opening.end() :]
    return answers


def asked(text: str, passage: Passage, marked: Sequence[Marked], number: int | None) -> list[Asked]:
    """Give the sentences of a passage as the model is asked for them.

    Args:
        text: The passage.
        passage: Its sentences.
        marked: The pairs of marks of the passage's article (or title).
        number: Of the paragraph; None for the title.
    """
    longer = [
        (span.start, span.end, pair.opening if pair.opening in _CLOSING else '"')
        for pair in marked
        if pair.parent is None
        for span in pair.spans
        if span.paragraph == number
    ]
    sentences = []
    for sentence in passage.sentences:
        opened = next((mark for start, end, mark in longer if start < sentence.start < end), "")
        closed = next((_CLOSING[mark] for start, end, mark in longer if start < sentence.end < end), "")
        words = " ".join(text[sentence.start : sentence.end].split())
        sentences.append(
            Asked(text=f"{opened}{words}{closed}", is_opened=bool(opened), is_closed=bool(closed))
        )
    return sentences
