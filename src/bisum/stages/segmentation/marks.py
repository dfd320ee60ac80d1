"""Pairs of quotation marks, found by sense and not by count.

Newspapers print marks in every shape (« » “ ” " ‘ ’ „ ‹ ›), the wrong way round, without
a partner, nested, and with one closing mark for two openings; the straight mark can be
either side. So each mark is read by where it stands (a space before it and a letter
after it opens), and the cheapest reading of the whole article is taken: a shortest path
over the stack of open marks (Viterbi), linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from msgspec.structs import replace

from bisum.model.article import Marked
from bisum.model.span import Span
from bisum.stages.segmentation.mark_paths import REPORT, Event, read_marks
from bisum.stages.segmentation.mark_senses import Mark, find_marks
from bisum.stages.tables import read_set
from bisum.text import fold


def pair_marks(paragraphs: Sequence[str]) -> tuple[Marked, ...]:
    """Find the texts between quotation marks.

    An opening mark without a partner runs to the end of its paragraph; a closing mark
    without one reaches back to «قال فلان إن» in its sentence, a colon or the pair before it, and
    has the opening mark ``""``. Apostrophes in Latin words, feet and inches are no quotation
    marks. No two texts overlap but by nesting. Empty pairs are left out.

    Args:
        paragraphs: Normalised texts; some may be empty.

    Returns:
        By where they open; of two that open together the outer one first.
    """
    marks = find_marks(paragraphs)
    if not marks:
        return ()
    events = read_marks(paragraphs, marks)
    return _collect(paragraphs, marks, events)


def pair_title_marks(title: str) -> tuple[Marked, ...]:
    """Find the texts between quotation marks of a title, whose spans have no number."""
    return tuple(
        replace(marked, spans=tuple(replace(span, paragraph=None) for span in marked.spans))
        for marked in pair_marks([title])
    )


class _Found(NamedTuple):
    """One pair before its nesting is known."""

    begin: tuple[int, int]
    end: tuple[int, int]
    opening: str
    closing: str | None


_SENTENCE_START: Final = re.compile("[.؟?!…]\\s+|:\\s*")
_WORD: Final = re.compile("\\S+")
_THAT: Final = read_set("that")


def _collect(paragraphs: Sequence[str], marks: Sequence[Mark], events: Sequence[Event]) -> tuple[Marked, ...]:
    found: list[_Found] = []
    top_end: dict[int, int] = {}  # where the last pair of a paragraph ended
    for event in events:
        if event.kind == "open":
            continue
        if event.kind == "stray":
            mark = marks[event.mark]
            start = _unopened_start(paragraphs[mark.paragraph], top_end.get(mark.paragraph, 0), mark.at)
            found.append(_Found((mark.paragraph, start), (mark.paragraph, mark.at), "", mark.letter))
            top_end[mark.paragraph] = mark.at + 1
            continue
        for number in event.numbers:
            opening = marks[number]
            if event.kind == "close":
                closing = marks[event.mark]
                last, end, letter = closing.paragraph, closing.at, closing.letter
            else:
                last, end, letter = opening.paragraph, len(paragraphs[opening.paragraph]), None
            begin = (opening.paragraph, opening.at + 1)
            found.append(_Found(begin, (last, end), opening.letter, letter))
            top_end[last] = max(top_end.get(last, 0), min(end + 1, len(paragraphs[last])))
    found.sort(key=lambda pair: (pair.begin, tuple(-n for n in pair.end)))
    return _nest(paragraphs, found)


def _unopened_start(text: str, start: int, end: int) -> int:
    """Find where a text without an opening mark begins: after a colon, or after «قال فلان إن».

    Args:
        text: Of its paragraph.
        start: Where the pair before it ends.
        end: Where its closing mark stands.
    """
    last = start
    for match in _SENTENCE_START.finditer(text, start, end):
        if text[match.end() : end].strip(" .،"):
            last = match.end()
            start = last if match.group()[0] == ":" else start
    said = REPORT.search(text, last, end)
    for match in _WORD.finditer(text, said.end(), end) if said else ():
        if fold(match.group()) in _THAT and text[match.end() : end].strip(" .،"):
            return match.end()
    return start


def _nest(paragraphs: Sequence[str], found: Sequence[_Found]) -> tuple[Marked, ...]:
    """Turn pairs into marked texts and give each the one that holds it."""
    marked: list[Marked] = []
    holders: list[tuple[int, tuple[int, int]]] = []
    for whole in found:
        while holders and holders[-1][1] <= whole.begin:
            holders.pop()
        pair = whole
        if holders and holders[-1][1] < whole.end:
            pair = whole._replace(end=holders[-1][1], closing=None)
        spans = _spans(paragraphs, pair)
        if not spans:
            continue
        parent = holders[-1][0] if holders else None
        holders.append((len(marked), pair.end))
        marked.append(Marked(spans=spans, opening=pair.opening, closing=pair.closing, parent=parent))
    return tuple(marked)


def _spans(paragraphs: Sequence[str], pair: _Found) -> tuple[Span, ...]:
    spans = []
    for paragraph in range(pair.begin[0], pair.end[0] + 1):
        text = paragraphs[paragraph]
        start = pair.begin[1] if paragraph == pair.begin[0] else 0
        end = pair.end[1] if paragraph == pair.end[0] else len(text)
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start < end:
            spans.append(Span(paragraph=paragraph, start=start, end=end))
    return tuple(spans)
