"""Cells that a spreadsheet shows and doesn't compute."""

from __future__ import annotations

from typing import Final

# What begins a formula in Excel, LibreOffice or Google Sheets, with the full-width forms
# that East Asian versions take for the same.
_FORMULA_SIGNS: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_BLANKS: Final = ("\t", "\r", "\n")
_APOSTROPHE: Final = "'"


def formula_safe(text: str) -> str:
    """Give a cell's text with an apostrophe before what a spreadsheet would compute."""
    is_formula = text.startswith(_BLANKS) or text.lstrip().startswith(_FORMULA_SIGNS)
    return _APOSTROPHE + text if is_formula else text
