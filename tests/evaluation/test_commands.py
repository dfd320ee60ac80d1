"""The commands print results, write files and end with the exit code that was promised."""

from __future__ import annotations

import json

import pytest
import typer
from typer.testing import CliRunner

from bisum.cli import evaluate as commands


@pytest.fixture
def bisum():
    """Run a command line and give its outcome."""
    app = typer.Typer()
    app.command("eval")(commands.evaluate)
    app.command("compare")(commands.compare)
    app.command("gate")(commands.gate)
    return lambda *words: CliRunner().invoke(app, list(map(str, words)))


@pytest.fixture
def folders(make_record, make_reference, write_references, write_run):
    """Two runs, the second with its speakers shuffled, and references."""
    records = [make_record(f"a{n}", statements=(n, n + 1)) for n in range(8)]
    shuffled = [make_record(f"a{n}", statements=(n, n + 1), shuffled=True) for n in range(8)]
    return (
        write_run(records, name="one"),
        write_run(shuffled, name="two"),
        write_references(map(make_reference, records)),
    )


def test_eval_prints_a_table_and_writes_what_was_asked_for(bisum, folders, tmp_path):
    """Standard output carries the results, files the rest."""
    one, _, references = folders
    found = bisum(
        "eval", one, "--references", references, "--json", tmp_path / "e.json",
        "--html", tmp_path / "e.html", "--export", tmp_path / "texts", "--no-ter",
    )  # fmt: skip

    assert found.exit_code == 0, found.output
    assert "Right speaker %" in found.stdout
    assert "nrefs:1|case:mixed" in found.stdout
    assert "only 8 articles" in found.stderr
    assert f"{one}, translated by fake-1, summaries by lead" in found.stdout
    assert f"references: {references} (SHA-256 " in found.stdout
    assert "Findings per 1,000 words (less is better)" in found.stdout
    assert "less is better" in (tmp_path / "e.html").read_text()
    assert json.loads((tmp_path / "e.json").read_bytes())["n_articles"] == 8
    assert (tmp_path / "e.html").read_text().startswith("<!doctype html>")
    assert (tmp_path / "texts" / "translation.english.txt").is_file()


def test_exporting_without_references_says_what_is_lacking(bisum, folders, tmp_path):
    """A count of 0 files sends people to look for a fault in the run."""
    found = bisum("eval", folders[0], "--export", tmp_path / "texts", "--no-ter")

    assert found.exit_code == 0, found.output
    assert "no article has a reference text" in found.stderr


def test_compare_says_which_run_is_better(bisum, folders, tmp_path):
    """Eight articles whose speakers are all wrong: that is no chance."""
    one, two, references = folders
    found = bisum("compare", one, two, "--references", references, "--json", tmp_path / "c.json", "--no-ter")
    written = json.loads((tmp_path / "c.json").read_bytes())
    winners = {row["first"]["measure"]: row["winner"] for row in written["differences"]}

    assert found.exit_code == 0, found.output
    assert winners["right_speaker"] == "first"
    for told in (
        "translated by fake-1",
        "references: ",
        "(less is better)",
        "nrefs:1|case:mixed",
        "rouge_score:",
        "seed 12345",
    ):
        assert told in found.stdout
    assert winners["chrf"] is None


def test_a_sheet_goes_out_and_comes_back(bisum, folders, tmp_path):
    """Two values follow --sheet; what was written is never written over."""
    one, two, _ = folders
    for folder in (two,):
        path = folder / "records.jsonl"
        path.write_text(path.read_text().replace("said “we will", "claimed “we will"))
    sheet = tmp_path / "sheet.csv"
    first = bisum("compare", one, two, "--sheet", 3, sheet)
    again = bisum("compare", one, two, "--sheet", 3, sheet)
    lines = sheet.read_bytes().decode("utf-8-sig").replace(",,\r\n", ',left,"why, so"\r\n')
    sheet.write_text(lines)
    back = bisum("compare", "--read-sheet", sheet, "--json", tmp_path / "new" / "judged.json")

    assert first.exit_code == 0, first.output
    assert (tmp_path / "sheet.html").is_file()
    assert "there already" in str(again.exception)
    assert back.exit_code == 0, back.output
    assert "judged  3 rows by 1 judge\n" in back.stdout
    assert "why, so" in back.stdout
    assert json.loads((tmp_path / "new" / "judged.json").read_bytes())["n_rows"] == 3


def test_the_gate_ends_with_3_when_a_score_fell(bisum, folders, tmp_path):
    """Exit code 1 is for bugs; CI tells the two apart."""
    gate = tmp_path / "gate.yaml"
    gate.write_text("run: one\nreferences: [references.jsonl]\nfloors:\n  right_speaker: 0\n")
    before = bisum("gate", gate)
    pinned = bisum("gate", gate, "--pin")
    holds = bisum("gate", gate)
    gate.write_text(gate.read_text().replace("run: one", "run: two"))
    fell = bisum("gate", gate)

    assert (pinned.exit_code, holds.exit_code, fell.exit_code) == (0, 0, 3)
    assert "FELL" in fell.stdout
    assert "nothing is pinned yet" in before.stderr
    assert "nothing is pinned yet" not in pinned.stderr
    assert "give --pin too" in str(bisum("gate", gate, "--lower").exception)


def test_compare_without_runs_says_what_it_needs(bisum):
    """The arguments are optional only for --read-sheet."""
    assert "two runs' folders" in str(bisum("compare").exception)


@pytest.mark.parametrize("option", ["--json", "--html"])
def test_a_report_is_never_written_over_what_it_is_made_from(bisum, folders, option):
    """The references, or a run's records, would be gone without a word."""
    one, two, references = folders
    for words, target in (
        (("eval", one, "--references", references), references),
        (("eval", one), one / "records.jsonl"),
        (("compare", one, two), two / "records.jsonl"),
    ):
        before = target.read_bytes()
        found = bisum(*words, option, target, "--no-ter")

        assert "name another file" in str(found.exception)
        assert target.read_bytes() == before


def test_a_run_that_is_not_finished_is_measured_with_a_warning(bisum, folders):
    """Its figures are of the articles that came first, and look like any others."""
    (folders[0] / "run.json").write_text('{"state": "interrupted"}')
    found = bisum("eval", folders[0], "--no-ter")

    assert "the run is interrupted; measured are the 8 articles so far" in found.stderr


def test_articles_that_only_one_run_has_are_named_with_the_reason(bisum, make_record, write_run):
    """Told that one or the other may be so, people look for both."""
    one = write_run([make_record(f"a{n}", statements=(n,)) for n in range(3)], name="one")
    two = write_run([make_record(f"a{n}", statements=(n + (n == 1),)) for n in range(2)], name="two")
    found = bisum("compare", one, two, "--no-ter")

    assert f"1 of 3 articles of {one} are not in {two} and are in no figure: 'a2'" in found.stderr
    assert f"1 of 3 articles of {one} have another text in {two} and are in no figure: 'a1'" in found.stderr


def test_references_that_hold_nothing_are_told(bisum, folders, make_record, make_reference, write_references):
    """The rows of BLEU and chrF would vanish without a word."""
    silent = [
        make_reference(make_record(f"a{n}", statements=(n, n + 1))) | {"english": ["", ""]} for n in range(8)
    ]
    found = bisum("eval", folders[0], "--references", write_references(silent), "--no-ter")

    assert "8 of 8 references have no english: 'a0'" in found.stderr
