"""Outputs: where a run's folder lies, on this machine or in a store."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from bisum.config.addresses import is_address
from bisum.config.runtime import ShardSettings
from bisum.errors import ConfigError
from bisum.store.articles.sources import is_hub
from bisum.store.files.pages import LocalPages, Pages, StoredPages
from bisum.store.files.remote import Store, refused_output
from bisum.store.run.entries import Kind
from bisum.store.run.folder import RunFolder
from bisum.store.run.lock import LOCK_NAME, Lock, is_locked
from bisum.store.run.outcomes import REPORT_NAME
from bisum.store.stored.lease import Lease, holder_of
from bisum.store.stored.restore import restore
from bisum.store.stored.run import StoredRun, empty
from bisum.store.stored.shards import ShardLog

# Bytes of a word that no two runs share.
_WORD_BYTES: Final = 8
# By any of these a folder is known as a run's, also one that was killed in its first second or put together
# by hand.
_MARKS: Final = (LOCK_NAME, REPORT_NAME, *(kind.file_name for kind in Kind))
# What a run writes beside them, and takes away where no article has it any more.
_PAGES: Final = ("site", "summaries")


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


def require_apart(inputs: Sequence[str], output: str) -> None:
    """See to it that a run into this output spoils nothing that is there.

    A folder of its own among the articles is allowed: as a run's it is left out of the input.

    Raises:
        ConfigError: The output is an input, or an input lies among what the run writes; or the output
            is a folder that holds other things and no run.
    """
    place = _level(output)
    for given in inputs:
        if _level(given) == place:
            msg = (
                f"output {output!r} is an input too; the run would write among the articles, and a run's "
                "output is never read as an input: give another output, a new folder"
            )
            raise ConfigError(msg)
        parts = _below(_level(given), place)
        if parts and (parts[0] in _PAGES or (len(parts) == 1 and parts[0] in _MARKS)):
            msg = f"input {given!r} lies among what a run into {output!r} writes; give another output"
            raise ConfigError(msg)
    if not is_address(output) and (other := _other_things(Path(output))):
        msg = (
            f"output {output!r} holds other things and no run ({other!r}, for one); "
            f"give a new or an empty folder, such as {str(Path(output, 'run'))!r}"
        )
        raise ConfigError(msg)


def _level(place: str) -> str:
    """Level the ways in which one place can be given."""
    return place.rstrip("/") if is_address(place) or is_hub(place) else os.path.realpath(place)


def _below(place: str, folder: str) -> tuple[str, ...]:
    """Give the names that lead from a folder down to a place; none where it doesn't lie in there."""
    return tuple(place.removeprefix(f"{folder}/").split("/")) if place.startswith(f"{folder}/") else ()


def _other_things(folder: Path) -> str | None:
    """Give the first name in a folder that is no run's; None where there is none, or no such folder."""
    if not folder.is_dir() or any((folder / mark).exists() for mark in _MARKS):
        return None
    try:
        names = [path.name for path in folder.iterdir()]
    except PermissionError:  # told when it is to be written
        return None
    return min((name for name in names if not name.startswith(".")), default=None)


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
