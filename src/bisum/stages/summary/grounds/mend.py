"""A sentence written by a model, with the true words and the speaker put in where they are missing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from bisum.stages.bilingual.words import english_words
from bisum.stages.english.draft import DOUBLE_MARKS, names
from bisum.stages.english.text import find_marks
from bisum.stages.summary.grounds.content import FUNCTION_WORDS, content_words
from bisum.stages.summary.grounds.faithful import without_marked

# Share of content words from which a sentence passes an entry's words on.
_PASSES_ON: Final = 0.5
# Words of an entry in a row from which a sentence passes them on, however much else it says.
_RUN: Final = 5
# Word F1 from which marked words are taken for a slip in an entry's words, and not for an invention.
_SLIP: Final = 0.6


class LedgerWords(NamedTuple):
    """Somebody's words in English, as the ledger has them.

    Attributes:
        number: In the ledger; None for reported speech without marks.
        words: The words.
        speaker: The English name; None for a term in marks, which nobody says.
    """

    number: int | None
    words: str
    speaker: str | None


class Mended(NamedTuple):
    """A sentence that keeps the promise.

    Attributes:
        text: The sentence.
        quotes: Numbers of the ledger entries in its marks.
        is_changed: Something was put in or taken out.
    """

    text: str
    quotes: tuple[int, ...]
    is_changed: bool


def mended(written: str, entries: Sequence[LedgerWords]) -> Mended | None:
    """Give a written sentence with marks only around ledger words, their speakers named.

    Args:
        written: One sentence; all of its words stand in its grounds.
        entries: Those that stand in its grounds.

    Returns:
        None where it can't be mended.
    """
    marked = _with_true_words(written, entries)
    if marked is None:
        return None
    text, quotes = marked
    said = [
        entry for entry in entries if entry.speaker and (entry.number in quotes or _passes_on(text, entry))
    ]
    missing = dict.fromkeys(
        entry.speaker for entry in said if entry.speaker and not names(without_marked(text), entry.speaker)
    )
    if len(missing) > 1:
        return None
    for name in missing:
        # With two voices in the sentence nobody could tell which words are whose.
        if len({entry.speaker for entry in said}) > 1 or not content_words(name):
            return None
        text = _led_by(name, text)
    return Mended(text, tuple(sorted(quotes)), is_changed=text != written)


def _with_true_words(written: str, entries: Sequence[LedgerWords]) -> tuple[str, set[int]] | None:
    """Put curved marks around ledger words, and the true words where the model slipped."""
    text, given = written, set()
    marks = [mark for mark in find_marks(written) if not _inside_another(mark.opens_at, written)]
    for mark in reversed(marks):
        words = DOUBLE_MARKS.sub("", written[mark.start : mark.end]).strip()
        found = _entry_of(words, entries)
        if found is None:
            return None
        entry, true = found
        if entry.number is not None and entry.speaker:
            given.add(entry.number)
        text = f"{text[: mark.opens_at]}“{true}”{text[mark.closes_at :]}"
    if len(DOUBLE_MARKS.findall(text)) != 2 * len(marks):
        return None
    return text, given


def _inside_another(at: int, text: str) -> bool:
    return any(mark.start <= at < mark.end for mark in find_marks(text))


def _entry_of(words: str, entries: Sequence[LedgerWords]) -> tuple[LedgerWords, str] | None:
    """Find whose words stand in marks, and what they truly are."""
    marked = [entry for entry in entries if entry.number is not None]
    for entry in marked:
        if (true := _stretch(words, entry.words)) is not None:
            return entry, true
    best = max(marked, key=lambda entry: _word_f1(words, entry.words), default=None)
    if best is not None and _word_f1(words, best.words) >= _SLIP:
        return best, DOUBLE_MARKS.sub("", best.words).strip(" ,.")
    return None


def _stretch(words: str, whole: str) -> str | None:
    """Give the stretch of a text that has these words, as it stands there."""
    wanted = [word.text.casefold() for word in english_words(words)]
    there = english_words(whole)
    for start in range(len(there) - len(wanted) + 1 if wanted else 0):
        piece = there[start : start + len(wanted)]
        if [word.text.casefold() for word in piece] == wanted:
            stretch = whole[piece[0].start : piece[-1].end]
            ending = re.match(r"[.,!?]+(?=\W*$)", words[len(words.rstrip(".,!?")) :])
            return DOUBLE_MARKS.sub("", stretch) + (ending.group() if ending else "")
    return None


def _word_f1(one: str, other: str) -> float:
    mine, theirs = ({word.stem for word in english_words(text)} for text in (one, other))
    return 2 * len(mine & theirs) / (len(mine) + len(theirs)) if mine and theirs else 0.0


def _passes_on(text: str, entry: LedgerWords) -> bool:
    """Tell whether a sentence says an entry's words: with half of its own, or with a run of them."""
    mine = {word.stem for word in content_words(text)}
    shared = mine & {word.stem for word in content_words(entry.words)}
    return bool(mine) and (len(shared) >= _PASSES_ON * len(mine) or bool(_runs(text) & _runs(entry.words)))


def _runs(text: str) -> set[tuple[str, ...]]:
    words = [word.text.casefold() for word in english_words(text)]
    return {tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)}


def _led_by(name: str, text: str) -> str:
    """Say first whose words follow."""
    if text.startswith("“"):
        return f"{name}: {text}"
    first = re.match(r"[\w'’]+", text)
    if first and first.group().casefold() in FUNCTION_WORDS and first.group() != "I":
        text = text[0].lower() + text[1:]
    return f"According to {name}, {text}"
