"""The Parquet tables, read back by pyarrow."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from tests.reader import hostile, invented

from bisum.reader.export import Format, parquet_tables, write

COMMON_END = [("model", "string", False), ("made_at", "string", False), ("caution", "string", True)]
SENTENCES = [
    ("article", "string", False),
    ("paragraph", "int64", True),
    ("sentence", "int64", True),
    ("bead", "int64", True),
    ("arabic", "string", False),
    ("english", "string", True),
    ("furniture", "bool", False),
    ("start", "int64", False),
    ("end", "int64", False),
    ("english_start", "int64", True),
    ("english_end", "int64", True),
    ("log_probability", "double", True),
    ("findings", "string", True),
    ("corrected", "string", True),
    *COMMON_END,
]


def read(folder: Path, *records) -> dict[str, pa.Table]:
    written = write(records, to=Format.PARQUET, output=folder)
    return {path.stem: pq.read_table(path) for path in written.files}


def test_the_schema_is_stated_and_not_guessed(tmp_path: Path) -> None:
    """A column of a run without a single finding must have the type it has elsewhere."""
    found = read(tmp_path, invented.bare())

    assert [(f.name, str(f.type), f.nullable) for f in found["sentences"].schema] == SENTENCES
    assert found["findings"].num_rows == 0
    assert str(found["findings"].schema.field("severity").type) == "string"
    assert str(found["quotes"].schema.field("confidence").type) == "double"
    assert found["quotes"].schema.metadata[b"table"] == b"quotes"


def test_text_is_exactly_that_of_the_record(tmp_path: Path) -> None:
    """Programs join on ids and count offsets; nothing may be made prettier for them."""
    text = "\u202e=1+1 <b>"
    found = read(tmp_path, hostile.everywhere(text))

    [sentence] = [row for row in found["sentences"].to_pylist() if row["sentence"] == 0]
    assert (sentence["article"], sentence["arabic"], sentence["english"]) == (text, text, text)
    assert {row["speaker"] for row in found["quotes"].to_pylist()} == {text, None}


def test_what_is_unknown_is_null(tmp_path: Path) -> None:
    """An unnamed speaker is a fact, an empty name none."""
    rows = {row["quote"]: row for row in read(tmp_path, invented.one_block())["quotes"].to_pylist()}

    assert rows["q5"]["speaker"] is None
    assert rows["q5"]["cue"] == "وقال"


def test_row_groups_hold_all_rows_once_and_in_order(tmp_path: Path, monkeypatch) -> None:
    """Rows are written as they come; the last few must not stay behind."""
    monkeypatch.setattr(parquet_tables, "_GROUP_ROWS", 7)
    records = [invented.record(id=f"a{n}", paragraphs=[invented.Para(["نص."], ["Text."])]) for n in range(17)]
    found = read(tmp_path, *records)

    assert found["sentences"].column("article").to_pylist() == [f"a{n}" for n in range(17)]
    assert pq.ParquetFile(tmp_path / "sentences.parquet").num_row_groups == 3
