"""Journal: a file that grows by whole lines."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path


class Journal:
    """A file that lines are added to; only its last line can ever be cut off.

    Attributes:
        end: Its size in bytes.
    """

    def __init__(self, path: Path, *, end: int | None = None) -> None:
        """Open a journal, made where it is missing, and mend its end.

        Args:
            path: The file.
            end: Offset up to which its lines are whole, what follows is cut off; None
                for the end of its last line.
        """
        if end is None:
            end = path.read_bytes().rfind(b"\n") + 1 if path.exists() else 0
        self._handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
        os.ftruncate(self._handle, end)
        self.end = end
        if end and os.pread(self._handle, 1, end - 1) != b"\n":
            self._write(b"\n")
        os.fsync(self._handle)

    def append(self, lines: Sequence[bytes]) -> list[int]:
        """Add lines and wait until they are on the disk.

        Args:
            lines: Each without its line end.

        Returns:
            The offset at which each starts.

        Raises:
            OSError: The disk is full or broken; the file is as it was.
        """
        if not lines:
            return []
        starts = []
        start = self.end
        for line in lines:
            starts.append(start)
            start += len(line) + 1
        before = self.end
        try:
            self._write(b"\n".join([*lines, b""]))
            os.fsync(self._handle)
        except OSError:
            os.ftruncate(self._handle, before)
            self.end = before
            raise
        return starts

    def close(self) -> None:
        """Close the file."""
        os.close(self._handle)

    def _write(self, whole: bytes) -> None:
        left = memoryview(whole)
        while left:
            n_bytes = os.write(self._handle, left)
            left = left[n_bytes:]
            self.end += n_bytes
