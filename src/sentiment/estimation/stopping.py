"""How far labels by hand have come: what they bear out so far, and where to stop."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, sqrt

from sentiment.estimation.shares import quantile

WANTED = (0.1, 0.08, 0.05, 0.03)  # half-widths of the widest interval that are worth stopping at
FEW = 20  # labels up to which nothing is known of the shares: they may be halves


@dataclass(frozen=True)
class Stopping:
    """The half-width of the widest interval by the number of labels, as of a sample without help from a model.

    Attributes:
        gold: labels so far.
        weight: comments that each stands for.
        size: comments in all.
        level: nominal coverage.
    """

    gold: Sequence[str]
    weight: Sequence[float]
    size: float
    level: float = 0.95

    def margin(self, n: int) -> float | None:
        """Return the half-width with so many labels; None without any."""
        if n < 1:
            return None
        precision = max(self._effect / n - 1 / max(self.size, n), 0.0)
        return quantile(self.level) * sqrt(self._variance * precision)

    def needed(self, margin: float) -> int:
        """Return how many labels give this half-width (Cochran 1977, Sampling Techniques, section 4.4)."""
        precision = (margin / quantile(self.level)) ** 2 / self._variance + 1 / self.size
        return min(ceil(self._effect / precision), ceil(self.size))

    def stop(self, rows: int) -> int | None:
        """Return the next number of labels, among so many rows, that gives a half-width worth stopping at."""
        stops = (self.needed(margin) for margin in WANTED)
        return next((n for n in stops if max(len(self.gold), FEW) < n <= rows), None)

    @property
    def _variance(self) -> float:
        """The largest p (1 - p) among the labels, each begun with one comment; a quarter while there are few."""
        n, counts = len(self.gold), Counter(self.gold)
        if n < FEW:
            return 0.25
        shares = [(count + 1) / (n + len(counts) + 1) for count in counts.values()]
        return max(p * (1 - p) for p in shares)

    @property
    def _effect(self) -> float:
        """By how much more labels it takes because they do not weigh alike (Kish 1965, section 8.2)."""
        if not self.weight:
            return 1.0
        return len(self.weight) * sum(w * w for w in self.weight) / sum(self.weight) ** 2
