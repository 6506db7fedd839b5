"""What the user's own columns are called beside those of the row and those that labelling adds."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import count
from typing import Any

from sentiment.reading.log import Log
from sentiment.table.comment import COLUMNS
from sentiment.table.labels import CONTRARY, EMOTION, IRONIES, LABELS, STANCE, STANCES, column
from sentiment.text import visible

MOST = 1000  # columns of a file that are kept beside those of the row
PREPARED = frozenset(("clean", "language", "copy_of", "language_found"))
SCORED = frozenset(("label", "model", "windows", "vector", "text_raw", STANCE, CONTRARY, EMOTION, "p_ironic")) | {
    column("label", label) for label in (*LABELS, *STANCES, *IRONIES)
}
ADDED = PREPARED | SCORED
_OF_EVENTS = re.compile(r"(?:stance|toward|contrary)_[1-9]\d*")
_ADDED_TOO = re.compile(rf"p_.*|{_OF_EVENTS.pattern}", re.DOTALL)  # labels of any model, several events
_MODEL = re.compile(r".+@[0-9a-f]{6,}")  # name and digest, as the classifier writes them


def is_ours(header: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> bool:
    """Return whether a table was written by this program, so that columns such as `label` are what they say.

    One that is labelled has `label`, its probabilities, and the model with its digest; one that is prepared all that is
    added then; a sample to be labelled its strata and weights.
    """
    names = set(header)
    if {"label", "model"} <= names and any(name.startswith("p_") for name in names):
        models = {str(row["model"]) for row in rows if row.get("model") is not None}
        return all(map(_MODEL.fullmatch, models))
    return names >= {"text", *PREPARED} or {"gold", "stratum", "weight"} <= names


def never_said(header: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> frozenset[str]:
    """Return what of a table cannot be what somebody said: this program's columns, by its events also in part of one.

    `text_raw` is the text once more, where that is there.
    """
    of_events = frozenset(filter(_OF_EVENTS.fullmatch, header))
    ours = ADDED if of_events or is_ours(header, rows) else frozenset()
    return of_events | (ours if "text" in header else ours - {"text_raw"})


def added_here(header: Iterable[str]) -> frozenset[str]:
    """Return which columns of a table of this program it added: labels, and the text once more. No id is among them."""
    return frozenset(name for name in header if name.startswith("p_") or name in ADDED - {"copy_of"})


def is_scored_here(record: Mapping[str, Any]) -> bool:
    """Return whether the first row of a table has all that this program adds, so that it is no platform's."""
    added = {"clean", "language", "copy_of", "label", "model"}
    return record.keys() >= {"id", "text", *added} and is_ours(tuple(record), [record])


class OwnNames:
    """Names for the columns of one file; `of` are those given so far."""

    def __init__(self, log: Log, reserved: Collection[str] = ()) -> None:
        """Reserve the names of the row, and others: in a table that is not of this program those that it adds."""
        self.of: dict[str, str] = {}
        self._log, self._reserved, self._is_foreign = log, {*COLUMNS, *reserved}, "label" in reserved

    def name(self, column: str, *, tell: bool = True) -> str | None:
        """Name one more column; None after the first thousand."""
        if len(self.of) == MOST:
            self._log.note(f"not copied: columns after the first {MOST:,}")
            return None
        bare = visible(column).strip() or "column"
        is_reserved = bare in self._reserved or (self._is_foreign and _ADDED_TOO.fullmatch(bare) is not None)
        called = f"own_{bare}" if is_reserved else bare
        taken = set(self.of.values())
        if called in taken:
            called = next(name for i in count(2) if (name := f"{called} ({i})") not in taken)
        if is_reserved and tell:
            self._log.warn(f"the file's own column {bare!r} is kept as {called!r}")
        self.of[column] = called
        return called

    def name_all(self, columns: Iterable[str]) -> None:
        """Name the columns of a header, and say once which of them could not keep their names."""
        kept = [(column, called) for column in columns if (called := self.name(column, tell=False)) is not None]
        moved = [called for column, called in kept if called.startswith("own_") and column != called]
        if moved:
            which, why = ("column is", "its name is") if len(moved) == 1 else ("columns are", "their names are")
            self._log.warn(f"the file's own {which} kept as {', '.join(map(repr, moved))}: {why} needed")
