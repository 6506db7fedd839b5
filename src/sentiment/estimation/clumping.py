"""By how much less comments that come together, as of one author or thread, tell of what produced them."""

from collections.abc import Iterable

import numpy as np

from sentiment.arrays import Floats, Ints
from sentiment.estimation.shares import quantile

BEGUN = 4  # comments of units that are each of one mind, which the variance is begun with
MANY = 100  # units from which Student's quantile is the normal one


def clumped(given: Ints, labels: int, weight: Floats, units: Iterable[Ints], level: float) -> float:
    """Return the design effect of the units that matter most, 1 or more: by how many times fewer comments these are.

    The variance of the shares of a sample of whole units over that of one of single comments (Kish 1965, Survey
    Sampling, sections 5.4 and 8.2), begun with a few comments of units that are each of one mind: where nearly all say
    the same, nothing else would speak. What goes beyond 1 is multiplied by the square of Student's quantile for as many
    units as these are worth, over the normal one's. Where all comments are of one unit nothing can be told of others,
    and they are taken for single ones.

    Args:
        given: label of each comment, as a place.
        labels: how many there are.
        weight: how much each comment counts.
        units: numbers of the author of each comment, of its thread and the like; below 0 where that is not known.
        level: of the interval.
    """
    shares = np.bincount(given, weight, minlength=labels) / weight.sum()
    single, begun = _squares(given, weight, shares), BEGUN * (1 - 1 / labels) * float((weight**2).mean())
    effects = [1.0]
    for own in units:
        known = own >= 0
        sizes, alone = np.bincount(own[known]).astype(float), np.count_nonzero(~known)
        n = np.count_nonzero(sizes) + alone
        if n < 2 or sizes.max(initial=0) < 2:
            continue
        counts = np.bincount(own[known] * labels + given[known], weight[known], minlength=len(sizes) * labels)
        sums = counts.reshape(-1, labels)
        off = float(((sums - sums.sum(axis=1, keepdims=True) * shares) ** 2).sum())
        off = (off + _squares(given[~known], weight[~known], shares)) * n / (n - 1)
        alike = (float((sizes**2).sum()) + alone) / len(given)
        effect = (off + begun * alike) / (single + begun)
        effects.append(1 + max(effect - 1, 0.0) * _student(len(given) / alike - 1, level) ** 2)
    return max(effects)


def _student(freedom: float, level: float) -> float:
    """Return by how many times Student's quantile is above the normal one."""
    if freedom >= MANY:
        return 1.0
    from scipy.special import stdtrit

    return float(stdtrit(max(freedom, 1.0), (1 + level) / 2)) / quantile(level)


def _squares(given: Ints, weight: Floats, shares: Floats) -> float:
    """Return the squares of how far single comments are off the shares, added up."""
    squares = np.bincount(given, weight**2, minlength=len(shares))
    return float(squares.sum() * (shares**2).sum() + squares @ (1 - 2 * shares))
