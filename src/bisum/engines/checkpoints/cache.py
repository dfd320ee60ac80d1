"""The cache folder: models that were assembled, cut or converted here, each made once."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from bisum.errors import EngineError
from bisum.model.base import Value

# A folder half made by a process that died is removed by a later one after this long.
STALE_AFTER_S: Final = 24 * 3600
_UNFINISHED: Final = ".unfinished-"


class CachedModel(Value, frozen=True, kw_only=True):
    """One folder of the cache.

    Attributes:
        name: Name of the folder.
        place: Its path.
        n_bytes: What its files take.
    """

    name: str
    place: str
    n_bytes: int


def root() -> Path:
    """Give the folder of cached models: ``$XDG_CACHE_HOME/bisum/models``, else ``~/.cache/…``.

    It need not exist yet.
    """
    base = os.environ.get("XDG_CACHE_HOME")
    # The XDG specification has relative paths ignored.
    parent = Path(base) if base and Path(base).is_absolute() else Path.home() / ".cache"
    return parent / "bisum" / "models"


def key_of(*parts: str) -> str:
    """Digest what a cached folder is made from; 16 hex digits."""
    return hashlib.blake2b("\n".join(parts).encode(), digest_size=8).hexdigest()


def make_once(name: str, make: Callable[[Path], None]) -> Path:
    """Give the cached folder, made by ``make`` in an empty folder if it isn't there.

    The folder appears whole or not at all. Of two processes that want it, one makes it
    and the other waits.

    Raises:
        EngineError: The cache can't be written.
    """
    place = root() / name
    if place.is_dir():
        return place
    with _alone(place):
        if not place.is_dir():
            with _unfinished(place) as workplace:
                make(workplace)
                workplace.rename(place)
    return place


def write_small(file: Path, whole: bytes) -> None:
    """Put a small file into the cache at one stroke; where the cache can't be written, do nothing."""
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=file.parent, prefix=f".{file.name}-", delete=False) as fresh:
            fresh.write(whole)
        Path(fresh.name).replace(file)


def cached_models() -> tuple[CachedModel, ...]:
    """List what the cache holds, by name; empty where there is no cache."""
    if not root().is_dir():
        return ()
    folders = sorted(place for place in root().iterdir() if place.is_dir())
    return tuple(
        CachedModel(
            name=place.name,
            place=str(place),
            n_bytes=sum(file.stat().st_size for file in place.rglob("*") if file.is_file()),
        )
        for place in folders
        if not place.name.startswith(_UNFINISHED)
    )


@contextlib.contextmanager
def _alone(place: Path) -> Iterator[None]:
    """Keep other processes of this machine from making the same folder meanwhile."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        # The lock goes with the process, however it ends; the empty file stays.
        lock = (place.parent / f".{place.name}.lock").open("w", encoding="utf-8")
    except OSError as error:
        msg = (
            f"{str(place.parent)!r} can't be written ({error.strerror}); models are kept there once "
            "assembled: make room or set XDG_CACHE_HOME to a folder that can be written"
        )
        raise EngineError(msg) from error
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextlib.contextmanager
def _unfinished(place: Path) -> Iterator[Path]:
    """Give an empty folder beside ``place``, removed afterwards if it is still there."""
    _sweep(place.parent)
    workplace = Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=place.parent))
    try:
        yield workplace
    except OSError as error:
        msg = f"making the model in {str(workplace)!r} failed: {error}; is the disk full?"
        raise EngineError(msg) from error
    finally:
        shutil.rmtree(workplace, ignore_errors=True)


def _sweep(parent: Path) -> None:
    """Remove what processes that died left unfinished."""
    for left in parent.glob(f"{_UNFINISHED}*"):
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > STALE_AFTER_S:
                shutil.rmtree(left, ignore_errors=True)
