"""Over Ray's workers a run gives what it gives in one process, also when a worker dies."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import signal
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import until
from tests.pipeline.records import records

N_ARTICLES = 12

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("ray") is None, reason='Ray is not installed: pip install "bisum[ray]"'
)


RAY = [
    f"--set={setting}"
    for setting in ("run.executor=ray", "run.ray.workers=2", "run.ray.cpus=0.5", "run.window=2")
]


def report(out: Path) -> dict[str, Any]:
    return json.loads((out / "run.json").read_text(encoding="utf-8"))


def test_what_one_process_made_counts_on_a_cluster(bisum, fake_config, write_articles, tmp_path) -> None:
    """Who moves to a cluster must not pay for the same translations again."""
    articles, one, many = write_articles(N_ARTICLES), tmp_path / "one", tmp_path / "many"
    shorter = ("--set", "summary.sentences=1")
    assert bisum("run", fake_config, "--input", articles, "--output", one).returncode == 0
    shutil.copytree(one, many)
    assert bisum("run", fake_config, "--input", articles, "--output", one, *shorter).returncode == 0
    process = bisum.start("run", fake_config, "--input", articles, "--output", many, *shorter, *RAY)
    _, told = process.communicate(timeout=240)

    assert process.returncode == 0, told
    assert records(many) == records(one)
    assert report(many)["reused"] == {"translate": N_ARTICLES}
    assert report(many)["metrics"]["asked"] == 0


def test_ray_gives_what_one_process_gives_even_if_a_worker_is_killed(
    bisum, fake_config, write_articles, tmp_path
) -> None:
    """Machines of a cluster die; its windows are done again elsewhere, and no record tells."""
    articles, calm, rough = write_articles(N_ARTICLES), tmp_path / "calm", tmp_path / "rough"
    assert bisum("run", fake_config, "--input", articles, "--output", calm).returncode == 0
    slow = ("--set=translate.delay_s=0.3", "--set=run.window=1")
    process = bisum.start("run", fake_config, "--input", articles, "--output", rough, *RAY, *slow)
    until(lambda: has_records(rough) and bool(workers_below(process.pid)), process)
    os.kill(workers_below(process.pid)[0], signal.SIGKILL)
    _, told = process.communicate(timeout=240)

    assert process.returncode == 0, told
    assert records(rough) == records(calm)
    assert len(records(calm)) == N_ARTICLES
    assert report(rough)["metrics"]["asked"] > 0
    assert report(rough)["seconds"]["translate"] > 0


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
