"""A run whose folder lies in a store outlasts the machine that fills it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import fsspec
import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.store.conftest import Machine
from tests.store.outcomes import failure, record, standing

from bisum.config.runtime import ShardSettings
from bisum.errors import ConfigError
from bisum.model.record import Failure, Record
from bisum.store.files import remote
from bisum.store.outputs import fetch, is_held, opened, report_of
from bisum.store.run.folder import RunFolder
from bisum.store.run.products import KeptProduct
from bisum.store.stored import lease
from bisum.store.stored.shards import TakenError

ADDRESS = "memory://bucket/run"


def product(article: str, text: str = "x") -> KeptProduct:
    return KeptProduct(
        id=article, stage="translate", key=text, product=msgspec.Raw(b'"' + text.encode() + b'"')
    )


def lines_there(bucket: fsspec.AbstractFileSystem, kind: str) -> list[str]:
    """Give the ids of all lines of the files that lie in the store, whether they count or not."""
    found = sorted(bucket.glob(f"/bucket/run/shards/{kind}-*.jsonl"))
    return [json.loads(line)["id"] for name in found for line in bucket.cat_file(name).splitlines()]


class Killed(BaseException):
    """The machine is gone."""


def break_at(
    monkeypatch: pytest.MonkeyPatch,
    bucket: fsspec.AbstractFileSystem,
    n: int,
    error: BaseException,
    *,
    after: bool,
) -> None:
    """Let the n-th put fail, before or after it was done, and all that follow it."""
    kind, puts = type(bucket), [0]
    written = kind.pipe_file

    def breaking(self: Any, path: str, value: bytes, **more: Any) -> None:
        puts[0] += 1
        if puts[0] < n or (puts[0] == n and after):
            written(self, path, value, **more)
        if puts[0] >= n:
            raise error

    monkeypatch.setattr(kind, "pipe_file", breaking)


def test_another_machine_goes_on_from_there(on: Machine, bucket: fsspec.AbstractFileSystem) -> None:
    """The first machine may burn down: records, failures and kept products are in the store."""
    with on("one") as folder:
        folder.products.keep([product("a")])
        folder.commit([record("a", title="عنوان"), failure("b")])
        folder.commit([record("c")])
        folder.write_report(b"{}")
    with on("two") as folder:
        assert standing(folder) == {"a": ("record", "s1"), "b": ("failure", "s1"), "c": ("record", "s1")}
        assert folder.record("a") == record("a", title="عنوان")
        assert folder.read_report() == b"{}"
        assert folder.products.find("a", "translate", "x") == b'"x"'
    assert report_of(ADDRESS) == b"{}"
    assert not is_held(ADDRESS)


def test_nothing_stays_on_the_machine(on: Machine, tmp_path: Path) -> None:
    """Records are as confidential as the articles; a machine that is lent keeps none of them."""
    with on("one") as folder:
        folder.commit([record("a")])
        assert (folder.path / "records.jsonl").stat().st_size

    assert [path.name for path in (tmp_path / "one").rglob("*") if path.is_file()] == [".lock"]


@pytest.mark.parametrize("format", ["jsonl", "parquet"])
def test_what_is_made_anew_takes_the_place_of_the_old(
    on: Machine,
    bucket: fsspec.AbstractFileSystem,
    tmp_path: Path,
    format: str,  # noqa: A002
) -> None:
    """Readers of the shards find each article once, after a run that ended."""
    with on("one", articles=3) as folder:
        folder.products.keep([product("a", "old"), product("b", "old")])
        folder.commit([record("a"), record("b"), failure("c"), failure("d", stage="read")])
    with on("two", format=format) as folder:
        folder.products.keep([product("a", "new")])
        folder.commit([failure("a", "s2"), record("c", "s2")])
        folder.forget_reading_failures()
    expected = {"a": ("failure", "s2"), "b": ("record", "s1"), "c": ("record", "s2")}
    (tmp_path / "copy").mkdir()
    fetch(ADDRESS, tmp_path / "copy")

    assert standing(tmp_path / "copy") == expected
    assert lines_there(bucket, "failures") == ["a"]
    assert sorted(lines_there(bucket, "products")) == ["a", "b"]
    if format == "jsonl":
        assert sorted(lines_there(bucket, "records")) == ["b", "c"]
    with on("three") as folder:
        assert standing(folder) == expected
        assert folder.products.find("a", "translate", "new") is not None


def test_a_run_that_changes_nothing_commits_nothing(on: Machine, bucket: fsspec.AbstractFileSystem) -> None:
    """An hourly run without news must not fill the store with markers."""
    with on("one") as folder:
        folder.commit([record("a")])
    before = bucket.find("/bucket/run")
    with on("two"):
        pass

    assert bucket.find("/bucket/run") == before


OUTCOMES = st.lists(
    st.builds(
        lambda kind, article, signature: kind(article, signature),
        st.sampled_from([record, failure]),
        st.sampled_from("abcd"),
        st.sampled_from(["s1", "s2"]),
    ),
    max_size=8,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(runs=st.lists(st.tuples(OUTCOMES, st.integers(1, 9), st.booleans()), max_size=3), last=OUTCOMES)
def test_a_machine_that_dies_between_any_two_puts_loses_its_shard_alone(
    runs: list[tuple[list[Record | Failure], int, bool]],
    last: list[Record | Failure],
    on: Machine,
    bucket: fsspec.AbstractFileSystem,
) -> None:
    """Between put and marker too: what stands is what some number of whole commits made, none twice."""
    bucket.store.clear()
    stands: dict[str, tuple[str, str | None]] = {}
    for n, (outcomes, deadly, after) in enumerate(runs):
        possible = [stands]

        def die(n: int, outcomes: list[Record | Failure], possible: list[Any]) -> None:
            with on(f"m{n}", articles=1) as folder:
                for outcome in outcomes:
                    possible[:] = [possible[-1], {**possible[-1], outcome.id: said(outcome)}]
                    folder.commit([outcome])
                    del possible[0]
            raise Killed

        with pytest.MonkeyPatch.context() as patch:
            break_at(patch, bucket, deadly, Killed(), after=after)
            with pytest.raises(Killed):
                die(n, outcomes, possible)
        with on(f"look{n}") as folder:
            stands = standing(folder)
        assert stands in possible
    with on("last", articles=3) as folder:
        for outcome in last:
            folder.commit([outcome])
    with on("end") as folder:
        assert standing(folder) == {**stands, **{one.id: said(one) for one in last}}


def said(outcome: Record | Failure) -> tuple[str, str | None]:
    if isinstance(outcome, Record):
        return "record", outcome.provenance.signature
    return "failure", outcome.signature


def test_a_shard_without_its_marker_does_not_count(
    on: Machine, bucket: fsspec.AbstractFileSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed between put and marker: the file is rubbish, and the next run sweeps it away."""

    def die() -> None:
        with on("one", articles=1) as folder:
            folder.commit([record("a")])

    with monkeypatch.context() as patch:
        break_at(patch, bucket, 3, Killed(), after=False)  # lock, shard, marker
        with pytest.raises(Killed):
            die()
    assert lines_there(bucket, "records") == ["a"]

    with on("two", articles=1) as folder:
        assert standing(folder) == {}
        assert lines_there(bucket, "records") == []
        folder.commit([record("a", "s2")])
    assert lines_there(bucket, "records") == ["a"]


def test_an_interrupted_run_puts_what_was_finished(on: Machine, bucket: fsspec.AbstractFileSystem) -> None:
    """Ctrl-C is a normal way to stop: nothing that was finished is done again."""

    def interrupt() -> None:
        with on("one", articles=100) as folder:
            folder.commit([record("a")])
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupt()
    assert not bucket.exists("/bucket/run/lock.json")
    with on("two") as folder:
        assert set(standing(folder)) == {"a"}


def test_a_second_run_is_refused(on: Machine, bucket: fsspec.AbstractFileSystem) -> None:
    """It would do the same articles again; where it comes from another machine too."""
    sign = lease.Holder(writer="w", host="elsewhere", process=7, heard_at="2999-01-01T00:00:00+00:00")
    bucket.pipe_file("/bucket/run/lock.json", msgspec.json.encode(sign))

    assert is_held(ADDRESS)
    with pytest.raises(ConfigError, match="in use by process 7 on elsewhere"), on("one"):
        pass
    assert bucket.exists("/bucket/run/lock.json")


def test_a_run_that_died_is_taken_over(on: Machine, bucket: fsspec.AbstractFileSystem) -> None:
    """After a crash nobody has to clean up by hand."""
    sign = lease.Holder(writer="w", host="elsewhere", process=7, heard_at="2020-01-01T00:00:00+00:00")
    bucket.pipe_file("/bucket/run/lock.json", msgspec.json.encode(sign))
    with on("one") as folder:
        folder.commit([record("a")])

    assert not bucket.exists("/bucket/run/lock.json")


@pytest.mark.parametrize("is_first_late", [True, False])
def test_of_two_writers_one_stops(
    on: Machine, bucket: fsspec.AbstractFileSystem, tmp_path: Path, is_first_late: bool
) -> None:
    """A run thought dead that wakes up can't mix its shards with those of its heir, nor lose them."""

    def sleep_and_wake() -> None:
        with on("one", articles=1) as sleeper:
            sleeper.commit([record("a")])
            bucket.rm_file("/bucket/run/lock.json")
            if is_first_late:
                # Its shard is put already, and its marker isn't, when the heir comes.
                bucket.pipe_file("/bucket/run/shards/records-00001-0000.jsonl", b"{}\n")
            with on("two", articles=1) as heir:
                assert standing(heir) == {"a": ("record", "s1")}
                if not is_first_late:
                    heir.commit([record("b", "s2")])
            sleeper.commit([record("b"), record("c")])

    with pytest.raises(TakenError, match="another run has written"):
        sleep_and_wake()
    with on("three") as folder:
        expected = (
            {"a": ("record", "s1")} if is_first_late else {"a": ("record", "s1"), "b": ("record", "s2")}
        )
        assert standing(folder) == expected


def test_a_run_that_lost_its_lease_stops(
    on: Machine, bucket: fsspec.AbstractFileSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says so at its next sign of life and leaves the heir's report alone."""
    monkeypatch.setattr(lease, "BEAT_S", 0.0)
    sign = lease.Holder(writer="heir", host="elsewhere", process=7, heard_at="2999-01-01T00:00:00+00:00")

    def be_late() -> None:
        with on("one") as folder:
            bucket.pipe_file("/bucket/run/lock.json", msgspec.json.encode(sign))
            bucket.pipe_file("/bucket/run/run.json", b'"of the heir"')
            folder.write_report(b"mine")

    with pytest.raises(ConfigError, match="taken over by process 7"):
        be_late()
    assert report_of(ADDRESS) == b'"of the heir"'


def test_a_stale_listing_loses_nothing(
    on: Machine, bucket: fsspec.AbstractFileSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some stores list a file only a while after it can be read."""
    with on("one", articles=1) as folder:
        for article in "abc":
            folder.commit([record(article)])
    found = type(bucket).find
    monkeypatch.setattr(
        type(bucket),
        "find",
        lambda *given, **more: [one for one in found(*given, **more) if "00002" not in one],
    )

    with on("two") as folder:
        assert set(standing(folder)) == {"a", "b", "c"}


def spoil(name: str, change: Callable[[bytes], bytes]) -> Callable[[fsspec.AbstractFileSystem], None]:
    def spoiling(bucket: fsspec.AbstractFileSystem) -> None:
        [path] = bucket.glob(f"/bucket/run/{name}")
        bucket.pipe_file(path, change(bucket.cat_file(path)))

    return spoiling


@pytest.mark.parametrize(
    ("spoiling", "says"),
    [
        (spoil("shards/records-00000-*", lambda whole: whole[:-1]), "aren't the .* that were put"),
        (spoil("shards/records-00000-*", lambda whole: whole.replace(b"a", b"e", 1)), "aren't the"),
        (lambda bucket: bucket.rm_file(bucket.glob("/bucket/run/shards/records-00000-*")[0]), "it is gone"),
        (lambda bucket: bucket.rm_file("/bucket/run/commits/000000.json"), "000000.json is missing"),
        (spoil("commits/000000.json", lambda whole: whole[:-9]), "000000.json is damaged"),
        (spoil("commits/000000.json", lambda whole: whole.replace(b": 1,", b": 9,")), "newer bisum"),
    ],
)
def test_what_is_damaged_is_named_and_left_alone(
    on: Machine,
    bucket: fsspec.AbstractFileSystem,
    spoiling: Callable[[fsspec.AbstractFileSystem], None],
    says: str,
) -> None:
    """To go on as if these articles had never been done would hide the loss."""
    with on("one", articles=1) as folder:
        folder.commit([record("a")])
        folder.commit([record("b")])
    spoiling(bucket)
    before = dict(bucket.store)

    with pytest.raises(ConfigError, match=says), on("two"):
        pass
    assert bucket.store.keys() == before.keys()


def test_a_put_that_fails_is_tried_three_times(
    on: Machine, bucket: fsspec.AbstractFileSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hiccup of the store is nobody's business, an outage ends the run in bounded time."""
    tries: list[str] = []
    written = type(bucket).pipe_file

    def failing(self: Any, path: str, value: bytes, **more: Any) -> None:
        tries.append(path)
        if "shards" in path and len([one for one in tries if "shards" in one]) != 3:
            raise ConnectionResetError(104, "hung up")
        written(self, path, value, **more)

    with on("one", articles=1) as folder:
        monkeypatch.setattr(type(bucket), "pipe_file", failing)
        folder.commit([record("a")])
        tries.clear()
        tries += ["shards"] * 3
        with pytest.raises(OSError, match="hung up"):
            folder.commit([record("b")])
        assert len(tries) == 6
        monkeypatch.setattr(type(bucket), "pipe_file", written)
    with on("two") as folder:
        assert set(standing(folder)) == {"a", "b"}


def test_a_lost_answer_to_a_marker_is_no_second_writer(
    on: Machine, bucket: fsspec.AbstractFileSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The marker was created, the answer got lost, the second try finds it there: it is our own."""
    written, n = type(bucket).pipe_file, [0]

    def losing(self: Any, path: str, value: bytes, **more: Any) -> None:
        written(self, path, value, **more)
        if "commits" in path:
            n[0] += 1
            if n[0] == 1:
                raise TimeoutError(110, "no answer")

    with on("one", articles=1) as folder:
        monkeypatch.setattr(type(bucket), "pipe_file", losing)
        folder.commit([record("a")])
    with on("two") as folder:
        assert set(standing(folder)) == {"a"}


def test_no_listing_is_kept(on: Machine) -> None:
    """A listing remembered from before would hide what another machine has put since."""
    store = remote.Store(ADDRESS)
    assert store.names("commits") == []
    with on("one") as folder:
        folder.commit([record("a")])

    assert store.names("commits") == ["commits/000000.json"]


def test_a_folder_on_this_machine_may_be_given_as_an_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``file://`` cuts a run into shards on a disk that several machines share."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    address = f"file://{tmp_path}/shared/run"
    for article in "ab":
        with opened(address, ShardSettings()) as output, output.open() as folder:
            assert isinstance(folder, RunFolder)
            folder.commit([record(article)])

    (tmp_path / "copy").mkdir()
    fetch(address, tmp_path / "copy")
    assert set(standing(tmp_path / "copy")) == {"a", "b"}
    assert not list((tmp_path / "shared").rglob(".*"))
