"""Over Ray's workers a run gives what it gives in one process, also when a worker dies."""

from __future__ import annotations

import importlib.util
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

N_ARTICLES = 12

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("ray") is None, reason='Ray is not installed: pip install "bisum[ray]"'
)


def command(config: Path, articles: Path, out: Path, *settings: str) -> list[str]:
    words = [sys.executable, "-m", "bisum", "run", config, "--input", articles, "--output", out]
    return [*map(str, words), *(f"--set={setting}" for setting in settings)]


RAY = ("run.executor=ray", "run.ray.workers=2", "run.ray.cpus=0.5", "run.window=2")


def run(words: Sequence[str]) -> None:
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=240)
    assert done.returncode == 0, done.stderr


def records(out: Path) -> dict[str, object]:
    """Give the records by id, without the time at which they were made."""
    found = {}
    for line in (out / "records.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        record["provenance"].pop("made_at")
        assert record["id"] not in found
        found[record["id"]] = record
    return found


def test_ray_gives_what_one_process_gives(fake_config, write_articles, tmp_path) -> None:
    """Who moves to a cluster must find the same records, and those of before must count there."""
    articles, one, many = write_articles(N_ARTICLES), tmp_path / "one", tmp_path / "many"
    run(command(fake_config, articles, one))
    run(command(fake_config, articles, many, *RAY))

    assert records(many) == records(one)
    assert len(records(one)) == N_ARTICLES
    report = json.loads((many / "run.json").read_text(encoding="utf-8"))
    assert report["metrics"]["asked"] > 0
    assert report["seconds"]["translate"] > 0

    run(command(fake_config, articles, one, "summary.sentences=1"))
    run(command(fake_config, articles, many, "summary.sentences=1", *RAY))
    report = json.loads((many / "run.json").read_text(encoding="utf-8"))
    assert records(many) == records(one)
    assert report["reused"] == {"translate": N_ARTICLES}
    assert report["metrics"]["asked"] == 0


def test_a_worker_that_is_killed_loses_nothing(fake_config, write_articles, tmp_path) -> None:
    """Machines of a cluster die; its windows are done again elsewhere."""
    articles, calm, rough = write_articles(N_ARTICLES), tmp_path / "calm", tmp_path / "rough"
    run(command(fake_config, articles, calm))
    slow = (*RAY, "translate.delay_s=0.3", "run.window=1")
    process = subprocess.Popen(command(fake_config, articles, rough, *slow), stderr=subprocess.PIPE)
    deadline = time.monotonic() + 120
    while not (found := workers_below(process.pid)) or not has_records(rough):
        assert process.poll() is None, process.stderr.read() if process.stderr else ""
        assert time.monotonic() < deadline
        time.sleep(0.05)
    os.kill(found[0], signal.SIGKILL)
    _, told = process.communicate(timeout=240)

    assert process.returncode == 0, told
    assert records(rough) == records(calm)


def has_records(out: Path) -> bool:
    return (out / "records.jsonl").exists() and (out / "records.jsonl").stat().st_size > 0


def workers_below(root: int) -> list[int]:
    """Give the processes of Ray's workers that descend from a process."""
    parents, found = {}, []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            name = (folder / "cmdline").read_bytes()
            parents[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except (OSError, ValueError):  # it ended meanwhile
            continue
        if name.startswith(b"ray::Hand"):
            found.append(int(folder.name))

    def descends(process: int) -> bool:
        while process > 1 and process != root:
            process = parents.get(process, 0)
        return process == root

    return [process for process in found if descends(process)]
