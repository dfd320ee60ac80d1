"""Names in the English that sound like nothing in the Arabic."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Final

from bisum.model.finding import Severity
from bisum.stages.bilingual.known import without_clitics
from bisum.stages.bilingual.lexicon import english_stems, is_rendered
from bisum.stages.bilingual.rank import STOPWORDS
from bisum.stages.bilingual.sounds import likeness
from bisum.stages.bilingual.words import Word
from bisum.stages.checks.names.capitals import may_be_name, plain
from bisum.stages.checks.names.named_words import is_name_or_unknown, is_surname, sound
from bisum.stages.checks.names.titles import is_in_title
from bisum.stages.checks.pair import Fault, Pair
from bisum.text import holds_arabic

_LINKED: Final = 0.1  # strength from which a word is taken to have a rendering
_SOUNDS: Final = 0.5  # likeness from which two words may be one name; ``SAME_NAME`` is for certainty
# Likeness from which an English name is heard in an Arabic word that nothing else renders, and in any. From
# .5 in any word to these, 43 instead of 28 of 87 sentences with wrong names of the default model were found;
# false alarms rose from 4.0 to 6.1 % on ntrex-dev and ant-news-dev, and are 2.3 % on Google's flores-dev.
_SOUNDS_FREE: Final = 0.6
_SURELY_SOUNDS: Final = 0.7
_TAKEN: Final = 0.5  # strength of a link from which another English word renders an Arabic one
_MIN_ARABIC: Final = 3
_BETWEEN_HALVES: Final = frozenset((" ", "-"))
_LONGEST_JOINED: Final = 5  # letters of a word that English writes together with the next


def check_names(pair: Pair) -> Iterator[Fault]:
    """Find English names that sound like nothing in the Arabic."""
    texts = pair.texts
    if not texts.grid.size:
        return
    of_english, of_arabic = texts.grid.max(axis=0).tolist(), texts.grid.max(axis=1).tolist()
    strange = [n for n in _capitals(pair) if _is_strange(pair, n, of_english)]
    if not strange:
        yield from _first_names(pair, of_english, of_arabic)
        return
    left = [n for n in _unknown(pair) if of_arabic[n] < _LINKED and not _is_said(pair, n)]
    left = left or [row for n in strange if (row := _in_its_place(pair, n, of_arabic)) is not None]
    foreign = [n for n in strange if pair.english_words[n].stem not in english_stems()]
    if foreign or left:
        yield _changed(pair, left, foreign or strange)


def _is_strange(pair: Pair, column: int, of_english: list[float]) -> bool:
    """Tell whether an English name is none of the Arabic's; ``of_english`` has the strongest link of each."""
    return (
        of_english[column] < _LINKED
        and not _is_heard(pair, column)
        and not _is_known(pair, column)
        and not is_in_title(pair, column, of_english)
    )


def _first_names(pair: Pair, of_english: list[float], of_arabic: list[float]) -> Iterator[Fault]:
    """Find a name at the head of the sentence, where any word has a capital: *Jenkins* for «جاينز».

    It takes a word that the table of renderings lacks, and an Arabic name that none renders; not a given
    name, for which English often has the other (*Pelosi* for «نانسي»). So it names 1 of 5,268 good
    translations (ntrex-dev, ant-news-dev, PUD, flores-dev, 2,000 of ANT), and 16 of 1,445 of the default
    model.
    """
    strange = [
        n
        for n in _heads(pair)
        if pair.english_words[n].stem not in english_stems() and _is_strange(pair, n, of_english)
    ]
    if not strange:
        return
    left = [
        n
        for n, word in enumerate(pair.arabic_words)
        if of_arabic[n] < _LINKED and is_surname(word) and not _is_said(pair, n)
    ]
    if left:
        yield _changed(pair, left, strange)


def _changed(pair: Pair, left: list[int], strange: list[int]) -> Fault:
    return Fault(
        code="name-changed",
        severity=Severity.WARNING,
        message="A name in the English does not sound like any in the Arabic.",
        evidence=f"{_shown(pair.arabic_words, left)} | {_shown(pair.english_words, strange)}",
    )


def _capitals(pair: Pair) -> list[int]:
    """Find the English words that are names: capitalised inside a sentence, and no common word."""
    return [n for n, is_head in _capitalised(pair) if not is_head]


def _heads(pair: Pair) -> list[int]:
    """Find the capitalised words at the head of a sentence or quotation that are no common ones."""
    return [n for n, is_head in _capitalised(pair) if is_head]


def _capitalised(pair: Pair) -> Iterator[tuple[int, bool]]:
    """Give the words with a capital that are no common ones, and whether anything has one there."""
    words = pair.english_words
    for n, word in enumerate(words):
        if may_be_name(word) and not holds_arabic(word.text):
            gap = pair.english[words[n - 1].end : word.start] if n else "."
            yield n, any(mark in gap for mark in '.!?:“"«‘(\n#')


def _is_known(pair: Pair, column: int) -> bool:
    """Tell whether an English word is a place or body of the table that the Arabic names too: «لبكين»."""
    start = pair.english_words[column].start
    meant = {place.known for place in pair.known_arabic}
    return any(place.start <= start < place.end and place.known in meant for place in pair.known_english)


def _is_heard(pair: Pair, column: int) -> bool:
    """Tell whether an Arabic word sounds like an English one and isn't taken by another."""
    text = pair.english_words[column].text
    name = plain(text)
    if any(likeness(whole, name) >= _SURELY_SOUNDS for whole in _joined(pair)) or _is_part(pair, column):
        return True
    others = [n for n, word in enumerate(pair.english_words) if word.text != text]
    for row, word in enumerate(pair.arabic_words):
        if len(word.stem) < _MIN_ARABIC - 1:
            continue
        heard = sound(word, name)
        if heard >= _SURELY_SOUNDS:
            return True
        bare = () if is_rendered(word.stem) else without_clitics(word.folded)[1:]
        if any(len(way) > _MIN_ARABIC and likeness(way, name) >= _SURELY_SOUNDS for way in bare):
            return True  # «لإيما», for Emma
        if heard >= _SOUNDS_FREE and pair.texts.grid[row, others].max(initial=0.0) < _TAKEN:
            return True
    return False


def _is_part(pair: Pair, column: int) -> bool:
    """Tell whether a word is half of a name that the Arabic writes as one: «كفرنبل», *Kafr Nabl*."""
    english = pair.english_words
    for first in (column - 1, column):
        if first < 0 or first + 1 >= len(english):
            continue
        one, two = english[first], english[first + 1]
        if not one.text[0].isupper() or pair.english[one.end : two.start] not in _BETWEEN_HALVES:
            continue
        other = plain((one if first < column else two).text)
        whole = one.text + plain(two.text)
        for word in pair.arabic_words:
            heard = likeness(word.text, whole)
            if heard >= _SURELY_SOUNDS and heard > likeness(word.text, other):
                return True
    return False


def _joined(pair: Pair) -> Iterator[str]:
    """Give each two words of the Arabic as one: «بن زرقة», Benzerga."""
    for one, two in itertools.pairwise(pair.arabic_words):
        if len(one.text) <= _LONGEST_JOINED and pair.arabic[one.end : two.start] == " ":
            yield one.text + two.text


def _unknown(pair: Pair) -> list[int]:
    """Find the Arabic words that the table does not know: mostly names."""
    return [
        n
        for n, word in enumerate(pair.arabic_words)
        if len(word.stem) >= _MIN_ARABIC
        and not word.stem[0].isdigit()
        and not is_rendered(word.stem)
        and word.stem not in STOPWORDS
        and holds_arabic(word.text)
    ]


def _in_its_place(pair: Pair, column: int, of_arabic: list[float]) -> int | None:
    """Give the Arabic name in whose place an English one stands: beside the same other name, unrendered.

    «لورا شياو», *Lorena Casas*: the first name is heard, so the second is the surname. With it .68 instead of
    .56 of the surnames that were put for others in ant-news-dev are found, .86 instead of .77 in ntrex-dev;
    4 more of 3,268 references of those two, PUD and Google's flores-dev are named.
    """
    english, arabic = pair.english_words, pair.arabic_words
    for step in (-1, 1):
        beside = column + step
        if not (0 <= beside < len(english) and english[beside].text[0].isupper()):
            continue
        left, right = sorted((column, beside))
        if pair.english[english[left].end : english[right].start] != " ":
            continue
        for row in _rows_of(pair, beside):
            other = row - step
            if (
                0 <= other < len(arabic)
                and of_arabic[other] < _LINKED
                and _may_name(pair, other)
                and not _is_said(pair, other, but=column)
            ):
                return other
    return None


def _may_name(pair: Pair, row: int) -> bool:
    """Tell whether an Arabic word may be a name, of itself, after «عبد», or as a speaker's («خضري»)."""
    word = pair.arabic_words[row]
    before = pair.arabic_words[row - 1].folded if row else ""
    return is_name_or_unknown(word) or before == "عبد" or pair.is_of_speaker(word)


def _rows_of(pair: Pair, column: int) -> list[int]:
    """Give the Arabic words that an English name renders or sounds like."""
    text = pair.english_words[column].text
    return [
        row
        for row, word in enumerate(pair.arabic_words)
        if pair.texts.grid[row, column] >= _TAKEN or sound(word, text) >= _SOUNDS_FREE
    ]


def _is_said(pair: Pair, row: int, *, but: int = -1) -> bool:
    """Tell whether some English name sounds like an Arabic word, one of them left aside."""
    word = pair.arabic_words[row]
    return any(
        sound(word, other.text) >= _SOUNDS
        for n, other in enumerate(pair.english_words)
        if other.text[0].isupper() and n != but and len(other.text) >= _MIN_ARABIC
    )


def _shown(words: list[Word], which: list[int]) -> str:
    return ", ".join(words[n].text for n in which)
