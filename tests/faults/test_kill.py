"""A run that is killed at any moment ends, after resuming, as if it had not been."""

from __future__ import annotations

import json
import random
import signal
import subprocess
from pathlib import Path

import pytest
from tests.conftest import until

N_ARTICLES = 24
SLOW = "translate: {engine: fake, delay_s: 0.01}\nrun: {window: 2}\n"


def texts(out: Path) -> dict[str, str]:
    """Give each record without the time at which it was made, by id; fail on a double."""
    found: dict[str, str] = {}
    for line in (out / "records.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        assert record["id"] not in found
        record["provenance"].pop("made_at")
        found[record["id"]] = json.dumps(record, sort_keys=True)
    return found


@pytest.mark.parametrize("seed", range(3))
def test_killed_at_random_moments_nothing_is_lost_or_doubled(bisum, write_articles, tmp_path, seed) -> None:
    """An operator's machine dies at the worst moment; the same command must mend it."""
    config = tmp_path / "slow.yaml"
    config.write_text(SLOW, encoding="utf-8")
    articles = write_articles(N_ARTICLES)
    calm, rough = tmp_path / "calm", tmp_path / "rough"
    records = rough / "records.jsonl"

    def n_bytes() -> int:
        return records.stat().st_size if records.exists() else 0

    assert bisum("run", config, "--input", articles, "--output", calm).returncode == 0
    chance, n_killed = random.Random(seed), 0
    for _ in range(4):
        before = n_bytes()
        process = bisum.start("run", config, "--input", articles, "--output", rough)
        # Time counts from its first record: loading takes longer than the run, on a slow machine seconds.
        until(lambda p=process, before=before: n_bytes() > before or p.poll() is not None, process)
        try:
            process.communicate(timeout=chance.uniform(0.0, 0.3))
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.communicate()
            n_killed += 1
    last = bisum("run", config, "--input", articles, "--output", rough)

    assert n_killed > 0
    assert last.returncode == 0, last.stderr
    assert texts(rough) == texts(calm)
    assert len(texts(rough)) == N_ARTICLES


def test_interrupted_it_says_so_and_goes_on_later(bisum, write_articles, tmp_path) -> None:
    """Ctrl-C is a normal way to stop: exit code 130, no traceback, a state that resumes."""
    config = tmp_path / "slow.yaml"
    config.write_text(SLOW.replace("0.01", "0.2"), encoding="utf-8")
    articles, out = write_articles(N_ARTICLES), tmp_path / "out"
    # A shell that runs the tests in the background has Ctrl-C ignored, and what it starts inherits that.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    process = bisum.start("run", config, "--input", articles, "--output", out)
    signal.signal(signal.SIGINT, before)
    until(lambda: (out / "records.jsonl").exists() and (out / "records.jsonl").stat().st_size > 0, process)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)

    assert process.returncode == 130
    assert b"interrupted" in told
    assert b"Traceback" not in told
    assert json.loads((out / "run.json").read_text())["state"] == "interrupted"
    n_kept = len(texts(out))
    assert 0 < n_kept < N_ARTICLES
    again = bisum("run", config, "--input", articles, "--output", out, "--set", "translate.delay_s=0.0")
    assert f"{n_kept} kept" in again.stderr
