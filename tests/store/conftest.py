"""What tests of the store share: a store in memory, and machines that know nothing of each other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol

import fsspec
import pytest

from bisum.config.runtime import ShardSettings
from bisum.store.files import remote
from bisum.store.outputs import opened
from bisum.store.run.folder import RunFolder


class Machine(Protocol):
    """Opens a run's folder in the store, on a machine of a given name."""

    def __call__(
        self,
        name: str,
        *,
        articles: int = 2,
        format: str = "jsonl",  # noqa: A002 - the setting's name
    ) -> AbstractContextManager[RunFolder]: ...


@pytest.fixture
def bucket() -> fsspec.AbstractFileSystem:
    """An empty store in memory, under ``memory://bucket``."""
    files = fsspec.filesystem("memory")
    files.store.clear()
    files.pseudo_dirs[:] = [""]
    return files


@pytest.fixture
def on(bucket: fsspec.AbstractFileSystem, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """Open ``memory://bucket/run`` on a machine."""
    monkeypatch.setattr(remote, "_WAITS_S", (0.0, 0.0))

    @contextmanager
    def open_there(name: str, *, articles: int = 2, format: str = "jsonl") -> Iterator[RunFolder]:  # noqa: A002
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / name))
        shards = ShardSettings(articles=articles, seconds=3600, format=format)  # type: ignore[arg-type]
        with opened("memory://bucket/run", shards) as output, output.open() as folder:
            yield folder

    return open_there
