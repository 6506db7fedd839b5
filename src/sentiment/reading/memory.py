"""Comments in memory: lists, dictionaries, data frames and Arrow tables become the records that a file would hold.

Whatever exports the Arrow PyCapsule interface (https://arrow.apache.org/docs/format/CDataInterface/PyCapsuleInterface)
is read through it, so that neither pandas nor polars is needed here.
"""

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice
from typing import Any, Protocol, runtime_checkable

from sentiment.errors import ReadError
from sentiment.reading import recognition
from sentiment.reading.log import Log

BATCH = 4096  # rows of a Dataset that are in memory at once
HINT = "hand over a list of str or dict, a DataFrame (pandas from 2.2), an Arrow table or a Dataset"
EMPTY = {"NaTType", "NAType"}  # what pandas writes where nothing is
Row = dict[str, Any]
_INDEX = re.compile(r"__index_level_\d+__")  # what Arrow calls a data frame's index that has no name


@runtime_checkable
class ArrowStream(Protocol):
    """A table that hands itself over by the Arrow PyCapsule interface."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """Return a capsule with a stream of record batches."""
        ...


Source = str | os.PathLike[str] | ArrowStream | Mapping[str, Any] | Iterable[Any]


class Memory:
    """One source of comments in memory, on its way to rows.

    Attributes:
        name: what stands in the column `file` and before the number of a row in its id: the type of the object.
    """

    def __init__(self, source: Any) -> None:
        """Take anything that `Source` names, but no path."""
        self.name = type(source).__name__
        self._source = source
        self._digest = hashlib.sha256()

    def table(self, platform: str | None) -> recognition.Table:
        """Recognise the records as those of a file are.

        Args:
            platform: see `ReadOptions`.

        Raises:
            ReadError: these are no comments.
        """
        if self._source is None:  # a variable that nobody filled; in a list it is a comment without a text
            raise ReadError("comments", "None", HINT)
        rows = self._rows()
        begun = list(islice(rows, recognition.LOOKED_AT))
        if not begun:
            raise ReadError("at least one comment", f"an empty {self.name}", "hand over texts, or rows with a text")

        def read(log: Log) -> Iterator[tuple[int, Row]]:
            return enumerate(chain(begun, rows), 1)

        return recognition.of_records(read, begun, self.name, platform)

    def input(self) -> dict[str, str]:
        """Return `file` and `sha256`, of the rows read so far, as provenance knows files."""
        return {"file": self.name, "sha256": self._digest.hexdigest()}

    def _rows(self) -> Iterator[Row]:
        for row in rows(self._source):
            self._digest.update(repr(row).encode("utf-8", "surrogatepass"))
            yield row


def rows(source: Any) -> Iterator[Row]:
    """Yield the records of a source, a batch at a time; a text alone is the record `{"text": ...}`.

    Raises:
        ReadError: it holds something that is neither text nor row, or paths, which are handed over one by one.
    """
    if isinstance(source, list | tuple) and source and all(map(_is_file, source)):
        raise ReadError("comments", "a list of files", "hand them over one by one: read(*files)")
    if source is None or isinstance(source, str) or _is_nothing(source):
        yield {"text": source if isinstance(source, str) else None}
    elif isinstance(source, Mapping):
        yield from _mapping(source)
    elif isinstance(source, ArrowStream):
        yield from _frame(source)
    elif hasattr(source, "with_format") and hasattr(source, "iter"):  # a Dataset has no capsule of its own
        for batch in source.with_format("arrow").iter(batch_size=BATCH):
            yield from _arrow(batch)
    elif isinstance(source, Iterable) and not isinstance(source, bytes | os.PathLike) and not hasattr(source, "dtypes"):
        for part in source:
            yield from rows(part)
    else:
        raise ReadError("comments", f"{type(source).__name__} {str(source)[:40]!r}", HINT)


def _mapping(source: Mapping[str, Any]) -> Iterator[Row]:
    """Yield the rows of a table by columns, those of several tables by name, or the one row that it is."""
    if source and all(hasattr(part, "column_names") for part in source.values()):  # a DatasetDict
        for part in source.values():
            yield from rows(part)
    elif source and all(map(_is_column, source.values())) and not all(map(_holds_objects, source.values())):
        columns = {str(name): list(cells) for name, cells in source.items()}
        if len(set(map(len, columns.values()))) > 1:
            lengths = ", ".join(f"{name}: {len(cells)}" for name, cells in columns.items())
            raise ReadError("columns of one length", lengths, "fill up the short ones with None")
        for cells in zip(*columns.values(), strict=True):
            yield _plain(dict(zip(columns, cells, strict=True)))
    else:
        yield _plain({str(name): cell for name, cell in source.items()})


def _frame(source: ArrowStream) -> Iterator[Row]:
    import pyarrow as pa

    try:
        batches: Any = pa.RecordBatchReader.from_stream(source)
    except pa.ArrowInvalid:  # a single column: a Series, or a chunked array
        yield from rows(pa.chunked_array(source).to_pylist())
        return
    except (pa.ArrowTypeError, pa.ArrowNotImplementedError):
        # A column of mixed types, which pandas allows and Arrow does not.
        to_dict = getattr(source, "to_dict", None)
        if to_dict is None:
            raise
        yield from rows(to_dict(orient="records"))
        return
    for batch in batches:
        yield from _arrow(batch)


def _arrow(batch: Any) -> Iterator[Row]:
    for start in range(0, batch.num_rows, BATCH):
        for row in batch.slice(start, BATCH).to_pylist():
            yield _plain({name: cell for name, cell in row.items() if not _INDEX.fullmatch(name)})


def _plain(row: Row) -> Row:
    return {name: None if _is_nothing(cell) else cell for name, cell in row.items()}


def _is_nothing(cell: Any) -> bool:
    """Return whether a cell is what pandas and numpy write where there is nothing: NaN, NaT, NA."""
    return (isinstance(cell, float) and cell != cell) or type(cell).__name__ in EMPTY


def _is_column(cells: Any) -> bool:
    return isinstance(cells, list | tuple) or hasattr(cells, "tolist") or hasattr(cells, "to_list")


def _holds_objects(cells: Any) -> bool:
    """Return whether a list inside a record holds records itself, as those of a chat or a page of comments do."""
    return isinstance(cells, list) and bool(cells) and isinstance(cells[0], Mapping)


def _is_file(source: Any) -> bool:
    if isinstance(source, os.PathLike):
        return True
    return isinstance(source, str) and len(source) < 256 and "\n" not in source and os.path.isfile(source)
