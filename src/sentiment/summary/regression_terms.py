"""The columns of a regression, made from columns of a scored table: groups, a time, counts, numbers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from sentiment.arrays import Floats
from sentiment.errors import DataError
from sentiment.table.groups import OTHER, UNITS, grouping
from sentiment.table.labels import EMOTION, STANCE
from sentiment.table.numbers import number

LEAST = 10  # labels by hand in a group; with fewer its interval is not known to hold (benchmarks/regress.py)
ENOUGH_UNITS = 3  # of time, that the comments must span for a coefficient to be of that unit
SECONDS = {"year": 31_557_600, "month": 2_629_800, "week": 604_800, "day": 86_400, "hour": 3_600}
LIKES = "likes"


@dataclass(frozen=True)
class Term:
    """One column of a regression.

    Attributes:
        name: of the coefficient.
        against: the group that a group is compared with; None for a number.
        values: one a row, NaN where a row has none.
    """

    name: str
    against: str | None
    values: Floats


def columns(on: str | Sequence[str], table: Any) -> list[str]:
    """Return the columns that the user named, in a list or parted by commas, each once.

    Raises:
        DataError: none is named, or one is what the model says, which errs.
    """
    parts = [on] if isinstance(on, str) else list(on)
    names = [n for part in parts for n in ([part] if part in table.column_names else part.split(","))]
    found = list(dict.fromkeys(name.strip() for name in names if name.strip()))
    if not found:
        raise DataError("columns to regress on", "none", 'name some, such as --on "group, time"')
    if said := [name for name in found if name in ("label", STANCE, EMOTION) or name.startswith(("p_", f"{STANCE}_"))]:
        hint = "the model errs in it, and the audit of another column does not put that right; leave it out"
        raise DataError("columns that are known of a comment", f"{said[0]}, which the model says", hint)
    return found


def terms(
    table: Any, column: str, scored: npt.NDArray[np.bool_], labelled: npt.NDArray[np.bool_], notes: list[str]
) -> Iterator[Term]:
    """Yield the terms of a column: one of a number or time, one a group but the first; a note says what was folded.

    Args:
        table: the Arrow table.
        column: of it, a unit of time, or two of these joined by `+`.
        scored: the rows that the model labelled.
        labelled: the rows that have a label by hand.
        notes: sentences for the reader are appended to it.

    Raises:
        DataError: there is no such column, or its groups have too few labels.
    """
    known = column in table.column_names
    if known and pa.types.is_timestamp(table[column].type):
        yield _time(table, column)
    elif known and (values := _numbers(table[column])) is not None:
        signed = np.sign(values) * np.log2(1 + np.abs(values))
        yield Term(f"{column}, doubled", None, signed) if column == LIKES else Term(column, None, values)
    else:
        yield from _groups(table, column, scored, labelled, notes)


def _time(table: Any, column: str) -> Term:
    """Return how long after the first comment each was written, in the largest unit that fits in some times."""
    micros = table[column].cast(pa.timestamp("us")).cast(pa.int64())
    seconds = np.asarray(micros.cast(pa.float64(), safe=False).to_numpy(), float) / 1e6
    seconds -= np.nanmin(seconds) if (~np.isnan(seconds)).any() else 0.0
    span = float(np.nanmax(seconds, initial=0.0))
    unit = next((name for name, size in SECONDS.items() if span >= ENOUGH_UNITS * size), "hour")
    return Term(f"{column}, a {unit} later".replace("a hour", "an hour"), None, seconds / SECONDS[unit])


def _numbers(cells: Any) -> Floats | None:
    """Return a column as numbers, NaN where it has none; None where it holds anything else."""
    if pa.types.is_integer(cells.type) or pa.types.is_floating(cells.type):
        return np.asarray(cells.cast(pa.float64(), safe=False).to_numpy(), float)
    if not pa.types.is_string(cells.type):
        return None
    read = {cell: number(cell) for cell in pc.unique(cells).to_pylist() if cell is not None}
    if not read or None in read.values():
        return None
    return np.array([np.nan if cell is None else read[cell] for cell in cells.to_pylist()], float)


def _groups(
    table: Any, column: str, scored: npt.NDArray[np.bool_], labelled: npt.NDArray[np.bool_], notes: list[str]
) -> Iterator[Term]:
    """Yield a term for each group but the largest, or the first period; small ones are `other`, or left out."""
    found = grouping(table, column, labelled, LEAST)
    names, codes = list(found.names), found.codes
    hand = np.bincount(codes[labelled], minlength=len(names))
    few = [k for k, n in enumerate(hand.tolist()) if n < LEAST]
    kept = [k for k in range(len(names)) if k not in few]
    if len(kept) < 2:
        known = ", ".join(f"{name} {n}" for name, n in zip(names, hand.tolist(), strict=True))
        hint = f"label more: sentiment sample FILE --by {column} -n {LEAST * max(len(names), 2) * 2}"
        raise DataError(f"two groups of {column} with {LEAST} labels by hand each", known or "none", hint)
    if found.folded and OTHER in names and names.index(OTHER) in kept:
        notes.append(
            f"{column}: {found.folded:,} groups with fewer than {LEAST} labels by hand are together in {OTHER}"
        )
    if lost := int(np.isin(codes[scored], few).sum()):
        told = ", ".join(names[k] for k in few[:5]) + (" and others" if len(few) > 5 else "")
        notes.append(f"{column}: {lost:,} comments are left out, of groups with fewer than {LEAST} labels: {told}")
    first = kept[0] if column in UNITS else max(kept, key=lambda k: int((codes[scored] == k).sum()))
    blank = np.where(np.isin(codes, few), np.nan, 0.0)
    for k in kept:
        if k != first:
            yield Term(f"{column}: {names[k]}", names[first], blank + (codes == k))
