"""The cheapest reading of all quotation marks of an article: a shortest path (Viterbi).

A state is the stack of pairs that are open; each mark opens one, closes one or two, stands
alone, or is none. Linear in the number of marks, since a stack is at most ``MAX_DEPTH`` high.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from bisum.stages.segmentation.mark_senses import Mark

MAX_DEPTH: Final = 4
"""Levels of nesting that are told apart; deeper marks are text."""

MAX_REACH: Final = 12
"""Paragraphs over which one pair may run."""

# Costs in points: what one would have to believe. Chosen by hand on the development articles;
# they matter only relative to one another and to those of `mark_senses`.
_NESTED: Final = 1.0  # one pair inside another of the same family
_NESTED_FAR: Final = 1.7  # the same, where the outer one opened in an earlier paragraph
_OTHER_FAMILY: Final = 2.5  # one mark closes a pair of another family
_EMPTY: Final = 6.0  # a pair with nothing inside
_UNCLOSED: Final = 3.0  # an opening mark without its partner
_UNOPENED: Final = 4.0  # a closing mark without its partner
_CARRIED: Final = 1.5  # a pair runs over the end of a paragraph
_CARRIED_ON: Final = 0.3  # and over each further one
_CARRIED_REPORT: Final = 1.5  # and over one that opens with a reporting verb

_BEAM: Final = 9.0
"""Points by which a reading may fall behind the best so far; more than any one mark costs."""

REPORT: Final = re.compile(
    "(?<!\\w)[وف]?(?:قد )?(?:قال|ذكر|أضاف|أكد|أعلن|صرح|تابع|أوضح|أشار|أخبر|أفاد|كشف|نشر|أصدر"
    "|لفت|شدد|رأى|اعتبر)ت?\\b"
)
"""A verb of saying, as it opens a sentence or its main clause."""


class _Open(NamedTuple):
    """A pair that is open: its number, its family, the paragraph where it opened."""

    number: int
    family: str
    paragraph: int


class Event(NamedTuple):
    """One decision, linked to the one before it."""

    kind: str
    mark: int
    numbers: tuple[int, ...]
    before: Event | None


class _State(NamedTuple):
    """The cheapest way to one stack of open pairs."""

    cost: float
    stack: tuple[_Open, ...]
    events: Event | None


def read_marks(paragraphs: Sequence[str], marks: Sequence[Mark]) -> list[Event]:
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


def _ways(state: _State, number: int, marks: Sequence[Mark]) -> list[_State]:
    """Give what one mark can do to one state."""
    cost, stack, events = state
    mark = marks[number]
    ways = [_State(cost + mark.ignored, stack, events)]
    if len(stack) < MAX_DEPTH:
        nested = 0.0
        if any(pair.family == mark.family for pair in stack):
            nested = _NESTED if stack[-1].paragraph == mark.paragraph else _NESTED_FAR
        pair = _Open(number, mark.family, mark.paragraph)
        event = Event("open", number, (number,), events)
        ways.append(_State(cost + mark.opening + nested, (*stack, pair), event))
    if stack and stack[-1].family == mark.family:
        event = Event("close", number, (stack[-1].number,), events)
        opened = marks[stack[-1].number]
        is_empty = opened.paragraph == mark.paragraph and opened.at + 1 == mark.at
        ways.append(_State(cost + mark.closing + _EMPTY * is_empty, stack[:-1], event))
        if len(stack) > 1 and stack[-2].family == mark.family:
            both = (stack[-1].number, stack[-2].number)
            event = Event("close", number, both, events)
            ways.append(_State(cost + mark.closing + mark.closes_two, stack[:-2], event))
    elif stack and mark.closing < mark.opening:
        event = Event("close", number, (stack[-1].number,), events)
        ways.append(_State(cost + mark.closing + _OTHER_FAMILY, stack[:-1], event))
    elif not stack:
        event = Event("stray", number, (), events)
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
                linked = Event("end", -1, (pair.number,), linked)
            _keep(after, _State(cost + _UNCLOSED * len(given_up) + toll, carried, linked))
    if not after:
        # Every way carried a pair beyond its reach: let all end where they opened.
        cost, stack, events = min(states.values(), key=lambda state: state.cost)
        for pair in reversed(stack):
            events = Event("end", -1, (pair.number,), events)
        after[()] = _State(cost + _UNCLOSED * len(stack), (), events)
    return after


def _toll(paragraphs: Sequence[str], here: int, there: int) -> float:
    """Give the cost of running on from one paragraph to a later one."""
    between = range(here + 1, there + 1)
    n_reports = sum(1 for number in between if REPORT.match(paragraphs[number]))
    return _CARRIED_ON * len(between) + _CARRIED_REPORT * n_reports
