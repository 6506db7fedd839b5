"""From labels to shares with intervals: pure functions, no I/O, no randomness but by `seed`.

From the weakest evidence to the strongest: `counted`, `adjusted`, `audited`. The reasoning is in docs/method.md.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor, inf, nan, sqrt

import numpy as np
from numpy.typing import ArrayLike

from sentiment.errors import DataError
from sentiment.estimation.shares import Estimate, Floats, Shares, counted, estimate, net, quantile

__all__ = ["Estimate", "Shares", "adjusted", "adjusted_strata", "audited", "counted", "labels_to_halve", "net"]

_REPLICATES = 1000
_LEAST = 0.02  # share that a label is given when a column is read: none is ruled out


@dataclass(frozen=True)
class Stratum:
    """A part of the comments, such as a language, whose errors are its own.

    Attributes:
        counts: comments by what the model said (columns,). They may add to fewer than `size`: to what the comments are
            worth as evidence, where some share one error.
        confusion: rows of the test set (labels, columns): truly i, said k.
        size: how many comments it has.
        pooled: the same of all parts together, where what the model said is more than a label, such as a label and how
            sure it was. It decides what each column is read as; a column is a label where it is left out.
    """

    counts: ArrayLike
    confusion: ArrayLike
    size: float
    pooled: ArrayLike | None = None


def adjusted(
    counts: Mapping[str, float], confusion: ArrayLike, *, labels: Sequence[str], level: float = 0.95, seed: int = 0
) -> Shares:
    """Return the shares that would be predicted as counted, were the model's errors those of its test set.

    The value maximises the likelihood of the counts over all true shares. Where inverting the confusion matrix gives
    shares ("adjusted count", Forman 2008, Data Mining and Knowledge Discovery 17, 164-206; Saerens, Latinne and
    Decaestecker 2002, Neural Computation 14, 21-41) it is those, elsewhere the likeliest shares that are possible.
    The interval is the percentile interval of a Bayesian bootstrap (Rubin 1981, Annals of Statistics 9, 130-134) over
    both samples, the comments and every row of the test set, each started from Jeffreys' half a comment, so that an
    empty class widens the interval and does not break it. Replicates are inverted without the bounds 0 and 1 and the
    interval is cut at them: bounded replicates pile up on the border and cover too rarely when a class is rare.

    Args:
        counts: comments by predicted label; an absent label counts 0.
        confusion: rows of the test set, `confusion[i][j]` truly `labels[i]` and predicted `labels[j]`.
        labels: the order of rows and columns.
        level: nominal coverage.
        seed: of the bootstrap.
    """
    _require_known(counts, labels)
    observed = [counts.get(label, 0) for label in labels]
    return adjusted_strata([Stratum(observed, confusion, sum(observed))], labels=labels, level=level, seed=seed)


def adjusted_strata(strata: Iterable[Stratum], *, labels: Sequence[str], level: float = 0.95, seed: int = 0) -> Shares:
    """Return `adjusted` shares of comments of which each part, such as a language, has errors of its own.

    The shares of the parts are added by their sizes, and so are their replicates, which are independent. Where columns
    are more than labels, a comment counts as the labels that its column stands for, by the pooled errors and the shares
    found: the probabilistic adjusted count (Bella, Ferri, Hernández-Orallo and Ramírez-Quintana 2010, ICDM), with the
    probabilities that EMQ would use. What a column is read as may be wrong for the part and does no harm but to width,
    since the part's own errors put the soft counts right.

    Args:
        strata: the parts.
        labels: the order of rows, and of columns that are labels.
        level: nominal coverage.
        seed: of the bootstrap.
    """
    random, parts = np.random.default_rng(seed), list(strata)
    total = sum(part.size for part in parts)
    value, draws = np.zeros(len(labels)), np.zeros((_REPLICATES, len(labels)))
    for part in parts:
        observed, confusion = np.asarray(part.counts, dtype=float), np.asarray(part.confusion, dtype=float)
        prior = 0.5 * len(labels) / len(observed)  # half a comment a label, spread over the columns
        n, table, weight = observed.sum(), confusion + prior, part.size / total if total else 1.0
        shares, reading = _fit(observed / n if n else None, table, part.pooled)
        rates = random.standard_gamma(table, (_REPLICATES, *table.shape))
        rates /= rates.sum(axis=2, keepdims=True)
        mixed = random.standard_gamma(observed + prior, (_REPLICATES, len(observed)))
        mixed /= mixed.sum(axis=1, keepdims=True)
        value += weight * shares
        soft = (mixed @ reading.T)[:, :, None]
        draws += weight * np.linalg.solve((rates @ reading.T).transpose(0, 2, 1), soft)[:, :, 0]
    tails = [50 * (1 - level), 50 * (1 + level)]

    def read(weights: Floats) -> Estimate:
        low, high = np.percentile(draws @ weights, tails)
        return estimate(weights, value, low, high, int(total), "adjusted")

    return Shares(labels, read)


def audited(
    gold: Sequence[str],
    predicted: Sequence[str],
    all_predicted: Iterable[str],
    *,
    labels: Sequence[str],
    weight: Sequence[float] | None = None,
    level: float = 0.95,
) -> Shares:
    """Return the shares among all comments, from all predictions put right by a hand-labelled random sample of them.

    Prediction-powered inference (Angelopoulos, Bates, Fannjiang, Jordan and Zrnic 2023, Science 382, 669-674) with
    power tuning (PPI++: Angelopoulos, Duchi and Zrnic 2023, arXiv:2311.01453), by one factor for all labels so that
    shares add to 1. The target is the comments at hand, not a population behind them. That makes it the difference
    estimator of survey sampling (Särndal, Swensson and Wretman 1992, Model Assisted Survey Sampling, section 6.3):
    the variance shrinks by the part that is labelled and is 0 when all are. The limits are Wald limits after half a
    comment is added to each label called something else (Agresti and Min 2005, Statistics in Medicine 24, 729-740),
    which keeps them honest at 20 labels and at classes of 1 %. They never leave what the labelled comments prove.

    Args:
        gold: labels given by hand.
        predicted: the model's labels of the same comments, in the same order.
        all_predicted: the model's labels of all comments, the labelled ones among them (or counts by label).
        labels: every label that occurs.
        weight: comments that each labelled one stands for, N_h / n_h in a stratified sample; any scale.
        level: nominal coverage.
    """
    totals, n = Counter(all_predicted), len(gold)
    _require_known((*gold, *predicted, *totals), labels)
    if n != len(predicted) or not Counter(predicted) <= totals:
        found = f"{n} labels by hand and {len(predicted)} predictions beside {totals.total()} that do not hold them"
        raise DataError("a sample of the scored comments", found, "audit the file that the sample was drawn from")
    if n == 0:
        return Shares(labels, lambda weights: estimate(weights, np.full(len(labels), nan), -inf, inf, 0, "audited"))

    population, place = totals.total(), {label: i for i, label in enumerate(labels)}
    cells = ([place[label] for label in gold], [place[label] for label in predicted])
    each = np.ones(n) if weight is None else np.asarray(weight, dtype=float)
    each = each * (population / each.sum())
    joint, squares, unit = np.zeros((3, len(labels), len(labels)))
    np.add.at(joint, cells, each / population)
    np.add.at(squares, cells, np.maximum(each**2 - each, 0) / population**2)
    np.add.at(unit, cells, 1)
    known, rest = unit.sum(axis=1) / population, 1 - n / population
    shares = np.array([totals[label] for label in labels]) / population

    # Half a comment of each label called something else, spread over the table, weighed as the sample is.
    extra = 0.5 / max(len(labels) - 1, 1)
    smooth = joint + extra * squares.sum()
    smooth /= smooth.sum()
    squares = (squares + extra * squares.sum() / n) / (1 + extra * len(labels) ** 2 * squares.sum()) ** 2

    spread = 1 - shares @ shares
    tuning = (np.trace(smooth) - smooth.sum(axis=1) @ smooth.sum(axis=0)) / spread if spread else 0.0
    tuning = min(max(tuning, 0.0), 1.0)
    value, center = (t.sum(axis=1) + tuning * (shares - t.sum(axis=0)) for t in (joint, smooth))
    value = known + rest * _project((value - known) / rest) if rest else known
    z = quantile(level) * (1 + (quantile(level) ** 2 + 1) / (4 * n))  # Student's, to its first term

    def read(weights: Floats) -> Estimate:
        error = weights[:, None] - tuning * weights
        half = z * sqrt((squares * (error - (smooth * error).sum()) ** 2).sum())
        bounds = known @ weights + rest * weights.min(), known @ weights + rest * weights.max()
        low, high = np.clip([center @ weights - half, center @ weights + half], *bounds) * population
        # Shares of N comments are whole comments: outwards to the next, but not for the sake of rounding errors.
        return estimate(weights, value, floor(low + 1e-6) / population, ceil(high - 1e-6) / population, n, "audited")

    return Shares(labels, read)


def labels_to_halve(estimate: Estimate, comments: int, *, level: float = 0.95) -> int:
    """Return how many more of the comments to label by hand until the audited interval of a share is half this wide.

    The variance of an audited share goes with 1 / n - 1 / N. After a first audit its size is known; before it, the
    answer is an upper limit: that of a sample without help from the model, at the share within the interval that
    varies most.
    """
    width, labelled = estimate.high - estimate.low, estimate.n if estimate.method == "audited" else 0
    if width == 0:
        return 0
    if labelled:
        precision = (1 / labelled + 3 / comments) / 4
    else:
        share = min(max(0.5, estimate.low), estimate.high)
        precision = (width / 4 / quantile(level)) ** 2 / (share * (1 - share)) + 1 / comments
    return min(ceil(1 / precision), comments) - labelled


def _unmix(observed: Floats, rates: Floats) -> Floats:
    """Return the shares under which `observed`, mixed by the rows of `rates`, is likeliest.

    EM, quickened by squared extrapolation (Varadhan and Roland 2008, Scandinavian Journal of Statistics 35, 335-353).
    """

    def step(shares: Floats) -> Floats:
        return np.asarray(shares * (rates @ (observed / (shares @ rates))))

    shares = np.full(len(rates), 1 / len(rates))
    for _ in range(200):
        first = step(shares)
        second = step(first)
        move, bend = first - shares, second - 2 * first + shares
        length = max(1.0, sqrt(move @ move / max(bend @ bend, 1e-300)))
        leap = np.maximum(shares + 2 * length * move + length**2 * bend, second / 10)
        before, shares = shares, step(leap / leap.sum())
        if np.abs(shares - before).max() < 1e-9:
            break
    return shares


def _fit(observed: Floats | None, table: Floats, pooled: ArrayLike | None) -> tuple[Floats, Floats]:
    """Return the likeliest shares, NaN without comments, and what each column is read as (labels, columns)."""
    rates: Floats = table / table.sum(axis=1, keepdims=True)
    shares: Floats = np.full(len(table), nan)
    # Without pooled rows a column is the label it belongs to.
    reading: Floats = np.repeat(np.eye(len(table)), table.shape[1] // len(table), axis=1)
    if pooled is None:
        return (shares if observed is None else _unmix(reading @ observed, rates @ reading.T)), reading
    typical: Floats = np.asarray(pooled, dtype=float) + reading * 0.5 * len(table) / table.shape[1]
    typical /= typical.sum(axis=1, keepdims=True)
    likely: Floats = np.full(len(table), 1 / len(table))
    for _ in range(3):
        joint = np.maximum(likely, _LEAST)[:, None] * typical
        reading = joint / joint.sum(axis=0)
        if observed is None:
            break
        shares = likely = _unmix(reading @ observed, rates @ reading.T)
    return shares, reading


def _project(point: Floats) -> Floats:
    """Return the nearest shares to a point (Duchi, Shalev-Shwartz, Singer and Chandra 2008, ICML, figure 1)."""
    ordered = np.sort(point)[::-1]
    excess = (ordered.cumsum() - 1) / np.arange(1, len(point) + 1)
    return np.asarray(np.maximum(point - excess[ordered > excess][-1], 0))


def _require_known(found: Iterable[str], labels: Sequence[str]) -> None:
    if unknown := sorted({str(label) for label in found} - set(labels)):
        raise DataError(f"labels among {', '.join(labels)}", ", ".join(unknown), "correct these labels")
