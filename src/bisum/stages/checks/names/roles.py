"""Offices that became others: an adviser a director, a deputy minister the minister."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from bisum.model.finding import Severity
from bisum.stages.bilingual.known import without_clitics
from bisum.stages.bilingual.offices import Held, Surety, offices_in_arabic, offices_in_english
from bisum.stages.bilingual.words import Word
from bisum.stages.checks.pair import Fault, Pair

# Strength of a link from which a word renders another. So 88 % of the offices that were put for others in
# 8,189 pairs written for bisum are found, and .13 % of the untouched pairs are named; taking any English of
# the table, linked or not, 74 and .09 %.
_LINKED: Final = 0.1
_BETWEEN: Final = frozenset(("باسم", "لدي"))
"""Words between an office and the one that it serves: «المتحدث باسم الرئيس»."""

_LEADING: Final = re.compile("(?<!\\w)[وف]?(?:ال)?قيادي(?:ه|ا)? (?=في |ب)")
_LEADER: Final = re.compile(r"\b[Tt]he (?:leader|head|chief|president|chairman|chairwoman) of\b")
_HEADS: Final = re.compile("(?<!\\w)[وفبل]{0,2}(?:ال)?(?:رييس|زعيم|قايد|امين|روسا|زعما|قاده|مدير|موسس)")

Renders = Callable[[Held, Held], bool]


def check_roles(pair: Pair) -> Iterator[Fault]:
    """Find an Arabic office of which the English has nothing, and another instead.

    Each office of one side takes one of the other that may render it; what is left over on both sides has
    been put for one another. An office that is left over alone is a paraphrase most often, but not right
    before another that the English has: then the minister stands in his deputy's place.
    """
    yield from _promoted(pair)
    arabic = offices_in_arabic(pair.arabic_words)
    english = offices_in_english(pair.english_words) if arabic else []
    if not any(held.surety for held in english):
        return
    taken = matched(arabic, english, lambda one, other: _renders(pair, one, other))
    served = [_served(pair.arabic_words, arabic, n) for n in range(len(arabic))]
    lost = [n for n, held in enumerate(arabic) if n not in taken and _is_missed(pair, held)]
    # «نائب المدير» may be a vice president: who serves is rendered, so the served one isn't missed.
    swapped = [n for n in lost if not any(master == n and one in taken for one, master in enumerate(served))]
    strange = [held for n, held in enumerate(english) if held.surety and n not in taken.values()]
    if swapped and strange:
        meant = frozenset[str]().union(*(held.offices for held in arabic))
        foreign = [held for held in strange if not held.offices & meant]
        severity = Severity.SERIOUS if foreign else Severity.WARNING
        yield _fault(pair, severity, [arabic[n] for n in swapped], foreign or strange)
        return
    for n in lost:
        master = served[n]
        if master in taken and english[taken[master]].surety and arabic[n].surety is Surety.FULL:
            yield _fault(pair, Severity.SERIOUS, [arabic[n]], [english[taken[master]]])


def _promoted(pair: Pair) -> Iterator[Fault]:
    """Find one of a movement's leaders who became *the leader of* it: «القيادي في الحركة»."""
    one_of_many = _LEADING.search(pair.folded)
    leader = _LEADER.search(pair.english) if one_of_many else None
    if one_of_many and leader and not _HEADS.search(pair.folded):
        yield Fault(
            code="role-changed",
            severity=Severity.SERIOUS,
            message="The Arabic has one of the leaders of a body here, and the English its head.",
            evidence=f"{one_of_many.group().strip()} | {leader.group()}",
        )


def matched(arabic: Sequence[Held], english: Sequence[Held], renders: Renders) -> dict[int, int]:
    """Give Arabic offices the English ones that render them, each its own, as many as can be."""
    taker: dict[int, int] = {}
    columns = sorted(range(len(english)), key=lambda column: -english[column].surety)

    def finds(row: int, seen: set[int]) -> bool:
        for column in columns:
            if column in seen or not renders(arabic[row], english[column]):
                continue
            seen.add(column)
            if column not in taker or finds(taker[column], seen):
                taker[column] = row
                return True
        return False

    for row in sorted(range(len(arabic)), key=lambda row: -arabic[row].surety):
        finds(row, set())
    return {row: column for column, row in taker.items()}


def _renders(pair: Pair, one: Held, other: Held) -> bool:
    if one.offices & other.firm:
        return True
    links = pair.texts.agreed[one.first, other.first : other.end]
    return bool(one.offices & other.offices) and float(links.max(initial=0.0)) >= _LINKED


def _is_missed(pair: Pair, held: Held) -> bool:
    """Tell whether an office without English is missed, or may have been rendered as something else."""
    if held.surety is not Surety.FAINT:
        return held.surety is Surety.FULL
    return float(pair.texts.grid[held.first].max(initial=0.0)) < _LINKED


def _served(words: Sequence[Word], arabic: Sequence[Held], n: int) -> int | None:
    """Give the office right after one, whose holder that one serves: «نائب الوزير»."""
    if n + 1 == len(arabic):
        return None
    end = arabic[n].end
    if words[end].folded in _BETWEEN:
        end += 1
    elif any(form.startswith("ال") for form in without_clitics(words[end - 1].folded)):
        return None
    return n + 1 if arabic[n + 1].first == end else None


def _fault(pair: Pair, severity: Severity, lost: Sequence[Held], instead: Sequence[Held]) -> Fault:
    said = " and ".join(dict.fromkeys(" or ".join(sorted(held.offices)) for held in lost))
    arabic = _shown(pair.arabic, pair.arabic_words, lost)
    return Fault(
        code="role-changed",
        severity=severity,
        message=f"An office or calling changed: the Arabic says {said}.",
        evidence=f"{arabic} | {_shown(pair.english, pair.english_words, instead)}",
    )


def _shown(text: str, words: Sequence[Word], offices: Sequence[Held]) -> str:
    return ", ".join(dict.fromkeys(text[words[one.first].start : words[one.end - 1].end] for one in offices))
