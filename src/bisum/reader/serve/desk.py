"""Desk: the run that is served, its records, search index and corrections."""

from __future__ import annotations

import hashlib
import threading
import time
from pathlib import Path
from typing import Final

import msgspec

from bisum.model.correction import Correction
from bisum.model.record import Record
from bisum.pipeline.names.shown import Names
from bisum.reader.serve.search import INDEX_NAME, SearchIndex
from bisum.store.holdings import require_run
from bisum.store.run.corrections import BOOK_NAME, CorrectionBook
from bisum.store.run.entries import Kind
from bisum.store.run.names import NAMES_NAME, read_names
from bisum.store.run.outcomes import ORDER_NAME, Outcomes

# A run may go on while it is served; its files are looked at this often at most.
_LOOK_EVERY_S: Final = 2.0


class Desk:
    """What the server works on; safe for several threads.

    Attributes:
        folder: The run's.
        index: Its full text.
        book: Its corrections.
    """

    def __init__(self, folder: Path) -> None:
        """Open a run and bring its index up to date.

        Raises:
            ConfigError: The folder is no run's, or can't be written.
        """
        require_run(folder)
        self.folder = folder
        self.index = SearchIndex(folder / INDEX_NAME)
        self.book = CorrectionBook(folder / BOOK_NAME)
        self._lock = threading.Lock()
        self._outcomes: Outcomes | None = None
        self._names = Names(())
        self._seen: object = None
        self._looked_at = 0.0
        self.n_indexed = 0
        self.refresh()

    def close(self) -> None:
        """Let go of the run's files."""
        with self._lock:
            if self._outcomes is not None:
                self._outcomes.close()
                self._outcomes = None

    def refresh(self) -> None:
        """Look whether the run has gone on, and take in what is new."""
        with self._lock:
            if self._outcomes is not None and time.monotonic() - self._looked_at < _LOOK_EVERY_S:
                return
            self._looked_at = time.monotonic()
            files = (*(kind.file_name for kind in Kind), ORDER_NAME, NAMES_NAME)
            state = tuple(_state(self.folder / name) for name in files)
            if state == self._seen:
                return
            if self._outcomes is not None:
                self._outcomes.close()
            self._outcomes = Outcomes(self.folder)
            rows = read_names(self.folder)
            self._names = Names(rows)
            # The names' forms are text to be found as well.
            table = hashlib.blake2b(msgspec.json.encode(rows), digest_size=16).hexdigest()
            signatures = {
                name: f"{entry.signature} {table}" for name, entry in self._outcomes.entries.of(Kind.RECORD)
            }
            self.n_indexed = self.index.update(signatures, self._read)
            self._seen = state

    def record(self, slug: str) -> Record | None:
        """Give the record of the article whose page has this name; None for none."""
        name = self.index.id_of(slug)
        if name is None:
            return None
        with self._lock:
            return self._read(name)

    def record_of(self, article: str) -> Record | None:
        """Give the record of the article with this id; None for none."""
        with self._lock:
            return self._read(article)

    def corrections(self) -> tuple[Correction, ...]:
        """Give all corrections, withdrawn ones too."""
        return self.book.all()

    def _read(self, article: str) -> Record | None:
        """Give a record as the run's own pages show it."""
        record = self._outcomes.record(article) if self._outcomes else None
        return self._names.shown(record) if record else None


def _state(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_mtime_ns, found.st_size
