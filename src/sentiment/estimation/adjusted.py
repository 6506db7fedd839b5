"""Shares without a label by hand: the model's labels, put right by errors drawn as those of a new set."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import lgamma

import numpy as np
from numpy.typing import ArrayLike

from sentiment.arrays import Floats
from sentiment.estimation.set_errors import SCATTER, SetTables
from sentiment.estimation.shares import DRAWS, Estimate, Shares, estimate, outwards, require_known

TRIES = 4 * DRAWS  # matrices drawn; those that the counts contradict fall away
PRIOR = 1.5  # of a symmetric Dirichlet: true shares of next to nothing are a little less likely
NEAR, FAR = 0.15, 0.05  # counts are mostly about right: the weight of shares is normal about them, and FAR elsewhere
ARMS = 1.42  # what the draws' distance from their mean is multiplied by, from benchmarks/between_sets.py
SINGULAR = 0.02  # determinant below which a matrix tells nothing
ONE, OTHERS = 0.1, 0.2  # of all files, those nearly of one mind; what else is said in them, at most
FEWEST = 50  # draws that the counts allow, with fewer nothing is known


class Matrices:
    """Confusion matrices drawn for a new set, inverted once for all parts of a report."""

    def __init__(self, rows: Floats, seed: int = 0) -> None:
        """Draw from the Dirichlet parameters of each row."""
        random = np.random.default_rng(seed)
        drawn = random.standard_gamma(rows, (TRIES, *rows.shape))
        drawn /= drawn.sum(axis=2, keepdims=True)
        size = np.abs(np.linalg.det(drawn))
        usable = size > 1e-6
        self._rows = rows
        self._inverses, self._density = np.linalg.inv(drawn[usable]), 1 / np.maximum(size[usable], SINGULAR)

    def shares(self, counts: Floats, random: np.random.Generator) -> Floats:
        """Return draws (DRAWS, labels) of the true shares behind these counts of the model's labels.

        Given a matrix M and the shares q that the model says, the true ones are p = q M^-1; with a prior density of p
        they weigh as much as that density over |det M|. Some files are nearly of one mind, which such a prior hardly
        allows: as many draws are of these as what the model said makes likely.
        """
        tries = len(self._inverses)
        said = random.standard_gamma(np.asarray(counts) + 0.5, (tries, len(counts)))
        said /= said.sum(axis=1, keepdims=True)
        order = random.permutation(tries)  # parts of a report are sets of their own
        true = np.einsum("tk,tki->ti", said, self._inverses[order])
        possible = (true >= 0).all(axis=1)
        prior = np.full(len(counts), PRIOR)
        one, likely = self._of_one_mind(said[:DRAWS], random)
        if possible.sum() < FEWEST:
            top = said.mean(axis=0)
            if ONE and top.max() >= 1 - OTHERS:  # so it is said of files that are, by a model that hardly errs on them
                return _resampled(one, likely * (one.argmax(axis=1) == top.argmax()), DRAWS, random)
            return random.dirichlet(prior, DRAWS)
        true, kept = true[possible], said[possible]
        weight = self._density[order][possible] * _dirichlet(true, prior)
        odds = ONE / (1 - ONE) * likely.mean() / (weight.sum() / tries)
        weight = weight * (np.exp(-((true - kept) ** 2).sum(axis=1) / (2 * NEAR**2)) + FAR)
        n = round(DRAWS * float(odds / (1 + odds)))
        drawn = [_resampled(one, likely, n, random), _resampled(true, weight, DRAWS - n, random)]
        return np.asarray(random.permutation(np.concatenate(drawn)))

    def _of_one_mind(self, said: Floats, random: np.random.Generator) -> tuple[Floats, Floats]:
        """Return shares (tries, labels) of files nearly of one mind, and how likely each makes `said`.

        What it says of a mix is taken to scatter as what it says of the label that nearly all have.
        """
        tries, k = said.shape
        other = random.uniform(0, OTHERS, (tries, 1))
        label = random.integers(0, k, tries)
        true = (1 - other) * np.eye(k)[label] + other * random.dirichlet(np.ones(k), tries)
        mean = true @ (self._rows / self._rows.sum(axis=1, keepdims=True))
        return true, _dirichlet(said, mean * self._rows.sum(axis=1)[label][:, None])


def _dirichlet(shares: Floats, parameters: Floats) -> Floats:
    """Return the density at each row of shares, a little above 0; parameters are of all rows, or one row each."""
    log_gamma = np.vectorize(lgamma, otypes=[float])
    constant = log_gamma(parameters.sum(axis=-1)) - log_gamma(parameters).sum(axis=-1)
    return np.asarray(np.exp(constant + ((parameters - 1) * np.log(shares + 1e-9)).sum(axis=-1)) + 1e-300)


def _resampled(rows: Floats, weight: Floats, n: int, random: np.random.Generator) -> Floats:
    return np.asarray(rows[random.choice(len(rows), n, p=weight / weight.sum())])


@dataclass(frozen=True)
class Part:
    """Comments that share one set of errors, such as those of a language.

    Attributes:
        counts: by the model's labels; they may add to fewer than `size`, to what they are worth where texts repeat.
        size: how many comments there are.
        matrices: of a new set of this kind.
        mean: the model's probabilities, averaged; the shares of the counts where they are not known.
    """

    counts: Floats
    size: float
    matrices: Matrices
    mean: Floats | None = None

    @cached_property
    def plain(self) -> Floats:
        """Shares by the model alone."""
        total = float(np.sum(self.counts))
        return np.asarray(self.counts) / total if self.mean is None and total else np.asarray(self.mean)


def adjusted(
    counts: Mapping[str, float], tables: ArrayLike, *, labels: Sequence[str], level: float = 0.95, seed: int = 0
) -> Shares:
    """Return the shares behind a count of the model's labels, were the file a new set of those in `tables`.

    Args:
        counts: comments by predicted label; an absent label counts 0.
        tables: confusion counts of the sets that the model was measured on, (sets, labels, labels) or of one set;
            `[i][j]` is truly `labels[i]` and predicted `labels[j]`.
        labels: the order of rows and columns.
        level: nominal coverage.
        seed: of the draws.
    """
    require_known(counts, labels)
    known = np.asarray(tables, float).reshape(-1, len(labels), len(labels))
    names = np.arange(len(known)).astype(str)
    rows = SetTables(names, np.full(len(known), "und"), known).rows("und", SCATTER)
    observed = np.array([counts.get(label, 0) for label in labels], dtype=float)
    part = Part(observed, float(observed.sum()), Matrices(rows, seed))
    return adjusted_parts([part], labels=labels, level=level, seed=seed, whole=not (observed % 1).any())


def adjusted_parts(
    parts: Iterable[Part], *, labels: Sequence[str], level: float = 0.95, seed: int = 0, whole: bool = False
) -> Shares:
    """Return the shares of comments of which each part, such as a language, has errors of its own.

    The value is the mean of what the model says (its probabilities, averaged) and of what the draws say: on ordinary
    mixes the first errs less, on unusual ones the second (docs/method.md). The interval is the draws', its arms widened
    by what sets that the draws were not learned from demanded. With `whole`, shares are those of whole comments, and
    limits go outwards to the next: of one comment all or nothing has a label.
    """
    random, known = np.random.default_rng(seed), [part for part in parts if part.size]
    total = sum(part.size for part in known)
    plain, draws = np.zeros(len(labels)), np.zeros((DRAWS, len(labels)))
    for part in known:
        plain += part.size / total * part.plain
        draws += part.size / total * part.matrices.shares(part.counts, random)
    if not known:
        plain[:], draws = np.nan, random.dirichlet(np.ones(len(labels)), DRAWS)
    middle = draws.mean(axis=0)
    value, draws = (plain + middle) / 2, middle + ARMS * (draws - middle)
    tails = [50 * (1 - level), 50 * (1 + level)]

    def read(weights: Floats) -> Estimate:
        low, high = np.percentile(draws @ weights, tails) if known else (weights.min(), weights.max())
        if whole and total:
            low, high = outwards(float(low), float(high), total)
        return estimate(weights, value, float(low), float(high), int(total), "adjusted")

    return Shares(labels, read, lambda: draws)
