"""Kill a run at random moments, resume it, and hold the result against an undisturbed run.

    python benchmarks/kill.py CONFIG ARTICLES --articles 200 --kills 20 [--seed N]

Each round starts ``bisum run``, kills it (SIGKILL) after a random part of the time that
the undisturbed run took, and starts it again; the last start is left alone. Reports whether records
equal articles, none stands twice, and every record equals the undisturbed one but for the
time at which it was made.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def main() -> None:
    """Run the experiment and print one line of JSON."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("config", type=Path)
    ask.add_argument("articles", type=Path)
    ask.add_argument("--articles", dest="limit", type=int, default=200)
    ask.add_argument("--kills", type=int, default=20)
    ask.add_argument("--seed", type=int, default=1)
    given = ask.parse_args()
    chance = random.Random(given.seed)
    with tempfile.TemporaryDirectory() as folder:
        calm, rough = Path(folder, "calm"), Path(folder, "rough")
        began = time.monotonic()
        start(given, calm).wait()
        seconds = time.monotonic() - began
        n_killed = 0
        for _ in range(given.kills):
            process = start(given, rough)
            try:
                process.wait(timeout=chance.uniform(0.2, 1.0) * seconds / given.kills + 0.5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
                n_killed += 1
        code = start(given, rough).wait()
        expected, found = texts(calm), texts(rough)
        result = {
            "articles": len(expected),
            "killed": n_killed,
            "exit_code": code,
            "records": len(found),
            "equal": expected == found,
            "seconds_undisturbed": round(seconds, 1),
        }
    print(json.dumps(result))
    sys.exit(0 if result["equal"] else 1)


def start(given: argparse.Namespace, output: Path) -> subprocess.Popen[bytes]:
    """Start one run."""
    command = [sys.executable, "-m", "bisum", "run", given.config, "--input", given.articles]
    limits = ["--output", output, "--limit", str(given.limit)]
    return subprocess.Popen([*map(str, command), *map(str, limits)], stderr=subprocess.DEVNULL)


def texts(output: Path) -> dict[str, str]:
    """Give each record by its id, without the time at which it was made.

    Raises:
        ValueError: An id stands twice.
    """
    found: dict[str, str] = {}
    for line in (output / "records.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        record["provenance"].pop("made_at")
        if record["id"] in found:
            msg = f"article {record['id']!r} stands twice in {output / 'records.jsonl'}"
            raise ValueError(msg)
        found[record["id"]] = json.dumps(record, sort_keys=True)
    return found


if __name__ == "__main__":
    main()
