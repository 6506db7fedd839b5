"""Records as rows: those of a platform by its export, which makes comments of them, and all others as they stand."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, islice
from typing import Any

from sentiment.errors import ReadError
from sentiment.reading.columns import personal
from sentiment.reading.compression import LimitError
from sentiment.reading.formats import json_records
from sentiment.reading.log import Log
from sentiment.reading.mojibake import Mended
from sentiment.reading.platforms import Export, private
from sentiment.reading.recognition.nested import Nested, is_named
from sentiment.reading.recognition.numbering import Numbering
from sentiment.table.times import time

Row = dict[str, Any]
PROSE = re.compile(r"(?:[^\W\d_]{2,}\W*\s\W*){2}[^\W\d_]{2,}")  # three words
HOLDING = ("JSON", "JSON Lines", "Parquet", "Arrow")  # formats whose cells may be objects
LOOKED_AT = 50  # records that tell whether comments stand in lists inside them
Rows = Callable[[Log], Iterator[tuple[int, Row]]]


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


def refuse_private(name: str, record: Mapping[str, Any], wanted: Wanted) -> None:
    """Refuse a part of an archive that holds followers, searches, logins, direct messages and the like.

    Raises:
        ReadError: it does, and the user did not say what the file is.
    """
    judged = bool(wanted.exports) and not wanted.forced
    if judged and (what := private.reason(name, record)):
        hint = "leave it out; if it is a table of comments after all, add --platform none"
        raise ReadError("a file of comments", f"{name}: {what}, no comments", hint)


def exported(export: Export | None, name: str, why: str, wanted: Wanted, read: Rows) -> Table:
    """Return the table of a file whose records `read` yields."""
    if export is None and name in HOLDING and (inside := embedded(_first_of(read, Log("")), wanted)):
        key, found = inside
        why = f"{why}, with lists of another's objects under {key}"
        return exported(found, name, why, wanted, partial(_unwrapped, read, key))
    if export is None:
        return Table(name, why, wanted.encoding, partial(_plain, partial(_found, read)), note=wanted.note)
    evidence = "you said so, its fields are of no such export" if export.forced else "with the fields of that export"
    why = f"{name}, {why}, {evidence}"
    return Table(export.name, why, wanted.encoding, lambda log: _apply(export, read(log), log), True, wanted.note)


def _found(read: Rows, log: Log) -> Iterator[tuple[int, Row]]:
    """Yield what a search engine found without what it says of it; in its bulk format the id stands a line above."""
    above: Any = None
    for number, record in read(log):
        source = record.get("_source")
        if (
            len(record) == 1
            and isinstance(action := record.get("index", record.get("create")), dict)
            and ({"_id", "_index"} & action.keys())
        ):
            above = action.get("_id", "")
            continue
        if isinstance(source, dict):
            record = {"_id": record.get("_id"), **source}
        elif above:
            record = {"_id": above, **record}
        above = None
        yield number, record


def embedded(records: list[Row], wanted: Wanted) -> tuple[str, Export] | None:
    """Return the key under which records hold lists of an export's objects, such as the answers of an interface."""
    for record in records:
        for key, cell in record.items():
            if is_named(key) and isinstance(cell, list) and cell and isinstance(cell[0], Mapping):
                tidy = json_records.tidy(dict(cell[0]), set())
                found = next((export for export in wanted.exports if export.recognise(tidy)), None)
                if found is not None:
                    return key, found
    return None


def _unwrapped(read: Rows, key: str, log: Log) -> Iterator[tuple[int, Row]]:
    for number, record in read(log):
        for entry in record.get(key) or []:
            if isinstance(entry, dict):
                yield number, entry
            else:
                log.reject(number, f"an object expected in {key}, {type(entry).__name__} found")


def _plain(read: Rows, log: Log) -> Iterator[tuple[int, Row]]:
    rows = read(log)
    begun: list[tuple[int, Row]] = []
    broken: ReadError | None = None
    try:
        begun.extend(islice(rows, LOOKED_AT))
    except LimitError:
        raise
    except ReadError as error:  # it breaks off: what came before is read, and then it is said
        broken = error
    nested, numbering = Nested().look(record for _, record in begun), Numbering(record for _, record in begun)
    for number, record in chain(begun, rows):
        seen: set[str] = set()
        try:
            if nested.keys:
                found = nested.rows(json_records.tidy(record, seen), f"{log.file}:{number}")
                yield from ((number, json_records.flat(row)) for row in found)
            else:
                yield number, numbering.add(json_records.row(record, seen), f"{log.file}:{number}")
        except ReadError as error:
            log.reject(number, str(error))
        log.repairs.update(seen)
    if broken is not None:
        raise broken
    if numbering.column is not None:
        log.note(f"which comment a row answers is told by the numbers in column {numbering.column!r}")
    if nested.keys:
        log.note(f"rows are made of the comments in lists under {', '.join(sorted(nested.keys))}")
    if nested.posts:
        log.warn(f"texts of posts that comments are on, not counted as comments: {nested.posts:,}")


def _first_of(read: Rows, log: Log) -> list[Row]:
    """Return the first records of a file, as far as they can be read."""
    found: list[Row] = []
    try:
        found.extend(record for _, record in islice(read(Log(log.file)), LOOKED_AT) if isinstance(record, dict))
    except LimitError:
        raise
    except ReadError:  # what breaks off is said when all is read
        pass
    return found


def _apply(export: Export, rows: Iterator[tuple[int, Row]], log: Log) -> Iterator[tuple[int, Row]]:
    """Turn records into comments; one record may hold many, or none."""
    threads: dict[str, str] = {}
    numbered: dict[str, str] = {}
    elsewhere: Counter[str] = Counter()
    beside: set[str] = set()  # columns that are filled where there is a text
    found = 0
    for number, record in rows:
        seen: set[str] = set()
        try:
            comments: list[Row] = [dict(comment) for comment in export.comments(json_records.tidy(record, seen))]
            if seen:
                log.repairs[json_records.MOJIBAKE] += _keep_written(comments, map(dict, export.comments(record)))
        except ReadError as error:
            log.reject(number, f"expected {error.expected}; found {error.found}")
            continue
        if export.forced and comments and not log.columns:
            _own_up(log, export, json_records.flat(record), comments[0])
        found += len(comments)
        if len(comments) != 1 or comments[0]["text"] is not None:
            beside |= {name for name, cell in record.items() if cell not in (None, "")}
        elif place := _prose(record, comments[0]):
            elsewhere[place] += 1
        for comment in comments:
            if place := comment.get("number"):  # 1-2 answers 1, in the same file
                numbered[place] = comment["id"]
                comment["parent"] = comment["parent"] or numbered.get(place.rpartition("-")[0])
            if export.chained and (answered := comment["parent"]):
                thread = threads.get(answered) or answered
                comment["thread"] = threads[comment["id"]] = thread
            yield number, comment
    for name, rows_without in elsewhere.items():
        if name in beside:
            continue
        hint = f"--platform none --column text={name} reads those"
        log.warn(
            f"rows without a text where {export.name} has it, and with one in column {name!r}: {rows_without:,}; {hint}"
        )
    if export.nothing and not found:
        raise ReadError("at least one comment", f"{log.file}: {export.nothing}", "give the file that holds comments")


def _prose(record: Row, comment: Row) -> str | None:
    """Return the column of a table that holds a text though the row that was made of it has none."""
    known = {str(cell) for cell in comment.values() if cell is not None}
    for name, cell in record.items():
        is_text = isinstance(cell, str) and PROSE.search(cell) and cell[:1] not in "[{<" and "://" not in cell
        if is_text and cell not in known and personal.by_name(str(name)) is None and time(cell)[0] is None:
            return str(name)
    return None


def _own_up(log: Log, export: Export, record: Row, comment: Row) -> None:
    """Say that a file was forced into an export, and which of its fields were taken: those that alone hold a value."""
    log.warn(f"read as {export.name} because you said so, against its fields; else leave --platform out")
    times = Counter(map(str, record.values()))
    names = {str(found): name for name, found in record.items() if times[str(found)] == 1}
    log.columns = tuple(record)
    log.mapping = {role: names[str(cell)] for role, cell in comment.items() if str(cell) in names}


def _keep_written(comments: list[Row], unmended: Iterator[Row]) -> int:
    """Let each text that was mended remember how the file has it; return how many comments were mended anywhere."""
    mended = 0
    for comment, raw in zip(comments, unmended, strict=False):
        mended += any(isinstance(cell, str) and cell != raw.get(name) for name, cell in comment.items())
        text, written = comment["text"], raw["text"]
        if text and written and text != written and not isinstance(text, Mended):
            comment["text"] = Mended(text, written)
    return mended
