"""SHA-256 of weights, remembered so that gigabytes aren't read at each start."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import msgspec

from bisum.engines.checkpoints import cache
from bisum.errors import EngineError

SUMS_FILE: Final = "SHA256SUMS"
"""Beside weights: ``sha256sum``'s output, what they must be."""

# Below this many bytes hashing takes less time than remembering is worth.
_REMEMBERED_FROM: Final = 64_000_000


class _Remembered(msgspec.Struct, frozen=True):
    n_bytes: int
    mtime_ns: int
    sha256: str


def sha256_of(file: Path) -> str:
    """Give a file's SHA-256, from memory where path, size and time of change are as they were.

    Raises:
        EngineError: It can't be read.
    """
    try:
        status = file.stat()
        if status.st_size < _REMEMBERED_FROM:
            return _read(file)
        path = str(file.resolve())
        known = _memory().get(path)
        if known and (known.n_bytes, known.mtime_ns) == (status.st_size, status.st_mtime_ns):
            return known.sha256
        found = _read(file)
    except OSError as error:
        msg = f"{file} can't be read: {error.strerror}"
        raise EngineError(msg) from error
    _remember(path, _Remembered(n_bytes=status.st_size, mtime_ns=status.st_mtime_ns, sha256=found))
    return found


def sha256_of_all(files: Sequence[Path]) -> str:
    """Give one digest of several files, their names counted; of one file its own."""
    if len(files) == 1:
        return sha256_of(files[0])
    lines = "".join(f"{sha256_of(file)}  {file.name}\n" for file in sorted(files))
    return hashlib.sha256(lines.encode()).hexdigest()


def require_listed(folder: Path) -> None:
    """Require that a folder has a ``SHA256SUMS``, as those have that bisum fetched.

    Raises:
        EngineError: It has none, or isn't there.
    """
    if not folder.is_dir():
        msg = f"{str(folder)!r}: no such folder; name one that `bisum models fetch` made"
        raise EngineError(msg)
    if not (folder / SUMS_FILE).is_file():
        msg = f"{str(folder)!r} holds no {SUMS_FILE}; only what `bisum models fetch` made can be verified"
        raise EngineError(msg)


def require_sums(folder: Path) -> None:
    """Compare a folder's files with its ``SHA256SUMS``, where it has one.

    Raises:
        EngineError: A file is missing or differs.
    """
    sums = folder / SUMS_FILE
    if not sums.is_file():
        return
    for number, line in enumerate(sums.read_text(encoding="utf-8").splitlines(), start=1):
        expected, _, name = line.partition(" ")
        name = name.lstrip(" *")
        if len(expected) != 64 or not name or Path(name).name != name:
            msg = f"{sums}:{number}: expected a SHA-256, two spaces and a file beside it, got {line!r}"
            raise EngineError(msg)
        found = sha256_of(folder / name)
        if found != expected.lower():
            msg = (
                f"{folder / name}: its SHA-256 is {found}, but {SUMS_FILE} beside it says {expected}; "
                "the file is damaged or another one: fetch it anew"
            )
            raise EngineError(msg)


def _read(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _memory_file() -> Path:
    return cache.root().parent / "hashes.json"


def _memory() -> dict[str, _Remembered]:
    try:
        return msgspec.json.decode(_memory_file().read_bytes(), type=dict[str, _Remembered])
    except (OSError, msgspec.DecodeError):
        return {}


def _remember(path: str, entry: _Remembered) -> None:
    """Keep a hash; where the cache can't be written, it is made anew each time."""
    cache.write_small(_memory_file(), msgspec.json.encode({**_memory(), path: entry}))
