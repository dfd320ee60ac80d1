"""Words put in place of others in one text, with the offsets that follow from it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

_CAPITALISED: Final = re.compile(r"\b[A-Z][\w’'-]*\s$")


class Edits:
    """Replacements in one text; empty ones are falsy.

    Attributes:
        text: The text with all of them made.
        changes: What was replaced by what.
    """

    def __init__(self, text: str, replaced: Sequence[tuple[int, int, str]]) -> None:
        """Make the replacements.

        Args:
            text: What they are made to.
            replaced: Start, end and new text of each; they don't overlap.
        """
        self._replaced = sorted(replaced)
        parts, at = [], 0
        for start, end, new in self._replaced:
            parts += [text[at:start], new]
            at = end
        self.text = "".join([*parts, text[at:]])
        self.changes = tuple((text[start:end], new) for start, end, new in self._replaced)

    def __bool__(self) -> bool:
        return bool(self._replaced)

    def start_of(self, offset: int) -> int:
        """Give where a range begins now that began at ``offset``."""
        return self._moved(offset, is_end=False)

    def end_of(self, offset: int) -> int:
        """Give where a range ends now that ended at ``offset``."""
        return self._moved(offset, is_end=True)

    def _moved(self, offset: int, *, is_end: bool) -> int:
        shift = 0
        for start, end, new in self._replaced:
            if end <= offset:
                shift += len(new) - (end - start)
            elif start < offset:
                # A border inside the replaced words moves to their edge, so that they stay whole.
                return start + shift + (len(new) if is_end else 0)
        return offset + shift


def whole_words(text: str, changes: Mapping[str, str]) -> str:
    """Replace whole words, the longest first, where the new ones don't stand already.

    Where the new ones are more (a full name for a surname) and a capitalised word stands before the old
    ones, it may be a given name: then they stay.
    """
    wanted = {given: form for given, form in changes.items() if given and given != form}
    if not any(given in text for given in wanted):
        return text
    # Forms that are there already match as themselves, so that «Khatib» isn't found in «al-Khatib».
    ways = sorted({*wanted, *wanted.values()}, key=lambda way: (-len(way), way))
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(way)}(?!\w)" for way in ways))

    def put(found: re.Match[str]) -> str:
        given = found.group()
        form = wanted.get(given, given)
        is_fuller = len(form.split()) > len(given.split())
        return given if is_fuller and _CAPITALISED.search(text, 0, found.start()) else form

    return pattern.sub(put, text)
