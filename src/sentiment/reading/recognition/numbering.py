"""Answers that are told by numbering alone: 1, 1-1, 1-2, 2, as tools that export comments write into their tables."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from sentiment.reading.columns.names import FOLDED, fold

Row = dict[str, Any]

_PLACE = re.compile(r"\d{1,7}(?:-\d{1,7})*")


class Numbering:
    """The column of a table that numbers its rows, if there is one, and the ids of the rows so far."""

    def __init__(self, records: Iterable[Mapping[str, Any]]) -> None:
        """Find the column: numbers alone, some of them 1-1, each of which stands below its 1."""
        held: dict[str, list[str]] = {}
        for record in records:
            for name, cell in record.items():
                if isinstance(cell, str | int) and cell != "":
                    held.setdefault(name, []).append(str(cell))
        self.column = next((name for name, places in held.items() if _numbers(places)), None)
        self._id = next((name for name in held if fold(name) in FOLDED["id"]), None)
        if any(fold(name) in FOLDED["parent"] for name in held):
            self.column = None
        self._ids: dict[str, Any] = {}

    def add(self, record: Row, called: str) -> Row:
        """Return a record with its parent; `called` is what it is called when it has no id."""
        place = str(record.get(self.column or "", ""))
        if self.column is None or not _PLACE.fullmatch(place):
            return record
        self._ids[place] = (record.get(self._id) if self._id else None) or called
        return {**record, "parent": self._ids.get(place.rpartition("-")[0])}


def _numbers(places: list[str]) -> bool:
    known: set[str] = set()
    answers = 0
    for place in places:
        above = place.rpartition("-")[0]
        if not _PLACE.fullmatch(place) or (above and above not in known):
            return False
        known.add(place)
        answers += bool(above)
    return answers > 0 and len(known) == len(places)
