"""Scratch: what a run must know of each article, on disk instead of in memory.

A hundred thousand ids with their places are some tens of megabytes as Python objects, and
ten million some gigabytes. Here they are tables of a private SQLite database: a file
without a name in the system's temporary folder, gone with the process however that ends.
Small tables never leave the memory.
"""

from __future__ import annotations

import errno
import sqlite3
import weakref
from collections.abc import Iterable, Iterator
from typing import Any, Final

# Of the file that is held in memory, KiB. Four databases at once are no tenth of a run's memory.
_CACHE_KIB: Final = 2048
# Rows fetched at a time by who goes through all of them.
_ROWS_AT_ONCE: Final = 500


class Scratch:
    """A database that nobody else sees; may be used by several threads, one at a time."""

    def __init__(self, schema: str) -> None:
        """Make the tables.

        Args:
            schema: ``CREATE`` statements.
        """
        self._connection = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        # From Python 3.13 on, a connection that is left to the garbage collector is complained of.
        self._close = weakref.finalize(self, self._connection.close)
        settings = f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-{_CACHE_KIB}"
        self._connection.executescript(f"{settings}; {schema}; BEGIN")

    def run(self, statement: str, values: Iterable[Any] = ()) -> sqlite3.Cursor:
        """Carry out a statement.

        Raises:
            OSError: The temporary folder is full or broken.
        """
        try:
            return self._connection.execute(statement, tuple(values))
        except sqlite3.OperationalError as error:
            raise _broken(error) from error

    def first(self, statement: str, values: Iterable[Any] = ()) -> tuple[Any, ...] | None:
        """Give the first row that a question finds, None where there is none."""
        row: tuple[Any, ...] | None = self.run(statement, values).fetchone()
        return row

    def rows(self, statement: str, values: Iterable[Any] = ()) -> Iterator[tuple[Any, ...]]:
        """Give the rows that a question finds, few of them in memory at a time."""
        cursor = self.run(statement, values)
        while True:
            try:
                found = cursor.fetchmany(_ROWS_AT_ONCE)
            except sqlite3.OperationalError as error:
                raise _broken(error) from error
            if not found:
                return
            yield from found

    def close(self) -> None:
        """Let the database go."""
        self._close()


class Register:
    """Texts under keys, like a dictionary of strings."""

    def __init__(self) -> None:
        self._scratch = Scratch("CREATE TABLE register (key BLOB PRIMARY KEY, value TEXT) WITHOUT ROWID")

    def put(self, key: str, value: str = "") -> None:
        """Put a text under a key, in place of what was there."""
        self._scratch.run("INSERT OR REPLACE INTO register VALUES (?, ?)", (as_key(key), value))

    def get(self, key: str) -> str | None:
        """Give the text under a key, None where there is none."""
        row = self._scratch.first("SELECT value FROM register WHERE key = ?", (as_key(key),))
        return None if row is None else str(row[0])

    def drop(self, key: str) -> None:
        """Forget a key."""
        self._scratch.run("DELETE FROM register WHERE key = ?", (as_key(key),))

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self.get(key) is not None

    def __len__(self) -> int:
        (n,) = self._scratch.first("SELECT COUNT(*) FROM register") or (0,)
        return int(n)


def as_key(text: str) -> bytes:
    """Give a text as what tables are ordered by: bytes in the order of code points, whatever it holds."""
    return text.encode("utf-8", "surrogatepass")


def as_text(key: bytes) -> str:
    """Give the text of a key."""
    return key.decode("utf-8", "surrogatepass")


def _broken(error: sqlite3.OperationalError) -> OSError:
    return OSError(errno.ENOSPC, f"the system's temporary folder ({error}); TMPDIR names another")
