"""Translations made elsewhere are looked up and never guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from bisum.engines.fakes import MarkingTranslator
from bisum.engines.filed import FiledArchive, FiledElse
from bisum.errors import ConfigError


def write(folder: Path, text: str | bytes, name: str = "filed.tsv") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_a_text_is_found_whatever_its_white_space(tmp_path: Path) -> None:
    """Another system's file has other spaces, tatweel and byte order marks."""
    archive = FiledArchive(
        write(tmp_path, "\ufeffقال  الوزيــر\u00a0نعم\tThe minister said yes\r\n\nلا\tNo\n")
    )

    assert archive.find("قال الوزير نعم") == "The minister said yes"
    assert archive.find(" لا ") == "No"
    assert archive.find("قال الوزير") is None


def test_words_and_marks_are_not_overlooked(tmp_path: Path) -> None:
    """Another word is another sentence, and so is one without its quotation marks."""
    archive = FiledArchive(write(tmp_path, "قال «نعم»\tHe said “yes”\n"))

    assert archive.find("قال نعم") is None
    assert archive.find("قال «نعم") is None
    assert archive.find("قالت «نعم»") is None


def test_the_first_of_two_counts_and_the_other_is_known(tmp_path: Path) -> None:
    """A reader must learn that the file contradicts itself."""
    archive = FiledArchive(write(tmp_path, "لا\tNo\nلا\tNever\nنعم\tYes\nنعم\tYes \nربما\tMaybe\n"))

    assert archive.find("لا") == "No"
    assert [archive.has_variants(arabic) for arabic in ("لا", "نعم", "ربما", "كلا")] == [
        True,
        False,
        False,
        False,
    ]


def test_json_lines_are_taken_by_their_suffix(tmp_path: Path) -> None:
    """Systems that write JSON have fields of their own besides."""
    archive = FiledArchive(
        write(tmp_path, '{"arabic": "لا", "english": "No", "score": 0.9}\n', "filed.jsonl")
    )

    assert archive.find("لا") == "No"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.tsv", "لا\tNo\nنعم Yes\n", r"a\.tsv:2: .* got 0 TABs"),
        ("a.tsv", "لا\tNo\tNever\n", r"a\.tsv:1: .* got 2 TABs"),
        ("a.tsv", "لا\t\n", r"a\.tsv:1: .* empty side"),
        ("a.tsv", "\n", "holds no translations"),
        ("a.tsv", b"\xd9\x84\tNo\n\xff\tYes\n", r"a\.tsv:2: byte 0xff isn't UTF-8"),
        ("a.jsonl", '{"arabic": "لا"}\n', r"a\.jsonl:1: .*english"),
        ("a.jsonl", '{"arabic": "لا", "english": 3}\n', r"a\.jsonl:1: "),
        ("a.jsonl", '{"arabic": "لا", "english": " "}\n', r"a\.jsonl:1: .*empty"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, name: str, text: str | bytes, said: str) -> None:
    """A file of thousands of lines can be mended only where the line is said."""
    with pytest.raises(ConfigError, match=said):
        FiledArchive(write(tmp_path, text, name))


def test_a_missing_file_is_a_wrong_setting(tmp_path: Path) -> None:
    """It is found out before any article is read."""
    with pytest.raises(ConfigError, match=r"none\.tsv can't be read"):
        FiledArchive(tmp_path / "none.tsv")


def test_the_signature_follows_the_content(tmp_path: Path) -> None:
    """A changed file makes records anew, a renamed one doesn't."""
    first = FiledArchive(write(tmp_path, "لا\tNo\n", "a.tsv"))
    renamed = FiledArchive(write(tmp_path, "لا\tNo\n", "b.tsv"))
    changed = FiledArchive(write(tmp_path, "لا\tNever\n", "a.tsv"))

    assert first.signature == renamed.signature != changed.signature
    assert (first.card.engine, renamed.card.model, first.arithmetic) == ("filed", "b.tsv", ("cpu", None))


def test_a_document_keeps_its_own_paragraphs(tmp_path: Path) -> None:
    """Where the Arabic's paragraphs end doesn't count; where the English's end helps the alignment."""
    lines = (
        '{"arabic": ["قال نعم.", "ثم غادر."], "english": ["He said yes. ", "", "Then he left."]}\n'
        '{"arabic": "لا.\\nأبدا.", "english": "No.\\nNever."}\n'
    )
    archive = FiledArchive(write(tmp_path, lines, "filed.jsonl"))

    assert archive.find_document(["قال نعم. ثم غادر."]) == ("He said yes.", "Then he left.")
    assert archive.find_document(["لا.", "أبدا."]) == ("No.", "Never.")
    assert archive.find("لا. أبدا.") == "No. Never."
    assert archive.find_document(["قال نعم."]) is None


def test_both_engines_are_named_in_records(tmp_path: Path) -> None:
    """Whose English it is, and under which terms, must be seen for what was filed and what was not."""
    archive = FiledArchive(write(tmp_path, "لا\tNo\n"))
    both = FiledElse(archive, MarkingTranslator())

    assert both.card.model == "filed.tsv, else marking"
    assert "translates nothing" in (both.card.caution or "")
    assert archive.signature in both.signature
    assert MarkingTranslator().signature in both.signature
