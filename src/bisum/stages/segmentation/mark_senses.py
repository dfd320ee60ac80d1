"""What one quotation mark may be by where it stands: opening, closing, or no such mark.

A space before it and a letter after it speak for opening, and the other way round; so does
its shape, with less weight, since newspapers print marks the wrong way round. An apostrophe
in a Latin word is no mark at all, feet and inches seldom are one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from bisum.stages.tables import read_set
from bisum.text import fold

MAX_RUN: Final = 5
"""Marks side by side that are a row of decoration and no quotation marks."""

# Costs in points: what one would have to believe. Chosen by hand on the development articles;
# they matter only relative to one another.
_AGAINST_SENSE: Final = 6.0  # a mark read against the spaces around it
_UNSURE: Final = 1.0  # spaces on both sides or on neither
_WRONG_SHAPE: Final = 1.0  # ” or » read as opening, “ or « as closing
_CLOSES_TWO: Final = 2.0  # one mark closes two levels at the end of a clause
_CLOSES_TWO_MID: Final = 4.5  # the same in the middle of one
_IGNORED: Final = 7.0  # the mark is no quotation mark at all
_INCHES: Final = 1.5  # the same, after a digit
_LEFT_HANGING: Final = 3.0  # a quotation ends in a word that needs another one: «أن"», «من"»

_ANGLE, _DOUBLE, _SINGLE = "angle", "double", "single"
_FAMILY: Final = {
    **dict.fromkeys("«»‹›", _ANGLE),
    **dict.fromkeys('"“”„‟＂〝〞', _DOUBLE),
    **dict.fromkeys("'‘’‚‛", _SINGLE),
}
_OPENS_BY_SHAPE: Final = frozenset("«‹“„‘‚")
_CLOSES_BY_SHAPE: Final = frozenset("»›”’")
_MARK: Final = re.compile("[«»‹›\"“”„‟＂〝〞'‘’‚‛]+")

# The way to a page through its site: «الرئيسية » اقتصاد » أسواق».
_STEP: Final = '[^«»‹›"“”.:؟!،]{2,40}'
_TRAIL: Final = re.compile(f"{_STEP}(?: [»›] {_STEP}){{1,5}}")

_BEFORE_OPENING: Final = frozenset(" ([{:،,؛;-–—_/…«“„\"'‘")
_AFTER_CLOSING: Final = frozenset(" .،,؛;:!?؟)]}-–—_/…»”\"'’“")
_CLAUSE_END: Final = frozenset(".،,؛;:!?؟)")
# One-letter words and the article stand right before an opening mark: و«، بـ"، لـ"، الـ".
_PREFIX: Final = re.compile("(?:^|[^\\w])(?:[وف]?(?:[بلك]|ال|بال|لل|كال)|[وفأ])$")
_NEEDS_MORE: Final = read_set("needs more")
MAX_WORD: Final = 12
"""Code points before a mark in which such a word is looked for."""


class Mark(NamedTuple):
    """One mark of the text, with what it costs to read it as opening or closing."""

    paragraph: int
    at: int
    letter: str
    family: str
    opening: float
    closing: float
    ignored: float
    closes_two: float


def find_marks(paragraphs: Sequence[str]) -> list[Mark]:
    """Give all marks of an article in reading order; apostrophes and rows of decoration are left out."""
    marks: list[Mark] = []
    for number, text in enumerate(paragraphs):
        if _TRAIL.fullmatch(text):
            continue
        for match in _MARK.finditer(text):
            if len(match.group()) >= MAX_RUN:
                continue
            for at in range(match.start(), match.end()):
                mark = _weigh(number, text, at)
                if mark is not None:
                    marks.append(mark)
    return marks


def _weigh(paragraph: int, text: str, at: int) -> Mark | None:
    """Give a mark its costs; None for what is an apostrophe."""
    letter = text[at]
    family = _FAMILY[letter]
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if family == _SINGLE and before.isalnum() and (after.isalnum() or before.isdigit() or before.isascii()):
        return None
    can_open = before in _BEFORE_OPENING or (
        not after.isspace() and _PREFIX.search(text[max(0, at - 6) : at]) is not None
    )
    can_close = after in _AFTER_CLOSING
    if at == 0:
        opening, closing = 0.0, _AGAINST_SENSE
    elif at + 1 == len(text) or (after in _CLAUSE_END and text[at + 1 : at + 3] != ".."):
        opening, closing = _AGAINST_SENSE, 0.0
    elif can_open and not can_close:
        opening, closing = 0.0, _AGAINST_SENSE
    elif can_close and not can_open:
        opening, closing = _AGAINST_SENSE, 0.0
    else:
        opening = closing = _UNSURE
    if letter not in _CLOSES_BY_SHAPE and before.isalpha() and _is_left_hanging(text, at):
        opening, closing = min(opening, _UNSURE), max(closing, _LEFT_HANGING)
    if letter in _CLOSES_BY_SHAPE:
        opening += _WRONG_SHAPE
    elif letter in _OPENS_BY_SHAPE:
        closing += _WRONG_SHAPE
    ignored = _IGNORED
    if family != _ANGLE and before.isdigit():
        ignored = _INCHES
    elif family == _SINGLE:
        ignored = _UNSURE if letter == "'" else _AGAINST_SENSE
    at_end = after in _CLAUSE_END or at + 1 == len(text)
    closes_two = _CLOSES_TWO if at_end else _CLOSES_TWO_MID
    return Mark(paragraph, at, letter, family, opening, closing, ignored, closes_two)


def _is_left_hanging(text: str, at: int) -> bool:
    """Tell whether a mark is glued to a word that no quotation ends with: «أكد أن" الوضع …"»."""
    words = text[max(0, at - MAX_WORD) : at].split()
    return bool(words) and fold(words[-1]) in _NEEDS_MORE
