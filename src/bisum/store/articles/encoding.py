"""Bytes to text: UTF-8, or Windows-1256 where a whole file says so."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

WINDOWS_1256: Final = "windows-1256"

_BOM: Final = b"\xef\xbb\xbf"
_UTF16_BOMS: Final = (b"\xff\xfe", b"\xfe\xff")

# Windows-1256 gives every byte a meaning, so that any file can be read as it; these two
# tell whether it was meant. Measured on 1,959 news articles: as Windows-1256 (bare, and as
# JSON with its Latin field names) at least 0.57 of the letters are Arabic and none is
# misread; the same texts in UTF-8 with one broken byte, ISO 8859-6, Mac Arabic or code page
# 720 give 0.18 to 1.4 misread pairs for each Arabic letter.
_MIN_ARABIC_OF_LETTERS: Final = 0.3
_MAX_ODD_OF_ARABIC: Final = 0.01

_LETTER: Final = re.compile(r"[^\W\d_]")
# Signs and Latin letters that stand beside an Arabic letter only where bytes were misread.
_ODD: Final = "[€ƒ†‡ˆ‰Š‹›Œœ™¢£¤¥¦§¨©¬®¯°±²³´µ¶·¸¹¼½¾×÷àâçèéêëîïôùûü]"
_ARABIC: Final = "[\u0621-\u063a\u0641-\u064a]"
_ARABIC_LETTER: Final = re.compile(_ARABIC)
_MISREAD: Final = re.compile(f"{_ARABIC}(?={_ODD})|{_ODD}(?={_ARABIC})")
# UTF-16 and binary files are full of these, text of any other encoding has none.
_CONTROL: Final = re.compile("[\x00-\x08\x0e-\x1f]")


def decode(raw: bytes) -> tuple[str, str | None]:
    """Give the text of a whole file, without a byte order mark.

    Returns:
        The text, and ``WINDOWS_1256`` where it was read as that, else None.

    Raises:
        UnicodeDecodeError: It is neither UTF-8 nor Arabic in Windows-1256.
    """
    try:
        return strip_bom(raw).decode("utf-8"), None
    except UnicodeDecodeError:
        if is_windows_1256([raw]):
            return raw.decode(WINDOWS_1256), WINDOWS_1256
        raise


def strip_bom(raw: bytes) -> bytes:
    """Give the bytes without a UTF-8 byte order mark at their start."""
    return raw.removeprefix(_BOM)


def locate(fault: UnicodeDecodeError) -> tuple[int, str]:
    """Say where bytes stop being UTF-8.

    Returns:
        How many line ends stand before, and the reason for a person.
    """
    before = fault.object[: fault.start]
    offset = fault.start - (before.rfind(b"\n") + 1)
    found = f"byte {fault.object[fault.start]:#04x} at offset {offset} of the line isn't UTF-8"
    if fault.object.startswith(_UTF16_BOMS):
        return before.count(b"\n"), f"{found}: the file starts with the mark of UTF-16; save it as UTF-8"
    reason = f"{found}, and the whole doesn't read as Arabic in Windows-1256 either; save it as UTF-8"
    return before.count(b"\n"), reason


def is_windows_1256(chunks: Iterable[bytes]) -> bool:
    """Tell whether bytes that aren't UTF-8 read as Arabic in Windows-1256 from end to end.

    A single line of UTF-8 beyond ASCII says no: it would turn into well-formed nonsense.

    Args:
        chunks: The bytes of one file, cut at line ends only.
    """
    n_arabic = n_letters = n_misread = 0
    for chunk in chunks:
        text = chunk.decode(WINDOWS_1256)
        if _CONTROL.search(text) or any(map(_is_utf8, chunk.split(b"\n"))):
            return False
        n_arabic += len(_ARABIC_LETTER.findall(text))
        n_letters += len(_LETTER.findall(text))
        n_misread += len(_MISREAD.findall(text))
    return (
        n_arabic > 0
        and n_arabic >= _MIN_ARABIC_OF_LETTERS * n_letters
        and n_misread <= _MAX_ODD_OF_ARABIC * n_arabic
    )


def _is_utf8(line: bytes) -> bool:
    if line.isascii():
        return False
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
