"""Shares from labels that people gave by hand: the strongest evidence, whatever the model does."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import ceil, floor, inf, nan, sqrt

import numpy as np

from sentiment.arrays import Floats
from sentiment.errors import DataError
from sentiment.estimation.shares import DRAWS, Estimate, Shares, estimate, quantile, require_known

PSEUDO = 1.0  # comments that a stratum is begun with, labelled as the model's test sets are
OWN = 0.6  # share of them that the model is right of, where nothing was measured
FEW = 20  # labels up to which all that these comments move the shares by is taken to be error
GROUPS = 9.0  # comments that a stratum of the whole file is worth for a group: as between sets (between_sets.py)


@dataclass(frozen=True)
class Sample:
    """Comments labelled by hand, out of all of a file, in strata of what the model said.

    Attributes:
        labels: every label that may be given, in order.
        gold: labels given by hand.
        said: the stratum of each of these comments, in the same order.
        totals: all comments of each stratum, the labelled ones among them.
        weight: comments that each labelled one stands for, N_h / n_h in a stratified sample; any scale.
        expected: stratum -> shares of the labels in it on the test sets.
        level: nominal coverage.
    """

    labels: Sequence[str]
    gold: Sequence[str]
    said: Sequence[str]
    totals: Mapping[str, int]
    weight: Sequence[float] | None = None
    expected: Mapping[str, Floats] | None = None
    level: float = 0.95

    def __post_init__(self) -> None:
        """Check that the sample is one of these comments.

        Raises:
            DataError: labels that are unknown, or comments that the strata do not hold.
        """
        require_known(self.gold, self.labels)
        if len(self.gold) != len(self.said) or not Counter(self.said) <= Counter(self.totals):
            held = f"{len(self.said)} predictions beside {self.size} that do not hold them"
            found = f"{len(self.gold)} labels by hand and {held}"
            raise DataError("a sample of the scored comments", found, "audit the file that the sample was drawn from")

    @property
    def size(self) -> int:
        """How many comments there are in all."""
        return sum(self.totals.values())

    @cached_property
    def cells(self) -> tuple[list[int], list[int]]:
        """Stratum and label of each labelled comment, as places."""
        place = {name: h for h, name in enumerate(self.totals)}
        return [place[name] for name in self.said], [list(self.labels).index(label) for label in self.gold]

    @cached_property
    def known(self) -> Floats:
        """Labelled comments (strata, labels)."""
        counts = np.zeros((len(self.totals), len(self.labels)))
        np.add.at(counts, self.cells, 1)
        return counts

    @cached_property
    def seen(self) -> Floats:
        """Labelled comments, as many as they are worth for the others, with the one that each stratum is begun with.

        Kish (1965), Survey Sampling, section 8.2. A comment that stands for itself alone says nothing of others.
        """
        return self._worth + PSEUDO * np.array([self._start(name) for name in self.totals])

    @cached_property
    def _worth(self) -> Floats:
        if self.weight is None or len(set(self.weight)) == 1:
            return self.known
        each = np.asarray(self.weight, dtype=float)
        each = np.maximum(each * (self.size / each.sum()) - 1, 0)
        mass, squares = np.zeros((2, *self.known.shape))
        np.add.at(mass, self.cells, each)
        np.add.at(squares, self.cells, each**2)
        total = mass.sum(axis=1, keepdims=True)
        return np.asarray(mass * total / np.maximum(squares.sum(axis=1, keepdims=True), 1e-300))

    def _start(self, name: str) -> Floats:
        """Return the shares of the labels that are expected in a stratum."""
        if self.expected and name in self.expected:
            return np.asarray(self.expected[name]) / float(self.expected[name].sum())
        own = np.array([label == name.partition("|")[0] for label in self.labels], dtype=float)
        return np.asarray(OWN * own + (1 - OWN * own.sum()) / len(self.labels))

    def filled(self, label: str, blank: Sequence[str]) -> "Sample":
        """Return the sample with a label for comments of these strata, which nobody labelled."""
        weight = None
        if self.weight is not None:
            weight = [*self.weight, *[sum(self.weight) / len(self.weight)] * len(blank)]
        return replace(self, gold=[*self.gold, *[label] * len(blank)], said=[*self.said, *blank], weight=weight)


def audited(
    gold: Sequence[str],
    predicted: Sequence[str],
    all_predicted: Iterable[str],
    *,
    labels: Sequence[str],
    weight: Sequence[float] | None = None,
    level: float = 0.95,
) -> Shares:
    """Return the shares among all comments, from a hand-labelled random sample of them.

    Args:
        gold: labels given by hand.
        predicted: the model's labels of the same comments, in the same order.
        all_predicted: the model's labels of all comments, the labelled ones among them (or counts by label).
        labels: every label that occurs.
        weight: comments that each labelled one stands for, N_h / n_h in a stratified sample; any scale.
        level: nominal coverage.

    Raises:
        DataError: labels that are unknown, or a sample of other comments.
    """
    totals = {label: n for label, n in Counter(all_predicted).items() if n}
    require_known(totals, labels)
    return audited_sample(Sample(labels, gold, predicted, totals, weight, None, level))


def audited_sample(sample: Sample, *, produced: bool = False, seed: int = 0) -> Shares:
    """Return the shares among all comments, or those of what produced them, of which the file is a sample.

    Post-stratified estimation (Särndal, Swensson and Wretman 1992, Model Assisted Survey Sampling, section 7.6): in a
    stratum, such as "negative, and sure", the unlabelled comments have the shares of the labelled ones. A stratum is
    begun with one comment labelled as on the model's test sets, which keeps the variance of a stratum without a
    surprise from being 0; by what these comments move the shares the variance grows. Where the target is the comments
    at hand, the variance shrinks by the part that is labelled and is 0 when all are. Limits are Wald limits with
    Student's quantile to its first term, cut to what the labels prove.
    """
    n, size, level = len(sample.gold), sample.size, sample.level
    if n == 0:
        unknown = np.full(len(sample.labels), nan)
        return Shares(sample.labels, lambda weights: estimate(weights, unknown, -inf, inf, 0, "audited"))
    left = np.array(list(sample.totals.values())) - sample.known.sum(axis=1)
    worth = sample.seen.sum(axis=1)
    within = sample.seen / worth[:, None]
    proved = sample.known.sum(axis=0) / size
    value = proved + left @ within / size
    moved = value - proved - left @ _as_seen(sample.known, within) / size
    covariance = _covariance((left**2 / worth + left) / size**2, within) + min(1.0, FEW / n) * np.outer(moved, moved)
    if produced:
        begun = (size * value + 0.5) / (size + 0.5 * len(value))  # what no comment of the file has may yet come
        covariance = covariance + _covariance(np.array([1 / max(size - 2, 1)]), begun[None])
    covariance = covariance * _student(n, level) ** 2
    least, rest = (0 * proved, 1.0) if produced else (proved, float(left.sum() / size))

    def read(weights: Floats) -> Estimate:
        base = float(least @ weights)
        low, high = _limits(value, covariance, weights, level)
        low, high = max(low, base + rest * float(weights.min())), min(high, base + rest * float(weights.max()))
        if not produced:  # shares of N comments are whole comments: outwards to the next, not for rounding errors
            low, high = floor(low * size + 1e-6) / size, ceil(high * size - 1e-6) / size
        return estimate(weights, value, low, high, n, "audited")

    return Shares(sample.labels, read, lambda: _draws(value, covariance, seed))


def between(shares: Shares, filled: Mapping[str, Shares]) -> Shares:
    """Return shares with intervals that hold whatever the blanks of the sample are.

    Worst-case bounds (Manski 2003, Partial Identification of Probability Distributions, chapter 1): the lowest limit is
    that with all blanks under the label that weighs least, the highest that with all under the one that weighs most.

    Args:
        shares: of the labelled comments alone.
        filled: label -> shares with all blanks given that label.
    """
    labels = list(shares)

    def ends(weights: Floats) -> tuple[Shares, Shares]:
        return filled[labels[int(weights.argmin())]], filled[labels[int(weights.argmax())]]

    def read(weights: Floats) -> Estimate:
        least, most = (end.read(weights) for end in ends(weights))
        own = shares.read(weights)
        return replace(own, low=min(own.low, least.low), high=max(own.high, most.high))

    def drawn(weights: Floats) -> Floats:
        least, most = (np.sort(end.drawn(weights)) for end in ends(weights))
        half = len(least) // 2
        return np.random.default_rng(0).permutation(np.concatenate([least[:half], most[half:]]))

    def draw() -> Floats:
        return np.concatenate([own.draw()[:: len(filled)] for own in filled.values()])

    return Shares(labels, read, draw, drawn)


def pooled(sample: Sample, part: Mapping[str, float], inside: Sequence[tuple[str, str]], *, seed: int = 0) -> Shares:
    """Return the shares of a part of an audited file that has few labels of its own, or whose comments weigh unlike.

    In each stratum the part has the labels that the audit found in the whole file, scattered as the same stratum
    scatters between sets (`GROUPS` comments' worth), and put right by labels of its own.

    Args:
        sample: of the whole file.
        part: stratum -> comments of the part in it, or their weight.
        inside: stratum and label of each comment of the part that is labelled.
        seed: of the draws.
    """
    names, total, level = list(sample.totals), sum(part.values()), sample.level
    everywhere = sample.seen.sum(axis=1)
    own = np.zeros_like(sample.seen)
    np.add.at(own, ([names.index(h) for h, _ in inside], [list(sample.labels).index(x) for _, x in inside]), 1)
    prior = 1 / (1 / GROUPS + 1 / everywhere)
    worth = prior + own.sum(axis=1)
    within = ((prior / everywhere)[:, None] * sample.seen + own) / worth[:, None]
    mass = np.array([part.get(name, 0.0) for name in names]) / total
    value = mass @ within
    # The strata of one part err together: a group that is ironic is so whether the model is sure or not.
    covariance = _covariance(np.array([1 / (mass @ worth)]), value[None]) * _student(len(sample.gold), level) ** 2

    def read(weights: Floats) -> Estimate:
        return estimate(weights, value, *_limits(value, covariance, weights, level), max(int(total), 1), "pooled")

    return Shares(sample.labels, read, lambda: _draws(value, covariance, seed))


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


def _covariance(scatter: Floats, shares: Floats) -> Floats:
    """Return the sum over strata of scatter times diag(p) - p p'."""
    return np.asarray(np.diag(scatter @ shares) - (shares * scatter[:, None]).T @ shares)


def _draws(value: Floats, covariance: Floats, seed: int) -> Floats:
    """Return normal draws about the value."""
    drawn: Floats = np.random.default_rng(seed).multivariate_normal(value, covariance, DRAWS, method="eigh")
    return drawn
