"""From two shares to their difference, and from many differences to those that may be called one."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from sentiment.arrays import Floats
from sentiment.estimation.shares import Estimate, Shares

FAR = 0.01  # tail of the draws that is read as it is; beyond, a normal tail goes on from there


@dataclass(frozen=True)
class Difference:
    """A share minus another, with draws of it; both from independent evidence."""

    value: float
    draws: Floats
    n: int
    method: str

    def limits(self, tail: float) -> tuple[float, float]:
        """Return what the difference is below, and above, with this probability each; the value is within."""
        if self.value != self.value:
            return -1.0, 1.0
        middle, *ends = np.quantile(self.draws, [0.5, max(tail, FAR), 1 - max(tail, FAR)])
        stretch = _z(tail) / _z(FAR) if tail < FAR else 1.0
        low, high = (float(middle + stretch * (end - middle)) for end in ends)
        return max(-1.0, min(low, self.value)), min(1.0, max(high, self.value))

    @property
    def clearness(self) -> float:
        """How far off 0 the draws are, in standard deviations of a normal variable with the same tail."""
        if not abs(self.value) > 0:
            return 0.0
        towards = np.sort(self.draws if self.value > 0 else -self.draws)
        beyond = (np.searchsorted(towards, 0.0) + 0.5) / (len(towards) + 1)
        if beyond >= FAR:
            return _z(min(beyond, 0.5))
        middle, end = np.quantile(towards, [0.5, FAR])
        return float(_z(FAR) * middle / max(middle - end, 1e-12))


def difference(a: Shares, b: Shares, label: str) -> Difference:
    """Return the share of a label in `a` less that in `b`, of independent shares."""
    left, right = a[label], b[label]
    method = left.method if left.method == right.method else f"{left.method} and {right.method}"
    draws = a.draws(label) - apart(b.draws(label))
    return Difference(left.value - right.value, draws, left.n + right.n, method)


def apart(draws: Floats) -> Floats:
    """Return draws in another order: those of two shares may come from one seed, and then err together."""
    return np.roll(draws, 1)


def corrected(differences: Sequence[Difference], *, level: float = 0.95) -> list[Estimate]:
    """Return intervals for so many comparisons, so that `called` errs on any at all in 1 - `level` of reports.

    Holm (1979), Scandinavian Journal of Statistics 6, 65-70. The k-th clearest of m differences is held to the level
    1 - (1 - level) / (m - k + 1); from the first that fails on, all are held to the level that it failed.
    """
    m, failed, tail = len(differences), False, (1 - level) / 2
    found: dict[int, Estimate] = {}
    clear = [d.clearness for d in differences]
    for k, i in enumerate(sorted(range(m), key=lambda i: -clear[i])):
        d = differences[i]
        tail = tail if failed else (1 - level) / 2 / (m - k)
        found[i] = Estimate(d.value, *d.limits(tail), d.n, d.method)
        failed = failed or not called(found[i])
    return [found[i] for i in range(m)]


def called(difference: Estimate) -> bool:
    """Tell whether a difference may be called one: its interval, corrected if it is one of many, excludes 0."""
    return difference.low > 0 or difference.high < 0


def _z(tail: float) -> float:
    return -NormalDist().inv_cdf(tail)
