"""Words that stand together without a space, as texts have them that went through several programs."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from bisum.stages.arabic.lexicon import find, is_listed
from bisum.stages.tables import read_set
from bisum.text import WORDS_KEPT, fold

# Nothing follows ة in a word, nothing but a prefix stands before إن, and the article not behind it.
_GLUED: Final = re.compile(
    "(?<=ة)(?=[\u0621-\u064a]{2})|(?<=ى)(?=ال)|(?<=[\u0621-\u064a]{3})(?=إن)|(?<=\\bإن)(?=ال[\u0621-\u064a]{2})"
)
_ONLY_PREFIX: Final = re.compile("[وفبكل]*(?:ال|لل)?")
_ARABIC: Final = re.compile("[\u0621-\u064a\u064b-\u065f\u0670]+")
_TANWIN: Final = "\u064b"
# Names that many papers write as one word: «عبدالباسط», «نورالدين», «أبوالفتوح».
_COMPOUND: Final = re.compile("[وفبل]?(?:عبد|[أا]بو|[أا]بي|[اإ]بن|بن|[أا]م)ال|.{2,6}(?:الدين|الله|الإسلام)$")
_MARKS: Final = frozenset("\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670")

_LEAST: Final = 6  # letters of words that stand together
_LEAST_UNKNOWN: Final = 9  # the same, where only tables tell where one ends
_MOST: Final = 90  # letters; what is longer is no prose
_LONGEST: Final = 18  # letters of one word; whatever is longer is several
_SEVERAL: Final = 3  # words in one run of letters, after which a passage has lost many spaces
_TEXTS: Final = 256  # passages of which it is remembered: those of a window of articles
_RUN: Final = re.compile(f"{_ARABIC.pattern[:-1]}{{{_LONGEST + 2},}}")
_MOST_WORD: Final = 15  # letters of one word among several

# Prices of the words that a token may be cut into, by hand: of 5,127 names of Wikidata two are cut, of words
# of ANT that no table has nine that are one word; of 1,238 that were put together 73 % are cut.
_PARTICLE: Final = 1.0
_WORD: Final = 2.0
_INFLECTED: Final = 2.5
_NAME: Final = 4.0
_UNKNOWN: Final = 3.0
_UNKNOWN_LETTER: Final = 1.0  # besides, for each
_NEVER: Final = 99.0
_CUT: Final = 1.5  # for each cut
_WEAK: Final = 3.5  # besides, where no letter shows that a word begins
_ARTICLE: Final = 0.3  # which makes a word cheaper
_WORTH: Final = 0.65  # of the price of one unknown word: cuts must cost less
_LEAST_WORD: Final = 4  # letters, but for the set of short words
_LEAST_CORE: Final = 3  # letters without the article
_ENDS: Final = frozenset("ةى\u064b")
_BEGINNINGS: Final = ("ال", "بال", "وال", "لل", "إ", "أ", "آ")
_CLITICS: Final = re.compile("^[وف]?(?:[بك]?ال|لل)")
_NAMES: Final = frozenset(("name", "given"))
_SHORT: Final = read_set("short words")


@lru_cache(maxsize=_TEXTS)
def is_glued(text: str) -> bool:
    """Tell whether a passage has lost many of its spaces: it holds a run of letters that is several words."""
    return any(len(unglue(run.group())) >= _SEVERAL for run in _RUN.finditer(text))


def unglue(word: str, *, is_loose: bool = False) -> tuple[str, ...]:
    """Cut words that stand together where no Arabic word could go on, or where tables tell it.

    Args:
        word: Letters of one token.
        is_loose: Whether its passage has lost many spaces, so that names stand together with words too.
    """
    if len(word) < _LEAST:
        return (word,)
    cuts = [
        match.start() for match in _GLUED.finditer(word) if not _ONLY_PREFIX.fullmatch(word, 0, match.start())
    ]
    pieces = [word[a:b] for a, b in zip([0, *cuts], [*cuts, len(word)], strict=True)]
    return tuple(found for piece in pieces for found in _by_tables(piece, is_loose))


@lru_cache(maxsize=WORDS_KEPT)
def _by_tables(word: str, is_loose: bool) -> tuple[str, ...]:
    """Cut a word that no table has into words that tables have, where that costs far less than a name."""
    if not _LEAST_UNKNOWN <= len(word) <= _MOST or not _ARABIC.fullmatch(word) or _COMPOUND.match(word):
        return (word,)
    if find(fold(word)) is not None:
        return (word,)
    weak = 0.0 if is_loose else _WEAK
    best: list[tuple[float, int]] = [(-_CUT, 0)]
    for end in range(1, len(word) + 1):
        ways = [
            (best[at][0] + _CUT + _price(word[at:end]) + (0.0 if _is_plain(word, at, end) else weak), at)
            for at in range(max(0, end - _MOST_WORD), end)
            if _may_begin(word, at)
        ]
        best.append(min(ways))
    share = 1.0 if is_loose or len(word) > _LONGEST else _WORTH
    if best[-1][0] >= share * _unknown(word):
        return (word,)
    pieces: list[str] = []
    end = len(word)
    while end:
        start = best[end][1]
        pieces.insert(0, word[start:end])
        end = start
    return tuple(pieces)


def _may_begin(word: str, at: int) -> bool:
    """Tell whether a word may begin at a place: not at a vowel mark, not at the alif of «سلاحًا»."""
    return at == 0 or (word[at] not in _MARKS and not (word[at] == "ا" and word[at - 1] == _TANWIN))


def _is_plain(word: str, at: int, end: int) -> bool:
    """Tell whether letters show that a word begins: its article, its hamza, the ending of the one before."""
    return at == 0 or word[at - 1] in _ENDS or word.startswith(_BEGINNINGS, at) or word[at:end] in _SHORT


def _unknown(piece: str) -> float:
    return _UNKNOWN + _UNKNOWN_LETTER * len(piece)


@lru_cache(maxsize=WORDS_KEPT)
def _price(piece: str) -> float:
    """Tell how unlikely it is that a piece is a word."""
    if piece in _SHORT:
        return _PARTICLE
    key = fold(piece)
    core = _CLITICS.sub("", piece)
    if len(key) < _LEAST_WORD or (len(core) < _LEAST_CORE and core not in _SHORT):
        return _NEVER
    look = find(key)
    if look is None:
        return _unknown(piece)
    if look.tags <= _NAMES:
        return _NAME
    article = _ARTICLE if piece.startswith("ال") else 0.0
    return (_WORD if look.stem in key and is_listed(look.stem) else _INFLECTED) - article
