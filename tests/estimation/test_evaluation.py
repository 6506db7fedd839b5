import numpy as np
import pytest

from sentiment.estimation import evaluation

LABELS = ("negative", "neutral", "positive")


def test_confusion_rows_are_true_labels() -> None:
    counts = evaluation.confusion(["negative", "negative", "positive"], ["negative", "positive", "positive"], LABELS)
    assert counts == [[1, 0, 1], [0, 0, 0], [0, 0, 1]]


def test_figures_agree_with_scikit_learn() -> None:
    metrics = pytest.importorskip("sklearn.metrics")
    rng = np.random.default_rng(3)
    gold, predicted = (list(np.array(LABELS)[rng.integers(0, 3, 500)]) for _ in range(2))
    found = evaluation.figures(evaluation.confusion(gold, predicted, LABELS), LABELS)
    assert found["macro_f1"] == pytest.approx(metrics.f1_score(gold, predicted, average="macro"), abs=1e-4)
    assert found["accuracy"] == pytest.approx(metrics.accuracy_score(gold, predicted), abs=1e-4)


def test_macro_f1_ignores_labels_that_never_occur() -> None:
    found = evaluation.figures([[5, 0, 0], [0, 0, 0], [0, 0, 5]], LABELS)
    assert found["macro_f1"] == 1.0


def test_calibration_error_of_a_model_that_is_too_sure() -> None:
    shares = np.tile([0.9, 0.05, 0.05], (10, 1))
    gold = np.array([0] * 6 + [1] * 4)
    assert evaluation.calibration_error(shares, gold) == pytest.approx(0.3)


def test_compare_by_language() -> None:
    shares = np.array([[0.8, 0.1, 0.1], [0.1, 0.1, 0.8]])
    found = evaluation.compare(["negative", "negative"], shares, ["az", "ru"], LABELS)
    assert found["languages"]["az"]["accuracy"] == 1.0
    assert found["languages"]["ru"]["accuracy"] == 0.0
    assert found["overall"]["n"] == 2


def test_cells_are_label_and_step_of_confidence() -> None:
    assert evaluation.cells(np.array([0, 0, 1, 2]), np.array([0.5, 0.6, 0.79, 0.8])).tolist() == [0, 1, 4, 8]


def test_compare_counts_by_confidence() -> None:
    shares = np.array([[0.8, 0.1, 0.1], [0.1, 0.1, 0.8], [0.4, 0.3, 0.3]])
    found = evaluation.compare(["negative", "negative", "positive"], shares, ["az", "az", "ru"], LABELS)
    assert found["languages"]["az"]["by_confidence"] == [[0, 0, 1, 0, 0, 0, 0, 0, 1], [0] * 9, [0] * 9]
    assert found["overall"]["by_confidence"][2] == [1, 0, 0, 0, 0, 0, 0, 0, 0]
    assert found["cuts"] == [0.6, 0.8]


def test_one_right_answer_of_one_is_no_proof() -> None:
    found = evaluation.figures([[1, 0, 0], [0, 0, 0], [0, 0, 0]], LABELS)
    assert found["accuracy"] == 1.0
    assert found["accuracy_interval"] == pytest.approx([1 / (1 + 1.95996**2), 1.0], abs=1e-4)
    assert evaluation.figures([[0, 0, 0]] * 3, LABELS)["accuracy_interval"] == [0.0, 1.0]
