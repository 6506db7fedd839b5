"""A share of comments with its interval, and shares that are read off one count."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from math import ceil, floor, nan, sqrt
from statistics import NormalDist
from typing import Any

import numpy as np

from sentiment.arrays import Floats
from sentiment.errors import DataError

DRAWS = 2000


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

    def to_dict(self) -> dict[str, Any]:
        """Return the estimate as JSON knows it: the value is called share, NaN is null."""
        entry = asdict(self)
        value = entry.pop("value")
        return {"share": None if value != value else value, **entry}


class Shares(dict[str, Estimate]):
    """One estimate a label, in the order of the labels, and draws of all shares together from the same evidence."""

    def __init__(
        self,
        labels: Sequence[str],
        read: Callable[[Floats], Estimate],
        draw: Callable[[], Floats] | None = None,
        drawn: Callable[[Floats], Floats] | None = None,
    ) -> None:
        """Read every label from `read`, which estimates a sum of shares under the weights it is given.

        `draw` returns draws (DRAWS, labels), by chance alone where it is left out; some may lie beyond 0 or 1. `drawn`
        returns those of a sum, where its limits are not those of the draws of all shares together.
        """
        self._units = dict(zip(labels, np.eye(len(labels)), strict=True))
        self.read, self._draw, self._drawn = read, draw, drawn
        super().__init__({label: read(unit) for label, unit in self._units.items()})

    def net(self, plus: str, minus: str) -> Estimate:
        """Return the share of one label minus that of another, of the same comments and by the same method."""
        return self.read(self._units[plus] - self._units[minus])

    def draw(self) -> Floats:
        """Return draws (draws, labels) of all shares together; those of other rows may come from the same seed."""
        return self._draw() if self._draw else np.tile([e.value for e in self.values()], (DRAWS, 1))

    def draws(self, *labels: str) -> Floats:
        """Return draws of the shares of these labels added up."""
        return self.drawn(self._weights(labels))

    def gaps(self, more: Sequence[str], less: Sequence[str]) -> Floats:
        """Return draws of the shares of some labels added up, less those of others."""
        return self.drawn(self._weights(more) - self._weights(less))

    def drawn(self, weights: Floats) -> Floats:
        """Return draws of a sum of shares, with the limits that `read` gives it."""
        return self._drawn(weights) if self._drawn else np.asarray(self.draw() @ weights)

    def _weights(self, labels: Sequence[str]) -> Floats:
        return np.asarray(sum(self._units[label] for label in labels))

    def of(self, n: int) -> "Shares":
        """Return the same shares, said to be of `n` comments; evidence may be worth fewer than there are."""
        return Shares(list(self), lambda weights: replace(self.read(weights), n=n), self._draw, self._drawn)


def counted(counts: Mapping[str, float], *, level: float = 0.95) -> Shares:
    """Return the share of each predicted label with its Wilson score interval.

    Wilson (1927), JASA 22, 209-212; preferred for small n by Brown, Cai and DasGupta (2001), Statistical Science 16.
    The interval holds sampling error only: the model's own errors are not in it.

    Args:
        counts: comments by label, zeros included; fractions where comments weigh unequally.
        level: nominal coverage.

    Returns:
        One estimate a label, in the order of `counts`. With no comments at all the share is NaN, between 0 and 1.
    """
    n, totals = sum(counts.values()), np.array(list(counts.values()), dtype=float)

    def read(weights: Floats) -> Estimate:
        plus, minus = float(totals[weights > 0].sum()), float(totals[weights < 0].sum())
        return net(plus, minus, n, level=level) if (weights < 0).any() else _wilson(plus, n, level)

    def draw() -> Floats:
        return np.random.default_rng(0).dirichlet(totals + 0.5, DRAWS)

    return Shares(list(counts), read, draw)


def net(positive: float, negative: float, n: float, *, level: float = 0.95) -> Estimate:
    """Return positive minus negative share, from counts over the same `n` comments.

    Both shares come from one sample, so they vary against each other: variance (p + q - (p - q)^2) / n, after
    half a comment is added to either side (Agresti and Min 2005, Statistics in Medicine 24, 729-740).
    """
    if n == 0:
        return Estimate(nan, -1.0, 1.0, 0, "counted")
    value, p, q = (positive - negative) / n, (positive + 0.5) / (n + 2), (negative + 0.5) / (n + 2)
    half = quantile(level) * sqrt(max(p + q - (p - q) ** 2, 0) / (n + 2))
    return Estimate(value, max(-1.0, min(value, p - q - half)), min(1.0, max(value, p - q + half)), int(n), "counted")


def estimate(weights: Floats, shares: Floats, low: float, high: float, n: int, method: str) -> Estimate:
    """Return the sum of shares under the weights; cut it and its interval to what is possible, and hold it inside."""
    least, value, most = float(weights.min()), float(weights @ shares), float(weights.max())
    value = min(max(value, least), most) if n else nan
    low, high = max(least, float(low)), min(most, float(high))
    return Estimate(value, min(low, value) if n else low, max(high, value) if n else high, n, method)


def outwards(low: float, high: float, n: float) -> tuple[float, float]:
    """Return limits moved outwards to the next shares that whole comments, n in all, can have."""
    return floor(low * n + 1e-6) / n, ceil(high * n - 1e-6) / n


def _wilson(k: float, n: float, level: float) -> Estimate:
    if n == 0:
        return Estimate(nan, 0.0, 1.0, 0, "counted")
    z, p = quantile(level), k / n
    center = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return Estimate(p, max(0.0, min(p, center - half)), min(1.0, max(p, center + half)), int(n), "counted")


def quantile(level: float) -> float:
    """Return how many standard deviations to either side hold a normal variable with this probability."""
    return NormalDist().inv_cdf(0.5 + level / 2)


def require_known(found: Iterable[str], labels: Sequence[str]) -> None:
    """Refuse labels that are none of these.

    Raises:
        DataError: one is not.
    """
    if unknown := sorted({str(label) for label in found} - set(labels)):
        raise DataError(f"labels among {', '.join(labels)}", ", ".join(unknown), "correct these labels")
