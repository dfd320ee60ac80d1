"""English text: its quotation marks and its sentences."""

from __future__ import annotations

import bisect
import itertools
import re
from typing import Final

from bisum.model.base import Value

# What closes a mark that was opened by each of these; ' counts as ’.
_CLOSERS: Final = {"“": "”", "«": "»", "„": "“”", "‹": "›", "‘": "’", "'": "’"}
_STRAIGHT: Final = '"'
# Two apostrophes or grave accents, as old keyboards leave them, count as one mark.
_ANY_MARK: Final = re.compile(r"""[“”«»„‹›‘’'"]""")
_PARTNER: Final = re.compile(r"(?<=\S)[’'](?!\w)")
_DOUBLED: Final = re.compile("''|``|´´|‘‘|’’")

# Never the last word of a sentence.
_ABBREVIATIONS: Final = re.compile(
    r"(?:mr|mrs|ms|dr|prof|gen|lt|col|sgt|capt|cmdr|adm|maj|rev|sen|rep|gov|pres|hon|st|vs|jan|feb|aug|sept?"
    r"|oct|nov|dec|dept|fig|approx|e\.g|i\.e|cf|ph\.d|mt|ft|[a-hj-z])",
    re.IGNORECASE,
)
# Sometimes the last word: what follows decides.
_COUNTRIES: Final = re.compile(r"(?:u\.s|u\.n|u\.k|u\.s\.a|d\.c)", re.IGNORECASE)
_FRESH_START: Final = re.compile(r"(?:The|A|An|In|He|She|It|On|But|They|This|That|And|We|For|At)\b")
_END: Final = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s|$)")
_OPENING_OF_SENTENCE: Final = re.compile(r"[\"'“‘«(\[]*[A-Z0-9$€£¥–—-]")


class EnglishMark(Value, frozen=True, kw_only=True):
    """A pair of quotation marks in an English text.

    Attributes:
        start: Offset of the first code point inside.
        end: Offset just after the last one inside; never below ``start``.
        opens_at: Offset of the opening mark.
        closes_at: Offset just after the closing mark; the end of the text where it is missing.
        is_closed: False where the closing mark is missing.
    """

    start: int
    end: int
    opens_at: int
    closes_at: int
    is_closed: bool = True


# Code points within which a single mark has its partner.
_FAR: Final = 2000
# Marks that may be open at a place; no quotation is nested as deep, and a text of nothing but opening
# marks is gone through in time linear in its length.
_MOST_OPEN: Final = 32


def find_marks(text: str, *, starts_inside: bool = False) -> list[EnglishMark]:
    """Find the pairs of quotation marks, by where they open; apostrophes are not marks.

    Curved, angled and low marks by their shape, straight ones by sense: a mark opens
    where no straight one is open and it doesn't cling to the end of a word. A pair may
    stand inside another.

    Args:
        text: The text.
        starts_inside: A quotation that opened before the text may go on in it: a closing
            mark without partner closes that one.
    """
    plain = _DOUBLED.sub('""', text)
    found: list[EnglishMark] = []
    waiting: list[tuple[int, str]] = []
    doubled_at = -2
    for mark in _ANY_MARK.finditer(plain):
        at, letter = mark.start(), mark.group()[0]
        # Two straight marks that stand for doubled single ones are one mark, two letters wide.
        is_doubled = letter == _STRAIGHT and text[at] != _STRAIGHT
        if is_doubled and at == doubled_at + 1:
            continue
        doubled_at = at if is_doubled else doubled_at
        width = 2 if is_doubled else 1
        closing = _closes(plain, at, letter, waiting)
        if closing is not None:
            opened, _ = waiting[closing]
            del waiting[closing:]
            found.append(_inside(text, opened, at, closes_at=at + width))
        elif starts_inside and not waiting and _only_closes(plain, at, letter, width):
            found.append(EnglishMark(start=0, end=at, opens_at=0, closes_at=at + width))
        elif _opens(plain, at, letter, width):
            waiting.append((at, _CLOSERS.get(letter, _STRAIGHT)))
    for opened, closers in waiting:
        if closers != "’":
            found.append(_inside(text, opened, len(text), closes_at=len(text), is_closed=False))
    return sorted((mark for mark in found if mark.start < mark.end), key=lambda mark: mark.opens_at)


def _inside(text: str, opened: int, end: int, *, closes_at: int, is_closed: bool = True) -> EnglishMark:
    """Give the pair without its marks and outer spaces."""
    start = opened + (2 if _DOUBLED.match(text, opened) else 1)
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return EnglishMark(start=start, end=end, opens_at=opened, closes_at=closes_at, is_closed=is_closed)


def _closes(text: str, at: int, letter: str, waiting: list[tuple[int, str]]) -> int | None:
    """Give the index of the waiting mark that this letter closes, None if it closes none."""
    if letter in "’'" and at > 0 and at + 1 < len(text) and text[at - 1].isalnum() and text[at + 1].isalnum():
        return None
    kind = "’" if letter == "'" else letter
    for index in range(len(waiting) - 1, max(-1, len(waiting) - 1 - _MOST_OPEN), -1):
        if kind in waiting[index][1] and not (kind == _STRAIGHT and _clings_to_the_next(text, at)):
            return index
    return None


def _clings_to_the_next(text: str, at: int) -> bool:
    """Tell whether a straight mark can only open: a space before it and a letter after it."""
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    return (before.isspace() or before in "([—–") and not after.isspace()


def _only_closes(text: str, at: int, letter: str, width: int) -> bool:
    """Tell whether a mark can only close: by its shape, or for clinging to the word before it."""
    before = text[at - 1] if at else " "
    after = text[at + width] if at + width < len(text) else " "
    if letter == _STRAIGHT:
        return not before.isspace() and before not in "([—–-" and not after.isalnum()
    return letter in "”»"


def _opens(text: str, at: int, letter: str, width: int) -> bool:
    before = text[at - 1] if at else " "
    after = text[at + width] if at + width < len(text) else " "
    if letter in "‘'":
        # A single mark opens only before a word, with a partner further on: not in 'tis or '90s.
        return not before.isalnum() and after.isalpha() and bool(_PARTNER.search(text, at + 1, at + _FAR))
    if letter == _STRAIGHT:
        return not _only_closes(text, at, letter, width)
    return letter in _CLOSERS


# Code points around a stop that are looked at.
_NEAR: Final = 80


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Cut a passage into sentences, never inside a quotation of one sentence.

    A mark that opens before a sentence's end and closes after it keeps the two together
    unless the quotation goes on for a sentence of its own.

    Returns:
        Ranges in order; what lies between two is white space. Empty for a blank text.
    """
    marks = [mark for mark in find_marks(text) if mark.is_closed]
    opens = [mark.opens_at for mark in marks]
    # Where the last of the marks ends that have opened so far.
    reach = [0, *itertools.accumulate((mark.closes_at for mark in marks), max)]
    cuts = [0]
    for end in _END.finditer(text):
        rest = text[end.end() : end.end() + _NEAR].lstrip()
        if not rest or not _OPENING_OF_SENTENCE.match(rest) or _is_abbreviation(text, end):
            continue
        if end.end() < reach[bisect.bisect_left(opens, end.start())]:
            continue
        cuts.append(end.end())
    cuts.append(len(text))
    ranges = [_stripped(text, start, end) for start, end in itertools.pairwise(cuts)]
    return [(start, end) for start, end in ranges if start < end]


def _is_abbreviation(text: str, end: re.Match[str]) -> bool:
    if end.group() != ".":
        return False
    word = re.split(r"[\s(\[“\"'‘]", text[max(0, end.start() - _NEAR) : end.start()])[-1]
    if _COUNTRIES.fullmatch(word):
        return not _FRESH_START.match(text[end.end() : end.end() + _NEAR].lstrip())
    if word.casefold() == "no":
        return text[end.end() : end.end() + _NEAR].lstrip()[:1].isdigit()
    return bool(_ABBREVIATIONS.fullmatch(word))


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
