"""Form: what a record and a failure look like, told in the words of other tools."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import msgspec
import msgspec.inspect as structure

from bisum.model.record import VERSION, Failure, Record

if TYPE_CHECKING:
    from datasets import Features

_PLAIN: Final = {
    structure.StrType: "string",
    structure.IntType: "int64",
    structure.FloatType: "float64",
    structure.BoolType: "bool",
    structure.EnumType: "string",  # written by its value
}


def schema() -> bytes:
    """Give the JSON Schema that each line of ``records.jsonl`` and ``failures.jsonl`` meets.

    ``src/bisum/model/record.schema.json`` holds it, and a test compares the two.
    """
    _, parts = msgspec.json.schema_components((Record, Failure), ref_template="#/$defs/{name}")
    for part in parts.values():
        # The field-by-field account stands in docs/record.md.
        part["description"] = part.get("description", "").partition("\n")[0]
    whole: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"A line of records.jsonl or failures.jsonl, version {VERSION}",
        "anyOf": [{"$ref": "#/$defs/Record"}, {"$ref": "#/$defs/Failure"}],
        "$defs": dict(sorted(parts.items())),
    }
    return msgspec.json.format(msgspec.json.encode(whole), indent=2) + b"\n"


def features() -> Features:
    """Give the columns of ``records.jsonl`` with their types, for ``datasets``.

    Without them it guesses from the first 10 MB, and stops at a later record that fills
    a field which was null in all of those.
    """
    from datasets import Features  # noqa: PLC0415 - takes a second

    return Features(_columns(structure.type_info(Record)))


def _columns(kind: structure.Type) -> object:
    from datasets import List, Value  # noqa: PLC0415 - takes a second

    if isinstance(kind, structure.StructType):
        return {field.encode_name: _columns(field.type) for field in kind.fields}
    if isinstance(kind, structure.VarTupleType):
        return List(_columns(kind.item_type))
    if isinstance(kind, structure.UnionType):
        (known,) = (member for member in kind.types if not isinstance(member, structure.NoneType))
        return _columns(known)
    return Value(_PLAIN[type(kind)])
