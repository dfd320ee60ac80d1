"""Blind sheets are blind, safe, and read back as they were filled in."""

from __future__ import annotations

import csv
import io

import msgspec
import pytest

from bisum.errors import ConfigError
from bisum.evaluation.page import sheet_page
from bisum.evaluation.runs import Run
from bisum.evaluation.sheet import csv_sheet, draw, key_path, read_sheets, safe_cell
from bisum.model.summary import Ground, SummarySentence


@pytest.fixture
def runs(make_record):
    """Two runs whose summaries of ten articles differ."""
    first = [make_record(f"a{n}", statements=(0,)) for n in range(10)]
    grounds = (Ground(paragraph=0, sentence=0),)
    second = []
    for n, record in enumerate(first):
        english = (SummarySentence(text=f"=SECOND({n}), on two lines?\nYes.", grounds=grounds),)
        summary = msgspec.structs.replace(record.summary, english=english)
        second.append(msgspec.structs.replace(record, summary=summary))
    return Run(name="first-run", records=tuple(first)), Run(name="second-run", records=tuple(second))


@pytest.fixture
def filled(runs, tmp_path):
    """Write a sheet and its key, judged by a rule."""
    rows, key = draw(*runs, 10)
    path = tmp_path / "sheet.csv"
    key_path(path).write_bytes(msgspec.json.encode(key))

    def fill(judge, name="sheet.csv", delimiter=","):
        cells = list(csv.DictReader(io.StringIO(csv_sheet(rows), newline="")))
        for row in cells:
            row["better"] = judge(row)
        with (tmp_path / name).open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.DictWriter(file, cells[0].keys(), delimiter=delimiter)
            writer.writeheader()
            writer.writerows(cells)
        return tmp_path / name

    return fill


def for_second(row):
    return "left" if "SECOND" in row["left"] else "right"


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
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in cells)
    assert safe_cell("plain") == "plain"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_filled_sheet_is_read_back(filled, delimiter):
    """Whichever side the preferred run was on, and whichever spreadsheet saved it."""
    found = read_sheets([filled(for_second, delimiter=delimiter)])

    assert (found.first, found.second) == ("first-run", "second-run")
    assert (found.n_rows, found.n_first, found.n_second, found.n_same) == (10, 0, 10, 0)
    assert found.p == pytest.approx(2 / 1024)


def test_two_judges_who_disagree_cancel_out(filled):
    """Rows are counted by majority, so that many judges don't make few articles many."""
    one = filled(for_second)
    other = filled(lambda row: "left" if for_second(row) == "right" else "right", name="other.csv")
    found = read_sheets([one, other], key=key_path(one))

    assert (found.n_same, found.p, found.agreement) == (10, 1.0, 0.0)


def test_a_sheet_given_twice_is_refused(filled):
    """One judge would agree with himself in every row."""
    path = filled(for_second)

    with pytest.raises(ConfigError, match="given twice"):
        read_sheets([path, path.parent / "." / path.name])


def test_a_sheet_nobody_filled_in_is_no_judge(filled):
    """The number of judges goes into the paper."""
    one, empty = filled(for_second), filled(lambda _row: "", name="empty.csv")
    found = read_sheets([one, empty])

    assert (found.n_judges, found.n_pairs, found.alpha) == (1, 0, None)


def test_rows_not_judged_are_not_counted(filled):
    """No answer is not the answer same."""
    found = read_sheets([filled(lambda row: "same" if row["row"] == "1" else "")])

    assert (found.n_rows, found.n_same) == (1, 1)


def test_an_answer_that_is_none_is_named(filled):
    """A typing error must not become a vote."""
    with pytest.raises(ConfigError, match="answer 'lefft' is none"):
        read_sheets([filled(lambda _row: "lefft")])


def test_rows_taken_out_are_named(filled):
    """A judge who deletes what he skipped is told so, and not that his key is another sheet's."""
    path = filled(for_second)
    rows = list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(row for row in rows if row[0] not in {"3", "7"})

    with pytest.raises(ConfigError, match="2 rows are missing: 3, 7"):
        read_sheets([path])


def test_another_sheets_key_is_refused(filled, runs, tmp_path):
    """The sides are drawn anew for each sheet: a wrong key turns preferences round."""
    path = filled(for_second)
    _, fewer = draw(*runs, 3)
    _, other = draw(runs[1], runs[0], 10)

    for key, message in ((fewer, "row '4' is none"), (other, "its texts are not those that")):
        key_path(path).write_bytes(msgspec.json.encode(key))
        with pytest.raises(ConfigError, match=message):
            read_sheets([path])


def test_equal_runs_have_nothing_to_judge(runs):
    """Judges' hours are dear."""
    with pytest.raises(ConfigError, match="nothing to judge"):
        draw(runs[0], runs[0], 5)
