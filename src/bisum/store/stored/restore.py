"""Restore: a run's folder on this machine, made of what its shards in a store say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Final

import msgspec

from bisum.store.files.remote import Store
from bisum.store.files.scratch import Register
from bisum.store.run.entries import Kind
from bisum.store.run.folder import METRICS_NAME
from bisum.store.run.names import NAMES_NAME
from bisum.store.run.outcomes import ORDER_NAME, REPORT_NAME, Turn
from bisum.store.run.products import PRODUCTS_NAME
from bisum.store.stored.shards import Kind as ShardKind
from bisum.store.stored.shards import ShardLog

# Bytes of shards that are held in memory at a time: a few shards of a thousand articles.
_AT_ONCE_BYTES: Final = 64 << 20
# Files of a run that are one each, in a store too.
SINGLES: Final = (NAMES_NAME, METRICS_NAME, REPORT_NAME)
JOURNALS: Final[dict[ShardKind, str]] = {
    "records": Kind.RECORD.file_name,
    "failures": Kind.FAILURE.file_name,
    "products": PRODUCTS_NAME,
}


class _Key(msgspec.Struct, frozen=True):
    id: str
    stage: str | None = None


_KEY: Final = msgspec.json.Decoder(_Key)


def key_of(kind: ShardKind, line: bytes) -> str:
    """Give what a line is about: an article, or what a stage made of one."""
    key = _KEY.decode(line)
    return f"{key.id}\0{key.stage}" if kind == "products" else key.id


class Holdings:
    """In which shard the line that counts for each article stands."""

    def __init__(self) -> None:
        self._outcomes, self._products = Register(), Register()
        self._n_live: Counter[str] = Counter()

    def put(self, kind: ShardKind, line: bytes, shard: str) -> str | None:
        """Note that a line stands in a shard; gives the shard where the one before stood."""
        key, register = key_of(kind, line), self._of(kind)
        before = register.get(key)
        if before is not None:
            self._n_live[before] -= 1
        register.put(key, shard)
        self._n_live[shard] += 1
        return before

    def shard_of(self, kind: ShardKind, line: bytes) -> str | None:
        """Give the shard that holds what a line is about."""
        return self._of(kind).get(key_of(kind, line))

    def n_live(self, shard: str) -> int:
        """Count the lines of a shard that count."""
        return self._n_live[shard]

    def _of(self, kind: ShardKind) -> Register:
        return self._products if kind == "products" else self._outcomes


def restore(log: ShardLog, store: Store, folder: Path) -> Holdings:
    """Write a run's files into an empty folder, as its shards and the files beside them are.

    ``run.json`` comes last: a folder is a run's once all of it is there.

    Raises:
        ConfigError: A shard is gone or damaged.
        OSError: The store or the disk fails.
    """
    holdings = Holdings()
    with ExitStack() as stack:
        files = {kind: stack.enter_context((folder / name).open("wb")) for kind, name in JOURNALS.items()}
        turns = stack.enter_context((folder / ORDER_NAME).open("wb"))
        for shard, lines in log.read(at_once_bytes=_AT_ONCE_BYTES):
            for line in lines:
                files[shard.kind].write(line + b"\n")
                before = holdings.put(shard.kind, line, shard.name)
                if before is not None and log.live[before].kind != shard.kind:
                    kind = Kind.RECORD if shard.kind == "records" else Kind.FAILURE
                    turns.write(msgspec.json.encode(Turn(id=key_of(shard.kind, line), kind=kind)) + b"\n")
    if not (folder / ORDER_NAME).stat().st_size:
        (folder / ORDER_NAME).unlink()
    for name in SINGLES:
        whole = store.read(name)
        if whole is not None:
            (folder / name).write_bytes(whole)
    return holdings


def new_lines(path: Path, start: int) -> Iterator[tuple[int, bytes]]:
    """Give the whole lines of a journal from an offset on, with the offset at which each starts."""
    with path.open("rb") as file:
        file.seek(start)
        for line in file:
            if not line.endswith(b"\n"):
                return
            yield start, line[:-1]
            start += len(line)
