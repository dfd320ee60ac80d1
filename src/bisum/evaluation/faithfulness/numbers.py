"""Numbers of both languages as values, so that «9,5» is 9.5 and "fourteen" is 14.

Written apart from the checks that bisum runs on its own output: a measure that used the
checker's reading would find nothing that the checker missed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import Final

from bisum.text import fold

_REMEMBERED: Final = 16_384  # texts whose numbers are kept

# A number in digits, with separators of thousands or decimals between them; the Arabic comma only where it
# parts thousands, since it may also part «2024،2025».
_DIGITS: Final = re.compile(r"\d{1,3}(?:،\d{3})+(?!\d)|\d+(?:[.,٫٬]\d+)*")
_ENGLISH_WORD: Final = re.compile(r"[a-z]+")
_THOUSANDS: Final = re.compile(r"\d{1,3}(?:[.,٬]\d{3})+")

# fmt: off
_UNITS: Final = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)
_ORDINALS: Final = (
    "zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth",
    "nineteenth",
)
_TENS: Final = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
# fmt: on
_WORD_VALUES: Final = {
    **{word: Decimal(n) for n, word in enumerate(_UNITS)},
    **{word: Decimal(n) for n, word in enumerate(_ORDINALS)},
    **{word: Decimal(10 * n) for n, word in enumerate(_TENS, 2)},
    **{word[:-1] + "ieth": Decimal(10 * n) for n, word in enumerate(_TENS, 2)},
    "once": Decimal(1),
    "twice": Decimal(2),
    "half": Decimal("0.5"),
    "dozen": Decimal(12),
}
_ENGLISH_SCALES: Final = {
    "hundred": Decimal(100),
    "thousand": Decimal(1000),
    "million": Decimal(10**6),
    "billion": Decimal(10**9),
    "trillion": Decimal(10**12),
    "m": Decimal(10**6),
    "bn": Decimal(10**9),
}
# Folded forms, with the dual and plural that follow numbers.
_ARABIC_SCALES: Final = {
    **dict.fromkeys(("ميه", "ميات"), Decimal(100)),
    **dict.fromkeys(("الف", "الفا", "الاف"), Decimal(1000)),
    **dict.fromkeys(("مليون", "مليونا", "ملايين"), Decimal(10**6)),
    **dict.fromkeys(("مليار", "مليارا", "مليارات", "ملايير", "بليون"), Decimal(10**9)),
    **dict.fromkeys(("تريليون", "تريليونا"), Decimal(10**12)),
}
_NEXT_WORD: Final = re.compile(r"[\s-]*([^\W\d_]+)")

Readings = frozenset[Decimal]
"""All values that one written number can have: 1,234 is 1234 or 1.234."""


@lru_cache(maxsize=_REMEMBERED)
def numbers_of(text: str) -> tuple[Readings, ...]:
    """Give the numbers that a text of either language writes in digits, in order."""
    folded = fold(text)
    found = []
    for match in _DIGITS.finditer(folded):
        readings = _read(match.group())
        follower = _NEXT_WORD.match(folded, match.end())
        word = follower.group(1) if follower else ""
        scale = _ARABIC_SCALES.get(word) or _ENGLISH_SCALES.get(word)
        found.append(readings | {value * scale for value in readings} if scale else readings)
    return tuple(found)


def spelled_numbers(english: str) -> list[Readings]:
    """Give the numbers that an English text writes in words, in order: ``thirty-five`` is one."""
    found: list[Readings] = []
    run: list[str] = []
    for word in [*_ENGLISH_WORD.findall(english.lower()), ""]:
        if word in _WORD_VALUES or word in _ENGLISH_SCALES or (word == "and" and run):
            run.append(word)
        elif run:
            found.append(frozenset(_values_of(run)))
            run = []
    return [readings for readings in found if readings]


def english_numbers(english: str) -> list[Readings]:
    """Give all numbers of an English text, in digits and in words."""
    return [*numbers_of(english), *spelled_numbers(english)]


def holds(numbers: Iterable[Readings], wanted: Readings) -> bool:
    """Tell whether one of the numbers can be the wanted one."""
    return any(number & wanted for number in numbers)


def _read(digits: str) -> Readings:
    plain = digits.replace("٬", ",").replace("،", ",").replace("٫", ".")
    readings = set()
    if "," not in plain and "." not in plain:
        readings.add(Decimal(plain))
    if _THOUSANDS.fullmatch(plain):
        readings.add(Decimal(plain.replace(",", "").replace(".", "")))
    parts = re.split("[.,]", plain)
    if len(parts) == 2:
        readings.add(Decimal(f"{parts[0]}.{parts[1]}"))
    elif len(parts) > 2:
        # 1.234,5 or 1,234.5; and a date 12.5.2024 or a list, read part by part.
        readings.add(Decimal("".join(parts[:-1]) + "." + parts[-1]))
        readings.update(Decimal(part) for part in parts)
    return frozenset(value.normalize() for value in readings)


def _values_of(words: list[str]) -> set[Decimal]:
    """Give the value of the whole run of number words, and of each part that stands for itself."""
    values: set[Decimal] = set()
    total = current = Decimal(0)
    has_any = False
    for word in words:
        if word == "and":
            continue
        if word in _WORD_VALUES:
            value = _WORD_VALUES[word]
            values.add(value)
            current = current + value if _goes_on(current, value) else value
            has_any = True
        else:
            scale = _ENGLISH_SCALES[word]
            if not has_any:
                continue
            if scale == 100:
                current *= scale
            else:
                total += current * scale
                current = Decimal(0)
    if has_any:
        values.add(total + current)
    return {value.normalize() for value in values}


def _goes_on(current: Decimal, value: Decimal) -> bool:
    """Tell whether a number word adds to what stands before it, as in thirty-five or a hundred and ten."""
    return (current % 100 >= 20 and current % 10 == 0 and value < 10) or (
        current >= 100 and current % 100 == 0
    )
