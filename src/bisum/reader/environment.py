"""The templates' language: escaping always on, and the few filters that pages use."""

from __future__ import annotations

from functools import cache

import jinja2
from markupsafe import Markup, escape

from bisum.reader.plain import neutral, readable, spelled
from bisum.text import n_arabic_letters


@cache
def environment() -> jinja2.Environment:
    """Give the one environment; every value is escaped and freed of bidi controls on its way out."""
    found = jinja2.Environment(
        loader=jinja2.PackageLoader("bisum.reader"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    found.filters.update(
        count=count,
        isolate=isolate,
        look=look,
        readable=readable,
        spelled=spelled,
        tally=tally,
        tongue=tongue,
    )
    return found


def _shown(value: object) -> object:
    return neutral(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def count(number: int, noun: str) -> str:
    """Give ``3 quotations``, ``1 quotation``, ``no quotations``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s" if number else f"no {noun}s"


def tally(number: int, severity: str) -> str:
    """Give ``2 warnings``, ``1 note``, ``3 serious``."""
    return f"{number:,} {severity}" if number == 1 or severity == "serious" else f"{number:,} {severity}s"


def isolate(text: str) -> Markup:
    """Wrap text of either script so that it can't disturb the line around it."""
    way = "rtl" if tongue(text) == "ar" else "ltr"
    return Markup('<bdi lang="{}" dir="{}">{}</bdi>').format(tongue(text), way, escape(neutral(text)))


def look(word: str) -> str:
    """Give a word as a class name: a word that isn't plain becomes ``unknown``."""
    return word if word.isascii() and word.replace("-", "").isalnum() else "unknown"


def tongue(text: str) -> str:
    """Name the language of a short text by its script: ``ar`` or ``en``."""
    return "ar" if n_arabic_letters(text) else "en"
