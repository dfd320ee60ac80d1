"""What a plan says of an input before anything is run."""

from __future__ import annotations

import json
from pathlib import Path

from bisum import config
from bisum.pipeline.plan import MOST_NAMED, plan


def planned(tmp_path: Path, lines: list[str]) -> list[str]:
    """Give the lines of the plan for an input of these lines."""
    (tmp_path / "in.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "run.yaml").write_text("{input: in.jsonl, output: out, translate: {engine: fake}}")
    return plan(config.load(tmp_path / "run.yaml", settings=())).lines()


def test_every_piece_that_cannot_be_read_is_named(tmp_path) -> None:
    """Whoever mends the first file only wants to know of the others too."""
    good = json.dumps({"id": "a1", "paragraphs": ["وصل الوفد."]})
    lines = "\n".join(planned(tmp_path, ["{", good, "["]))

    assert "1 readable, 2 that would fail" in lines
    assert "in.jsonl:1" in lines
    assert "in.jsonl:3" in lines


def test_only_so_many_of_them_are_named(tmp_path) -> None:
    """A wrong file of a million lines must not fill the screen."""
    lines = planned(tmp_path, ["{"] * (MOST_NAMED + 3))

    assert sum("in.jsonl:" in line for line in lines) == MOST_NAMED
    assert "          and 3 more" in lines
