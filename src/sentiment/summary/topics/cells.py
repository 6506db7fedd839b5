"""Themes by group and time: one row a cell, and the differences between groups and periods that were looked at."""

from collections.abc import Iterator, Sequence

import numpy as np

from sentiment.arrays import Ints
from sentiment.estimation.evidence import Evidence
from sentiment.rendering.document import ThemeCell, ThemeDifference
from sentiment.summary.comparisons import differences, pairs
from sentiment.summary.composition import mixes
from sentiment.summary.material import Material
from sentiment.summary.topics.recurrence import recurrence
from sentiment.table.groups import HOUR, NO_VALUE, UNITS, Grouping, codes_by, given, grouping, times_of
from sentiment.table.zones import mostly_hourless

Part = tuple[str | None, str | None, str | None, Ints]  # column, group, period, rows
PERIODS, CROSSED = 24, 12  # periods at most, and groups of a column that are crossed with them
THEME, NONE = "theme", "no theme"


def cells(
    found: Material, members: Sequence[Ints], swings: Sequence[float], by: Sequence[str], floor: int
) -> list[ThemeCell]:
    """Return how much of each part a theme is: of all comments, of each group, period, and group in a period.

    Args:
        found: the table.
        members: the rows of each theme.
        swings: how far the size of each swings, as a part of it; see `Clusters`.
        by: what the comments are grouped by.
        floor: groups with fewer scored comments are folded into `other`.
    """
    parts = list(_parts(found, by, floor)) if members else []
    return [
        _cell(found, theme, own, swing, part)
        for theme, (own, swing) in enumerate(zip(members, swings, strict=True))
        for part in parts
    ]


def theme_differences(found: Material, members: Sequence[Ints], by: Sequence[str], floor: int) -> list[ThemeDifference]:
    """Return the differences of themes between groups and periods, each widened for the number of all of them.

    Each text counts once a part, lest a campaign make a difference. Languages are not compared: how often a cluster
    takes a comment in hangs on its language.
    """
    evidence, scored = found.evidence, found.evidence.predicted >= 0
    kinds, couples, themes = mixes(found.table), [], []
    for groups, column in _groupings(found, by, floor):
        if groups.small or "language" in column.split("+"):
            continue
        ones = {name: evidence.ones(rows) for name, rows in groups.rows(scored).items()}
        for theme, own in enumerate(members):
            inside = np.ones(len(evidence.predicted), np.int64)
            inside[own] = 0
            sorted_out = Evidence(
                (THEME, NONE), inside, evidence.languages, evidence.texts, level=evidence.level, units=evidence.units
            )
            made = pairs(column, ones, sorted_out, kinds, timed=groups.timed, floor=floor)
            couples += made
            themes += [theme] * len(made)
    told = differences(couples, (THEME,), evidence.level, counts=True)
    return [{**difference, "theme": theme} for difference, theme in zip(told, themes, strict=True)]


def _groupings(found: Material, by: Sequence[str], floor: int) -> Iterator[tuple[Grouping, str]]:
    """Yield the columns that have groups, and the periods."""
    scored = found.evidence.predicted >= 0
    for column in dict.fromkeys(by):
        groups = grouping(found.table, column, scored, floor)
        if given(groups):
            yield groups, column
    if (unit := _unit(found)) and unit not in by:
        yield grouping(times_of(found.table), unit, scored), unit


def _parts(found: Material, by: Sequence[str], floor: int) -> Iterator[Part]:
    scored = found.evidence.predicted >= 0
    yield None, None, None, found.rows
    unit = _unit(found)
    for groups, column in _groupings(found, by, floor):
        for place, (name, rows) in enumerate(groups.rows(scored).items()):
            if groups.timed:
                yield None, None, name, rows
                continue
            yield column, name, None, rows
            if unit and place < CROSSED:
                yield from ((column, name, period, own) for period, own in _by_period(found, unit, rows))


def _by_period(found: Material, unit: str, rows: Ints) -> Iterator[tuple[str, Ints]]:
    names, codes = codes_by(times_of(found.table), unit)
    for code in sorted(np.unique(codes[rows]).tolist(), key=lambda code: names[code]):
        if names[code] != NO_VALUE:
            yield names[code], rows[codes[rows] == code]


def _unit(found: Material) -> str | None:
    """Return the finest unit of time of which there are few enough; None without times, or with one period."""
    table = found.table
    if "time" not in table.column_names or not (timed := table["time"].is_valid().to_numpy()[found.rows]).any():
        return None
    counts = {}
    for unit in reversed(UNITS):
        if unit == HOUR and mostly_hourless(table, found.rows[timed]):
            continue
        _, codes = codes_by(times_of(table), unit)
        counts[unit] = len(np.unique(codes[found.rows[timed]]))
        if 1 < counts[unit] <= PERIODS:
            return unit
    return "month" if counts["month"] > 1 else None


def _cell(found: Material, theme: int, members: Ints, swing: float, part: Part) -> ThemeCell:
    column, group, period, rows = part
    inside = rows[np.isin(rows, members, assume_unique=True)]
    told = recurrence(inside, rows, found.evidence.texts, found.evidence.level, swing)
    return {"theme": theme, "column": column, "group": group, "period": period, "count": len(inside), **told}
