"""What the user's own columns are called beside those of the row and those that labelling adds."""

import re
from collections.abc import Mapping, Sequence
from itertools import count
from typing import Any

from sentiment.reading.log import Log
from sentiment.table.comment import COLUMNS
from sentiment.table.labels import EMOTION, IRONIES, LABELS, STANCE, STANCES, column
from sentiment.text import visible

MOST = 1000  # columns of a file that are kept beside those of the row
PREPARED = frozenset(("clean", "language", "copy_of", "language_found"))
SCORED = frozenset(("label", "model", "windows", "vector", "text_raw", STANCE, EMOTION, "p_ironic")) | {
    column("label", label) for label in (*LABELS, *STANCES, *IRONIES)
}
_MODEL = re.compile(r".+@[0-9a-f]{6,}")  # name and digest, as the classifier writes them


def is_ours(header: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> bool:
    """Return whether a table was written by this program, so that columns such as `label` are what they say.

    One that is labelled has `label`, its probabilities, and the model with its digest; one that is prepared the row's
    own columns beside what was added; a sample to be labelled its strata and weights.
    """
    names = set(header)
    if {"label", "model"} <= names and any(name.startswith("p_") for name in names):
        models = {str(row["model"]) for row in rows if row.get("model") is not None}
        return all(map(_MODEL.fullmatch, models))
    prepared = names >= {"text", "skipped", "file"} and names & PREPARED and "label" not in names
    return bool(prepared) or {"gold", "stratum", "weight"} <= names


class OwnNames:
    """Names for the columns of one file; `of` are those given so far."""

    def __init__(self, log: Log, *, is_ours: bool) -> None:
        """Reserve the names of the row, and in a table that is not of this program those that labelling adds."""
        self.of: dict[str, str] = {}
        self._log, self._reserved = log, {*COLUMNS} if is_ours else {*COLUMNS, *PREPARED, *SCORED}

    def name(self, column: str) -> str | None:
        """Name one more column; None after the first thousand."""
        if len(self.of) == MOST:
            self._log.note(f"not copied: columns after the first {MOST:,}")
            return None
        bare = visible(column).strip() or "column"
        called = f"own_{bare}" if bare in self._reserved else bare
        taken = set(self.of.values())
        if called in taken:
            called = next(name for i in count(2) if (name := f"{called} ({i})") not in taken)
        if bare in self._reserved:
            self._log.warn(f"the file's own column {bare!r} is kept as {called!r}")
        self.of[column] = called
        return called
