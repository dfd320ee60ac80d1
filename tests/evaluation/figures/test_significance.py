"""Chance is told from difference: exactly where theory says so, and the same every time."""

from __future__ import annotations

import dataclasses
import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bisum.evaluation.figures import significance
from bisum.evaluation.figures.measure import Measure, Section, Tally, share
from bisum.evaluation.figures.significance import (
    Verdict,
    compare_tallies,
    intervals,
    least_p,
    n_different,
    sign_test,
)

MEASURE = Measure(name="m", title="M", section=Section.SUMMARY, formula=share, unit="things")


def tally_of(right, of=10.0):
    rows = np.array([[float(one), of] for one in right])
    return Tally(measure=MEASURE, rows=rows, counts=rows[:, 1])


@settings(max_examples=25)
@given(st.lists(st.integers(0, 10), min_size=2, max_size=40))
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

    other = dataclasses.replace(tally_of([1, 2]), measure=dataclasses.replace(MEASURE, name="another"))
    with pytest.raises(ValueError, match="can't be paired"):
        compare_tallies([tally_of([1, 2])], [other])


def exact_p(first, second):
    """Give the two-sided p of the randomisation test over every way of swapping sides."""
    real = abs(sum(second) - sum(first))
    gaps = [
        abs(sum(b - a if keeps else a - b for a, b, keeps in zip(first, second, sides, strict=True)))
        for sides in itertools.product([True, False], repeat=len(first))
    ]
    return sum(gap >= real for gap in gaps) / len(gaps)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ([1, 2, 3, 4, 5], [3, 1, 6, 6, 9]),
        ([5, 5, 5, 5], [6, 6, 6, 4]),
        ([9, 0, 4, 4, 7, 1], [3, 2, 2, 1, 6, 0]),
    ],
)
def test_the_randomisation_test_is_the_exact_one(first, second):
    """So few articles can be swapped in every way there is; 10,000 trials come within one point of that."""
    forth = compare_tallies([tally_of(first)], [tally_of(second)])[0]
    back = compare_tallies([tally_of(second)], [tally_of(first)])[0]

    assert forth.p_randomisation == pytest.approx(exact_p(first, second), abs=0.02)
    assert back.p_randomisation == pytest.approx(forth.p_randomisation, abs=0.02)


def test_the_bootstrap_test_is_the_exact_one_too():
    """All resamples of four articles, counted: both sides, around their own mean."""
    first, second = [1.1, 2.3, 3.7, 4.2], [3.4, 1.6, 6.1, 4.9]
    drawn = [
        10.0 * sum(second[n] - first[n] for n in chosen) / 4
        for chosen in itertools.product(range(4), repeat=4)
    ]
    real = 10.0 * (sum(second) - sum(first)) / 4
    mean = sum(drawn) / len(drawn)
    exact = sum(abs(one - mean) >= abs(real) - 1e-9 for one in drawn) / len(drawn)
    found = compare_tallies([tally_of(first)], [tally_of(second)])[0]

    assert found.p_bootstrap == pytest.approx(exact, abs=0.05)


def test_no_p_is_below_what_so_many_trials_can_tell():
    """A p of 0 would claim more than 10,000 trials know; papers quote these."""
    found = compare_tallies([tally_of([1] * 40)], [tally_of([9] * 40)])[0]

    assert (found.p_bootstrap, found.p_randomisation) == (1 / 1001, 1 / 10001)


@pytest.mark.parametrize(
    ("p_bootstrap", "p_randomisation", "is_significant"),
    [
        (0.049, 0.049, True),
        (0.05, 0.01, False),
        (0.01, 0.05, False),
        (None, 0.01, False),
        (0.01, None, False),
    ],
)
def test_both_tests_must_be_below_the_limit(p_bootstrap, p_randomisation, is_significant):
    """One test alone errs too often where few articles differ."""
    verdict = Verdict(interval=None, p_bootstrap=p_bootstrap, p_randomisation=p_randomisation)

    assert verdict.is_significant is is_significant


def test_the_least_p_is_that_of_a_fair_coin():
    """Two of all the ways in which k coins can fall are as uneven as can be."""
    assert [least_p(n) for n in (0, 1, 2, 5, 6)] == [1.0, 1.0, 0.5, 0.0625, 0.03125]


def test_articles_that_differ_are_counted():
    """An article differs where any of its counts does, also where its share stays the same."""
    one = tally_of([1, 2, 3])
    rows = np.array([[1.0, 10.0], [3.0, 10.0], [6.0, 20.0]])
    other = Tally(measure=MEASURE, rows=rows, counts=rows[:, 1])

    assert n_different(one, one) == 0
    assert n_different(one, other) == 2


def test_an_interval_leaves_out_two_and_a_half_percent_on_either_side():
    """The 90 % interval in its place would be a sixth too narrow, and nobody would see it."""
    right = [n % 11 for n in range(44)]
    found = intervals([tally_of(right)])[0]
    mirrored = intervals([tally_of([10 - one for one in right])])[0]
    error = np.std(right) * 10 / np.sqrt(44)

    assert found is not None
    assert mirrored is not None
    assert (found.high - found.low) / error == pytest.approx(2 * 1.96, rel=0.08)
    assert (mirrored.low, mirrored.high) == pytest.approx((100 - found.high, 100 - found.low))


def some(measured, right=5.0):
    """A tally of 40 articles of which only some have anything to measure."""
    rows = np.array([[right, 10.0] if n in measured else [0.0, 0.0] for n in range(40)])
    return Tally(measure=MEASURE, rows=rows, counts=rows[:, 1])


def test_one_article_says_nothing_of_chance():
    """All its resamples are the same: an interval without width, and a bootstrap that is always sure."""
    verdict = compare_tallies([some({0}, 2.0)], [some({0}, 9.0)])[0]

    assert intervals([some({0})]) == [None]
    assert (verdict.interval, verdict.p_bootstrap) == (None, None)
    assert not verdict.is_significant


def test_an_article_with_one_case_is_an_article():
    """Most articles hold one number or one quotation; a test that wants two of each would drop them."""
    both, first_only = tally_of([1, 0], of=1.0), some({0}).of([0, 1])
    verdicts = compare_tallies([both, first_only], [first_only, both])

    assert None not in {verdict.interval for verdict in verdicts}


def test_resamples_without_anything_to_measure_are_left_out():
    """Two of forty articles: one resample in eight has neither, and the others still tell."""
    verdict = compare_tallies([some({0, 1}, 2.0)], [some({0, 1}, 9.0)])[0]

    assert intervals([some({0, 1})])[0] is not None
    assert verdict.p_bootstrap is not None


def test_where_most_resamples_miss_one_of_the_two_there_is_no_verdict():
    """Each run measured in articles that the other has nothing in: hardly a resample compares them."""
    verdict = compare_tallies([some({0, 1}, 2.0)], [some({38}, 9.0)])[0]
    apart = compare_tallies([some({0}, 2.0)], [some({39}, 9.0)])[0]

    assert verdict.p_bootstrap is not None
    assert (apart.interval, apart.p_bootstrap) == (None, None)
