"""Normalisation of text at intake: the one place where text changes.

Offsets are counted in normalised text everywhere else, so nothing may be normalised
a second time; ``normalise`` is idempotent, which a property test holds. ``fold`` gives
forms to compare by, ``neutral`` forms to show; both leave the text as it is.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

WORDS_KEPT: Final = 1 << 14
"""Distinct words, or pairs of them, of which a table remembers what it said: as many as 700 articles have.

What comes again comes soon. With eight times as many the tables took 60 MB more after 2,000 articles, and
went on growing.
"""

_LINE_END: Final = re.compile("\r\n|[\n\r\u2028\u2029]")

# Invisible and without meaning in Arabic prose: zero-width spaces and joiners, bidi
# controls, byte order marks, soft hyphens, variation selectors; tatweel only stretches.
_DROPPED: Final = re.compile(
    "[\u0640\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]"
)
_SPACE: Final = re.compile(
    "[\t-\r\x00-\x08\x0e-\x1f\x7f-\x9f\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]"
)
# Bidi controls can make a page show another order of letters than the text has;
# other controls and lone surrogates can't stand in HTML or UTF-8 at all.
_BIDI: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_UNSHOWN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# Anything that the three patterns around here change; most lines hold nothing of it.
_CHANGED: Final = re.compile(
    "[\t-\r\x00-\x08\x0e-\x1f\x7f-\xa0\u00ad\u061c\u0640\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u2064"
    "\u2066-\u206f\u3000\ufb50-\ufd3d\ufd50-\ufdfb\ufe00-\ufe0f\ufe70-\ufefc\ufeff]"
)
# Arabic presentation forms, as old layout programs and PDF extraction leave them.
_PRESENTATION: Final = re.compile("[\ufb50-\ufd3d\ufd50-\ufdfb\ufe70-\ufefc]+")

_VOWEL_MARKS: Final = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]")
_FOLDED_LETTERS: Final = str.maketrans(
    {
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ى": "ي",
        "ی": "ي",
        "ئ": "ي",
        "ؤ": "و",
        "ة": "ه",
        "ک": "ك",
        **{chr(0x0660 + n): str(n) for n in range(10)},
        **{chr(0x06F0 + n): str(n) for n in range(10)},
    }
)
_ARABIC_LETTER: Final = re.compile(
    "[\u0620-\u063f\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06fc\u06ff]"
)
_ARABIC_LETTERS: Final = re.compile(f"{_ARABIC_LETTER.pattern}+")


def normalise(raw: str) -> str:
    """Give the form of one line of text that all offsets count in.

    Canonical composition (NFC), presentation forms to plain letters, every kind of
    white space and control character to one plain space each, invisible characters
    and tatweel dropped, outer white space stripped. Vowel marks, hamza forms, digits
    and quotation marks stay as the newspaper printed them.
    """
    if not _CHANGED.search(raw):
        return unicodedata.normalize("NFC", raw).strip()
    plain = _PRESENTATION.sub(lambda run: unicodedata.normalize("NFKC", run.group()), raw)
    spaced = _SPACE.sub(" ", _DROPPED.sub("", plain))
    # Dropping can bring a letter and its mark together, so composition comes last.
    return unicodedata.normalize("NFC", spaced).strip()


def lines(raw: str) -> list[str]:
    """Cut raw text into lines that hold more than white space once normalised.

    Line ends are CR, LF, CR LF and the two Unicode separators. The lines come as they
    stand, not normalised.
    """
    return [line for line in _LINE_END.split(raw) if normalise(line)]


@lru_cache(maxsize=WORDS_KEPT)  # of sentences too: every check of one asks for it and its words
def fold(text: str) -> str:
    """Give the form in which two spellings of one Arabic or Latin word are equal.

    Vowel marks go; hamza forms, alef maqsura and ta marbuta are levelled; digits become
    ASCII; case goes. For matching and search only, never for display: offsets don't
    survive it.
    """
    bare = _VOWEL_MARKS.sub("", normalise(text)).strip()
    return bare.translate(_FOLDED_LETTERS).casefold()


def neutral(text: str) -> str:
    """Drop bidi controls and replace what can't be shown by U+FFFD; for display only."""
    if text.isprintable():  # which none of these is
        return text
    return _UNSHOWN.sub("\ufffd", _BIDI.sub("", text))


def holds_arabic(text: str) -> bool:
    """Tell whether a text has letters of the Arabic script."""
    return _ARABIC_LETTER.search(text) is not None


def n_arabic_letters(text: str) -> int:
    """Count the letters of the Arabic script."""
    return sum(map(len, _ARABIC_LETTERS.findall(text)))


def one_line(text: str) -> str:
    """Give a text on one line, every run of white space as one space and none outside."""
    return " ".join(text.split())
