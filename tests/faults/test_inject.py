"""Whatever goes wrong in a run, the next one ends as if it had not."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
# Of all kinds; `make faults` injects hundreds.
N_FAULTS = 30


def test_after_any_fault_nothing_is_lost_doubled_or_changed() -> None:
    """Kills at every place, full disks, torn files, broken engines, two writers: see the benchmark."""
    done = subprocess.run(
        [sys.executable, ROOT / "benchmarks" / "inject.py", "--faults", str(N_FAULTS)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    told = json.loads(done.stdout)
    assert told["wrong"] == 0
    assert told["faults"] >= N_FAULTS
    assert len(told["by_kind"]) >= 8
