"""Standard streams that are closed, or that nobody reads, harm no work and look like no bug."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


def started(*words: object, env: dict[str, str] | None = None, **streams: int) -> int:
    """Run a command to its end and give its exit code."""
    command = [sys.executable, "-m", "bisum", *map(str, words)]
    return subprocess.run(command, check=False, env={**os.environ, **(env or {})}, **streams).returncode


def unread_pipe() -> int:
    """Give a pipe to write to whose reader has gone, as ``head`` goes."""
    reading, writing = os.pipe()
    os.close(reading)
    return writing


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_reader_who_has_seen_enough_is_no_bug(form: str) -> None:
    """``bisum models | head -1`` ended with the exit code of a bug, which stops scripts that mind pipes."""
    assert started("models", "--format", form, stdout=unread_pipe()) == 0


def test_a_run_goes_on_when_nobody_reads_what_it_tells(fake_config, write_articles, tmp_path: Path) -> None:
    """The night's work is not thrown away because the ``tee`` that wrote its log was stopped."""
    out = tmp_path / "out"
    words = ("run", fake_config, "--input", write_articles(6), "--output", out)

    assert started(*words, stderr=unread_pipe(), env={"XDG_CACHE_HOME": str(tmp_path)}) == 0
    assert json.loads((out / "run.json").read_text())["state"] == "finished"
    assert len((out / "records.jsonl").read_text(encoding="utf-8").splitlines()) == 6


def test_a_run_started_without_streams_writes_whole_records(
    fake_config, write_articles, tmp_path: Path
) -> None:
    """Service managers close all three; a journal could become file 2, and hold what libraries print."""
    out = tmp_path / "out"
    words = ["run", fake_config, "--input", write_articles(3), "--output", out]
    script = 'exec "$0" "$@" <&- >&- 2>&-'
    command = ["/bin/sh", "-c", script, sys.executable, "-m", "bisum", *map(str, words)]
    env = {**os.environ, "XDG_CACHE_HOME": str(tmp_path)}

    assert subprocess.run(command, check=False, env=env).returncode == 0
    records = (out / "records.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["id"] for line in records] == ["a0", "a1", "a2"]
