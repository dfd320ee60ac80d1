"""Sentence pairs as they lie in the shared folder, read and cleaned."""

from __future__ import annotations

import lzma
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import msgspec

from bisum.text import normalise

# A target more than this many times as long as its source, or as much shorter, in
# characters, isn't its translation: of the 8,189 written news pairs one in a thousand is
# outside.
LONGEST_RATIO: Final = 3.0
# Short ones may differ by more: an acronym and its full name.
SHORT: Final = 30
_MARKUP: Final = re.compile(r"<[a-zA-Z/][^>]*>|https?://|\{\{|\}\}|&[a-z]+;")
_ARABIC: Final = re.compile(r"[\u0621-\u064a]")
_LATIN: Final = re.compile(r"[A-Za-z]")


class Pair(msgspec.Struct, frozen=True):
    """An Arabic sentence and its English.

    Attributes:
        kind: Where it is from; ``mixture.py`` gives each kind its share.
    """

    kind: str
    arabic: str
    english: str


def read_columns(file: Path) -> Iterator[list[str]]:
    """Give the columns of each line of a TSV file, packed or not."""
    packed = file.read_bytes()
    text = lzma.decompress(packed) if file.suffix == ".xz" else packed
    for line in text.decode().split("\n"):
        if line:
            yield line.split("\t")


def read_pairs(file: Path, kind: str) -> Iterator[Pair]:
    """Give the pairs of a TSV file whose last two columns are Arabic and English."""
    for columns in read_columns(file):
        if len(columns) >= 2:
            yield Pair(kind, _one_line(columns[-2]), english_marks(_one_line(columns[-1])))


def clean(pairs: Iterable[Pair]) -> list[Pair]:
    """Keep what can be a translation, each once.

    Two sources with one target both stay, and so do two translations of one source; the
    same pair twice doesn't.
    """
    kept = {(pair.arabic, pair.english): pair for pair in pairs if is_translation(pair)}
    return list(kept.values())


def is_translation(pair: Pair) -> bool:
    """Whether a pair looks like a sentence and its translation."""
    arabic, english = pair.arabic, pair.english
    if not _ARABIC.search(arabic) or not _LATIN.search(english) or _ARABIC.search(english):
        return False
    if _MARKUP.search(arabic) or _MARKUP.search(english):
        return False
    longer, shorter = max(len(arabic), len(english)), min(len(arabic), len(english))
    return longer <= max(SHORT, LONGEST_RATIO * shorter)


def english_marks(english: str) -> str:
    """Give English with “…” for its double quotation marks, where they pair up."""
    if english.count('"') % 2:
        return english
    return re.sub(r'"([^"]*)"', r"“\1”", english)


def _one_line(text: str) -> str:
    return " ".join(normalise(text).split())
