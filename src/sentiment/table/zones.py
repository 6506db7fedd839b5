"""The time zone of a reader: whose days, hours and moments a table is told in."""

from difflib import get_close_matches
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sentiment.arrays import Bools, Ints
from sentiment.errors import DataError
from sentiment.table.comments import Table

UTC = "UTC"
LOCAL, ESTIMATED = "local", "estimated"  # precision of a time that was written without a zone, and of a reckoned one


def zone(name: str | None) -> ZoneInfo:
    """Return a zone of the IANA database by its name; UTC without one.

    Raises:
        DataError: there is no such zone.
    """
    try:
        return ZoneInfo(name or UTC)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        known = sorted(available_timezones())
        city = (name or "").replace(" ", "_")
        near = [own for own in known if own.rpartition("/")[2].casefold() == city.casefold()]
        near = near or get_close_matches(city, known, 1) or ["Asia/Baku"]
        raise DataError("a time zone such as Asia/Baku", str(name), f"try --timezone {near[0]}") from None


def zone_of(table: Table) -> str:
    """Return the name of the zone that the times of a table are told in."""
    return (getattr(table["time"].type, "tz", None) if "time" in table.column_names else None) or UTC


def localized(table: Table, zone: ZoneInfo) -> Table:
    """Return a table whose times are told in a zone.

    A time that was written without one was taken as UTC; it is now a time of this zone. An hour that a change of the
    clocks repeats is the first of the two.
    """
    if "time" not in table.column_names:
        return table
    told = table["time"].cast(pa.timestamp("us", tz=UTC))
    moved = told.cast(pa.timestamp("us", tz=zone.key))
    if zone.key != UTC and "time_precision" in table.column_names:
        written = pc.local_timestamp(told)
        own = pc.assume_timezone(written, zone.key, ambiguous="earliest", nonexistent="earliest")
        zoneless = pc.fill_null(pc.equal(table["time_precision"], LOCAL), False)
        moved = pc.if_else(zoneless, own, moved)
    return table.set_column(table.column_names.index("time"), "time", moved)


def mostly_hourless(table: Table, rows: Ints) -> bool:
    """Tell whether more than half of these rows, one or more, are of no known hour: hours are not told then."""
    return bool(hourless(table)[rows].mean() > 0.5)


def hourless(table: Table) -> Bools:
    """Return which times are of no known hour: a day alone, which was read as its midnight, and what was reckoned."""
    if not {"time", "time_precision"} <= set(table.column_names):
        return np.zeros(table.num_rows, bool)
    written, precision = pc.local_timestamp(table["time"]), table["time_precision"]
    midnight = pc.equal(written, pc.floor_temporal(written, unit="day"))
    found = pc.or_(pc.and_(pc.equal(precision, LOCAL), midnight), pc.equal(precision, ESTIMATED))
    return np.asarray(pc.fill_null(found, False).to_numpy())
