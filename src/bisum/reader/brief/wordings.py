"""Which quotations of several articles give the same words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from bisum.stages.bilingual.words import arabic_words

# Rows of so many words bring two quotations together for a closer look.
_ROW: Final = 3
# A cut-out shorter than this («الشعب التونسي») stands in many sentences.
_MIN_CUT: Final = 5
# Share of neighbouring word pairs that two wordings have in common: of thirteen words one may differ,
# and one may be added to nine.
_NEAR: Final = 0.7
_NEGATIONS: Final = frozenset(("لا", "لم", "لن", "ليس", "ليست", "ما", "غير", "دون", "بدون", "عدم", "بلا"))
# Words before a cut-out that may turn its sense round.
_BEFORE: Final = 3
# A row of words that more quotations than this have is a formula; comparing them all takes too long.
_MAX_HOLDERS: Final = 60

Stems = tuple[str, ...]


def same_words(texts: Sequence[str]) -> list[list[int]]:
    """Put quotations together that give the same words.

    Two do where they are equal but for spelling and endings; where one is a piece of the
    other of five words or more, not cut out of a negation; or where they differ in few words
    and in no number and no negation.

    Args:
        texts: Arabic.

    Returns:
        Each number once, those of one statement together, by first appearance.
    """
    stems = [tuple(word.stem for word in arabic_words(text)) for text in texts]
    parents = list(range(len(texts)))

    def root(n: int) -> int:
        while parents[n] != n:
            parents[n] = parents[parents[n]]
            n = parents[n]
        return n

    for one, other in _candidates(stems):
        first, second = sorted((root(one), root(other)))
        if first != second and _are_same(stems[one], stems[other]):
            parents[second] = first
    groups: dict[int, list[int]] = {}
    for n in range(len(texts)):
        groups.setdefault(root(n), []).append(n)
    return list(groups.values())


def _candidates(stems: Sequence[Stems]) -> Iterator[tuple[int, int]]:
    equal: dict[Stems, int] = {}
    holders: dict[Stems, list[int]] = {}
    for n, own in enumerate(stems):
        if own in equal:
            yield equal[own], n
            continue
        equal[own] = n
        for row in {own[at : at + _ROW] for at in range(len(own) - _ROW + 1)}:
            before = holders.setdefault(row, [])
            yield from ((other, n) for other in before)
            if len(before) < _MAX_HOLDERS:
                before.append(n)


def _are_same(one: Stems, other: Stems) -> bool:
    if not one or not other:
        return False
    short, long = sorted((one, other), key=len)
    return short == long or _is_cut_from(short, long) or _are_near(short, long)


def _is_cut_from(short: Stems, long: Stems) -> bool:
    if len(short) < _MIN_CUT:
        return False
    for at in range(len(long) - len(short) + 1):
        if long[at : at + len(short)] == short:
            return not _NEGATIONS.intersection(long[max(0, at - _BEFORE) : at])
    return False


def _are_near(one: Stems, other: Stems) -> bool:
    if _marks(one) != _marks(other):
        return False
    pairs = [set(pairwise(stems)) for stems in (one, other)]
    return len(pairs[0] & pairs[1]) >= _NEAR * max(1, len(pairs[0] | pairs[1]))


def _marks(stems: Stems) -> Counter[str]:
    """Give the numbers in digits and the negations of a wording."""
    return Counter(stem for stem in stems if stem in _NEGATIONS or stem[:1].isdigit())
