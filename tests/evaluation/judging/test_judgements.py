"""Filled sheets are read back as the judges filled them in."""

from __future__ import annotations

import csv
import io

import msgspec
import pytest

from bisum.errors import ConfigError
from bisum.evaluation.judging.judgements import read_sheets
from bisum.evaluation.judging.sheet import csv_sheet, draw, key_path


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
    assert found.unfilled == (str(empty),)


def test_sheets_without_any_answer_are_refused(filled):
    """The empty sheet named in place of the filled one would read as a draw."""
    with pytest.raises(ConfigError, match="no row has an answer"):
        read_sheets([filled(lambda _row: "")])


def test_a_sheet_sent_back_under_another_name_finds_its_key(filled, tmp_path):
    """Judges put their names on what they send back."""
    filled(lambda _row: "")
    found = read_sheets([filled(for_second, name="ann.csv")])

    assert found.n_second == 10

    (tmp_path / "other.key.json").write_text("{}")
    with pytest.raises(ConfigError, match=r"ann\.key\.json: the sheet's key can't be read"):
        read_sheets([tmp_path / "ann.csv"])


def rewrite(path, change):
    """Save a sheet once more, its rows changed."""
    rows = list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows(change(rows))
    return path


def test_empty_rows_below_the_sheet_mean_nothing(filled):
    """Spreadsheets save rows that somebody once clicked into."""
    found = read_sheets([rewrite(filled(for_second), lambda rows: [*rows, [""] * 6, [], [" "] * 6])])

    assert found.n_second == 10


def test_a_row_that_stands_there_twice_is_named(filled):
    """Which of two answers is meant nobody can tell; that its key is another's would be untrue."""
    path = rewrite(filled(for_second), lambda rows: [*rows, rows[3]])

    with pytest.raises(ConfigError, match=r"sheet\.csv:\d+: row 3 stands there twice"):
        read_sheets([path])


def test_rows_not_judged_are_not_counted(filled):
    """No answer is not the answer same."""
    found = read_sheets([filled(lambda row: "same" if row["row"] == "1" else "")])

    assert (found.n_rows, found.n_same) == (1, 1)


def test_an_answer_that_is_none_is_named(filled):
    """A typing error must not become a vote."""
    with pytest.raises(
        ConfigError, match=r"the answer 'lefft' of row \d+ is none; write left, right or same"
    ):
        read_sheets([filled(lambda _row: "lefft")])


def test_rows_taken_out_are_named(filled):
    """A judge who deletes what he skipped is told so, and not that his key is another sheet's."""
    path = rewrite(filled(for_second), lambda rows: [row for row in rows if row[0] not in {"3", "7"}])

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
