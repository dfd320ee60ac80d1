"""Persons by their full names where a summary mentions them first.

An article gives a name whole once and then the surname alone. Where the sentence with the
whole name is left out, the reader would meet somebody unknown.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

from bisum.model.bitext import Alignment
from bisum.model.dossier import Dossier
from bisum.model.quote import Quotes
from bisum.stages.bilingual.identity import is_person, name_words
from bisum.stages.english.draft import names, without_marks
from bisum.stages.summary.forms.name_place import CLITICS

_MARKED: Final = re.compile("«[^«»]*»|“[^“”]*”")
_MIN_SURNAME: Final = 3  # letters
# What makes of a surname somebody else, or part of a longer name.
_NOT_BEFORE_ENGLISH: Final = re.compile(
    r"(?:(?:(?<![.!?] )|(?<=\b[DM]r\. )|(?<=\bMrs\. ))\b(?!Dr\b|Mr\b|The\b)[A-Z][\w’'-]*\.?\s+|[-–’'])$"
)
_NOT_AFTER_ENGLISH: Final = re.compile(r"\s*[-–]|\s+[A-Z]")
_NOT_BEFORE_ARABIC: Final = re.compile(
    "(?:السيدة|الآنسة|عائلة|أسرة|آل|بني|ابن|ابنة|بنت|نجل|نجلة|شقيق|شقيقة|زوج|زوجة|والد|والدة|أرملة|حكومة|شارع"
    "|مدينة) $"
)
_NOT_AFTER_ARABIC: Final = re.compile("[-–]")


class Person(NamedTuple):
    """A person's full name in both languages."""

    arabic: str
    english: str


def people_of(dossier: Dossier) -> list[Person]:
    """Give the persons who speak in an article and whose full names are known in both languages.

    One who shares the last name of another is left out: nobody could tell which is meant.
    """
    quotes, alignment = dossier[Quotes], dossier[Alignment]
    found: dict[str, str] = {}
    for ledger, renderings in ((quotes.marked, alignment.quotes), (quotes.indirect, alignment.indirect)):
        for quote, english in zip(ledger, renderings, strict=True):
            name = without_marks(next((one.speaker for one in english if one.speaker), ""))
            arabic = without_marks(quote.speaker.name) if quote.speaker else ""
            if arabic and name and is_person(name_words(arabic)):
                found.setdefault(arabic, name)
    people = [Person(arabic, english) for arabic, english in found.items() if _is_full(arabic, english)]
    shared = Counter(person.arabic.split()[-1] for person in people)
    alike = Counter(person.english.split()[-1].casefold() for person in people)
    return [
        person
        for person in people
        if shared[person.arabic.split()[-1]] == alike[person.english.split()[-1].casefold()] == 1
    ]


def _is_full(arabic: str, english: str) -> bool:
    surnames = arabic.rsplit(maxsplit=1)[-1], english.rsplit(maxsplit=1)[-1]
    return (
        min(len(arabic.split()), len(english.split())) > 1
        and min(map(len, surnames)) >= _MIN_SURNAME
        and surnames[1][0].isupper()
    )


def introduce(arabic: str, english: str, people: Sequence[Person], told: str) -> tuple[str, str]:
    """Give a sentence in both languages with the full names of those not mentioned before.

    A surname is only taken for a person where both languages have it outside quotation marks.

    Args:
        arabic: The sentence as the summary has it.
        english: The same.
        people: Who may be meant.
        told: The Arabic of the summary before it.
    """
    for person in people:
        if names(f"{told} {arabic}", person.arabic, clitics=CLITICS) or names(english, person.english):
            continue
        there = _alone(arabic, person.arabic.split()[-1], _NOT_BEFORE_ARABIC, _NOT_AFTER_ARABIC)
        here = _alone(english, person.english.split()[-1], _NOT_BEFORE_ENGLISH, _NOT_AFTER_ENGLISH)
        if there is not None and here is not None:
            arabic = arabic[:there] + _given_names(person.arabic) + arabic[there:]
            english = english[:here] + _given_names(person.english) + english[here:]
    return arabic, english


def _given_names(name: str) -> str:
    return " ".join(name.split()[:-1]) + " "


def _alone(text: str, surname: str, before: re.Pattern[str], after: re.Pattern[str]) -> int | None:
    """Find where a surname stands alone outside quotation marks."""
    plain = _MARKED.sub(lambda marked: "\0" * len(marked.group()), text)
    found = re.search(rf"(?<!\w){re.escape(surname)}(?!\w)", plain)
    if found is None or before.search(plain, 0, found.start()) or after.match(plain, found.end()):
        return None
    return found.start()
