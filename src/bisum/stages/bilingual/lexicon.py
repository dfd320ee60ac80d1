"""Which English words render which Arabic ones, as learnt from sentence pairs.

The table lies in ``tables/ar_en.tsv.xz``; ``benchmarks/train_lexicon.py`` made it.
"""

from __future__ import annotations

import itertools
import lzma
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib import resources
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from bisum.stages.bilingual.sounds import likeness, likeness_from
from bisum.stages.bilingual.words import Word

Floats = NDArray[np.float64]

# Two words of three letters or more that sound this alike are one name. On 2,000 single names of Wikidata
# 93 % of the partners pass, and 0.9 % of others with the same first letter.
SAME_NAME: Final = 0.7
_MIN_NAME: Final = 3  # letters
_LONGEST_JOINED: Final = 4  # letters of a word that English may write together with the next
_MIN_JOINED: Final = 6  # letters of such a name; shorter ones and abbreviations sound like any two words
_MIN_LOAN: Final = 5  # letters of a loan word («فوتون», photon) that is told by its sound alone
_SAME_LOAN: Final = 0.8  # likeness
_SURE: Final = 0.4  # a link of this strength counts in full
_HALF: Final = 0.5  # the table's figures are rounded down or up to whole percents, 0 too
_READ: Final = 1 << 14  # rows of the table that are kept as read; 300 articles ask for half as many
_WEAK: Final = 0.5  # a word whose best link is weaker is left over, and may be a name


class Chances(NamedTuple):
    """How two words render each other.

    Attributes:
        forward: Probability of the English word, given the Arabic one.
        backward: Probability of the Arabic word, given the English one.
    """

    forward: float
    backward: float


@cache
def _rows() -> dict[str, str]:
    """Give for each Arabic stem its row as it stands in the file: a run reads few of them."""
    raw = resources.files("bisum.stages").joinpath("tables/ar_en.tsv.xz").read_bytes()
    lines = lzma.decompress(raw).decode("utf-8").splitlines()
    return {arabic: cells for arabic, _, cells in (line.partition("\t") for line in lines)}


def is_rendered(stem: str) -> bool:
    """Tell whether the table has an Arabic stem."""
    return stem in _rows()


@lru_cache(maxsize=_READ)
def renderings(stem: str) -> Mapping[str, Chances]:
    """Give the English stems of an Arabic one with their chances, none where the table lacks it."""
    row = _rows().get(stem)
    if row is None:
        return {}
    cells = (cell.rsplit(":", 2) for cell in row.split(" "))
    return {english: _chances(forward, backward) for english, forward, backward in cells}


@cache
def _chances(forward: str, backward: str) -> Chances:
    """Read two whole percents, of which there are few pairs."""
    return Chances((int(forward) + _HALF) / 100, (int(backward) + _HALF) / 100)


@cache
def english_stems() -> frozenset[str]:
    """Give the English stems that the table knows."""
    return frozenset(cell.rsplit(":", 2)[0] for row in _rows().values() for cell in row.split(" "))


@cache
def likely_arabic() -> dict[str, tuple[str, float]]:
    """Give for each English stem its likeliest Arabic one, with its chance."""
    best: dict[str, tuple[str, float]] = {}
    for arabic, row in _rows().items():
        for cell in row.split(" "):
            english, _, backward = cell.rsplit(":", 2)
            chance = (int(backward) + _HALF) / 100
            if chance > best.get(english, ("", 0.0))[1]:
                best[english] = arabic, chance
    return best


class Links(NamedTuple):
    """How the words of two texts render each other; each of shape (Arabic words, English words).

    Attributes:
        strength: How sure each link is, in [0, 1].
        forward: As in ``Chances``.
        backward: As in ``Chances``.
    """

    strength: Floats
    forward: Floats
    backward: Floats


def links(arabic: Sequence[Word], english: Sequence[Word]) -> Links:
    """Tell how the words of two texts render each other.

    Equal numbers and Latin words are sure; then the table decides; a capitalised word
    that is left over and sounds like an Arabic one that is left over is a name.
    """
    forward, backward = (np.zeros((len(arabic), len(english))) for _ in range(2))
    columns: dict[str, list[int]] = {}
    for column, word in enumerate(english):
        columns.setdefault(word.stem, []).append(column)
    for row, word in enumerate(arabic):
        found = renderings(word.stem)
        for stem in found.keys() & columns.keys():
            ahead, back = found[stem]
            for column in columns[stem]:
                forward[row, column], backward[row, column] = ahead, back
        for column in columns.get(word.stem, ()):
            forward[row, column] = backward[row, column] = 1.0
    strength = np.minimum(1.0, np.sqrt(forward * backward) / _SURE)
    for row, column, sound in _names(arabic, english, strength):
        for grid in (strength, forward, backward):
            grid[row, column] = max(grid[row, column], sound)
    return Links(strength, forward, backward)


def _joined(
    arabic: Sequence[Word], english: Sequence[Word], names: Sequence[int]
) -> Iterator[tuple[int, int, float]]:
    """Give the links of two Arabic words that English writes as one name: «عبد الوهاب», Abdelouahab."""
    long = [
        n for n in names if len(english[n].text) >= _MIN_JOINED and english[n].stem not in english_stems()
    ]
    if not long:
        return
    for row, (one, two) in enumerate(itertools.pairwise(arabic)):
        if len(one.text) > _LONGEST_JOINED or two.start != one.end + 1:
            continue
        for column in long:
            text = english[column].text.removesuffix("'s").removesuffix("’s")
            sound = likeness_from(one.text + two.text, text, SAME_NAME)
            # «في بنزا» sounds like Benza too, but less than «بنزا» does.
            if sound >= SAME_NAME and sound > likeness(two.text, text):
                yield row, column, sound
                yield row + 1, column, sound


def _names(
    arabic: Sequence[Word], english: Sequence[Word], strength: Floats
) -> Iterator[tuple[int, int, float]]:
    """Give the links between words that the table leaves over and that sound alike."""
    if not strength.size:
        return
    left_rows = np.flatnonzero(strength.max(axis=1) < _WEAK)
    left_columns = map(int, np.flatnonzero(strength.max(axis=0) < _WEAK))
    left = [n for n in left_columns if len(english[n].text) >= _MIN_NAME]
    names = [n for n in left if english[n].text[0].isupper()]
    small = [n for n in left if english[n].text[0].islower() and len(english[n].text) >= _MIN_LOAN]
    loans = [n for n in small if english[n].stem not in english_stems()]
    if not names and not loans:
        return
    yield from _joined(arabic, english, names)
    for row in (int(n) for n in left_rows):
        word = arabic[row]
        if len(word.stem) < _MIN_NAME or word.stem[0].isdigit():
            continue
        for column in names if is_rendered(word.stem) else (*names, *loans):
            text = english[column].text.removesuffix("'s").removesuffix("’s")
            least = SAME_NAME if text[0].isupper() else _SAME_LOAN
            sound = max(likeness_from(word.stem, text, least), likeness_from(word.text, text, least))
            if sound >= least:
                yield row, column, sound
