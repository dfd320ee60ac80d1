"""How likely a stretch of an article is to stand in a summary that a person writes of it.

Eight plain signals, with weights fitted on 100 articles with two Arabic summaries each and 30 with two
English ones (``benchmarks/fit_summaries.py``): what the references share is the first sentence, what the
title speaks of, what stands early, and the first word of each new voice, most of all of the first two.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from bisum.model.dossier import Dossier
from bisum.model.quote import Quotes
from bisum.stages.rank import Floats, bags, vectors
from bisum.stages.summary.units import Unit, units_of
from bisum.stages.words import arabic_words

NAMES: Final = (
    "first", "title", "reported", "new voice", "early voice", "paragraph", "background", "position",
    "constant",
)  # fmt: skip
"""What the columns of ``signals`` say."""

# In their order; from benchmarks/fit_summaries.py.
WEIGHTS: Final = np.array([0.108, 0.353, 0.089, -0.083, 0.110, 0.061, -0.107, -0.234, 0.396])
_EARLY: Final = 2  # voices that count as early
_SHORT: Final = 7  # words; shorter sentences are headings and fragments
_LONG: Final = 70  # words; longer ones are lists
_HEADING: Final = 20  # words; a line as short that ends without a stop is a headline or a caption
# Openings that make no sense without the sentence before, and can't be cut off.
_LEANING: Final = re.compile(
    r"(?:ثم|و?هكذا|و?هنا|عندها|حينها|و?لهذا|و?لذلك|و?بذلك)(?!\w)"
    r"|و?(?:هذا|هذه|ذلك|تلك) (?!ال|لل)"  # «وهذا صحيح», but «هذه الزيادة» says of what
    r"|و?ب(?:هذه|تلك|هذا) (?:العبارة|العبارات|الكلمات|الجملة|الكلام)(?!\w)"
    r"|و?ال\w+ (?:نفس|ذات)(?:ه|ها|هم)(?!\w)"  # «الدراسة نفسها»
)
_STOPS: Final = (".", "!", "?", "؟", "…", ":", "؛")
_CLOSERS: Final = "»”\"’') ]"
# A sentence that begins so tells what was before the news.
_BACKGROUND: Final = re.compile("و?(?:كان(?:ت|وا)?|يُ?ذكر|تجدر|يجدر|يُ?شار)(?!\\w)")


class Signals(msgspec.Struct, frozen=True):
    """The stretches of an article as they are weighed.

    Attributes:
        units: The stretches, in reading order.
        texts: Their Arabic.
        is_sentence: Which of them are sentences, and no headings, fragments or lists; all where none is.
        first: Index of the first that is.
        likeness: Shape (units, units), cosine of each two.
        table: Shape (units, ``NAMES``).
    """

    units: Sequence[Unit]
    texts: Sequence[str]
    is_sentence: NDArray[np.bool_]
    first: int
    likeness: Floats
    table: Floats


def signals_of(dossier: Dossier) -> Signals:
    """Give the stretches of an article and their signals."""
    units = units_of(dossier)
    texts = [dossier.article.text_of(unit.arabic) for unit in units]
    rows = vectors(bags([*texts, _title(dossier, texts)]))
    is_sentence = _are_sentences(texts)
    first = int(is_sentence.argmax()) if units else 0
    table = np.zeros((len(units), len(NAMES)))
    table[:, 1] = rows[:-1] @ rows[-1]
    table[first : first + 1, 0] = 1.0
    heard: set[str] = set()
    for n, unit in enumerate(units):
        voices, is_reported = _voices(dossier[Quotes], unit)
        is_new = bool(voices - heard)
        is_start = n == 0 or units[n - 1].paragraph != unit.paragraph
        is_background = _BACKGROUND.match(texts[n]) is not None
        is_early, position = is_new and len(heard) < _EARLY, n / len(units)
        table[n, 2:] = is_reported, is_new, is_early, is_start, is_background, position, 1.0
        heard |= voices
    return Signals(units, texts, is_sentence, first, rows[:-1] @ rows[:-1].T, table)


def _title(dossier: Dossier, texts: Sequence[str]) -> str:
    """Give the title; where there is none, a first line that looks like one."""
    if dossier.article.title:
        return dossier.article.title.text
    return texts[0] if texts and _is_heading(texts[0], len(arabic_words(texts[0]))) else ""


def _is_heading(text: str, n_words: int) -> bool:
    return n_words <= _HEADING and not text.rstrip(_CLOSERS).endswith(_STOPS)


def _are_sentences(texts: Sequence[str]) -> NDArray[np.bool_]:
    """Tell which stretches are sentences; all of them where none is."""
    lengths = np.array([len(arabic_words(text)) for text in texts])
    headings = np.array([_is_heading(text, n) for text, n in zip(texts, lengths, strict=True)], dtype=bool)
    leaning = np.array([_LEANING.match(text) is not None for text in texts], dtype=bool)
    found = (lengths >= _SHORT) & (lengths <= _LONG) & ~headings & ~leaning
    return found if found.any() else np.ones(len(texts), dtype=bool)


def _voices(quotes: Quotes, unit: Unit) -> tuple[set[str], bool]:
    """Give who speaks in a stretch, and whether some of it is reported without marks."""
    reported = [one for one in quotes.indirect if any(span.meets(unit.arabic) for span in one.spans)]
    marked = [one for one in quotes.marked if any(span.meets(unit.arabic) for span in one.spans)]
    voices = {one.speaker.name for one in (*marked, *reported) if one.speaker}
    return voices, any(one.speaker for one in reported)
