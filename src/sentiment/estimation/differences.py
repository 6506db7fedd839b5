"""From two shares to their difference, and from many differences to those that may be called one."""

from collections.abc import Sequence
from dataclasses import replace
from math import inf, sqrt

from sentiment.estimation.shares import Estimate, quantile


def difference(a: Estimate, b: Estimate) -> Estimate:
    """Return a - b for independent estimates, from the limits of both.

    Newcombe (1998), Statistics in Medicine 17, 873-890, method 10; for any pair of intervals, Zou and Donner (2008),
    Statistics in Medicine 27, 1693-1702 ("MOVER").
    """
    value = a.value - b.value
    low = value - sqrt((a.value - a.low) ** 2 + (b.high - b.value) ** 2)
    high = value + sqrt((a.high - a.value) ** 2 + (b.value - b.low) ** 2)
    method = a.method if a.method == b.method else f"{a.method} and {b.method}"
    return Estimate(value, low, high, a.n + b.n, method)


def corrected(differences: Sequence[Estimate], *, level: float = 0.95) -> list[Estimate]:
    """Widen intervals for the number of comparisons, so that `called` errs on any at all in 1 - `level` of reports.

    Holm (1979), Scandinavian Journal of Statistics 6, 65-70. The k-th clearest of m differences is held to the level
    1 - (1 - level) / (m - k + 1); from the first that fails on, all are held to the level that it failed.

    Args:
        differences: with intervals at `level`.
        level: of the intervals given and of the family returned.
    """
    z, m = quantile(level), len(differences)
    clear = [_clearness(d) for d in differences]
    widened, factor, failed = list(differences), 1.0, False
    for k, i in enumerate(sorted(range(m), key=lambda i: -clear[i])):
        factor = factor if failed else quantile(1 - (1 - level) / (m - k)) / z
        failed = failed or clear[i] <= factor
        d = differences[i]
        low, high = d.value - factor * (d.value - d.low), d.value + factor * (d.high - d.value)
        widened[i] = replace(d, low=low, high=high)
    return widened


def called(difference: Estimate) -> bool:
    """Tell whether a difference may be called one: its interval, corrected if it is one of many, excludes 0."""
    return difference.low > 0 or difference.high < 0


def _clearness(difference: Estimate) -> float:
    """Return how far off 0 a difference is, in units of the arm of its interval that points to 0."""
    arm = difference.value - difference.low if difference.value > 0 else difference.high - difference.value
    if not abs(difference.value) > 0:
        return 0.0
    return abs(difference.value) / arm if arm else inf
