"""Passages as units in which each quotation is one, and their sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from bisum.model.article import Passage
from bisum.stages.arabic.units import Unit, read_units
from bisum.text import fold

MAX_SENTENCE: Final = 240
"""Units read at a time: an endless sentence is read in stretches, so that time stays linear."""


MAX_HELD_NAME: Final = 42
"""Code points of a quotation that may be a name: its words are kept with its unit."""


def hold_quotes(text: str, flat: Sequence[Unit], pieces: Sequence[tuple[int, int, int]]) -> list[Unit]:
    """Put each quotation's words and marks into one unit.

    Args:
        text: The passage.
        flat: Its units one by one.
        pieces: Start, end and index of the quotations, in order, apart from one another.
    """
    units: list[Unit] = []
    at = 0
    for start, end, index in pieces:
        begin, stop = start, end
        while at < len(flat) and flat[at].end <= start:
            units.append(flat[at])
            at += 1
        if units and _is_mark(units[-1]) and not text[units[-1].end : start].strip():
            begin = units.pop().start
        while at < len(flat) and flat[at].start < end:
            stop = max(stop, flat[at].end)
            at += 1
        if at < len(flat) and _is_mark(flat[at]) and not text[end : flat[at].start].strip():
            stop = flat[at].end
            at += 1
        look = _QUOTE_LOOK
        if end - start <= MAX_HELD_NAME:
            look = replace(look, stem=fold(text[start:end]).strip(_MARK_SIGNS))
        units.append(Unit("q", "«", begin, stop, index, look))
    units += flat[at:]
    return units


def _is_mark(unit: Unit) -> bool:
    return unit.kind == "p" and unit.key in _MARKS


_MARK_SIGNS: Final = "«»‹›\"“”„‟＂〝〞'‘’‚‛ "
_MARKS: Final = frozenset(_MARK_SIGNS.strip())
_QUOTE_LOOK: Final = read_units("1")[0].look


def sentence_ranges(units: Sequence[Unit], passage: Passage) -> list[tuple[int, int]]:
    """Give the units of each sentence; sentences that a quotation runs over are one.

    So «لن نعود. سنبقى»، قال فلان is read whole, though the quotation holds two sentences.
    """
    ranges = []
    begin = at = 0
    for sentence in passage.sentences:
        while at < len(units) and units[at].start < sentence.end:
            at += 1
        if at > begin and units[at - 1].end > sentence.end:
            continue  # a quotation goes on in the next one
        ranges += [(cut, min(cut + MAX_SENTENCE, at)) for cut in range(begin, at, MAX_SENTENCE)]
        begin = at
    ranges += [(cut, min(cut + MAX_SENTENCE, at)) for cut in range(begin, at, MAX_SENTENCE)]
    return ranges
