"""What `adjusted` shares stand on: the counts by confidence where they are known, else the plain ones."""

import numpy as np
import pytest

from sentiment.estimation.estimators import Stratum, adjusted_strata
from sentiment.estimation.evidence import Evidence

LABELS = ["negative", "neutral", "positive"]
TABLE = [[60, 20, 20], [10, 80, 10], [5, 15, 80]]
FINE = [
    [10, 20, 30, 10, 5, 5, 10, 5, 5],
    [5, 3, 2, 10, 20, 50, 5, 3, 2],
    [3, 1, 1, 8, 4, 3, 10, 20, 50],
]
EVALUATION = {
    "labels": LABELS,
    "cuts": [0.6, 0.8],
    "overall": {"n": 300, "confusion": TABLE, "by_confidence": FINE},
    "languages": {"az": {"n": 300, "confusion": TABLE, "by_confidence": FINE}, "ru": {"n": 199, "confusion": TABLE}},
}
PREDICTED = np.array([0] * 30 + [1] * 50 + [2] * 20)
ROWS = np.arange(100)


def evidence(certainty=0.9, evaluation=EVALUATION, language="az"):
    sure = None if certainty is None else np.full(100, certainty)
    return Evidence(LABELS, PREDICTED, ([language], np.zeros(100, int)), ROWS, sure, evaluation)


def expected(counts, table, pooled=None):
    """Return shares, by one stratum of 100 comments, to the last digit but rounding."""
    return near(adjusted_strata([Stratum(counts, table, 100, pooled)], labels=LABELS))


def near(shares):
    return {label: pytest.approx((e.value, e.low, e.high), abs=1e-9) for label, e in shares.items()}


def found(evidence):
    return {label: (e.value, e.low, e.high) for label, e in evidence.shares(ROWS).items()}


def test_rows_are_counted_by_label_and_confidence():
    counts = [0, 0, 30, 0, 0, 50, 0, 0, 20]
    assert found(evidence(0.9)) == expected(counts, FINE, FINE)


@pytest.mark.parametrize("certainty", [None, float("nan")])
def test_without_probabilities_labels_are_counted(certainty):
    assert found(evidence(certainty)) == expected([30, 50, 20], TABLE)


def test_counts_by_other_steps_are_not_used():
    other = {**EVALUATION, "cuts": [0.5]}
    assert found(evidence(0.9, other)) == expected([30, 50, 20], TABLE)


def test_labels_in_another_order_are_put_right():
    order = [2, 0, 1]
    columns = [3 * j + k for j in order for k in range(3)]
    turned = {
        "n": 300,
        "confusion": np.array(TABLE)[order][:, order].tolist(),
        "by_confidence": np.array(FINE)[order][:, columns].tolist(),
    }
    evaluation = {**EVALUATION, "labels": [LABELS[i] for i in order], "languages": {"az": turned}, "overall": turned}
    assert found(evidence(0.9, evaluation)) == near(evidence(0.9).shares(ROWS))


def test_a_language_with_fewer_than_200_rows_is_pooled():
    assert not evidence(language="ru").validated("ru")
    assert evidence(language="az").validated("az")
    assert found(evidence(0.9, language="ru")) == expected([0, 0, 30, 0, 0, 50, 0, 0, 20], FINE, FINE)


def test_copies_of_one_text_are_one_piece_of_evidence():
    alone = evidence(0.9).shares(ROWS)
    copied = Evidence(LABELS, PREDICTED, (["az"], np.zeros(100, int)), ROWS // 5 * 5, np.full(100, 0.9), EVALUATION)
    for label, estimate in copied.shares(ROWS).items():
        assert estimate.value == pytest.approx(alone[label].value)
        assert estimate.high - estimate.low > 1.5 * (alone[label].high - alone[label].low)
