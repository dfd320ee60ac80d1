"""What a run tells of itself is true while it runs and after, and holds no article's words."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest

from bisum.errors import ConfigError, EngineError
from bisum.pipeline.reporting import watch
from bisum.pipeline.reporting.progress import Silence
from bisum.stages.check import Check
from bisum.stages.summary.extract import Extract
from bisum.store.run import folder


def metrics(out: Path) -> list[dict[str, float]]:
    return [json.loads(line) for line in (out / "metrics.jsonl").read_text(encoding="utf-8").splitlines()]


def report(out: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads((out / "run.json").read_text(encoding="utf-8"))
    return found


def test_the_last_line_says_what_the_run_did(go, write_articles, tmp_path) -> None:
    """A dashboard reads the last line; articles, sentences and words must add up."""
    ended = go(write_articles(6))
    last = metrics(tmp_path / "out")[-1]

    assert ended.expected == 6
    assert (last["articles"], last["done"], last["waiting"]) == (6, 6, 0)
    # Title, three sentences and one speaker each; nothing but the speaker's name is known after the first.
    assert (last["sentences"], last["speakers"]) == (6 * 4, 6)
    assert last["asked"] + last["cache_hits"] == 6 * 5
    assert last["cache_hits"] > 0
    assert last["words"] > 6 * 15
    assert last["peak_memory_mb"] >= last["memory_mb"] > 0
    assert report(tmp_path / "out")["metrics"] == last


def test_it_tells_while_it_runs(go, write_articles, tmp_path, monkeypatch) -> None:
    """`bisum status` on a run of days must not say that nothing is done yet."""
    monkeypatch.setattr(watch, "TELL_EVERY_S", 0.0)
    seen = []
    go(write_articles(9), publish=lambda _: seen.append(report(tmp_path / "out")))

    # The pass over the names writes pages once more, when all articles are done.
    first, again = seen[:9], seen[9:]
    assert {state["state"] for state in seen} == {"running"}
    assert [state["counts"]["done"] for state in first] == [0] * 4 + [4] * 4 + [8]
    assert all(state["metrics"]["waiting"] for state in first)
    assert {state["counts"]["done"] for state in again} <= {9}
    done = [line["done"] for line in metrics(tmp_path / "out")]
    assert done == sorted(done)
    assert {0, 4, 8, 9} <= set(done)


def test_it_tells_between_two_stages(go, write_articles, tmp_path, monkeypatch) -> None:
    """A long article takes minutes: meanwhile `bisum status` said «0 in work», and the report stood still."""
    monkeypatch.setattr(watch, "TELL_EVERY_S", 0.0)
    seen: dict[type, int] = {}

    def looking(stage: type) -> None:
        run = stage.run

        def look(*given: object) -> object:
            seen[stage] = len(metrics(tmp_path / "out"))
            return run(*given)

        monkeypatch.setattr(stage, "run", look)

    looking(Check)
    looking(Extract)
    go(write_articles(1))

    assert seen[Extract] == seen[Check] + 1
    assert metrics(tmp_path / "out")[seen[Check]]["waiting"] == 1


def test_a_clock_that_jumps_changes_no_rate(go, write_articles, tmp_path, monkeypatch) -> None:
    """Machines are set right in the middle of a run; rates must not turn negative."""
    times = iter(f"20{n % 90 + 10}-01-01T00:00:00+00:00" for n in range(70, 700, 53))
    monkeypatch.setattr(watch, "now", lambda: next(times))
    go(write_articles(5))

    assert all(line["articles_per_s"] >= 0 and line["seconds"] >= 0 for line in metrics(tmp_path / "out"))


@pytest.mark.parametrize(
    ("fault", "raised", "state", "reason"),
    [
        (KeyboardInterrupt(), KeyboardInterrupt, "interrupted", None),
        (EngineError("the model broke"), EngineError, "stopped", "the model broke"),
        (
            OSError(28, "No space left on device"),
            ConfigError,
            "stopped",
            "[Errno 28] No space left on device",
        ),
        (ZeroDivisionError("bug"), ZeroDivisionError, "stopped", "<class 'ZeroDivisionError'>"),
        (MemoryError(), MemoryError, "stopped", "<class 'MemoryError'>"),
    ],
)
def test_however_it_ends_it_says_so(go, write_articles, tmp_path, fault, raised, state, reason) -> None:
    """An operator must tell a full disk from a bug, and both from a kill."""

    def fail(_: object) -> None:
        raise fault

    with pytest.raises(raised):
        go(write_articles(3), publish=fail)
    found = report(tmp_path / "out")

    assert (found["state"], found["reason"]) == (state, reason)
    assert found["counts"]["done"] == 0


@pytest.mark.parametrize(
    ("number", "todo"),
    [(errno.ENOSPC, r"make room \(an article takes about 60 kB\)"), (errno.EFBIG, r"allow larger files")],
)
def test_a_full_disk_is_met_with_what_to_do(go, write_articles, number: int, todo: str) -> None:
    """Whoever is woken by it must know whether to delete a file, to move the run or to lift a limit."""

    def fill(_: object) -> None:
        raise OSError(number, os.strerror(number))

    with pytest.raises(ConfigError, match=f"{os.strerror(number)}.*{todo}"):
        go(write_articles(3), publish=fill)


def test_a_full_disk_has_room_for_the_reason(go, write_articles, tmp_path, monkeypatch) -> None:
    """«Killed», said `bisum status` of a run that a full disk had ended: nothing of it could be written."""
    reserve = tmp_path / "out" / ".bisum-reserve.tmp"
    write_whole = folder.write_bytes

    def full(_: object) -> None:
        monkeypatch.setattr(folder, "write_bytes", write)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def write(path: Path, whole: bytes) -> None:
        if reserve.exists():
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        write_whole(path, whole)

    with pytest.raises(ConfigError, match="make room"):
        go(write_articles(3), publish=full)

    assert report(tmp_path / "out")["reason"] == "[Errno 28] No space left on device"


def test_what_a_run_keeps_free_is_gone_when_it_has_ended(go, write_articles, tmp_path) -> None:
    """Also what a killed run left: nobody shall wonder about a file of noise."""
    seen = []
    left = tmp_path / "out" / ".bisum-reserve.tmp"
    go(write_articles(1), publish=lambda _: seen.append(left.stat().st_size))

    assert set(seen) == {1 << 16}
    assert not left.exists()


def test_english_that_nobody_was_asked_for_counts_in_the_pace(go, write_articles, tmp_path) -> None:
    """A run of looked-up English does some hundred sentences a second, and not none."""
    go(write_articles(6))
    again = go(write_articles(6), "summary.sentences=1")

    assert again.metrics.asked == 0
    assert again.metrics.cache_hits == again.metrics.sentences + again.metrics.speakers > 0
    assert again.metrics.sentences_per_s > 0


def test_a_run_has_ended_when_its_last_page_is_written(go, write_articles, tmp_path) -> None:
    """`finished` before the index was written let a script copy a site of yesterday's links."""
    seen = []

    def overview(ended, passing) -> None:
        seen.append((ended.state, ended.counts.records, report(tmp_path / "out")["state"]))
        with pytest.raises(ConfigError, match="is in use by process"):
            go(write_articles(3))

    go(write_articles(3), overview=overview)

    assert seen == [("finished", 3, "running")]
    assert report(tmp_path / "out")["state"] == "finished"


def test_a_disk_that_is_full_when_the_index_is_written_is_told_like_any_other(
    go, write_articles, tmp_path
) -> None:
    """Exit code 2 with the state `finished` contradict each other, and the wrong one is believed."""

    def overview(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with pytest.raises(ConfigError, match=r"make room \(an article"):
        go(write_articles(3), overview=overview)

    assert report(tmp_path / "out")["state"] == "stopped"


def test_after_a_resume_the_findings_of_the_whole_run_are_counted(go, write_articles, tmp_path) -> None:
    """Stopped near its end and gone on, a run said «0 carry a serious finding» over 5,000 that did."""
    first = go(write_articles(4))
    resumed = go(write_articles(6))
    nothing_new = go(write_articles(6))
    older = report(tmp_path / "out")
    del older["doubts"]
    (tmp_path / "out" / "run.json").write_text(json.dumps(older))
    upgraded = go(write_articles(6))

    assert first.doubts is not None
    assert sum(first.doubts.findings.values()) == sum(first.findings.values()) > 0
    assert resumed.doubts is not None
    assert sum(resumed.doubts.findings.values()) > sum(resumed.findings.values()) > 0
    assert resumed.doubts.flagged >= first.doubts.flagged
    assert nothing_new.findings == {}
    assert nothing_new.doubts == upgraded.doubts == resumed.doubts


class Overheard(Silence):
    """Progress that keeps what it is told."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.steps: list[tuple[int, float | None]] = []

    def note(self, line: str) -> None:
        self.lines.append(line)

    def articles(self, n: int, *, left_s: float | None = None) -> None:
        self.steps.append((n, left_s))


def test_each_article_is_told_once_and_the_time_left_without_a_question(go, write_articles) -> None:
    """Where English is looked up no question is asked, and yet the operator wants to know when it ends."""
    go(write_articles(9))
    overheard = Overheard()
    go(write_articles(9), "summary.sentences=1", progress=overheard)

    assert [n for n, _ in overheard.steps] == [4, 4, 1]
    assert all(left_s is not None for _, left_s in overheard.steps)
    assert overheard.steps[-1] == (1, 0)


def test_a_failure_is_told_by_id_place_and_stage_without_its_words(go, tmp_path) -> None:
    """Logs go to more people than articles do."""
    path = tmp_path / "in.jsonl"
    words = 'Classified: it\'s "the" plan' * 9
    path.write_text(json.dumps({"id": "a7", "text": words}) + "\n", encoding="utf-8")
    overheard = Overheard()
    go(path, progress=overheard)
    (line,) = overheard.lines

    assert line.startswith(f"failed 'a7' ({os.fspath(path)}:1, read): 0 of its")
    assert "Arabic" in line
    assert "Classified" not in line
    assert "plan" not in line
    assert "are Arabic, expected at least 5%: …; " in line
    assert "Classified" in (tmp_path / "out" / "failures.jsonl").read_text(encoding="utf-8")


def test_of_many_failures_the_first_are_named_and_the_others_counted(go, tmp_path) -> None:
    """A broken export of 5,000 lines wrote as many into the log, every hour, and hid all else there."""
    path = tmp_path / "in.jsonl"
    path.write_text('{"id": "", "text": ""}\n' * (watch.MOST_TOLD + 30), encoding="utf-8")
    overheard = Overheard()
    ended = go(path, progress=overheard)

    assert ended.counts.failures == watch.MOST_TOLD + 30
    assert all(line.startswith("failed ") for line in overheard.lines[:-1])
    assert len(overheard.lines) == watch.MOST_TOLD + 1
    assert "failures.jsonl" in overheard.lines[-1]


def test_a_failure_is_told_with_the_field_that_is_wrong(go, tmp_path) -> None:
    """The names of fields are no article's words, and a log without them sends its reader elsewhere."""
    path = tmp_path / "in.jsonl"
    fields = {"id": "a7", "text": "وصل الوفد إلى العاصمة مساء أمس.", "published": {"hidden": 1}}
    path.write_text(json.dumps(fields) + "\n", encoding="utf-8")
    overheard = Overheard()
    go(path, progress=overheard)
    (line,) = overheard.lines

    assert "field 'published' is …, expected a string or a number" in line


def test_a_memory_of_translations_counts_its_hits(go, write_articles, tmp_path) -> None:
    """Whoever pays for a model's time must see what the memory saved."""
    memory = f"run.memory={tmp_path / 'memory.sqlite'}"
    first = go(write_articles(6), memory)
    second = go(write_articles(6), memory, output="again")

    assert first.memory is not None
    assert second.memory is not None
    assert first.memory.known == 0
    assert second.memory.known == second.memory.asked == first.memory.asked > 0
    assert go(write_articles(6), output="without").memory is None
