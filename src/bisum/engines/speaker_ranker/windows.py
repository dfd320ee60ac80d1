"""Windows: the tokens read at a time, with the utterances that are asked about in them."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from typing import Final, NamedTuple

from bisum.engines.ports import SpeakerQuestion
from bisum.engines.speaker_ranker.tokens import Tokens

MOST_TOKENS: Final = 398
"""Tokens of a window without the marks around it; with 400 in all the model was trained."""

BEFORE: Final = 120
"""Tokens before the first utterance of a window; on articles never seen 170 chose no better."""

AFTER: Final = 40
"""Tokens after the last utterance of a window, where there are so many."""

MOST_COUNTED: Final = 80
"""Tokens of an utterance that count for that; the rest may be cut off."""

MOST_MENTIONS: Final = 8
"""Mentions of one candidate that are looked at, the nearest."""

Range = tuple[int, int]


class Row(NamedTuple):
    """One utterance in its window; places are tokens of the window, its first mark counted.

    Attributes:
        number: Of the question.
        start: Its first token.
        first_end: Just after the first part of an utterance in several parts.
        end: Just after its last token.
        parts: Start and end of each part.
        mentions: Start and end of each mention of a candidate.
        owners: Whose mention each one is, by the candidate's number.
        n_candidates: How many there are.
        nobody: Number of the candidate that means nobody; None where there is none.
    """

    number: int
    start: int
    first_end: int
    end: int
    parts: Sequence[Range]
    mentions: Sequence[Range]
    owners: Sequence[int]
    n_candidates: int
    nobody: int | None


class Window(NamedTuple):
    """What is read at a time: token ids, the marks around them counted, and what is asked about."""

    ids: Sequence[int]
    rows: Sequence[Row]


class _Placed(NamedTuple):
    """A question with its utterance's parts as tokens of the text."""

    number: int
    question: SpeakerQuestion
    parts: Sequence[Range]


def windows(tokens: Tokens, questions: Sequence[SpeakerQuestion], *, first: int, last: int) -> list[Window]:
    """Cut a text into windows around what is asked.

    Args:
        tokens: Of the text.
        questions: About it; may be empty. The order of the rows is that of the text.
        first: Id of the mark before a window.
        last: Id of the mark after it.
    """
    placed = sorted(
        (
            _Placed(number, question, [_covering(tokens, *span) for span in question.spans])
            for number, question in enumerate(questions)
        ),
        key=lambda one: one.parts[0][0],
    )
    found = []
    n_tokens = len(tokens.ids)
    while placed:
        start = max(0, placed[0].parts[0][0] - BEFORE)
        limit = start + MOST_TOKENS
        n_inside = 1
        while n_inside < len(placed) and min(_counted_end(placed[n_inside]) + AFTER, n_tokens) <= limit:
            n_inside += 1
        end = min(n_tokens, limit, max(one.parts[-1][1] for one in placed[:n_inside]) + AFTER)
        rows = [_row(tokens, one, start, end) for one in placed[:n_inside]]
        found.append(Window([first, *tokens.ids[start:end], last], rows))
        placed = placed[n_inside:]
    return found


def _counted_end(placed: _Placed) -> int:
    return min(placed.parts[-1][1], placed.parts[0][0] + MOST_COUNTED)


def _covering(tokens: Tokens, start: int, end: int) -> Range:
    """Give the tokens that hold a stretch of characters, at least one."""
    first = bisect.bisect_right(tokens.ends, start)
    return first, max(first + 1, bisect.bisect_left(tokens.starts, end))


def _row(tokens: Tokens, placed: _Placed, start: int, end: int) -> Row:
    shift = 1 - start  # the window's first mark
    parts = [(a, min(b, end)) for a, b in placed.parts if start <= a < end]
    parts = parts or [(end - 1, end)]
    begin, stop = parts[0][0], parts[-1][1]
    mentions: list[Range] = []
    owners: list[int] = []
    for owner, spans in enumerate(placed.question.candidates):
        near = [_covering(tokens, *span) for span in spans]
        near = [(a, b) for a, b in near if start <= a and b <= end]
        near.sort(key=lambda one: (min(abs(one[0] - stop), abs(one[1] - begin)), one))
        mentions += [(a + shift, b + shift) for a, b in near[:MOST_MENTIONS]]
        owners += [owner] * min(len(near), MOST_MENTIONS)
    nobody = next((n for n, spans in enumerate(placed.question.candidates) if not spans), None)
    return Row(
        number=placed.number,
        start=begin + shift,
        first_end=parts[0][1] + shift,
        end=stop + shift,
        parts=[(a + shift, b + shift) for a, b in parts],
        mentions=mentions,
        owners=owners,
        n_candidates=len(placed.question.candidates),
        nobody=nobody,
    )
