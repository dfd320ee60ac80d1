"""Records as Parquet: the record itself in one column, and beside it columns to search by."""

from __future__ import annotations

import importlib
import io
from collections.abc import Sequence
from typing import Any, Final

import msgspec

_COLUMNS: Final = (
    ("id", "string", False),
    ("title", "string", True),
    ("title_english", "string", True),
    ("published", "string", True),
    ("source", "string", True),
    ("url", "string", True),
    ("summary_english", "string", True),
    ("n_quotes", "int64", False),
    ("n_serious", "int64", False),
    ("model", "string", False),
    ("made_at", "string", False),
    ("signature", "string", False),
    # The line of records.jsonl, byte for byte; what reads a run reads this one only.
    ("record", "large_string", False),
)


class _Line(msgspec.Struct, frozen=True):
    text: str


class _Summary(msgspec.Struct, frozen=True):
    line_english: _Line | None = None


class _Finding(msgspec.Struct, frozen=True):
    severity: str


class _Card(msgspec.Struct, frozen=True):
    model: str


class _Made(msgspec.Struct, frozen=True):
    signature: str
    made_at: str
    translation: _Card


class _Row(msgspec.Struct, frozen=True):
    id: str
    title: str | None
    title_english: str | None
    published: str | None
    source: str | None
    url: str | None
    quotes: list[msgspec.Raw]
    findings: list[_Finding]
    summary: _Summary
    provenance: _Made


_ROW: Final = msgspec.json.Decoder(_Row)


def table_of_records(lines: Sequence[bytes]) -> bytes:
    """Give a Parquet file with a row for each record, zstd, in the order of the lines."""
    arrow, parquet = importlib.import_module("pyarrow"), importlib.import_module("pyarrow.parquet")
    fields = [arrow.field(name, _type(arrow, kind), nullable=null) for name, kind, null in _COLUMNS]
    rows = [_row(line) for line in lines]
    file = io.BytesIO()
    parquet.write_table(arrow.Table.from_pylist(rows, schema=arrow.schema(fields)), file, compression="zstd")
    return file.getvalue()


def lines_of_table(whole: bytes) -> list[bytes]:
    """Give the records of a Parquet file, as the lines that they were made of.

    Raises:
        ValueError: It is no such file.
    """
    parquet = importlib.import_module("pyarrow.parquet")
    try:
        column = parquet.read_table(io.BytesIO(whole), columns=["record"]).column("record")
    except (OSError, KeyError) as error:  # pyarrow's own errors are kinds of ValueError
        msg = f"no table of records ({error})"
        raise ValueError(msg) from error
    return [text.encode() for text in column.to_pylist()]


def _row(line: bytes) -> dict[str, object]:
    record = _ROW.decode(line)
    shown = record.summary.line_english
    return {
        **{name: getattr(record, name) for name in _Row.__struct_fields__[:6]},
        "summary_english": shown.text if shown else None,
        "n_quotes": len(record.quotes),
        "n_serious": sum(finding.severity == "serious" for finding in record.findings),
        "model": record.provenance.translation.model,
        "made_at": record.provenance.made_at,
        "signature": record.provenance.signature,
        "record": line.decode(),
    }


def _type(arrow: Any, kind: str) -> Any:
    return arrow.large_string() if kind == "large_string" else arrow.type_for_alias(kind)
