"""Lock: one process at a time works on a folder."""

from __future__ import annotations

import fcntl
import os
import socket
from pathlib import Path
from typing import Final

from bisum.errors import ConfigError
from bisum.store.files.moments import now

LOCK_NAME: Final = ".lock"


class Lock:
    """Holds a folder until it is released or its process ends, however it ends.

    The file stays behind and means nothing by itself: the lock is the system's.
    """

    def __init__(self, folder: Path) -> None:
        """Take the lock.

        Raises:
            ConfigError: Another process holds it.
        """
        self._handle = os.open(folder / LOCK_NAME, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.read(self._handle, 200).decode("utf-8", "replace").strip() or "another process"
            os.close(self._handle)
            msg = (
                f"{os.fspath(folder)!r} is in use by {holder}; "
                "wait until that run ends, stop it, or give another output"
            )
            raise ConfigError(msg) from None
        since = now()
        holder = f"process {os.getpid()} on {socket.gethostname()}, since {since}"
        os.ftruncate(self._handle, 0)
        os.pwrite(self._handle, holder.encode(), 0)

    def release(self) -> None:
        """Let others have the folder."""
        os.ftruncate(self._handle, 0)
        os.close(self._handle)


def is_locked(folder: Path) -> bool:
    """Tell whether a process works on the folder now."""
    try:
        handle = os.open(folder / LOCK_NAME, os.O_RDONLY)
    except OSError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    else:
        return False
    finally:
        os.close(handle)
