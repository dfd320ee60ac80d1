"""The gate closes when a score falls or the gold changes, and opens only by its own flags."""

from __future__ import annotations

import msgspec
import pytest

from bisum.errors import ConfigError
from bisum.evaluation.gate import GateFile, check, pin
from bisum.evaluation.inputs.settings import read_settings


@pytest.fixture
def gate(make_record, make_reference, write_references, write_run, tmp_path):
    """A gate over a run of two articles, pinned."""
    records = [make_record("a"), make_record("b", statements=(1, 2))]
    write_run(records)
    write_references(map(make_reference, records))
    path = tmp_path / "gate.yaml"
    path.write_text(
        "# why these: the release notes\nrun: run\nreferences: [references.jsonl]\n"
        "floors:\n  attributed_f1: 0\n  chrf: 0  # the demo's\nceilings:\n  findings: 1000\n"
    )
    pin(path, check(path))
    return path


def break_run(path, make_record):
    """Shuffle the speakers of one article."""
    records = [make_record("a", shuffled=True), make_record("b", statements=(1, 2))]
    lines = b"".join(msgspec.json.encode(one) + b"\n" for one in records)
    (path.parent / "run" / "records.jsonl").write_bytes(lines)


def test_pinning_writes_the_present_scores_and_keeps_the_comments(gate):
    """A gate file is read by people: the reasons in it must outlast a pin."""
    pinned = read_settings(gate, GateFile)

    assert pinned.floors == {"attributed_f1": 100.0, "chrf": 100.0}
    assert pinned.references_sha256 is not None
    assert "# why these: the release notes" in gate.read_text()
    assert "# the demo's" in gate.read_text()
    assert check(gate).holds


def test_a_fallen_score_closes_the_gate(gate, make_record):
    """This is what it is for."""
    break_run(gate, make_record)
    found = check(gate)

    assert not found.holds
    assert [one.measure for one in found.checks if not one.holds] == ["attributed_f1"]


def test_a_floor_is_lowered_by_its_own_flag_alone(gate, make_record):
    """Else the habit of pinning would hide a fall."""
    break_run(gate, make_record)
    found = check(gate)

    with pytest.raises(ConfigError, match="loosen attributed_f1"):
        pin(gate, found)
    pin(gate, found, may_lower=True)
    assert read_settings(gate, GateFile).floors["attributed_f1"] == 50.0
    assert check(gate).holds


def test_a_changed_gold_set_closes_the_gate(gate):
    """A score against other gold is another score."""
    references = gate.parent / "references.jsonl"
    references.write_bytes(references.read_bytes() + b"\n")
    found = check(gate)

    assert all(one.holds for one in found.checks)
    assert not found.holds
    with pytest.raises(ConfigError, match="--new-gold"):
        pin(gate, found)
    pin(gate, found, may_change_gold=True)
    assert check(gate).holds


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("run: run\nreferences: [references.jsonl]\n", "nothing is pinned"),
        ("run: run\nreferences: [references.jsonl]\nfloors: {chfr: 1}\n", "'chfr' was not measured"),
        ("run: run\nreferences: [references.jsonl]\nfloors: {findings: 1}\n", "move it to ceilings"),
        ("run: run\nreferences: [references.jsonl]\nfloor: {chrf: 1}\n", "unknown field `floor`"),
        ("run: run\nrun: run\n", "duplicate key"),
    ],
)
def test_a_wrong_gate_file_says_what_is_wrong(gate, text, message):
    """A gate that is open by a typing error is worse than none."""
    gate.write_text(text)

    with pytest.raises(ConfigError, match=message):
        check(gate)


def test_a_json_gate_stays_json(gate):
    """Some keep their settings so."""
    path = gate.with_suffix(".json")
    path.write_text('{"run": "run", "references": ["references.jsonl"], "floors": {"chrf": 1}}')
    pin(path, check(path))

    assert msgspec.json.decode(path.read_bytes(), type=GateFile).floors == {"chrf": 100.0}
