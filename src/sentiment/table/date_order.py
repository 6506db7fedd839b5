"""How a column writes its dates in figures: what one cell cannot tell, the cells beside it do."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sentiment.table.times import DAY_FIRST, MONTH_FIRST, YEAR_FIRST

FIRST = date(2004, 1, 1)  # comments are not older
FEW = 3  # texts, and dates, by which a spreadsheet's exchange is seen
CLOSER = 3  # a reading in which the dates lie this many times closer together is the likelier one
NAMES = {DAY_FIRST: "day first", MONTH_FIRST: "month first", YEAR_FIRST: "year first"}

_GROUPS = {DAY_FIRST: (4, 3, 1), MONTH_FIRST: (4, 1, 3), YEAR_FIRST: (1, 3, 4)}  # of year, month and day
_FIGURES = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Order:
    """Which of `times.DAY_FIRST`, `MONTH_FIRST`, `YEAR_FIRST` a column is in; `other` may be as true."""

    name: str = DAY_FIRST
    other: str | None = None


@dataclass(slots=True)
class Trial:
    """One reading of all dates of a column or a chat, in the order of its rows."""

    invalid: int = 0
    forward: int = 0
    backward: int = 0
    days: int = 0
    last: date | None = None

    def add(self, found: date | None) -> None:
        """Take the next date; None for one that cannot be."""
        if found is None:
            self.invalid += 1
            return
        if self.last is not None:
            step = (found - self.last).days
            self.forward, self.backward = self.forward + (step > 0), self.backward + (step < 0)
            self.days += abs(step)
        self.last = found

    @property
    def disorder(self) -> int:
        """Steps against the direction that most take: a table runs forward, or has its newest row first."""
        return min(self.forward, self.backward)


def order(cells: Iterable[Any]) -> Order:
    """Tell the order from the cells of a column, in the order of the rows.

    A reading that makes impossible dates, or dates before 2004 or to come, is out. Else rows stand in the order of time
    in one reading and not in the other; else comments lie close together, and a reading that spreads days over months
    is the unlikelier one. Where nothing tells, the day comes first, as outside of the United States.
    """
    found = [match for cell in cells if isinstance(cell, str) and (match := _FIGURES.match(cell.strip()))]
    trials = {name: _tried(found, name) for name in NAMES if _may_be(found, name)}
    fewest = min((trial.invalid for trial in trials.values()), default=0)
    left = [name for name, trial in trials.items() if trial.invalid == fewest]
    if len(left) < 2:
        return Order(left[0] if left else DAY_FIRST)
    best, second = sorted(left, key=lambda name: (trials[name].disorder, trials[name].days))[:2]
    if trials[best].days == trials[second].days == 0 and all(match[1] == match[3] for match in found):
        return Order(best)  # 05/05/2023 is the same in both
    return Order(best) if _is_likelier(trials[best], trials[second]) else Order(left[0], left[1])


def turned(cells: Iterable[Any]) -> bool:
    """Return whether a spreadsheet has exchanged day and month in those dates of a column that it took for dates.

    It takes 10/05/2023 for the tenth of May where its country writes the day first, and leaves 10/31/2023 as text. So
    all texts are dates in one order alone, no other has a day above 12, and exchanged they lie closer to the texts.
    """
    held = list(cells)
    texts = [found for cell in held if isinstance(cell, str) and (found := _single(cell.strip()))]
    dates = [cell.date() for cell in held if isinstance(cell, datetime)]
    if min(len(texts), len(dates)) < FEW or len(texts) + len(dates) < len(held) or any(day.day > 12 for day in dates):
        return False
    middle = sorted(texts)[len(texts) // 2]
    apart, exchanged = (
        sum(abs((day - middle).days) for day in days)
        for days in (dates, [d.replace(month=d.day, day=d.month) for d in dates])
    )
    return exchanged * CLOSER <= apart


def _single(cell: str) -> date | None:
    """Return the date of a cell with figures that can be read in one order of day and month alone."""
    match = _FIGURES.match(cell)
    if match is None or len(match[4]) < 4 or (int(match[1]) > 12) == (int(match[3]) > 12):
        return None
    month, day = sorted((int(match[1]), int(match[3])))
    try:
        return date(int(match[4]), month, day)
    except ValueError:
        return None


def _may_be(found: Sequence[re.Match[str]], name: str) -> bool:
    if name == MONTH_FIRST:
        return any(match[2] != "." for match in found)
    short = all(len(match[1]) == 2 and len(match[4]) == 2 for match in found)
    return name == DAY_FIRST or (short and bool(found))


def _tried(found: Sequence[re.Match[str]], name: str) -> Trial:
    trial, latest = Trial(), datetime.now(UTC).date() + timedelta(days=366)
    for match in found:
        year, month, day = (int(match[group]) for group in _GROUPS[name])
        try:
            day_found = date(year + 2000 if year < 100 else year, month, day)
        except ValueError:
            trial.add(None)
            continue
        trial.add(day_found if FIRST <= day_found <= latest else None)
    return trial


def _is_likelier(best: Trial, second: Trial) -> bool:
    steps = best.forward + best.backward
    if best.disorder == 0 and second.disorder * 10 > steps > 2:
        return True
    return steps > 1 and best.days * CLOSER <= second.days
