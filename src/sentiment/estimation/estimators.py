"""From labels to shares with intervals: pure functions, no I/O, no randomness but by `seed`.

From the weakest evidence to the strongest: `counted`, `adjusted`, `audited`. The reasoning is in docs/method.md.
"""

from math import ceil

from sentiment.estimation.adjusted import adjusted
from sentiment.estimation.audited import audited
from sentiment.estimation.shares import Estimate, Shares, counted, net, quantile

__all__ = ["Estimate", "Shares", "adjusted", "audited", "counted", "labels_to_halve", "net"]


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
