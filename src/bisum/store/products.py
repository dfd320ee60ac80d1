"""Products: what a model made of each article, kept beside the records.

    products.jsonl   {"id": …, "stage": …, "key": …, "product": …} a line

A record says what a reader needs; it leaves out some of what later stages ask for. So
the products that took a model are kept as they are, each under a key that names all that
could change it. When only a later stage's settings change, they are taken from here and
the model isn't asked again.

Nothing here is the only copy of anything: a line that can't be read is as good as none,
and the whole file may be deleted; the model is then asked once more.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import IO, Final

import msgspec

from bisum.store.atomic import replacing
from bisum.store.journal import Journal

PRODUCTS_NAME: Final = "products.jsonl"


class KeptProduct(msgspec.Struct, frozen=True, kw_only=True):
    """One line.

    Attributes:
        id: The article's.
        stage: Name of the stage that made it.
        key: Digest of all that can change it.
        product: As JSON.
    """

    id: str
    stage: str
    key: str
    product: msgspec.Raw


class _Line(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    stage: str
    key: str


class _Place(msgspec.Struct, frozen=True, gc=False):
    key: str
    start: int
    end: int


_LINE: Final = msgspec.json.Decoder(_Line)
_KEPT: Final = msgspec.json.Decoder(KeptProduct)


class Products:
    """The kept products of one run; opens its file when first asked.

    Of two for the same article and stage the later counts. What is kept through this
    object isn't found through it: within a run, an article is worked on once.
    """

    def __init__(self, folder: Path) -> None:
        """Name the folder; a file that isn't there is made by the first ``keep``."""
        self._path = folder / PRODUCTS_NAME
        self._journal: Journal | None = None
        self._reading: IO[bytes] | None = None
        self._places: dict[tuple[str, str], _Place] = {}
        self._is_stale = False

    def find(self, article_id: str, stage: str, key: str) -> bytes | None:
        """Give a product as JSON, None where none is kept under this key."""
        self._open()
        place = self._places.get((article_id, stage))
        if place is None or place.key != key or self._reading is None:
            return None
        self._reading.seek(place.start)
        try:
            return bytes(_KEPT.decode(self._reading.read(place.end - place.start)).product)
        except (msgspec.DecodeError, UnicodeDecodeError):
            return None

    def keep(self, products: Sequence[KeptProduct]) -> None:
        """Write products down, in place of those of the same articles and stages.

        Raises:
            OSError: The disk is full or broken; what was kept before stands.
        """
        if not products:
            return
        self._open()
        if self._journal is None:
            self._journal = Journal(self._path, end=0)
        self._journal.append([msgspec.json.encode(one) for one in products])
        self._is_stale = self._is_stale or any((one.id, one.stage) in self._places for one in products)

    def compact(self) -> None:
        """Write the file anew without the lines that don't count, if there are any."""
        if not self._is_stale:
            return
        self.close()
        with self._path.open("rb") as file:
            places, _, _ = _scan(file)
            with replacing(self._path) as written:
                for place in places.values():
                    file.seek(place.start)
                    written.write(file.read(place.end - place.start) + b"\n")

    def close(self) -> None:
        """Close the file; the next call opens it again."""
        for file in (self._journal, self._reading):
            if file is not None:
                file.close()
        self._journal = self._reading = None
        self._places, self._is_stale = {}, False

    def _open(self) -> None:
        if self._journal is not None or not self._path.exists():
            return
        self._reading = self._path.open("rb")
        self._places, end, self._is_stale = _scan(self._reading)
        self._journal = Journal(self._path, end=end)


def _scan(file: IO[bytes]) -> tuple[dict[tuple[str, str], _Place], int, bool]:
    """Give the place of each product, where the last whole line ends, and whether lines don't count."""
    places: dict[tuple[str, str], _Place] = {}
    end = n_lines = 0
    for line in file:
        if not line.endswith(b"\n"):
            break
        start, end = end, end + len(line)
        n_lines += 1
        try:
            found = _LINE.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError):
            continue
        places[found.id, found.stage] = _Place(found.key, start, end - 1)
    return places, end, n_lines > len(places)
