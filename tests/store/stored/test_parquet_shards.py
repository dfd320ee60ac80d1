"""Records come back from Parquet as they went in."""

from __future__ import annotations

import io

import msgspec
import pyarrow.parquet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.store.outcomes import record

from bisum.model.record import Record
from bisum.store.stored.parquet_shards import lines_of_table, table_of_records

TEXT = st.text(st.characters(exclude_categories=["Cs"]))


@settings(deadline=None)  # pyarrow is loaded by the first example
@given(
    rows=st.lists(st.tuples(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1), TEXT, TEXT))
)
def test_every_record_comes_back_byte_for_byte(rows: list[tuple[str, str, str]]) -> None:
    """A format that turned a date or a sign into something else would change what an analyst quotes."""
    records = [
        msgspec.structs.replace(record(article_id), title=title or None, published=published or None)
        for article_id, title, published in rows
    ]
    lines = [msgspec.json.encode(one) for one in records]
    whole = table_of_records(lines)

    assert lines_of_table(whole) == lines
    table = pyarrow.parquet.read_table(io.BytesIO(whole)).to_pylist()
    assert [msgspec.json.decode(row["record"], type=Record) for row in table] == records
    assert [(row["id"], row["title"], row["published"]) for row in table] == [
        (one.id, one.title, one.published) for one in records
    ]


@pytest.mark.parametrize("whole", [b"", b"PAR1", b"{}\n"])
def test_what_is_no_table_is_told(whole: bytes) -> None:
    """A shard that something else has overwritten is damage, not an empty run."""
    with pytest.raises(ValueError, match=r"\w"):
        lines_of_table(whole)
