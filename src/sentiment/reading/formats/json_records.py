"""JSON and JSON Lines as records, streamed: an array of gigabytes is read in constant memory."""

import codecs
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from itertools import islice
from typing import Any, BinaryIO

from sentiment.errors import ReadError
from sentiment.reading import json_parser, mojibake
from sentiment.reading.formats.json_escapes import Escaped, escaped
from sentiment.reading.formats.json_outline import DEPTH, FAILURES, keyed, reason, under, whole
from sentiment.reading.log import Log

Record = dict[str, Any]
START = re.compile(rb"\s*(?:\[\s*[\[{\"\]]|\{\s*[\"}])")
# How MongoDB writes values of its own kinds: {"$oid": "..."}.
SINGLE = (str, int, float, datetime)  # cells that are what they are
TYPED = ("$oid", "$date", "$numberLong", "$numberInt", "$numberDouble", "$numberDecimal")
LONGEST = 64 << 20  # bytes in a line of JSONL
PIECE = 1 << 20  # bytes of a document that are read at a time
_OPENS, _BLANK, _AFTER = re.compile(r"\s*\["), re.compile(r"\s*"), re.compile(r"\s*([,\]])")
MOJIBAKE = "rows with UTF-8 that had been read as a one-byte page"


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
                record = json.loads(escaped(line, log.repairs), strict=False)
            except (ValueError, RecursionError) as error:
                log.reject(number, f"not JSON: {error}")
                continue
            if isinstance(record, dict):
                yield number, record
            else:
                log.reject(number, f"an object expected, {type(record).__name__} found")


def records(start: Callable[[], BinaryIO], path: str, log: Log, first: int = 1) -> Iterator[tuple[int, Any]]:
    """Yield what stands under a path (see `outline`), numbered from `first`.

    A document that breaks off is read up to there, and the break goes to the log. What ijson refuses though Python
    reads it (NaN, control characters) is read as a whole when it is small enough.
    """
    number = first - 1
    if path == "item":
        repairs: Counter[str] = Counter()
        try:
            with start() as file:
                for number, record in enumerate(items(Escaped(file, repairs)), first):  # noqa: B007
                    yield number, record
            log.repairs.update(repairs)
            return
        except FAILURES:  # the rest is read as other documents are
            pass
    read = number - first + 1
    try:
        with start() as file:
            stream = Escaped(file, log.repairs)
            for number, record in enumerate(islice(keyed(stream, path), read, None), first + read):  # noqa: B007
                yield number, record
    except FAILURES as error:
        document = whole(start)
        if document is None:
            log.reject(number + 1, f"broken JSON from here on, {number:,} records before it were read: {reason(error)}")
            return
        yield from islice(enumerate(under(document, path), first), number - first + 1, None)


def items(file: Escaped) -> Iterator[Any]:
    """Yield the items of the array that a document is, by Python's own decoder: many times as fast as `json_parser`.

    Raises:
        ValueError: it is none, it breaks off, or an item is longer than a line may be.
    """
    decoder, decode = json.JSONDecoder(strict=False), codecs.getincrementaldecoder("utf-8-sig")().decode
    kept, at, before = "", 0, _OPENS
    while True:
        try:
            begun = before.match(kept, at)
            found, end = decoder.raw_decode(kept, begun.end() if begun else len(kept))
            after = _AFTER.match(kept, end)
        except (ValueError, RecursionError):
            after = None
        if after is not None:
            yield found
            at, before = after.end(), _BLANK
            if after[1] == "]":
                break
        elif len(kept) - at < LONGEST and (data := file.read(max(PIECE, len(kept) - at))):
            kept, at = kept[at:] + decode(data), 0
        else:
            raise ValueError("no array of items")
    if kept[at:].strip() or file.read(PIECE).strip():
        raise ValueError("more behind the array")


def pairs(start: Callable[[], BinaryIO], log: Log) -> Iterator[tuple[str, Any]]:
    """Yield the keys and values of the object that a document is; where it breaks off goes to the log."""
    number = 0
    try:
        with start() as file:
            for number, pair in enumerate(json_parser.pairs(Escaped(file, log.repairs)), 1):  # noqa: B007
                yield pair
    except FAILURES as error:
        log.reject(number + 1, f"broken JSON from here on, {number:,} values before it were read: {reason(error)}")


def decoded(file: BinaryIO, log: Log) -> codecs.StreamReader:
    """Return a JSON stream as text."""
    return codecs.getreader("utf-8-sig")(Escaped(file, log.repairs), "replace")  # type: ignore[arg-type]


def tidy(value: Any, seen: set[str], depth: int = DEPTH) -> Any:
    """Return a record with its decimals as floats and with mojibake, in keys as well, undone, which `seen` is told.

    Raises:
        ReadError: it is nested deeper than any export.
    """
    if isinstance(value, str):
        return mended(value, seen)
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, bytes):  # text that Parquet holds without saying so
        return mended(found, seen) if (found := _decoded(value)) is not None else None
    if depth == 0:
        raise ReadError(f"at most {DEPTH} levels of nesting", "more", "check how it was written")
    if isinstance(value, dict):
        if len(value) == 1 and (typed := next(iter(value))) in TYPED:
            return tidy(value[typed], seen, depth - 1)
        return {
            key if key.isascii() else mended(key, None): inner
            if inner is None or isinstance(inner, int | float)
            else tidy(inner, seen, depth - 1)
            for key, inner in value.items()
        }
    return [tidy(inner, seen, depth - 1) for inner in value] if isinstance(value, list) else value


def _decoded(value: bytes) -> str | None:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return None


def mended(text: str, seen: set[str] | None) -> str:
    """Undo mojibake in one string, and tell `seen`, in which repairs of one row are noted, when it was there."""
    if text.isascii() or (found := mojibake.repair(text)) is None:
        return text
    if seen is None:
        return found
    seen.add(MOJIBAKE)
    return mojibake.Mended(found, text)


def row(record: Record, seen: set[str]) -> Record:
    """Return a record tidy and flat."""
    if all(cell is None or isinstance(cell, SINGLE) for cell in record.values()):  # the same, for the most part at once
        return {
            key if key.isascii() else mended(key, None): (
                ((cell if cell.isascii() else mended(cell, seen)) or None) if isinstance(cell, str) else cell
            )
            for key, cell in record.items()
        }
    return flat(tidy(record, seen))


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
