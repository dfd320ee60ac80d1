"""Slugs: safe file names for any id."""

from __future__ import annotations

import hashlib
import re
from typing import Final

MAX_STEM_CHARS: Final = 60
# 64 bits: two among a million ids meet with a chance of 3 in 100 million.
_HASH_BYTES: Final = 8

_UNSAFE: Final = re.compile(r"[^a-z0-9_]+")


def slug(article_id: str) -> str:
    """Give the file name, without suffix, that stands for an id.

    ASCII letters in lower case, digits, ``-`` and ``_``, at most 77 characters; always
    with a hash of the id at its end, so that two ids never share one, not even on a disk
    that doesn't tell cases apart.
    """
    stem = _UNSAFE.sub("-", article_id.lower())[:MAX_STEM_CHARS].strip("-") or "article"
    digest = hashlib.blake2b(article_id.encode("utf-8", "surrogatepass"), digest_size=_HASH_BYTES).hexdigest()
    return f"{stem}-{digest}"
