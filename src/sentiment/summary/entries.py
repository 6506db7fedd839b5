"""Estimates as the document holds them."""

from collections.abc import Mapping

from sentiment.estimation.estimators import Estimate
from sentiment.rendering.document import Share, Shares


def entry(estimate: Estimate) -> Share:
    """Return an estimate as JSON knows it: the value is called share, NaN is null."""
    share = None if estimate.value != estimate.value else estimate.value
    return {"share": share, "low": estimate.low, "high": estimate.high, "n": estimate.n, "method": estimate.method}


def entries(estimates: Mapping[str, Estimate]) -> Shares:
    """Return estimates by name."""
    return {name: entry(estimate) for name, estimate in estimates.items()}


def estimate(told: Share) -> Estimate:
    """Read an estimate back."""
    share = float("nan") if told["share"] is None else told["share"]
    return Estimate(share, told["low"], told["high"], told["n"], told["method"])


def estimates(told: Mapping[str, Share]) -> dict[str, Estimate]:
    """Read estimates back by name."""
    return {name: estimate(own) for name, own in told.items()}
