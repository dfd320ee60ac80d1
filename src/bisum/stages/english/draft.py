"""A sentence under the pen: marks out, marks in, a name put in; one text in the end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

# Every shape of double quotation mark, and two single ones set as one.
DOUBLE_MARKS: Final = re.compile("[«»“”„‟\"＂〝〞‹›❝❞]|''|``|‘‘|’’")
_SPACES: Final = re.compile(r"\s+")
_LETTER: Final = re.compile(r"\w")


class Draft:
    """Edits to one text, made by offset and all at once; the text itself stays.

    Attributes:
        text: What the edits are made to; spaces stand where something is left out.
    """

    def __init__(self, text: str, *, left_out: Sequence[tuple[int, int]] = ()) -> None:
        """Take a text, and ranges of it that will not be there in the end."""
        self._edits: list[tuple[int, int, int, str]] = []
        for start, end in left_out:
            text = text[:start] + " " * (end - start) + text[end:]
            self.replace(start, end, "")
        self.text = text

    def replace(self, start: int, end: int, with_text: str, *, rank: int = 0) -> None:
        """Put ``with_text`` in place of [start, end); at one place the lower rank comes first."""
        self._edits.append((start, rank, end, with_text))

    def strip_marks(self, singles: tuple[int, ...] = ()) -> None:
        """Take out every double quotation mark, and the single ones at the given offsets."""
        for mark in DOUBLE_MARKS.finditer(self.text):
            self.replace(mark.start(), mark.end(), "")
        for at in singles:
            self.replace(at, at + 1, "")

    def finished(self) -> str:
        """Give the text with all edits, in single spaces."""
        parts: list[str] = []
        at = 0
        for start, _, end, with_text in sorted(self._edits):
            parts.append(self.text[at : max(at, start)])
            parts.append(with_text)
            at = max(at, end)
        parts.append(self.text[at:])
        return _SPACES.sub(" ", "".join(parts)).strip()


def without_marks(text: str) -> str:
    """Give a name without quotation marks, in single spaces."""
    return _SPACES.sub(" ", DOUBLE_MARKS.sub("", text)).strip(" ‘’'")


def names(outside: str, name: str, *, clitics: str = "") -> bool:
    """Tell whether a text names somebody in full, as words of their own."""
    plain = DOUBLE_MARKS.sub("", outside)
    there = plain.casefold()
    if not all(word.casefold() in there for word in name.split()):
        return False  # most names; an expression for each would take longer than all else
    if _stands_in(plain, " ".join(name.split())):
        return True
    words = r"\s+".join(re.escape(word) for word in name.split())
    return bool(words) and bool(re.search(rf"(?<!\w){clitics}{words}(?!\w)", plain, re.IGNORECASE))


def _stands_in(text: str, words: str) -> bool:
    """Tell whether words stand in a text letter by letter, with no letter beside them where they do first."""
    at = text.find(words) if words else -1
    return at >= 0 and not _LETTER.match(text, at + len(words)) and not (at and _LETTER.match(text, at - 1))
