"""The numbers that a text names, in digits or in words, in both languages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import msgspec

from bisum.stages.bilingual.number_reader import NumberReader, Part, Quantity
from bisum.stages.bilingual.number_words import (
    ARABIC_ORDINALS,
    ARABIC_UNITS,
    DUALS,
    ENGLISH_ALONE,
    ENGLISH_MANY,
    ENGLISH_ORDINALS,
    ENGLISH_UNITS,
    FRACTIONS,
    HUNDREDS,
    NOT_WITH_ARTICLE,
    SCALES,
    TWO_OF,
)
from bisum.stages.bilingual.rank import STOPWORDS
from bisum.stages.bilingual.words import Word
from bisum.text import WORDS_KEPT

_DIGITS: Final = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫٬،", "01234567890123456789.,,")
# «a hundred and five», «half a million», «two and a half»
_LINKING: Final = frozenset({"and", "a", "an"})
# Words before «of» and a thousand or a million: «a couple of thousand».
_COUNTING: Final = frozenset(
    ("hundreds", "thousands", "millions", "dozens", "couple", "half", "quarter", "third")
)
_PARTS_OF_AN_HOUR: Final = {15.0: 0.25, 20.0: 1 / 3, 30.0: 0.5, 40.0: 1 / 3, 45.0: 0.25}  # minutes
_CLITIC: Final = re.compile("^(?:[وف](?=\\w\\w))?(?:(?:بال|كال|لل|ال)(?=\\w{3})|[بلك](?=\\w{3}))?")

_SAME: Final = 1e-6  # relative difference of equal numbers
_TANWIN: Final = "\u064b"
_PLAIN_NUMBER: Final = re.compile(r"[\d.,]*\d")


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


def arabic_quantities(words: Sequence[Word], text: str) -> list[Quantity]:
    """Give the numbers of an Arabic text in order."""
    reader = NumberReader()
    for at, word in enumerate(words):
        if reader.is_open and text[words[at - 1].end : word.start].strip():
            reader.end()
        if word.text[0].isdigit():
            *earlier, last = digit_values(word.text) or [frozenset({0.0})]
            for values in earlier:
                reader.end()
                reader.take(word.text, Part("digits", values))
            is_joined = at > 0 and words[at - 1].text == "و"
            reader.take(word.text, Part("digits", last, is_joined))
            continue
        reading = _reading(word.folded)
        part = None if reading is None else _arabic_part(reading, words[at - 1].folded if at else "")
        if reading and part and reading.bare in DUALS and not reader.is_open and _is_dual(words, text, at):
            part = Part("whole", frozenset({DUALS[reading.bare]}), part.is_joined)
        if reading and part and reader.is_open and _begins_anew(reading, words[at - 1]):
            reader.end()
        if part is not None and not (part.is_ordinal and reader.is_open and not part.is_joined):
            reader.take(word.text, part)
        elif reader.is_open and word.text != "و":
            reader.end()
    reader.end()
    return reader.found


def _begins_anew(reading: _Reading, before: Word) -> bool:
    """Tell whether hundreds have nothing to do with the digits before them: «في 1957 مئات السيارات»."""
    return reading.bare in HUNDREDS and before.text[0].isdigit()


def _is_dual(words: Sequence[Word], text: str, at: int) -> bool:
    """Tell whether «ألفا» is two thousand, since what is counted follows right after: «ألفا جندي».

    A single thousand in the accusative looks the same, but has something else after it.
    """
    if _TANWIN in words[at].text or at + 1 == len(words):
        return False
    following = words[at + 1]
    is_next = text[words[at].end : following.start] == " "
    return is_next and following.stem not in STOPWORDS and not following.folded.startswith("و")


class _Reading(msgspec.Struct, frozen=True, gc=False):
    """An Arabic word that may name a number.

    Attributes:
        bare: Folded, without clitics.
        prefix: The clitics.
        part: What it adds to a number, where the word before it says nothing else.
    """

    bare: str
    prefix: str
    part: Part


@lru_cache(maxsize=WORDS_KEPT)
def _reading(folded: str) -> _Reading | None:
    """Read a word by itself; None where it names no number."""
    bare = folded if folded in SCALES or folded in TWO_OF else _CLITIC.sub("", folded)
    prefix = folded[: len(folded) - len(bare)]
    is_joined = folded.startswith("و") and folded not in ARABIC_UNITS
    if bare in TWO_OF:
        part: Part | None = Part("whole", frozenset({TWO_OF[bare]}), is_joined)
    elif bare in HUNDREDS and prefix.endswith("ك"):
        part = None  # «كمية»
    elif bare in SCALES or bare in HUNDREDS:
        part = Part("times", frozenset({SCALES.get(bare, 100.0)}), is_joined)
    else:
        part = _small_part(bare, is_joined=is_joined, has_article=prefix.endswith(("ال", "لل")))
    return None if part is None else _Reading(bare, prefix, part)


def _arabic_part(reading: _Reading, before: str) -> Part | None:
    """Give what a word adds to a number after another word, folded."""
    bare, prefix = reading.bare, reading.prefix
    if bare in HUNDREDS and (before == "في" or prefix.endswith("بال")):
        return None  # «في المئة»: a percentage
    is_again = before.startswith("و") or prefix.endswith(("ال", "لل"))
    if bare in SCALES and is_again and before.removeprefix("و") in FRACTIONS:
        return None  # «مليون ونصف المليون»: said already
    if bare == "عشر" and before in {"الاحد", "الاحدي"}:
        return Part("add", frozenset({11.0}))
    return reading.part


def _small_part(bare: str, *, is_joined: bool, has_article: bool) -> Part | None:
    if bare in ("عشر", "عشره"):
        return Part("teen", frozenset({10.0}), is_joined)
    if bare in ARABIC_UNITS and not (bare in NOT_WITH_ARTICLE and has_article):
        return Part("add", frozenset({ARABIC_UNITS[bare]}), is_joined)
    if bare in FRACTIONS:
        return Part("fraction", frozenset({FRACTIONS[bare]}), is_joined)
    if bare in ARABIC_ORDINALS:
        return Part("add", frozenset({ARABIC_ORDINALS[bare]}), is_joined, is_ordinal=True)
    return None


def english_quantities(words: Sequence[Word], text: str) -> list[Quantity]:
    """Give the numbers of an English text in order."""
    reader = NumberReader()
    for at, word in enumerate(words):
        between = text[words[at - 1].end : word.start] if reader.is_open else ""
        lower = word.folded
        if reader.is_open and (between.strip(" -") or lower in ENGLISH_ALONE or _is_alone(words, at - 1)):
            reader.end()
        if lower[0].isdigit():
            for n, values in enumerate(digit_values(word.text)):
                more = _also_of_an_hour(values) if n else _also(values, text[word.end : word.end + 5])
                reader.end()
                reader.take(word.text, Part("digits", more))
            continue
        part = _english_part(
            lower, words[at - 1].folded if at else "", is_open=reader.is_open, is_glued=not between
        )
        if part is not None:
            reader.take(word.text, part)
        elif reader.is_open and not _goes_on(words, at):
            reader.end()
    reader.end()
    return reader.found


def _is_alone(words: Sequence[Word], at: int) -> bool:
    """Tell whether a number ends here: «once», but «a couple thousand», «a couple of thousand»."""
    is_counting = words[at].folded in _COUNTING and (
        words[at + 1].folded in SCALES or _goes_on(words, at + 1)
    )
    return words[at].folded in ENGLISH_ALONE and not is_counting


def _goes_on(words: Sequence[Word], at: int) -> bool:
    """Tell whether a number goes on after a linking word.

    «a hundred **and** five», «two and **a** half», «hundreds **of** thousands», «a quarter **of** a million».
    """
    linking = words[at].folded
    if linking == "of":
        following = next((one for one in words[at + 1 : at + 3] if one.folded != "a"), None)
        return words[at - 1].folded in _COUNTING and following is not None and following.folded in SCALES
    following = words[at + 1] if at + 1 < len(words) else None
    is_number = following is not None and (following.folded in SCALES or following.folded in FRACTIONS)
    return linking == "and" or (linking in _LINKING and is_number)


def _english_part(lower: str, before: str, *, is_open: bool, is_glued: bool) -> Part | None:
    if lower not in _ENGLISH_NUMBERS:
        return None
    if lower in SCALES and (len(lower) > 2 or (is_glued and is_open)):
        return Part("times", frozenset({SCALES[lower]}))
    if lower in ENGLISH_MANY:
        return Part("times", frozenset({ENGLISH_MANY[lower]}))
    if lower in ("half", "halves"):  # «two and a half», but two halves are no number
        return Part("fraction", frozenset({0.5}), is_joined=is_open and before in _LINKING)
    values = {table[lower] for table in (ENGLISH_UNITS, ENGLISH_ORDINALS, FRACTIONS) if lower in table}
    return Part("add", frozenset(values), is_ordinal=lower in ENGLISH_ORDINALS) if values else None


_ENGLISH_NUMBERS: Final = frozenset({
    *SCALES, *ENGLISH_MANY, *ENGLISH_UNITS, *ENGLISH_ORDINALS, *FRACTIONS, "half", "halves"
})  # fmt: skip


def _also(values: frozenset[float], after: str) -> frozenset[float]:
    """Let 1990s be the nineties too, and 5 p.m. 17 hours."""
    decades = {one % 100 for one in values if after.startswith("s") and one >= 1000}
    hours = {one + 12 for one in values if after.strip().casefold().startswith(("p.m", "pm")) and one < 12}
    return values | decades | hours


def _also_of_an_hour(minutes: frozenset[float]) -> frozenset[float]:
    """Let the minutes of 7:30 be half an hour too."""
    return minutes | {_PARTS_OF_AN_HOUR[one] for one in minutes if one in _PARTS_OF_AN_HOUR}


def unmatched(one_side: list[Quantity], other_side: list[Quantity]) -> list[Quantity]:
    """Give the numbers of one side that the other doesn't name, whatever each may mean."""
    known = [value for quantity in other_side for value in quantity.values]
    return [one for one in one_side if not any(_is_same(a, b) for a in one.values for b in known)]


def _is_same(one: float, other: float) -> bool:
    return abs(one - other) <= _SAME * max(1.0, abs(one))
