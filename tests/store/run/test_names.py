"""The user's glossary is read strictly."""

from __future__ import annotations

from pathlib import Path

import pytest

from bisum.errors import ConfigError
from bisum.model.name import NameRow
from bisum.store.run.names import read_glossary, read_names, write_names

ROOT = Path(__file__).parents[3]


def glossary(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "names.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_kind_and_note_may_be_missing(tmp_path):
    """Two columns are what a journalist types first."""
    (row,) = read_glossary(glossary(tmp_path, "arabic,english\nبنزرت,Bizerte\n"))

    assert (row.arabic, row.english, row.kind, row.note) == ("بنزرت", "Bizerte", None, None)


def test_a_term_without_english_is_one_not_to_translate(tmp_path):
    """Parties and programmes keep their names."""
    (row,) = read_glossary(glossary(tmp_path, "arabic,english,kind,note\nالنهضة,,party,\n"))

    assert row.english is None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("name,form\nبنزرت,Bizerte\n", ":1:"),
        ("arabic,english\nBizerte,بنزرت\n", ":2:"),
        ("arabic,english\nبنزرت,Bizerte\nبَنزرت,Benzert\n", ":3:"),
    ],
)
def test_a_bad_glossary_names_file_and_line(tmp_path, text, place):
    """A glossary is long, and its user in a hurry."""
    with pytest.raises(ConfigError, match=place):
        read_glossary(glossary(tmp_path, text))


def test_the_samples_glossary_reads():
    """It is what people copy."""
    assert len(read_glossary(ROOT / "samples/names.csv")) > 50


def test_a_table_reads_back(tmp_path):
    """Pages of a later run are made from it."""
    rows = (NameRow(arabic="بنزرت", forms=("بنزرت",), english="Bizerte", origin="table"),)
    write_names(tmp_path, rows)

    assert read_names(tmp_path) == rows
