import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sentiment.estimation.differences import called, corrected, difference
from sentiment.estimation.estimators import Estimate, counted


def share(k, n):
    return counted({"yes": k, "no": n - k})["yes"]


# Newcombe (1998), Statistics in Medicine 17, 873-890, table II, method 10.
@pytest.mark.parametrize(
    ("a", "b", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
    ],
)
def test_difference_gives_the_published_limits(a, b, low, high):
    found = difference(share(*a), share(*b))
    assert found.value == pytest.approx(a[0] / a[1] - b[0] / b[1])
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)
    assert (found.n, found.method) == (a[1] + b[1], "counted")


def test_difference_of_two_methods_names_both():
    a, b = Estimate(0.5, 0.4, 0.6, 10, "audited"), Estimate(0.2, 0.1, 0.3, 20, "adjusted")
    assert difference(a, b).method == "audited and adjusted"


def test_one_difference_is_not_corrected():
    found = difference(share(56, 70), share(48, 80))
    (only,) = corrected([found])
    assert (only.low, only.high) == pytest.approx((found.low, found.high))
    assert called(only)


def test_holm_stops_at_the_first_that_fails():
    # Two-sided p of 0.001, 0.02, 0.03 and 0.04: by Holm at 5 % only the first holds (0.02 > 0.05 / 3).
    arms = [1.959964 / z for z in (3.290527, 2.326348, 2.170090, 2.053749)]
    family = [Estimate(1, 1 - arm, 1 + arm, 9, "counted") for arm in arms]
    assert [called(d) for d in family] == [True] * 4
    assert [called(d) for d in corrected(family)] == [True, False, False, False]
    assert [called(d) for d in corrected(family[::-1])] == [False, False, False, True]


def test_what_is_known_exactly_stays_so():
    exact, same = Estimate(0.2, 0.2, 0.2, 9, "audited"), Estimate(0.0, 0.0, 0.0, 9, "audited")
    assert corrected([exact, same]) == [exact, same]
    assert [called(exact), called(same)] == [True, False]


def test_an_unknown_difference_is_never_called():
    unknown = difference(share(0, 0), share(5, 10))
    assert not called(unknown)
    assert not any(called(d) for d in corrected([unknown, unknown]))


@given(st.lists(st.tuples(st.integers(0, 90), st.integers(0, 90)), max_size=8))
def test_correction_never_narrows_and_holm_is_a_step_down(pairs):
    found = [difference(share(a, 90), share(b, 90)) for a, b in pairs]
    widened = corrected(found)
    for before, after in zip(found, widened, strict=True):
        assert after.low <= before.low + 1e-9
        assert after.high >= before.high - 1e-9
        assert called(before) or not called(after)


def test_ten_equal_groups_are_called_different_in_one_report_of_twenty_at_most():
    random, wrong = np.random.default_rng(20231031), 0
    for _ in range(400):
        groups = [share(int(k), 150) for k in random.binomial(150, 0.3, size=10)]
        wrong += any(map(called, corrected([difference(a, b) for a, b in zip(groups[::2], groups[1::2], strict=True)])))
    assert wrong / 400 <= 0.07
