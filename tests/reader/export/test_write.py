"""Where exports go: one file or a folder, whole or not at all."""

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from tests.reader import hostile, invented

from bisum.errors import ConfigError
from bisum.model.record import Record
from bisum.reader.export import Format, write
from bisum.reader.export.tables import TABLES

FORMATS = [Format.CSV, Format.PARQUET, Format.TMX, Format.MD]


def name_of(form: Format) -> str:
    """Give the path of an export that holds several articles."""
    return "tables" if form in {Format.CSV, Format.PARQUET} else f"run.{form.value}"


def test_a_name_with_the_form_s_ending_is_one_file(tmp_path: Path) -> None:
    """The user says by the name what is wanted."""
    path = tmp_path / "deep" / "run.md"
    written = write(invented.all_articles(), to=Format.MD, output=path)

    assert (written.n_articles, written.files) == (3, (path,))
    assert path.read_text(encoding="utf-8").count("\n\n---\n\n> **Caution:**") == 1
    assert path.read_text(encoding="utf-8").count("## الملخص") == 3


def test_any_other_name_is_a_folder_with_a_file_an_article(tmp_path: Path) -> None:
    """An id like a path must not write outside the folder."""
    records = [invented.water(), hostile.everywhere("x", id="../../up")]
    written = write(records, to=Format.TMX, output=tmp_path / "memory")

    assert len(written.files) == 2
    assert {path.parent for path in written.files} == {tmp_path / "memory"}
    assert sorted(tmp_path.rglob("*.tmx")) == sorted(written.files)


@pytest.mark.parametrize("form", [Format.CSV, Format.PARQUET])
def test_three_tables_do_not_fit_one_file(form: Format, tmp_path: Path) -> None:
    """Better said than a folder named like a file."""
    with pytest.raises(ConfigError, match="name a folder"):
        write([invented.bare()], to=form, output=tmp_path / f"run.{form.value}")
    assert not list(tmp_path.iterdir())


def test_the_guide_names_every_column_and_style() -> None:
    """What a column means can't be guessed from its values."""
    guide = (Path(__file__).parents[3] / "docs" / "exports.md").read_text(encoding="utf-8")
    columns = {name for table in TABLES.values() for name in table.form.__struct_fields__}
    written = (files("bisum.reader.export") / "word_styles.xml").read_text(encoding="utf-8")
    styles = set(re.findall(r'w:name w:val="(Bisum [^"]+)"', written)) - {"Bisum Web Page Line Arabic"}

    assert sorted(name for name in columns if f"`{name}`" not in guide) == []
    assert sorted(name for name in styles if name not in guide) == []


@pytest.mark.parametrize("form", FORMATS)
def test_an_export_that_breaks_leaves_what_was_there(form: Format, tmp_path: Path) -> None:
    """Yesterday's file is better than half of today's."""
    output = tmp_path / name_of(form)
    there = write([invented.water()], to=form, output=output).files
    before = {path: path.read_bytes() for path in there}

    def breaking() -> Iterator[Record]:
        yield invented.one_block()
        msg = "records.jsonl:2: damaged"
        raise ConfigError(msg)

    with pytest.raises(ConfigError, match="damaged"):
        write(breaking(), to=form, output=output)
    assert {path: path.read_bytes() for path in there} == before
    assert sorted(path for path in tmp_path.rglob("*") if path.is_file()) == sorted(there)


@pytest.mark.parametrize("form", FORMATS)
def test_a_run_without_records_is_an_error(form: Format, tmp_path: Path) -> None:
    """An empty table would look like a day without news."""
    with pytest.raises(ConfigError, match="no record"):
        write([], to=form, output=tmp_path / name_of(form))
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """The message says where and what to do."""
    (tmp_path / "file").write_text("")

    with pytest.raises(ConfigError, match="name another --output"):
        write([invented.bare()], to=Format.CSV, output=tmp_path / "file" / "below")
