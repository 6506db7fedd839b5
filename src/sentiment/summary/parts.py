"""The parts of a report that groups and time make, and what was not scored."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from sentiment.arrays import Bools, Ints
from sentiment.errors import DataError
from sentiment.estimation.evidence import Evidence
from sentiment.rendering.document import Event, Groups
from sentiment.summary.answers import answering
from sentiment.summary.comparisons import COMPARED, Pair, differences, pair, pairs
from sentiment.summary.composition import mixes
from sentiment.summary.entries import entries
from sentiment.summary.material import Material
from sentiment.table.comments import Table, give_back
from sentiment.table.groups import HOUR, MOST, NO_VALUE, Grouping, given, grouping, times_of
from sentiment.table.ranking import commonest
from sentiment.table.zones import LOCAL, hourless, mostly_hourless, zone, zone_of

EARLIER = "earlier"


def skipped(table: Table, rows: Ints) -> dict[str, int]:
    """Return how many of these rows were not scored, by reason, most frequent first."""
    if "skipped" not in table.column_names:
        return {"not scored": len(rows)} if len(rows) else {}
    return commonest(Counter(reason or "not scored" for reason in table["skipped"].take(rows).to_pylist()))


def parts(found: Material, *, by: Sequence[str], event: datetime | None, floor: int) -> Groups:
    """Return what the document says of parts: groups and their sizes, periods, before and after, differences."""
    table, evidence, scored = found.table, found.evidence, found.evidence.predicted >= 0
    told: Groups = {
        "groups": {}, "scored_by": {}, "skipped_by": {}, "folded": {}, "small": [], "time": [],
        "group_words": {}, "group_quotes": {}, "event": None, "differences": [], "undated": 0,
        "hourless": 0, "timezone": zone_of(table),
    }  # fmt: skip
    compared: list[Pair] = []
    kinds = mixes(table)
    for column in dict.fromkeys(by):
        groups = grouping(table, column, scored, floor)
        members = groups.rows(scored)
        if not given(groups) or not members:
            continue
        _add_column(told, found, column, groups, members)
        if groups.small:
            told["small"].append(column)
        else:
            compared += pairs(column, members, evidence, kinds, timed=groups.timed, floor=floor)
    if "time" in table.column_names and table["time"].null_count < table.num_rows:
        told["time"] = _timeline(table, evidence, scored)
        told["undated"] = int(np.count_nonzero(scored & table["time"].is_null().to_numpy()))
        told["hourless"] = int(np.count_nonzero(scored & hourless(table)))
        if event is not None:
            told["event"], couple = _event(table, evidence, event, floor, kinds)
            compared += couple
    elif event is not None:
        raise DataError("comments with a time", "none", "leave --event out, or name the column: --column time=NAME")
    compared += answering(found, floor, kinds)
    told["differences"] = differences(compared, evidence.labels, evidence.level)
    return told


def _add_column(told: Groups, found: Material, column: str, groups: Grouping, members: Mapping[str, Ints]) -> None:
    """Add the groups of one column: their shares, sizes, words and quotes."""
    evidence, scored = found.evidence, found.evidence.predicted >= 0
    told["groups"][column] = {name: entries(evidence.shares(rows)) for name, rows in members.items()}
    if "language" not in column.split("+"):  # which languages have words of their own anyway
        marks = found.words.distinctive(_latest(members), evidence.ones)
        give_back()
        told["group_words"][column] = {name: told_of for name, told_of in marks.items() if name in members}
    shown = list(members.items())[-MOST:]  # the last periods, where there are many
    told["group_quotes"][column] = {name: found.quotes.of(rows) for name, rows in shown}
    told["scored_by"][column] = {name: len(rows) for name, rows in members.items()}
    left_out = groups.rows(~scored)
    told["skipped_by"][column] = {name: skipped(found.table, rows) for name, rows in left_out.items()}
    told["folded"][column] = groups.folded


def _latest(members: Mapping[str, Ints]) -> dict[str, Ints]:
    """Return the last groups, and those before them as one: words are counted for each of them."""
    names = list(members)
    latest = {name: members[name] for name in names[-MOST:]}
    if earlier := [members[name] for name in names[:-MOST]]:
        latest[EARLIER] = np.sort(np.concatenate(earlier))
    return latest


def _timeline(table: Table, evidence: Evidence, scored: npt.NDArray[np.bool_]) -> list[dict[str, Any]]:
    """Return shares by hour, day or month, whichever fits the span; nothing when all came within one of them."""
    timed = scored & table["time"].is_valid().to_numpy()
    if not timed.any():
        return []
    span = pc.min_max(table["time"].filter(timed)).as_py()
    days = (span["max"] - span["min"]).days
    dense = timed.sum() >= 5 * 24 * (days + 1)
    by_hour = days < 3 and dense and not mostly_hourless(table, np.flatnonzero(timed))
    unit = HOUR if by_hour else "day" if days < 120 else "month"
    members = grouping(times_of(table), unit, timed).rows(timed)
    members.pop(NO_VALUE, None)
    if len(members) < 2:
        return []
    return [{"period": period, **entries(evidence.shares(rows))} for period, rows in members.items()]


def _event(
    table: Table, evidence: Evidence, event: datetime, floor: int, kinds: Mapping[str, Ints]
) -> tuple[Event, list[Pair]]:
    time = table["time"]
    later = pc.fill_null(pc.greater_equal(time, pa.scalar(event, time.type)), False).to_numpy()
    timed = (evidence.predicted >= 0) & time.is_valid().to_numpy()
    unplaced = timed & _of_the_day(table, event)
    timed &= ~unplaced
    before, after = np.flatnonzero(timed & ~later), np.flatnonzero(timed & later)
    told: Event = {
        "time": event.isoformat(),
        "before": entries(evidence.shares(before)),
        "after": entries(evidence.shares(after)),
        "unplaced": int(np.count_nonzero(unplaced)),
        "zoneless": _zoneless(table, timed),
    }
    if min(len(before), len(after)) < max(floor, COMPARED):
        return told, []
    return told, [pair("event", "after", "before", after, before, evidence, kinds)]


def _of_the_day(table: Table, event: datetime) -> Bools:
    """Return which rows are of the day of the event, and of no hour: neither before nor after it.

    An event that begins the day is before all of it.
    """
    moment = event.astimezone(zone(zone_of(table)))
    if moment.time() == datetime.min.time():
        return np.zeros(table.num_rows, bool)
    days = pc.local_timestamp(table["time"]).cast(pa.date32(), safe=False)
    same = pc.fill_null(pc.equal(days, pa.scalar(moment.date())), False).to_numpy()
    return np.asarray(same & hourless(table))


def _zoneless(table: Table, timed: npt.NDArray[np.bool_]) -> int:
    """Return how many of the times were written without a zone."""
    if "time_precision" not in table.column_names:
        return 0
    return int(np.count_nonzero(np.asarray(pc.fill_null(pc.equal(table["time_precision"], LOCAL), False)) & timed))
