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

from bisum.model.article import Marked
from bisum.model.span import Span

MAX_DEPTH: Final = 4
"""Levels of nesting that are told apart; deeper marks are text."""

MAX_RUN: Final = 5
"""Marks side by side that are a row of decoration and no quotation marks."""

MAX_REACH: Final = 12
"""Paragraphs over which one pair may run."""

# Costs of a reading, in points: what one would have to believe. Chosen by hand on the
# development articles; they matter only relative to one another.
_AGAINST_SENSE: Final = 6.0  # a mark read against the spaces around it
_UNSURE: Final = 1.0  # spaces on both sides or on neither
_WRONG_SHAPE: Final = 1.0  # ” or » read as opening, “ or « as closing
_NESTED: Final = 1.0  # one pair inside another of the same family
_NESTED_FAR: Final = 1.7  # the same, where the outer one opened in an earlier paragraph
_CLOSES_TWO: Final = 2.0  # one mark closes two levels at the end of a clause
_CLOSES_TWO_MID: Final = 4.5  # the same in the middle of one
_OTHER_FAMILY: Final = 2.5  # one mark closes a pair of another family
_EMPTY: Final = 6.0  # a pair with nothing inside
_UNCLOSED: Final = 3.0  # an opening mark without its partner
_UNOPENED: Final = 4.0  # a closing mark without its partner
_CARRIED: Final = 1.5  # a pair runs over the end of a paragraph
_CARRIED_ON: Final = 0.3  # and over each further one
_CARRIED_REPORT: Final = 1.5  # and over one that opens with a reporting verb
_IGNORED: Final = 7.0  # the mark is no quotation mark at all
_INCHES: Final = 1.5  # the same, after a digit

_BEAM: Final = 9.0
"""Points by which a reading may fall behind the best so far; more than any one mark costs."""

_ANGLE, _DOUBLE, _SINGLE = "angle", "double", "single"
_FAMILY: Final = {
    **dict.fromkeys("«»‹›", _ANGLE),
    **dict.fromkeys('"“”„‟＂〝〞', _DOUBLE),
    **dict.fromkeys("'‘’‚‛", _SINGLE),
}
_OPENS_BY_SHAPE: Final = frozenset("«‹“„‘‚")
_CLOSES_BY_SHAPE: Final = frozenset("»›”’")
_MARK: Final = re.compile("[«»‹›\"“”„‟＂〝〞'‘’‚‛]+")

_BEFORE_OPENING: Final = frozenset(" ([{:،,؛;-–—_/…«“„\"'‘")
_AFTER_CLOSING: Final = frozenset(" .،,؛;:!?؟)]}-–—_/…»”\"'’“")
_CLAUSE_END: Final = frozenset(".،,؛;:!?؟)")
_REPORT: Final = re.compile(
    "[وف]?(?:قد )?(?:قال|ذكر|أضاف|أكد|أعلن|صرح|تابع|أوضح|أشار|أخبر|أفاد|كشف|نشر|أصدر|لفت|شدد|رأى|اعتبر)ت?\\b"
)
# One-letter words and the article stand right before an opening mark: و«، بـ"، لـ"، الـ".
_PREFIX: Final = re.compile("(?:^|[^\\w])(?:[وف]?(?:[بلك]|ال|بال|لل|كال)|[وفأ])$")


class _Mark(NamedTuple):
    """One mark of the text, with what it costs to read it as opening or closing."""

    paragraph: int
    at: int
    letter: str
    family: str
    opening: float
    closing: float
    ignored: float
    closes_two: float


class _Open(NamedTuple):
    """A pair that is open: its number, its family, the paragraph where it opened."""

    number: int
    family: str
    paragraph: int


class _Event(NamedTuple):
    """One decision, linked to the one before it."""

    kind: str
    mark: int
    numbers: tuple[int, ...]
    before: _Event | None


class _State(NamedTuple):
    """The cheapest way to one stack of open pairs."""

    cost: float
    stack: tuple[_Open, ...]
    events: _Event | None


def pair_marks(paragraphs: Sequence[str], *, is_title: bool = False) -> tuple[Marked, ...]:
    """Find the texts between quotation marks.

    An opening mark without a partner runs to the end of its paragraph; a closing mark
    without one reaches back to the start of its sentence and has the opening mark ``""``.
    Apostrophes in Latin words, feet and inches are no quotation marks. No two texts
    overlap but by nesting. Empty pairs are left out.

    Args:
        paragraphs: Normalised texts; some may be empty.
        is_title: The one text given is the title, so that its spans have no number.

    Returns:
        By where they open; of two that open together the outer one first.
    """
    marks = _find_marks(paragraphs)
    if not marks:
        return ()
    events = _read(paragraphs, marks)
    return _collect(paragraphs, marks, events, is_title=is_title)


def _find_marks(paragraphs: Sequence[str]) -> list[_Mark]:
    marks: list[_Mark] = []
    for number, text in enumerate(paragraphs):
        for match in _MARK.finditer(text):
            if len(match.group()) >= MAX_RUN:
                continue
            for at in range(match.start(), match.end()):
                mark = _weigh(number, text, at)
                if mark is not None:
                    marks.append(mark)
    return marks


def _weigh(paragraph: int, text: str, at: int) -> _Mark | None:
    """Give a mark its costs; None for what is an apostrophe."""
    letter = text[at]
    family = _FAMILY[letter]
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if family == _SINGLE and before.isalnum() and (after.isalnum() or before.isdigit() or before.isascii()):
        return None
    can_open = before in _BEFORE_OPENING or (
        not after.isspace() and _PREFIX.search(text[max(0, at - 6) : at]) is not None
    )
    can_close = after in _AFTER_CLOSING
    if at == 0:
        opening, closing = 0.0, _AGAINST_SENSE
    elif at + 1 == len(text) or (after in _CLAUSE_END and text[at + 1 : at + 3] != ".."):
        opening, closing = _AGAINST_SENSE, 0.0
    elif can_open and not can_close:
        opening, closing = 0.0, _AGAINST_SENSE
    elif can_close and not can_open:
        opening, closing = _AGAINST_SENSE, 0.0
    else:
        opening = closing = _UNSURE
    if letter in _CLOSES_BY_SHAPE:
        opening += _WRONG_SHAPE
    elif letter in _OPENS_BY_SHAPE:
        closing += _WRONG_SHAPE
    ignored = _IGNORED
    if family != _ANGLE and before.isdigit():
        ignored = _INCHES
    elif family == _SINGLE:
        ignored = _UNSURE if letter == "'" else _AGAINST_SENSE
    at_end = after in _CLAUSE_END or at + 1 == len(text)
    closes_two = _CLOSES_TWO if at_end else _CLOSES_TWO_MID
    return _Mark(paragraph, at, letter, family, opening, closing, ignored, closes_two)


def _read(paragraphs: Sequence[str], marks: Sequence[_Mark]) -> list[_Event]:
    """Find the cheapest reading of all marks."""
    states: dict[tuple[str, ...], _State] = {(): _State(0.0, (), None)}
    here = marks[0].paragraph
    for number, mark in enumerate(marks):
        if mark.paragraph != here:
            states = _leave(states, paragraphs, here, mark.paragraph)
            here = mark.paragraph
        after: dict[tuple[str, ...], _State] = {}
        for state in states.values():
            for way in _ways(state, number, marks):
                _keep(after, way)
        limit = min(state.cost for state in after.values()) + _BEAM
        states = {key: state for key, state in after.items() if state.cost <= limit}
    states = _leave(states, paragraphs, here, None)
    event = states[()].events
    events = []
    while event is not None:
        events.append(event)
        event = event.before
    return events[::-1]


def _keep(states: dict[tuple[str, ...], _State], state: _State) -> None:
    """Keep a state where it is the cheapest with its stack."""
    key = tuple(pair.family for pair in state.stack)
    known = states.get(key)
    if known is None or state.cost < known.cost:
        states[key] = state


def _ways(state: _State, number: int, marks: Sequence[_Mark]) -> list[_State]:
    """Give what one mark can do to one state."""
    cost, stack, events = state
    mark = marks[number]
    ways = [_State(cost + mark.ignored, stack, events)]
    if len(stack) < MAX_DEPTH:
        nested = 0.0
        if any(pair.family == mark.family for pair in stack):
            nested = _NESTED if stack[-1].paragraph == mark.paragraph else _NESTED_FAR
        pair = _Open(number, mark.family, mark.paragraph)
        event = _Event("open", number, (number,), events)
        ways.append(_State(cost + mark.opening + nested, (*stack, pair), event))
    if stack and stack[-1].family == mark.family:
        event = _Event("close", number, (stack[-1].number,), events)
        opened = marks[stack[-1].number]
        is_empty = opened.paragraph == mark.paragraph and opened.at + 1 == mark.at
        ways.append(_State(cost + mark.closing + _EMPTY * is_empty, stack[:-1], event))
        if len(stack) > 1 and stack[-2].family == mark.family:
            both = (stack[-1].number, stack[-2].number)
            event = _Event("close", number, both, events)
            ways.append(_State(cost + mark.closing + mark.closes_two, stack[:-2], event))
    elif stack and mark.closing < mark.opening:
        event = _Event("close", number, (stack[-1].number,), events)
        ways.append(_State(cost + mark.closing + _OTHER_FAMILY, stack[:-1], event))
    elif not stack:
        event = _Event("stray", number, (), events)
        ways.append(_State(cost + mark.closing + _UNOPENED, stack, event))
    return ways


def _leave(
    states: dict[tuple[str, ...], _State], paragraphs: Sequence[str], here: int, there: int | None
) -> dict[tuple[str, ...], _State]:
    """End a paragraph: open pairs are given up, or carried to the next one with marks.

    Args:
        states: The ways to stand at the end of ``here``.
        paragraphs: All texts.
        here: The paragraph that ends.
        there: The next one that holds marks; None at the end of the article.
    """
    after: dict[tuple[str, ...], _State] = {}
    for cost, stack, events in states.values():
        # The outermost n pairs are carried on, the inner ones end here unclosed. A pair
        # that was carried already can't end unclosed: it should not have been carried.
        for n_carried in range(len(stack) + 1):
            carried, given_up = stack[:n_carried], stack[n_carried:]
            if any(pair.paragraph != here for pair in given_up):
                continue
            toll = 0.0
            if carried:
                if there is None or there - carried[0].paragraph > MAX_REACH:
                    continue
                toll = _CARRIED * (carried[-1].paragraph == here) + _toll(paragraphs, here, there)
            linked = events
            for pair in reversed(given_up):
                linked = _Event("end", -1, (pair.number,), linked)
            _keep(after, _State(cost + _UNCLOSED * len(given_up) + toll, carried, linked))
    if not after:
        # Every way carried a pair beyond its reach: let all end where they opened.
        cost, stack, events = min(states.values(), key=lambda state: state.cost)
        for pair in reversed(stack):
            events = _Event("end", -1, (pair.number,), events)
        after[()] = _State(cost + _UNCLOSED * len(stack), (), events)
    return after


def _toll(paragraphs: Sequence[str], here: int, there: int) -> float:
    """Give the cost of running on from one paragraph to a later one."""
    between = range(here + 1, there + 1)
    n_reports = sum(1 for number in between if _REPORT.match(paragraphs[number]))
    return _CARRIED_ON * len(between) + _CARRIED_REPORT * n_reports


class _Found(NamedTuple):
    """One pair before its nesting is known."""

    begin: tuple[int, int]
    end: tuple[int, int]
    opening: str
    closing: str | None


_SENTENCE_START: Final = re.compile("[.؟?!…]\\s+|:\\s*")


def _collect(
    paragraphs: Sequence[str], marks: Sequence[_Mark], events: Sequence[_Event], *, is_title: bool
) -> tuple[Marked, ...]:
    found: list[_Found] = []
    top_end: dict[int, int] = {}  # where the last pair of a paragraph ended
    for event in events:
        if event.kind == "open":
            continue
        if event.kind == "stray":
            mark = marks[event.mark]
            text = paragraphs[mark.paragraph]
            start = top_end.get(mark.paragraph, 0)
            for match in _SENTENCE_START.finditer(text, start, mark.at):
                if text[match.end() : mark.at].strip(" .،") and match.group()[0] == ":":
                    start = match.end()
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
    return _nest(paragraphs, found, is_title=is_title)


def _nest(paragraphs: Sequence[str], found: Sequence[_Found], *, is_title: bool) -> tuple[Marked, ...]:
    """Turn pairs into marked texts and give each the one that holds it."""
    marked: list[Marked] = []
    holders: list[tuple[int, tuple[int, int]]] = []
    for whole in found:
        while holders and holders[-1][1] <= whole.begin:
            holders.pop()
        pair = whole
        if holders and holders[-1][1] < whole.end:
            pair = whole._replace(end=holders[-1][1], closing=None)
        spans = _spans(paragraphs, pair, is_title=is_title)
        if not spans:
            continue
        parent = holders[-1][0] if holders else None
        holders.append((len(marked), pair.end))
        marked.append(Marked(spans=spans, opening=pair.opening, closing=pair.closing, parent=parent))
    return tuple(marked)


def _spans(paragraphs: Sequence[str], pair: _Found, *, is_title: bool) -> tuple[Span, ...]:
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
            spans.append(Span(paragraph=None if is_title else paragraph, start=start, end=end))
    return tuple(spans)
