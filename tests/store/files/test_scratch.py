"""What a run knows of its articles is the same on disk as it was in memory."""

from __future__ import annotations

import resource

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bisum.store.files.scratch import Register, Scratch
from bisum.store.run.entries import Entries, Entry, Kind

# Ids are any text, lone surrogates of a damaged file among them.
keys = st.text(st.characters(), min_size=1, max_size=4)


@given(puts=st.lists(st.tuples(keys, st.sampled_from(["", "x", "y"]), st.booleans())))
def test_a_register_is_a_dictionary(puts: list[tuple[str, str, bool]]) -> None:
    """An id that is taken for another would be refused, or done twice."""
    register, known = Register(), {}
    for key, value, is_dropped in puts:
        register.put(key, value)
        known[key] = value
        if is_dropped:
            register.drop(key)
            del known[key]

    assert len(register) == len(known)
    assert {key: register.get(key) for key, _, _ in puts} == {key: known.get(key) for key, _, _ in puts}
    assert all((key in register) == (key in known) for key, _, _ in puts)


@given(ids=st.sets(keys))
def test_signatures_come_in_the_order_of_their_ids(ids: set[str]) -> None:
    """The digest of a run's contents must not hang on the order in which articles were finished."""
    entries = Entries()
    for n, name in enumerate(ids):
        entries.put(name, Entry(kind=Kind.RECORD, signature=f"s{name}"[:1], start=n, end=n + 1))

    assert [name for name, _ in entries.signatures()] == sorted(ids)
    assert [name for name, _ in entries.of(Kind.RECORD)] == list(ids)


def test_a_full_temporary_folder_is_a_broken_disk() -> None:
    """A run that can't go on for want of room must say so and stay resumable, not end as a bug."""
    scratch = Scratch("CREATE TABLE t (x BLOB)")
    scratch.run("PRAGMA max_page_count = 10")
    with pytest.raises(OSError, match="temporary folder"):
        scratch.run("INSERT INTO t VALUES (?)", (b"x" * 100_000,))


def test_many_keys_stay_out_of_memory() -> None:
    """Ten million ids as Python strings are more than a small machine has."""
    register = Register()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for n in range(60_000):
        register.put(f"article-{n * 7919 % 60_000:08}", "x" * 200)

    assert len(register) == 60_000
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 8 * 1024
