"""Which errors a file is read with, and by which method."""

from dataclasses import replace

import numpy as np
import pytest

from sentiment.estimation import set_errors
from sentiment.estimation.evidence import Evidence
from sentiment.estimation.gold_labels import Labels

LABELS = ["negative", "neutral", "positive"]
TABLE = [[60, 20, 20], [10, 80, 10], [5, 15, 80]]
POOR = [[20, 20, 20], [20, 20, 20], [20, 20, 20]]
FINE = [
    [10, 20, 30, 10, 5, 5, 10, 5, 5],
    [5, 3, 2, 10, 20, 50, 5, 3, 2],
    [3, 1, 1, 8, 4, 3, 10, 20, 50],
]
EVALUATION = {
    "labels": LABELS,
    "cuts": [0.6, 0.8],
    "overall": {"n": 300, "confusion": TABLE, "by_confidence": FINE},
    "languages": {
        "az": {"n": 300, "confusion": TABLE, "by_confidence": FINE},
        "ru": {"n": 180, "confusion": POOR, "by_confidence": FINE},
    },
}
PREDICTED = np.array([0] * 30 + [1] * 50 + [2] * 20)
ROWS = np.arange(100)


def evidence(certainty=0.9, evaluation=EVALUATION, language="az", texts=ROWS, hand=None):
    probabilities = None
    if certainty is not None:
        probabilities = np.full((100, 3), (1 - certainty) / 2)
        probabilities[ROWS, PREDICTED] = certainty
    return Evidence(LABELS, PREDICTED, ([language], np.zeros(100, int)), texts, probabilities, evaluation, hand)


def found(evidence):
    return {label: (e.value, e.low, e.high) for label, e in evidence.shares(ROWS).items()}


def width(evidence, label="negative"):
    estimate = evidence.shares(ROWS)[label]
    return estimate.high - estimate.low


def by_hand(places, gold="negative"):
    return Labels(np.array(places), [gold] * len(places), [1.0] * len(places), [[gold]] * len(places))


def test_the_value_is_drawn_to_the_mean_of_the_probabilities():
    sure, unsure = (evidence(p).shares(ROWS)["neutral"].value for p in (0.9, 0.5))
    assert sure - unsure == pytest.approx(0.5 * (0.5 * 0.9 + 0.5 * 0.05 - 0.5 * 0.5 - 0.5 * 0.25))


@pytest.mark.parametrize("certainty", [None, float("nan")])
def test_without_probabilities_labels_are_counted(certainty):
    plain = evidence(certainty).shares(ROWS)
    assert plain["neutral"].value == pytest.approx((0.5 + plain.draws("neutral").mean()) / 2)


def test_labels_in_another_order_are_put_right():
    order = [2, 0, 1]
    turned = {"n": 300, "confusion": np.array(TABLE)[order][:, order].tolist()}
    evaluation = {"labels": [LABELS[i] for i in order], "languages": {"az": turned}, "overall": turned}
    straight = {**EVALUATION, "languages": {"az": EVALUATION["languages"]["az"]}}
    assert found(evidence(0.9, evaluation)) == found(evidence(0.9, straight))


def test_a_language_with_some_test_rows_is_read_with_its_own_errors():
    assert not evidence(language="ru").validated("ru")
    assert evidence(language="az").validated("az")
    assert width(evidence(language="ru")) > width(evidence(language="az")) + 0.04


def test_a_regional_code_is_read_with_the_errors_of_its_language():
    assert found(evidence(language="az-IR")) == found(evidence(language="az"))
    assert evidence().validated("az-IR")


def test_a_language_that_was_not_measured_has_what_all_have_in_common():
    assert evidence().measured("kk") == 0
    assert width(evidence(language="kk")) > width(evidence(language="az"))
    assert found(evidence(language="kk")) != found(evidence(language="az"))


def test_copies_of_one_text_are_one_piece_of_evidence():
    alone, copied = evidence().shares(ROWS), evidence(texts=ROWS // 5 * 5).shares(ROWS)
    for label, estimate in copied.items():
        assert estimate.value == pytest.approx(alone[label].value, abs=0.03)
        assert estimate.high - estimate.low > alone[label].high - alone[label].low


def test_an_audited_file_has_no_adjusted_part():
    audited = evidence(hand=by_hand([*range(15), 40, 50, 60, 85, 95]))
    assert audited.shares(ROWS)["negative"].method == "audited"
    assert audited.shares(ROWS[80:])["negative"].method == "pooled"
    assert audited.shares(ROWS, np.ones(100)) == audited.shares(ROWS, np.full(100, 7.0)) == audited.shares(ROWS)
    assert evidence(hand=by_hand(range(5))).shares(ROWS)["negative"].method == "adjusted"


def test_a_part_with_few_labels_follows_what_the_audit_found():
    refuted = evidence(hand=by_hand([*range(12), *range(30, 50), *range(80, 88)]))  # all are negative
    found = refuted.shares(ROWS[88:])
    assert found["negative"].value > 0.85
    assert found["positive"].high <= 0.6
    assert found["negative"].low >= 0.4


def test_what_is_labelled_is_known_however_it_counts():
    """A third of the likes is of the first comment; then half of them, and it is the only one without a label."""
    gold = ["positive", *["negative"] * 15, *["positive"] * 14, *["neutral"] * 70]
    whole = Labels(ROWS, gold, [1.0] * 100, [[label] for label in gold])
    told = evidence(hand=whole).shares(ROWS, np.where(ROWS == 0, 49.5, 1.0))
    assert [(e.value, e.low, e.high, e.n, e.method) for e in told.values()] == [
        (pytest.approx(share), pytest.approx(share), pytest.approx(share), 100, "audited")
        for share in (15 / 148.5, 70 / 148.5, 63.5 / 148.5)
    ]
    others = Labels(ROWS[1:], gold[1:], [1.0] * 99, [[label] for label in gold[1:]])
    found = evidence(hand=others).shares(ROWS, np.where(ROWS == 0, 99.0, 1.0))["negative"]
    assert (found.low, found.high) == (pytest.approx(15 / 198), pytest.approx(114 / 198))
    assert found.method == "pooled"


def test_shares_by_like_and_author_hold_the_truth_with_a_sample():
    """Comments with many likes are more often negative; the interval by like is hardly wider than by comment."""
    random, held, widths = np.random.default_rng(7), [], []
    for _ in range(120):
        truth = random.choice(3, 100, p=[0.4, 0.4, 0.2])
        likes = np.ceil(4 * np.exp(random.normal(0, 0.6, 100) + 0.5 * (truth == 0)))
        drawn = np.sort(random.choice(100, 50, replace=False))
        gold = [LABELS[k] for k in truth[drawn]]
        hand = Labels(drawn, gold, [2.0] * 50, [[label] for label in gold])
        both = [(evidence(hand=hand).shares(ROWS, weight), weight) for weight in (likes, np.ones(100))]
        share = likes @ (truth == 0) / likes.sum()
        held.append(both[0][0]["negative"].low <= share <= both[0][0]["negative"].high)
        widths.append([told["negative"].high - told["negative"].low for told, _ in both])
    assert np.mean(held) >= 0.91
    assert 1 < np.divide(*np.mean(widths, axis=0)) < 1.4


def test_draws_do_not_hang_on_the_order_of_rows():
    hand = by_hand([*range(15), 40, 50, 60, 85, 95])
    turned = replace(evidence(hand=hand), predicted=PREDICTED[::-1], probabilities=evidence().probabilities[::-1])
    other = replace(turned, hand=replace(hand, rows=99 - hand.rows[::-1]))
    for rows in (ROWS, ROWS[:18]):
        one = evidence(hand=hand).shares(rows, produced=True).draw()
        assert np.allclose(one, other.shares(99 - rows[::-1], produced=True).draw())


def test_sets_are_read_where_they_are_listed():
    listed = {"set": "a", "language": "az", "n": 300, "confusion": TABLE}
    other = {"set": "b", "language": "tr", "n": 60, "confusion": POOR}
    sets = set_errors.read({**EVALUATION, "sets": [listed, other]}, LABELS)
    assert (sets.sources.tolist(), sets.languages.tolist()) == (["a", "b"], ["az", "tr"])
    assert set_errors.read(EVALUATION, LABELS).languages.tolist() == ["az", "ru"]
    assert set_errors.scatter_of({"scatter": {"kappa": 40.0, "tau": 9.0}}) == set_errors.Scatter(40.0, 9.0)


def test_the_scatter_between_sets_is_found_again():
    random = np.random.default_rng(5)
    counts = np.array(
        [[random.multinomial(200, random.dirichlet(30 * np.array(row) / 100)) for row in TABLE] for _ in range(60)]
    )
    languages = np.repeat([f"l{i}" for i in range(6)], 10)
    scatter = set_errors.fit(set_errors.SetTables(np.arange(60).astype(str), languages, counts.astype(float)))
    assert scatter.kappa == pytest.approx(30, rel=0.25)


def test_the_interval_holds_what_either_of_two_people_would_give():
    """All is labelled: by one 30 are negative, by the other 50; a third breaks the ties."""
    one, two = np.repeat([0, 2], [30, 70]), np.repeat([0, 2], [50, 50])

    def told(*people):
        readings = [[LABELS[own[row]] for own in people] for row in ROWS]
        most = [max(given, key=given.count) for given in readings]
        found = evidence(hand=Labels(ROWS, most, [1.0] * 100, readings)).shares(ROWS)["negative"]
        return found.value, found.low, found.high

    assert told(one) == told(one, one) == pytest.approx((0.3, 0.3, 0.3))
    assert told(one, two) == pytest.approx((0.3, 0.3, 0.5))
    assert told(two, one) == pytest.approx((0.5, 0.3, 0.5))
    assert told(one, two, two) == pytest.approx((0.5, 0.5, 0.5))


def test_ties_are_held_whoever_came_first():
    """Half of the labels tie, two for each of two labels or one for each of three: no order of people decides."""
    ties = [["negative", "positive", "positive", "negative"], LABELS]
    readings = [["positive"] if row % 2 else ties[row % 4 // 2] for row in ROWS]
    hand = Labels(ROWS, [given[0] for given in readings], [1.0] * 100, readings)
    shares = evidence(hand=hand).shares(ROWS)
    assert [(e.low, e.high) for e in shares.values()] == [(0, 0.5), (0, 0.25), (0.5, 1.0)]
    settled = evidence(hand=hand).settled(ROWS)
    assert [(e.low, e.high) for e in settled.values()] == [(0.5, 0.5), (0, 0), (0.5, 0.5)]


@pytest.mark.parametrize("n", [20, 60, 1000])
def test_the_more_of_one_mind_the_more_is_known(n):
    """Of comments that the model says are all of one label, its errors elsewhere would explain no other share."""
    said = np.zeros(n, int)
    same = Evidence(LABELS, said, (["az"], said), np.arange(n), None, EVALUATION)
    found = same.shares(np.arange(n))["negative"]
    assert found.value > 0.9
    assert found.low > 0.6
    assert found.high == 1.0


def test_of_two_labels_without_a_third_nothing_is_known():
    said = np.repeat([0, 2], 500)
    rows = np.arange(1000)
    found = Evidence(LABELS, said, (["az"], 0 * said), rows, None, EVALUATION).shares(rows)["negative"]
    assert found.low < 0.1
    assert found.high > 0.9
