"""Which English words render which Arabic ones, as learnt from sentence pairs.

The table lies in ``tables/ar_en.tsv.xz``; ``benchmarks/train_lexicon.py`` made it.
"""

from __future__ import annotations

import lzma
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bisum.stages.sounds import likeness
from bisum.stages.words import Word

Floats = NDArray[np.float64]

# Two words of three letters or more that sound this alike are one name. On 2,000 single names of Wikidata
# 91 % of the partners pass, and 0.8 % of others with the same first letter.
SAME_NAME: Final = 0.7
_MIN_NAME: Final = 3  # letters
_SURE: Final = 0.4  # a link of this strength counts in full
_WEAK: Final = 0.5  # a word whose best link is weaker is left over, and may be a name


@cache
def renderings() -> Mapping[str, Mapping[str, float]]:
    """Give for each Arabic stem its English stems with the strength of the link, from 0 to 1.

    The strength is the geometric mean of both directions' probabilities.
    """
    table: dict[str, dict[str, float]] = {}
    raw = resources.files("bisum.stages").joinpath("tables/ar_en.tsv.xz").read_bytes()
    for line in lzma.decompress(raw).decode("utf-8").splitlines():
        arabic, cells = line.split("\t")
        row = table[arabic] = {}
        for cell in cells.split(" "):
            english, forward, backward = cell.rsplit(":", 2)
            row[english] = ((int(forward) + 0.5) * (int(backward) + 0.5)) ** 0.5 / 100
    return table


def links(arabic: Sequence[Word], english: Sequence[Word]) -> Floats:
    """Tell how sure it is that each Arabic word is rendered by each English one.

    Equal numbers and Latin words are sure; then the table decides; a capitalised word
    that is left over and sounds like an Arabic one that is left over is a name.

    Returns:
        Shape (Arabic words, English words), in [0, 1].
    """
    grid = np.zeros((len(arabic), len(english)))
    columns: dict[str, list[int]] = {}
    for column, word in enumerate(english):
        columns.setdefault(word.stem, []).append(column)
    table = renderings()
    for row, word in enumerate(arabic):
        if word.stem in columns:
            grid[row, columns[word.stem]] = 1.0
        found = table.get(word.stem)
        if found:
            for stem in found.keys() & columns.keys():
                grid[row, columns[stem]] = max(grid[row, columns[stem][0]], min(1.0, found[stem] / _SURE))
    _link_names(arabic, english, grid)
    return grid


def _link_names(arabic: Sequence[Word], english: Sequence[Word], grid: Floats) -> None:
    """Add the links between words that the table leaves over and that sound alike."""
    if not grid.size:
        return
    left_rows = np.flatnonzero(grid.max(axis=1) < _WEAK)
    left_columns = map(int, np.flatnonzero(grid.max(axis=0) < _WEAK))
    names = [n for n in left_columns if len(english[n].text) >= _MIN_NAME and english[n].text[0].isupper()]
    for row in (int(n) for n in left_rows):
        word = arabic[row]
        if len(word.stem) < _MIN_NAME or word.stem[0].isdigit():
            continue
        for column in names:
            text = english[column].text.removesuffix("'s").removesuffix("’s")
            sound = max(likeness(word.stem, text), likeness(word.text, text))
            if sound >= SAME_NAME:
                grid[row, column] = max(grid[row, column], sound)
