"""Articles are read from a store as they are from a folder."""

from __future__ import annotations

import gzip
import io
import json
import lzma
from pathlib import Path

import fsspec
import pyarrow as pa
import pyarrow.parquet
import pytest

from bisum.errors import ConfigError
from bisum.model.article import Article
from bisum.model.record import Failure
from bisum.store.articles import Reader
from bisum.store.files.remote import find_files

TEXT = "قال الوزير إن الجسر سيفتح غدا أمام الناس كلهم."


def lines(*ids: str) -> bytes:
    return "".join(json.dumps({"id": one, "text": TEXT}) + "\n" for one in ids).encode()


def ids(*inputs: str | Path) -> list[str]:
    return [one.id for one in Reader(inputs)]


def test_a_folder_of_a_store_is_read_by_name(bucket: fsspec.AbstractFileSystem, tmp_path: Path) -> None:
    """The same files give the same articles in the same order, wherever they lie."""
    files = {
        "b.jsonl": lines("b1", "b2"),
        "a/z.jsonl.gz": gzip.compress(lines("z")),
        "a.jsonl.xz": lzma.compress(lines("a")),
        "c.csv": f"id,text\nc1,{TEXT}\n".encode(),
        "note.txt": TEXT.encode(),
        "one.json": json.dumps({"text": TEXT}).encode(),
        ".hidden.jsonl": lines("no"),
        "picture.png": b"\x89PNG",
    }
    table = io.BytesIO()
    pa.parquet.write_table(pa.table({"id": ["p"], "text": [TEXT]}), table)
    files["t.parquet"] = table.getvalue()
    for name, whole in files.items():
        bucket.pipe_file(f"/bucket/in/{name}", whole)
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(whole)
    reader, there = Reader([tmp_path]), Reader(["memory://bucket/in"])
    here = [one for one in reader if isinstance(one, Article)]
    found = [one for one in there if isinstance(one, Article)]

    assert sorted(one.id for one in here) == ["a", "b1", "b2", "c1", "note", "one", "p", "z"]
    assert [(one.id, one.digest) for one in found] == [(one.id, one.digest) for one in here]
    assert {one.reason.partition(";")[0] for one in there.skipped} == {"hidden", "of no known kind"}
    assert there.estimate() is None


def test_a_pattern_names_files(bucket: fsspec.AbstractFileSystem) -> None:
    """A day's files are chosen without listing them by hand, and none is read twice."""
    for name in ("a.jsonl", "b.jsonl", "b.txt"):
        bucket.pipe_file(f"/bucket/{name}", lines(name.replace(".", "-")))

    assert ids("memory://bucket/*.jsonl", find_files("memory://bucket/a.jsonl")[0]) == ["a-jsonl", "b-jsonl"]


def test_the_output_of_a_run_is_no_input(bucket: fsspec.AbstractFileSystem) -> None:
    """Articles and output may share a bucket: records must not come back as articles."""
    bucket.pipe_file("/bucket/a.jsonl", lines("a"))
    for name in ("run.json", "commits/000000.json", "shards/records-00000-ab.jsonl"):
        bucket.pipe_file(f"/bucket/run/{name}", lines("x"))
    reader = Reader(["memory://bucket"])

    assert [one.id for one in reader] == ["a"]
    assert [one.reason for one in reader.skipped] == ["the output folder of a run"]


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("memory://bucket/none", "doesn't exist"),
        ("memory://bucket/*.jsonl", "doesn't exist"),
        ("nowhere://bucket/a.jsonl", "reaches nowhere://"),
        ("ftp://me:secret@host/a.jsonl", "holds a password"),
    ],
)
def test_an_input_that_cannot_be_had_is_refused(
    bucket: fsspec.AbstractFileSystem, address: str, says: str
) -> None:
    """The refusal comes before any article is read, and quotes no password."""
    bucket.pipe_file("/bucket/a.txt", TEXT.encode())
    with pytest.raises(ConfigError, match=says) as refused:
        ids("memory://bucket/a.txt", address)

    assert "secret" not in str(refused.value)


def test_a_store_that_breaks_off_fails_its_file_alone(
    bucket: fsspec.AbstractFileSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was read stands, the rest of the file is told of, the other files are read."""
    bucket.pipe_file("/bucket/a.jsonl.gz", gzip.compress(lines("a1", "a2"))[:-12])
    bucket.pipe_file("/bucket/b.jsonl", lines("b"))
    bucket.pipe_file("/bucket/c.jsonl", lines("c"))
    opened = type(bucket).open

    def breaking(self: fsspec.AbstractFileSystem, path: str, *rest: object, **more: object) -> object:
        if path.endswith("b.jsonl"):
            raise ConnectionResetError(104, "the store hung up")
        return opened(self, path, *rest, **more)

    monkeypatch.setattr(type(bucket), "open", breaking)
    reader = Reader(["memory://bucket"])
    found = list(reader)
    failures = {one.place: one.reason for one in found if isinstance(one, Failure)}

    assert [one.id for one in found if isinstance(one, Article)] == ["a1", "c"]
    assert "cut off" in failures["memory:///bucket/a.jsonl.gz"]
    assert "hung up" in failures["memory:///bucket/b.jsonl"]
    assert reader.finished == ["memory:///bucket/c.jsonl"]
