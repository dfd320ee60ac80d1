"""Which export goes where: one file, or a folder of files."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

from bisum.errors import ConfigError
from bisum.model.base import Value
from bisum.model.record import Record
from bisum.reader.export.csv_tables import write_csv
from bisum.reader.export.markdown_file import write_markdown
from bisum.reader.export.parquet_tables import write_parquet
from bisum.reader.export.translation_memory import write_tmx
from bisum.reader.export.word import write_docx
from bisum.store.files.slugs import slug


class Format(enum.StrEnum):
    """What a run can be exported to."""

    DOCX = "docx"
    CSV = "csv"
    PARQUET = "parquet"
    TMX = "tmx"
    MD = "md"


class Written(Value, frozen=True, kw_only=True):
    """What an export has left on the disk.

    Attributes:
        n_articles: How many articles are in it.
        files: What was written, in order.
    """

    n_articles: int
    files: tuple[Path, ...]


_Documents = Callable[[Iterable[Record], Path], None]
_Tables = Callable[[Iterable[Record], Path], tuple[Path, ...]]

# One document holds any number of articles.
_DOCUMENTS: Final[dict[Format, _Documents]] = {
    Format.DOCX: write_docx,
    Format.TMX: write_tmx,
    Format.MD: write_markdown,
}
# Three tables hold all articles.
_TABLES: Final[dict[Format, _Tables]] = {Format.CSV: write_csv, Format.PARQUET: write_parquet}


def write(records: Iterable[Record], *, to: Format, output: Path) -> Written:
    """Write records in another form.

    A docx, tmx or md goes into one file where ``output`` ends in its name, else into a
    folder with one file an article. CSV and Parquet are three tables in a folder. Files
    of the same names are replaced, each whole or not at all.

    Args:
        records: Read once, and with one document an article never held together.
        to: The form.
        output: A file or a folder; folders are made where they are missing.

    Raises:
        ConfigError: There is no record, the place can't be written, a package is missing,
            or a table was to go into one file.
    """
    suffix = f".{to.value}"
    is_file = output.suffix.lower() == suffix
    if is_file and to in _TABLES:
        msg = f"{output}: {to.value} is three tables (quotes, findings, sentences); name a folder for them"
        raise ConfigError(msg)
    counted = _Counted(records)
    try:
        folder = output.parent if is_file else output
        folder.mkdir(parents=True, exist_ok=True)
        if to in _TABLES:
            files = _TABLES[to](counted, output)
        elif is_file:
            _DOCUMENTS[to](counted, output)
            files = (output,)
        else:
            files = tuple(_one_each(counted, _DOCUMENTS[to], output, suffix))
    except OSError as fault:
        msg = f"{output}: can't be written: {fault.strerror or fault}; name another --output"
        raise ConfigError(msg) from None
    return Written(n_articles=counted.n, files=files)


def _one_each(records: Iterable[Record], document: _Documents, folder: Path, suffix: str) -> Iterator[Path]:
    for record in records:
        path = folder / f"{slug(record.id)}{suffix}"
        document((record,), path)
        yield path


class _Counted:
    """Records, counted as they pass; none at all is an error before anything is written."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._records = records
        self.n = 0

    def __iter__(self) -> Iterator[Record]:
        for record in self._records:
            self.n += 1
            yield record
        if not self.n:
            msg = "there is no record to export; `bisum status RUN` says how the run stands"
            raise ConfigError(msg)
