"""Rows into Arrow in constant memory: small tables stay in memory, large ones go to a temporary file."""

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sentiment.filesystem import scratch_folder
from sentiment.table import numbers
from sentiment.table.comment import COLUMNS, arrow_type
from sentiment.table.comments import ArrowComments, mapped
from sentiment.table.labels import TOWARD

if TYPE_CHECKING:
    import numpy as np

Row = dict[str, Any]
BATCH = 10_000
RUN = 500_000  # ids in a run that is not merged any more: a merge takes three times its memory
LARGE = 100_000  # rows; more of them are kept on disk and memory-mapped


def dataset(rows: Iterable[Row]) -> ArrowComments:
    """Collect rows, ids made unique; columns that only some rows have are null in the others."""
    import pyarrow as pa

    batches = _batches(rows)
    small = list(islice(batches, LARGE // BATCH))
    more = next(batches, None)
    if more is None:
        tables = small or [_arrow([])]
        schema = _unified([table.schema for table in tables])
        return ArrowComments(pa.concat_tables([_fitted(table, schema) for table in tables]).combine_chunks())
    folder = scratch_folder()
    parts: list[tuple[Path, Any]] = []
    writer: Any = None
    for table in _chain(small, more, batches):
        if not parts or parts[-1][1] != table.schema:
            if writer:
                writer.close()
            parts.append((folder / f"{len(parts)}.arrow", table.schema))
            writer = pa.ipc.new_stream(parts[-1][0], table.schema)
        writer.write_table(table)
    writer.close()
    path = parts[0][0]
    if len(parts) > 1:
        path = _rewritten(folder, parts)
    return mapped(path)


def _chain(small: list[Any], more: Any, batches: Iterator[Any]) -> Iterator[Any]:
    while small:
        yield small.pop(0)  # let go of as soon as it is written
    yield more
    yield from batches


def _rewritten(folder: Path, parts: list[tuple[Path, Any]]) -> Path:
    import pyarrow as pa

    schema = _unified([part for _, part in parts])
    whole = folder / "whole.arrow"
    with pa.ipc.new_stream(whole, schema) as writer:
        for path, _ in parts:
            with pa.ipc.open_stream(path) as reader:
                for batch in reader:
                    writer.write_table(_fitted(pa.Table.from_batches([batch]), schema))
            path.unlink()
    return whole


def _unified(schemas: list[Any]) -> Any:
    """Return the schema of all columns, those of the row first; where two types differ, text."""
    import pyarrow as pa

    types: dict[str, Any] = {}
    for schema in schemas:
        for name, kind in zip(schema.names, schema.types, strict=True):
            types[name] = kind if types.get(name, kind) == kind else pa.string()
    return pa.schema(list(types.items()))


def _fitted(table: Any, schema: Any) -> Any:
    import pyarrow as pa

    here = set(table.schema.names)
    columns = [
        table[field.name].cast(field.type) if field.name in here else pa.nulls(len(table), field.type)
        for field in schema
    ]
    return pa.table(columns, schema=schema)


def _batches(rows: Iterable[Row]) -> Iterator[Any]:
    source, ids = iter(rows), Ids()
    while batch := list(islice(source, BATCH)):
        ids.settle(batch)
        yield _arrow(batch)


def _arrow(rows: list[Row]) -> Any:
    import pyarrow as pa

    names = list(dict.fromkeys([*COLUMNS, *(name for row in rows for name in row)]))
    scored = "label" in names
    converters: dict[Any, Callable[[Any], Any]] = {
        pa.float64(): numbers.number, pa.int64(): numbers.whole, pa.string(): _text,
        pa.list_(pa.float16()): _vector,
    }  # fmt: skip
    columns = {}
    for name in names:
        kind = arrow_type(name, scored=scored)
        cells = [row.get(name) for row in rows]
        whole = _of_text(cells) if kind == pa.string() else None
        columns[name] = pa.array(map(converters.get(kind, _same), cells), kind) if whole is None else whole
    return pa.table(columns)


def _of_text(cells: list[Any]) -> Any:
    """Return the array of cells that are all text which can be written as it is; None where they are not."""
    import pyarrow as pa

    if not {type(cell) for cell in cells} <= {str, type(None)}:
        return None
    try:
        return pa.array(cells, pa.string())
    except UnicodeEncodeError:  # half a letter of two
        return None


def _same(found: Any) -> Any:
    return found


def _vector(found: Any) -> list[float] | None:
    """Return a vector, which a table of cells writes as JSON does; None for anything else."""
    try:
        listed = json.loads(found) if isinstance(found, str) else found
        return None if listed is None else [float(number) for number in listed]
    except (ValueError, TypeError):
        return None


def _text(found: Any) -> str | None:
    if found is None:
        return None
    return found if isinstance(found, str) and found.isascii() else str(found).encode("utf-8", "replace").decode()


def _said(row: Row) -> int:
    """Return what stands for the text of a row and, where it names one, its target."""
    return hash(row["text"] if row.get(TOWARD) is None else (row["text"], row[TOWARD]))


class Ids:
    """The ids so far, as hashes: 16 bytes a row, so that ten million of them fit anywhere."""

    def __init__(self) -> None:
        """Start with none."""
        self._known: list[tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]] = []
        self._rows = 0

    def settle(self, rows: list[Row]) -> None:
        """Keep ids apart. The same id with the same text again is a `duplicate`, to be skipped; both stay rows.

        Rows labelled by hand are none: two people label one comment; nor is one that names another target. Another
        row of the same id (files that number their rows alike) gets its file in front, or its place behind.
        """
        import numpy as np

        ids = np.array([hash(row["id"]) for row in rows], np.int64)
        texts = np.array([_said(row) for row in rows], np.int64)
        older = self._find(ids)
        fresh: dict[int, int] = {}
        for place, row in enumerate(rows):
            self._rows += 1
            key, text = int(ids[place]), int(texts[place])
            before = older.get(place, fresh.get(key))
            if before is None:
                fresh[key] = text
                continue
            if before == text and not (row["skipped"] or row["gold"]):
                row["skipped"] = "duplicate"
            row["id"] = self._other(row, fresh)
        keys = np.array(sorted(fresh), np.int64)
        self._add(keys, np.array([fresh[int(key)] for key in keys], np.int64))

    def _other(self, row: Row, fresh: dict[int, int]) -> str:
        """Return an id that is free, and take it."""
        import numpy as np

        name, place = f"{row['file']}:{row['id']}", self._rows
        written = name
        while (key := hash(written)) in fresh or self._find(np.array([key], np.int64)):
            written, place = f"{name}:{place}", place + 1
        fresh[key] = _said(row)
        return written

    def _find(self, ids: "np.ndarray[Any, Any]") -> dict[int, int]:
        """Return place -> hash of the text, for those ids that are known."""
        import numpy as np

        found: dict[int, int] = {}
        for keys, texts in self._known:
            at = np.minimum(np.searchsorted(keys, ids), len(keys) - 1)
            for place in np.flatnonzero(keys[at] == ids):
                found[int(place)] = int(texts[at[place]])
        return found

    def _add(self, keys: "np.ndarray[Any, Any]", texts: "np.ndarray[Any, Any]") -> None:
        """Keep sorted runs, each at least twice as long as the next, merged until they are long."""
        import numpy as np

        while self._known and len(self._known[-1][0]) < min(2 * len(keys), RUN):
            more, more_texts = self._known.pop()
            keys, texts = np.concatenate([keys, more]), np.concatenate([texts, more_texts])
            order = np.argsort(keys, kind="stable")
            keys, texts = keys[order], texts[order]
        if len(keys):
            self._known.append((keys, texts))
