"""From counts to shares with intervals: pure functions, no I/O, no randomness but by `seed`."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist


@dataclass(frozen=True, slots=True)
class Estimate:
    """A share (or a difference of shares) with its interval, the number of comments behind it and the method."""

    value: float
    low: float
    high: float
    n: int
    method: str

    def __str__(self) -> str:
        """Read as `0.21 (0.19 to 0.24, adjusted)`."""
        return f"{self.value:.2f} ({self.low:.2f} to {self.high:.2f}, {self.method})"


def counted(counts: Mapping[str, int], *, level: float = 0.95) -> dict[str, Estimate]:
    """Return the share of each predicted label with its Wilson score interval.

    Wilson (1927), JASA 22, 209-212; preferred for small n by Brown, Cai and DasGupta (2001), Statistical Science 16.
    The interval holds sampling error only: the model's own errors are not in it.

    Args:
        counts: comments by label, zeros included.
        level: nominal coverage.

    Returns:
        One estimate a label, in the order of `counts`. With no comments at all the share is NaN, between 0 and 1.
    """
    n = sum(counts.values())
    return {label: Estimate(*_wilson(k, n, level), n, "counted") for label, k in counts.items()}


def net(positive: float, negative: float, n: int, *, level: float = 0.95) -> Estimate:
    """Return positive minus negative share, from counts over the same `n` comments.

    Both shares come from one sample, so they vary against each other: variance (p + q - (p - q)^2) / n, after
    half a comment is added to either side (Agresti and Min 2005, Biometrics 61, 515-523).
    """
    if n == 0:
        return Estimate(float("nan"), -1.0, 1.0, 0, "counted")
    p, q, m = (positive + 0.5) / (n + 2), (negative + 0.5) / (n + 2), n + 2
    half = _z(level) * sqrt(max(p + q - (p - q) ** 2, 0) / m)
    return Estimate((positive - negative) / n, max(-1.0, p - q - half), min(1.0, p - q + half), n, "counted")


def _wilson(k: int, n: int, level: float) -> tuple[float, float, float]:
    if n == 0:
        return float("nan"), 0.0, 1.0
    z, p = _z(level), k / n
    center = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return p, max(0.0, center - half), min(1.0, center + half)


def _z(level: float) -> float:
    return NormalDist().inv_cdf(0.5 + level / 2)
