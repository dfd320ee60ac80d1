"""Names and words of names in the form in which English usually has them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from bisum.stages.tables import read_rows

# What some newspapers write in foreign names, as the table has it.
_LEVELLED: Final = str.maketrans({"پ": "ب", "ڤ": "ف", "گ": "غ", "ڨ": "غ", "چ": "تش"})


@cache
def _foreign() -> dict[str, str]:
    return {row[0]: row[1] for row in read_rows("foreign_names")}


@cache
def _longest() -> int:
    return max(len(name.split()) for name in _foreign())


@cache
def _words() -> dict[str, str]:
    return {row[0]: row[1] for row in read_rows("name_words")}


def foreign_form(folded: str) -> str | None:
    """Give the English form of a foreign name of one or more folded words, None for one that isn't known."""
    return _foreign().get(folded.translate(_LEVELLED))


def longest_foreign(folded: Sequence[str]) -> tuple[int, str] | None:
    """Give how many of the first words are a foreign name of several words, and its English form."""
    for n in range(min(len(folded), _longest()), 1, -1):
        form = foreign_form(" ".join(folded[:n]))
        if form is not None:
            return n, form
    return None


def arabic_form(folded: str) -> str | None:
    """Give the form of a folded word of an Arabic name, None for one that isn't known."""
    return _words().get(folded)


def usual_form(folded: str) -> str | None:
    """Give the form of a folded word of a name, be it foreign or Arabic; None for one that isn't known."""
    return foreign_form(folded) or arabic_form(folded)
