"""How a scored table is added up, handed on as one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Self
from zoneinfo import ZoneInfo

from sentiment.errors import DataError
from sentiment.table.selection import ALL, Selection, moment
from sentiment.table.zones import UTC, zone

FLOOR, LEVEL = 5, 0.95
AUTO = "auto"
BY = ("group", "language")


def check_level(level: float) -> None:
    """Refuse a coverage that is none, such as 95 for 0.95, before any work is done for it.

    Raises:
        DataError: it is not between 0 and 1.
    """
    if not 0 < level < 1:
        raise DataError("a level between 0 and 1", str(level), f"try level={level / 100 if 1 < level < 100 else LEVEL}")


@dataclass(frozen=True, slots=True)
class Method:
    """How to add up; see `sentiment.summarize`.

    Attributes:
        by: what to group by; None is what of `BY` is there.
        event: the moment that parts before from after; None compares nothing.
        floor: groups with fewer scored comments are folded into `other`.
        level: nominal coverage of the intervals.
        targets: say what the comments are about, and on which side of it they are.
        zone: that days and hours are of.
        selection: of the rows that are counted.
    """

    by: tuple[str, ...] | None = None
    event: datetime | None = None
    floor: int = FLOOR
    level: float = LEVEL
    targets: bool = False
    zone: ZoneInfo = ZoneInfo(UTC)
    selection: Selection = ALL

    @classmethod
    def of(
        cls,
        by: str | Sequence[str] | None = None,
        event: datetime | str | None = None,
        floor: int = FLOOR,
        level: float = LEVEL,
        targets: str | None = None,
        timezone: str | None = None,
        selection: Selection = ALL,
    ) -> Self:
        """Take what the user wrote.

        Raises:
            DataError: the event is no time, there is no such zone or level, or the targets are not found by themselves.
        """
        check_level(level)
        if targets not in (None, AUTO):
            raise DataError(f"--targets {AUTO}", str(targets), "name your own, one each, after --toward")
        columns = (by,) if isinstance(by, str) else None if by is None else tuple(by)
        own = zone(timezone)
        return cls(columns, moment(event, own, "--event"), floor, level, targets is not None, own, selection)

    def columns(self, known: Sequence[str]) -> tuple[str, ...]:
        """Return what to group a table of these columns by."""
        return tuple(column for column in BY if column in known) if self.by is None else self.by
