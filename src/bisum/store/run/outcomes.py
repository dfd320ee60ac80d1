"""Outcomes: the records and failures of a run as they stand on disk, to be read.

For how the files come about see ``folder``.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, Final, Self, TypeVar

import msgspec

from bisum.errors import ConfigError
from bisum.model.record import VERSION, Failure, Record
from bisum.store.files.scratch import Register
from bisum.store.run.entries import Entries, Entry, Kind

ORDER_NAME: Final = "order.jsonl"
REPORT_NAME: Final = "run.json"

T = TypeVar("T")


class Turn(msgspec.Struct, frozen=True, kw_only=True):
    """A line of ``order.jsonl``: from here on this kind of line counts for an article."""

    id: str
    kind: Kind


class _Maker(msgspec.Struct, frozen=True):
    signature: str


class _RecordKey(msgspec.Struct, frozen=True):
    version: int
    id: str
    provenance: _Maker


class _FailureKey(msgspec.Struct, frozen=True):
    id: str
    signature: str | None = None


_RECORD_KEY: Final = msgspec.json.Decoder(_RecordKey)
_FAILURE_KEY: Final = msgspec.json.Decoder(_FailureKey)
_RECORD: Final = msgspec.json.Decoder(Record)
_FAILURE: Final = msgspec.json.Decoder(Failure)
_TURN: Final = msgspec.json.Decoder(Turn)

# Bytes read ahead while all lines are gone through.
_BUFFER_BYTES: Final = 1 << 20


class Outcomes:
    """What a run's two files say of each article, as they stood when they were opened.

    An article has one line that counts: the last in its file, and where both files have
    one, the one that ``order.jsonl`` names last, or else the record.

    Attributes:
        entries: The line that counts for each article, by id.
        ends: For each file, the offset up to which its lines are whole.
        superseded: The files that hold lines which no longer count.
    """

    def __init__(self, folder: Path) -> None:
        """Go through both files; only the last line of each may be cut off.

        Raises:
            ConfigError: A line is damaged, or was written by a newer bisum.
        """
        self._folder = folder
        self._files = {kind: _open(folder / kind.file_name) for kind in Kind}
        self.ends: dict[Kind, int] = {}
        self.superseded: set[Kind] = set()
        self.entries = Entries()
        self._turns: Register | None = None
        try:
            for kind in (Kind.FAILURE, Kind.RECORD):
                self._scan(kind)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the files."""
        for file in self._files.values():
            if file is not None:
                file.close()
        self.entries.close()

    def count(self, kind: Kind) -> int:
        """Count the articles whose line is of a kind."""
        return self.entries.count(kind)

    def signatures(self) -> Iterator[tuple[str, str]]:
        """Give the id of each article that has a record with its signature, in the order of ids."""
        return self.entries.signatures()

    def lines(self, kind: Kind) -> Iterator[tuple[str, bytes]]:
        """Give the lines of a kind that count, with their ids, in the order of their writing."""
        for article_id, entry in self.entries.of(kind):
            yield article_id, self._line(entry)

    def records(self) -> Iterator[Record]:
        """Give the records, in the order in which they were written.

        Raises:
            ConfigError: A line isn't a whole record.
        """
        for _, entry in self.entries.of(Kind.RECORD):
            yield self._decode(_RECORD, entry)

    def failures(self) -> Iterator[Failure]:
        """Give the failures, in the order in which they were written.

        Raises:
            ConfigError: A line isn't a whole failure.
        """
        for _, entry in self.entries.of(Kind.FAILURE):
            yield self._decode(_FAILURE, entry)

    def record(self, article_id: str) -> Record | None:
        """Give an article's record, None where it has none.

        Raises:
            ConfigError: Its line isn't a whole record.
        """
        entry = self.entries.get(article_id)
        if entry is None or entry.kind is not Kind.RECORD:
            return None
        return self._decode(_RECORD, entry)

    def failure(self, article_id: str) -> Failure | None:
        """Give an article's failure, None where it has none.

        Raises:
            ConfigError: Its line isn't a whole failure.
        """
        entry = self.entries.get(article_id)
        if entry is None or entry.kind is not Kind.FAILURE:
            return None
        return self._decode(_FAILURE, entry)

    def _line(self, entry: Entry) -> bytes:
        file = self._files[entry.kind]
        if file is None:
            # Made since by the run that holds this object.
            file = self._files[entry.kind] = _open(self._folder / entry.kind.file_name)
        if file is None:
            path = os.fspath(self._folder / entry.kind.file_name)
            msg = f"{path!r} is gone; put it back, or give another output"
            raise ConfigError(msg)
        file.seek(entry.start)
        return file.read(entry.end - entry.start)

    def _decode(self, decoder: msgspec.json.Decoder[T], entry: Entry) -> T:
        try:
            return decoder.decode(self._line(entry))
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            path = self._folder / entry.kind.file_name
            with path.open("rb") as file:
                number = file.read(entry.start).count(b"\n") + 1
            raise _damaged(path, number, error) from error

    def _scan(self, kind: Kind) -> None:
        """Take in the lines of a file; failures first, records after."""
        self.ends[kind] = 0
        file = self._files[kind]
        if file is None:
            return
        path = self._folder / kind.file_name
        start = 0
        for number, line in enumerate(file, 1):
            end = start + len(line)
            is_whole = line.endswith(b"\n")
            try:
                article_id, entry = _read_key(kind, line, start, end - is_whole)
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                if not is_whole:
                    break
                raise _damaged(path, number, error) from error
            self._take(article_id, entry)
            self.ends[kind] = start = end

    def _take(self, article_id: str, entry: Entry) -> None:
        """Let a line count for its article, if it does."""
        before = self.entries.get(article_id)
        if before is None or before.kind is entry.kind or not self._is_failure_last(article_id):
            if before is not None:
                self.superseded.add(before.kind)
            self.entries.put(article_id, entry)
        else:
            self.superseded.add(entry.kind)

    def _is_failure_last(self, article_id: str) -> bool:
        """Tell whether the notes say that a failure counts for an article that has a record too."""
        if self._turns is None:
            self._turns = Register()
            for turn in _read_turns(self._folder / ORDER_NAME):
                self._turns.put(turn.id, turn.kind.value)
        return self._turns.get(article_id) == Kind.FAILURE.value


def _open(path: Path) -> IO[bytes] | None:
    try:
        return path.open("rb", buffering=_BUFFER_BYTES)
    except FileNotFoundError:
        return None


def _read_key(kind: Kind, line: bytes, start: int, end: int) -> tuple[str, Entry]:
    if kind is Kind.FAILURE:
        failure = _FAILURE_KEY.decode(line)
        entry = Entry(kind=kind, signature=failure.signature, start=start, end=end)
        return failure.id, entry
    record = _RECORD_KEY.decode(line)
    if record.version > VERSION:
        msg = (
            f"record {record.id!r} was written in version {record.version} of the record format, this bisum "
            f"knows up to {VERSION}; use the newer bisum, or give another output"
        )
        raise ConfigError(msg)
    return record.id, Entry(kind=kind, signature=record.provenance.signature, start=start, end=end)


def _read_turns(path: Path) -> Iterator[Turn]:
    file = _open(path)
    if file is None:
        return
    with file:
        for number, line in enumerate(file, 1):
            try:
                yield _TURN.decode(line)
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                if line.endswith(b"\n"):
                    raise _damaged(path, number, error) from error


def _damaged(path: Path, number: int, error: Exception) -> ConfigError:
    msg = (
        f"{os.fspath(path)}:{number} is damaged ({error}), expected a line as bisum writes it; if a newer "
        "bisum wrote it use that one, else restore the file, or take the line out: its article is then made "
        "anew by the next run"
    )
    return ConfigError(msg)
