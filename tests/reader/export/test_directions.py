"""Directions: letters go their own way, the rest with its neighbours."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bisum.reader.export.directions import directions


def shown(text: str, *, is_rtl: bool) -> str:
    return "".join("r" if way else "l" for way in directions(text, is_rtl=is_rtl))


@pytest.mark.parametrize(
    ("text", "is_rtl", "ways"),
    [
        ("قال Nakhl Today 2 إنه", True, "rrrrlllllllllllllrrrr"),
        ("said قال اليوم here", False, "lllllrrrrrrrrrlllll"),
        ("85% full", False, "llllllll"),
        ("في 12 مايو", True, "rrrrrrrrrr"),
        ("شركة NT (UK) قالت", True, "rrrrrlllllllrrrrr"),
        ("شركة (NT) قالت", True, "rrrrrrllrrrrrr"),
        ("the (قال) plan", False, "lllllrrrllllll"),
        ("«قال»", True, "rrrrr"),
        ("…", True, "r"),
    ],
)
def test_what_is_no_letter_goes_with_its_neighbours(text: str, is_rtl: bool, ways: str) -> None:
    """A bracket or number on the wrong side of a name changes what a reader sees."""
    assert shown(text, is_rtl=is_rtl) == ways


@given(st.text(st.characters(codec="utf-8"), max_size=60), st.booleans())
def test_every_letter_goes_its_own_way(text: str, is_rtl: bool) -> None:
    """Arabic set as left-to-right falls apart in a word processor."""
    ways = directions(text, is_rtl=is_rtl)

    assert len(ways) == len(text)
    for sign, way in zip(text, ways, strict=True):
        kind = unicodedata.bidirectional(sign)
        assert kind not in {"R", "AL"} or way
        assert kind != "L" or not way
