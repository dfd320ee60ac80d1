"""Sentences that are too long for a model, cut at clause boundaries."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

# Where a sentence may be cut, best first: after marks that end a sentence or clause;
# after commas and closing marks; before a joining «و» and other conjunctions; at any
# space. Each matches the white space that is lost at the cut.
_BOUNDARIES: Final = (
    re.compile(r"(?<=[.!?؟؛;:…])\s+"),
    re.compile(r"(?<=[،,»”)\]–—])\s+"),
    re.compile(r"\s+(?=و\w|لكن\b|ولكن\b|حيث\b|بينما\b|إذ\b|ثم\b|أو\b|but\b|and\b)"),
    re.compile(r"\s+"),
)


def split_long(sentence: str, *, n_tokens: Callable[[str], int], limit: int) -> tuple[str, ...]:
    """Cut a sentence into parts that each fit the model.

    Args:
        sentence: Not blank.
        n_tokens: Counts a text's tokens.
        limit: Most tokens of a part, at least 1.

    Returns:
        The sentence itself where it fits; else its parts in order, of about equal size
        where the boundaries allow. Only white space at the cuts is lost. A part is above
        the limit only if it is one character.
    """
    if n_tokens(sentence) <= limit or len(sentence) < 2:
        return (sentence,)
    at = _best_cut(sentence)
    left, right = sentence[: at[0]], sentence[at[1] :]
    return (
        *split_long(left, n_tokens=n_tokens, limit=limit),
        *split_long(right, n_tokens=n_tokens, limit=limit),
    )


def _best_cut(sentence: str) -> tuple[int, int]:
    """Give the range lost at the best boundary: the strongest kind that lies in the middle half.

    Where no boundary lies there, the one nearest to the middle; without any, the middle
    character.
    """
    middle = len(sentence) / 2
    cuts = [
        [
            match.span()
            for match in boundary.finditer(sentence)
            if match.start() > 0 and match.end() < len(sentence)
        ]
        for boundary in _BOUNDARIES
    ]
    for spans in cuts:
        near = [span for span in spans if abs(span[0] - middle) <= len(sentence) / 4]
        if near:
            return min(near, key=lambda span: abs(span[0] - middle))
    spans = [span for kind in cuts for span in kind]
    if spans:
        return min(spans, key=lambda span: abs(span[0] - middle))
    return (len(sentence) // 2, len(sentence) // 2)
