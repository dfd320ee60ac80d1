"""RunFolder: what a run has on disk, and how it gets there.

    records.jsonl    one record a line
    failures.jsonl   one failure a line
    products.jsonl   what a model made of each article; see ``products``
    order.jsonl      only while a run is under way or after one was killed
    run.json         the report of the last run
    summaries/ site/ pages, written by others
    .lock            held by the process that works here

``records.jsonl`` and ``failures.jsonl`` are journals: a commit appends whole lines and
returns once they are on the disk. So a process killed at any moment loses what it hadn't
committed and nothing else; at most the last line of a file is cut off, and the next
opening takes that away.

An article that is made anew gets a further line, and its last line counts. Where it
turned from a record to a failure or back, both files hold lines of it, so the commit
also notes the turn in ``order.jsonl``, after both files are on the disk: until that note
stands, the commit hasn't happened.

``compact`` writes the files anew without the lines that don't count, each beside the old
one and put in its place by a rename; ``order.jsonl`` goes last. After that no id stands
twice over both files. Killed halfway, all still stands as the notes say.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Final, Literal, Self

import msgspec

from bisum.errors import ConfigError
from bisum.model.record import Failure, Record
from bisum.store.articles.draft import READ
from bisum.store.articles.sources import files_of, same_file
from bisum.store.files.atomic import replacing, sweep, sync_folder, write_bytes
from bisum.store.files.journal import Journal
from bisum.store.files.scratch import Register
from bisum.store.run.entries import Entry, Kind, entry_of, kind_of
from bisum.store.run.lock import Lock
from bisum.store.run.outcomes import ORDER_NAME, REPORT_NAME, Outcomes, Turn
from bisum.store.run.products import Products

# Lines of later runs come after those of earlier ones.
METRICS_NAME: Final = "metrics.jsonl"

State = Literal["done", "failed", "missing"]


class RunFolder:
    """The folder that one run works on; to be used in a ``with`` statement.

    Left without an error, it is compacted. To read a folder without taking it, see
    ``holdings``.

    Attributes:
        path: The folder.
        summaries: Where the bilingual summaries go.
        site: Where the pages go.
        products: What a model made of each article.
    """

    def __init__(self, path: Path) -> None:
        """Take the folder, made where it is missing, and see how far it has come.

        Raises:
            ConfigError: Another process works on it, it can't be written, or a line of
                it is damaged or newer than this bisum.
        """
        self.path = path
        self.summaries = path / "summaries"
        self.site = path / "site"
        self.products = Products(path)
        try:
            for folder in (path, self.summaries, self.site):
                folder.mkdir(parents=True, exist_ok=True)
            self._lock = Lock(path)
        except OSError as error:
            msg = (
                f"output {os.fspath(path)!r} can't be written: {error.strerror or error}; give another output"
            )
            raise ConfigError(msg) from error
        self._open: list[Journal | Outcomes] = []
        self._fresh = Register()
        try:
            self._prepare()
            self._load()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self.compact()
        finally:
            self.close()

    def close(self) -> None:
        """Let go of the folder, as it stands."""
        self._close_files()
        self.products.close()
        self._lock.release()

    @property
    def n_records(self) -> int:
        """How many articles have a record."""
        return self._outcomes.count(Kind.RECORD)

    @property
    def n_failures(self) -> int:
        """How many articles have a failure."""
        return self._outcomes.count(Kind.FAILURE) - len(self._forgotten)

    def state(self, article_id: str, signature: str) -> State:
        """Tell what became of an article under these settings.

        Returns:
            ``done`` where it has a record with this signature, ``failed`` where it has a
            failure with it, else ``missing``: unknown, failed in reading, or made from
            another text or with other settings.
        """
        entry = self._outcomes.entries.get(article_id)
        if entry is None or entry.signature != signature:
            return "missing"
        return "done" if entry.kind is Kind.RECORD else "failed"

    def done(self, article_id: str, signature: str) -> bool:
        """Tell whether an article has a record with this signature."""
        return self.state(article_id, signature) == "done"

    def commit(self, outcomes: Sequence[Record | Failure]) -> None:
        """Write outcomes down; when it returns they outlast anything but the disk.

        Each takes the place of what was known of its article before; of two for the same
        article the second counts.

        Raises:
            OSError: The disk is full or broken; what was committed before stands.
        """
        latest = {outcome.id: outcome for outcome in outcomes}
        latest = {name: outcome for name, outcome in latest.items() if not self._stands(outcome)}
        written: dict[str, Entry] = {}
        for kind in Kind:
            chosen = [outcome for outcome in latest.values() if kind_of(outcome) is kind]
            lines = [msgspec.json.encode(outcome) for outcome in chosen]
            starts = self._journals[kind].append(lines)
            for outcome, start, line in zip(chosen, starts, lines, strict=True):
                written[outcome.id] = entry_of(outcome, start, start + len(line))
        self._note_turns(written)
        for article_id, entry in written.items():
            before = self._outcomes.entries.get(article_id)
            if before is not None:
                self._outcomes.superseded.add(before.kind)
                self._forgotten.drop(article_id)
            self._outcomes.entries.put(article_id, entry)
            if entry.kind is Kind.FAILURE:
                self._fresh.put(article_id)

    def forget_reading_failures(self, files: Collection[str] | None = None) -> None:
        """Strike the failures of earlier readings, since the input is read again.

        Those committed through this object stay, so that it can be called before the new
        reading, whose failures are then committed again, or after it. What is struck
        leaves the disk with the next ``compact``.

        Args:
            files: Only of these files, as ``Reader.finished`` names them after a reading
                to the end; None for all, also of inputs that this run doesn't read.
        """
        chosen = None if files is None else {same_file(file) for file in files}
        for failure in self._outcomes.failures():
            if failure.stage != READ or failure.id in self._fresh:
                continue
            if chosen is None or not chosen.isdisjoint(files_of(failure.place)):
                self._forgotten.put(failure.id)

    def compact(self) -> None:
        """Write the files anew without the lines that don't count, if there are any."""
        self.products.compact()
        stale = self._outcomes.superseded | ({Kind.FAILURE} if len(self._forgotten) else set())
        for kind in Kind:
            if kind not in stale:
                continue
            with replacing(self.path / kind.file_name) as file:
                for article_id, line in self._outcomes.lines(kind):
                    if article_id not in self._forgotten:
                        file.write(line + b"\n")
        if stale or self._order is not None or (self.path / ORDER_NAME).exists():
            (self.path / ORDER_NAME).unlink(missing_ok=True)
            sync_folder(self.path)
            self._load()

    def signatures(self) -> Iterator[tuple[str, str]]:
        """Give the id of each article that has a record with its signature, in the order of ids."""
        return self._outcomes.signatures()

    def digest(self) -> str:
        """Digest which records and failures there are; 32 hex digits."""
        whole = hashlib.blake2b(digest_size=16)
        for article_id, signature in self.signatures():
            whole.update(f"{article_id}\0{signature}\0".encode("utf-8", "surrogatepass"))
        failures = (msgspec.json.encode(failure) for failure in self.failures())
        for digest in sorted(hashlib.blake2b(line, digest_size=16).digest() for line in failures):
            whole.update(digest)
        return whole.hexdigest()

    def records(self) -> Iterator[Record]:
        """Give the records, in the order in which they were written.

        Raises:
            ConfigError: A line isn't a whole record.
        """
        return self._outcomes.records()

    def failures(self) -> Iterator[Failure]:
        """Give the failures, in the order in which they were written.

        Raises:
            ConfigError: A line isn't a whole failure.
        """
        return (failure for failure in self._outcomes.failures() if failure.id not in self._forgotten)

    def record(self, article_id: str) -> Record | None:
        """Give an article's record, None where it has none.

        Raises:
            ConfigError: Its line isn't a whole record.
        """
        return self._outcomes.record(article_id)

    def write_report(self, report: bytes) -> None:
        """Write ``run.json`` at one stroke."""
        write_bytes(self.path / REPORT_NAME, report)

    def read_report(self) -> bytes | None:
        """Give ``run.json`` as it stands, None before the first one."""
        path = self.path / REPORT_NAME
        return path.read_bytes() if path.exists() else None

    def _prepare(self) -> None:
        """Put the folder in order, before anything in it is read."""
        sweep(self.path)

    def _load(self) -> None:
        self._close_files()
        self._outcomes = Outcomes(self.path)
        self._forgotten = Register()
        self._order: Journal | None = None
        self._open.append(self._outcomes)
        self._journals: dict[Kind, Journal] = {}
        for kind in Kind:
            journal = Journal(self.path / kind.file_name, end=self._outcomes.ends[kind])
            self._journals[kind] = journal
            self._open.append(journal)
        sync_folder(self.path)

    def _close_files(self) -> None:
        for file in self._open:
            file.close()
        self._open.clear()

    def _stands(self, outcome: Record | Failure) -> bool:
        """Tell whether it is a failure that is written down already: the same fail with every run."""
        if not isinstance(outcome, Failure) or self._outcomes.failure(outcome.id) != outcome:
            return False
        self._fresh.put(outcome.id)
        self._forgotten.drop(outcome.id)
        return True

    def _note_turns(self, written: Mapping[str, Entry]) -> None:
        before = self._outcomes.entries
        turns = [
            msgspec.json.encode(Turn(id=article_id, kind=entry.kind))
            for article_id, entry in written.items()
            if (known := before.get(article_id)) is not None and known.kind is not entry.kind
        ]
        if not turns:
            return
        if self._order is None:
            self._order = Journal(self.path / ORDER_NAME)
            self._open.append(self._order)
            sync_folder(self.path)
        self._order.append(turns)
