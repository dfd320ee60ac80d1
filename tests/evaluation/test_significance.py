"""Chance is told from difference: exactly where theory says so, and the same every time."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bisum.evaluation import significance
from bisum.evaluation.measure import Measure, Section, Tally, share
from bisum.evaluation.significance import compare_tallies, intervals, sign_test

MEASURE = Measure(name="m", title="M", section=Section.SUMMARY, formula=share, unit="things")


def tally_of(right, of=10.0):
    rows = np.array([[float(one), of] for one in right])
    return Tally(measure=MEASURE, rows=rows, counts=rows[:, 1])


@settings(max_examples=25)
@given(st.lists(st.integers(0, 10), min_size=1, max_size=40))
def test_a_run_does_not_differ_from_itself(right):
    """Sacrebleu gives p = 0.0001 here; a report that says so sends people hunting for nothing."""
    verdict = compare_tallies([tally_of(right)], [tally_of(right)], n_resamples=50, n_trials=50)[0]

    assert (verdict.p_bootstrap, verdict.p_randomisation) == (1.0, 1.0)
    assert not verdict.is_significant


def test_a_clear_difference_is_significant_and_a_small_one_is_not():
    """The two ways in which a test can be useless."""
    base = [5, 6, 4, 5, 7, 5, 4, 6] * 5
    better = [one + 2 for one in base]
    jitter = [one + (1 if n % 2 else -1) for n, one in enumerate(base)]
    clear, small = compare_tallies([tally_of(base)] * 2, [tally_of(better), tally_of(jitter)])

    assert clear.is_significant
    assert clear.interval is not None
    assert clear.interval.low == pytest.approx(20)
    assert not small.is_significant


def test_false_alarms_come_as_often_as_promised():
    """At p < 0.05 one comparison in twenty of equal systems may be called a difference, not one in five."""
    rng = np.random.default_rng(7)
    alarms = 0
    for _ in range(200):
        one, other = rng.binomial(10, 0.6, size=(2, 40))
        verdict = compare_tallies([tally_of(one)], [tally_of(other)], n_resamples=200, n_trials=400)[0]
        alarms += (verdict.p_randomisation or 1) < 0.05

    assert 2 <= alarms <= 22  # 10 expected; beyond these by chance about once in a thousand


def test_intervals_hold_the_truth_as_often_as_promised():
    """A 95 % interval that misses one time in five misleads more than none."""
    rng = np.random.default_rng(8)
    held = 0
    for _ in range(200):
        found = intervals([tally_of(rng.binomial(10, 0.6, size=40))], n_resamples=200)[0]
        held += found is not None and found.low <= 60.0 <= found.high

    assert held >= 178  # 190 expected


def test_drawing_in_pieces_draws_the_same(monkeypatch):
    """Large runs are worked on in pieces; the size of a piece must not change a p."""
    rng = np.random.default_rng(9)
    one, other = tally_of(rng.integers(0, 10, 33)), tally_of(rng.integers(0, 10, 33))
    whole = compare_tallies([one], [other]), intervals([one])
    monkeypatch.setattr(significance, "_CHUNK_CELLS", 33 * 100)

    assert (compare_tallies([one], [other]), intervals([one])) == whole


def test_a_measure_with_nothing_to_measure_has_no_figures():
    """No quotations is not 0 % of them."""
    empty = tally_of([0, 0, 0], of=0.0)
    verdict = compare_tallies([empty], [empty])[0]

    assert empty.score is None
    assert intervals([empty]) == [None]
    assert (verdict.interval, verdict.p_bootstrap, verdict.p_randomisation) == (None, None, None)


@pytest.mark.parametrize(
    ("n_first", "n_second", "p"),
    [(0, 0, 1.0), (5, 5, 1.0), (0, 5, 0.0625), (1, 9, 22 / 1024), (10, 0, 2 / 1024)],
)
def test_the_sign_test_is_exact(n_first, n_second, p):
    """Values of the binomial table, counted by hand."""
    assert sign_test(n_first, n_second) == pytest.approx(p)


def test_runs_over_other_articles_are_not_paired():
    """A pairing is never guessed."""
    with pytest.raises(ValueError, match="can't be paired"):
        compare_tallies([tally_of([1, 2])], [tally_of([1, 2, 3])])
