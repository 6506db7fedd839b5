from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sentiment.errors import DataError
from sentiment.estimation.audited import Sample, audited_sample, pooled
from sentiment.estimation.estimators import (
    Estimate,
    adjusted,
    audited,
    counted,
    labels_to_halve,
    net,
)

LABELS = ("negative", "neutral", "positive")
GOOD = np.array([[0.80, 0.15, 0.05], [0.12, 0.75, 0.13], [0.04, 0.16, 0.80]])
POOR = np.array([[0.50, 0.30, 0.20], [0.35, 0.45, 0.20], [0.30, 0.35, 0.35]])
EVEN, RARE, RARER = (0.3, 0.5, 0.2), (0.01, 0.6, 0.39), (0.01, 0.98, 0.01)

tables = st.lists(st.lists(st.integers(0, 400), min_size=3, max_size=3), min_size=3, max_size=3)
totals = st.lists(st.integers(0, 2000), min_size=3, max_size=3)
levels = st.floats(0.5, 0.999)


def named(counts):
    return dict(zip(LABELS, map(int, counts), strict=True))


def unfold(table):
    """Return the gold and the predicted labels of a table of counts."""
    cells = np.repeat(np.arange(9), np.rint(table).astype(int).ravel())
    return [LABELS[i] for i in cells // 3], [LABELS[i] for i in cells % 3]


def covers(shares, truth):
    found = [*shares.values(), shares.net("positive", "negative")]
    return np.array([e.low - 1e-9 <= t <= e.high + 1e-9 for e, t in zip(found, truth, strict=True)])


def with_net(shares):
    return np.array([*shares, shares[2] - shares[0]])


# Wilson limits as printed in Newcombe (1998), Statistics in Medicine 17, 857-872, table I, method 3.
@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_counted_gives_the_published_limits(k, n, low, high):
    estimate = counted({"a": k, "b": n - k})["a"]
    assert (estimate.value, estimate.n, estimate.method) == (k / n, n, "counted")
    assert (round(estimate.low, 4), round(estimate.high, 4)) == (low, high)


def test_no_comments_give_no_share():
    nothing = named((0, 0, 0))
    for shares in (counted(nothing), adjusted(nothing, np.eye(3), labels=LABELS), audited([], [], [], labels=LABELS)):
        assert all(np.isnan(e.value) and (e.low, e.high, e.n) == (0, 1, 0) for e in shares.values())
        difference = shares.net("positive", "negative")
        assert np.isnan(difference.value)
        assert (difference.low, difference.high) == (-1, 1)


def test_counted_net_is_the_formula_of_agresti_and_min():
    p, q = 30.5 / 102, 10.5 / 102
    half = 1.959964 * np.sqrt((p + q - (p - q) ** 2) / 102)
    assert counted(named((10, 60, 30))).net("positive", "negative") == net(30, 10, 100)
    assert net(30, 10, 100).value == pytest.approx(0.2)
    assert net(30, 10, 100).low == pytest.approx(p - q - half, abs=1e-6)
    assert net(30, 10, 100).high == pytest.approx(p - q + half, abs=1e-6)


def test_adjusted_of_a_class_the_test_set_lacks_says_that_it_does_not_know():
    seen = adjusted(named((300, 500, 200)), np.diag([300, 300, 300]), labels=LABELS)["positive"]
    lacking = adjusted(named((300, 500, 200)), np.diag([300, 300, 0]), labels=LABELS)["positive"]
    assert lacking.high - lacking.low > 1.5 * (seen.high - seen.low)
    unknown = adjusted(named((3, 5, 2)), np.zeros((3, 3)), labels=LABELS)
    assert all(e.high - e.low > 0.6 for e in unknown.values())


def test_adjusted_repeats_with_its_seed():
    counts, confusion = named((300, 500, 200)), GOOD * 300
    assert adjusted(counts, confusion, labels=LABELS) == adjusted(counts, confusion, labels=LABELS)
    assert adjusted(counts, confusion, labels=LABELS) != adjusted(counts, confusion, labels=LABELS, seed=1)


def test_the_value_is_the_mean_of_the_count_and_of_the_draws():
    shares = adjusted(named((300, 500, 200)), POOR * 300, labels=LABELS)
    for label, share in (("negative", 0.3), ("neutral", 0.5), ("positive", 0.2)):
        assert shares[label].value == pytest.approx((share + shares.draws(label).mean()) / 2, abs=1e-9)


def draw_set(random, kappa, centre=GOOD):
    return np.array([random.dirichlet(kappa * row) for row in centre])


@pytest.mark.parametrize("n", [60, 1000])
@pytest.mark.parametrize("truth", ["ordinary", "any"])
def test_adjusted_covers_a_set_that_it_never_met(n, truth):
    """Sets scatter about their language; the errors of the new one are known from eight others."""
    random, hits, files = np.random.default_rng(20231031), np.zeros(4), 300
    for seed in range(files):
        known = [[random.multinomial(100, row) for row in draw_set(random, 18)] for _ in range(8)]
        shares = random.dirichlet((9, 12, 9) if truth == "ordinary" else (1, 1, 1))
        counts = random.multinomial(n, shares @ draw_set(random, 18))
        hits += covers(adjusted(named(counts), known, labels=LABELS, seed=seed), with_net(shares))
    assert hits.min() / files >= 0.92


def test_counts_and_errors_of_one_test_set_do_not_cover_a_new_set():
    random, hits = np.random.default_rng(20231031), np.zeros(4)
    for _ in range(200):
        counts = random.multinomial(1000, np.array(EVEN) @ draw_set(random, 18))
        hits += covers(counted(named(counts)), with_net(EVEN))
    assert hits.max() / 200 < 0.6


def test_audited_of_every_comment_is_the_truth_without_width():
    gold, predicted = unfold(GOOD * 100)
    shares = audited(gold, predicted, predicted, labels=LABELS)
    for label, estimate in shares.items():
        assert estimate.value == pytest.approx(gold.count(label) / len(gold), abs=1e-12)
        assert estimate.low == estimate.value == estimate.high
    difference = shares.net("positive", "negative")
    assert difference.low == pytest.approx(difference.high, abs=1e-12)


def test_audited_keeps_to_what_the_labelled_comments_prove():
    gold, predicted = unfold([[6, 0, 0], [3, 0, 0], [0, 0, 0]])
    shares = audited(gold, predicted, [*predicted, "neutral"], labels=LABELS)
    assert (shares["negative"].low, shares["negative"].high) == pytest.approx((0.6, 0.7), abs=0.02)
    assert 0.6 <= shares["negative"].low
    assert shares["negative"].high <= 0.7


def test_audited_does_not_depend_on_the_scale_of_the_weights():
    gold, predicted = unfold([[8, 2, 0], [1, 9, 0], [1, 1, 8]])
    weight = [1.0, 2.0, 5.0] * 10
    everything = predicted * 20
    assert audited(gold, predicted, everything, labels=LABELS, weight=weight) == audited(
        gold, predicted, everything, labels=LABELS, weight=[w * 8 for w in weight]
    )
    assert audited(gold, predicted, everything, labels=LABELS) == audited(
        gold, predicted, Counter(everything), labels=LABELS, weight=[0.5] * 30
    )


def test_audited_puts_a_stratified_sample_right_by_its_weights():
    gold, predicted = ["negative"] * 50 + ["positive"] * 50, ["neutral"] * 100
    shares = audited(gold, predicted, ["neutral"] * 1000, labels=LABELS, weight=[2] * 50 + [18] * 50)
    assert (shares["negative"].value, shares["positive"].value) == pytest.approx((0.1, 0.9), abs=0.015)


@pytest.mark.parametrize(
    ("gold", "predicted", "everything", "named"),
    [
        (["good"], ["neutral"], ["neutral"] * 9, "found good"),
        (["neutral"], ["neutral"] * 2, ["neutral"] * 9, "1 labels by hand and 2 predictions"),
        (["neutral"], ["positive"], ["neutral"] * 9, "that do not hold them"),
    ],
)
def test_audited_refuses_a_sample_of_other_comments(gold, predicted, everything, named):
    with pytest.raises(DataError, match=named):
        audited(gold, predicted, everything, labels=LABELS)


def test_adjusted_refuses_a_label_that_the_test_set_does_not_have():
    with pytest.raises(DataError, match="found joy"):
        adjusted({"joy": 3}, np.eye(3), labels=LABELS)


@pytest.mark.parametrize("errors", [GOOD, POOR])
def test_audited_agrees_with_ppi_py_on_a_large_file(errors):
    ppi_py = pytest.importorskip("ppi_py")
    random = np.random.default_rng(5)
    gold = random.choice(3, 4000, p=EVEN)
    predicted = (errors[gold].cumsum(axis=1) < random.random((4000, 1))).sum(axis=1)
    rest = random.choice(3, 400_000, p=np.array((0.35, 0.4, 0.25)) @ errors)
    onehot = np.eye(3)
    arrays = onehot[gold], onehot[predicted], onehot[np.concatenate([predicted, rest])]
    low, high = ppi_py.ppi_mean_ci(*arrays, alpha=0.05)
    names = np.array(LABELS)
    everything = named(np.bincount(np.concatenate([predicted, rest]), minlength=3))
    shares = audited(names[gold].tolist(), names[predicted].tolist(), everything, labels=LABELS)
    assert [e.value for e in shares.values()] == pytest.approx(ppi_py.ppi_mean_pointestimate(*arrays), abs=5e-4)
    assert [e.low for e in shares.values()] == pytest.approx(low, abs=1e-3)
    assert [e.high for e in shares.values()] == pytest.approx(high, abs=1e-3)
    width = high - low
    assert [e.high - e.low for e in shares.values()] == pytest.approx(width, rel=0.02)


def test_labels_to_halve_halves():
    gold, predicted = unfold(GOOD * 60)
    before = audited(gold, predicted, Counter(predicted * 50), labels=LABELS)["negative"]
    more = labels_to_halve(before, 50 * len(gold))
    factor = 1 + more / len(gold)
    gold, predicted = unfold(GOOD * 60 * factor)
    everything = {label: 50 * k for label, k in Counter(unfold(GOOD * 60)[1]).items()}
    after = audited(gold, predicted, everything, labels=LABELS)["negative"]
    assert (after.high - after.low) / (before.high - before.low) == pytest.approx(0.5, abs=0.01)


def test_labels_to_halve_counts_exactly():
    assert labels_to_halve(Estimate(0.2, 0.1, 0.3, 100, "audited"), 10**9) == 300
    assert labels_to_halve(Estimate(0.2, 0.1, 0.3, 100, "audited"), 200) == 60
    assert labels_to_halve(Estimate(0.2, 0.2, 0.2, 200, "audited"), 200) == 0
    assert labels_to_halve(Estimate(0.5, 0.4, 0.6, 5000, "adjusted"), 10**9) == 385
    assert labels_to_halve(Estimate(float("nan"), 0, 1, 0, "audited"), 10) == 7


@given(totals, tables, levels, st.integers(0, 5))
@settings(deadline=None, max_examples=60)
def test_adjusted_is_a_share_inside_its_interval(counts, confusion, level, seed):
    shares = adjusted(named(counts), confusion, labels=LABELS, level=level, seed=seed)
    check(shares, sum(counts), "adjusted")


@given(tables, totals, levels, st.data())
@settings(deadline=None, max_examples=60)
def test_audited_is_a_share_inside_its_interval(table, rest, level, data):
    gold, predicted = unfold(table)
    weight = data.draw(st.none() | st.lists(st.floats(0.1, 50), min_size=len(gold), max_size=len(gold)))
    everything = Counter(predicted) + Counter(named(rest))
    check(audited(gold, predicted, everything, labels=LABELS, weight=weight, level=level), len(gold), "audited")


@given(totals, levels)
def test_counted_is_a_share_inside_its_interval(counts, level):
    check(counted(named(counts), level=level), sum(counts), "counted")


def check(shares, n, method):
    assert list(shares) == list(LABELS)
    assert {(e.n, e.method) for e in shares.values()} == {(n, method)}
    if n == 0:
        return
    assert sum(e.value for e in shares.values()) == pytest.approx(1, abs=1e-9)
    assert all(0 <= e.low <= e.value + 1e-12 and e.value <= e.high + 1e-12 <= 1 + 1e-9 for e in shares.values())
    difference = shares.net("positive", "negative")
    assert difference.value == pytest.approx(shares["positive"].value - shares["negative"].value, abs=1e-9)
    assert -1 <= difference.low <= difference.value + 1e-12
    assert difference.value <= difference.high + 1e-12 <= 1 + 1e-9


@given(st.integers(1, 60), st.integers(0, 60))
def test_more_hand_labels_never_widen(n, more):
    widths = []
    for k in (n, n + more):
        gold, predicted = unfold([[k, k, 0], [0, k, 0], [0, 0, k]])
        estimate = audited(gold, predicted, named((20_000, 40_000, 20_000)), labels=LABELS)["negative"]
        widths.append(estimate.high - estimate.low)
    assert all(later <= earlier + 1e-12 for earlier, later in pairwise(widths))


def simulate_audited(truth, errors, comments, n, runs=500):
    """Return how often `audited` covers shares and net of a fixed file of comments."""
    random, hits = np.random.default_rng(20231031), np.zeros(4)
    file = np.rint(np.array(truth)[:, None] * errors * comments).astype(int)
    for _ in range(runs):
        gold, predicted = unfold(random.multivariate_hypergeometric(file.ravel(), min(n, file.sum())))
        shares = audited(gold, predicted, named(file.sum(axis=0)), labels=LABELS)
        hits += covers(shares, with_net(file.sum(axis=1) / file.sum()))
    return hits / runs


@pytest.mark.parametrize("truth", [EVEN, RARE, RARER])
@pytest.mark.parametrize("n", [20, 200, 1000])
@pytest.mark.parametrize("errors", [GOOD, POOR, np.eye(3)], ids=["good", "poor", "never wrong"])
def test_audited_covers_whatever_the_errors(truth, n, errors):
    assert simulate_audited(truth, errors, 20_000, n).min() >= 0.92


@pytest.mark.parametrize("n", [20, 39, 40, 1000])
def test_audited_covers_in_a_small_file(n):
    assert simulate_audited(EVEN, GOOD, 40, n).min() >= 0.92


@pytest.mark.parametrize("sizes", [(10, 10, 10), (100, 100, 100)])
def test_audited_covers_in_a_stratified_sample(sizes):
    strata = [
        np.rint(np.array(p)[:, None] * GOOD * k).astype(int) for p, k in ((EVEN, 8000), (RARE, 1900), (RARER, 150))
    ]
    file, hits, random = sum(strata), np.zeros(4), np.random.default_rng(20231031)
    for _ in range(500):
        gold, predicted, weight = [], [], []
        for stratum, n in zip(strata, sizes, strict=True):
            labels = unfold(random.multivariate_hypergeometric(stratum.ravel(), n))
            gold, predicted = gold + labels[0], predicted + labels[1]
            weight += [stratum.sum() / n] * n
        shares = audited(gold, predicted, named(file.sum(axis=0)), labels=LABELS, weight=weight)
        hits += covers(shares, with_net(file.sum(axis=1) / file.sum()))
    assert hits.min() / 500 >= 0.92


@pytest.mark.parametrize("n", [20, 50])
def test_audited_covers_what_a_model_without_an_error_in_its_tests_misses(n):
    """3 of 100 comments are ironic, and read as all others of their kind; most samples hold one of these at best."""
    labels, random, runs, held = ("negative", "positive"), np.random.default_rng(20231031), 400, 0
    expected = {label: np.where(np.array(labels) == label, 0.999, 0.001) for label in labels}
    for _ in range(runs):
        gold = np.where(np.arange(1000) < 30, "positive", "negative")
        drawn = random.choice(1000, n, replace=False)
        sample = Sample(labels, gold[drawn].tolist(), ["negative"] * n, {"negative": 1000}, expected=expected)
        found = audited_sample(sample)["positive"]
        held += found.low <= 0.03 <= found.high
    assert held / runs >= 0.95


@pytest.mark.parametrize(("n", "truth"), [(1, (1.0, 0.0, 0.0)), (200, (1.0, 0.0, 0.0)), (200, (0.04, 0.02, 0.94))])
def test_adjusted_covers_a_file_of_one_mind(n, truth):
    random, held, runs = np.random.default_rng(20231031), 0, 60
    for seed in range(runs):
        known = [[random.multinomial(100, row) for row in draw_set(random, 18)] for _ in range(8)]
        gold = random.multinomial(n, truth)
        counts = sum(random.multinomial(k, row) for k, row in zip(gold, draw_set(random, 18), strict=True))
        shares = adjusted(named(counts), known, labels=LABELS, seed=seed)
        held += all(e.low - 1e-9 <= k / n <= e.high + 1e-9 for e, k in zip(shares.values(), gold, strict=True))
    assert held / runs >= 0.8  # all three intervals together


def test_pooled_covers_a_part_whose_irony_no_label_shows():
    """60 labels of a file find no error; a part without labels has one in ten."""
    labels, part = ("negative", "positive"), {"negative": 150}
    expected = {label: np.where(np.array(labels) == label, 0.999, 0.001) for label in labels}
    whole = Sample(labels, ["negative"] * 60, ["negative"] * 60, {"negative": 2150}, expected=expected)
    found = pooled(whole, Sample(labels, [], [], part, expected=expected))["positive"]
    assert found.low == 0
    assert 0.1 < found.high < 0.2
