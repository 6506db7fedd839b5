"""Records of a platform as comments, with what only the whole file tells: chains of answers, numbers, other columns."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sentiment.errors import ReadError
from sentiment.reading.columns import personal
from sentiment.reading.formats import json_records
from sentiment.reading.log import Log
from sentiment.reading.mojibake import Mended
from sentiment.reading.platforms._base import Export
from sentiment.reading.recognition.nested import comments_in, is_named
from sentiment.table.times import time

Row = dict[str, Any]
Rows = Callable[[Log], Iterator[tuple[int, Row]]]

_PROSE = re.compile(r"(?:[^\W\d_]{2,}\W*\s\W*){2}[^\W\d_]{2,}")  # three words


def made(export: Export, read: Rows, log: Log) -> Iterator[tuple[int, Row]]:
    """Turn records into comments; one record may hold many, or none."""
    links, elsewhere, unread, found = _Links(export.chained), _Elsewhere(), _Unread(), 0
    for number, record in read(log):
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
        elsewhere.add(record, comments)
        unread.add(record, comments)
        for comment in comments:
            links.add(comment)
            yield number, comment
    elsewhere.tell(export.name, log)
    unread.tell(export.name, log)
    if export.nothing and not found:
        raise ReadError("at least one comment", f"{log.file}: {export.nothing}", "give the file that holds comments")


@dataclass
class _Links:
    """What answers what: by numbers (1-2 answers 1 of the same file), and the first of each chain as its thread."""

    chained: bool
    threads: dict[str, str] = field(default_factory=dict)
    numbered: dict[str, str] = field(default_factory=dict)

    def add(self, comment: Row) -> None:
        if place := comment.get("number"):
            self.numbered[place] = comment["id"]
            comment["parent"] = comment["parent"] or self.numbered.get(place.rpartition("-")[0])
        if self.chained and (answered := comment["parent"]):
            thread = self.threads.get(answered) or answered
            comment["thread"] = self.threads[comment["id"]] = thread


@dataclass
class _Elsewhere:
    """Columns that hold a text where the export has none, and that are empty where it has one.

    Such are the tables of two shops under each other.
    """

    rows: Counter[str] = field(default_factory=Counter)
    beside: set[str] = field(default_factory=set)

    def add(self, record: Row, comments: list[Row]) -> None:
        if len(comments) != 1 or comments[0]["text"] is not None:
            self.beside |= {name for name, cell in record.items() if cell not in (None, "")}
        elif place := _prose(record, comments[0]):
            self.rows[place] += 1

    def tell(self, export: str, log: Log) -> None:
        for name, rows in self.rows.items():
            if name not in self.beside:
                held = f"rows without a text where {export} has it, and with one in column {name!r}: {rows:,}"
                log.warn(f"{held}; --platform none --column text={name} reads those")


@dataclass
class _Unread:
    """Lists of comments inside the records that the export passes over."""

    comments: Counter[str] = field(default_factory=Counter)

    def add(self, record: Row, comments: list[Row]) -> None:
        for key, cell in record.items() if len(comments) < 2 else ():
            inner = comments_in(cell, key) if is_named(key) and isinstance(cell, list | dict) else []
            texts = {text for one in inner for text in one.values() if isinstance(text, str)}
            ids = tuple(str(one["id"]) for one in inner if one.get("id") is not None)
            read = any(comment["text"] in texts or str(comment["id"]).endswith(ids) for comment in comments)
            if inner and not read:
                self.comments[key] += len(inner)

    def tell(self, export: str, log: Log) -> None:
        for key, count in self.comments.items():
            held = f"comments in lists under {key!r} that {export} does not read: {count:,}"
            log.warn(f"{held}; --platform none reads them")


def _prose(record: Row, comment: Row) -> str | None:
    """Return the column of a table that holds a text though the row that was made of it has none."""
    known = {str(cell) for cell in comment.values() if cell is not None}
    for name, cell in record.items():
        is_text = isinstance(cell, str) and _PROSE.search(cell) and cell[:1] not in "[{<" and "://" not in cell
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
