"""Records as rows: those of a platform by its export, which makes comments of them, and all others as they stand."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from sentiment.errors import ReadError
from sentiment.reading import figures
from sentiment.reading.log import Log
from sentiment.reading.platforms import private
from sentiment.reading.platforms._base import Export
from sentiment.reading.recognition import comments, records

Row = dict[str, Any]
Rows = Callable[[Log], Iterator[tuple[int, Row]]]
MEMORY = "memory"
HOLDING = ("JSON", "JSON Lines", "Parquet", "Arrow", MEMORY)  # formats whose cells may be objects


@dataclass(frozen=True)
class Table:
    """A file that was recognised. `rows` reads it; `finished` rows have the columns of the row already."""

    format: str
    why: str
    encoding: str
    rows: Rows
    finished: bool = False
    note: str | None = None


@dataclass(frozen=True)
class Wanted:
    """What a file may be, and what its bytes told: `exports` are all, or those that the user named (`forced`)."""

    exports: tuple[Export, ...]
    forced: bool
    encoding: str = ""
    note: str | None = None


def find(record: Mapping[str, Any], wanted: Wanted) -> Export | None:
    """Return the export that knows a record; where none does, the first of those that the user named."""
    found = next((export for export in wanted.exports if export.recognise(record)), None)
    return replace(wanted.exports[0], forced=True) if found is None and wanted.forced and wanted.exports else found


def refuse_others(name: str, record: Mapping[str, Any], wanted: Wanted) -> None:
    """Refuse what a first record shows to be no comments: figures of this program, followers, direct messages.

    Raises:
        ReadError: it does, and the user did not say what the file is.
    """
    if not wanted.exports or wanted.forced:
        return
    if what := figures.of_header(list(record)) or figures.of_keys(record):
        raise figures.refused(name, what)
    if what := private.reason(name, record):
        hint = "leave it out; if it is a table of comments after all, add --platform none"
        raise ReadError("a file of comments", f"{name}: {what}, no comments", hint)


def exported(export: Export | None, name: str, why: str, wanted: Wanted, read: Rows) -> Table:
    """Return the table of a file whose records `read` yields."""
    if export is None and name in HOLDING and (inside := records.embedded(read, wanted.exports)):
        key, found = inside
        why = f"{why}, with lists of another's objects under {key}"
        return exported(found, name, why, wanted, partial(records.unwrapped, read, key))
    if export is None:
        return Table(name, why, wanted.encoding, partial(records.plain, read), note=wanted.note)
    evidence = "you said so, its fields are of no such export" if export.forced else "with the fields of that export"
    why = f"{name}, {why}, {evidence}"
    made = partial(comments.made, export, read)
    return Table(export.name, why, wanted.encoding, made, finished=True, note=wanted.note)
