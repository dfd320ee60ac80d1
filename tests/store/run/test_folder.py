"""A run's folder outlasts whatever happens to the process that fills it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tests.store.outcomes import failure, lines_on_disk, record, standing

from bisum.errors import ConfigError
from bisum.model.record import Failure, Record
from bisum.store.holdings import failure_of, is_run, record_of, records_of, signatures_of
from bisum.store.run.folder import RunFolder
from bisum.store.run.lock import is_locked


def test_what_is_committed_is_there_again(tmp_path: Path) -> None:
    """A second run takes up where the first left off."""
    one, two = record("a", title="عنوان"), failure("b")
    with RunFolder(tmp_path / "x" / "out") as folder:
        folder.commit([one, two])
        assert not is_run(folder.path)
        folder.write_report(b"{}")

    with RunFolder(tmp_path / "x" / "out") as folder:
        assert is_run(folder.path)
        assert folder.read_report() == b"{}"
        assert list(folder.records()) == [one]
        assert list(folder.failures()) == [two]
        assert folder.record("a") == one
        assert folder.record("b") is None
        assert [folder.state(i, "s1") for i in "abc"] == ["done", "failed", "missing"]
        assert [folder.state(i, "s2") for i in "abc"] == ["missing"] * 3
        assert folder.done("a", "s1")
        assert (folder.summaries.is_dir(), folder.site.is_dir()) == (True, True)
    assert record_of(tmp_path / "x" / "out", "a") == one
    assert failure_of(tmp_path / "x" / "out", "b") == two
    assert failure_of(tmp_path / "x" / "out", "a") is None
    assert record_of(tmp_path / "x" / "out", "nobody") is None
    assert failure_of(tmp_path / "x" / "out", "nobody") is None
    assert list(signatures_of(tmp_path / "x" / "out")) == [("a", "s1")]


def test_the_newest_outcome_of_an_article_counts(tmp_path: Path) -> None:
    """Other settings, a repaired input or a retry replace what was known, both ways."""
    with RunFolder(tmp_path) as folder:
        folder.commit([record("a"), failure("b"), record("c"), failure("d"), record("e"), record("e", "s2")])
        folder.commit([record("a", "s2"), record("b", "s2"), failure("c", "s2"), failure("d", "s2")])
        expected = {
            "a": ("record", "s2"),
            "b": ("record", "s2"),
            "c": ("failure", "s2"),
            "d": ("failure", "s2"),
            "e": ("record", "s2"),
        }
        assert standing(folder) == expected
        assert standing(tmp_path) == expected
        assert lines_on_disk(tmp_path) == 9

    assert standing(tmp_path) == expected
    assert lines_on_disk(tmp_path) == 5
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        ".lock",
        "failures.jsonl",
        "records.jsonl",
        "site",
        "summaries",
    ]


def test_an_interrupted_run_leaves_its_lines_to_the_next(tmp_path: Path) -> None:
    """Ctrl-C must not start to rewrite gigabytes."""

    def break_off() -> None:
        with RunFolder(tmp_path) as folder:
            folder.commit([record("a"), record("a", "s2"), failure("b")])
            folder.commit([failure("a", "s3"), record("b", "s3")])
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        break_off()

    assert standing(tmp_path) == {"a": ("failure", "s3"), "b": ("record", "s3")}
    with RunFolder(tmp_path) as folder:
        assert standing(folder) == {"a": ("failure", "s3"), "b": ("record", "s3")}
    assert lines_on_disk(tmp_path) == 2


def test_a_failure_that_stands_is_not_written_again(tmp_path: Path) -> None:
    """Five thousand bad lines took half a minute of syncing, every hour anew."""
    with RunFolder(tmp_path) as folder:
        folder.commit([failure("a", None, "read"), failure("b", None, "read", "b.jsonl:1")])
    before = (tmp_path / "failures.jsonl").stat()
    with RunFolder(tmp_path) as folder:
        folder.commit([failure("a", None, "read")])
        folder.forget_reading_failures()
        assert standing(folder) == {"a": ("failure", None)}
        assert (tmp_path / "failures.jsonl").stat().st_size == before.st_size
        folder.commit([record("a"), failure("a", None, "read")])
        assert standing(folder) == {"a": ("failure", None)}
        folder.commit([record("a")])

    assert standing(tmp_path) == {"a": ("record", "s1")}


OUTCOME = st.builds(
    lambda kind, article, signature: kind(article, signature),
    st.sampled_from([record, failure]),
    st.sampled_from("abc"),
    st.sampled_from(["s1", "s2"]),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(st.lists(st.lists(OUTCOME, min_size=1, max_size=3), min_size=1, max_size=4), st.data())
def test_a_kill_at_any_byte_loses_only_what_was_not_committed(
    tmp_path_factory: pytest.TempPathFactory, commits: list[list[Record | Failure]], data: st.DataObject
) -> None:
    """Whatever the order of commits and wherever the last is cut, nothing before is lost or doubled."""
    path = tmp_path_factory.mktemp("run")
    states: list[dict[str, tuple[str, str | None]]] = [{}]
    sizes: list[dict[str, int]] = []
    folder = RunFolder(path)
    for commit in commits:
        sizes.append({p.name: p.stat().st_size for p in path.glob("*.jsonl")})
        folder.commit(commit)
        states.append(standing(folder))
    folder.close()
    before, after = states[-2:]

    # The files grow one after the other: some are whole, one is cut, the rest untouched.
    names = ["records.jsonl", "failures.jsonl", "order.jsonl"]
    grown = [n for n in names if (path / n).exists() and (path / n).stat().st_size > sizes[-1].get(n, 0)]
    # A failure that stands already isn't written again.
    assume(grown)
    cut = data.draw(st.integers(0, len(grown) - 1))
    start, end = sizes[-1].get(grown[cut], 0), (path / grown[cut]).stat().st_size
    os.truncate(path / grown[cut], data.draw(st.integers(start, end)))
    for name in grown[cut + 1 :]:
        os.truncate(path / name, sizes[-1].get(name, 0))

    found = standing(path)
    with RunFolder(path) as again:
        assert standing(again) == found
        for article in "abc":
            assert found.get(article) in (before.get(article), after.get(article))
        again.commit(commits[-1])
        assert standing(again) == after
    assert standing(path) == after
    assert lines_on_disk(path) == len(after)


@pytest.mark.parametrize("n_done", range(8))
def test_a_kill_while_compacting_changes_nothing(
    tmp_path: Path, n_done: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rewrite goes file by file, and each step leaves a folder that says the same."""
    folder = RunFolder(tmp_path)
    folder.commit([record("a"), failure("b"), record("c"), failure("d")])
    folder.commit([failure("a", "s2"), record("b", "s2"), record("c", "s2"), failure("d", "s2")])
    expected = standing(folder)
    steps = 0

    def die(name: str) -> None:
        real = getattr(os, name)

        def step(*args: object, **kwargs: object) -> object:
            nonlocal steps
            steps += 1
            if steps > n_done:
                raise SystemExit
            return real(*args, **kwargs)

        monkeypatch.setattr(os, name, step)

    for name in ("fsync", "replace", "unlink"):
        die(name)
    with pytest.raises(SystemExit):
        folder.compact()
    monkeypatch.undo()
    folder.close()

    assert standing(tmp_path) == expected
    with RunFolder(tmp_path) as again:
        assert standing(again) == expected
    assert lines_on_disk(tmp_path) == len(expected)


def test_a_process_killed_while_it_commits_leaves_whole_lines(tmp_path: Path) -> None:
    """The promise holds for a real kill -9, and its lock goes with it."""
    here = str(Path(__file__).parents[3])
    script = f"""
        import sys
        sys.path.insert(0, {here!r})
        from pathlib import Path
        from tests.store.outcomes import record
        from bisum.store.run.folder import RunFolder
        folder = RunFolder(Path({str(tmp_path)!r}))
        for n in range(100_000):
            folder.commit([record(f"{{n}}-{{i}}", title="ن" * 1000) for i in range(10)])
            print(n, flush=True)
    """
    worker = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script)], stdout=subprocess.PIPE, text=True
    )
    assert worker.stdout is not None
    with worker, worker.stdout:
        for _ in range(5):
            worker.stdout.readline()
        assert is_locked(tmp_path)
        with pytest.raises(
            ConfigError, match=rf"in use by process {worker.pid} on .*; wait until that run ends"
        ):
            RunFolder(tmp_path)
        worker.send_signal(signal.SIGKILL)
        n_committed = 5 + len(worker.stdout.read().splitlines())

    assert not is_locked(tmp_path)
    with RunFolder(tmp_path) as folder:
        ids = [r.id for r in folder.records()]
    assert {f"{n}-{i}" for n in range(n_committed) for i in range(10)} <= set(ids)
    assert len(ids) == len(set(ids))


def test_a_last_line_without_its_end_is_kept_if_whole(tmp_path: Path) -> None:
    """Some editors take the last line end away; the record is still one."""
    with RunFolder(tmp_path) as folder:
        folder.commit([record("a"), record("b")])
    path = tmp_path / "records.jsonl"
    os.truncate(path, path.stat().st_size - 1)

    with RunFolder(tmp_path) as folder:
        folder.commit([record("c")])
        assert [r.id for r in folder.records()] == ["a", "b", "c"]

    os.truncate(path, path.stat().st_size - 2)
    with RunFolder(tmp_path) as folder:
        assert [r.id for r in folder.records()] == ["a", "b"]


@pytest.mark.parametrize("file", ["records.jsonl", "failures.jsonl"])
@pytest.mark.parametrize("damage", [b"{}\n", b"\n", b"\x00\x00\n", b'{"id": "a", \n', b'{"id":"\xff"}\n'])
def test_a_damaged_line_stops_with_its_place(tmp_path: Path, file: str, damage: bytes) -> None:
    """Work of hours must never vanish in silence."""
    with RunFolder(tmp_path) as folder:
        folder.commit([record("a"), failure("b"), record("c"), failure("d")])
    first, second = (tmp_path / file).read_bytes().splitlines(keepends=True)
    (tmp_path / file).write_bytes(first + damage + second)

    with pytest.raises(ConfigError, match=rf"{file}:2 is damaged .*restore the file, or take the line out"):
        RunFolder(tmp_path)
    (tmp_path / file).write_bytes(first + second)
    with RunFolder(tmp_path) as folder:
        assert (folder.n_records, folder.n_failures) == (2, 2)


def test_what_is_committed_after_failures_were_struck_is_on_the_disk_at_once(tmp_path: Path) -> None:
    """The file of failures is written anew; what still went into the old one, a kill would lose."""
    with RunFolder(tmp_path) as folder:
        folder.commit([failure("a", stage="read"), record("b")])
    with RunFolder(tmp_path) as folder:
        folder.forget_reading_failures()
        folder.compact()
        folder.commit([failure("c")])

        assert standing(tmp_path) == {"b": ("record", "s1"), "c": ("failure", "s1")}


def test_a_file_without_anything_to_drop_is_left_as_it_is(tmp_path: Path) -> None:
    """Records are gigabytes; one struck failure is no reason to write them all anew."""
    with RunFolder(tmp_path) as folder:
        folder.commit([failure("a", stage="read"), record("b")])
    before = (tmp_path / "records.jsonl").stat().st_ino
    with RunFolder(tmp_path) as folder:
        folder.forget_reading_failures()

    assert (tmp_path / "records.jsonl").stat().st_ino == before
    assert (tmp_path / "failures.jsonl").read_bytes() == b""


def test_a_folder_that_was_compacted_goes_on(tmp_path: Path) -> None:
    """The lines stand elsewhere then; what is read or written next must find them there."""
    with RunFolder(tmp_path) as folder:
        folder.commit([record("a"), record("b"), failure("c")])
        folder.commit([record("a", "s2")])
        folder.compact()
        folder.commit([record("d")])

        assert [(r.id, r.provenance.signature) for r in folder.records()] == [
            ("b", "s1"), ("a", "s2"), ("d", "s1"),
        ]  # fmt: skip
        assert list(folder.signatures()) == [("a", "s2"), ("b", "s1"), ("d", "s1")]
        assert folder.n_failures == 1
    assert standing(tmp_path).keys() == {"a", "b", "c", "d"}


def test_the_digest_tells_whether_anything_changed(tmp_path: Path) -> None:
    """What looks over all records is done again when, and only when, there is something new."""
    steps = (
        [record("a"), failure("b")],
        [record("a")],
        [record("a", "s2")],
        [record("c")],
        [failure("b", "s2")],
        [failure("a")],
    )
    with RunFolder(tmp_path / "one") as folder:
        digests = [folder.commit(step) or folder.digest() for step in steps]
    with RunFolder(tmp_path / "two") as folder:
        folder.commit([failure("b"), record("a")])
        other = folder.digest()

    assert digests[0] == digests[1] == other
    assert len(set(digests)) == len(steps) - 1
    assert all(len(digest) == 32 for digest in digests)


def test_a_damaged_note_of_what_counts_stops_with_its_place(tmp_path: Path) -> None:
    """Guessed at, an article that failed last could come back as its old record."""
    folder = RunFolder(tmp_path)
    folder.commit([record("a")])
    folder.commit([failure("a")])
    folder.close()
    notes = tmp_path / "order.jsonl"
    notes.write_bytes(notes.read_bytes() + b"{}\n")

    with pytest.raises(ConfigError, match=r"order\.jsonl:2 is damaged"):
        RunFolder(tmp_path)


def test_a_record_that_is_whole_but_wrong_stops_with_its_place(tmp_path: Path) -> None:
    """A field edited by hand shows when it is read, not as a page without a summary."""
    with RunFolder(tmp_path) as folder:
        folder.commit([record("a"), record("b")])
    path = tmp_path / "records.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"id":"b","title":null', b'"id":"b","title":5'))

    with pytest.raises(ConfigError, match=r"records\.jsonl:2 is damaged \(Expected `str \| null`, got `int`"):
        list(records_of(tmp_path))


def test_records_of_a_newer_bisum_are_left_alone(tmp_path: Path) -> None:
    """An older program must not rewrite what it doesn't understand."""
    newer = msgspec.to_builtins(record("a")) | {"version": 2, "colour": "blue"}
    path = tmp_path / "records.jsonl"
    path.write_bytes(msgspec.json.encode(newer) + b"\n")
    before = path.read_bytes()

    with pytest.raises(
        ConfigError, match=r"version 2 of the record format, this bisum knows up to 1; use the newer"
    ):
        RunFolder(tmp_path)
    assert path.read_bytes() == before


def test_failures_of_an_earlier_reading_give_way_to_the_new_one(tmp_path: Path) -> None:
    """A repaired line must not be counted as failed for ever, nor a failure be lost with it."""
    old = [
        failure("a.jsonl:2", None, "read", "a.jsonl:2"),
        failure("a.jsonl:9", None, "read", "a.jsonl:9"),
        failure("b.txt", None, "read", "b.txt"),
        failure("x", "s1", "translate", "a.jsonl:1"),
    ]
    with RunFolder(tmp_path) as folder:
        folder.commit(old)

    with RunFolder(tmp_path) as folder:
        folder.forget_reading_failures(["a.jsonl"])
        assert standing(folder).keys() == {"b.txt", "x"}
        folder.commit([record("y"), failure("a.jsonl:9", None, "read", "a.jsonl:9")])
        assert standing(folder).keys() == {"y", "a.jsonl:9", "b.txt", "x"}
    assert standing(tmp_path).keys() == {"y", "a.jsonl:9", "b.txt", "x"}

    with RunFolder(tmp_path) as folder:
        folder.forget_reading_failures()
        folder.commit([record("b.txt")])
        assert standing(folder) == {"y": ("record", "s1"), "x": ("failure", "s1"), "b.txt": ("record", "s1")}
    assert standing(tmp_path).keys() == {"y", "x", "b.txt"}


def test_failures_of_the_files_read_to_their_end_are_settled_after_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second input into the same folder leaves the first one's failures alone, however it is spelled."""
    monkeypatch.chdir(tmp_path)
    names = ("a.jsonl:2", "a.jsonl:9", "b.jsonl:1", "hub:o/n:3", "hub:o/n@test:3")
    with RunFolder(tmp_path) as folder:
        folder.commit([failure(name, None, "read", name) for name in names])

    with RunFolder(tmp_path) as folder:
        folder.commit(
            [failure("a.jsonl:9", None, "read", "a.jsonl:9"), failure("new", None, "read", "a.jsonl:7")]
        )
        folder.forget_reading_failures([str(tmp_path / "a.jsonl"), "hub:o/n"])

    assert standing(tmp_path).keys() == {"a.jsonl:9", "new", "b.jsonl:1", "hub:o/n@test:3"}


def test_a_forgotten_failure_stays_on_disk_until_the_reading_is_through(tmp_path: Path) -> None:
    """A run that dies before it has read so far leaves the failure where it was."""
    with RunFolder(tmp_path) as folder:
        folder.commit([failure("a.jsonl:2", None, "read", "a.jsonl:2")])

    def break_off() -> None:
        with RunFolder(tmp_path) as folder:
            folder.forget_reading_failures()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        break_off()

    assert standing(tmp_path).keys() == {"a.jsonl:2"}


def test_a_full_disk_leaves_the_folder_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a line would swallow the next one."""
    real = os.write
    with RunFolder(tmp_path) as folder:
        folder.commit([record("a")])
        n_left = 100

        def write(handle: int, content: bytes) -> int:
            nonlocal n_left
            if n_left == 0:
                raise OSError(28, "No space left on device")
            n_bytes = real(handle, content[:n_left])
            n_left -= n_bytes
            return n_bytes

        monkeypatch.setattr(os, "write", write)
        with pytest.raises(OSError, match="No space left"):
            folder.commit([record("b")])
        monkeypatch.undo()
        folder.commit([record("c")])
        assert standing(folder).keys() == {"a", "c"}
    assert standing(tmp_path).keys() == {"a", "c"}


def test_an_output_that_cannot_be_a_folder_stops_the_run(tmp_path: Path) -> None:
    """Found before any model is loaded."""
    (tmp_path / "file").write_text("")

    with pytest.raises(ConfigError, match=r"file' can't be written: .*; give another output"):
        RunFolder(tmp_path / "file")


def test_what_killed_writers_left_is_swept_up(tmp_path: Path) -> None:
    """Half-written pages must not pile up over kills."""
    with RunFolder(tmp_path) as folder:
        left = [tmp_path / ".bisum-0a.tmp", folder.site / ".bisum-1b.tmp"]
        for path in left:
            path.write_text("half")
        (folder.site / "other.tmp").write_text("not ours")

    with RunFolder(tmp_path) as folder:
        assert [path.exists() for path in left] == [False, False]
        assert (folder.site / "other.tmp").exists()
