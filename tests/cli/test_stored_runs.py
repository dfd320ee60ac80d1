"""Articles from S3, a run into S3: against a server of its protocol on this machine."""

from __future__ import annotations

import gzip
import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import Bisum

fsspec = pytest.importorskip("fsspec")
pytest.importorskip("s3fs", reason='S3 is tested where it is installed: pip install "bisum[s3]"')
server = pytest.importorskip(
    "moto.server", reason="S3 is tested where moto is: pip install --group s3-server"
)


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    """An S3 of this module's own; nothing leaves the machine."""
    logging.getLogger("werkzeug").disabled = True
    running = server.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    yield f"http://{host}:{port}"
    running.stop()


@pytest.fixture
def s3(endpoint: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Its files, with credentials in the environment, as S3's own tools take them."""
    for name, value in (
        ("AWS_ENDPOINT_URL", endpoint),
        ("AWS_ACCESS_KEY_ID", "any"),
        ("AWS_SECRET_ACCESS_KEY", "any"),
        ("AWS_DEFAULT_REGION", "us-east-1"),
        ("AWS_EC2_METADATA_DISABLED", "true"),
    ):
        monkeypatch.setenv(name, value)
    files = fsspec.filesystem("s3", use_listings_cache=False, skip_instance_cache=True)
    files.mkdir("news")
    yield files
    files.rm("news", recursive=True)


def test_a_run_from_s3_into_s3(
    s3: Any,
    open_bisum: Callable[[str], Bisum],
    fake_config: Path,
    write_articles: Callable[[int], Path],
    tmp_path: Path,
) -> None:
    """Two machines that share nothing but the bucket: the second does what is new, and no more."""
    lines = write_articles(7).read_bytes().splitlines(keepends=True)
    s3.pipe_file("news/in/1.jsonl.gz", gzip.compress(b"".join(lines[:4])))
    first, second = open_bisum("one"), open_bisum("two")
    words = (
        "--input",
        "s3://news/in/*.jsonl.gz",
        "--output",
        "s3://news/run",
        "--set",
        "run.shards.articles=2",
    )
    begun = first("run", fake_config, *words)
    assert begun.returncode == 0, begun.stderr
    s3.pipe_file("news/in/2.jsonl.gz", gzip.compress(b"".join(lines[4:])))
    ended = second("run", fake_config, *words, "--set", "run.shards.format=parquet")

    assert ended.returncode == 0, ended.stderr
    assert "3 done" in ended.stderr
    assert "4 kept from before" in ended.stderr
    assert "s3://news/run/site/index.html" in ended.stderr
    names = [name.removeprefix("news/run/") for name in s3.find("news/run")]
    assert not [name for name in names if name.startswith(("lock", "."))]
    assert sum(name.startswith("site/articles/") for name in names) == 7
    assert {name.rpartition(".")[2] for name in names if name.startswith("shards/records-")} == {
        "jsonl",
        "parquet",
    }
    status = first("status", "s3://news/run")
    assert "holds     7 records, 0 failures" in status.stdout
    refused = first("export", "s3://news/run", "--to", "csv", "--output", tmp_path / "csv")
    assert (refused.returncode, "bisum fetch s3://news/run" in refused.stderr) == (2, True)
    assert first("fetch", "s3://news/run", "--output", tmp_path / "copy").returncode == 0
    assert first("export", tmp_path / "copy", "--to", "csv", "--output", tmp_path / "csv").returncode == 0


@pytest.mark.parametrize(
    ("words", "without", "says"),
    [
        (("--output", "s3://nowhere/run"), (), "make the bucket"),
        (("--input", "s3://news/none/", "--output", "s3://news/run"), (), "doesn't exist"),
        (("--output", "s3://news/run"), ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"), "AWS_ACCESS_KEY_ID"),
        (("--set", "names.glossary=s3://news/names.csv"), (), "only input and output may lie in a store"),
    ],
)
def test_what_cannot_work_is_refused_before_any_article(
    s3: Any,
    open_bisum: Callable[[str], Bisum],
    fake_config: Path,
    write_articles: Callable[[int], Path],
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    without: tuple[str, ...],
    says: str,
) -> None:
    """An hour of translating must not end at a bucket that was never there."""
    articles = write_articles(1)
    for name in without:
        monkeypatch.delenv(name)
    ended = open_bisum("home")("run", fake_config, "--input", articles, *words)

    assert ended.returncode == 2
    assert says in ended.stderr
    assert "Traceback" not in ended.stderr
