"""JSON that is no list of objects, and a table all the same: by columns, by ids, in rows without names, in sequence."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import count
from typing import Any, BinaryIO

from sentiment.errors import ReadError
from sentiment.reading.columns import roles
from sentiment.reading.formats import json_outline, json_records
from sentiment.reading.log import Log

Row = dict[str, Any]
Rows = Callable[[Log], Iterator[tuple[int, Row]]]
Start = Callable[[], BinaryIO]

RECORDS = 'write it as records: df.to_json(FILE, orient="records", lines=True), or [{"text": "..."}, ...]'
PIECE = 1 << 20  # bytes that are read at a time
_BETWEEN = re.compile("[ \t\r\n,\ufeff\x1e]*")
_PROSE = re.compile(r"[^\W\d_]{2,}\W+[^\W\d_]{2,}")


def shaped(document: Any, start: Start, name: str) -> tuple[str, Rows] | None:
    """Return what the shape of a document is, and what reads it as rows; None for objects in a list or alone.

    Raises:
        ReadError: it is a table without names, or too large to be turned.
    """
    if isinstance(document, list):
        return _list(document, start, name)
    if not isinstance(document, Mapping) or not document:
        return None
    return next((found for judge in (_split, _columns, _texts_by_id) if (found := judge(document, start, name))), None)


def _list(document: list[Any], start: Start, name: str) -> tuple[str, Rows] | None:
    first = next(iter(document), None)
    if isinstance(first, list):
        if any(map(roles.is_known, first)) and all(isinstance(cell, str) for cell in first):
            return "arrays below one with the names of the columns", partial(_arrays, start)
        if any(isinstance(cell, str) for cell in first):
            raise ReadError("a list of objects", f"{name}, arrays without names of columns", RECORDS)
    if isinstance(first, Mapping) and first.get("type") == "header" and "data" not in first:
        return "tables exported by phpMyAdmin", partial(_tables, start)
    return None


def _arrays(start: Start, log: Log) -> Iterator[tuple[int, Row]]:
    header: list[str] | None = None
    for number, cells in json_records.records(start, "item", log):
        if header is None:
            header = [str(cell) for cell in cells]
        elif isinstance(cells, list) and len(cells) == len(header):
            yield number, dict(zip(header, cells, strict=True))
        else:
            log.reject(number, f"an array of {len(header)} cells expected")


def _tables(start: Start, log: Log) -> Iterator[tuple[int, Row]]:
    """Read the first table that has a column for the text, else the first of all, and say what others there are."""
    left: list[str] = []
    chosen: str | None = None
    number = count(1)
    for _, part in json_records.records(start, "item", log):
        rows = part.get("data") if isinstance(part, Mapping) and part.get("type") == "table" else None
        if not isinstance(rows, list) or not rows or not isinstance(rows[0], Mapping):
            continue
        if chosen is None and any(map(roles.names_text, rows[0])):
            chosen = str(part.get("name"))
            yield from ((next(number), dict(row)) for row in rows if isinstance(row, Mapping))
        else:
            left.append(str(part.get("name")))
    if chosen is None:
        found = f"{log.file}, tables {', '.join(left) or 'none'}"
        raise ReadError("a table with a column for the comments", found, "export that table alone")
    if left:
        log.warn(f"read is the table {chosen}; left out: {', '.join(left)}")


def _split(document: Mapping[str, Any], start: Start, name: str) -> tuple[str, Rows] | None:
    names, data = document.get("columns"), document.get("data")
    is_split = isinstance(names, list) and all(isinstance(one, str) for one in names) and isinstance(data, list)
    if not is_split or not data or not isinstance(data[0], list):
        return None

    def rows(log: Log) -> Iterator[tuple[int, Row]]:
        header = [cell for _, cell in json_records.records(start, "columns.item", log)]
        for number, cells in json_records.records(start, "data.item", log):
            if isinstance(cells, list) and len(cells) == len(header):
                yield number, dict(zip(header, cells, strict=True))
            else:
                log.reject(number, f"an array of {len(header)} cells expected")

    return "columns and rows apart", rows


def _columns(document: Mapping[str, Any], start: Start, name: str) -> tuple[str, Rows] | None:
    """Know `{"text": {"0": ...}, "likes": {"0": ...}}` and `{"text": [...], "likes": [...]}`, as pandas writes them."""
    cells = list(document.values())
    named = any(map(roles.names_text, document)) or (len(document) > 1 and any(map(roles.is_known, document)))
    lists = all(isinstance(one, list) and one and not isinstance(one[0], dict | list) for one in cells)
    by_index = all(isinstance(one, Mapping) and one and _plain(one) for one in cells)
    if not named or not (by_index or (lists and len(document) > 1)):
        return None
    keyed: list[list[str]] = [list(map(str, one if by_index else range(len(one)))) for one in cells]
    if any(keys != keyed[0] for keys in keyed) or not all(any(map(str.isdigit, key)) for key in keyed[0]):
        return None
    return "columns, as pandas writes them", partial(_turned, start)


def _plain(column: Mapping[str, Any]) -> bool:
    return not any(isinstance(cell, dict | list) for cell in column.values())


def _turned(start: Start, log: Log) -> Iterator[tuple[int, Row]]:
    document = json_outline.whole(start)
    if not isinstance(document, dict):
        found = f"{log.file}, columns of more than {json_outline.SMALL >> 20} MB"
        raise ReadError("JSON in rows", found, RECORDS)
    columns = {name: list(column.values() if isinstance(column, dict) else column) for name, column in document.items()}
    for place in range(max(map(len, columns.values()))):
        yield place + 1, {name: cells[place] if place < len(cells) else None for name, cells in columns.items()}


def _texts_by_id(document: Mapping[str, Any], start: Start, name: str) -> tuple[str, Rows] | None:
    """Know `{"17": "a text", "18": "another"}`, and `{"video": ["a text", "another"]}`."""
    if any(map(roles.is_known, document)) and not (
        len(document) == 1 and isinstance(next(iter(document.values())), list)
    ):
        return None
    texts = [cell for cells in document.values() for cell in (cells if isinstance(cells, list) else [cells])]
    if not texts or not all(isinstance(text, str) for text in texts):
        return None
    by_digits = all(any(map(str.isdigit, key)) for key in document)
    prose = sum(_PROSE.search(text) is not None for text in texts)
    listed = all(isinstance(cells, list) for cells in document.values())
    if len(texts) < 2 or not (listed or (by_digits and prose * 3 >= len(texts)) or prose == len(texts) > 2):
        return None
    return ("lists of texts" if listed else "texts by their ids"), partial(_texts, start)


def _texts(start: Start, log: Log) -> Iterator[tuple[int, Row]]:
    number = count(1)
    for at, (key, cells) in enumerate(json_records.pairs(start, log), 1):
        told = key if json_outline.is_id(key) else None
        for text in cells if isinstance(cells, list) else [cells]:
            if isinstance(text, str):
                place = {"thread": told or str(at)} if isinstance(cells, list) else {"id": told}
                yield next(number), {**place, "text": text}
            else:
                log.reject(next(number), f"a text expected, {type(text).__name__} found")


def sequence(start: Start, log: Log) -> Iterator[tuple[int, Any]]:
    """Yield the objects that stand one after another, with a comma, a line break or nothing between them."""
    decoder = json.JSONDecoder(strict=False)
    number, kept, at, ended = 0, "", 0, False
    with start() as file:
        stream = json_records.decoded(file, log)
        while not ended or at < len(kept):
            at = _BETWEEN.match(kept, at).end()  # type: ignore[union-attr]
            try:
                found, at = decoder.raw_decode(kept, at)
            except (ValueError, RecursionError) as error:
                kept, at = kept[at:], 0
                if not ended and len(kept) < json_records.LONGEST:
                    piece = stream.read(max(PIECE, len(kept)))
                    ended, kept = not piece, kept + piece
                    continue
                if kept:
                    log.reject(number + 1, f"broken JSON from here on: {json_outline.reason(error)}")
                return
            for record in found if isinstance(found, list) else [found]:
                number += 1
                yield number, record
