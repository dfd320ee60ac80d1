"""Tables: CSV and TSV with a header, Parquet files, hub data sets; a row an article."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from types import ModuleType
from typing import Any, Final

import msgspec

from bisum.errors import ArticleError, ConfigError
from bisum.store.articles.compressed import open_plain, plain_name
from bisum.store.articles.draft import READ, Draft, Flaw
from bisum.store.articles.fields import NotAnObjectError, draft_of, split
from bisum.store.articles.sources import HUB_PREFIX, Source

# Rows that Parquet hands over at a time; a row group as a whole may not fit in memory.
_BATCH_ROWS: Final = 64

_HUB_NAME: Final = re.compile(r"(?P<name>[^:@]+)(?::(?P<config>[^@]+))?(?:@(?P<split>.+))?")


def read_parquet(source: Source) -> Iterator[Draft | Flaw]:
    """Read a Parquet file row by row.

    Raises:
        ArticleError: It isn't a Parquet file, or is damaged.
    """
    datasets = _import_datasets()
    with _unpacked(source) as path:
        try:
            rows = datasets.load_dataset(
                "parquet", data_files=path, split="train", streaming=True, batch_size=_BATCH_ROWS
            )
            yield from _read_rows(rows, source)
        except (ValueError, OSError) as error:  # pyarrow's own errors are kinds of these
            reason = f"not a whole Parquet file ({error}); write it again"
            raise ArticleError(READ, reason) from error


def read_hub(source: Source) -> Iterator[Draft | Flaw]:
    """Read a data set from the hub, row by row as they arrive.

    Raises:
        ConfigError: It can't be had, or its split is left open where it has several.
        ArticleError: The connection broke on the way.
    """
    rows = _open_hub(source)
    try:
        yield from _read_rows(rows, source)
    except (ValueError, OSError) as error:
        reason = f"the data set broke off ({error}); run again to go on"
        raise ArticleError(READ, reason) from error


def _open_hub(source: Source) -> Iterable[Mapping[str, object]]:
    named = _HUB_NAME.fullmatch(source.shown.removeprefix(HUB_PREFIX))
    if named is None:
        msg = f"input {source.shown!r} names no data set; write {HUB_PREFIX}owner/name[:config][@split]"
        raise ConfigError(msg)
    datasets = _import_datasets()
    try:
        found = datasets.load_dataset(named["name"], named["config"], split=named["split"], streaming=True)
    except (ValueError, OSError) as error:
        msg = (
            f"input {source.shown!r} can't be had: {error}; check its name and the connection, or "
            "download it elsewhere and give its files as input"
        )
        raise ConfigError(msg) from error
    if named["split"] is not None:
        return found  # type: ignore[no-any-return]  # datasets comes without types
    if len(found) != 1:
        splits = ", ".join(found)
        msg = f"input {source.shown!r} has the splits {splits}; say which: {HUB_PREFIX}{named['name']}@SPLIT"
        raise ConfigError(msg)
    rows: Iterable[Mapping[str, object]] = next(iter(found.values()))
    return rows


def _read_rows(rows: Iterable[Mapping[str, object]], source: Source) -> Iterator[Draft | Flaw]:
    number = 0
    for number, row in enumerate(rows, 1):
        place = f"{source.shown}:{number}"
        try:
            # One way for all formats: the row as the JSON object it could have been.
            yield draft_of(split(msgspec.json.encode(row, enc_hook=_name_of_type)), place)
        except (NotAnObjectError, ValueError, OverflowError, RecursionError, TypeError) as error:
            yield Flaw(place=place, reason=f"the row can't be taken ({error}); write its fields as text")
    if number == 0:
        yield Flaw(place=source.shown, reason="the table has no rows; expected an article in each")


def _name_of_type(value: object) -> str:
    """Stand in for what JSON can't say, an image for example: the same at each reading."""
    return f"<{type(value).__name__}>"


@contextmanager
def _unpacked(source: Source) -> Iterator[str]:
    """Give the path of a file that can be read at any offset, unpacked or fetched where need be."""
    if source.address is None and plain_name(source.path.name) == source.path.name:
        yield os.fspath(source.path.resolve())
        return
    with tempfile.NamedTemporaryFile(suffix=".parquet") as unpacked:
        with open_plain(source.path, source.address) as file:
            shutil.copyfileobj(file, unpacked)
        unpacked.flush()
        yield unpacked.name


def _import_datasets() -> ModuleType:
    """Import ``datasets`` when the first table is read: it takes a second."""
    import datasets  # noqa: PLC0415 - see above

    # Local files too are counted on a server otherwise.
    settings: Any = datasets.config
    settings.HF_UPDATE_DOWNLOAD_COUNTS = False
    return datasets  # type: ignore[no-any-return]  # datasets comes without types
