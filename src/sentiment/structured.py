"""JSON and JSON Lines as records, streamed: an array of gigabytes is read in constant memory."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from itertools import islice
from typing import Any, BinaryIO

import ijson

from sentiment import encoding
from sentiment.errors import ReadError
from sentiment.reading import Log

Record = dict[str, Any]
START = re.compile(rb"\s*(?:\[\s*[\[{\"\]]|\{\s*[\"}])")
LONGEST = 64 << 20  # bytes in a line of JSONL
SMALL = 64 << 20  # a document that ijson refuses is tried as a whole up to here
EVENTS = 1_000_000  # how far into a document its outline is looked for
KEPT = 3  # items of an array in the outline
DEPTH = 100

_ESCAPE = re.compile(rb"\\(?:x([0-9a-fA-F]{2})|(.))", re.DOTALL)
_FAILURES = (ijson.JSONError, ValueError, RecursionError, OverflowError, UnicodeError)


def is_lines(head: bytes) -> bool:
    """Return whether a file is one object a line rather than a document: its first line is whole, another follows."""
    first, newline, rest = head.strip().partition(b"\n")
    if not newline or not rest.lstrip().startswith(b"{"):
        return False
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return first.startswith(b"{") and first.rstrip().endswith(b"}")


def lines(start: Callable[[], BinaryIO], log: Log) -> Iterator[tuple[int, Record]]:
    """Yield the object of each line; empty lines are passed over, broken ones go to the log."""
    with start() as file:
        number = 0
        while line := file.readline(LONGEST):
            number += 1
            if len(line) == LONGEST:
                raise ReadError(f"lines of less than {LONGEST:,} bytes", f"{log.file}, line {number}", "split it")
            if not line.strip():
                continue
            try:
                record = json.loads(_escaped(line), strict=False)
            except (ValueError, RecursionError) as error:
                log.reject(number, f"not JSON: {error}")
                continue
            if isinstance(record, dict):
                yield number, record
            else:
                log.reject(number, f"an object expected, {type(record).__name__} found")


def outline(start: Callable[[], BinaryIO], log: Log) -> Any:
    """Return a document in small: its first items of every array, as far as `EVENTS` parser events reach.

    Raises:
        ReadError: it does not begin like JSON.
    """
    root: list[Any] = []
    stack: list[tuple[Any, int, str | None]] = [(root, 0, None)]  # container, items seen, key at hand
    try:
        with start() as file:
            for event, found in islice(ijson.basic_parse(Escaped(file), use_float=False), EVENTS):
                if event == "map_key":
                    stack[-1] = (stack[-1][0], stack[-1][1], found)
                elif event in ("end_map", "end_array"):
                    stack.pop()
                else:
                    inner: Any = {} if event == "start_map" else [] if event == "start_array" else found
                    holder, seen, key = stack[-1]
                    if isinstance(holder, dict):
                        holder[key] = inner
                    elif seen < KEPT:
                        holder.append(inner)
                    stack[-1] = (holder, seen + 1, key)
                    if event in ("start_map", "start_array"):
                        stack.append((inner, 0, None))
                        if len(stack) > DEPTH:
                            break
    except _FAILURES as error:
        if not root or root[0] in ({}, []):
            small = _whole(start)
            if small is None:
                raise ReadError("JSON", f"{log.file}: {_line(error)}", "export it anew as JSON") from error
            return small
    return root[0] if root else None


def prefixes(document: Any) -> Iterator[str]:
    """Yield the ijson prefix of every array of objects in an outline, the outermost first."""
    level: list[tuple[str, Any]] = [("", document)]
    while level:
        below: list[tuple[str, Any]] = []
        for prefix, at in level:
            dot = f"{prefix}." if prefix else ""
            if isinstance(at, list):
                if any(isinstance(item, dict) for item in at):
                    yield f"{dot}item"
                below += [(f"{dot}item", item) for item in at[:1]]
            elif isinstance(at, Mapping):
                below += [(f"{dot}{key}", inner) for key, inner in at.items()]
        level = below if len(below) < 10_000 else []


def occurs(document: Any, prefix: str) -> bool:
    """Return whether an ijson prefix leads anywhere in an outline."""
    return bool(under(document, prefix))


def under(document: Any, prefix: str) -> list[Any]:
    """Return what stands under an ijson prefix in a document in memory."""
    level = [document]
    for step in prefix.split(".") if prefix else []:
        level = [inner for at in level for inner in _inner(at, step)]
    return level


def _inner(at: Any, step: str) -> list[Any]:
    if isinstance(at, list) and step == "item":
        return at
    return [at[step]] if isinstance(at, Mapping) and step in at else []


def records(start: Callable[[], BinaryIO], prefix: str, log: Log, first: int = 1) -> Iterator[tuple[int, Any]]:
    """Yield what stands under an ijson prefix, numbered from `first`.

    A document that breaks off is read up to there, and the break goes to the log. What ijson refuses though Python
    reads it (NaN, control characters) is read as a whole when it is small enough.
    """
    number = first - 1
    try:
        with start() as file:
            for number, record in enumerate(ijson.items(Escaped(file, log.repairs), prefix), first):  # noqa: B007
                yield number, record
    except _FAILURES as error:
        document = _whole(start)
        if document is None:
            log.reject(number + 1, f"broken JSON from here on, {number:,} records before it were read: {_line(error)}")
            return
        yield from islice(enumerate(under(document, prefix), first), number - first + 1, None)


def _whole(start: Callable[[], BinaryIO]) -> Any:
    with start() as file:
        data = Escaped(file).read(SMALL + 1)
    if len(data) > SMALL:
        return None
    try:
        return json.loads(data, strict=False)
    except (ValueError, RecursionError):
        return None


def _line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]


class Escaped:
    r"""A JSON stream in which `\x0b`, which Telegram Desktop writes and JSON does not have, is `\u000b`."""

    def __init__(self, file: BinaryIO, repairs: Counter[str] | None = None) -> None:
        """Wrap a binary stream; what is mended is counted in `repairs`."""
        self._file, self._repairs = file, repairs

    def read(self, size: int = -1) -> bytes:
        """Return about `size` bytes; an empty string is the end."""
        data = self._file.read(size)
        while size > 0 and _is_cut(data) and (more := self._file.read(max(size, 4))):
            data += more
        return _escaped(data, self._repairs)


def _is_cut(data: bytes) -> bool:
    """Return whether the end may be half an escape: an odd number of backslashes, then at most `x` and a digit."""
    for tail in (data, data[:-1] if data[-1:] == b"x" else b"", data[:-2] if data[-2:-1] == b"x" else b""):
        if (len(tail) - len(tail.rstrip(b"\\"))) % 2:
            return True
    return False


def _escaped(data: bytes, repairs: Counter[str] | None = None) -> bytes:
    if b"\\x" not in data:
        return data

    def mend(match: re.Match[bytes]) -> bytes:
        if match[1] is None:
            return match[0]
        if repairs is not None:
            repairs["escapes \\x.. that JSON does not have"] += 1
        return rb"\u00" + match[1]

    return _ESCAPE.sub(mend, data)


def tidy(value: Any, repairs: Counter[str], depth: int = DEPTH) -> Any:
    """Return a record with its decimals as floats and with mojibake, in keys as well, undone and counted.

    Raises:
        ReadError: it is nested deeper than any export.
    """
    if isinstance(value, str):
        return mended(value, repairs)
    if isinstance(value, Decimal):
        return float(value)
    if depth == 0:
        raise ReadError(f"at most {DEPTH} levels of nesting", "more", "check how it was written")
    if isinstance(value, dict):
        return {mended(key, None): tidy(inner, repairs, depth - 1) for key, inner in value.items()}
    return [tidy(inner, repairs, depth - 1) for inner in value] if isinstance(value, list) else value


def mended(text: str, repairs: Counter[str] | None) -> str:
    """Undo mojibake in one string, counting it when it was there."""
    if text.isascii() or (found := encoding.repair(text)) is None:
        return text
    if repairs is not None:
        repairs["texts in UTF-8 that had been read as a one-byte page"] += 1
    return encoding.Mended(found, text)


def row(record: Record, repairs: Counter[str]) -> Record:
    """Return a record tidy and flat."""
    if all(cell is None or isinstance(cell, str) for cell in record.values()):
        return {
            key: (cell or None) if cell is None or cell.isascii() else mended(cell, repairs)
            for key, cell in record.items()
        }
    return flat(tidy(record, repairs))


def flat(record: Mapping[str, Any], prefix: str = "") -> Record:
    """Return a record as a row: `{"user": {"name": "x"}}` becomes `{"user.name": "x"}`, a list stays JSON."""
    row: Record = {}
    for key, found in record.items():
        if isinstance(found, Mapping):
            row |= flat(found, f"{prefix}{key}.")
        elif isinstance(found, list):
            row[prefix + key] = json.dumps(found, ensure_ascii=False, default=str) if found else None
        else:
            row[prefix + key] = found if found != "" else None
    return row
