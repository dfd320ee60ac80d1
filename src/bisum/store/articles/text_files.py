"""A text file: one article, a paragraph a line."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import msgspec

from bisum.errors import ConfigError
from bisum.store.articles.compressed import open_plain
from bisum.store.articles.draft import Draft, Flaw
from bisum.store.articles.encoding import decode, locate
from bisum.store.articles.fields import ENCODING_FIELD
from bisum.store.articles.sources import Source
from bisum.text import lines

# Bytes: ``draft.MAX_ARTICLE_CHARS`` of Arabic in UTF-8, four times over.
MAX_FILE_BYTES: Final = 16 << 20


def read_paragraphs(path: Path) -> list[str]:
    """Read a text of either language, a paragraph a line; blank lines mean nothing.

    Raises:
        ConfigError: It can't be read, or isn't text.
    """
    try:
        raw = path.read_bytes()
        text, _ = decode(raw)
    except OSError as fault:
        msg = f"{path}: can't be read: {fault.strerror}; name a text file, a paragraph a line"
        raise ConfigError(msg) from None
    except UnicodeDecodeError as fault:
        n_lines, reason = locate(fault)
        msg = f"{path}:{n_lines + 1}: {reason}"
        raise ConfigError(msg) from None
    found = lines(text)
    if not found:
        msg = f"{path}: the file is empty; expected a text, a paragraph a line"
        raise ConfigError(msg)
    return found


def read_text(source: Source) -> Draft | Flaw:
    """Read a text file as one article.

    Raises:
        ArticleError: Its bytes can't be had.
    """
    with open_plain(source.path, source.address) as file:
        raw = file.read(MAX_FILE_BYTES + 1)
    if len(raw) > MAX_FILE_BYTES:
        reason = (
            f"the file has more than {MAX_FILE_BYTES} bytes, too many for one article; cut it into articles"
        )
        return Flaw(place=source.shown, reason=reason, id=source.stem)
    if not raw.strip():
        return Flaw(place=source.shown, reason="the file is empty; expected an article", id=source.stem)
    try:
        text, encoding = decode(raw)
    except UnicodeDecodeError as fault:
        n_lines, reason = locate(fault)
        return Flaw(place=f"{source.shown}:{n_lines + 1}", reason=reason, id=source.stem)
    extra = msgspec.json.encode({ENCODING_FIELD: encoding} if encoding else {}).decode()
    return Draft(id=source.stem, text=text, extra=extra, place=source.shown)
