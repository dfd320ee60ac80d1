"""The numbers of an Arabic sentence with what they count, and what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import msgspec

from bisum.reader.brief.counting_words import (
    ABOUT,
    AFTERWARDS,
    CLOCK,
    EMPTY,
    FATES,
    MONEY,
    NOT_A_COUNT,
    OVER,
    PEOPLE,
    ROOTS,
    SINGULARS,
    UNDER,
)
from bisum.stages.arabic.months import FIRST_WORDS
from bisum.stages.bilingual.number_reader import Quantity
from bisum.stages.bilingual.number_words import HUNDREDS, SCALES
from bisum.stages.bilingual.quantities import arabic_quantities
from bisum.stages.bilingual.rank import STOPWORDS
from bisum.stages.bilingual.words import Word, arabic_stem, arabic_words
from bisum.text import fold

# Words around a number that say what it is about, on each side and within the clause.
_REACH: Final = 7
_CLAUSE_END: Final = re.compile('[،,;؛:.!؟?()\\[\\]«»"“”…]')
# How far a number with «about» may be from another without differing from it.
_ROUGH: Final = 0.1
_EQUAL: Final = 1e-6
_ONE: Final = 1.0  # «one of the sailors» counts nothing, and «nil» is part of a score
# Words before and after a number that may hedge it.
_HEDGE: Final = 3


class Amount(NamedTuple):
    """A number of a sentence.

    Attributes:
        values: All that it may mean: 1,200 is 1200 or, the comma a point, 1.2.
        start: Offset of the number in the sentence.
        end: Offset just after it.
        unit: ``%``, a currency, or empty.
        counted: Stem of the noun that it counts; empty for percentages and money.
        around: Stems of its clause that say what it is about.
        bound: ``about``, ``over``, ``under`` or empty.
    """

    values: frozenset[float]
    start: int
    end: int
    unit: str
    counted: str
    around: frozenset[str]
    bound: str


def amounts(sentence: str) -> list[Amount]:
    """Read the numbers of an Arabic sentence that count something, in order.

    Dates, times, scores and the numbers of laws, streets and rounds are left out, and numbers
    beside which no noun stands.
    """
    words = arabic_words(sentence)
    found = (_amount(sentence, words, *place) for place in _places(words, arabic_quantities(words, sentence)))
    return [amount for amount in found if amount is not None]


def differ(one: Amount, other: Amount) -> bool:
    """Tell whether no reading of the two is compatible: «more than 100» and 120 are."""
    return not any(_agree(a, one.bound, b, other.bound) for a in one.values for b in other.values)


def _agree(a: float, bound: str, b: float, other_bound: str) -> bool:
    if abs(a - b) <= _EQUAL * max(1.0, abs(a), abs(b)):
        return True
    if "about" in (bound, other_bound) and abs(a - b) <= _ROUGH * max(abs(a), abs(b)):
        return True
    low, high, low_bound, high_bound = (a, b, bound, other_bound) if a < b else (b, a, other_bound, bound)
    return low < high and (low_bound == "over" or high_bound == "under")


def _places(words: Sequence[Word], quantities: Sequence[Quantity]) -> Iterator[tuple[Quantity, int, int]]:
    """Find each number's words again: index of its first and just after its last."""
    at = 0
    for quantity in quantities:
        parts = quantity.text.split(" ")
        for first in range(at, len(words)):
            end = _match(words, first, parts)
            if end is not None:
                yield quantity, first, end
                at = end
                break


def _match(words: Sequence[Word], at: int, parts: Sequence[str]) -> int | None:
    for n, part in enumerate(parts):
        while n and at < len(words) and words[at].text == "و":
            at += 1
        if at == len(words) or words[at].text != part:
            return None
        at += 1
    return at


def _amount(text: str, words: Sequence[Word], quantity: Quantity, first: int, end: int) -> Amount | None:
    if quantity.is_ordinal or re.search("[/:-]", quantity.text) or max(quantity.values) <= _ONE:
        return None
    before = arabic_stem(words[first - 1].text) if first else ""
    after = fold(words[end].text) if end < len(words) else ""
    if {before, fold(words[first - 1].text) if first else ""} & NOT_A_COUNT or after in FIRST_WORDS | CLOCK:
        return None
    left, right = _clause(text, words, first, end)
    unit, noun = _unit(text, words, end, right)
    if not unit and noun is None:
        noun = _named_before(words, left, first)
    if not unit and noun is None:
        return None
    around = {
        n: ROOTS.get(fold(word.text), _bare(word))
        for n, word in enumerate(words[left:right], left)
        if not first <= n < end and n != noun and _says_something(word) and not _is_empty(word)
    }
    counted = "" if unit or noun is None else _counted(words[noun], [around[n] for n in around if n < first])
    return Amount(
        values=quantity.values,
        start=words[first].start,
        end=words[end - 1].end,
        unit=unit,
        counted=counted,
        around=frozenset(around.values()) | ({counted} & FATES),
        bound=_bound(
            [fold(word.text) for word in words[max(left, first - _HEDGE) : first]],
            [fold(word.text) for word in words[end : min(right, end + _HEDGE)]],
        ),
    )


def _clause(text: str, words: Sequence[Word], first: int, end: int) -> tuple[int, int]:
    """Give the words around a number up to a mark: index of the first and just after the last."""
    left = first
    while left > max(0, first - _REACH) and not _CLAUSE_END.search(
        text[words[left - 1].end : words[left].start]
    ):
        left -= 1
    right = end
    limit = min(len(words), end + _REACH)
    while right < limit and not _CLAUSE_END.search(text[words[right - 1].end : words[right].start]):
        right += 1
    return left, right


def _unit(text: str, words: Sequence[Word], end: int, right: int) -> tuple[str, int | None]:
    """Give the unit of a number, and else the index of the noun that it counts."""
    following = [fold(word.text) for word in words[end : min(right, end + 2)]]
    gap = text[words[end - 1].end : words[end].start] if end < len(words) else text[words[end - 1].end :]
    if re.search("[%٪]", gap) or (following and following[0].removeprefix("بال") in HUNDREDS):
        return "%", None
    if len(following) == 2 and following[0] == "في" and following[1].removeprefix("ال") in HUNDREDS:
        return "%", None
    for unit, pattern in MONEY:
        if (following and pattern.fullmatch(following[0].removesuffix("ا"))) or pattern.search(gap):
            return unit, None
    at = end + 1 if following and following[0] == "من" else end
    if at < right and _is_noun(words[at]):
        return "", at
    return "", None


def _named_before(words: Sequence[Word], left: int, first: int) -> int | None:
    """Find what is counted in «the number of the dead rose to 12»."""
    for n in range(first - 2, left - 1, -1):
        if fold(words[n].text).lstrip("وفبل") in ("عدد", "حصيله") and _is_noun(words[n + 1]):
            return n + 1
    return None


def _is_noun(word: Word) -> bool:
    folded = fold(word.text)
    return _says_something(word) and folded not in ABOUT | OVER | UNDER | FIRST_WORDS and folded not in SCALES


def _says_something(word: Word) -> bool:
    return len(word.stem) > 2 and word.stem not in STOPWORDS and not word.stem[0].isdigit()


def _is_empty(word: Word) -> bool:
    folded = fold(word.text).removesuffix("ا")
    return (
        ROOTS.get(folded, word.stem) in EMPTY
        or folded in FIRST_WORDS
        or any(pattern.fullmatch(folded) for _, pattern in MONEY)
    )


def _bare(word: Word) -> str:
    """Give a word's stem without the ending of the accusative, which counted nouns have."""
    return word.stem[:-1] if word.stem.endswith("ا") and len(word.stem) > 3 else word.stem


def _counted(noun: Word, before: Sequence[str]) -> str:
    folded = fold(noun.text).removeprefix("ال")
    singular = SINGULARS.get(folded, folded)
    stem = _bare(msgspec.structs.replace(noun, stem=arabic_stem(singular)))
    if stem in PEOPLE:
        return next((root for root in reversed(before) if root in FATES), stem)
    return ROOTS.get(singular, stem)


def _bound(before: Sequence[str], after: Sequence[str]) -> str:
    line = " ".join(before)
    if "لا يقل" in line:
        return "over"
    if "لا يزيد" in line:
        return "under"
    for words, bound in ((ABOUT, "about"), (OVER, "over"), (UNDER, "under")):
        if words.intersection(before):
            return bound
    return next((AFTERWARDS[word] for word in after if word in AFTERWARDS), "")
