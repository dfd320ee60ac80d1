"""What names a store is told from what names a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from bisum import config
from bisum.config.addresses import address_of, is_address, require_no_password, require_path
from bisum.errors import ConfigError


@pytest.mark.parametrize("address", ["s3://bucket/run", "gs://b/x/*.jsonl.gz", "file:///mnt/run"])
def test_an_address_is_no_path(address: str, tmp_path: Path) -> None:
    """A config file's folder must not be put before it, and no folder ``s3:`` be made."""
    path = tmp_path / "run.yaml"
    path.write_text(f"translate: {{engine: fake}}\ninput: [{address}]\noutput: {address}\n", encoding="utf-8")
    chosen = config.load(path)

    assert is_address(address)
    assert (chosen.input, chosen.output) == ((address,), address)
    with pytest.raises(ConfigError, match="folder of this machine"):
        require_path(Path(address))


@pytest.mark.parametrize("address", ["s3://bucket/run", "gs://b/x", "file:///mnt/run"])
def test_what_a_path_made_of_an_address_is_seen_through(address: str) -> None:
    """Commands that take a folder say how to get one; `status` looks there, not below the current folder."""
    assert address_of(Path(address)) == address


@pytest.mark.parametrize("path", ["articles", "a:b/c", "/s3://x", "hub:owner/name", "c:/x"])
def test_a_path_is_no_address(path: str) -> None:
    """Odd names of files stay names of files."""
    assert not is_address(path)
    assert address_of(Path(path)) is None
    require_path(Path(path))


def test_other_files_must_lie_here(tmp_path: Path) -> None:
    """A glossary in a store would be looked for under a path that nobody meant."""
    path = tmp_path / "run.yaml"
    path.write_text("translate: {engine: fake}\nnames: {glossary: s3://b/names.csv}\n", encoding="utf-8")

    with pytest.raises(ConfigError, match=r"run\.yaml:2: .*only input and output may lie in a store"):
        config.load(path)


def test_a_password_is_refused_and_not_repeated() -> None:
    """The address is written into run.json and shown in messages."""
    with pytest.raises(ConfigError, match="holds a password") as refused:
        require_no_password("s3://key:hush@bucket/run")

    assert "hush" not in str(refused.value)
    require_no_password("s3://bucket/at@noon:30.jsonl")
