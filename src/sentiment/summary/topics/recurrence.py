"""How often something recurs in a part of the comments; copies of one text are one piece of evidence."""

from dataclasses import replace

import numpy as np

from sentiment.arrays import Ints
from sentiment.estimation.shares import Estimate, counted, quantile
from sentiment.rendering.document import Share
from sentiment.summary.entries import entry

DIGITS = 4


def recurrence(inside: Ints, rows: Ints, same: Ints, level: float, swing: float = 0.0) -> Share:
    """Return which share of the rows is `inside`, with its Wilson interval for as many comments as they are worth.

    The variance is that of a share of texts of unequal weight (Cochran 1977, Sampling Techniques, section 11.8).

    Args:
        inside: some of the rows.
        rows: all of them, one or more.
        same: of all rows of the table; rows that say the same share a number.
        level: nominal coverage.
        swing: standard deviation of the count for another reason than chance, as a part of it; widens the interval.
    """
    n, k = len(rows), len(inside)
    own, every = _squares(same[inside]), _squares(same[rows])
    p = k / max(n, 1)
    variance = (own * (1 - p) ** 2 + (every - own) * p**2) / max(n, 1) ** 2
    worth = p * (1 - p) / variance if variance else n * n / max(every, 1)
    scale = min(1.0, worth / max(n, 1))
    found = counted({"in": k * scale, "out": (n - k) * scale}, level=level)["in"]
    return entry(_rounded(_widened(replace(found, n=n), swing, level)))


def _squares(texts: Ints) -> float:
    return float((np.unique(texts, return_counts=True)[1].astype(float) ** 2).sum())


def _widened(found: Estimate, swing: float, level: float) -> Estimate:
    further = quantile(level) * swing * found.value
    low = found.value - np.hypot(found.value - found.low, further)
    high = found.value + np.hypot(found.high - found.value, further)
    return replace(found, low=max(0.0, float(low)), high=min(1.0, float(high)))


def _rounded(found: Estimate) -> Estimate:
    return replace(
        found, value=round(found.value, DIGITS), low=round(found.low, DIGITS), high=round(found.high, DIGITS)
    )
