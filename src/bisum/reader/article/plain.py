"""Making outside text safe to show: odd ids, web addresses, dates, length."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

from bisum.reader.article.dates import moment

_DAY: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?![\d])")
_MOMENT: Final = re.compile(r"(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?")

# The longest address that is made a link; browsers take about this much everywhere.
_MAX_URL_CHARACTERS: Final = 2048


def spelled(text: str) -> str:
    r"""Show an id so that no two look the same: what is invisible is written as ``\u202e``."""
    return "".join(letter if letter.isprintable() else f"\\u{ord(letter):04x}" for letter in text)


def web_address(url: str | None) -> str | None:
    """Give an address that may be linked: ``http`` or ``https`` with a host; None for all else."""
    if url is None or len(url) > _MAX_URL_CHARACTERS or not url.isprintable() or " " in url or "\\" in url:
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and host else None


def day(published: str | None) -> str | None:
    """Give the day, month or year of a date (``2026-11-20``, ``20/11/2026``); None in any other form."""
    text = (published or "").strip()
    found = _DAY.match(text)
    if found is not None:
        return found.group()
    read = None if text[:4].isdigit() else moment(text)
    return None if read is None else read.date().isoformat()


def readable(published: str) -> str:
    """Give a date with time as people write it (``2026-11-20 18:45 +03:00``); all else as it is."""
    found = _MOMENT.fullmatch(published.strip())
    return " ".join(filter(None, found.groups())) if found else published


def shorten(text: str, n_characters: int) -> str:
    """Cut a text at a word's end so that it has at most ``n_characters``, with an ellipsis where cut."""
    flat = " ".join(text.split())
    if len(flat) <= n_characters:
        return flat
    head = flat[: n_characters - 1]
    return f"{head.rsplit(' ', 1)[0] if ' ' in head else head}…"
