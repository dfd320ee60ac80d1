"""Shards: the outcomes of a run in a store, in files that count from the moment a marker names them.

    commits/000007.json                  the marker: which files begin to count, which cease to
    shards/records-00007-1f2e3d4c.jsonl  a record a line (or ``.parquet``)
    shards/failures-…, products-…        the same lines as in a run's folder

The markers are a log. A file counts from the marker that names it on, until one drops it;
of two lines for the same article the one named later counts. A marker is created where
none of its number is, which of two writers only one can: the other finds its number taken
and stops, and what it had put counts for nothing. Nothing is ever changed in place, and a
file's name holds a digest of what is in it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal

import msgspec

from bisum.errors import ConfigError
from bisum.model.base import Value
from bisum.store.files.remote import Store
from bisum.store.stored.parquet_shards import lines_of_table, table_of_records

LOG_VERSION: Final = 1
COMMITS: Final = "commits"
SHARDS: Final = "shards"

Kind = Literal["records", "failures", "products"]
Format = Literal["jsonl", "parquet"]


class Shard(Value, frozen=True, kw_only=True):
    """One file of a run in a store.

    Attributes:
        name: Within the run's folder.
        kind: What its lines are.
        format: Parquet is for records only.
        n_lines: How many.
        n_bytes: Its size.
        digest: BLAKE2b of its bytes, 32 hex digits.
    """

    name: str
    kind: Kind
    format: Format
    n_lines: int
    n_bytes: int
    digest: str

    def lines(self, whole: bytes | None) -> list[bytes]:
        """Give its lines, without their ends.

        Raises:
            ValueError: The bytes aren't those that were put.
        """
        if whole is None:
            msg = "it is gone"
            raise ValueError(msg)
        if len(whole) != self.n_bytes or _digest(whole) != self.digest:
            msg = f"it has {len(whole)} bytes that aren't the {self.n_bytes} that were put there"
            raise ValueError(msg)
        return whole.split(b"\n")[:-1] if self.format == "jsonl" else lines_of_table(whole)


class Commit(Value, frozen=True, kw_only=True):
    """A marker.

    Attributes:
        version: Of this form.
        writer: Which run put it, a word made for that run alone.
        adds: Files that count from now on.
        drops: Names of files that no longer count.
    """

    version: int = LOG_VERSION
    writer: str
    adds: tuple[Shard, ...] = ()
    drops: tuple[str, ...] = ()


class Batch(Value, frozen=True, kw_only=True):
    """Lines that are to become a file."""

    kind: Kind
    lines: tuple[bytes, ...]


class TakenError(ConfigError):
    """Another run wrote into the same folder since; nothing more may be written."""


class ShardLog:
    """The markers of a run, and the files that count by them.

    Attributes:
        live: The files that count by name, in the order in which they began to.
    """

    def __init__(self, store: Store, *, writer: str, format: Format) -> None:  # noqa: A002 - the setting's name
        """Read the markers.

        Raises:
            ConfigError: One is missing, damaged, or was written by a newer bisum.
            OSError: The store can't be read.
        """
        self._store = store
        self._writer = writer
        self._format = format
        self._next = 0
        self.live: dict[str, Shard] = {}
        self.follow()

    def follow(self) -> None:
        """Take in the markers that came since."""
        listed = [name for name in self._store.names(COMMITS) if name.endswith(".json")]
        # A listing may be behind; what it names is asked for by name, and what follows too.
        n_listed = max((_number(name) + 1 for name in listed), default=0)
        wanted = [_marker(n) for n in range(self._next, n_listed)]
        for name, whole in zip(wanted, self._store.read_all(wanted), strict=True):
            if whole is None:
                msg = f"{self._at(name)} is missing; put it back, or give another output"
                raise ConfigError(msg)
            self._take(name, whole)
        while (whole := self._store.read(_marker(self._next))) is not None:
            self._take(_marker(self._next), whole)

    def put(self, batch: Batch) -> Shard:
        """Put a file; it doesn't count yet."""
        is_table = batch.kind == "records" and self._format == "parquet"
        whole = table_of_records(batch.lines) if is_table else b"".join(line + b"\n" for line in batch.lines)
        digest = _digest(whole)
        ending: Format = "parquet" if is_table else "jsonl"
        shard = Shard(
            name=f"{SHARDS}/{batch.kind}-{self._next:05d}-{digest[:8]}.{ending}",
            kind=batch.kind,
            format=ending,
            n_lines=len(batch.lines),
            n_bytes=len(whole),
            digest=digest,
        )
        self._store.put(shard.name, whole)
        return shard

    def commit(self, adds: Sequence[Shard] = (), drops: Sequence[str] = ()) -> None:
        """Let files count, and others no longer.

        Raises:
            TakenError: Another run has committed since.
            OSError: The store can't be written; it is as if nothing had been committed, or all.
        """
        commit = Commit(writer=self._writer, adds=tuple(adds), drops=tuple(drops))
        whole = msgspec.json.format(msgspec.json.encode(commit), indent=1)
        if not self._store.create(_marker(self._next), whole):
            msg = (
                f"another run has written into {self._store.address!r} since this one began; its work "
                "stands, this one's last shard doesn't count: start the same command again once that "
                "run is over"
            )
            raise TakenError(msg)
        self._apply(commit)

    def strays(self) -> list[str]:
        """Name the files that no marker lets count, of a run that was killed or of one at work now."""
        return [name for name in self._store.names(SHARDS) if name not in self.live]

    def read(self, *, at_once_bytes: int) -> Iterator[tuple[Shard, list[bytes]]]:
        """Give the files that count with their lines, in order, some megabytes fetched at a time.

        Raises:
            ConfigError: One is gone or damaged.
        """
        for together in _together(self.live.values(), at_once_bytes):
            found = self._store.read_all([shard.name for shard in together])
            for shard, whole in zip(together, found, strict=True):
                try:
                    yield shard, shard.lines(whole)
                except ValueError as error:
                    msg = f"{self._at(shard.name)}: {error}; put it back, or give another output"
                    raise ConfigError(msg) from None

    def _take(self, name: str, whole: bytes) -> None:
        try:
            version = msgspec.json.decode(whole, type=_Version).version
            if version > LOG_VERSION:
                msg = f"{self._at(name)}: written by a newer bisum (version {version}); use that one"
                raise ConfigError(msg)
            self._apply(msgspec.json.decode(whole, type=Commit))
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            msg = f"{self._at(name)} is damaged ({error}); put it back, or give another output"
            raise ConfigError(msg) from None

    def _apply(self, commit: Commit) -> None:
        for name in commit.drops:
            self.live.pop(name, None)
        for shard in commit.adds:
            self.live[shard.name] = shard
        self._next += 1

    def _at(self, name: str) -> str:
        return f"{self._store.address}/{name}"


class _Version(msgspec.Struct, frozen=True):
    version: int


def _marker(number: int) -> str:
    return f"{COMMITS}/{number:06d}.json"


def _number(name: str) -> int:
    stem = name.rpartition("/")[2].removesuffix(".json")
    return int(stem) if stem.isascii() and stem.isdecimal() else -1


def _digest(whole: bytes) -> str:
    return hashlib.blake2b(whole, digest_size=16).hexdigest()


def _together(shards: Iterable[Shard], most_bytes: int) -> Iterator[list[Shard]]:
    """Cut shards into lists whose bytes aren't more than so many, but for single large ones."""
    together: list[Shard] = []
    for shard in shards:
        if together and sum(one.n_bytes for one in together) + shard.n_bytes > most_bytes:
            yield together
            together = []
        together.append(shard)
    if together:
        yield together
