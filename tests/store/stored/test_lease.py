"""Who may write into a folder of a store: one run at a time, and the dead hold nothing."""

from __future__ import annotations

import os
import socket
import subprocess
import sys

import fsspec
import msgspec
import pytest

from bisum.errors import ConfigError
from bisum.store.files.remote import Store
from bisum.store.stored import lease
from bisum.store.stored.lease import LEASE_NAME, Holder, Lease, holder_of

NEVER = "2999-01-01T00:00:00+00:00"


@pytest.fixture
def store(bucket: fsspec.AbstractFileSystem) -> Store:
    return Store("memory://bucket/run")


def sign(**fields: object) -> bytes:
    whole = {"writer": "w", "host": socket.gethostname(), "process": os.getpid(), "heard_at": NEVER, **fields}
    return msgspec.json.encode(whole)


def test_a_sign_of_life_keeps_the_folder_ours(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run of hours would count as dead after ten minutes, and a second one would write beside it."""
    mine = Lease(store, "mine")
    store.put(LEASE_NAME, sign(writer="mine", heard_at="2020-01-01T00:00:00+00:00"))

    assert not mine.beat(), "too soon after the last"
    monkeypatch.setattr(lease, "BEAT_S", 0.0)
    assert mine.beat()
    found = holder_of(store)
    assert found is not None
    assert (found.writer, found.silent_s < 60) == ("mine", True)


def test_a_lock_that_goes_away_while_it_is_looked_at_is_tried_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The run before ends in that very moment: nobody is there to wait for."""
    store.put(LEASE_NAME, sign())
    read = Store.read

    def read_too_late(self: Store, name: str) -> bytes | None:
        self.remove([name])
        return read(self, name)

    monkeypatch.setattr(Store, "read", read_too_late)
    found = Lease(store, "mine")

    assert not found.was_left
    monkeypatch.undo()
    assert holder_of(store) == msgspec.json.decode(store.read(LEASE_NAME) or b"", type=Holder)


def test_a_lock_that_nobody_can_read_holds_nothing(store: Store) -> None:
    """Half a lock is of a run that died while it wrote it; it must not keep all others out for ever."""
    store.put(LEASE_NAME, b'{"writer": "w", "ho')

    assert Lease(store, "mine").was_left


@pytest.mark.parametrize(
    ("fields", "is_dead"),
    [
        ({"process": 1, "host": socket.gethostname()}, False),  # of another user: signals are refused
        ({"process": 4_194_304 + 1}, True),  # above the most that Linux gives
        ({"process": os.getpid()}, True),  # a container that was started anew counts its processes anew
        ({"process": 4_194_304 + 1, "host": "elsewhere"}, False),
        ({"host": "elsewhere", "heard_at": "2020-01-01T00:00:00+00:00"}, True),
    ],
)
def test_the_dead_are_told_from_the_silent(store: Store, fields: dict[str, object], is_dead: bool) -> None:
    """Of this machine by its processes, at once; of another one by how long it has been silent."""
    store.put(LEASE_NAME, sign(**fields))
    found = holder_of(store)

    assert found is not None
    assert found.is_dead == is_dead


@pytest.mark.skipif(
    sys.platform != "linux", reason="who was killed and not reaped is read from /proc, which only Linux has"
)
def test_a_killed_run_that_nobody_reaped_is_dead(store: Store) -> None:
    """In a container whose first process reaps nobody, it would bar the folder for ten minutes."""
    with subprocess.Popen(["true"]) as ended:
        os.waitid(os.P_PID, ended.pid, os.WEXITED | os.WNOWAIT)
        store.put(LEASE_NAME, sign(process=ended.pid))
        found = holder_of(store)

        assert found is not None
        assert found.is_dead


def test_only_the_holder_lets_go(store: Store) -> None:
    """A run that lost its folder must not take the heir's lock along."""
    mine = Lease(store, "mine")
    store.put(LEASE_NAME, sign(writer="heir"))
    mine.release()

    assert store.has(LEASE_NAME)


def test_whoever_comes_second_is_told_who_was_first(store: Store) -> None:
    """The message is all that an operator has to find the run that is in the way."""
    store.put(LEASE_NAME, sign(host="elsewhere", process=7))

    with pytest.raises(ConfigError, match=r"in use by process 7 on elsewhere, last heard of 0 s ago"):
        Lease(store, "third")
