"""Every difference that a report claims or denies, corrected for how many it looks at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sentiment.arrays import Ints
from sentiment.estimation.differences import Difference as Gap
from sentiment.estimation.differences import called, corrected, difference
from sentiment.estimation.evidence import Evidence
from sentiment.estimation.shares import Estimate, Shares
from sentiment.rendering.document import Difference
from sentiment.summary.composition import Standardised, standardised
from sentiment.summary.entries import entry
from sentiment.table.groups import NO_VALUE, OTHER, REST

COMPARED = 30  # comments of a group from which it is compared; smaller ones are shown


@dataclass(frozen=True)
class Pair:
    """Two parts of the comments to set against each other."""

    column: str
    a: str
    b: str
    left: Shares
    right: Shares
    even: Standardised | None = None


def pair(column: str, a: str, b: str, left: Ints, right: Ints, evidence: Evidence, kinds: Mapping[str, Ints]) -> Pair:
    """Return two parts to set against each other, as they are and at one mix.

    Shares are those of what produced the comments: also a group that is labelled wholly is a sample of it.
    """
    one, two = (evidence.shares(rows, produced=True) for rows in (left, right))
    return Pair(column, a, b, one, two, standardised(column, left, right, kinds, evidence))


def pairs(
    column: str,
    parts: Mapping[str, Ints],
    evidence: Evidence,
    kinds: Mapping[str, Ints],
    *,
    timed: bool,
    floor: int,
) -> list[Pair]:
    """Return what to compare in a column: each group with all other comments, each period with the one before.

    Two groups alone are compared with each other, once. Small groups, `other` and `not given` are not compared for
    themselves.
    """
    floor = max(floor, COMPARED)
    named = [name for name, rows in parts.items() if name not in (NO_VALUE, OTHER) and len(rows) >= floor]
    if timed:
        couples = [(b, a, parts[b], parts[a]) for a, b in zip(named, named[1:], strict=False)]
    elif len(named) == 2:
        couples = [(named[0], named[1], parts[named[0]], parts[named[1]])]
    else:
        others = {name: [rows for other, rows in parts.items() if other != name] for name in named}
        couples = [(n, REST, parts[n], np.sort(np.concatenate(others[n]))) for n in named if others[n]]
    return [pair(column, a, b, left, right, evidence, kinds) for a, b, left, right in couples if len(right) >= floor]


def differences(
    found: Sequence[Pair], labels: Sequence[str], level: float, *, counts: bool = False
) -> list[Difference]:
    """Return the document's `differences`: a minus b for every label of every pair, each widened for their number.

    Two parts with shares of unlike methods are not compared: what differs might be the methods. Nor are mere counts,
    unless what is counted is no label of the model (`counts`): it might be the errors. Differences at one mix are
    widened likewise, for the number of these.
    """
    (told,) = differences_each([found], labels, level, counts=counts)
    return told


def differences_each(
    found: Sequence[Sequence[Pair]], labels: Sequence[str], level: float, *, counts: bool = False
) -> list[list[Difference]]:
    """Return the `differences` of several things, such as targets, each widened for the number of all of them."""
    told = []
    for place, pairs_of in enumerate(found):
        for pair in pairs_of:
            for label in labels:
                methods = {pair.left[label].method, pair.right[label].method}
                if len(methods) == 1 and (counts or methods != {"counted"}):
                    told.append((place, pair, label))
    widened = corrected([difference(pair.left, pair.right, label) for _, pair, label in told], level=level)
    alike = [_at_one_mix(pair, label) for _, pair, label in told]
    even = iter(corrected([d for d in alike if d], level=level))
    parted: list[list[Difference]] = [[] for _ in found]
    for (place, pair, label), d, same in zip(told, widened, alike, strict=True):
        parted[place].append(_told(pair, label, d, next(even) if same else None))
    return parted


def _at_one_mix(pair: Pair, label: str) -> Gap | None:
    """Return the difference at one mix; None where the two parts are of one, or are known by unlike methods there."""
    if pair.even is None or pair.even.left[label].method != pair.even.right[label].method:
        return None
    return difference(pair.even.left, pair.even.right, label)


def _told(pair: Pair, label: str, found: Estimate, even: Estimate | None) -> Difference:
    return {
        "column": pair.column,
        "a": pair.a,
        "b": pair.b,
        "label": label,
        **entry(found),
        "called": called(found),
        "mix": pair.even.column if pair.even else None,
        "standardised": entry(even) if even else None,
        "only_mix": called(found) and pair.even is not None and not (even and called(even)),
    }
