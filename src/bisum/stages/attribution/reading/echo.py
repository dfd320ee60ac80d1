"""Echoes: a quotation without a speaker that repeats one with a speaker, as headlines do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from msgspec.structs import replace

from bisum.stages.arabic.units import Unit
from bisum.stages.attribution.reading.decision import Decision

MIN_ECHO: Final = 0.6
"""Share of words that a quotation and the one it echoes must have in common."""

MIN_QUOTED: Final = 0.8
"""Share of a headline's words that the quotation it shortens must hold."""

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
    known = _known(others, inner_of)
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
                decisions[index] = replace(decision, entity=other.entity, rule="echo")
                break


def echo_headline(
    decisions: list[Decision | None],
    inner: Inner,
    others: Sequence[Decision | None],
    inner_of: Inner,
    is_named: Callable[[Decision], bool],
) -> None:
    """Give a headline's quotation to whom the body gives the same words.

    A headline says «الوزير» where the body says which, and shortens; only a name in the
    headline itself counts for more.

    Args:
        decisions: Those of the headline, to change.
        inner: Gives the units of a quotation by its index among them.
        others: Those of the body.
        inner_of: The same for these.
        is_named: Whether the headline names the speaker, and not only an office.
    """
    known = _known(others, inner_of)
    for index, decision in enumerate(decisions[:MAX_ECHOED]):
        if decision is None or decision.entity is None or not decision.is_speech or is_named(decision):
            continue
        words = set(words_of(inner(index)))
        for heard, other in known if len(words) > 1 else ():
            if len(words & heard) >= MIN_QUOTED * len(words):
                decisions[index] = replace(decision, entity=other.entity, rule="echo")
                break


def _known(others: Sequence[Decision | None], inner_of: Inner) -> list[tuple[set[str], Decision]]:
    return [
        (set(words_of(inner_of(index))), decision)
        for index, decision in enumerate(others)
        if decision is not None and decision.entity is not None
    ][:MAX_ECHOED]
