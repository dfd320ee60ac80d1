"""Parquet: the three tables with a stated schema, text exactly as in the record."""

from __future__ import annotations

import importlib
import typing
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from types import MappingProxyType, NoneType
from typing import TYPE_CHECKING, Final

import msgspec

from bisum import __version__
from bisum.model.record import Record
from bisum.reader.export.rows import Row
from bisum.reader.export.tables import TABLES
from bisum.store.files.atomic import replacing

if TYPE_CHECKING:
    import pyarrow as pa

# Rows held before they are written; a group of this size is read at one go later on.
_GROUP_ROWS: Final = 16_384
# Names in pyarrow of what a field of a row can be.
_TYPES: Final[Mapping[type, str]] = MappingProxyType(
    {str: "string", int: "int64", float: "double", bool: "bool"}
)


def write_parquet(records: Iterable[Record], folder: Path) -> tuple[Path, ...]:
    """Write ``quotes.parquet``, ``findings.parquet`` and ``sentences.parquet`` into a folder that exists."""
    arrow = importlib.import_module("pyarrow")
    parquet = importlib.import_module("pyarrow.parquet")
    paths = {name: folder / f"{name}.parquet" for name in TABLES}
    schemas = {name: schema_of(name) for name in TABLES}
    waiting: dict[str, list[dict[str, object]]] = {name: [] for name in TABLES}
    with ExitStack() as stack:
        writers = {}
        for name, path in paths.items():
            file = stack.enter_context(replacing(path))
            writer = parquet.ParquetWriter(file, schemas[name], compression="zstd")
            writers[name] = stack.enter_context(writer)

        def flush(name: str) -> None:
            writers[name].write_table(arrow.Table.from_pylist(waiting[name], schema=schemas[name]))
            waiting[name].clear()

        for record in records:
            for name, table in TABLES.items():
                waiting[name].extend(map(msgspec.structs.asdict, table.rows(record)))
                if len(waiting[name]) >= _GROUP_ROWS:
                    flush(name)
        for name, rows in waiting.items():
            if rows:
                flush(name)
    return tuple(paths.values())


def schema_of(name: str) -> pa.Schema:
    """Give the schema of a table: a column a field, null only where the row may hold None."""
    arrow = importlib.import_module("pyarrow")
    columns = [_column(field.name, field.type) for field in _fields(TABLES[name].form)]
    return arrow.schema(
        [arrow.field(title, arrow.type_for_alias(kind), nullable=null) for title, kind, null in columns],
        metadata={"bisum": __version__, "table": name},
    )


def _fields(form: type[Row]) -> tuple[msgspec.structs.FieldInfo, ...]:
    return msgspec.structs.fields(form)


def _column(name: str, annotation: object) -> tuple[str, str, bool]:
    """Give a column's name, type and whether it may be null."""
    kinds = typing.get_args(annotation) or (annotation,)
    [kind] = [kind for kind in kinds if kind is not NoneType]
    return name, _TYPES[kind], NoneType in kinds
