"""CSV and TSV files with a header: a row an article.

They are read by Python's own ``csv``, not through ``datasets``, which guesses types
column by column (the id ``007`` turns into 7, the word ``NA`` into nothing) and gives up
a file at its first bad row.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from typing import Final

import msgspec

from bisum.errors import ArticleError
from bisum.store.articles.compressed import open_plain
from bisum.store.articles.draft import READ, Draft, Flaw, shorten
from bisum.store.articles.fields import draft_of
from bisum.store.articles.json_lines import MAX_LINE_BYTES, Judge, numbered_lines
from bisum.store.articles.sources import Kind, Source

# Spreadsheets write semicolons where the comma is the decimal sign.
_DELIMITERS: Final = {Kind.CSV: ",;\t", Kind.TSV: "\t"}
# A byte that isn't UTF-8, as ``surrogateescape`` gives it.
_LONE_BYTE: Final = re.compile("[\udc80-\udcff]")


def read_csv(source: Source) -> Iterator[Draft | Flaw]:
    """Read a table of text with a header; a bad row fails alone.

    Raises:
        ArticleError: The file's bytes can't be had any further, or no header names the
            fields ``id`` and ``text``.
    """
    csv.field_size_limit(MAX_LINE_BYTES)
    lines = _Lines(source)
    first = next(lines, None)
    if first is None:
        reason = "the file is empty; expected a header and rows"
        raise ArticleError(READ, reason)
    header, delimiter = _header(first, source.kind)
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    n_rows = 0
    while True:
        place = f"{source.shown}:{lines.number + 1}"
        try:
            cells = next(rows)
        except StopIteration:
            break
        except csv.Error as error:
            n_rows += 1
            reason = f"not a row of a table ({error}); look at its quotation marks"
            yield Flaw(place=place, reason=reason)
            continue
        if cells:
            n_rows += 1
            yield _read_row(header, cells, place, lines.encoding)
    if n_rows == 0:
        reason = "the table has a header but no rows; expected an article in each"
        yield Flaw(place=source.shown, reason=reason)


def _header(line: str, kind: Kind) -> tuple[list[str], str]:
    if _LONE_BYTE.search(line):
        reason = f"the first line {shorten(line.strip())} isn't UTF-8; save the file as UTF-8"
        raise ArticleError(READ, reason)
    for delimiter in _DELIMITERS[kind]:
        try:
            names = [name.strip() for name in next(csv.reader([line], delimiter=delimiter))]
        except csv.Error:
            continue
        if "id" in names and "text" in names and len(set(names)) == len(names):
            return names, delimiter
    reason = f"the first line is {shorten(line.strip())}; expected a header with id and text, each field once"
    raise ArticleError(READ, reason)


def _read_row(header: list[str], cells: list[str], place: str, encoding: str | None) -> Draft | Flaw:
    if len(cells) != len(header):
        reason = (
            f"the row has {len(cells)} fields and the header {len(header)}; quote fields that hold separators"
        )
        return Flaw(place=place, reason=reason)
    try:
        fields = {name: msgspec.json.encode(cell) for name, cell in zip(header, cells, strict=True)}
    except UnicodeEncodeError as error:
        byte = ord(error.object[error.start]) - 0xDC00
        reason = f"byte {byte:#04x} in {shorten(error.object)} isn't UTF-8; save the file as UTF-8"
        return Flaw(place=place, reason=reason)
    return draft_of(fields, place, encoding=encoding)


class _Lines:
    """Lines of text for ``csv``; a byte that isn't UTF-8 comes as a lone surrogate.

    So a row keeps its shape, and only the row that holds the byte fails.

    Attributes:
        number: How many lines were given.
        encoding: That of the file where it is known not to be UTF-8.
    """

    def __init__(self, source: Source) -> None:
        self.number = 0
        self.encoding: str | None = None
        self._lines = self._read(source)

    def __iter__(self) -> Iterator[str]:
        return self._lines

    def __next__(self) -> str:
        return next(self._lines)

    def _read(self, source: Source) -> Iterator[str]:
        judge = Judge(source)
        with open_plain(source.path, source.address) as file:
            for number, line in numbered_lines(file):
                if line is None:
                    reason = (
                        f"line {number} has more than {MAX_LINE_BYTES} bytes; is a quotation mark missing?"
                    )
                    raise ArticleError(READ, reason)
                self.number = number
                try:
                    plain, encoding = judge.as_utf8(line)
                    self.encoding = self.encoding or encoding
                except UnicodeDecodeError:
                    plain = line
                yield plain.decode("utf-8", "surrogateescape") + "\n"
