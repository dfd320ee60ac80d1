"""Pages: where a run's readable files go, a folder of this machine or one in a store."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, Protocol

from bisum.store.files.atomic import write_text
from bisum.store.files.remote import Store

# Pages that are put into a store at a time: as many as a window of 16 articles has, twice over.
_AT_ONCE: Final = 64


class Pages(Protocol):
    """Files by their names within a run's folder (``site/index.html``), each whole or not at all."""

    def write(self, name: str, text: str) -> None:
        """Write a page, at the latest when ``flush`` returns."""

    def flush(self) -> None:
        """See to it that all pages written so far are there."""

    def read(self, name: str) -> str | None:
        """Give a page, None where there is none."""

    def has(self, name: str) -> bool:
        """Tell whether a page is there."""

    def names(self, folder: str) -> Iterator[str]:
        """Give the names of the pages that lie in a folder itself, in no order."""

    def remove(self, names: Iterable[str]) -> None:
        """Take pages away."""


class LocalPages:
    """Pages in a folder of this machine."""

    def __init__(self, folder: Path) -> None:
        """Name the run's folder; nothing is written yet."""
        self._folder = folder
        self._made: set[Path] = set()

    def write(self, name: str, text: str) -> None:
        """Write a page; see ``Pages.write``."""
        path = self._folder / name
        if path.parent not in self._made:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._made.add(path.parent)
        write_text(path, text)

    def flush(self) -> None:
        """Do nothing: pages are there at once."""

    def read(self, name: str) -> str | None:
        """Give a page; see ``Pages.read``."""
        path = self._folder / name
        return path.read_text(encoding="utf-8") if path.is_file() else None

    def has(self, name: str) -> bool:
        """Tell whether a page is there."""
        return (self._folder / name).is_file()

    def names(self, folder: str) -> Iterator[str]:
        """Give the names of the pages in a folder, one at a time; see ``Pages.names``."""
        place = self._folder / folder
        if not place.is_dir():
            return
        with os.scandir(place) as found:  # one at a time, where ``Path.glob`` takes all at once
            for one in found:
                if one.is_file():
                    yield f"{folder}/{one.name}"

    def remove(self, names: Iterable[str]) -> None:
        """Take pages away."""
        for name in names:
            (self._folder / name).unlink()


class StoredPages:
    """Pages in a store, put there some at a time."""

    def __init__(self, store: Store) -> None:
        """Name the store; nothing is written yet."""
        self._store = store
        self._waiting: dict[str, bytes] = {}

    def write(self, name: str, text: str) -> None:
        """Write a page; see ``Pages.write``."""
        self._waiting[name] = text.encode()
        if len(self._waiting) >= _AT_ONCE:
            self.flush()

    def flush(self) -> None:
        """Put what waits."""
        self._store.put_all(self._waiting)
        self._waiting.clear()

    def read(self, name: str) -> str | None:
        """Give a page; see ``Pages.read``."""
        self.flush()
        found = self._store.read(name)
        return None if found is None else found.decode("utf-8", "replace")

    def has(self, name: str) -> bool:
        """Tell whether a page is there."""
        self.flush()
        return self._store.has(name)

    def names(self, folder: str) -> Iterator[str]:
        """Give the names of the pages in a folder; see ``Pages.names``."""
        self.flush()
        yield from self._store.names(folder, depth=1)

    def remove(self, names: Iterable[str]) -> None:
        """Take pages away."""
        self._store.remove(list(names))
