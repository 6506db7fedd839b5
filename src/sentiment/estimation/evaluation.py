"""Gold labels against predicted ones: confusion counts and the figures read off them."""

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from sentiment.estimation.shares import counted

BINS = 15
CUTS = (0.6, 0.8)  # of a model's probability of its own label: unsure, fairly sure, sure


def cells(predicted: npt.NDArray[np.int64], certainty: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
    """Return which label was predicted, and how surely: label * 3 + step of `CUTS`."""
    return np.asarray(predicted * (len(CUTS) + 1) + np.digitize(certainty, CUTS))


def confusion(gold: Sequence[str], predicted: Sequence[str], labels: Sequence[str]) -> list[list[int]]:
    """Return counts [i][j]: truly `labels[i]`, predicted `labels[j]`."""
    place = {label: i for i, label in enumerate(labels)}
    counts = np.zeros((len(labels), len(labels)), np.int64)
    np.add.at(counts, ([place[g] for g in gold], [place[p] for p in predicted]), 1)
    return [[int(n) for n in row] for row in counts]


def by_confidence(
    truth: npt.NDArray[np.int64], shares: npt.NDArray[np.float64], labels: Sequence[str]
) -> list[list[int]]:
    """Return counts [i][k]: truly `labels[i]`, predicted as cell k of `cells`."""
    counts = np.zeros((len(labels), len(labels) * (len(CUTS) + 1)), np.int64)
    np.add.at(counts, (truth, cells(shares.argmax(axis=1), shares.max(axis=1))), 1)
    return [[int(n) for n in row] for row in counts]


def figures(counts: Sequence[Sequence[int]], labels: Sequence[str]) -> dict[str, Any]:
    """Return n, accuracy with its 95 % interval (Wilson), macro-F1 (over labels that occur in the gold), and by label.

    By label: precision, recall, F1 and n.
    """
    table = np.asarray(counts, float)
    hits, truly, said = np.diag(table), table.sum(axis=1), table.sum(axis=0)
    precision = np.divide(hits, said, out=np.zeros_like(hits), where=said > 0)
    recall = np.divide(hits, truly, out=np.zeros_like(hits), where=truly > 0)
    f1 = np.divide(2 * hits, truly + said, out=np.zeros_like(hits), where=truly + said > 0)
    n = int(table.sum())
    by_label = {
        label: {"precision": _round(precision[i]), "recall": _round(recall[i]), "f1": _round(f1[i]), "n": int(truly[i])}
        for i, label in enumerate(labels)
    }
    macro = _round(f1[truly > 0].mean()) if n else None
    right = counted({"right": hits.sum(), "wrong": n - hits.sum()})["right"]
    return {
        "n": n,
        "accuracy": _round(right.value) if n else None,
        "accuracy_interval": [_round(right.low), _round(right.high)],
        "macro_f1": macro,
        "by_label": by_label,
        "confusion": [[int(v) for v in row] for row in table],
    }


def calibration_error(shares: npt.NDArray[np.float64], gold: npt.NDArray[np.int64]) -> float:
    """Return the expected calibration error of the top label, 15 equal bins (Guo et al. 2017, section 2).

    Args:
        shares: probabilities (rows, labels).
        gold: index of the true label (rows,).
    """
    sure, right = shares.max(axis=1), shares.argmax(axis=1) == gold
    bins = np.minimum((sure * BINS).astype(int), BINS - 1)
    gaps = [abs(right[bins == b].mean() - sure[bins == b].mean()) * (bins == b).mean() for b in set(bins.tolist())]
    return float(sum(gaps))


def compare(
    gold: Sequence[str], shares: npt.NDArray[np.float64], languages: Sequence[str], labels: Sequence[str]
) -> dict[str, Any]:
    """Return everything measured on labelled comments: overall, by language, calibration.

    Args:
        gold: true labels, each one of `labels`.
        shares: predicted probabilities (rows, labels).
        languages: language code of each row.
        labels: in the order of the columns of `shares`.
    """
    predicted = [labels[i] for i in shares.argmax(axis=1)]
    truth = np.array([list(labels).index(g) for g in gold], np.int64)
    spoken = np.array(languages, object)

    def measured(rows: npt.NDArray[np.int64]) -> dict[str, Any]:
        counts = confusion([gold[i] for i in rows], [predicted[i] for i in rows], labels)
        return {
            **figures(counts, labels),
            "by_confidence": by_confidence(truth[rows], shares[rows], labels),
            "calibration_error": _round(calibration_error(shares[rows], truth[rows])),
        }

    return {
        "labels": list(labels),
        "cuts": list(CUTS),
        "overall": measured(np.arange(len(gold))),
        "languages": {
            code: measured(np.flatnonzero(spoken == code))
            for code, _ in sorted(Counter(languages).items(), key=lambda item: (-item[1], item[0]))
        },
        "calibration_error": _round(calibration_error(shares, truth)),
    }


def as_json(found: Mapping[str, Any]) -> str:
    """Return what is measured as it stands in an `evaluation.json`: a table's row a line, so that a change is read."""
    text = json.dumps(found, indent=1, ensure_ascii=False)
    return re.sub(r"\[[\s\d,]+\]", lambda row: re.sub(r"\s+", " ", row[0]), text) + "\n"


def _round(value: float) -> float:
    return round(float(value), 4)
