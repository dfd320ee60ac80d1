"""Echoes: a quotation without a speaker that repeats one with a speaker, as headlines do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from bisum.stages.attribution.decision import Decision
from bisum.stages.attribution.words import Unit

MIN_ECHO: Final = 0.6
"""Share of words that a quotation and the one it echoes must have in common."""

MAX_ECHOED: Final = 200
"""Quotations that may be echoed, or echo; more would only cost time."""

Inner = Callable[[int], Sequence[Unit]]


def words_of(units: Sequence[Unit]) -> tuple[str, ...]:
    """Give the folded words and numbers of units."""
    return tuple(unit.key for unit in units if unit.kind in "wn")


def echo(
    decisions: list[Decision | None], inner: Inner, others: Sequence[Decision | None], inner_of: Inner
) -> None:
    """Give each quotation without a speaker to whom its words belong elsewhere.

    Args:
        decisions: Those to complete.
        inner: Gives the units of a quotation by its index among them.
        others: Those that may be echoed.
        inner_of: The same for these.
    """
    known = [
        (set(words_of(inner_of(index))), decision)
        for index, decision in enumerate(others)
        if decision is not None and decision.entity is not None
    ][:MAX_ECHOED]
    silent = [
        (index, decision)
        for index, decision in enumerate(decisions)
        if decision is not None and decision.is_speech and decision.entity is None
    ]
    for index, decision in silent[:MAX_ECHOED]:
        words = set(words_of(inner(index)))
        if len(words) < 2 or decision.rule.endswith("impersonal"):
            continue
        for heard, other in known:
            if len(words & heard) >= MIN_ECHO * max(len(words), len(heard)):
                decisions[index] = decision._replace(entity=other.entity, rule="echo")
                break
