"""How likely a stretch of an article is to stand in a summary that a person writes of it.

Plain signals, with weights fitted on 218 articles with two English summaries each and 154 with two Arabic
ones (``benchmarks/fit_summaries.py``): what people take is what the title speaks of, a denial, a promise,
what comes next, the first two voices and less what was before; in short articles what stands early.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from bisum.model.dossier import Dossier
from bisum.model.quote import Quote, Quotes, Stance
from bisum.stages.bilingual.rank import Floats, bags, vectors
from bisum.stages.bilingual.words import arabic_words
from bisum.stages.summary.forms.units import SummaryUnit, units_of

NAMES: Final = (
    "title", "reported", "paragraph", "background", "position", "second", "last", "first voice",
    "second voice", "last voice", "ahead", "denial", "promise", "office", "figures", "main voice", "words",
    "constant",
)  # fmt: skip
"""What the columns of ``signals`` say."""

# In their order, of short articles and of long ones; from benchmarks/fit_summaries.py.
WEIGHTS: Final = np.array([
    [
        0.326, 0.083, 0.071, -0.067, -0.090, 0.150, 0.059, 0.025, 0.082, -0.086,
        0.067, 0.256, 0.280, 0.070, 0.036, 0.045, 0.082, 0.002,
    ],
    [
        0.280, 0.084, 0.063, -0.157, -0.093, 0.092, 0.231, 0.070, 0.104, -0.108,
        0.127, 0.249, 0.599, 0.050, 0.036, 0.093, 0.082, -0.004,
    ],
])  # fmt: skip
# Words of an article up to which it is short, and from which it is long: what stands late in a short one is
# background, in a long one what comes next.
_SHORT_ARTICLE: Final = 170
_LONG_ARTICLE: Final = 260
_SHORT: Final = 7  # words; shorter sentences are headings and fragments
_MANY: Final = 20  # words, the unit of their signal
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
# What leads in a list or words further on, or asks: it says nothing by itself.
_OPENS: Final = (":", "؟", "?")
_CLOSERS: Final = "»”\"’') ]"
# A sentence that begins so tells what was before the news.
_BACKGROUND: Final = re.compile("و?(?:كان(?:ت|وا)?|يُ?ذكر|تجدر|يجدر|يُ?شار)(?!\\w)")

# What comes next: «من المقرر أن», «الأسبوع المقبل», «ستُستأنف».
_AHEAD: Final = re.compile(
    r"(?<!\w)[وف]?(?:من المقرر|من المتوقع|من المنتظر|يُ?توقع|المقبلة?|القادمة?|س[يتن]\w{3,}|[تي]ستأنف|تتواصل"
    r"|تستمر)(?!\w)"
)
_FIGURES: Final = re.compile(r"\d|(?<!\w)(?:مليون|ألف|مئة|مائة|مليار|آلاف|عشر\w*|ملايين)(?!\w)")
_PROMISES: Final = frozenset((Stance.PROMISE, Stance.THREAT))


class Signals(msgspec.Struct, frozen=True):
    """The stretches of an article as they are weighed.

    Attributes:
        units: The stretches, in reading order.
        texts: Their Arabic.
        is_sentence: Which of them are sentences, and no headings, fragments, lists, lead-ins or questions;
            all where none is.
        first: Index of the first that is.
        likeness: Shape (units, units), cosine of each two.
        table: Shape (units, ``NAMES``).
        length: How long the article is: 0 where it is short, 1 where it is long.
    """

    units: Sequence[SummaryUnit]
    texts: Sequence[str]
    is_sentence: NDArray[np.bool_]
    first: int
    likeness: Floats
    table: Floats
    length: float

    def points(self, weights: Floats = WEIGHTS) -> Floats:
        """Give what the signals of each stretch come to.

        Args:
            weights: Shape (2, ``NAMES``): of short articles, and of long ones. Those between take of both.
        """
        points: Floats = self.table @ ((1 - self.length) * weights[0] + self.length * weights[1])
        return points


def signals_of(dossier: Dossier) -> Signals:
    """Give the stretches of an article and their signals."""
    units = units_of(dossier)
    texts = [dossier.article.text_of(unit.arabic) for unit in units]
    rows = vectors(bags([*texts, _title(dossier, texts)]))
    is_sentence = _are_sentences(texts)
    first = int(is_sentence.argmax()) if units else 0
    said = [_said_in(dossier[Quotes], unit) for unit in units]
    counts = Counter(name for some in said for name in _names(some))
    order = list(dict.fromkeys(name for some in said for name in sorted(_names(some))))
    table = np.zeros((len(units), len(NAMES)))
    for n, unit in enumerate(units):
        voices, is_start = _names(said[n]), n == 0 or units[n - 1].paragraph != unit.paragraph
        stances = {quote.cue.stance for quote in said[n] if quote.cue}
        table[n] = (
            rows[n] @ rows[-1],
            any(not quote.is_marked for quote in said[n]),
            is_start,
            _BACKGROUND.match(texts[n]) is not None,
            n / len(units),
            n == first + 1,
            n == len(units) - 1,
            bool(voices & {*order[:1]}),
            bool(voices & {*order[1:2]}),
            bool(voices & {*order[-1:]}),
            _AHEAD.search(texts[n]) is not None,
            Stance.DENIAL in stances,
            bool(stances & _PROMISES),
            any(quote.speaker and quote.speaker.role for quote in said[n]),
            _FIGURES.search(texts[n]) is not None,
            max((counts[name] for name in voices), default=0) / max(1, counts.total()),
            len(texts[n].split()) / _MANY,
            1.0,
        )
    return Signals(units, texts, is_sentence, first, rows[:-1] @ rows[:-1].T, table, _length(texts))


def _length(texts: Sequence[str]) -> float:
    n_words = sum(len(text.split()) for text in texts)
    return float(np.clip((n_words - _SHORT_ARTICLE) / (_LONG_ARTICLE - _SHORT_ARTICLE), 0, 1))


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
    opening = np.array([text.rstrip().endswith(_OPENS) for text in texts], dtype=bool)
    found = (lengths >= _SHORT) & (lengths <= _LONG) & ~headings & ~leaning & ~opening
    return found if found.any() else np.ones(len(texts), dtype=bool)


def _said_in(quotes: Quotes, unit: SummaryUnit) -> list[Quote]:
    """Give the speech of somebody known that stands in a stretch."""
    return [
        quote
        for quote in (*quotes.marked, *quotes.indirect)
        if quote.speaker and any(span.meets(unit.arabic) for span in quote.spans)
    ]


def _names(said: Sequence[Quote]) -> set[str]:
    return {quote.speaker.name for quote in said if quote.speaker}
