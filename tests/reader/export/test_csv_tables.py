"""The CSV tables, read back by the standard library."""

import csv
from pathlib import Path

from tests.reader import hostile, invented

from bisum.model.record import Record
from bisum.reader.export import Format, write


def tables(folder: Path, *records: Record) -> dict[str, list[dict[str, str]]]:
    written = write(records, to=Format.CSV, output=folder)
    found = {}
    for path in written.files:
        with path.open(encoding="utf-8-sig", newline="") as file:
            found[path.stem] = list(csv.DictReader(file, strict=True))
    return found


def test_a_quotation_is_a_row_with_its_speaker(tmp_path: Path) -> None:
    """The table is read without the page beside it, so who spoke stands in the row."""
    rows = {row["quote"]: row for row in tables(tmp_path, invented.water())["quotes"]}

    assert list(rows) == ["tq0", "q0", "q1", "q2", "q3", "q4", "q5", "q6", "i0"]
    assert rows["q0"]["english"] == "will not raise water prices before the end of summer"
    assert rows["q0"]["arabic"] == "لن يرفع أسعار المياه قبل نهاية الصيف"
    assert rows["q0"]["speaker_english"] == "Salma al-Droubi"
    assert rows["q0"]["speaker"] == "سلمى الدروبي"
    assert (rows["q2"]["status"], rows["q2"]["english_marked"]) == ("approximate", "false")
    assert (rows["q4"]["status"], rows["q4"]["english"]) == ("lost", "")
    assert rows["q6"]["parent"] == "q5"
    assert rows["tq0"]["paragraph"] == ""
    assert {row["caution"] for row in rows.values()} == {invented.CAUTION}


def test_findings_stand_beside_the_sentence_they_are_about(tmp_path: Path) -> None:
    """A list of doubts without the words is no use."""
    [first, *_] = tables(tmp_path, invented.water())["findings"]

    assert (first["finding"], first["severity"], first["paragraph"], first["sentence"]) == (
        "f0",
        "serious",
        "2",
        "1",
    )
    assert "ومن يدفع ثمن الأنابيب المثقوبة" in first["arabic"]
    assert first["english"] == "One of those present asked mockingly who."


def test_sentences_of_one_bead_share_one_english(tmp_path: Path) -> None:
    """Repeating it would look like two translations."""
    rows = tables(tmp_path, invented.bare())["sentences"]

    assert [(row["paragraph"], row["sentence"], row["bead"]) for row in rows] == [
        ("0", "0", "0"),
        ("0", "1", "0"),
        ("1", "0", ""),
    ]
    assert rows[0]["english"].startswith("Rain fell")
    assert [row["english"] for row in rows[1:]] == ["", ""]
    assert rows[0]["log_probability"] == "-0.4"


def test_hostile_text_stays_in_its_cell(tmp_path: Path) -> None:
    """A title must neither break the table nor be computed when it is opened."""
    texts = [*hostile.INJECTIONS, "=1+1", "@SUM(A1)", "\t=1", " -1", "＝1", '",\r\n=1']
    found = tables(tmp_path, *map(hostile.everywhere, texts))

    assert [len(rows) for rows in found.values()] == [6 * len(texts), 3 * len(texts), 2 * len(texts)]
    for row in (row for rows in found.values() for row in rows):
        assert None not in row
        assert None not in row.values()
        cells = [cell for column, cell in row.items() if column != "log_probability"]
        assert not any(cell.strip().startswith(("=", "+", "-", "@", "＝")) for cell in cells)
        assert not any(control in cell for cell in cells for control in "\u202e\u2066")


def test_excel_is_told_that_it_is_utf8(tmp_path: Path) -> None:
    """Without the mark it reads Arabic in the code page of the machine."""
    [first, *_] = write([invented.water()], to=Format.CSV, output=tmp_path).files

    assert first.read_bytes().startswith(b"\xef\xbb\xbfarticle,")
    assert first.read_bytes().count(b"\xef\xbb\xbf") == 1
