"""Numbers are told as people tell them."""

from __future__ import annotations

import pytest

from bisum.display.words import count


@pytest.mark.parametrize(
    ("number", "told"),
    [(0, "no articles"), (1, "1 article"), (2, "2 articles"), (1959, "1,959 articles")],
)
def test_a_number_and_its_noun_agree(number: int, told: str) -> None:
    """«1 articles» in a report makes its reader doubt the figures beside it."""
    assert count(number, "article") == told
