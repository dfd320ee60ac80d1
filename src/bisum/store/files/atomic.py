"""Files that are there whole or not at all."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

_PREFIX: Final = ".bisum-"
_SUFFIX: Final = ".tmp"


@contextmanager
def replacing(path: Path, *, is_synced: bool = True) -> Iterator[IO[bytes]]:
    """Write a file anew; it takes the old one's place when the block ends well.

    The old file stays as it was when the block or the process fails before that; when
    the machine does too, unless ``is_synced`` is False, which is quicker and right for
    what can be made again. The folder must exist.
    """
    temporary = path.with_name(f"{_PREFIX}{secrets.token_hex(8)}{_SUFFIX}")
    try:
        with temporary.open("xb") as file:
            yield file
            file.flush()
            if is_synced:
                os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    if is_synced:
        sync_folder(path.parent)


def write_bytes(path: Path, whole: bytes) -> None:
    """Write a file at one stroke."""
    with replacing(path) as file:
        file.write(whole)


def write_text(path: Path, text: str) -> None:
    """Write a page at one stroke: UTF-8, line ends as they are.

    Pages aren't synced to the disk: they can be made again from the records.
    """
    with replacing(path, is_synced=False) as file:
        file.write(text.encode())


def sync_folder(folder: Path) -> None:
    """See to it that names made or changed in a folder outlast a power cut."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sweep(folder: Path) -> None:
    """Take away what killed writers left in a folder and the folders in it."""
    for left in folder.rglob(f"{_PREFIX}*{_SUFFIX}"):
        left.unlink(missing_ok=True)
