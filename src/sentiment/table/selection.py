"""Which rows are counted: those that a reader asks for by the values of columns, by time, and once a text."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, tzinfo
from operator import ge, gt, le, lt
from typing import Self

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from sentiment.errors import DataError
from sentiment.table import groups, numbers, times
from sentiment.table.comments import Table
from sentiment.table.labels import EMOTION, STANCE
from sentiment.table.zones import zone as zone_named
from sentiment.text import fold, lower, mask

Mask = npt.NDArray[np.bool_]
ORDERS: Mapping[str, Callable[[float, float], bool]] = {">=": ge, "<=": le, ">": gt, "<": lt}
LISTED = 8  # values of a column that an error names
EXAMPLE = '--where "group=commenter", or --where "likes>=10"'

_CONDITION = re.compile(r"\s*([^=!<>]+?)\s*(!=|>=|<=|==?|>|<)\s*(.*?)\s*")
# A moment that is written with a clock, or counted in seconds; and a week, as the groups of `week` are named.
_CLOCK = re.compile(r"\d:\d\d|\d{4}-\d\d-\d\d[T ]\d|\d{9,}")
_WEEK = re.compile(r"\d{4}-?W\d\d")


@dataclass(frozen=True, slots=True)
class Condition:
    """What a column must hold: `sign` is `=`, `!=`, `>=`, `<=`, `>` or `<`."""

    column: str
    sign: str
    value: str

    @classmethod
    def parse(cls, written: str) -> Self:
        """Read `group=commenter`, `likes>=10`.

        Raises:
            DataError: it is no condition, or one on what the model says: shares among comments of one label are
                no shares.
        """
        match = _CONDITION.fullmatch(written)
        if not match:
            raise DataError("a condition such as group=commenter or likes>=10", written, f"write {EXAMPLE}")
        column, sign, value = match.groups()
        if column in ("label", EMOTION) or column.startswith(("p_", STANCE)):
            found = f"{column}, which the model says"
            raise DataError("a condition on what the comments are", found, "read the shares and quotes of each label")
        if sign in ORDERS and numbers.number(value) is None:
            raise DataError(f"a number behind {sign}", value or "nothing", f"write {EXAMPLE}")
        return cls(column, "=" if sign == "==" else sign, value)

    def rows(self, table: Table) -> Mask:
        """Return the rows that hold it; one without a value holds `!=` alone.

        Raises:
            DataError: there is no such column, or it never holds the value.
        """
        groups.check([self.column], table.column_names, "--where")
        names, codes = groups.codes_by(table, self.column)
        if self.sign in ORDERS:
            held = [self._in_order(name) for name in names]
        else:
            wanted = self.value or groups.NO_VALUE
            same = _like(names, wanted)
            if not any(same) and self.value:
                raise self._unknown(names, codes)
            held = [is_same == (self.sign == "=") for is_same in same]
        return np.array([*held, False], np.bool_)[codes]

    def _in_order(self, name: str) -> bool:
        found, limit = numbers.number(name), numbers.number(self.value)
        return found is not None and limit is not None and ORDERS[self.sign](found, limit)

    def _unknown(self, names: Sequence[str], codes: npt.NDArray[np.int64]) -> DataError:
        sizes = np.bincount(codes, minlength=len(names))
        largest = [mask(names[i]) for i in np.argsort(-sizes, kind="stable")[:LISTED]]
        return DataError(f"a value of {self.column}: {', '.join(largest)}", self.value, "correct it after --where")

    def __str__(self) -> str:
        """Read as it is written."""
        return f"{self.column}{self.sign}{self.value}"


@dataclass(frozen=True, slots=True)
class Selection:
    """Which rows are counted; all of them without any condition.

    Attributes:
        where: conditions that all must hold.
        since: the first moment.
        until: the moment before which; rows without a time are left out wherever a moment is named.
        without_copies: of each text the first comment alone.
        said: the moments as they were written.
    """

    where: tuple[Condition, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    without_copies: bool = False
    said: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        where: str | Sequence[str] | None = None,
        since: datetime | str | None = None,
        until: datetime | str | None = None,
        without_copies: bool = False,
        timezone: str | None = None,
    ) -> Self:
        """Take what the user wrote; a day or a week alone after `until` is meant to its end.

        Raises:
            DataError: it is no condition, or no moment.
        """
        written = [where] if isinstance(where, str) else where or ()
        said = {name: str(told) for name, told in (("since", since), ("until", until)) if told is not None}
        zone = zone_named(timezone)
        last = moment(until, zone, "--until")
        if last is not None and isinstance(until, str) and not _CLOCK.search(until):
            last += timedelta(weeks=1) if _WEEK.fullmatch(until.strip()) else timedelta(days=1)
        first = moment(since, zone, "--since")
        return cls(tuple(map(Condition.parse, written)), first, last, without_copies, said)

    def __bool__(self) -> bool:
        """Tell whether anything may be left out."""
        return bool(self.where or self.since or self.until or self.without_copies)

    def __str__(self) -> str:
        """Read as it was asked for."""
        told = [*map(str, self.where), *(f"{name} {moment}" for name, moment in self.said.items())]
        return ", ".join([*told, *["without copies"] * self.without_copies])

    def early(self, columns: Sequence[str]) -> Self:
        """Return the conditions that hold of these columns alone."""
        known = tuple(condition for condition in self.where if condition.column in columns)
        return replace(self, where=known, without_copies=False)

    def check(self, columns: Sequence[str]) -> None:
        """Refuse a column that is not there, before any work is done.

        Raises:
            DataError: there is no such column, or no time.
        """
        groups.check([condition.column for condition in self.where], columns, "--where")
        if (self.since or self.until) and "time" not in columns:
            raise DataError("comments with a time", "none", "name the column: --column time=NAME")

    def rows(self, table: Table) -> Mask:
        """Return which rows hold all conditions and are of the time; copies are for `summary` to tell."""
        self.check(table.column_names)
        held = np.ones(table.num_rows, np.bool_)
        for condition in self.where:
            held &= condition.rows(table)
        for limit, compare in ((self.since, pc.greater_equal), (self.until, pc.less)):
            if limit is not None:
                time = table["time"]
                held &= np.asarray(pc.fill_null(compare(time, pa.scalar(limit, time.type)), False))
        return held


ALL = Selection()


def moment(written: datetime | str | None, zone: tzinfo, option: str) -> datetime | None:
    """Read a moment as the cells of a column of times are read; without a zone of its own it is of this one.

    Raises:
        DataError: it is no time.
    """
    if written is None:
        return None
    time, _ = times.time(written, zone=zone, order=None)
    if time is None:
        orders = [times.time(written, zone=zone, order=order)[0] for order in ("dmy", "mdy")]
        if all(orders):
            days = " or ".join(f"{found.astimezone(zone):%Y-%m-%d}" for found in orders if found)
            raise DataError(
                "a date that can be read in one way", f"{written}: {days}", f"write one of these after {option}"
            )
        raise DataError("a time such as 2023-10-31T09:00", str(written), f"write it like that after {option}")
    return time.astimezone(zone)


def _like(names: Sequence[str], wanted: str) -> list[bool]:
    """Tell which values are meant: the same number, or the same but for case; where none is, the same words."""
    if (number := numbers.number(wanted)) is not None:  # whose sign is no part of its words
        return [numbers.number(name) == number or name == wanted for name in names]
    same = [lower(name.strip()) == lower(wanted) for name in names]
    return same if any(same) else [fold(name) == fold(wanted) for name in names]
