"""What commands print for programs says the same as what they print for eyes."""

from __future__ import annotations

import csv
import io
import json

import pytest


@pytest.fixture
def run(bisum, fake_config, write_articles, tmp_path):
    """A finished run of two articles."""
    assert (
        bisum("run", fake_config, "--input", write_articles(2), "--output", tmp_path / "out").returncode == 0
    )
    return tmp_path / "out"


def test_the_ledger_is_the_same_in_lines_and_in_a_sheet(bisum, run) -> None:
    """Whoever counts in a spreadsheet must count what the analyst beside them counts in JSON."""
    lines = [json.loads(line) for line in bisum("quotes", run).stdout.splitlines()]
    sheet = list(csv.DictReader(io.StringIO(bisum("quotes", run, "--format", "csv").stdout)))

    assert len(lines) == len(sheet) > 0
    for line, row in zip(lines, sheet, strict=True):
        assert (line["article"], line["text"], line["speaker"] or "") == (
            row["article"],
            row["text"],
            row["speaker"],
        )


def test_speech_without_marks_is_shown_when_asked_for(bisum, tmp_path) -> None:
    """It is no quotation: nobody may find it among them who did not ask."""
    article = tmp_path / "port.txt"
    article.write_text("قالت الوزيرة سلمى الدروبي إن الميناء سيفتح غدا.\n", encoding="utf-8")

    (row,) = map(json.loads, bisum("quotes", article, "--indirect").stdout.splitlines())
    assert (row["kind"], row["speaker"]) == ("indirect", "سلمى الدروبي")
    assert bisum("quotes", article).stdout == ""


def test_an_article_that_cannot_be_read_is_told_and_counted(bisum, tmp_path) -> None:
    """A program that only looks at the lines would take half a ledger for the whole."""
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": "1", "text": "قال الوزير: «لن نعود أبدا»."}\n{"id": "2"}\n', encoding="utf-8")
    done = bisum("quotes", path)

    assert done.returncode == 3
    assert len(done.stdout.splitlines()) == 1
    assert f"{path}:2" in done.stderr


def test_status_and_check_say_the_same_to_programs(bisum, run, fake_config, write_articles) -> None:
    """A watcher that reads JSON must see what a person sees."""
    status = json.loads(bisum("status", run, "--format", "json").stdout)
    checked = bisum("check", fake_config, "--input", write_articles(2), "--output", run, "--format", "json")

    assert status["state"] == "finished"
    assert status["counts"]["records"] == 2
    assert "finished" in bisum("status", run).stdout
    assert checked.returncode == 0
    assert json.loads(checked.stdout)
