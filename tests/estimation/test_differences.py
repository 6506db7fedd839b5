from collections import Counter
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sentiment.estimation.audited import Sample, audited_sample
from sentiment.estimation.differences import Difference, called, corrected, difference
from sentiment.estimation.estimators import Estimate, audited, counted

# Newcombe (1998), Statistics in Medicine 17, 873-890, table II, method 10, to what draws of 2,000 allow.
PUBLISHED = [((56, 70), (48, 80), 0.0524, 0.3339), ((60, 90), (40, 90), 0.077, 0.356)]


def shares(k, n):
    return counted({"yes": k, "no": n - k})


def share(z, method="audited"):
    """Return a difference whose draws are normal, z standard deviations above 0."""
    quantiles = (np.arange(2000) + 0.5) / 2000
    return Difference(0.1, 0.1 + 0.1 / z * np.array([NormalDist().inv_cdf(q) for q in quantiles]), 9, method)


@pytest.mark.parametrize(("a", "b", "low", "high"), PUBLISHED)
def test_difference_gives_the_published_limits(a, b, low, high):
    (found,) = corrected([difference(shares(*a), shares(*b), "yes")])
    assert found.value == pytest.approx(a[0] / a[1] - b[0] / b[1])
    assert (found.low, found.high) == pytest.approx((low, high), abs=0.015)
    assert (found.n, found.method) == (a[1] + b[1], "counted")


def test_holm_stops_at_the_first_that_fails():
    # Two-sided p of 0.001, 0.02, 0.03 and 0.04: by Holm at 5 % only the first holds (0.02 > 0.05 / 3).
    family = [share(z) for z in (3.290527, 2.326348, 2.170090, 2.053749)]
    assert [called(corrected([d])[0]) for d in family] == [True] * 4
    assert [called(d) for d in corrected(family)] == [True, False, False, False]
    assert [called(d) for d in corrected(family[::-1])] == [False, False, False, True]


@pytest.mark.parametrize("z", [1.2, 2.2, 3.5, 5.0])
def test_clearness_is_in_standard_deviations_also_beyond_the_draws(z):
    assert share(z).clearness == pytest.approx(z, abs=0.05)


def test_limits_go_on_beyond_the_draws_as_a_normal_variable():
    low, high = share(2.0).limits(0.0001)
    assert (low, high) == pytest.approx((0.1 - 0.05 * 3.719, 0.1 + 0.05 * 3.719), abs=2e-3)


def test_an_unknown_difference_is_never_called():
    unknown = difference(shares(0, 0), shares(5, 10), "yes")
    assert [called(d) for d in corrected([unknown, unknown])] == [False, False]


@given(st.lists(st.tuples(st.integers(0, 90), st.integers(0, 90)), max_size=6))
@settings(deadline=None, max_examples=40)
def test_correction_never_narrows(pairs):
    found = [difference(shares(a, 90), shares(b, 90), "yes") for a, b in pairs]
    for alone, together in zip((corrected([d])[0] for d in found), corrected(found), strict=True):
        assert together.low <= alone.low + 1e-9
        assert together.high >= alone.high - 1e-9
        assert called(alone) or not called(together)


def test_ten_equal_groups_are_called_different_in_one_report_of_twenty_at_most():
    random, wrong = np.random.default_rng(20231031), 0
    for _ in range(400):
        groups = [shares(int(k), 150) for k in random.binomial(150, 0.3, size=10)]
        pairs = [difference(a, b, "yes") for a, b in zip(groups[::2], groups[1::2], strict=True)]
        wrong += any(map(called, corrected(pairs)))
    assert wrong / 400 <= 0.07


@pytest.mark.parametrize("labelled", [30, 20])
def test_groups_labelled_wholly_are_still_samples_of_what_produced_them(labelled):
    """Thirty experts and thirty commenters from one coin: what each said is known, what they think is not."""
    random, wrong, runs = np.random.default_rng(20231031), 0, 400
    for seed in range(runs):
        both = []
        for side in range(2):
            gold = random.choice(["negative", "positive"], 30).tolist()
            sample = Sample(("negative", "positive"), gold[:labelled], gold[:labelled], Counter(gold))
            drawn = audited_sample(sample, effect=1.0, seed=2 * seed + side)
            both.append(drawn)
        wrong += called(corrected([difference(*both, "negative")])[0])
    assert wrong / runs <= 0.07


def test_what_no_comment_of_a_group_says_may_yet_be_said():
    """None of thirty: the thirty-first may, by Wilson's interval with a chance of up to one in nine."""
    both = [
        audited_sample(Sample(("yes", "no"), [said] * 30, [said] * 30, {said: 30}), effect=1.0, seed=seed)
        for seed, said in enumerate(("yes", "no"))
    ]
    (found,) = corrected([difference(*both, "yes")])
    assert found.value == pytest.approx(1)
    assert 0.8 < found.low < 0.97


def test_what_a_file_holds_is_known_once_all_of_it_is_labelled():
    gold = ["negative"] * 10 + ["positive"] * 20
    assert audited(gold, gold, gold, labels=("negative", "positive"))["negative"] == Estimate(
        1 / 3, 1 / 3, 1 / 3, 30, "audited"
    )
