"""What a store's markers let count is read back within bounds."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tests.store.conftest import Machine
from tests.store.outcomes import record

from bisum.store.files.remote import Store
from bisum.store.stored.shards import ShardLog


def test_no_more_is_fetched_at_a_time_than_is_allowed(on: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run of millions is taken up again on a machine that couldn't hold its shards at once."""
    with on("one", articles=1) as folder:
        for name in "abcd":
            folder.commit([record(name)])
    log = ShardLog(Store("memory://bucket/run"), writer="two", format="jsonl")
    sizes = [shard.n_bytes for shard in log.live.values()]
    asked: list[int] = []
    read_all = Store.read_all

    def counted(store: Store, names: Sequence[str]) -> list[bytes | None]:
        asked.append(len(names))
        return list(read_all(store, names))

    monkeypatch.setattr(Store, "read_all", counted)
    together = []
    for limit in (1, sum(sizes[:2]), sum(sizes)):
        asked.clear()
        found = [shard.name for shard, _ in log.read(at_once_bytes=limit)]
        together.append(tuple(asked))

        assert found == list(log.live)
    assert together == [(1, 1, 1, 1), (2, 2), (4,)]
