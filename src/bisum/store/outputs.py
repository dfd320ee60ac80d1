"""Outputs: where a run's folder lies, on this machine or in a store."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from bisum.config.addresses import is_address
from bisum.config.runtime import ShardSettings
from bisum.errors import ConfigError
from bisum.store.files.pages import LocalPages, Pages, StoredPages
from bisum.store.files.remote import Store, refused_output
from bisum.store.run.folder import RunFolder
from bisum.store.run.lock import Lock, is_locked
from bisum.store.run.outcomes import REPORT_NAME
from bisum.store.stored.lease import Lease, holder_of
from bisum.store.stored.restore import restore
from bisum.store.stored.run import StoredRun, empty
from bisum.store.stored.shards import ShardLog

# Bytes of a word that no two runs share.
_WORD_BYTES: Final = 8


class Output(NamedTuple):
    """Where a run writes.

    Attributes:
        shown: The folder or address as it was given.
        path: The folder on this machine that it works in; of an output in a store, a private
            one that is gone after the run.
        pages: Where its pages go.
        open: Takes the folder.
    """

    shown: str
    path: Path
    pages: Pages
    open: Callable[[], RunFolder]


def local_output(path: Path) -> Output:
    """Give an output that is a folder of this machine."""
    return Output(os.fspath(path), path, LocalPages(path), lambda: RunFolder(path))


@contextmanager
def opened(output: str, shards: ShardSettings) -> Iterator[Output]:
    """Give an output to write to; what was written to its pages is there when the block has ended.

    Nothing is made or asked for before its ``open``.

    Raises:
        ConfigError: Nothing that is installed reaches such a store.
    """
    if not is_address(output):
        yield local_output(Path(output))
        return
    store = Store(output)
    pages = StoredPages(store)
    work = work_folder(store.address)
    writer = secrets.token_hex(_WORD_BYTES)
    leases: list[Lease] = []

    def take() -> RunFolder:
        try:
            leases.append(Lease(store, writer))
            work.mkdir(mode=0o700, parents=True, exist_ok=True)
            return StoredRun(work, store, leases[0], pages, shards=shards, writer=writer)
        except OSError as error:
            raise refused_output(output, error) from error

    try:
        yield Output(store.address, work, pages, take)
        pages.flush()
    finally:
        for lease in leases:
            _clear(work)
            with suppress(OSError):
                lease.release()


@contextmanager
def readable(output: Path | str) -> Iterator[Path]:
    """Give a run's folder on this machine: itself, or a copy for as long as the block lasts."""
    if not is_address(output):
        yield Path(output)
        return
    with TemporaryDirectory(prefix="bisum-") as folder:
        fetch(str(output), Path(folder))
        yield Path(folder)


def fetch(address: str, folder: Path) -> int:
    """Copy a run from a store into an empty folder, all but its pages.

    Returns:
        How many files of records, failures and products it was made of.

    Raises:
        ConfigError: The store can't be had, or a file there is gone or damaged.
    """
    store = Store(address)
    try:
        log = ShardLog(store, writer="", format="jsonl")
        restore(log, store, folder)
    except OSError as error:
        raise refused_output(address, error) from error
    return len(log.live)


def fetch_pages(address: str, folder: Path) -> int:
    """Copy a run's pages and summaries; gives how many."""
    store = Store(address)
    n_pages = 0
    try:
        for name in (name for part in ("site", "summaries") for name in store.names(part)):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(store.read(name) or b"")
            n_pages += 1
    except OSError as error:
        raise refused_output(address, error) from error
    return n_pages


def report_of(output: str) -> bytes | None:
    """Give the report of a run in a store, None where there is none."""
    try:
        return Store(output).read(REPORT_NAME)
    except OSError as error:
        raise refused_output(output, error) from error


def is_held(output: str) -> bool:
    """Tell whether a run works on a folder in a store, as far as anybody knows."""
    try:
        holder = holder_of(Store(output))
    except OSError as error:
        raise refused_output(output, error) from error
    return holder is not None and not holder.is_dead


def is_busy(output: str) -> bool:
    """Tell whether a run works on a folder, here or in a store."""
    return is_held(output) if is_address(output) else is_locked(Path(output))


def work_folder(address: str) -> Path:
    """Give the folder in which a run works whose home is a store; the same for the same home.

    ``$XDG_CACHE_HOME/bisum/runs/…``, else below ``~/.cache``.
    """
    base = os.environ.get("XDG_CACHE_HOME")
    parent = Path(base) if base and Path(base).is_absolute() else Path.home() / ".cache"
    digest = hashlib.blake2b(address.encode(), digest_size=8).hexdigest()
    return parent / "bisum" / "runs" / digest


def _clear(work: Path) -> None:
    """Empty the folder of a run that is over, unless another has it."""
    with suppress(OSError, ConfigError):
        lock = Lock(work)
        try:
            empty(work)
        finally:
            lock.release()
