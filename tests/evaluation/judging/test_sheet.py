"""Blind sheets are blind and safe."""

from __future__ import annotations

import csv
import io

import pytest

from bisum.errors import ConfigError
from bisum.evaluation.judging.sheet import csv_sheet, draw
from bisum.evaluation.report.page import sheet_page


def test_a_judge_cannot_tell_the_runs(runs):
    """A judge who knows which system is whose judges the system."""
    rows, key = draw(*runs, 10)
    shown = csv_sheet(rows) + sheet_page(rows)

    assert "first-run" not in shown
    assert "second-run" not in shown
    assert not any(f">{row.id}<" in shown for row in key.rows)
    assert {row.left_is_first for row in key.rows} == {True, False}


def test_no_cell_is_a_formula(runs):
    """A spreadsheet that opens the sheet must show texts and compute nothing."""
    cells = [cell for row in csv.reader(io.StringIO(csv_sheet(draw(*runs, 10)[0]))) for cell in row]

    assert any("=SECOND" in cell for cell in cells)
    assert not any(cell.strip().startswith(("=", "+", "-", "@", "＝")) for cell in cells)


def test_equal_runs_have_nothing_to_judge(runs):
    """Judges' hours are dear."""
    with pytest.raises(ConfigError, match="nothing to judge"):
        draw(runs[0], runs[0], 5)
