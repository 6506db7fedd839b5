"""Shares from labels that people gave by hand: the strongest evidence, whatever the model does."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import ceil, floor, inf, nan, sqrt

import numpy as np

from sentiment.errors import DataError
from sentiment.estimation.shares import DRAWS, Estimate, Floats, Shares, estimate, quantile, require_known

PSEUDO = 1.0  # comments that a stratum is begun with, labelled as the model's test sets are
GROUPS = 9.0  # comments that a stratum of the whole file is worth for a group: as between sets (between_sets.py)
FEW = 20  # labels up to which all that these comments move the shares by is taken to be error
OWN = 0.6  # share of them that the model is right of, where nothing was measured


def audited(
    gold: Sequence[str],
    predicted: Sequence[str],
    all_predicted: Iterable[str],
    *,
    labels: Sequence[str],
    weight: Sequence[float] | None = None,
    expected: Mapping[str, Floats] | None = None,
    produced: bool = False,
    level: float = 0.95,
    seed: int = 0,
) -> Shares:
    """Return the shares among all comments, from a hand-labelled random sample of them in strata of what the model said.

    Post-stratified estimation (Särndal, Swensson and Wretman 1992, Model Assisted Survey Sampling, section 7.6): in each
    stratum, such as "negative, and sure", the unlabelled comments have the shares of the labelled ones. A stratum is
    begun with one comment labelled as on the model's test sets, which keeps the variance of a stratum without a
    surprise from being 0; by what these comments move the shares the variance grows. The target is the comments at hand: the variance shrinks by the part that is labelled and is
    0 when all are. Limits are Wald limits with Student's quantile to its first term, cut to what the labels prove.

    Args:
        gold: labels given by hand.
        predicted: the stratum of each of these comments, in the same order: the model's label, or `cell_names`.
        all_predicted: the strata of all comments, the labelled ones among them (or counts by stratum).
        labels: every label that may be given, in order.
        weight: comments that each labelled one stands for, N_h / n_h in a stratified sample; any scale.
        expected: stratum -> shares of the labels in it on the test sets.
        produced: the target is what produced the comments, of which the file is a sample.
        level: nominal coverage.
        seed: of the draws.
    """
    totals, n = Counter(all_predicted), len(gold)
    if n == 0:
        return Shares(labels, lambda weights: estimate(weights, np.full(len(labels), nan), -inf, inf, 0, "audited"))
    size = totals.total()
    known, seen = _strata(gold, predicted, totals, labels, weight, expected)
    left = np.array(list(totals.values())) - known.sum(axis=1)
    worth = seen.sum(axis=1)
    within = seen / worth[:, None]
    value = (known.sum(axis=0) + left @ within) / size
    covariance = _covariance((left**2 / worth + left) / size**2, within)
    moved = value - (known.sum(axis=0) + left @ _as_seen(known, within)) / size
    covariance = covariance + min(1.0, FEW / n) * np.outer(moved, moved)
    if produced:
        covariance = covariance + _covariance(np.array([1 / max(size - 2, 1)]), value[None])
    covariance *= _student(n, level) ** 2
    least, open_ = known.sum(axis=0) / size, float(left.sum() / size)
    if produced:
        least, open_ = 0 * least, 1.0

    def read(weights: Floats) -> Estimate:
        low, high = _limits(value, covariance, weights, level)
        proved = float(least @ weights)
        low, high = np.clip([low, high], proved + open_ * weights.min(), proved + open_ * weights.max())
        if not produced:  # shares of N comments are whole comments: outwards to the next, not for rounding errors
            low, high = floor(low * size + 1e-6) / size, ceil(high * size - 1e-6) / size
        return estimate(weights, value, low, high, n, "audited")

    return Shares(labels, read, lambda: _draws(value, covariance, seed))


def pooled(
    gold: Sequence[str],
    predicted: Sequence[str],
    all_predicted: Mapping[str, int],
    *,
    part: Mapping[str, float],
    inside: Sequence[tuple[str, str]],
    labels: Sequence[str],
    weight: Sequence[float] | None = None,
    expected: Mapping[str, Floats] | None = None,
    level: float = 0.95,
    seed: int = 0,
) -> Shares:
    """Return the shares of a part of an audited file that has few labels of its own, or whose comments weigh unlike.

    In each stratum the part has the labels that the audit found in the whole file, scattered as the same stratum
    scatters between sets (`GROUPS` comments' worth), and put right by labels of its own.

    Args:
        gold: of the whole file, with the next two as in `audited`.
        predicted: likewise.
        all_predicted: likewise.
        part: stratum -> comments of the part in it, or their weight.
        inside: stratum and label of each comment of the part that is labelled.
        labels: every label that may be given, in order.
        weight: as in `audited`.
        expected: as in `audited`.
        level: nominal coverage.
        seed: of the draws.
    """
    _, seen = _strata(gold, predicted, Counter(all_predicted), labels, weight, expected)
    names, total = list(all_predicted), sum(part.values())
    within, worth = seen / seen.sum(axis=1, keepdims=True), 1 / (1 / GROUPS + 1 / seen.sum(axis=1))
    own = np.zeros_like(seen)
    np.add.at(own, ([names.index(h) for h, _ in inside], [list(labels).index(x) for _, x in inside]), 1)
    within, worth = (worth[:, None] * within + own) / (worth + own.sum(axis=1))[:, None], worth + own.sum(axis=1)
    mass = np.array([part.get(name, 0.0) for name in names]) / total
    value = mass @ within
    # The strata of one label err together: a group that is ironic is so whether the model is sure or not.
    covariance = _covariance(np.array([1 / (mass @ worth)]), value[None]) if len(names) else np.zeros((0, 0))
    covariance = covariance * _student(len(gold), level) ** 2

    def read(weights: Floats) -> Estimate:
        low, high = _limits(value, covariance, weights, level)
        return estimate(weights, value, low, high, max(int(total), 1), "pooled")

    return Shares(labels, read, lambda: _draws(value, covariance, seed))


def _strata(
    gold: Sequence[str],
    predicted: Sequence[str],
    totals: Counter[str],
    labels: Sequence[str],
    weight: Sequence[float] | None,
    expected: Mapping[str, Floats] | None,
) -> tuple[Floats, Floats]:
    """Return labelled comments by stratum and label: how many there are, and what they are worth with the one before.

    Raises:
        DataError: labels that are unknown, or comments that the strata do not hold.
    """
    require_known(gold, labels)
    if len(gold) != len(predicted) or not Counter(predicted) <= totals:
        found = (
            f"{len(gold)} labels by hand and {len(predicted)} predictions beside {totals.total()} that do not hold them"
        )
        raise DataError("a sample of the scored comments", found, "audit the file that the sample was drawn from")
    place, column = {name: h for h, name in enumerate(totals)}, {label: i for i, label in enumerate(labels)}
    cells = [place[name] for name in predicted], [column[label] for label in gold]
    known = np.zeros((len(totals), len(labels)))
    np.add.at(known, cells, 1)
    seen = _evidence(cells, weight, totals.total(), known)
    return known, seen + PSEUDO * np.array([_start(name, labels, expected) for name in totals])


def _as_seen(known: Floats, within: Floats) -> Floats:
    """Return the shares of the labelled comments of each stratum alone; where there are none, those within."""
    n = known.sum(axis=1, keepdims=True)
    return np.where(n > 0, known / np.maximum(n, 1), within)


def _student(n: int, level: float) -> float:
    """Return by how much Student's quantile is above the normal one, to its first term; it fades with more labels."""
    return 1 + (quantile(level) ** 2 + 1) / (4 * n) * min(1.0, FEW / n)


def _limits(value: Floats, covariance: Floats, weights: Floats, level: float) -> tuple[float, float]:
    half = quantile(level) * sqrt(max(float(weights @ covariance @ weights), 0.0))
    return float(value @ weights) - half, float(value @ weights) + half


def _evidence(cells: tuple[list[int], list[int]], weight: Sequence[float] | None, size: int, known: Floats) -> Floats:
    """Return labelled comments by stratum and label, as many as they are worth for the unlabelled ones.

    Kish (1965), Survey Sampling, section 8.2. A comment that stands for itself alone says nothing of others.
    """
    if weight is None or len(set(weight)) == 1:
        return known.copy()
    each = np.asarray(weight, dtype=float)
    each = np.maximum(each * (size / each.sum()) - 1, 0)
    mass, squares = np.zeros((2, *known.shape))
    np.add.at(mass, cells, each)
    np.add.at(squares, cells, each**2)
    total = mass.sum(axis=1, keepdims=True)
    return np.asarray(mass * total / np.maximum(squares.sum(axis=1, keepdims=True), 1e-300))


def _start(name: str, labels: Sequence[str], expected: Mapping[str, Floats] | None) -> Floats:
    """Return the shares of the labels that are expected in a stratum."""
    if expected and name in expected:
        return np.asarray(expected[name] / expected[name].sum())
    own = np.array([label == name.partition("|")[0] for label in labels], dtype=float)
    return OWN * own + (1 - OWN * own.sum()) / len(labels)


def _covariance(scatter: Floats, shares: Floats) -> Floats:
    """Return the sum over strata of scatter times diag(p) - p p'."""
    return np.asarray(np.diag(scatter @ shares) - (shares * scatter[:, None]).T @ shares)


def _draws(value: Floats, covariance: Floats, seed: int) -> Floats:
    """Return normal draws about the value."""
    return np.random.default_rng(seed).multivariate_normal(value, covariance, DRAWS, method="eigh")
