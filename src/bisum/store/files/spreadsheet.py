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
    return _APOSTROPHE + text if _is_computed(text) else text


def text_of(cell: str) -> str:
    """Give back the text of a safe cell."""
    return cell.removeprefix(_APOSTROPHE) if _is_computed(cell) else cell


def _is_computed(text: str) -> bool:
    """Tell whether a text is a formula, also behind apostrophes: one of its own mustn't pass for ours."""
    bare = text.lstrip(_APOSTROPHE)
    return bare.startswith(_BLANKS) or bare.lstrip().startswith(_FORMULA_SIGNS)
