"""``bisum run`` from outside: what a user or a script sees."""

from __future__ import annotations

import json
import socket
from pathlib import Path

import pytest

from bisum.cli.app import app
from bisum.model.record import LedgerRow


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_a_run_ends_with_records_pages_and_summaries(bisum, fake_config, write_articles, tmp_path) -> None:
    """The main job: articles in, a folder of everything out."""
    out = tmp_path / "out"
    done = bisum("run", fake_config, "--input", write_articles(6), "--output", out)

    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert [record["id"] for record in lines(out / "records.jsonl")] == [f"a{n}" for n in range(6)]
    assert lines(out / "failures.jsonl") == []
    assert json.loads((out / "run.json").read_text())["state"] == "finished"
    assert len(list((out / "summaries").glob("*.md"))) == 6
    assert len(list((out / "site" / "articles").glob("*.html"))) == 6
    assert (out / "site" / "index.html").is_file()
    assert str(out / "site" / "index.html") in done.stderr


def test_a_second_run_does_nothing_again(bisum, fake_config, write_articles, tmp_path) -> None:
    """Resuming is by content and settings: the same again costs nothing."""
    articles, out = write_articles(5), tmp_path / "out"
    bisum("run", fake_config, "--input", articles, "--output", out)
    before = (out / "records.jsonl").read_bytes()
    again = bisum("run", fake_config, "--input", articles, "--output", out)

    assert "0 done" in again.stderr
    assert "5 kept" in again.stderr
    assert (out / "records.jsonl").read_bytes() == before


def test_other_settings_make_the_records_anew_and_none_twice(
    bisum, fake_config, write_articles, tmp_path
) -> None:
    """A record of old settings must not stay beside the new one."""
    articles, out = write_articles(5), tmp_path / "out"
    bisum("run", fake_config, "--input", articles, "--output", out)
    changed = (fake_config, "--input", articles, "--output", out, "--set", "summary.sentences=1")
    planned = bisum("check", *changed)
    again = bisum("run", *changed)

    assert "0 done before, 5 anew (text, settings or version changed)" in planned.stdout
    assert "5 done" in again.stderr
    records = lines(out / "records.jsonl")
    assert sorted(record["id"] for record in records) == [f"a{n}" for n in range(5)]
    assert all(len(record["summary"]["english"]) <= 1 for record in records)


def test_articles_added_to_the_input_are_added_to_the_run(
    bisum, fake_config, write_articles, tmp_path
) -> None:
    """An operator drops new files into the folder and starts the same command."""
    out = tmp_path / "out"
    bisum("run", fake_config, "--input", write_articles(3), "--output", out)
    again = bisum("run", fake_config, "--input", write_articles(5), "--output", out)

    assert "2 done" in again.stderr
    assert "3 kept" in again.stderr


def test_limit_and_only_choose_articles(bisum, fake_config, write_articles, tmp_path) -> None:
    """Trying a config on a few articles must not need another input."""
    articles, out = write_articles(5), tmp_path / "out"
    bisum("run", fake_config, "--input", articles, "--output", out, "--limit", "2")
    bisum("run", fake_config, "--input", articles, "--output", out, "--only", "a4")

    assert [record["id"] for record in lines(out / "records.jsonl")] == ["a0", "a1", "a4"]


def test_an_id_that_is_not_in_the_input_is_an_error(bisum, fake_config, write_articles, tmp_path) -> None:
    """«0 done» and exit code 0 look as if the article had been dealt with; a slip of the pen must show."""
    articles, out = write_articles(3), tmp_path / "out"
    done = bisum("run", fake_config, "--input", articles, "--output", out, "--only", "a1", "--only", "a01")

    assert done.returncode == 2
    assert "not in the input: 'a01';" in done.stderr
    assert [record["id"] for record in lines(out / "records.jsonl")] == ["a1"]


def test_an_input_without_articles_is_told(bisum, fake_config, tmp_path) -> None:
    """Whoever named the wrong folder reads «0 done» otherwise, and pages that show nothing."""
    (tmp_path / "in").mkdir()
    done = bisum("run", fake_config, "--input", tmp_path / "in", "--output", tmp_path / "out")

    assert done.returncode == 0
    assert "the input holds no article; give it .txt" in done.stderr


def test_the_input_is_never_taken_for_the_output(bisum, fake_config, write_articles, tmp_path) -> None:
    """Written among its articles, a run would make their folder one that nobody reads any more."""
    articles = tmp_path / "in"
    articles.mkdir()
    write_articles(3).rename(articles / "articles.jsonl")
    same = (fake_config, "--input", articles, "--output", tmp_path / "here" / ".." / "in")
    done, planned = bisum("run", *same), bisum("check", *same)
    after = bisum("run", fake_config, "--input", articles, "--output", tmp_path / "out")

    assert done.returncode == 2
    assert "in' is an input too;" in done.stderr
    assert [path.name for path in articles.iterdir()] == ["articles.jsonl"]
    assert planned.returncode == 2
    assert "start     no: output" in planned.stdout
    assert "3 done" in after.stderr


def test_an_input_that_is_the_output_of_a_run_is_refused(
    bisum, fake_config, write_articles, tmp_path
) -> None:
    """«0 articles», night after night and with exit code 0, is how such a mistake went unseen."""
    bisum("run", fake_config, "--input", write_articles(2), "--output", tmp_path / "out")
    wrong = (fake_config, "--input", tmp_path / "out", "--output", tmp_path / "next")

    for command in ("run", "check"):
        told = bisum(command, *wrong)
        assert told.returncode == 2
        assert "out' is the output folder of a run, so nothing in it is read" in told.stderr


def test_bad_inputs_are_failures_with_place_and_reason(bisum, fake_config, tmp_path) -> None:
    """Each bad input is set aside and said; the good ones beside it are finished."""
    folder = tmp_path / "in"
    folder.mkdir()
    good = {"id": "good", "paragraphs": ["وصل الوفد إلى العاصمة مساء أمس."]}
    (folder / "empty.txt").write_text("", encoding="utf-8")
    (folder / "english.txt").write_text("No Arabic here.\n", encoding="utf-8")
    (folder / "broken.txt").write_bytes("خبر ".encode() + b"\xff\xfe\xff" + "خبر".encode())
    (folder / "image.png").write_bytes(b"\x89PNG")
    (folder / "lines.jsonl").write_text(
        "\n".join(
            [
                json.dumps(good, ensure_ascii=False),
                '{"id": "cut", "paragraphs": ["خب',
                json.dumps({"id": "no-text"}),
                json.dumps({"id": "huge", "paragraphs": ["كلمة " * 250_000]}, ensure_ascii=False),
                json.dumps(good, ensure_ascii=False),
            ]
        ),
        encoding="utf-8",
    )
    out = tmp_path / "out"
    done = bisum("run", fake_config, "--input", folder, "--output", out)

    failures = {failure["place"].rpartition("/")[2]: failure for failure in lines(out / "failures.jsonl")}
    assert done.returncode == 3
    assert [record["id"] for record in lines(out / "records.jsonl")] == ["good"]
    assert {place.split(":")[0] for place in failures} == {
        "empty.txt",
        "english.txt",
        "broken.txt",
        "lines.jsonl",
    }
    assert {f"lines.jsonl:{n}" for n in range(2, 5)} <= set(failures)
    assert all(failure["stage"] == "read" and failure["reason"] for failure in failures.values())
    # The last line repeats the first word for word, and counts once.
    assert len(failures) == 6
    assert "image.png" in done.stderr


def test_a_failure_that_was_mended_is_gone(bisum, fake_config, tmp_path) -> None:
    """Failures of reading are read again with each run, and must not linger."""
    path, out = tmp_path / "one.txt", tmp_path / "out"
    path.write_text("nothing\n", encoding="utf-8")
    assert bisum("run", fake_config, "--input", path, "--output", out).returncode == 3
    path.write_text("وصل الوفد إلى العاصمة.\n", encoding="utf-8")
    done = bisum("run", fake_config, "--input", path, "--output", out)

    assert done.returncode == 0, done.stderr
    assert lines(out / "failures.jsonl") == []
    assert len(lines(out / "records.jsonl")) == 1


@pytest.mark.parametrize("name", ["../../escape", "<script>alert(1)</script>", "a/b\\c", "con", "خبر ١", "."])
def test_any_id_stays_inside_the_folder(bisum, fake_config, tmp_path, name) -> None:
    """An id is untrusted text and never a path."""
    path, out = tmp_path / "in.jsonl", tmp_path / "deep" / "out"
    path.write_text(json.dumps({"id": name, "paragraphs": ["وصل الوفد."]}) + "\n", encoding="utf-8")
    before = {found for found in tmp_path.rglob("*") if out not in found.parents}
    done = bisum("run", fake_config, "--input", path, "--output", out)

    assert done.returncode == 0, done.stderr
    outside = {found for found in tmp_path.rglob("*") if out not in found.parents} - before
    assert outside <= {out, out.parent, *(tmp_path / "home").rglob("*")}
    pages = list((out / "site").rglob("*.html"))
    assert all("<script>alert" not in page.read_text(encoding="utf-8") for page in pages)


def test_what_cannot_start_ends_with_2_and_says_why(bisum, fake_config, tmp_path) -> None:
    """A script tells a wrong setting from a failed article by the exit code."""
    missing = bisum("run", tmp_path / "none.yaml")
    unset = bisum("run", fake_config)
    nowhere = bisum("run", fake_config, "--input", tmp_path / "none", "--output", tmp_path / "out")
    unknown = bisum("runn")

    assert [done.returncode for done in (missing, unset, nowhere, unknown)] == [2, 2, 2, 2]
    assert "none.yaml" in missing.stderr
    assert "--input" in unset.stderr
    assert "none" in nowhere.stderr
    assert "Traceback" not in missing.stderr + unset.stderr + nowhere.stderr + unknown.stderr


def test_status_show_and_check_answer(bisum, fake_config, write_articles, tmp_path) -> None:
    """Standard output carries the answer and nothing else."""
    articles, out = write_articles(2), tmp_path / "out"
    planned = bisum("check", fake_config, "--input", articles, "--output", out)
    bisum("run", fake_config, "--input", articles, "--output", out)
    status = bisum("status", out)
    shown = bisum("show", out, "a1")
    absent = bisum("show", out, "a9")

    assert planned.returncode == 0, planned.stderr
    assert "2 readable" in planned.stdout
    assert not (tmp_path / "out" / "nothing").exists()
    assert "finished" in status.stdout
    assert "2 records" in status.stdout
    assert "about 2 in the input" in status.stdout
    assert "pace " in status.stdout
    assert "memory " in status.stdout
    assert "الخطيب" in shown.stdout
    assert absent.returncode == 2
    assert "no article of this run has that id" in absent.stderr


def test_quotes_prints_the_ledger_of_articles_and_of_a_run(
    bisum, fake_config, write_articles, tmp_path
) -> None:
    """The ledger's fields are what scorers and scripts rely on."""
    articles, out = write_articles(2), tmp_path / "out"
    plain = bisum("quotes", articles)
    bisum("run", fake_config, "--input", articles, "--output", out)
    carried = bisum("quotes", out)

    rows = [json.loads(line) for line in plain.stdout.splitlines()]
    assert [row["text"] for row in rows] == ["لن نغلق بابها قبل 10 سنة", "لن نغلق بابها قبل 11 سنة"]
    assert [row["speaker"] for row in rows] == ["سامر الخطيب", "سامر الخطيب"]
    assert set(rows[0]) == set(LedgerRow.__struct_fields__)
    assert [json.loads(line)["text"] for line in carried.stdout.splitlines()] == [row["text"] for row in rows]


def test_translate_gives_a_line_for_a_line(bisum, fake_config) -> None:
    """Other tools pair our output with their input by line number."""
    arabic = "وصل الوفد.\n\n   \nغادر الوزير. ثم عاد.\u2028بعد قليل\r\nآخر سطر"
    done = bisum("translate", "--config", fake_config, stdin=arabic)

    english = done.stdout.split("\n")
    assert done.returncode == 0, done.stderr
    assert len(english) == 6
    assert english[0] == "<en>وصل الوفد.</en>"
    assert english[1] == english[2] == english[5] == ""
    assert english[4] == "<en>آخر سطر</en>"


def test_no_connection_is_opened(fake_config, write_articles, tmp_path, monkeypatch) -> None:
    """No telemetry, ever: a run opens no socket unless its config asks for one."""

    def refuse(*_: object, **__: object) -> None:
        msg = "a run opened a connection"
        raise AssertionError(msg)

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    articles, out = write_articles(2), tmp_path / "out"
    app(["run", str(fake_config), "--input", str(articles), "--output", str(out)], standalone_mode=False)

    assert len(lines(out / "records.jsonl")) == 2


def test_a_bad_file_that_was_taken_away_is_no_failure_any_more(bisum, fake_config, tmp_path) -> None:
    """Whoever removes the broken file must not get exit code 3 for ever."""
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    (folder / "good.txt").write_text("وصل الوفد.\n", encoding="utf-8")
    (folder / "bad.txt").write_text("", encoding="utf-8")
    assert bisum("run", fake_config, "--input", folder, "--output", out).returncode == 3
    (folder / "bad.txt").unlink()

    assert bisum("run", fake_config, "--input", folder, "--output", out).returncode == 0


def test_failures_of_another_input_stay(bisum, fake_config, tmp_path) -> None:
    """Two inputs into one run: reading the one says nothing about the other."""
    good, bad, out = tmp_path / "good.txt", tmp_path / "bad.txt", tmp_path / "out"
    good.write_text("وصل الوفد.\n", encoding="utf-8")
    bad.write_text("", encoding="utf-8")
    bisum("run", fake_config, "--input", bad, "--output", out)
    bisum("run", fake_config, "--input", good, "--output", out)

    assert [failure["id"] for failure in lines(out / "failures.jsonl")] == ["bad"]


def test_a_run_has_one_form_for_each_name_and_a_glossary_decides(
    bisum, fake_config, write_articles, tmp_path
) -> None:
    """The pass comes again when the glossary changes, and pages follow it without new records."""
    articles, out = write_articles(3), tmp_path / "out"
    bisum("run", fake_config, "--input", articles, "--output", out)
    records, first = (out / "records.jsonl").read_bytes(), lines(out / "names.jsonl")
    glossary = tmp_path / "names.csv"
    glossary.write_text("arabic,english\nسامر الخطيب,Samer Khateeb\nالخطيب,Khateeb\n", encoding="utf-8")
    again = bisum(
        "run", fake_config, "--input", articles, "--output", out, "--set", f"names.glossary={glossary}"
    )
    quotes = bisum("quotes", out)

    assert again.returncode == 0, again.stderr
    assert "overruled by the glossary" in again.stderr
    assert "Khateeb" not in {row["english"] for row in first}
    assert (out / "records.jsonl").read_bytes() == records
    assert {json.loads(line)["english_speaker"] for line in quotes.stdout.splitlines()} == {"Samer Khateeb"}
    assert "Samer Khateeb" in next((out / "summaries").glob("*.md")).read_text(encoding="utf-8")
    assert json.loads((out / "run.json").read_text())["names"]["names"] >= 2
