"""Cells are shown as they are and come back as they were."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bisum.store.files.spreadsheet import formula_safe, text_of


@pytest.mark.parametrize("text", ["=1+1", " =1+1", "＝1+1", "\n=1", "\t=1", "-1", "@SUM(A1)", "'=1"])
def test_a_formula_gets_an_apostrophe(text: str) -> None:
    """Spreadsheets look past blanks, and take full-width signs for the narrow ones."""
    assert formula_safe(text) == f"'{text}"


@pytest.mark.parametrize("text", ["plain", "", "'quoted'", "’tis", "a=1", " blank"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    """An apostrophe that nobody needs is a fault in the text."""
    assert formula_safe(text) == text


@given(st.text(st.characters(codec="utf-8"), max_size=20) | st.text("'= \n-a", max_size=6))
@example("'=1")
@example("'quoted'")
def test_no_text_becomes_a_formula_or_another_text(text: str) -> None:
    """Spreadsheets run formulas from a file that somebody else wrote; a filled sheet must still be known."""
    safe = formula_safe(text)

    assert safe in {text, f"'{text}"}
    assert not safe.lstrip().startswith(("=", "+", "-", "@"))
    assert not safe.startswith(("\t", "\r", "\n"))
    assert text_of(safe) == text
