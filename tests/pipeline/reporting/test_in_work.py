"""The time left is told from work that was done, not from articles that were none."""

from __future__ import annotations

import pytest

from bisum.pipeline.reporting import in_work
from bisum.pipeline.reporting.in_work import InWork


@pytest.fixture
def clock(monkeypatch) -> list[float]:
    """What the clock says; one entry, to be changed."""
    now = [1000.0]
    monkeypatch.setattr(in_work.time, "monotonic", lambda: now[0])
    return now


def test_nothing_is_told_before_anything_is_known(clock) -> None:
    """A figure out of nothing would be believed."""
    work = InWork()
    assert work.left_s(100, 0) is None
    work.start()
    work.begun(10, 60)

    assert work.left_s(100, 0) is None


def test_the_first_answers_tell_of_loading_alone(clock) -> None:
    """A newcomer was told of hours: a minute for the first sentence was the model's assembling."""
    work = InWork()
    work.start()
    work.begun(10, 200)
    clock[0] += 60
    first = work.left_s(10, 1)
    clock[0] += 10
    then = work.left_s(10, 20)

    assert first is None
    assert then == pytest.approx(70 * 9)


def test_second_attempts_in_the_first_window_count_as_its_time(clock) -> None:
    """An unreadable article once stood for the only one done, and 99 more for a hundred times its window."""
    work = InWork()
    work.start()
    work.begun(10, 60)
    clock[0] += 60
    half = work.left_s(99, 30)
    clock[0] += 30
    again = work.left_s(99, 90)

    # Five of 99 in a minute; then ten of 99 in a minute and a half.
    assert half == pytest.approx(60 * 94 / 5)
    assert again == pytest.approx(90 * 89 / 10)


def test_finished_windows_and_the_one_in_work_add_up(clock) -> None:
    """Between two windows the figure must not leap."""
    work = InWork()
    work.start()
    work.begun(10, 60)
    clock[0] += 100
    before = work.left_s(50, 60)
    work.finished(10, 60)
    after = work.left_s(40, 60)
    work.begun(10, 60)

    assert before == after == pytest.approx(work.left_s(40, 60)) == pytest.approx(400)


def test_nothing_is_told_once_all_that_was_foreseen_is_asked(clock) -> None:
    """«About 0 s left» stood for minutes while the model tried doubtful sentences again."""
    work = InWork()
    work.start()
    work.begun(5, 30)
    clock[0] += 60

    assert work.left_s(5, 20) == pytest.approx(30)
    assert work.left_s(5, 31) is None
    work.finished(5, 40)
    assert work.left_s(0, 40) == 0
