"""CSV: three tables that a spreadsheet opens, in which no cell is a formula.

UTF-8 begins with a byte order mark: without one, Excel takes Arabic for the code page of
the machine. Lines end as RFC 4180 wants them. A spreadsheet is looked at by people, so
text is shown safe as on the pages: bidi controls are gone, the id's are spelled out.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path

import msgspec

from bisum.model.record import Record
from bisum.reader.article.plain import spelled
from bisum.reader.export.rows import Row
from bisum.reader.export.tables import TABLES
from bisum.store.files.atomic import replacing
from bisum.store.files.spreadsheet import formula_safe
from bisum.text import neutral


def write_csv(records: Iterable[Record], folder: Path) -> tuple[Path, ...]:
    """Write ``quotes.csv``, ``findings.csv`` and ``sentences.csv`` into a folder that exists."""
    paths = {name: folder / f"{name}.csv" for name in TABLES}
    with ExitStack() as stack:
        writers = {}
        for name, path in paths.items():
            file = stack.enter_context(replacing(path))
            text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
            # The file is synced and closed by `replacing`, which needs it open.
            stack.callback(text.detach)
            writers[name] = csv.writer(text, lineterminator="\r\n")
            writers[name].writerow(field.name for field in msgspec.structs.fields(TABLES[name].form))
        for record in records:
            for name, table in TABLES.items():
                writers[name].writerows(map(_cells, table.rows(record)))
    return tuple(paths.values())


def _cells(row: Row) -> Iterator[str]:
    for name in row.__struct_fields__:
        value = getattr(row, name)
        if value is None:
            yield ""
        elif isinstance(value, bool):
            yield "true" if value else "false"
        elif isinstance(value, str):
            yield formula_safe(spelled(value) if name == "article" else neutral(value))
        else:
            yield str(value)
