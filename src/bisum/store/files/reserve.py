"""Reserve: room on a disk that is kept for a last word."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

_NAME: Final = ".bisum-reserve.tmp"
_BYTES: Final = 64 * 1024
"""A report takes some 10 kB, and is there twice while the new one takes the old one's place."""


class Reserve:
    """Takes room in a folder until it is wanted.

    A killed process leaves its file behind, which ``sweep`` takes away.
    """

    def __init__(self, folder: Path) -> None:
        """Take the room.

        Raises:
            OSError: There is none.
        """
        self._path = folder / _NAME
        handle = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        try:
            # Not zeros, for which some file systems keep no room.
            os.write(handle, os.urandom(_BYTES))
            os.fsync(handle)
        finally:
            os.close(handle)

    def release(self) -> None:
        """Give the room back."""
        self._path.unlink(missing_ok=True)
