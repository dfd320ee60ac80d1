"""The filters that pages use, beside what all templates have."""

from __future__ import annotations

from functools import cache

import jinja2

from bisum.display import templates
from bisum.display.words import count
from bisum.reader.article.plain import readable, spelled
from bisum.text import holds_arabic


@cache
def environment() -> jinja2.Environment:
    """Give the one environment."""
    return templates.environment(
        "bisum.reader",
        count=count,
        look=look,
        readable=readable,
        spelled=spelled,
        tally=tally,
        tongue=tongue,
    )


def tally(number: int, severity: str) -> str:
    """Give ``2 warnings``, ``1 note``, ``3 serious``."""
    return f"{number:,} {severity}" if number == 1 or severity == "serious" else f"{number:,} {severity}s"


def look(word: str) -> str:
    """Give a word as a class name: a word that isn't plain becomes ``unknown``."""
    return word if word.isascii() and word.replace("-", "").isalnum() else "unknown"


def tongue(text: str) -> str:
    """Name the language of a short text by its script: ``ar`` or ``en``."""
    return "ar" if holds_arabic(text) else "en"
