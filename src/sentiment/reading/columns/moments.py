"""When each row of a table was written: one column of times, or a day in one and the clock in another."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sentiment.reading.columns.absent import is_absent
from sentiment.reading.columns.names import collected, fold, words
from sentiment.reading.columns.roles import TIMELY, is_serial, names_time
from sentiment.reading.log import Log
from sentiment.table import times
from sentiment.table.date_order import NAMES, order, turned
from sentiment.table.zones import LOCAL

_DOTTED = re.compile(r"(?:[01]?\d|2[0-3])\.[0-5]\d(?:\.[0-5]\d)?")
# Names under which `22.10` is a clock; as `reading time` it may be minutes.
_CLOCKS = frozenset(map(fold, ("time", "clock", "saat", "saatı", "vaxt", "zaman", "время", "час", "uhrzeit", "zeit",
                               "heure", "hora")))  # fmt: skip
_NOT_UNDERSTOOD = "times that are not understood, left empty"


class Moments:
    """Reads the times of one file's rows, as its first rows show that they are written."""

    def __init__(
        self, mapping: Mapping[str, str], held: Mapping[str, Sequence[Any]], log: Log, written: datetime | None
    ) -> None:
        """Take in how times are written.

        Args:
            mapping: column of the row -> column of the file.
            held: the cells of each column that are not empty, of the first rows.
            log: of this file.
            written: when the file was written, for times such as "2 days ago".
        """
        self._log, self._written = log, written
        self._column = mapping.get("time")
        self._collected = collected(list(held))
        cells = self._cells = list(held.get(self._column or "", []))
        self._order, self._turned = order(cells), turned(cells)
        self._serial = names_time(self._column or "") and is_serial(cells)
        self._zone = times.zone_named(self._column or "")
        self.clock = _clock_beside(self._column, cells, held, set(mapping.values()))

    @property
    def is_doubtful(self) -> bool:
        """Whether the dates seen so far can be read in two orders."""
        return self._order.other is not None

    def look(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Look at more rows for what the first did not tell."""
        self._cells += [row[self._column] for row in rows if self._column and row.get(self._column) is not None]
        self._order = order(self._cells)

    def tell(self) -> None:
        """Write down what was chosen, once it is final."""
        if other := self._order.other:
            chosen = NAMES[self._order.name]
            self._log.warn(f"dates are read {chosen}; nothing in the file tells whether they are {NAMES[other]}")
        if self._turned:
            told = "a spreadsheet took some dates for others, as 10/05 for the tenth of May; their day and month are"
            self._log.warn(f"{told} exchanged again, by the dates that it left as text")
        if self._zone:
            self._log.note(f"times without a zone are of the one that the name of column {self._column!r} gives")
        if self.clock:
            self._log.note(f"the clock of each time is taken from column {self.clock!r}")

    def time(self, found: Mapping[str, Any]) -> times.Moment:
        """Read a row's time; one such as "2 days ago" is reckoned from when it was collected, or the file written."""
        written = found.get(self._column) if self._column else None
        if self._turned and isinstance(written, datetime) and written.day <= 12:
            written = written.replace(month=written.day, day=written.month)
        then = times.time(written, order=self._order.name, serial=self._serial)
        if then[0] is not None:
            clock = times.clock(_coloned(found.get(self.clock))) if self.clock else None
            return self._zoned((then[0] + clock, then[1]) if clock else then)
        if written is None or is_absent(written) or not str(written).strip():
            return then
        now = times.time(found[self._collected])[0] if self._collected and found.get(self._collected) else None
        then = times.time(written, now=now or self._written) if isinstance(written, str) else then
        since = f"column {self._collected!r}" if now else f"{self._written:%Y-%m-%d}, the date of the file"
        reckoned = f"times such as 2 days ago, reckoned from {since}"
        self._log.repairs[reckoned if then[0] else _NOT_UNDERSTOOD] += 1
        return then

    def _zoned(self, then: times.Moment) -> times.Moment:
        """Return a time that was written without a zone as one of the column; a day without a clock stays that day."""
        moment, precision = then
        if self._zone is None or moment is None or precision != LOCAL or moment.time() == datetime.min.time():
            return then
        return moment.replace(tzinfo=self._zone).astimezone(UTC), "exact"


def _clock_beside(
    column: str | None, cells: Sequence[Any], held: Mapping[str, Sequence[Any]], taken: set[str]
) -> str | None:
    """Return the column with the clocks of a column of days; one whose name speaks of time before one beside it."""
    if column is None or not cells or any(_has_clock(cell) for cell in cells):
        return None
    clocks = [
        name for name, found in held.items() if name not in taken
        and _are_clocks(list(map(_coloned, found)) if fold(name) in _CLOCKS else found)
    ]  # fmt: skip
    named = [name for name in clocks if not TIMELY.isdisjoint(words(name))]
    names = list(held)
    beside = [name for name in clocks if abs(names.index(name) - names.index(column)) == 1]
    return next(iter(named or beside), None)


def _has_clock(cell: Any) -> bool:
    moment, _ = times.time(cell)
    return moment is not None and moment.time() != datetime.min.time()


def _coloned(cell: Any) -> Any:
    """Return a clock that is written with a dot, `22.10`, as others write it; only its column's name tells it."""
    return cell.replace(".", ":") if isinstance(cell, str) and _DOTTED.fullmatch(cell.strip()) else cell


def _are_clocks(cells: Sequence[Any]) -> bool:
    clocks = sum(times.clock(cell) is not None for cell in cells)
    return clocks > 0 and clocks >= 0.9 * len(cells)
