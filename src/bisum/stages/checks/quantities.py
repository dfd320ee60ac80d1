"""The numbers that a text names, in digits or in words, in both languages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import msgspec

from bisum.stages.checks.number_words import (
    ARABIC_ORDINALS,
    ARABIC_UNITS,
    ENGLISH_MANY,
    ENGLISH_ORDINALS,
    ENGLISH_UNITS,
    FRACTIONS,
    HUNDREDS,
    NOT_WITH_ARTICLE,
    SCALES,
    TWO_OF,
)
from bisum.stages.words import Word
from bisum.text import WORDS_KEPT

_DIGITS: Final = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫٬،", "01234567890123456789.,,")
# «a hundred and five», «half a million», «two and a half»
_LINKING: Final = frozenset({"and", "a", "an"})
_CLITIC: Final = re.compile("^(?:[وف](?=\\w\\w))?(?:(?:بال|كال|لل|ال)(?=\\w{3})|[بلك](?=\\w{3}))?")

_PLAIN_NUMBER: Final = re.compile(r"[\d.,]*\d")


class Quantity(msgspec.Struct, frozen=True, gc=False):
    """A number that a text names.

    Attributes:
        text: As it stands.
        values: What it may mean: 1,200 may be 1200 or, the comma a point, 1.2.
        is_digits: Written in digits.
        is_ordinal: «third» rather than «three».
    """

    text: str
    values: frozenset[float]
    is_digits: bool
    is_ordinal: bool = False


def digit_values(token: str) -> list[frozenset[float]]:
    """Give what each number of a token in digits may mean; 5:20 and 4-5 are two numbers."""
    found = []
    for part in re.split("[/:-]", token.translate(_DIGITS)):
        bare = part.strip(".,")
        # «7الوزير»: letters that cling to digits are left to the check for Arabic in the English.
        if not _PLAIN_NUMBER.fullmatch(bare):
            continue
        values = {float(re.sub("[.,]", "", bare))} if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", bare) else set()
        pieces = re.split("[.,]", bare)
        if len(pieces) <= 2:
            values.add(float(".".join(pieces)))
        elif not values:
            values = {float(piece) for piece in pieces}
        found.append(frozenset(values))
    return found


class _Part(msgspec.Struct, frozen=True, gc=False):
    """What one word adds to a number.

    Attributes:
        kind: ``add``, ``times``, ``whole``, ``fraction``, ``teen`` or ``digits``.
        values: What it adds or multiplies by.
        is_joined: The Arabic word starts with و, so that it goes on with the number before it.
    """

    kind: str
    values: frozenset[float]
    is_joined: bool = False
    is_ordinal: bool = False


class _Reader:
    """Reads numbers off a row of words."""

    def __init__(self) -> None:
        self.found: list[Quantity] = []
        self._clear()

    def _clear(self) -> None:
        self._words: list[str] = []
        self._done: set[float] = {0.0}
        self._current: set[float] = set()
        self._scale = 0.0
        self._is_digits = self._is_ordinal = False

    @property
    def is_open(self) -> bool:
        """Whether a number is in hand."""
        return bool(self._words)

    def end(self) -> None:
        """Finish the number in hand."""
        if self._words:
            values = {base + one for base in self._done for one in (self._current or {0.0})}
            self.found.append(
                Quantity(" ".join(self._words), frozenset(values), self._is_digits, self._is_ordinal)
            )
        self._clear()

    def take(self, text: str, part: _Part) -> None:
        """Add a word to the number in hand, or start another."""
        getattr(self, f"_{part.kind}")(part)
        self._words.append(text)
        self._is_ordinal = self._is_ordinal or part.is_ordinal

    def _add(self, part: _Part) -> None:
        if self._current and not self._fits(max(part.values), is_joined=part.is_joined):
            self.end()
        self._current = {a + b for a in (self._current or {0.0}) for b in part.values}

    def _fits(self, value: float, *, is_joined: bool) -> bool:
        """Tell whether a word can go on with the number in hand: five and forty, three hundred and five."""
        rest = max(self._current) % 100
        if self._is_digits and not is_joined:
            return False
        if is_joined and rest < 10 and 20 <= value < 100:
            return rest > 0 or max(self._current) >= 100
        return value < 100 and (
            (rest == 0 and max(self._current) >= 100) or (rest >= 20 and rest % 10 == 0 > value - 10)
        )

    def _whole(self, part: _Part) -> None:
        (value,) = part.values
        self.end()
        self._done, self._scale = {value}, value / 2

    def _digits(self, part: _Part) -> None:
        if self._words and not (part.is_joined and self._scale and not self._current):
            self.end()
        self._current, self._is_digits = set(part.values), True

    def _teen(self, part: _Part) -> None:
        if self._current and max(self._current) < 10 and not self._is_digits:
            self._current = {one + 10 for one in self._current}
        else:
            self._add(part)

    def _times(self, part: _Part) -> None:
        (scale,) = part.values
        if self._scale and scale >= self._scale:
            # «340 million and 500 million» are two numbers.
            current, words, is_digits = self._current, self._words[-1:], self._is_digits
            self._current, self._words = set(), self._words[:-1]
            self.end()
            self._current, self._words, self._is_digits = current, words, is_digits
        self._current = {one * scale for one in self._current} or {scale}
        if scale >= 1e3:
            self._done = {base + one for base in self._done for one in self._current}
            self._current, self._scale = set(), scale

    def _fraction(self, part: _Part) -> None:
        if self._words and part.is_joined:
            unit = self._scale if self._scale and not self._current else 1.0
            self._current = {a + b * unit for a in (self._current or {0.0}) for b in part.values}
        else:
            self.end()
            self._current = set(part.values)


def arabic_quantities(words: Sequence[Word], text: str) -> list[Quantity]:
    """Give the numbers of an Arabic text in order."""
    reader = _Reader()
    for at, word in enumerate(words):
        if reader.is_open and text[words[at - 1].end : word.start].strip():
            reader.end()
        if word.text[0].isdigit():
            *earlier, last = digit_values(word.text) or [frozenset({0.0})]
            for values in earlier:
                reader.end()
                reader.take(word.text, _Part("digits", values))
            is_joined = at > 0 and words[at - 1].text == "و"
            reader.take(word.text, _Part("digits", last, is_joined))
            continue
        reading = _reading(word.folded)
        part = None if reading is None else _arabic_part(reading, words[at - 1].folded if at else "")
        if part is not None:
            reader.take(word.text, part)
        elif reader.is_open and word.text != "و":
            reader.end()
    reader.end()
    return reader.found


class _Reading(msgspec.Struct, frozen=True, gc=False):
    """An Arabic word that may name a number.

    Attributes:
        bare: Folded, without clitics.
        prefix: The clitics.
        part: What it adds to a number, where the word before it says nothing else.
    """

    bare: str
    prefix: str
    part: _Part


@lru_cache(maxsize=WORDS_KEPT)
def _reading(folded: str) -> _Reading | None:
    """Read a word by itself; None where it names no number."""
    bare = folded if folded in SCALES or folded in TWO_OF else _CLITIC.sub("", folded)
    prefix = folded[: len(folded) - len(bare)]
    is_joined = folded.startswith("و") and folded not in ARABIC_UNITS
    if bare in TWO_OF:
        part: _Part | None = _Part("whole", frozenset({TWO_OF[bare]}), is_joined)
    elif bare in SCALES or bare in HUNDREDS:
        part = _Part("times", frozenset({SCALES.get(bare, 100.0)}), is_joined)
    else:
        part = _small_part(bare, is_joined=is_joined, has_article=prefix.endswith(("ال", "لل")))
    return None if part is None else _Reading(bare, prefix, part)


def _arabic_part(reading: _Reading, before: str) -> _Part | None:
    """Give what a word adds to a number after another word, folded."""
    bare, prefix = reading.bare, reading.prefix
    if bare in HUNDREDS and (before == "في" or prefix.endswith("بال")):
        return None  # «في المئة»: a percentage
    if bare in SCALES and prefix.endswith(("ال", "لل")) and before.removeprefix("و") in FRACTIONS:
        return None  # «مليون ونصف المليون»: said already
    return reading.part


def _small_part(bare: str, *, is_joined: bool, has_article: bool) -> _Part | None:
    if bare in ("عشر", "عشره"):
        return _Part("teen", frozenset({10.0}), is_joined)
    if bare in ARABIC_UNITS and not (bare in NOT_WITH_ARTICLE and has_article):
        return _Part("add", frozenset({ARABIC_UNITS[bare]}), is_joined)
    if bare in FRACTIONS:
        return _Part("fraction", frozenset({FRACTIONS[bare]}), is_joined)
    if bare in ARABIC_ORDINALS:
        return _Part("add", frozenset({ARABIC_ORDINALS[bare]}), is_joined, is_ordinal=True)
    return None


def english_quantities(words: Sequence[Word], text: str) -> list[Quantity]:
    """Give the numbers of an English text in order."""
    reader = _Reader()
    for at, word in enumerate(words):
        between = text[words[at - 1].end : word.start] if reader.is_open else ""
        if between.strip(" -"):
            reader.end()
        lower = word.folded
        if lower[0].isdigit():
            for values in digit_values(word.text):
                reader.end()
                reader.take(word.text, _Part("digits", _also(values, text[word.end : word.end + 5])))
            continue
        part = _english_part(lower, is_open=reader.is_open, is_glued=not between)
        if part is not None:
            reader.take(word.text, part)
        elif reader.is_open and not (lower in _LINKING and _goes_on(lower, words[at + 1 : at + 2])):
            reader.end()
    reader.end()
    return reader.found


def _goes_on(linking: str, following: Sequence[Word]) -> bool:
    """Tell whether a number goes on after a linking word: «a hundred **and** five», «two and **a** half»."""
    return linking == "and" or any(one.folded in SCALES or one.folded in FRACTIONS for one in following)


def _english_part(lower: str, *, is_open: bool, is_glued: bool) -> _Part | None:
    if lower not in _ENGLISH_NUMBERS:
        return None
    if lower in SCALES and (len(lower) > 2 or (is_glued and is_open)):
        return _Part("times", frozenset({SCALES[lower]}))
    if lower in ENGLISH_MANY:
        return _Part("times", frozenset({ENGLISH_MANY[lower]}))
    if lower in ("half", "halves"):
        return _Part("fraction", frozenset({0.5}), is_joined=is_open)
    values = {table[lower] for table in (ENGLISH_UNITS, ENGLISH_ORDINALS, FRACTIONS) if lower in table}
    return _Part("add", frozenset(values), is_ordinal=lower in ENGLISH_ORDINALS) if values else None


_ENGLISH_NUMBERS: Final = frozenset({
    *SCALES, *ENGLISH_MANY, *ENGLISH_UNITS, *ENGLISH_ORDINALS, *FRACTIONS, "half", "halves"
})  # fmt: skip


def _also(values: frozenset[float], after: str) -> frozenset[float]:
    """Let 1990s be the nineties too, and 5 p.m. 17 hours."""
    decades = {one % 100 for one in values if after.startswith("s") and one >= 1000}
    hours = {one + 12 for one in values if after.strip().casefold().startswith(("p.m", "pm")) and one < 12}
    return values | decades | hours
