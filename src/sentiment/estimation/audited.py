"""Shares from labels that people gave by hand: the strongest evidence, whatever the model does."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import inf, nan, sqrt

import numpy as np

from sentiment.arrays import Floats
from sentiment.errors import DataError
from sentiment.estimation.shares import DRAWS, Estimate, Shares, estimate, outwards, quantile, require_known

PSEUDO = 1.0  # comments that a stratum is begun with, labelled as the model's test sets are
OWN = 0.6  # share of them that the model is right of, where nothing was measured
FEW = 20  # labels up to which all that these comments move the shares by is taken to be error
# Comments of a label, at least, of which the sample may hold none or twice as many (benchmarks/coverage.py).
UNSEEN = 2.0
GROUPS = 12.0  # comments that a stratum of the whole file is worth for a group of any mix (benchmarks/pooled.py)
NOTHING = 1e-9  # of all comments: a rest as small is one of rounding


@dataclass(frozen=True)
class Sample:
    """Comments labelled by hand, out of all of a file or of a part of it, in strata of what the model said.

    Attributes:
        labels: every label that may be given, in order.
        gold: labels given by hand.
        said: the stratum of each of these comments, in the same order.
        totals: all comments of each stratum, the labelled ones among them, added up as they count.
        weight: comments that each labelled one stands for, N_h / n_h in a stratified sample; any scale.
        expected: stratum -> shares of the labels in it on the test sets.
        level: nominal coverage.
        counts: how much each labelled comment counts in the shares, where the mean of all comments is 1; 1 if left out.
        squares: stratum -> squares of how much its comments count, added up; `totals` if left out.
    """

    labels: Sequence[str]
    gold: Sequence[str]
    said: Sequence[str]
    totals: Mapping[str, float]
    weight: Sequence[float] | None = None
    expected: Mapping[str, Floats] | None = None
    level: float = 0.95
    counts: Sequence[float] | None = None
    squares: Mapping[str, float] | None = None

    def __post_init__(self) -> None:
        """Check that the sample is one of these comments.

        Raises:
            DataError: labels that are unknown, or comments that the strata do not hold.
        """
        require_known(self.gold, self.labels)
        known = len(self.gold) == len(self.said) and set(self.said) <= set(self.totals)
        if not known or (self._rest < -NOTHING * self.size).any():
            held = f"{len(self.said)} predictions beside {round(self.size)} that do not hold them"
            found = f"{len(self.gold)} labels by hand and {held}"
            raise DataError("a sample of the scored comments", found, "audit the file that the sample was drawn from")

    @property
    def size(self) -> float:
        """How many comments there are in all."""
        return sum(self.totals.values())

    @cached_property
    def cells(self) -> tuple[list[int], list[int]]:
        """Stratum and label of each labelled comment, as places."""
        place = {name: h for h, name in enumerate(self.totals)}
        return [place[name] for name in self.said], [list(self.labels).index(label) for label in self.gold]

    @cached_property
    def known(self) -> Floats:
        """Labelled comments (strata, labels), as they count."""
        return self._added(self._each)

    @cached_property
    def left(self) -> Floats:
        """Comments of each stratum without a label, as they count."""
        return np.where(self._rest > NOTHING * self.size, self._rest, 0.0)

    @cached_property
    def chance(self) -> Floats:
        """Squares of how much the comments without a label count, added up by stratum."""
        every = np.array(list((self.squares or self.totals).values()))
        rest = every - self._added(self._each**2).sum(axis=1)
        return np.where(self.left > 0, np.maximum(rest, 0.0), 0.0)

    @property
    def alike(self) -> float:
        """How many comments that count alike one is worth. Kish (1965), Survey Sampling, section 8.2."""
        return self.size / sum((self.squares or self.totals).values())

    @cached_property
    def seen(self) -> Floats:
        """Labelled comments, as many as they are worth for the others, with the one that each stratum is begun with."""
        return self.worth + PSEUDO * np.array([self._start(name) for name in self.totals])

    @cached_property
    def worth(self) -> Floats:
        """Labelled comments (strata, labels), as many as they are worth for the others.

        Kish (1965), Survey Sampling, section 8.2. A comment that stands for itself alone says nothing of others.
        """
        each = self._each
        if self.weight is not None and len(set(self.weight)) > 1:
            stands = np.asarray(self.weight, dtype=float)
            each = each * np.maximum(stands * (self.size / (stands @ each)) - 1, 0)
        mass, squares = self._added(each), self._added(each**2)
        total = mass.sum(axis=1, keepdims=True)
        return np.asarray(mass * total / np.maximum(squares.sum(axis=1, keepdims=True), 1e-300))

    @cached_property
    def _each(self) -> Floats:
        return np.ones(len(self.gold)) if self.counts is None else np.asarray(self.counts, dtype=float)

    @cached_property
    def _rest(self) -> Floats:
        return np.asarray(np.array(list(self.totals.values())) - self.known.sum(axis=1))

    def _added(self, each: Floats) -> Floats:
        added: Floats = np.zeros((len(self.totals), len(self.labels)))
        np.add.at(added, self.cells, each)
        return added

    def _start(self, name: str) -> Floats:
        """Return the shares of the labels that are expected in a stratum."""
        if self.expected and name in self.expected:
            return np.asarray(self.expected[name]) / float(self.expected[name].sum())
        own = np.array([label == name.partition("|")[0] for label in self.labels], dtype=float)
        return np.asarray(OWN * own + (1 - OWN * own.sum()) / len(self.labels))

    def filled(self, label: str, blank: Sequence[str], counts: Sequence[float]) -> "Sample":
        """Return the sample with a label for comments of these strata, which nobody labelled; they count so much."""
        weight = None
        if self.weight is not None:
            weight = [*self.weight, *[sum(self.weight) / max(len(self.weight), 1)] * len(blank)]
        own = None if self.counts is None else [*self.counts, *counts]
        gold, said = [*self.gold, *[label] * len(blank)], [*self.said, *blank]
        return replace(self, gold=gold, said=said, weight=weight, counts=own)


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


def audited_sample(sample: Sample, *, effect: float | None = None, seed: int = 0) -> Shares:
    """Return the shares among all comments, or those of what produced them, of which the file is a sample.

    Post-stratified estimation (Särndal, Swensson and Wretman 1992, Model Assisted Survey Sampling, section 7.6): in a
    stratum, such as "negative, and sure", the unlabelled comments have the shares of the labelled ones. A stratum is
    begun with one comment labelled as on the model's test sets, which keeps the variance of a stratum without a
    surprise from being 0; by what these comments move the shares the variance grows. Where the target is the comments
    at hand, the variance shrinks by the part that is labelled and is 0 when all are. Limits are Wald limits with
    Student's quantile to its first term, cut to what the labels prove.

    Args:
        sample: the labels.
        effect: where the shares are those of what produced the comments: by how many times fewer comments these are
            worth, as a sample of it, for coming together (see `clumping`).
        seed: of the draws.
    """
    n, size = len(sample.gold), sample.size
    if n == 0:
        unknown = np.full(len(sample.labels), nan)
        return Shares(sample.labels, lambda weights: estimate(weights, unknown, -inf, inf, 0, "audited"))
    worth = sample.seen.sum(axis=1)
    within = sample.seen / worth[:, None]
    moved = sample.left @ (within - _alone(sample.worth, within)) / size
    scatter = sample.left**2 / worth
    covariance = _covariance((scatter + sample.chance) / size**2, within)
    covariance = covariance + min(1.0, FEW / (n * sample.alike)) * np.outer(moved, moved)
    covariance = covariance + _unseen(covariance, float(scatter.sum()) / max(float(sample.left.sum()), NOTHING) / size)
    read = _Read(sample, within, covariance, n * sample.alike, n, effect=effect)
    return Shares(sample.labels, read.estimate("audited"), lambda: read.draws(seed))


def between(shares: Shares, others: Sequence[Shares]) -> Shares:
    """Return shares with intervals that hold whatever the labels are that the sample leaves open.

    Worst-case bounds (Manski 2003, Partial Identification of Probability Distributions, chapter 1): the lowest and the
    highest limit of all.

    Args:
        shares: as they are told.
        others: as they would be: with all blanks given one label, or with the labels of somebody else.
    """
    every = [shares, *others]

    def ends(weights: Floats) -> tuple[Shares, Shares]:
        limits = [own.read(weights) for own in every]
        low, high = ([getattr(e, side) for e in limits] for side in ("low", "high"))
        return every[int(np.argmin(low))], every[int(np.argmax(high))]

    def read(weights: Floats) -> Estimate:
        least, most = (end.read(weights) for end in ends(weights))
        return replace(shares.read(weights), low=least.low, high=most.high)

    def drawn(weights: Floats) -> Floats:
        least, most = (np.sort(end.drawn(weights)) for end in ends(weights))
        half = len(least) // 2
        return np.random.default_rng(0).permutation(np.concatenate([least[:half], most[half:]]))

    def draw() -> Floats:
        return np.concatenate([own.draw()[:: len(others)] for own in others])

    return Shares(list(shares), read, draw, drawn)


def pooled(whole: Sample, part: Sample, *, effect: float | None = None) -> Shares:
    """Return the shares of a part of an audited file that has few labels of its own.

    What is labelled counts as it is. In each stratum the others have the labels that the audit found in the whole file,
    scattered as the same stratum scatters between sets (`GROUPS` comments' worth), and put right by labels of the part.

    Args:
        whole: the sample of the file.
        part: the labels among the comments of the part, in the same strata; there may be none.
        effect: as in `audited_sample`.
    """
    places = [list(whole.totals).index(name) for name in part.totals]
    seen = whole.seen[places]
    everywhere = seen.sum(axis=1)
    prior = 1 / (1 / GROUPS + 1 / everywhere)
    worth = prior + part.worth.sum(axis=1)
    within = ((prior / everywhere)[:, None] * seen + part.worth) / worth[:, None]
    # The strata of one part err together: a group that is ironic is so whether the model is sure or not.
    left = float(part.left.sum())
    others = part.left @ within / max(left, NOTHING)
    scatter = np.array([left**3 / max(float(part.left @ worth), NOTHING)]) / part.size**2
    covariance = _covariance(scatter, others[None]) + _covariance(part.chance / part.size**2, within)
    step = left**2 / max(float(part.left @ worth), NOTHING) / part.size
    covariance = covariance + _unseen(covariance, step / 2)  # that of half a comment (benchmarks/coverage.py)
    read = _Read(part, within, covariance, len(whole.gold), round(part.size), effect=effect)
    return Shares(part.labels, read.estimate("pooled"), lambda: read.draws(0))


class _Read:
    """Shares with normal errors, as limits and as draws."""

    def __init__(
        self, sample: Sample, within: Floats, covariance: Floats, labelled: float, n: int, *, effect: float | None
    ) -> None:
        """Take the shares of the comments without a label by stratum, and what is known of their errors.

        Args:
            sample: of the comments that the shares are of.
            within: shares (strata, labels) of those that have no label.
            covariance: of the shares of all.
            labelled: comments that Student's quantile is by.
            n: that the estimates name.
            effect: as in `audited_sample`.
        """
        size, level = sample.size, sample.level
        proved = sample.known.sum(axis=0) / size
        self.value, self.sample, self.n, self.effect = proved + sample.left @ within / size, sample, n, effect
        self.least, self.rest = (proved, float(sample.left.sum() / size)) if effect is None else (0 * proved, 1.0)
        if effect is not None:
            number = size * sample.alike / effect
            begun = (number * self.value + 0.5) / (number + 0.5 * len(proved))  # what no comment has may yet come
            covariance = covariance + _covariance(np.array([1 / max(number - 2, 1)]), begun[None])
        self.covariance = covariance * _student(labelled, level) ** 2

    def estimate(self, method: str) -> Callable[[Floats], Estimate]:
        """Return what reads a sum of shares."""

        def read(weights: Floats) -> Estimate:
            size, base = self.sample.size, float(self.least @ weights)
            middle = float(self.value @ weights)
            half = quantile(self.sample.level) * sqrt(max(float(weights @ self.covariance @ weights), 0.0))
            low = max(middle - half, base + self.rest * float(weights.min()))
            high = min(middle + half, base + self.rest * float(weights.max()))
            if self.effect is None and self.sample.counts is None:  # shares of whole comments
                low, high = outwards(low, high, size)
            return estimate(weights, self.value, low, high, self.n, method)

        return read

    def draws(self, seed: int) -> Floats:
        """Return normal draws about the value."""
        random = np.random.default_rng(seed)
        return np.asarray(random.multivariate_normal(self.value, self.covariance, DRAWS, method="eigh"))


def _alone(worth: Floats, within: Floats) -> Floats:
    """Return the shares of the labelled comments of each stratum alone; where there are none, those within."""
    n = worth.sum(axis=1, keepdims=True)
    return np.where(n > 0, worth / np.maximum(n, 1e-300), within)


def _student(n: float, level: float) -> float:
    """Return by how much Student's quantile is above the normal one, to its first term; it fades with more labels."""
    n = max(n, 1.0)
    return 1 + (quantile(level) ** 2 + 1) / (4 * n) * min(1.0, FEW / n)


def _unseen(covariance: Floats, step: float) -> Floats:
    """Return what the variance of the share of a label lacks to that of `UNSEEN` comments, a `step` of the share each.

    A model whose test sets say that it never errs begins strata with nothing else than what it says: where the sample
    shows no error either, the variance would be next to 0, although so few labels prove no such thing.
    """
    k = len(covariance)
    lacking = max(0.0, UNSEEN * step**2 - float(covariance.diagonal().min()))
    return np.asarray(lacking * (k * np.eye(k) - 1) / max(k - 1, 1))


def _covariance(scatter: Floats, shares: Floats) -> Floats:
    """Return the sum over strata of scatter times diag(p) - p p'."""
    return np.asarray(np.diag(scatter @ shares) - (shares * scatter[:, None]).T @ shares)
