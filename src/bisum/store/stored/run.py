"""StoredRun: a run's folder whose home is a store; what it works with lies on this machine meanwhile.

The folder on this machine is made anew from the store when the run begins, and emptied
when it ends: the store alone counts. Outcomes are committed here window by window, as in
any run, and put into the store as shards: their pages first, then the files, then the
marker, which is the commit. A process that dies loses the shard that it was filling.
"""

from __future__ import annotations

import shutil
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Final

from bisum.config.runtime import ShardSettings
from bisum.errors import ConfigError
from bisum.model.record import Failure, Record
from bisum.store.files.pages import StoredPages
from bisum.store.files.remote import Store
from bisum.store.run.entries import Kind
from bisum.store.run.folder import RunFolder
from bisum.store.run.lock import LOCK_NAME
from bisum.store.stored.lease import Lease
from bisum.store.stored.restore import JOURNALS, SINGLES, key_of, new_lines, restore
from bisum.store.stored.shards import Batch, ShardLog, TakenError
from bisum.store.stored.shards import Kind as ShardKind

_KINDS: Final[dict[ShardKind, Kind]] = {"records": Kind.RECORD, "failures": Kind.FAILURE}


class StoredRun(RunFolder):
    """A run's folder in a store; see ``RunFolder``, whose interface it has."""

    def __init__(
        self,
        work: Path,
        store: Store,
        lease: Lease,
        pages: StoredPages,
        *,
        shards: ShardSettings,
        writer: str,
    ) -> None:
        """Fetch how far the run has come.

        Args:
            work: A folder on this machine for as long as the run takes; what is in it goes.
            store: The run's home.
            lease: The right to write there; somebody else's to release.
            pages: Where its pages go; they are there before a marker lets a shard count.
            shards: How large they are.
            writer: A word made for this run alone.

        Raises:
            ConfigError: Another run works here, or a file of the store is gone or damaged.
            OSError: The store can't be used.
        """
        self._store = store
        self._lease = lease
        self._pages = pages
        self._shards = shards
        self._shipped_at = time.monotonic()
        self._n_waiting = 0
        self._is_lost = self._is_told = False
        self._ends: dict[ShardKind, int] = {}
        self._log = ShardLog(store, writer=writer, format=shards.format)
        super().__init__(work)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self.compact()
                self._leave()
            elif not self._is_lost:
                # What was finished stays, however the run ended; where the store failed, it may not.
                with suppress(OSError, ConfigError):
                    self._ship()
                    self._leave()
        finally:
            self.close()

    def commit(self, outcomes: Sequence[Record | Failure]) -> None:
        """Write outcomes down; they outlast this machine once their shard is full or late.

        Raises:
            ConfigError: Another run has written into the same folder since.
            OSError: The disk is full, or the store fails; what was committed before stands.
        """
        super().commit(outcomes)
        self._n_waiting += len(outcomes)
        is_late = time.monotonic() - self._shipped_at >= self._shards.seconds
        if self._n_waiting >= self._shards.articles or is_late:
            self._ship()

    def compact(self) -> None:
        """Put what waits into the store, and write shards anew that hold lines which don't count."""
        self._ship()
        super().compact()
        self._ends = {kind: self._size(kind) for kind in JOURNALS}
        self._tidy()

    def write_report(self, report: bytes) -> None:
        """Write ``run.json``, also a sign of life; into the store now and then, and at the end."""
        super().write_report(report)
        if not self._is_lost and (self._beat() or not self._is_told):
            self._is_told = True
            self._put_singles()

    def _beat(self) -> bool:
        try:
            return self._lease.beat()
        except ConfigError:
            self._is_lost = True
            raise

    def _prepare(self) -> None:
        """Empty the folder on this machine and fill it from the store."""
        empty(self.path)
        for folder in (self.summaries, self.site):
            folder.mkdir(exist_ok=True)
        strays = self._log.strays()
        if strays or self._lease.was_left:
            # From here on, a run that is thought dead and isn't can't commit what it has put.
            self._log.commit()
            self._store.remove(strays)
        self._holdings = restore(self._log, self._store, self.path)
        self._ends = {kind: self._size(kind) for kind in JOURNALS}

    def _size(self, kind: ShardKind) -> int:
        path = self.path / JOURNALS[kind]
        return path.stat().st_size if path.exists() else 0

    def _leave(self) -> None:
        """Put what isn't in shards, ``run.json`` last."""
        self._pages.flush()
        self._put_singles()

    def _put_singles(self) -> None:
        found = [self.path / name for name in SINGLES]
        for path in found:
            if path.exists():
                self._store.put(path.name, path.read_bytes())

    def _ship(self) -> None:
        """Put what was committed since the last time into the store; pages first, the marker last."""
        self._pages.flush()
        batches: list[Batch] = []
        ends = dict(self._ends)
        for kind in JOURNALS:
            lines = []
            for start, line in new_lines(self.path / JOURNALS[kind], self._ends[kind]):
                ends[kind] = start + len(line) + 1
                if self._counts(kind, line, start):
                    lines.append(line)
            if lines:
                batches.append(Batch(kind=kind, lines=tuple(lines)))
        if batches:
            self._commit(batches)
        self._ends = ends
        self._n_waiting, self._shipped_at = 0, time.monotonic()

    def _counts(self, kind: ShardKind, line: bytes, start: int) -> bool:
        """Tell whether a line is the one that counts for its article; of products, all may."""
        if kind == "products":
            return True
        entry = self._outcomes.entries.get(key_of(kind, line))
        return entry is not None and entry.kind is _KINDS[kind] and entry.start == start

    def _commit(self, batches: Iterable[Batch], drops: Sequence[str] = ()) -> None:
        shards = []
        for batch in batches:
            shards.append(shard := self._log.put(batch))
            for line in batch.lines:
                self._holdings.put(batch.kind, line, shard.name)
        try:
            self._log.commit(shards, drops)
        except TakenError:
            self._is_lost = True
            raise

    def _tidy(self) -> None:
        """Write the lines that count of each stale shard into new ones, which take their place."""
        # Failures of reading also leave when their file is read again, so they are counted here.
        failed = Counter(
            self._holdings.shard_of("failures", line)
            for _, line in new_lines(self.path / JOURNALS["failures"], 0)
        )
        stale = {
            shard.name: shard.kind
            for shard in self._log.live.values()
            if shard.n_lines
            > (failed[shard.name] if shard.kind == "failures" else self._holdings.n_live(shard.name))
        }
        if stale:
            self._commit(self._still(stale), drops=sorted(stale))
            self._store.remove(sorted(stale))

    def _still(self, stale: Mapping[str, ShardKind]) -> Iterator[Batch]:
        """Give the lines on this machine, all of which count, that stand in stale shards."""
        for kind in sorted(set(stale.values())):
            lines: list[bytes] = []
            for _, line in new_lines(self.path / JOURNALS[kind], 0):
                if self._holdings.shard_of(kind, line) in stale:
                    lines.append(line)
                if len(lines) >= self._shards.articles:
                    yield Batch(kind=kind, lines=tuple(lines))
                    lines = []
            if lines:
                yield Batch(kind=kind, lines=tuple(lines))


def empty(folder: Path) -> None:
    """Take away all that is in a folder but its lock."""
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif path.name != LOCK_NAME:
            path.unlink()
