"""Windows are read and checked while the model works on one; nothing that comes out differs for it."""

from __future__ import annotations

import json
import threading
import time
from pathlib import Path

import pytest

from bisum.pipeline import run
from bisum.pipeline.executors.executor import LocalExecutor
from bisum.stages.segment import Segment

# Far longer than any step takes; only a test that fails waits so long.
PATIENCE_S = 30.0


def lines(out: Path) -> list[dict[str, object]]:
    found = [json.loads(line) for line in (out / "records.jsonl").read_text(encoding="utf-8").splitlines()]
    for record in found:
        record["provenance"]["made_at"] = ""
    return found


def one_after_the_other(worker, products, *, window, **_):
    return LocalExecutor(worker, products, window=window)


@pytest.fixture
def segmented(monkeypatch) -> list[int]:
    """How many articles each window that was begun has, in order."""
    sizes: list[int] = []
    run = Segment.run

    def counting(stage, dossiers):
        sizes.append(len(dossiers))
        return run(stage, dossiers)

    monkeypatch.setattr(Segment, "run", counting)
    return sizes


def test_records_and_questions_are_the_same_without_it(
    go, engine, write_articles, tmp_path, monkeypatch
) -> None:
    """Where a second model is at work nothing overlaps: what a run holds must not tell the two apart."""
    asked: list[list[str]] = []
    translate = engine.translate
    engine.translate = lambda sentences, *, tick=None: (
        asked.append(list(sentences)) or translate(sentences, tick=tick)
    )
    articles = write_articles(11)
    beside, n_calls = go(articles, output="beside"), len(asked)
    monkeypatch.setattr(run, "OverlappedExecutor", one_after_the_other)
    alone = go(articles, output="alone")

    assert lines(tmp_path / "beside") == lines(tmp_path / "alone")
    assert asked[:n_calls] == asked[n_calls:]
    assert beside.counts == alone.counts
    assert beside.metrics.cache_hits == alone.metrics.cache_hits


def test_the_next_window_is_begun_while_the_model_works(go, engine, write_articles, segmented) -> None:
    """The cores would stand still between two windows; and yet no third window may pile up."""
    clock, translate = threading.Event(), engine.translate
    begun_at_call = []

    def patient(sentences, *, tick=None):
        begun_at_call.append(len(segmented))
        began = time.monotonic()
        while len(begun_at_call) == 1 and len(segmented) < 2 and time.monotonic() - began < PATIENCE_S:
            clock.wait(0.01)
        begun_at_end.append(len(segmented))
        return translate(sentences, tick=tick)

    begun_at_end: list[int] = []
    engine.translate = patient
    ended = go(write_articles(20))

    assert ended.counts.done == 20
    assert begun_at_end[0] == 2
    assert all(begun <= call + 1 for call, begun in enumerate(begun_at_call, 1))


def test_the_model_stops_when_the_run_is_over(go, engine, write_articles) -> None:
    """Ctrl-C must end the run, not wait until the model has finished a window that nobody wants."""
    published, translate = threading.Event(), engine.translate
    stopped = []

    def endless(sentences, *, tick=None):
        if engine.n_translated == 0:
            return translate(sentences, tick=tick)
        try:
            while published.wait(PATIENCE_S):
                tick(1)
        except BaseException as fault:
            stopped.append(type(fault).__name__)
            raise

    def interrupt(_):
        published.set()
        raise KeyboardInterrupt

    engine.translate = endless
    with pytest.raises(KeyboardInterrupt):
        go(write_articles(12), publish=interrupt)

    assert stopped == ["RunOverError"]
    assert "bisum-model" not in {thread.name for thread in threading.enumerate()}


def test_what_breaks_the_model_ends_the_run(go, engine, write_articles) -> None:
    """A fault in another thread is easily lost, and with it the reason why a run stands still."""
    engine.translate = lambda *_, **__: 1 / 0
    with pytest.raises(ZeroDivisionError):
        go(write_articles(3))
