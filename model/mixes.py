"""What each stream is made of."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Mix:
    """What a stream holds, and how fast is learned from it.

    Attributes:
        seed: of what is drawn.
        rate: of learning, at its highest.
        singles: share of the caps of single texts.
        real: pairs of real comments with targets.
        events: pairs of invented comments with wordings of events.
        others: share of the caps of pairs by others.
        grids: pairs of comments and targets of grids.
        named: pairs of real comments with the targets of `named/`.
        beside: how often comments toward other things than their event are read.
    """

    seed: int
    rate: float
    singles: float
    real: int
    events: int
    others: float
    grids: int = 0
    named: int = 0
    beside: int = 2


MIXES = {
    "tone": Mix(seed=3, rate=9e-5, singles=1.0, real=12_000, events=40_000, others=0.3),
    "stance": Mix(seed=4, rate=8e-5, singles=0.22, real=20_000, events=120_000, others=0.3),
    "joint": Mix(seed=5, rate=1.1e-4, singles=0.32, real=20_000, events=180_000, others=0.7),
    "again": Mix(seed=6, rate=7e-5, singles=0.42, real=20_000, events=200_000, others=0.7),
    "further": Mix(seed=6, rate=6e-5, singles=0.42, real=20_000, events=40_000, others=0.7, grids=120_000, beside=1),
    "crossed": Mix(seed=7, rate=6e-5, singles=0.35, real=25_000, events=120_000, others=0.6, grids=100_000),
    "wider": Mix(seed=8, rate=6e-5, singles=0.35, real=25_000, events=80_000, others=0.6, grids=190_000),
    "widest": Mix(seed=9, rate=6e-5, singles=0.4, real=25_000, events=80_000, others=0.6, grids=260_000),
    "real": Mix(seed=10, rate=6e-5, singles=0.3, real=46_000, events=30_000, others=1.0, grids=60_000, beside=1),
    "read": Mix(
        seed=11, rate=5e-5, singles=0.45, real=31_000, events=20_000, others=0.7, grids=40_000, named=100_000, beside=1
    ),
    # Not of the road to the released weights: LOG.md, 21.
    "alone": Mix(
        seed=12, rate=9e-5, singles=0.01, real=46_000, events=60_000, others=1.0, grids=90_000, named=120_000, beside=1
    ),
}
