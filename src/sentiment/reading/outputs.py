"""What this program wrote itself: passed over where a folder or a pattern is read, and never written over an input."""

import csv
import io
import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from pathlib import Path, PurePath
from tempfile import TemporaryFile
from typing import Any

from sentiment.errors import MissingFileError, WriteError
from sentiment.filesystem import is_stdout, new_folder
from sentiment.reading import figures
from sentiment.reading.inputs import files, is_stream
from sentiment.table.comment import COLUMNS, OWN_ID, SAMPLE

ROWS = 50  # of a file that are looked at
Row = Mapping[str, Any]


def among(name: str) -> dict[Path, str]:
    """Return which files behind a folder or a pattern are outputs of this program, and why each is taken for one.

    A table is one when its columns are those that `read` and `score` write and its rows come from another file behind
    the same name; so are samples, reports and figures. Where nothing else is there, none is: they are what is wanted.
    """
    if is_stream(name) or Path(name).is_file():
        return {}
    listed = list(files(name))
    beside = {path.name for path in listed}
    found = {path: why for path in listed if (why := _output(path, beside))}
    return found if len(found) < len(listed) else {}


def refuse(output: str | Path | None, inputs: Sequence[str], *, folder: bool = False) -> None:
    """Refuse an output that would take the place of an input, before anything is read.

    Args:
        output: as the user named it.
        inputs: files, folders and patterns.
        folder: the output is a folder, which must be new.

    Raises:
        WriteError: it is a folder, stands in no folder that can be written, or is one of the inputs.
    """
    if output is None or is_stdout(output):
        if folder:
            raise WriteError("a new folder", "standard output", "name one with -o")
        return
    path = Path(os.path.realpath(output))
    if folder:
        new_folder(path)
    elif path.is_dir():
        raise WriteError("a file to write", f"{output}, which is a folder", "name a file in it with -o")
    if not path.parent.is_dir():
        raise WriteError("a folder that exists", str(path.parent), "make it with mkdir, or choose another place")
    try:
        with TemporaryFile(dir=path.parent):  # rights do not tell all: a folder may take no files from anybody
            pass
    except OSError as error:
        raise WriteError("a folder that can be written", str(path.parent), "choose another place with -o") from error
    for name in inputs:
        if path.is_file() and any(_is_same(path, file) for file in _read_from(name)):
            hint = "name another file with -o"
            raise WriteError("an output that is none of the inputs", f"{output}, which is read", hint)


def _read_from(name: str) -> Iterable[Path]:
    """Return the files behind a name that are comments; none where nothing is there, which reading will say."""
    try:
        passed = among(name)
        return [] if is_stream(name) else [path for path in files(name) if path not in passed]
    except MissingFileError:
        return []


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def _output(path: Path, beside: set[str]) -> str | None:
    try:
        with path.open("rb") as file:
            head = file.read(figures.BEGINS)
            file.seek(-min(figures.ENDS, path.stat().st_size), os.SEEK_END)
            ends = file.read()
        suffix = path.suffix.lower()
        if what := figures.of_bytes(suffix, head, ends):
            return what
        columns, rows = TABLES[suffix](path, head) if suffix in TABLES else ([], [])
        if what := figures.of_header(columns):
            return what
    except Exception:  # whatever a foreign file makes a reader raise, it is no output of ours
        return None
    if set(columns) >= SAMPLE:
        return "a sample to label"
    if not _is_ours(columns):
        return None
    sources = {PurePath(str(row["file"])).name for row in rows if row.get("file")}
    return "a table made from files beside it" if sources & (beside - {path.name}) else None


def _is_ours(columns: Sequence[str]) -> bool:
    """Tell whether a table begins with the columns of the row, of which JSON leaves out those that are empty."""
    own = [column for column in columns if column in COLUMNS]
    whole = list(columns[: len(own)]) == own == [column for column in COLUMNS if column in own]
    return whole and {"id", "file"} <= set(own)


def _delimited(path: Path, head: bytes) -> tuple[list[str], list[Row]]:
    text = head.decode("utf-8-sig", "replace")
    lines = csv.reader(io.StringIO(text, newline=""), delimiter="\t" if path.suffix.lower() == ".tsv" else ",")
    columns = next(lines, [])
    rows: list[Row] = [dict(zip(columns, cells, strict=False)) for cells in islice(lines, ROWS)]
    is_ours = {*columns} >= {*COLUMNS} or {*columns} >= SAMPLE or figures.of_header(columns) is not None
    return (columns, rows[:-1] or rows) if is_ours else ([], [])


def _json_lines(path: Path, head: bytes) -> tuple[list[str], list[Row]]:
    lines = head.decode("utf-8", "replace").splitlines()
    return _first([json.loads(line) for line in (lines[:-1] or lines)[:ROWS]])


def _json(path: Path, head: bytes) -> tuple[list[str], list[Row]]:
    text = head.decode("utf-8", "replace").lstrip("[ \n")
    row, _ = json.JSONDecoder().raw_decode(text)
    return _first([{("id" if name == OWN_ID else name): cell for name, cell in row.get("data", row).items()}])


def _parquet(path: Path, head: bytes) -> tuple[list[str], list[Row]]:
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as file:
        columns = list(file.schema_arrow.names)
        if "file" not in columns:
            return columns, []
        return columns, next(file.iter_batches(ROWS, columns=["file"])).to_pylist()


def _workbook(path: Path, head: bytes) -> tuple[list[str], list[Row]]:
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True)
    try:
        if book.properties.creator == figures.CREATOR:
            return list(SAMPLE), []
        first, *rest = islice(book.worksheets[0].iter_rows(values_only=True), ROWS)
    finally:
        book.close()
    columns = [str(cell) for cell in first]
    return columns, [dict(zip(columns, cells, strict=False)) for cells in rest]


def _first(rows: list[Any]) -> tuple[list[str], list[Row]]:
    return ([*rows[0]], rows) if all(isinstance(row, dict) for row in rows) else ([], [])


TABLES: dict[str, Callable[[Path, bytes], tuple[list[str], list[Row]]]] = {
    ".csv": _delimited,
    ".tsv": _delimited,
    ".jsonl": _json_lines,
    ".json": _json,
    ".parquet": _parquet,
    ".xlsx": _workbook,
}
