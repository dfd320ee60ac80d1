"""Lease: one run at a time works on a folder in a store, as far as clocks can tell.

It spares a second run its work; what keeps the folder whole is that a marker is created by
one run only (``shards``).
"""

from __future__ import annotations

import os
import socket
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import msgspec

from bisum.errors import ConfigError
from bisum.model.base import Value
from bisum.store.files.moments import now
from bisum.store.files.remote import Store

LEASE_NAME: Final = "lock.json"
# Seconds between two signs of life.
BEAT_S: Final = 30.0
# Seconds of silence after which a run counts as dead: longer than any window of 16 articles
# took on two cores (docs/performance.md), and not too long to wait for after a crash.
DEAD_AFTER_S: Final = 600.0
# Times that a lock is tried for which goes away while it is looked at.
_TRIES: Final = 5


class Holder(Value, frozen=True, kw_only=True):
    """Who works on a folder.

    Attributes:
        writer: A word made for that run alone.
        host: Name of its machine.
        process: Its number there.
        heard_at: Its last sign of life, UTC, ISO 8601.
    """

    writer: str
    host: str
    process: int
    heard_at: str

    @property
    def silent_s(self) -> float:
        """How long ago it was heard of, by this machine's clock."""
        return (datetime.now(UTC) - datetime.fromisoformat(self.heard_at)).total_seconds()

    @property
    def is_dead(self) -> bool:
        """Whether it was killed here, or hasn't been heard of for long."""
        is_here = self.host == socket.gethostname()
        # The same number on the same machine: a container that was started anew.
        gone_here = is_here and (self.process == os.getpid() or not _runs(self.process))
        return gone_here or self.silent_s > DEAD_AFTER_S


class Lease:
    """A folder that is held from ``Lease(…)`` to ``release``.

    Attributes:
        was_left: Whether it was taken over from a run that counts as dead.
    """

    def __init__(self, store: Store, writer: str) -> None:
        """Take it.

        Raises:
            ConfigError: Another run holds it.
            OSError: The store can't be written.
        """
        self._store = store
        self._writer = writer
        self._beaten = time.monotonic()
        self.was_left = False
        for _ in range(_TRIES):
            if store.create(LEASE_NAME, self._sign()):
                return
            holder = holder_of(store)
            if holder is None:
                continue
            if not holder.is_dead:
                break
            store.put(LEASE_NAME, self._sign())
            self.was_left = True
            return
        msg = (
            f"{store.address!r} is in use by {_shown(holder)}; wait until that run ends, stop it, or give "
            f"another output (a run that died counts as dead {DEAD_AFTER_S:.0f} s after it was last heard of)"
        )
        raise ConfigError(msg)

    def beat(self) -> bool:
        """Give a sign of life, if the last was some time ago.

        Returns:
            Whether one was given.

        Raises:
            ConfigError: Another run has taken the folder over.
        """
        if time.monotonic() - self._beaten < BEAT_S:
            return False
        self._beaten = time.monotonic()
        holder = holder_of(self._store)
        if holder is not None and holder.writer != self._writer:
            msg = (
                f"{self._store.address!r} was taken over by {_shown(holder)}, since this run wasn't heard of "
                "for long; what it had committed stands, and the other one goes on from there"
            )
            raise ConfigError(msg)
        self._store.put(LEASE_NAME, self._sign())
        return True

    def release(self) -> None:
        """Let others have the folder."""
        holder = holder_of(self._store)
        if holder is not None and holder.writer == self._writer:
            self._store.remove([LEASE_NAME])

    def _sign(self) -> bytes:
        holder = Holder(
            writer=self._writer,
            host=socket.gethostname(),
            process=os.getpid(),
            heard_at=now(),
        )
        return msgspec.json.encode(holder)


def holder_of(store: Store) -> Holder | None:
    """Tell who holds a folder, None where nobody does or nobody can tell."""
    whole = store.read(LEASE_NAME)
    if whole is None:
        return None
    try:
        return msgspec.json.decode(whole, type=Holder)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return Holder(writer="", host="somewhere", process=0, heard_at="2000-01-01T00:00:00+00:00")


def _shown(holder: Holder | None) -> str:
    if holder is None:
        return "another run"
    heard = f"last heard of {max(0.0, holder.silent_s):.0f} s ago"
    return f"process {holder.process} on {holder.host}, {heard}"


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return not _is_zombie(process)


def _is_zombie(process: int) -> bool:
    """Tell whether a process has ended and nobody asked how: it still has its number."""
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return state.rpartition(")")[2].split()[:1] == ["Z"]
