"""Which group each row is in: by any column, by a unit of time, or by two of these crossed."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from difflib import get_close_matches
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from sentiment.arrays import Ints
from sentiment.errors import DataError
from sentiment.table.comments import Table
from sentiment.table.model_names import MODEL, shown
from sentiment.table.zones import UTC, hourless
from sentiment.text import mask

NO_VALUE, OTHER, REST = "not given", "other", "the rest"
MOST, PERIODS = 50, 400  # groups of a column, and units of time, that are shown
HOUR = "hour"
UNITS = {"month": "%Y-%m", "week": "%G-W%V", "day": "%Y-%m-%d", HOUR: "%Y-%m-%d %H:00"}


@dataclass(frozen=True)
class Grouping:
    """The groups of a column, largest first (periods in order), and which one each row is in."""

    names: list[str]
    codes: Ints
    timed: bool = False
    folded: int = 0  # groups that went into `other`
    small: bool = False  # no group reaches the floor

    def rows(self, chosen: npt.NDArray[np.bool_]) -> dict[str, Ints]:
        """Return the chosen rows of each group that has any."""
        places = np.flatnonzero(chosen)
        order = places[np.argsort(self.codes[places], kind="stable")]
        parts = np.split(order, np.flatnonzero(np.diff(self.codes[order])) + 1) if len(order) else []
        return {self.names[self.codes[part[0]]]: part for part in sorted(parts, key=lambda p: int(self.codes[p[0]]))}


def grouping(table: Table, column: str, chosen: npt.NDArray[np.bool_], floor: int = 5) -> Grouping:
    """Return the groups of a column of the table; two columns joined by `+` are crossed.

    Groups with fewer than `floor` chosen rows, and all but the 50 largest, are folded into `other`. Where none reaches
    the floor the 50 largest are kept, and said to be small. `month`, `week`, `day` and `hour` are read off `time` where
    the table has no such column; of these the last 400 are kept. Names are masked as quotes are: a column may hold
    addresses or telephone numbers.

    Raises:
        DataError: there is no such column.
    """
    names, codes = codes_by(table, column, public=True)
    timed = column in UNITS and column not in table.column_names
    sizes = np.bincount(codes[chosen], minlength=len(names))
    if timed:
        order = sorted(range(len(names)), key=lambda i: (names[i] == NO_VALUE, names[i]))
        return _first(names, codes, sizes, order[-PERIODS:], timed=True)
    order = sorted(range(len(names)), key=lambda i: (-int(sizes[i]), names[i]))
    kept = [i for i in order[:MOST] if sizes[i] >= floor]
    if not kept:
        return _first(names, codes, sizes, order[:MOST], small=True)
    return _first(names, codes, sizes, kept, other=True)


def check(by: Iterable[str], columns: Iterable[str], option: str = "--by") -> None:
    """Refuse a column to group by that is not there, before any work is done for it.

    Args:
        by: as the user named them: columns, units of time, or two joined by `+`.
        columns: of the table, and those that it will have.
        option: that names the columns, for the hint.

    Raises:
        DataError: there is no such column.
    """
    known = list(dict.fromkeys(columns))
    for name in by:
        for part in [name] if name in known else name.split("+", 1):
            if part not in known and not (part in UNITS and "time" in known):
                raise _no_column(part, known, option)


def _no_column(name: str, columns: Sequence[str], option: str = "--by") -> DataError:
    """Say what there is to group by, the name that is most like the one that was typed first."""
    near = get_close_matches(name, [*columns, *(UNITS if "time" in columns else ())], 1)
    hint = f"did you mean {option} {near[0]}? else " if near else ""
    found = f"columns {', '.join(columns)}"
    hint += f"name one of those with {option}, or {', '.join(UNITS)}, or two joined by +"
    return DataError(f"a column {name!r} to {'group by' if option == '--by' else 'choose by'}", found, hint)


def given(grouping: Grouping) -> bool:
    """Tell whether any row has a value."""
    return bool(set(grouping.names) - {NO_VALUE, OTHER})


def codes_of(column: Any) -> tuple[list[str], Ints]:
    """Return the values of an Arrow column as text, and which of them each row has; null is `not given`."""
    try:
        column = column.cast(pa.string())
    except (pa.ArrowNotImplementedError, pa.ArrowInvalid):
        column = pa.chunked_array([[None if v is None else str(v) for v in column.to_pylist()]], pa.string())
    whole = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    encoded = pc.fill_null(whole, NO_VALUE).dictionary_encode()
    return encoded.dictionary.to_pylist(), encoded.indices.to_numpy(zero_copy_only=False).astype(np.int64)


def codes_by(table: Table, column: str, *, public: bool = False) -> tuple[list[str], Ints]:
    """Return the groups of a column, a unit of time or two of these crossed, and which of them each row is in.

    Args:
        table: of comments.
        column: or two joined by `+`.
        public: name the groups as others may read them: masked as quotes are, a model without its folders.

    Raises:
        DataError: there is no such column.
    """
    if column in table.column_names:
        names, codes = codes_of(table[column])
        return _renamed(names, codes, shown if column == MODEL else mask) if public else (names, codes)
    if column in UNITS and "time" in table.column_names:
        return codes_of(_periods(table, column))
    first, plus, second = column.partition("+")
    if not plus:
        raise _no_column(column, table.column_names)
    (names, codes), (others, crossed) = (codes_by(table, name, public=public) for name in (first, second))
    pairs, places = np.unique(codes * len(others) + crossed, return_inverse=True)
    crossing = [f"{names[p // len(others)]}, {others[p % len(others)]}" for p in pairs]
    return _renamed(crossing, places.astype(np.int64), str)  # "a, b" and "c" is called as "a" and "b, c" is


def times_of(table: Table) -> Table:
    """Return the columns of time alone: a unit of them is meant then, whatever other columns are called."""
    return table.select([name for name in ("time", "time_precision") if name in table.column_names])


def _periods(table: Table, unit: str) -> Any:
    """Return the period that each time is in, in the zone of the column, as text that sorts in order.

    A time of no known hour is in none. An hour that a change of the clocks repeats is two: the second one is named with
    its distance from UTC.
    """
    time, zone = table["time"], getattr(table["time"].type, "tz", None)
    time = time.combine_chunks().cast(pa.timestamp("us", tz=zone))
    if unit == HOUR:
        time = pc.if_else(pa.array(hourless(table)), pa.scalar(None, time.type), time)
    written = pc.local_timestamp(time) if zone else time
    floors = pc.floor_temporal(written, unit=unit, week_starts_monday=True)
    encoded = floors.dictionary_encode()
    names = pa.array([t.strftime(UNITS[unit]) for t in encoded.dictionary.to_pylist()], pa.string())
    named = names.take(encoded.indices)
    if unit != HOUR or zone in (None, UTC):
        return named
    first = pc.assume_timezone(floors, zone, ambiguous="earliest", nonexistent="earliest")
    again = pc.greater_equal(pc.subtract(time, first), pa.scalar(timedelta(hours=1), pa.duration("us")))
    if not pc.any(again).as_py():
        return named
    return pc.if_else(again, pc.binary_join_element_wise(named, pc.strftime(time, "%z"), " UTC"), named)


def _renamed(names: list[str], codes: Ints, called: Callable[[str], str]) -> tuple[list[str], Ints]:
    """Return groups named as others may read them; those that then have one name are one."""
    places: dict[str, int] = {}
    place = np.array([places.setdefault(called(name), len(places)) for name in names], np.int64)
    return list(places), (place[codes] if len(codes) else codes)


def _first(
    names: list[str],
    codes: Ints,
    sizes: Ints,
    kept: list[int],
    *,
    timed: bool = False,
    small: bool = False,
    other: bool = False,
) -> Grouping:
    """Keep some groups in their order, and count the others together as `other`, if there are any."""
    place = np.full(len(names), len(kept))
    place[kept] = range(len(kept))
    left = int(np.count_nonzero(sizes)) - int(np.count_nonzero(sizes[kept]))
    is_cut = len(kept) < len(names)
    # A value that is called as what is folded is in marks, lest one of the two be lost under the other's name.
    shown = [f"“{names[i]}”" if is_cut and names[i] == OTHER else names[i] for i in kept] + [OTHER] * (other or is_cut)
    return Grouping(shown, place[codes], timed, left, small)
