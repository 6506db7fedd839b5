"""From a row as it stands in a file to the row of the one table."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import chain, count, islice
from typing import Any

from sentiment.errors import ReadError
from sentiment.reading.columns import roles as column
from sentiment.reading.columns.names import collected
from sentiment.reading.columns.privacy import Guard, columns, veil
from sentiment.reading.compression import LimitError
from sentiment.reading.log import Log
from sentiment.reading.mojibake import Mended
from sentiment.table import numbers, times
from sentiment.table.comment import COLUMNS
from sentiment.table.label_words import canonical
from sentiment.text import visible

Row = dict[str, Any]
SAMPLE = 200  # rows that a guess is made from
MOST = 1000  # columns of a file that are kept beside those of the row
GONE = {"[deleted]": "deleted", "[removed]": "removed"}
_IDS = ("id", "thread", "parent")
_TEXTS = ("group", "platform", "url", "gold", "skipped", "file", "time_precision")


def build(
    rows: Iterator[tuple[int, Row]],
    log: Log,
    *,
    finished: bool,
    given: Mapping[str, str],
    salt: str | None,
    written: datetime | None,
) -> Iterator[Row]:
    """Yield rows with all columns of the row, then the file's own; `log` learns the columns and what was mended.

    Args:
        rows: numbered rows of one file, as `table` yields them.
        log: of this file.
        finished: they have the columns of the row already, as platform exports do.
        given: column of the row -> column of the file, as the user said.
        salt: to hash authors with; None keeps them.
        written: when the file was written, for times such as "2 days ago".

    Raises:
        ColumnError: no column can be taken for the text.
    """
    sample, rest = _begun(rows)
    plan = _Finished(sample, log, salt) if finished else _Plan(sample, log, given, salt, written)
    for number, row in chain(sample, rest):
        log.rows += 1
        yield plan.row(number, row)


def _begun(rows: Iterator[tuple[int, Row]]) -> tuple[list[tuple[int, Row]], Iterator[tuple[int, Row]]]:
    """Return the first rows and an iterator over the others; where the file breaks off early, the error comes last."""
    sample: list[tuple[int, Row]] = []
    try:
        sample.extend(islice(rows, SAMPLE))
    except LimitError:
        raise
    except ReadError as error:
        return sample, _raising(error)
    return sample, rows


def _raising(error: ReadError) -> Iterator[tuple[int, Row]]:
    raise error
    yield


class _Finished:
    """Rows of an export: authors are hashed, ids that went through a spreadsheet are not used."""

    def __init__(self, sample: list[tuple[int, Row]], log: Log, salt: str | None) -> None:
        self._log, self._salt = log, salt
        own = {name: cells for name, cells in columns([row for _, row in sample]).items() if name not in COLUMNS}
        self._guard = Guard(own, log, salt)
        self._guard.tell(own)
        self._rounded = []
        for target in _IDS:
            native = [str(row[target]).rpartition(":")[2] for _, row in sample if row.get(target)]
            if numbers.is_rounded(native):
                self._rounded.append(target)
                log.warn(f"the {target} of each comment is rounded, as Excel and floats do to long ids: not used")

    def row(self, number: int, found: Row) -> Row:
        row: Row = dict.fromkeys(COLUMNS)
        own: Row = {}
        for name, cell in found.items():
            if name in COLUMNS:
                row[name] = cell
            elif not self._guard.drops(name):
                own[name] = cell
        for target in self._rounded:
            row[target] = f"{self._log.file}:{number}" if target == "id" else None
        if isinstance(text := row["text"], Mended):
            row["text"], row["text_raw"] = str(text), text.written
        row["file"] = self._log.file
        names = veil(row, self._salt)
        for name, cell in own.items():
            row[name] = self._guard.passes(name, cell, row["platform"], names)
        return row


class _Plan:
    """What to do with each column of one file."""

    def __init__(
        self, sample: list[tuple[int, Row]], log: Log, given: Mapping[str, str], salt: str | None,
        written: datetime | None,
    ) -> None:  # fmt: skip
        below = column.below([row for _, row in sample])
        self._header = {number for number, _ in sample[:below]}
        rows = [row for _, row in sample[below:]]
        held = columns(rows)
        header = list(held)
        log.columns = tuple(header)
        self._guard = Guard(held, log, salt)
        mapping, why = column.guess(header, rows, given, log.file, self._guard.kinds) if rows else ({}, "")
        for target in _IDS:
            source = mapping.get(target)
            if source and numbers.is_rounded(held[source]):
                del mapping[target]
                log.warn(f"column {source!r} is rounded, as Excel and floats do to long ids: not used as {target}")
        log.mapping = mapping
        if why and not given and why != "its name":
            log.warn(f"the text is taken from column {mapping['text']!r}, because {why}; else: --column text=NAME")
        self._guard.doubt({name: held[name] for name in header if name not in mapping.values() and _is_nameless(name)})
        self._guard.tell(name for name in header if name not in mapping.values())
        self._mapping, self._log, self._salt, self._written = mapping, log, salt, written
        self._taken = {*mapping.values()}
        self._collected = collected(header)
        self._unescape = log.format == "CSV"
        self._month_first = times.is_month_first(list(map(str, held.get(mapping.get("time", ""), []))))
        self._ids = [target for target in _IDS if target in mapping]
        self._texts = [target for target in _TEXTS if target in mapping]
        self._names: dict[str, str] = {}

    def row(self, number: int, found: Row) -> Row:
        row: Row = dict.fromkeys(COLUMNS)
        for target, source in self._mapping.items():
            row[target] = found.get(source)
        for target in self._ids:
            row[target] = numbers.identifier(row[target])
        for target in self._texts:
            row[target] = None if row[target] is None else str(row[target])
        if isinstance(text := row["text"], Mended):
            row["text_raw"] = text.written
        row["text"] = self._text(text)
        row["time"], precision = self._time(row["time"], found)
        row["time_precision"] = row["time_precision"] or precision
        row["likes"], row["rating"] = numbers.whole(row["likes"]), numbers.number(row["rating"])
        row["gold"] = canonical(row["gold"]) if row["gold"] else None
        row["skipped"] = row["skipped"] or ("header row" if number in self._header else _gone(row["text"]))
        row["file"] = row["file"] or self._log.file
        row["id"] = row["id"] or f"{self._log.file}:{number}"
        names = veil(row, self._salt) | self._guard.people(found, row["platform"])
        for name, cell in found.items():
            if name not in self._taken and (called := self._names.get(name) or self._own(name)):
                row[called] = self._guard.passes(name, cell, row["platform"], names)
        return row

    def _time(self, written: Any, found: Row) -> times.Moment:
        """Read a time; one such as "2 days ago" is reckoned from when the row was collected, or the file written."""
        then = times.time(written, month_first=self._month_first)
        if then[0] is not None or not isinstance(written, str) or not written.strip():
            return then
        now = times.time(found[self._collected])[0] if self._collected and found.get(self._collected) else None
        then = times.time(written, now=now or self._written)
        since = f"column {self._collected!r}" if now else f"{self._written:%Y-%m-%d}, the date of the file"
        reckoned = f"times such as 2 days ago, reckoned from {since}"
        self._log.repairs[reckoned if then[0] else "times that are not understood, left empty"] += 1
        return then

    def _own(self, name: str) -> str | None:
        """Return what one of the user's own columns is called in the table; None when it is left out."""
        target = bare = visible(name).strip() or "column"
        taken = {*COLUMNS, *self._names.values()}
        if target in taken:
            target = next(t for i in count(1) if (t := f"{bare} (file{i if i > 1 else ''})") not in taken)
        if len(self._names) == MOST:
            self._log.note(f"not copied: columns after the first {MOST:,}")
        elif not self._guard.drops(name):
            self._names[name] = target
            return target
        self._taken.add(name)
        return None

    def _text(self, found: Any) -> str | None:
        if found is None:
            return None
        text = str(found)
        if self._unescape and "\\n" in text and ":\\" not in text and "\\\\" not in text:
            self._log.repairs["line breaks written as \\n"] += 1
            text = text.replace("\\r\\n", "\n").replace("\\n", "\n")
        if "\ufffd" in text:
            self._log.repairs["texts with a letter that was lost (\ufffd)"] += 1
        return text


def _is_nameless(column: str) -> bool:
    return column.isdigit() or column.startswith("Unnamed: ")


def _gone(text: str | None) -> str | None:
    if text is None or not text.strip():
        return "empty"
    return GONE.get(text.strip()) if text[:1] == "[" else None
