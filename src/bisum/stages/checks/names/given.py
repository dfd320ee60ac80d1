"""Given names that became others: Amjad for «عماد», Zied for «زهير»."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from bisum.model.finding import Severity
from bisum.stages.arabic.lexicon import look_up
from bisum.stages.bilingual.known import without_clitics
from bisum.stages.bilingual.lexicon import english_stems, renderings
from bisum.stages.bilingual.sounds import arabic_sound, latin_sound, likeness, plain_likeness, skeleton
from bisum.stages.bilingual.words import Word
from bisum.stages.checks.names.capitals import may_be_name, plain
from bisum.stages.checks.names.named_words import sound
from bisum.stages.checks.pair import Fault, Pair
from bisum.stages.tables import read_rows

_MIN_LETTERS: Final = 4
_IS_NAME: Final = 0.9  # likeness from which an English word is a given name of the table
# Likeness from which an English name may be an Arabic word's after all, read as English is, as any language
# is, and from which an Arabic name has its English.
_HEARD: Final = 0.75
_HEARD_ANYHOW: Final = 0.95
_SAID: Final = 0.7
_TAKEN: Final = 0.5  # strength from which an English name renders another Arabic word
_STOPS: Final = frozenset('.!?:“"«‘(')
_NAMES: Final = frozenset(("given", "name"))


def check_given_names(pair: Pair) -> Iterator[Fault]:
    """Find a given name in the English that no Arabic word sounds like, where an Arabic one is left over.

    Names are compared as English reads them: by other readings Amjad is near «عماد».
    """
    capitals = [n for n, word in enumerate(pair.english_words) if may_be_name(word)]
    strange = [n for n in capitals if _is_strange(pair, n)]
    if not strange:
        return
    others = [n for n in capitals if n not in strange]
    lost = [
        word.text
        for row, word in enumerate(pair.arabic_words)
        if _is_given(word) and not _is_said(pair, row, others)
    ]
    if lost:
        yield Fault(
            code="name-changed",
            severity=Severity.WARNING,
            message="A given name in the English is another than in the Arabic.",
            evidence=f"{', '.join(lost)} | {', '.join(pair.english_words[n].text for n in strange)}",
        )


def _is_strange(pair: Pair, column: int) -> bool:
    """Tell whether an English word is written as a given name is, and is none of the Arabic words."""
    word = pair.english_words[column]
    name = plain(word.text)
    bones = skeleton(latin_sound(name))
    if not any(plain_likeness(given, name) >= _IS_NAME for given in _given().get(bones, ())):
        return False
    # What the table knows is another word at the head of a sentence, or renders one.
    is_head = column == 0 or pair.english[: word.start].rstrip()[-1:] in _STOPS
    if word.stem in english_stems() and (is_head or _renders_any(pair, word)):
        return False
    return not any(
        plain_likeness(form, name) >= _HEARD or likeness(form, name) >= _HEARD_ANYHOW
        for form in _forms(pair.arabic_words)
    )


def _renders_any(pair: Pair, word: Word) -> bool:
    return any(word.stem in renderings(arabic.stem) for arabic in pair.arabic_words)


def _strongest(pair: Pair, column: int) -> float:
    return float(pair.texts.grid[:, column].max(initial=0.0))


def _forms(words: Sequence[Word]) -> Iterator[str]:
    for word in words:
        yield word.stem
        yield from without_clitics(word.folded)
    for one, two in itertools.pairwise(words):
        yield one.folded + two.folded


def _is_given(word: Word) -> bool:
    tags = look_up(word.folded).tags
    return len(word.text) >= _MIN_LETTERS and "given" in tags and tags <= _NAMES


def _is_said(pair: Pair, row: int, others: Sequence[int]) -> bool:
    """Tell whether some other English name sounds like an Arabic one, and renders no other word."""
    word = pair.arabic_words[row]
    for column in others:
        name = plain(pair.english_words[column].text)
        if sound(word, name) < _SAID:
            continue
        if pair.texts.grid[row, column] >= _TAKEN or _strongest(pair, column) < _TAKEN:
            return True
    return False


@cache
def _given() -> Mapping[str, tuple[str, ...]]:
    """Give the given names of the table by their consonants."""
    index: dict[str, tuple[str, ...]] = {}
    for name, *_ in read_rows("given"):
        bones = skeleton(arabic_sound(name))
        index[bones] = (*index.get(bones, ()), name)
    return index
