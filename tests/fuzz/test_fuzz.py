"""Whatever bytes come in, they are read, or refused with a reason, and every promise holds."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "tests" / "fuzz" / "corpus"
# Mutations a target beside the corpus; `make fuzz` makes as many as there is time for.
N_EXECUTIONS = 250


def run(corpus: Path, where: Path, *more: str) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, ROOT / "benchmarks" / "fuzz.py", "--corpus", corpus, *more]
    return subprocess.run(words, cwd=where, capture_output=True, text=True, check=False)


def test_no_input_breaks_what_reads_the_outside_world(tmp_path: Path) -> None:
    """Reading, segmentation, quotations, hostile English, configs and records; see the benchmark."""
    done = run(CORPUS, tmp_path, "--executions", str(N_EXECUTIONS))

    assert done.returncode == 0, done.stdout + done.stderr
    told = json.loads(done.stdout)
    assert told["finds"] == 0
    for name in ("read", "arabic", "english", "config", "record"):
        assert told[name]["executions"] == N_EXECUTIONS
        assert told[name]["corpus"] >= 1


@pytest.mark.parametrize(
    "fault", ["raise ZeroDivisionError", "raise BrokenPromiseError('no')", "while True: 0"]
)
def test_the_fuzzer_finds_what_is_there_to_be_found(tmp_path: Path, fault: str) -> None:
    """A fuzzer that never finds anything may be asleep."""
    program = (ROOT / "benchmarks" / "fuzz.py").read_text(encoding="utf-8")
    program = program.replace("    return len(found)\n", f"    if found:\n        {fault}\n    return 0\n")
    program = program.replace("SLOWEST_S = 5.0", "SLOWEST_S = 0.5")
    (tmp_path / "fuzz.py").write_text(program, encoding="utf-8")
    words = [sys.executable, "fuzz.py", "record", "--corpus", CORPUS, "--executions", "3"]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert done.returncode == 1, done.stdout + done.stderr
    assert json.loads(done.stdout)["finds"] == 1
    assert (tmp_path / "finds" / "record-1").read_bytes()
