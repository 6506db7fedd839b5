"""A table on disk as rows, lazily: CSV, TSV, JSON, JSONL, Parquet, XLSX and plain text."""

import csv
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from sentiment.errors import ReadError

Row = dict[str, Any]
T = TypeVar("T")
DELIMITERS = ",;\t|"
# A comment of a megabyte is hostile, but it is still a comment.
csv.field_size_limit(1 << 30)


def rows(path: Path) -> Iterator[tuple[int, Row]]:
    """Yield each row of a file with its line (or record) number, counted from 1.

    Cells are text, or what JSON, Parquet or a spreadsheet says they are; an empty cell is None.

    Raises:
        ReadError: the suffix is unknown, or the content is not what the suffix says.
    """
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise ReadError(
            f"one of {', '.join(sorted(READERS))}",
            f"{path.name} ({path.suffix or 'no suffix'})",
            "save the comments as CSV with a column named text",
        )
    for number, row in reader(path):
        yield number, {str(k).strip(): v if v != "" else None for k, v in row.items() if k is not None}


def read_delimited(path: Path) -> Iterator[tuple[int, Row]]:
    """Read CSV or TSV; the delimiter is the one among `, ; tab |` that the header holds most of."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        head = _decoded(path, file.readline)
        delimiter = max(DELIMITERS, key=head.count)
        file.seek(0)
        table = csv.DictReader(_lines(path, iter(file)), delimiter=delimiter, restkey="_rest")
        try:
            for row in table:
                row.pop("_rest", None)
                yield table.line_num, row
        except csv.Error as error:
            raise ReadError(
                "a table", f"{path.name}, line {table.line_num}: {error}", "open and save it anew"
            ) from error


def read_json(path: Path) -> Iterator[tuple[int, Row]]:
    """Read an array of objects, or an object whose first list of objects is the table."""
    with path.open(encoding="utf-8-sig") as file:
        text = _decoded(path, file.read)
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        hint = "if it holds one object a line, name it .jsonl"
        raise ReadError("JSON", f"{path.name}, line {error.lineno}: {error.msg}", hint) from error
    if isinstance(data, dict):
        data = next((v for v in data.values() if isinstance(v, list) and v and isinstance(v[0], dict)), data)
    if not isinstance(data, list) or any(not isinstance(row, dict) for row in data):
        raise ReadError("a list of objects", f"{path.name} with another shape", 'write [{"text": "..."}, ...]')
    yield from enumerate(data, 1)


def read_jsonl(path: Path) -> Iterator[tuple[int, Row]]:
    """Read one JSON object a line; empty lines are passed over."""
    with path.open(encoding="utf-8-sig") as file:
        for number, line in enumerate(_lines(path, iter(file)), 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except json.JSONDecodeError as error:
                raise ReadError(
                    "one JSON object a line", f"{path.name}, line {number}: {error.msg}", "mend or delete that line"
                ) from error
            if not isinstance(row, dict):
                raise ReadError(
                    "one JSON object a line", f"{path.name}, line {number}: {type(row).__name__}", "mend that line"
                )
            yield number, row


def read_parquet(path: Path) -> Iterator[tuple[int, Row]]:
    """Read Parquet, a batch of rows at a time."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(path)
    except (pa.ArrowInvalid, OSError) as error:
        raise ReadError("Parquet", f"{path.name}: {str(error).splitlines()[0]}", "check how it was written") from error
    with file:
        number = 0
        for batch in file.iter_batches(batch_size=4096):
            for row in batch.to_pylist():
                number += 1
                yield number, row


def read_xlsx(path: Path) -> Iterator[tuple[int, Row]]:
    """Read the first sheet of a workbook; its first row is the header."""
    import zipfile

    from openpyxl import load_workbook

    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (zipfile.BadZipFile, KeyError, OSError, ValueError) as error:
        raise ReadError("an XLSX workbook", f"{path.name}: {error}", "save it anew as XLSX or CSV") from error
    try:
        lines = book.worksheets[0].iter_rows(values_only=True)
        header = [str(c) if c is not None else None for c in next(lines, ())]
        for number, cells in enumerate(lines, 2):
            yield number, {k: v for k, v in zip(header, cells, strict=False) if k is not None}
    finally:
        book.close()


def read_text(path: Path) -> Iterator[tuple[int, Row]]:
    """Read plain text: one comment a line, empty lines passed over."""
    with path.open(encoding="utf-8-sig") as file:
        for number, line in enumerate(_lines(path, iter(file)), 1):
            if line.strip():
                yield number, {"text": line.rstrip("\n")}


READERS: dict[str, Callable[[Path], Iterator[tuple[int, Row]]]] = {
    ".csv": read_delimited,
    ".tsv": read_delimited,
    ".json": read_json,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".parquet": read_parquet,
    ".txt": read_text,
    ".xlsx": read_xlsx,
}


def _lines(path: Path, lines: Iterator[str]) -> Iterator[str]:
    while (line := _decoded(path, lambda: next(lines, None))) is not None:
        yield line


def _decoded(path: Path, take: Callable[[], T]) -> T:
    try:
        return take()
    except UnicodeDecodeError as error:
        found = f"{path.name} with byte 0x{error.object[error.start]:02x}"
        raise ReadError("UTF-8", found, "save the file as UTF-8 (in Excel: CSV UTF-8)") from error
