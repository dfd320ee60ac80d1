"""CorrectionBook: a person's corrections of a run, in one SQLite file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import msgspec

from bisum.errors import ConfigError
from bisum.model.correction import Correction
from bisum.store.files.moments import now

BOOK_NAME: Final = "corrections.sqlite"
"""Its name in a run's folder."""

VERSION: Final = 1
"""Of the table and of what a line holds; raised when an older bisum could no longer read them."""

# How long a writer waits for another one; a write takes a few milliseconds.
_BUSY_TIMEOUT_S: Final = 10.0

# `correction` is one Correction as JSON, its number and withdrawal left out.
_TABLE: Final = """
CREATE TABLE IF NOT EXISTS corrections (
  number INTEGER PRIMARY KEY AUTOINCREMENT, correction TEXT NOT NULL, withdrawn_at TEXT
)
"""
_ADD: Final = "INSERT INTO corrections (correction) VALUES (?)"
_ALL: Final = "SELECT number, correction, withdrawn_at FROM corrections ORDER BY number"
_WITHDRAW: Final = "UPDATE corrections SET withdrawn_at = ? WHERE number = ? AND withdrawn_at IS NULL"

_CORRECTION: Final = msgspec.json.Decoder(Correction)


class CorrectionBook:
    """The corrections of one file; several threads and processes may use it at a time.

    Nothing is ever deleted or changed: a correction is withdrawn, or a later one counts
    over it.
    """

    def __init__(self, path: Path) -> None:
        """Name the file; it is made at the first correction."""
        self.path = path

    def all(self) -> tuple[Correction, ...]:
        """Give every correction, also withdrawn ones, by number.

        Raises:
            ConfigError: The file isn't such a book, or one of a newer bisum.
        """
        if not self.path.exists():
            return ()
        with self._open() as base:
            rows: list[tuple[int, str, str | None]] = base.execute(_ALL).fetchall()
        return tuple(self._correction(*row) for row in rows)

    def add(self, correction: Correction) -> Correction:
        """Write a correction down; when it returns it is on the disk.

        Args:
            correction: Its number isn't used.

        Returns:
            It, with its number.

        Raises:
            ConfigError: The file can't be written.
        """
        line = msgspec.json.encode(correction).decode()
        with self._open() as base:
            number = base.execute(_ADD, (line,)).lastrowid
        return msgspec.structs.replace(correction, number=number or 0)

    def withdraw(self, number: int) -> bool:
        """Take a correction back; False where none of that number stands.

        Raises:
            ConfigError: The file can't be written.
        """
        if not self.path.exists():
            return False
        with self._open() as base:
            return base.execute(_WITHDRAW, (now(), number)).rowcount == 1

    def _correction(self, number: int, line: str, withdrawn_at: str | None) -> Correction:
        try:
            found = _CORRECTION.decode(line)
        except msgspec.MsgspecError as fault:
            msg = f"{self.path}: correction {number} can't be read: {fault}; take the file from a backup"
            raise ConfigError(msg) from None
        return msgspec.structs.replace(found, number=number, withdrawn_at=withdrawn_at)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """Open the file for one transaction."""
        try:
            base = sqlite3.connect(self.path, timeout=_BUSY_TIMEOUT_S)
            try:
                self._check(base)
                with base:
                    yield base
            finally:
                base.close()
        except sqlite3.Error as fault:
            msg = f"{self.path}: can't be used as a book of corrections: {fault}; name one of `bisum serve`"
            raise ConfigError(msg) from None

    def _check(self, base: sqlite3.Connection) -> None:
        found = base.execute("PRAGMA user_version").fetchone()[0]
        if found > VERSION:
            msg = f"{self.path}: corrections of form {found}, this bisum reads up to {VERSION}; update it"
            raise ConfigError(msg)
        if found < VERSION:
            with base:
                base.execute(_TABLE)
                base.execute(f"PRAGMA user_version = {VERSION}")
