"""Bytes to text: UTF-8, or Windows-1256 where a whole file says so."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

WINDOWS_1256: Final = "windows-1256"

_BOM: Final = b"\xef\xbb\xbf"
_UTF16_BOMS: Final = (b"\xff\xfe", b"\xfe\xff")

# Windows-1256 gives every byte a meaning, so that any file can be read as it; these three
# tell whether it was meant. Shares of 24 invented news texts and of the same in UTF-8 with
# a broken byte, ISO 8859-6, Windows-1251 and -1252 (tests/store/test_encoding.py).
_MIN_ARABIC_OF_LETTERS: Final = 0.3
_MAX_ODD_OF_ARABIC: Final = 0.01
_MAX_UTF8_OF_ARABIC: Final = 0.05

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

    Args:
        chunks: The bytes of one file, cut anywhere but inside a word.
    """
    n_arabic = n_letters = n_misread = n_arabic_as_utf8 = 0
    for chunk in chunks:
        text = chunk.decode(WINDOWS_1256)
        if _CONTROL.search(text):
            return False
        n_arabic += len(_ARABIC_LETTER.findall(text))
        n_letters += len(_LETTER.findall(text))
        n_misread += len(_MISREAD.findall(text))
        n_arabic_as_utf8 += len(_ARABIC_LETTER.findall(chunk.decode("utf-8", "ignore")))
    return (
        n_arabic > 0
        and n_arabic >= _MIN_ARABIC_OF_LETTERS * n_letters
        and n_misread <= _MAX_ODD_OF_ARABIC * n_arabic
        and n_arabic_as_utf8 <= _MAX_UTF8_OF_ARABIC * n_arabic
    )
