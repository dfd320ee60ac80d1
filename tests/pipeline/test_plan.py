"""What a plan says of an input before anything is run."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from bisum import config
from bisum.pipeline.plan import MOST_NAMED, plan
from bisum.stages.segment import MAX_MARKED
from bisum.store.run.lock import Lock


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


def test_what_segmentation_would_refuse_is_named_too(tmp_path) -> None:
    """An article that is none would fail hours later, after the operator has gone home."""
    marks = "«لا» " * (MAX_MARKED + 1)
    lines = "\n".join(planned(tmp_path, [json.dumps({"id": "a1", "paragraphs": [f"قال {marks}."]})]))

    assert "0 readable, 1 that would fail" in lines
    assert "in.jsonl:1: it has" in lines


def test_only_so_many_of_them_are_named(tmp_path) -> None:
    """A wrong file of a million lines must not fill the screen."""
    lines = planned(tmp_path, ["{"] * (MOST_NAMED + 3))

    assert sum("in.jsonl:" in line for line in lines) == MOST_NAMED
    assert "          and 3 more" in lines


def test_a_folder_in_use_is_an_obstacle(tmp_path) -> None:
    """`check` that says "ready" where `run` would be refused is worth nothing in a script."""
    (tmp_path / "out").mkdir()
    good = json.dumps({"id": "a1", "paragraphs": ["وصل الوفد."]})
    lock = Lock(tmp_path / "out")
    held = planned(tmp_path, [good])
    lock.release()

    start = f"start     no: a run is at work in {str(tmp_path / 'out')!r}; wait until it ends, or stop it"
    assert start in held
    assert "start     ready" in planned(tmp_path, [good])


def test_a_folder_that_may_not_be_written_is_an_obstacle(tmp_path, monkeypatch) -> None:
    """Else the night's run of another user ends in its first second, after `check` had said "ready"."""
    good = json.dumps({"id": "a1", "paragraphs": ["وصل الوفد."]})
    monkeypatch.setattr(os, "access", lambda path, mode: path != tmp_path or not mode & os.W_OK)
    (start,) = [line for line in planned(tmp_path, [good]) if line.startswith("start")]

    assert f"can't be written: {str(tmp_path)!r} is no folder that this user may write" in start


def test_english_that_is_looked_up_takes_time_too(tmp_path) -> None:
    """«About 0 seconds» for thousands of articles that take minutes is no estimate."""
    lines = [json.dumps({"id": f"a{n}", "paragraphs": ["وصل الوفد."]}) for n in range(100)]
    (tmp_path / "in.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "filed.tsv").write_text("وصل الوفد.\tThe delegation arrived.\n", encoding="utf-8")
    (tmp_path / "run.yaml").write_text(
        "{input: in.jsonl, output: out, translate: {engine: filed, path: filed.tsv}}"
    )

    assert plan(config.load(tmp_path / "run.yaml", settings=())).seconds == pytest.approx(2.6)


def test_no_time_is_told_for_a_model_that_cannot_be_had(tmp_path) -> None:
    """«About 42 seconds» beside «the hub can't be reached» was the time of another model."""
    (tmp_path / "in.jsonl").write_text(
        json.dumps({"id": "a1", "paragraphs": ["وصل الوفد."]}), encoding="utf-8"
    )
    (tmp_path / "run.yaml").write_text("{input: in.jsonl, output: out, translate: {model: no-such-model}}")
    found = plan(config.load(tmp_path / "run.yaml", settings=()))

    assert not found.can_start
    assert found.seconds is None
    assert not any(line.startswith("time") for line in found.lines())


@pytest.mark.parametrize(
    ("free", "told"),
    [(5_000_000, "no: the run takes about 6 MB and 5 MB are free where it"), (7_000_000, "ready")],
)
def test_a_disk_that_is_too_small_is_an_obstacle(tmp_path, monkeypatch, free: int, told: str) -> None:
    """«Ready» before a night's run that is full after an hour helps nobody."""
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=free))
    articles = [json.dumps({"id": f"a{n}", "paragraphs": ["وصل الوفد."]}) for n in range(100)]

    lines = planned(tmp_path, articles)

    assert f"disk      about 6 MB needed, {free // 1_000_000} MB free" in lines
    assert any(line.startswith(f"start     {told}") for line in lines)


def test_of_a_run_in_a_store_no_disk_is_told(tmp_path) -> None:
    """The room of this machine says nothing about a bucket's."""
    (tmp_path / "in.jsonl").write_text(json.dumps({"id": "a", "text": "وصل الوفد."}), encoding="utf-8")
    (tmp_path / "run.yaml").write_text("{input: in.jsonl, output: 'memory://x', translate: {engine: fake}}")

    assert not any(line.startswith("disk") for line in plan(config.load(tmp_path / "run.yaml")).lines())


def test_a_plan_counts_the_sentences_that_the_run_will_tell_of(
    go, write_articles, fake_config, tmp_path
) -> None:
    """Whoever watches a run by what `check` said waits for that number; names aren't sentences."""
    articles = write_articles(3)
    found = plan(config.load(fake_config, settings=(f"input={articles}", f"output={tmp_path / 'out'}")))
    ended = go(articles)

    assert found.n_sentences == ended.metrics.sentences > 0
    assert ended.metrics.speakers > 0
