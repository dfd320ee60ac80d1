"""What Arabic words say in so many ways, and English of its own may say in so many others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from bisum.stages.checks.pair import Pair

_WORD: Final = "(?<!\\w)[وف]?(?:{})(?!\\w)"


class Saying(NamedTuple):
    """One thing that may be said.

    Attributes:
        what: In words, to be put after "the Arabic".
        arabic: Finds it in folded Arabic.
        english: Finds whatever may say it in English, roundly at that.
    """

    what: str
    arabic: re.Pattern[str]
    english: re.Pattern[str]


class Sayings:
    """Things that may be said, looked for together first: most texts hold none of them."""

    def __init__(self, rows: Iterable[tuple[str, str, str]]) -> None:
        """Make one.

        Args:
            rows: What it is, its Arabic as a regular expression of whole words without a conjunction, and
                its English as one.
        """
        rows = tuple(rows)
        self._any = re.compile(_WORD.format("|".join(arabic for _, arabic, _ in rows)))
        self._rows = tuple(
            Saying(what, re.compile(_WORD.format(arabic)), re.compile(english, re.IGNORECASE))
            for what, arabic, english in rows
        )

    def unsaid(self, pair: Pair) -> Iterator[tuple[str, str]]:
        """Give what the Arabic says and the English doesn't, each with its Arabic words, folded."""
        if not self._any.search(pair.folded):
            return
        for one in self._rows:
            found = one.arabic.search(pair.folded)
            if found and not one.english.search(pair.english):
                yield one.what, found.group()
