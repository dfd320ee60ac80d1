"""Runs that an earlier bisum wrote can still be read, and go on.

``tests/kept`` has a run of each release as that release wrote it, with the schema of its records. They are
never made anew. A release adds its own: ``bisum run run.yaml --input articles.jsonl --output run`` in a copy
of the last one, without pages and summaries, and ``src/bisum/model/record.schema.json``.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import bisum as package
from bisum.cli.app import app
from bisum.store.form import schema
from bisum.store.holdings import failures_of, records_of

KEPT = sorted((Path(__file__).parents[1] / "kept").iterdir())
NOT_THE_FORM = {"title", "description", "default"}

kept_runs = pytest.mark.parametrize("kept", KEPT, ids=lambda path: path.name)


@pytest.fixture
def at_work(kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the run, where its user would stand."""
    shutil.copytree(kept, tmp_path / "desk")
    monkeypatch.chdir(tmp_path / "desk")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "desk" / "run"


def test_this_version_has_left_a_run() -> None:
    """Else the next one has nothing to be held to."""
    assert package.__version__ in [path.name for path in KEPT]


@kept_runs
@pytest.mark.parametrize(
    "command",
    ["status run", "show run bridge", "quotes run", "brief run", "eval run"]
    + [f"export run --to {form} --output out" for form in ("csv", "docx", "md", "parquet", "tmx")],
)
def test_every_command_reads_it(kept: Path, command: str, at_work: Path) -> None:
    """An archive must not die with the version that made it."""
    assert app(command.split(), standalone_mode=False) in (0, None)


@kept_runs
def test_it_goes_on(kept: Path, at_work: Path) -> None:
    """The same command adds what is missing; no article is lost, none is there twice."""
    before = {record.id for record in records_of(at_work)}
    code = app(["run", "run.yaml", "--input", "articles.jsonl", "--output", "run"], standalone_mode=False)

    assert code == 3
    assert {record.id for record in records_of(at_work)} == before
    assert [failure.id for failure in failures_of(at_work)] == ["empty"]
    assert (at_work / "site" / "index.html").is_file()


@kept_runs
def test_its_records_meet_the_schema_of_today(kept: Path) -> None:
    """Fields that came later may be missing in it."""
    for name in ("records.jsonl", "failures.jsonl"):
        for line in (kept / "run" / name).read_text(encoding="utf-8").splitlines():
            jsonschema.validate(json.loads(line), json.loads(schema()))


@kept_runs
def test_nothing_that_its_form_promised_is_taken_away(kept: Path) -> None:
    """Within a version of the form no field goes, changes its type or may newly be null (docs/record.md)."""
    then, now = json.loads((kept / "record.schema.json").read_bytes()), json.loads(schema())
    if then["title"] != now["title"]:
        pytest.skip(
            f"{kept.name} wrote {then['title']}, an older form, whose promise ended when {now['title']} began"
        )
    broken = [
        f"{name}.{field}"
        for name, part in then["$defs"].items()
        for field, kind in part.get("properties", {}).items()
        if _bare(now["$defs"].get(name, {}).get("properties", {}).get(field)) != _bare(kind)
    ]

    assert broken == []


def _bare(kind: Any) -> Any:
    """Give a schema without what doesn't belong to the form."""
    if not isinstance(kind, dict):
        return kind
    return {key: _bare(value) for key, value in kind.items() if key not in NOT_THE_FORM}
