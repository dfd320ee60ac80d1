"""Which articles on an event are copies or later versions of others, and which stand for themselves."""

from __future__ import annotations

import datetime as dt
import enum
from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from bisum.text import fold

# Shares of the shorter text's four-word rows that stand in the other text as well. Independent reports
# of one event in the tests and in ANT share below a tenth, syndicated ones nine tenths and more.
_SAME: Final = 0.95
_COPY: Final = 0.8
_VERSION: Final = 0.5
_OVERLAP: Final = 0.3
# A text so much longer than the one it holds says more than that one, so it is no copy of it.
_MAX_GROWTH: Final = 2.0


class Bond(enum.Enum):
    """How an article stands to an earlier one on the same event."""

    INDEPENDENT = "independent"  # shares little text with any other
    COPY = "copy"  # nearly the same text, from another source or printed twice
    VERSION = "version"  # the same text with other numbers, or changed by the same source
    OVERLAP = "overlap"  # its own text with much of another's in it


# What an article is called where it is tied to several earlier ones.
_WEIGHTS: Final = {Bond.INDEPENDENT: 0, Bond.OVERLAP: 1, Bond.VERSION: 2, Bond.COPY: 3}


class Text(NamedTuple):
    """What telling copies needs of an article.

    Attributes:
        shingles: Hashes of its four-word rows, each once.
        source: As the input says it; None where unknown.
        moment: When it appeared; None where unknown.
        numbers: That it names.
    """

    shingles: NDArray[np.uint32]
    source: str | None
    moment: dt.datetime | None
    numbers: frozenset[float] = frozenset()


class Tie(NamedTuple):
    """How one article stands to the others.

    Attributes:
        bond: To the earlier article that it shares most with.
        other: Number of that article; None for an independent one.
        share: Share of the shorter text that both have, in [0, 1].
    """

    bond: Bond
    other: int | None
    share: float


_ALONE: Final = Tie(Bond.INDEPENDENT, None, 0.0)


def ties(texts: Sequence[Text]) -> list[Tie]:
    """Tell for each article of an event what it owes to an earlier one.

    Articles are taken by date, those without one last. A copy is compared with no further
    article, so a story printed 500 times costs 500 comparisons.
    """
    holders: dict[int, list[int]] = {}
    # Of each text that is no copy, who printed it or a copy of it, and as which article.
    printed: dict[int, dict[str, int]] = {}
    found = [_ALONE] * len(texts)
    for n in by_date([text.moment for text in texts]):
        shingles = texts[n].shingles.tolist()
        source = fold(texts[n].source or "")
        shared = Counter(holder for shingle in shingles for holder in holders.get(shingle, ()))
        best = max(
            (
                _tie(texts[n], texts[holder], holder, count, own=printed[holder].get(source))
                for holder, count in sorted(shared.items())
            ),
            key=lambda tie: (_WEIGHTS[tie.bond], tie.share),
            default=_ALONE,
        )
        found[n] = best if best.bond is not Bond.INDEPENDENT else _ALONE
        if found[n].bond is Bond.COPY:
            # A copy is compared with holders only, so what it copies is one.
            if source and best.other is not None:
                printed[best.other].setdefault(source, n)
            continue
        printed[n] = {source: n} if source else {}
        for shingle in shingles:
            holders.setdefault(shingle, []).append(n)
    return found


def strands(bonds: Sequence[Tie]) -> list[int]:
    """Number the texts of an event so that copies and versions of one text share a number."""
    found = list(range(len(bonds)))
    for n in found.copy():
        root = n
        while bonds[root].bond in {Bond.COPY, Bond.VERSION}:
            root = bonds[root].other or 0
        found[n] = root
    return found


def by_date(moments: Sequence[dt.datetime | None]) -> list[int]:
    """Give the numbers of articles by date; those without one come last, as they came."""
    dated = [(moment, n) for n, moment in enumerate(moments) if moment is not None]
    return [n for _, n in sorted(dated)] + [n for n, moment in enumerate(moments) if moment is None]


def _tie(text: Text, earlier: Text, number: int, n_shared: int, *, own: int | None) -> Tie:
    """Tell what a text owes to an earlier one, of which the same source printed article ``own``."""
    sizes = len(text.shingles), len(earlier.shingles)
    share = n_shared / min(sizes)
    if n_shared / max(sizes) >= _SAME:
        # Four dead there and six here: the same words say something else.
        is_changed = bool(text.numbers - earlier.numbers and earlier.numbers - text.numbers)
        return Tie(Bond.VERSION if is_changed else Bond.COPY, number, share)
    if own is not None and share >= _VERSION:
        return Tie(Bond.VERSION, own, share)
    if own is None and share >= _COPY and sizes[0] <= _MAX_GROWTH * sizes[1]:
        return Tie(Bond.COPY, number, share)
    return Tie(Bond.OVERLAP if share >= _OVERLAP else Bond.INDEPENDENT, number, share)
