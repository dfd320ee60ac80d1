"""Where the running English names somebody of the table, and is sure enough to be given the table's form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from bisum.model.name import NameRow
from bisum.model.record import Record, RecordSentence
from bisum.pipeline.names.naming import RELIABLE
from bisum.stages.alignment.mentions import mention_in
from bisum.stages.bilingual.identity import name_words
from bisum.stages.bilingual.known import without_clitics
from bisum.stages.bilingual.links import pair_words
from bisum.stages.bilingual.name_match import agrees, is_all_name
from bisum.stages.bilingual.words import Word, arabic_words, word_texts
from bisum.stages.checks.names.known_words import swaps
from bisum.stages.checks.pair import Pair
from bisum.text import WORDS_KEPT, fold


class Renamed(NamedTuple):
    """A name in a passage's English that is shown otherwise.

    Attributes:
        start: Offset of its first code point.
        end: Offset just after its last.
        form: What is shown.
        given: What the translation has.
        arabic: The Arabic name.
        sentence: Number of its sentence in the passage.
        is_spelling: It was the same name spelt otherwise; else another name.
    """

    start: int
    end: int
    form: str
    given: str
    arabic: str
    sentence: int
    is_spelling: bool


class _Unit(NamedTuple):
    """The Arabic and the English of one bead."""

    arabic: str
    english: str
    start: int
    sentence: int


class NamePlaces:
    """Finds the names of a table in bilingual passages."""

    def __init__(self, rows: Sequence[NameRow]) -> None:
        self._index: dict[str, list[tuple[tuple[str, ...], NameRow]]] = {}
        for row in rows:
            # A name that the whole run calls by one form needs no looking for.
            if row.origin == "transliteration" or (row.origin == "run" and len(row.variants) < 2):
                continue
            for form in dict.fromkeys((row.arabic, *row.forms)):
                first, *rest = name_words(form) or ("",)
                self._index.setdefault(first, []).append((tuple(rest), row))
        for ways in self._index.values():
            ways.sort(key=lambda way: -len(way[0]))
        self._begins = lru_cache(maxsize=WORDS_KEPT)(self._begins_name)

    def renamed(
        self, record: Record, number: int | None, sentences: Sequence[RecordSentence]
    ) -> Iterator[Renamed]:
        """Give the names of one passage that are to be shown otherwise, none over another."""
        flagged = {
            finding.sentence or 0
            for finding in record.findings
            if finding.code == "name-changed" and finding.paragraph == number
        }
        reach = -1
        for unit in _units(record, number, sentences):
            found = [*self._spelt(unit), *(_swapped(unit) if unit.sentence in flagged else ())]
            for one in sorted(found):
                if one.start >= reach:
                    yield one
                    reach = one.end

    def _spelt(self, unit: _Unit) -> Iterator[Renamed]:
        for start, end, row in self._named(unit.arabic) if self._index else ():
            if _holds(unit.english, row.english):
                continue
            given = mention_in(pair_words(unit.arabic, unit.english), start, end)
            if given is None or not is_all_name(given) or not agrees(row.arabic, given, RELIABLE):
                continue
            at = _only_place(unit.english, given)
            if at is None or _goes_on(unit.english, at, at + len(given)):
                continue
            yield Renamed(
                start=unit.start + at,
                end=unit.start + at + len(given),
                form=row.english,
                given=given,
                arabic=row.arabic,
                sentence=unit.sentence,
                is_spelling=True,
            )

    def _begins_name(self, word: str) -> bool:
        return any(stripped in self._index for stripped in without_clitics(fold(word)))

    def _named(self, arabic: str) -> Iterator[tuple[int, int, NameRow]]:
        """Give the names of the table in a text, by the first and just after the last word."""
        if not any(map(self._begins, word_texts(arabic))):
            return
        words: list[Word] = arabic_words(arabic)
        folded = [word.folded for word in words]
        at = 0
        while at < len(words):
            found = self._longest(folded, at)
            if found is None:
                at += 1
                continue
            yield at, at + found[0], found[1]
            at += found[0]

    def _longest(self, folded: Sequence[str], at: int) -> tuple[int, NameRow] | None:
        for stripped in without_clitics(folded[at]):
            for rest, row in self._index.get(stripped, ()):
                if tuple(folded[at + 1 : at + 1 + len(rest)]) == rest:
                    return 1 + len(rest), row
        return None


def _units(record: Record, number: int | None, sentences: Sequence[RecordSentence]) -> Iterator[_Unit]:
    if number is None:
        if record.title and record.title_english:
            yield _Unit(record.title, record.title_english, 0, 0)
        return
    arabic = record.paragraphs[number].arabic
    numbered = list(enumerate(sentences))
    for _, members in groupby(numbered, key=lambda pair: pair[1].bead):
        at, bead = zip(*members, strict=True)
        carrier = next((one for one in bead if one.english), None)
        if carrier is not None and carrier.english and carrier.english_start is not None:
            yield _Unit(arabic[bead[0].start : bead[-1].end], carrier.english, carrier.english_start, at[0])


def _swapped(unit: _Unit) -> Iterator[Renamed]:
    """Give the one known name that the English replaced by another of its kind, where there is just one."""
    found = [one for one in swaps(Pair(arabic=unit.arabic, english=unit.english)) if one.arabic.known.is_name]
    if len(found) != 1:
        return
    (swap,) = found
    given = unit.english[swap.english.start : swap.english.end]
    is_noun = swap.arabic.is_noun and swap.english.is_noun
    if is_noun and _only_place(unit.english, given) == swap.english.start:
        yield Renamed(
            start=unit.start + swap.english.start,
            end=unit.start + swap.english.end,
            form=swap.arabic.known.english,
            given=given,
            arabic=unit.arabic[swap.arabic.start : swap.arabic.end],
            sentence=unit.sentence,
            is_spelling=False,
        )


def _holds(text: str, words: str) -> bool:
    return words in text and bool(re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text))


def _only_place(text: str, words: str) -> int | None:
    """Give where words stand in a text as a whole, None where that is nowhere or in several places."""
    if words not in text:
        return None
    found = [one.start() for one in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    return found[0] if len(found) == 1 else None


def _goes_on(text: str, start: int, end: int) -> bool:
    """Tell whether a further capitalised word stands beside a name, so that it may be a part only."""
    after = re.match(r"[ -](?=[^\W\d_a-z])(\w)", text[end:])
    before = re.search(r"(\w+)[ -]$", text[:start])
    is_begun = before is not None and before[1][0].isupper() and before.start() > 0
    return bool(after and after[1].isupper()) or is_begun
