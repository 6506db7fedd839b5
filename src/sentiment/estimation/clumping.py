"""By how much less comments that come together, as of one author or thread, tell of what produced them."""

from collections.abc import Iterable

import numpy as np

from sentiment.arrays import Floats, Ints


def clumped(given: Ints, labels: int, weight: Floats, units: Iterable[Ints]) -> tuple[float, float]:
    """Return the design effect of the units that matter most, 1 or more, and how many units they are worth.

    The variance of the shares of a sample of whole units over that of one of single comments (Kish 1965, Survey
    Sampling, sections 5.4 and 8.2). Where all comments are of one unit nothing can be told of others, and they are
    taken for single ones.

    Args:
        given: label of each comment, as a place.
        labels: how many there are.
        weight: how much each comment counts.
        units: numbers of the author of each comment, of its thread and the like; below 0 where that is not known.
    """
    found = (1.0, float(len(given)))
    shares = np.bincount(given, weight, minlength=labels) / weight.sum()
    single = _squares(given, weight, shares)
    for own in units:
        known = own >= 0
        sizes = np.bincount(own[known])
        alone = np.count_nonzero(~known)
        n = np.count_nonzero(sizes) + alone
        if n < 2 or sizes.max(initial=0) < 2 or not single > 0:
            continue
        counts = np.bincount(own[known] * labels + given[known], weight[known], minlength=len(sizes) * labels)
        sums = counts.reshape(-1, labels)
        off = sums - sums.sum(axis=1, keepdims=True) * shares
        effect = (float((off**2).sum()) + _squares(given[~known], weight[~known], shares)) / single * n / (n - 1)
        if effect > found[0]:
            found = effect, len(given) ** 2 / (float((sizes.astype(float) ** 2).sum()) + alone)
    return found


def _squares(given: Ints, weight: Floats, shares: Floats) -> float:
    """Return the squares of how far single comments are off the shares, added up."""
    squares = np.bincount(given, weight**2, minlength=len(shares))
    return float(squares.sum() * (shares**2).sum() + squares @ (1 - 2 * shares))
