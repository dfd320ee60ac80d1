"""What runs are compared by."""

from __future__ import annotations

import json
from pathlib import Path


def records(out: Path) -> dict[str, object]:
    """Give a run's records by id, each there once, without the time at which they were made."""
    found = {}
    for line in (out / "records.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        record["provenance"].pop("made_at")
        assert record["id"] not in found
        found[record["id"]] = record
    return found
