"""Where the sentences of one paragraph end, aware of quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from bisum.stages.tables import read_lines
from bisum.text import fold

SEMICOLON_SIDE: Final = 60
"""Code points that must stand on both sides of a ؛ for it to end a sentence: shorter
clauses read better together (chosen by hand)."""

DOTS_SIDE: Final = 40
"""The same for two dots, which headlines use as a dash."""

MAX_SENTENCE_CHARS: Final = 3000
"""Code points; a longer sentence is cut between words, after a comma where one is near. The longest of
1,964 news articles has 2,746, the next 1,107. What is longer is a list or a text without stops, and the
links between its words would take memory by the square of its length."""

_COMMAS: Final = "،,؛;:"
_STOP: Final = re.compile("[.؟?!…۔]+|؛|;")
_AFTER_STOP: Final = re.compile("[.؟?!…]*[\"»”“’'‹›)\\]]*")
_CLOSING: Final = frozenset("\"»”“’'›)]")
_WORD_BEFORE: Final = re.compile("[\\w.]+$")
_TWO_LETTERS: Final = re.compile("[\u0621-\u064a]{2}")
# Titles and units that newspapers shorten with a full stop; and letters as initials.
_SHORT: Final = frozenset(read_lines("abbreviations"))
_AFTER_DIGIT: Final = frozenset(("م", "ه", "هـ", "ص"))
_LIST_NUMBER: Final = re.compile("(?:^|[\\s(])[(\\[]?[\\d٠-٩]{1,2}$|^[(\\[]?[أ-ي]$")
_MAX_LOOK: Final = 40
# A reporting clause right after a question or an exclamation in marks goes on with it.
_GOES_ON: Final = re.compile(
    "(?:هكذا |هذا ما |كما |حسبما |وفقا? |بحسب |حسب |علي حد )?"
    "(?:[وف]?[يت]?(?:قال|قول|سال|تساءل|تسال|اجاب|جيب|صاح|صيح|صرخ|هتف|اضاف|ضيف|ردد|رد|تابع|علق|كتب|صرح|اخبر|ابلغ|مازح)\\w{0,4})\\b"
    "|(?:وهو|وهي|وهم|في|من|علي|بعد|قبل|خلال|امام|عن|الي|عبر|ردا|خلال|اثناء) "
    "|(?:هكذا|هذا ما|كما (?:قال|صرح|اضاف|ذكر|يقول|تقول)|حسبما|وفقا|بحسب|حسب|علي حد|علي ما|سال|تساءل)"
)


def split_sentences(text: str, marked: Sequence[tuple[int, int]] = ()) -> list[tuple[int, int]]:
    """Cut a paragraph into sentences.

    Full stops in abbreviations (د., أ.د.), numbers, dates, addresses, initials and list
    numbers end nothing; a full stop with the space after it missing does. A marked
    text of one sentence stays whole, a longer one is cut at its own sentences. Takes
    time linear in the length of the text.

    Args:
        text: Normalised.
        marked: Ranges of the texts between quotation marks, by where they start;
            nested ones allowed.

    Returns:
        Ranges in order that cover all but white space; empty for a blank text.
    """
    sentences: list[tuple[int, int]] = []
    start = _skip_space(text, 0)
    holders: list[int] = []  # ends of the marked texts that are open here, outer first
    upcoming = iter((*marked, (len(text) + 1, len(text) + 1)))
    following = next(upcoming)
    for stop in _STOP.finditer(text):
        while following[0] <= stop.start():
            while holders and holders[-1] <= following[0]:
                holders.pop()
            holders.append(following[1])
            following = next(upcoming)
        while holders and holders[-1] <= stop.start():
            holders.pop()
        if stop.start() < start:
            continue
        end = _end_of(text, stop, start, holders[-1] if holders else None)
        if end is None:
            continue
        sentences.append((start, end))
        start = _skip_space(text, end)
    end = len(text.rstrip())
    if start < end:
        sentences.append((start, end))
    return [piece for start, end in sentences for piece in _cut_long(text, start, end)]


def _cut_long(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a sentence that is too long to be one."""
    while end - start > MAX_SENTENCE_CHARS:
        limit = start + MAX_SENTENCE_CHARS
        near = limit - MAX_SENTENCE_CHARS // 4
        comma = max(text.rfind(f"{comma} ", near, limit) for comma in _COMMAS) + 1
        space = text.rfind(" ", near, limit)
        cut = comma if comma > near else space if space > near else limit
        yield start, start + len(text[start:cut].rstrip())
        start = _skip_space(text, cut)
    yield start, end


def _skip_space(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _end_of(text: str, stop: re.Match[str], start: int, holder: int | None) -> int | None:
    """Give where the sentence ends that this stop closes, None where it closes none.

    ``holder`` is the end of the innermost marked text around the stop.
    """
    letters = stop.group()
    if letters in {"؛", ";"}:
        is_long = stop.start() - start >= SEMICOLON_SIDE and len(text) - stop.end() >= SEMICOLON_SIDE
        return stop.end() if is_long and holder is None else None
    tail = _AFTER_STOP.match(text, stop.end())
    end = tail.end() if tail else stop.end()
    if letters == "." and not _ends_sentence(text, stop.start(), start):
        return None
    is_dots = letters[0] in ".…" and (len(letters) > 1 or letters == "…")
    if is_dots and (stop.start() - start < DOTS_SIDE or len(text) - end < DOTS_SIDE):
        return None
    closes = any(letter in _CLOSING for letter in text[stop.end() : end])
    if not closes:
        return end
    if holder is not None and holder > end:
        return end
    return _after_marks(text, letters, end)


def _after_marks(text: str, letters: str, end: int) -> int | None:
    """Decide on a stop right before a closing mark."""
    rest = text[end : end + _MAX_LOOK].lstrip()
    if not rest:
        return end
    if rest[0] in "،,؛;:.-–—)" or not text[end].isspace():
        return None
    if letters[-1] in "؟?!…" and _GOES_ON.match(fold(rest)):
        return None
    return end


def _ends_sentence(text: str, at: int, start: int) -> bool:
    """Tell whether a single full stop ends a sentence."""
    after = text[at + 1 : at + 2]
    before = text[at - 1 : at]
    if after.isalnum() and (after.isascii() or after.isdigit()):
        return False
    word = _WORD_BEFORE.search(text, max(start, at - _MAX_LOOK), at)
    short = word.group().casefold() if word else ""
    if after == "." or not short:
        return bool(before.strip())
    digits = text[max(start, at - len(short) - 4) : at - len(short)].strip()
    if short in _SHORT or (len(short) == 1 and short.isalpha()):
        return short in _AFTER_DIGIT and digits[-1:].isdigit() and after != "."
    if at - start <= 4 and _LIST_NUMBER.search(text[start:at]):
        return False
    if after and not after.isspace() and after not in "\"»”“’')]":
        # «دول اخرى.فضلا»: the space is missing, unless letters stand alone (ق.م).
        return len(short) > 2 and _TWO_LETTERS.match(text, at + 1) is not None
    return True
