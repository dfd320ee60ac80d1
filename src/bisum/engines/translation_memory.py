"""Translations kept from run to run, in one SQLite file that several processes may share.

A translation is found again under the translator's signature (the weights' hash, prompt,
settings of the search), its arithmetic and the sentence. Only a digest of these is kept,
and the English: the file holds no Arabic.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
import time
import weakref
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from bisum.engines.ports import Attempt, Tick, Translated, Translator
from bisum.errors import ConfigError, EngineError
from bisum.model.base import Value
from bisum.model.record import EngineCard

# Written into the file's header, so that no other program's database is taken for one: «bism».
_APPLICATION: Final = 0x6269736D
_VERSION: Final = 1
# Another process writes for milliseconds; one that waits this long waits for a dead disk.
_PATIENCE_S: Final = 30.0
# A sentence's day of use is written anew after this long, so that reading writes seldom.
_TOUCHED_AFTER_S: Final = 24 * 3600
# When the file is full, this part of its sentences goes, those least lately used.
_FORGOTTEN_PART: Final = 1 / 4
# Fewer than SQLite's least limit of values in one question.
_ASKED_AT_ONCE: Final = 500
_SCHEMA: Final = """
CREATE TABLE translations (
    key BLOB PRIMARY KEY, english TEXT NOT NULL, log_probability REAL, is_truncated INTEGER NOT NULL,
    used_at INTEGER NOT NULL
) WITHOUT ROWID
"""

_FIND: Final = "SELECT key, english, log_probability, is_truncated, used_at FROM translations WHERE key IN"


class MemoryState(Value, frozen=True, kw_only=True):
    """What a memory holds.

    Attributes:
        path: Its file.
        n_sentences: Translations.
        n_bytes: What the file takes.
    """

    path: str
    n_sentences: int
    n_bytes: int


class TranslationMemory:
    """One file of translations."""

    def __init__(self, path: Path, *, limit_bytes: int | None = None) -> None:
        """Open a file, made if it isn't there, readable by its owner alone.

        Args:
            path: Where.
            limit_bytes: The sentences least lately used go when the file is larger;
                None for no limit.

        Raises:
            ConfigError: It can't be opened, or is no translation memory.
        """
        self._path = path
        self._limit = limit_bytes
        try:
            # SQLite would make it readable to all; an empty file is a new database.
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
            # Opened by the run, asked by the model's thread: never by both at once.
            self._database = sqlite3.connect(
                path, timeout=_PATIENCE_S, isolation_level=None, check_same_thread=False
            )
            # Left to the garbage collector, it would be complained of from Python 3.13 on.
            self._close = weakref.finalize(self, self._database.close)
            self._prepare()
        except (OSError, sqlite3.Error) as error:
            msg = f"run.memory: {str(path)!r} can't be a translation memory: {error}; name another file"
            raise ConfigError(msg) from error

    def _prepare(self) -> None:
        if self._is_ours():
            return
        self._database.execute("PRAGMA auto_vacuum = INCREMENTAL")
        with self._alone():
            # Another process may have made it in the meantime.
            if self._is_ours():
                return
            if self._database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                msg = "it is another program's database, or of another version of bisum"
                raise sqlite3.DatabaseError(msg)
            self._database.execute(_SCHEMA)
            self._database.execute(f"PRAGMA application_id = {_APPLICATION}")
            self._database.execute(f"PRAGMA user_version = {_VERSION}")

    def _is_ours(self) -> bool:
        found = [
            self._database.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("application_id", "user_version")
        ]
        return found == [_APPLICATION, _VERSION]

    def find(self, keys: Sequence[bytes]) -> dict[bytes, Translated]:
        """Give what is known of these keys.

        Raises:
            EngineError: The file is damaged or gone.
        """
        known: dict[bytes, Translated] = {}
        old: list[bytes] = []
        now = int(time.time())
        with self._named_faults():
            for start in range(0, len(keys), _ASKED_AT_ONCE):
                some = keys[start : start + _ASKED_AT_ONCE]
                marks = ",".join("?" * len(some))
                rows = self._database.execute(f"{_FIND} ({marks})", list(some))
                for key, english, log_probability, is_truncated, used_at in rows:
                    known[key] = Translated(
                        text=english, log_probability=log_probability, is_truncated=bool(is_truncated)
                    )
                    if now - used_at > _TOUCHED_AFTER_S:
                        old.append(key)
            if old:
                with self._alone():
                    self._database.executemany(
                        "UPDATE translations SET used_at = ? WHERE key = ?", [(now, key) for key in old]
                    )
        return known

    def keep(self, found: Sequence[tuple[bytes, Translated]]) -> None:
        """Add translations; of two processes that add the same one, the first counts.

        Raises:
            EngineError: The file is damaged, gone, or the disk is full.
        """
        now = int(time.time())
        rows = [(key, one.text, one.log_probability, int(one.is_truncated), now) for key, one in found]
        with self._named_faults():
            with self._alone():
                self._database.executemany("INSERT OR IGNORE INTO translations VALUES (?, ?, ?, ?, ?)", rows)
            while self._limit is not None and self._n_bytes() > self._limit and self._forget_some():
                pass

    def empty(self) -> None:
        """Forget all, and give the room back.

        Raises:
            EngineError: The file is damaged or gone.
        """
        with self._named_faults():
            with self._alone():
                self._database.execute("DELETE FROM translations")
            self._database.execute("VACUUM")

    def state(self) -> MemoryState:
        """Say what it holds.

        Raises:
            EngineError: The file is damaged or gone.
        """
        with self._named_faults():
            (n_sentences,) = self._database.execute("SELECT count(*) FROM translations").fetchone()
            return MemoryState(path=str(self._path), n_sentences=n_sentences, n_bytes=self._n_bytes())

    def close(self) -> None:
        """Let go of the file."""
        self._close()

    def _n_bytes(self) -> int:
        sizes = (
            self._database.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size")
        )
        n_pages, page_size = sizes
        return int(n_pages * page_size)

    def _forget_some(self) -> bool:
        """Drop a part of the sentences, those least lately used; tell whether there were any."""
        with self._alone():
            (n_sentences,) = self._database.execute("SELECT count(*) FROM translations").fetchone()
            n_fewer = max(1, int(n_sentences * _FORGOTTEN_PART))
            self._database.execute(
                "DELETE FROM translations WHERE key IN "
                "(SELECT key FROM translations ORDER BY used_at, key LIMIT ?)",
                [n_fewer],
            )
        self._database.execute("PRAGMA incremental_vacuum").fetchall()
        return bool(n_sentences)

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """Write as one whole, with every other process waiting."""
        self._database.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._database.execute("ROLLBACK")
            raise
        self._database.execute("COMMIT")

    @contextlib.contextmanager
    def _named_faults(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            msg = (
                f"the translation memory {str(self._path)!r} can't be used ({error}); "
                "move it away or leave out run.memory, and start the same command again"
            )
            raise EngineError(msg) from error


class MemoryTranslator:
    """A translator that is asked only for what no earlier run asked it for.

    Attributes:
        n_asked: Sentences wanted so far.
        n_known: Those of them that the memory had.
    """

    def __init__(self, translator: Translator, memory: TranslationMemory) -> None:
        self._translator = translator
        self._memory = memory
        self.n_asked = 0
        self.n_known = 0

    @property
    def signature(self) -> str:
        """The translator's: a memory changes no text."""
        return self._translator.signature

    @property
    def card(self) -> EngineCard:
        """The translator's."""
        return self._translator.card

    @property
    def arithmetic(self) -> tuple[str, str | None]:
        """The translator's."""
        return self._translator.arithmetic

    @property
    def why(self) -> str:
        """The translator's."""
        return self._translator.why

    def translate(self, sentences: Sequence[str], *, tick: Tick | None = None) -> Sequence[Translated]:
        """Translate each sentence by itself; see ``Translator.translate``."""
        keys = [self._key(sentence) for sentence in sentences]
        known = self._memory.find(list(dict.fromkeys(keys)))
        self.n_asked += len(keys)
        n_known = sum(key in known for key in keys)
        self.n_known += n_known
        if tick and n_known:
            tick(n_known)
        fresh = {key: sentence for key, sentence in zip(keys, sentences, strict=True) if key not in known}
        if fresh:
            results = self._translator.translate(list(fresh.values()), tick=tick)
            if len(results) != len(fresh):
                msg = (
                    f"{self.signature} returned {len(results)} translations for {len(fresh)} sentences; "
                    "their pairing is lost, so nothing was kept"
                )
                raise EngineError(msg)
            n_again = len(keys) - n_known - len(fresh)
            if tick and n_again:
                tick(n_again)
            found = list(zip(fresh, results, strict=True))
            self._memory.keep(found)
            known |= dict(found)
        return [known[key] for key in keys]

    def trying(self, attempt: Attempt) -> MemoryTranslator:
        """Give the same model asked otherwise, with the same memory; see ``Translator.trying``."""
        return MemoryTranslator(self._translator.trying(attempt), self._memory)

    def _key(self, sentence: str) -> bytes:
        device, dtype = self.arithmetic
        whole = "\0".join((self.signature, device, str(dtype), sentence))
        return hashlib.blake2b(whole.encode("utf-8", "surrogatepass"), digest_size=20).digest()
