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

from bisum.store.files.atomic import replacing
from bisum.store.files.journal import Journal
from bisum.store.files.scratch import Scratch, as_key

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


_SCHEMA: Final = """
CREATE TABLE place (
    id BLOB, stage TEXT, key TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
    PRIMARY KEY (id, stage)
) WITHOUT ROWID
"""

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
        self._places = Scratch(_SCHEMA)
        self._is_stale = False

    def find(self, article_id: str, stage: str, key: str) -> bytes | None:
        """Give a product as JSON, None where none is kept under this key."""
        self._open()
        question = "SELECT start, end FROM place WHERE id = ? AND stage = ? AND key = ?"
        place = self._places.first(question, (as_key(article_id), stage, key))
        if place is None or self._reading is None:
            return None
        start, end = place
        self._reading.seek(start)
        try:
            return bytes(_KEPT.decode(self._reading.read(end - start)).product)
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
        question = "SELECT 1 FROM place WHERE id = ? AND stage = ?"
        self._is_stale = self._is_stale or any(
            self._places.first(question, (as_key(one.id), one.stage)) for one in products
        )

    def compact(self) -> None:
        """Write the file anew without the lines that don't count, if there are any."""
        if not self._is_stale:
            return
        self.close()
        with self._path.open("rb") as file:
            _scan(file, self._places)
            with replacing(self._path) as written:
                for start, end in self._places.rows("SELECT start, end FROM place ORDER BY start"):
                    file.seek(start)
                    written.write(file.read(end - start) + b"\n")
        self.close()

    def close(self) -> None:
        """Close the file; the next call opens it again."""
        for file in (self._journal, self._reading):
            if file is not None:
                file.close()
        self._journal = self._reading = None
        self._places.close()
        self._places, self._is_stale = Scratch(_SCHEMA), False

    def _open(self) -> None:
        if self._journal is not None or not self._path.exists():
            return
        self._reading = self._path.open("rb")
        end, self._is_stale = _scan(self._reading, self._places)
        self._journal = Journal(self._path, end=end)


def _scan(file: IO[bytes], places: Scratch) -> tuple[int, bool]:
    """Note the place of each product; give where the last whole line ends, and whether lines don't count."""
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
        places.run(
            "INSERT OR REPLACE INTO place VALUES (?, ?, ?, ?, ?)",
            (as_key(found.id), found.stage, found.key, start, end - 1),
        )
    (n_places,) = places.first("SELECT COUNT(*) FROM place") or (0,)
    return end, n_lines > n_places
