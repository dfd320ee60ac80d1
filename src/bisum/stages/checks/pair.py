"""What a check sees, and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from bisum.model.base import Value
from bisum.model.finding import Severity
from bisum.stages.bilingual.known import Place, in_arabic, in_english, without_clitics
from bisum.stages.bilingual.links import Bilingual, pair_words
from bisum.stages.bilingual.words import Word, arabic_words, english_words
from bisum.text import fold

_LONG_NAME: Final = 6  # letters of a name that is still known where one of them is missing


class Fault(Value, frozen=True, kw_only=True):
    """One doubt about a pair.

    Attributes:
        code: A word from the table in ``docs/findings.md``.
        severity: What it asks of the reader.
        message: One plain English sentence for the analyst.
        evidence: The words that led to it, as they stand; may be empty.
    """

    code: str
    severity: Severity
    message: str
    evidence: str = ""


@dataclass(frozen=True, kw_only=True)
class Pair:
    """The Arabic and the English of one bead.

    Attributes:
        arabic: Never blank.
        english: Empty where nothing renders the Arabic; then only ``check_form`` is asked.
        log_probability: Mean per token over its pieces, None where unknown.
        is_truncated: The model stopped at its length limit.
        is_measured: What its log-probability is worth is known; see ``checks/sentence/doubt.py``.
        cosine: Of the sentence vectors of both sides, None where nobody asked.
        named: Words of the names of the article's speakers, folded.
    """

    arabic: str
    english: str
    log_probability: float | None = None
    is_truncated: bool = False
    is_measured: bool = False
    cosine: float | None = None
    named: frozenset[str] = frozenset()

    @cached_property
    def folded(self) -> str:
        """The Arabic, folded."""
        return fold(self.arabic)

    @cached_property
    def arabic_words(self) -> list[Word]:
        """Its Arabic words."""
        return arabic_words(self.arabic)

    @cached_property
    def arabic_vocabulary(self) -> frozenset[str]:
        """Its Arabic words, folded: a check looks here whether there is anything to look for."""
        return frozenset(word.folded for word in self.arabic_words)

    @cached_property
    def english_words(self) -> list[Word]:
        """Its English words."""
        return english_words(self.english)

    def is_of_speaker(self, word: Word) -> bool:
        """Tell whether an Arabic word is part of a speaker's name: «وميقاتي» where «نجيب ميقاتي» speaks.

        It may be spelt with a letter more or less: «وليامسون» is «ويليامسون».
        """
        if not self.named.isdisjoint(without_clitics(word.folded)):
            return True
        is_long = len(word.folded) >= _LONG_NAME
        return is_long and any(_is_a_letter_off(word.folded, name) for name in self.named)

    @cached_property
    def known_arabic(self) -> list[Place]:
        """The known words of the Arabic."""
        return in_arabic(self.arabic_words)

    @cached_property
    def known_english(self) -> list[Place]:
        """The known words of the English."""
        return in_english(self.english, self.english_words)

    @cached_property
    def texts(self) -> Bilingual:
        """Its words with their links."""
        return pair_words(self.arabic, self.english)


def _is_a_letter_off(one: str, other: str) -> bool:
    """Tell whether one of two long words is the other without a letter."""
    short, long = sorted((one, other), key=len)
    if len(short) < _LONG_NAME or len(long) - len(short) != 1:
        return False
    at = next((n for n, letter in enumerate(short) if letter != long[n]), len(short))
    return short[at:] == long[at + 1 :]
