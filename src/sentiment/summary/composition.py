"""Whether two parts differ in what they are made of, and what they would differ by were they made alike."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from sentiment.arrays import Ints
from sentiment.estimation.evidence import Evidence
from sentiment.estimation.shares import Shares
from sentiment.table.groups import codes_of

MIXES = ("language", "platform")  # columns of which a part may be made up unlike
APART = 0.1  # of the comments that would have to change for two mixes to be one; with fewer nothing is said
FEWEST = 10  # comments of a kind on either side; kinds with fewer are left out


@dataclass(frozen=True)
class Standardised:
    """Shares of two parts, each with the mean mix of both (direct standardisation)."""

    column: str
    left: Shares
    right: Shares


def mixes(table: Any) -> dict[str, Ints]:
    """Return the columns that parts may be made up unlike of, as a number a row."""
    return {name: codes_of(table[name])[1] for name in MIXES if name in table.column_names}


def standardised(
    column: str, left: Ints, right: Ints, kinds: Mapping[str, Ints], evidence: Evidence
) -> Standardised | None:
    """Return the shares at one mix of the column in which two parts are most unlike; None where they are alike.

    Kinds that only one side has are left out on both. Shares are those of what produced the comments.
    """
    apart = {name: _apart(codes[left], codes[right]) for name, codes in kinds.items() if name not in column.split("+")}
    if not apart or max(apart.values()) < APART:
        return None
    name = max(apart, key=lambda key: apart[key])
    one, two = kinds[name][left], kinds[name][right]
    size = max(one.max(), two.max()) + 1
    counts = np.stack([np.bincount(side, minlength=size) for side in (one, two)])
    common: npt.NDArray[np.bool_] = np.all(counts >= FEWEST, axis=0)
    if common.sum() < 2:
        return None
    mix = np.where(common, (counts / counts.sum(axis=1, keepdims=True)).mean(axis=0), 0)
    mix /= mix.sum()
    even = []
    for rows, side, own in ((left, one, counts[0]), (right, two, counts[1])):
        kept = common[side]
        even.append(evidence.shares(rows[kept], (mix / np.maximum(own, 1))[side[kept]] * kept.sum(), produced=True))
    return Standardised(name, *even)


def _apart(one: Ints, two: Ints) -> float:
    """Return half the sum of the differences between two mixes."""
    size = max(one.max(), two.max()) + 1
    shares = [np.bincount(side, minlength=size) / len(side) for side in (one, two)]
    return float(np.abs(shares[0] - shares[1]).sum() / 2)
