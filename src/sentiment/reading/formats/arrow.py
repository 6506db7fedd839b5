"""Tables in columns: Parquet and Arrow."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, cast

from sentiment.errors import ReadError, first_line
from sentiment.reading.inputs import Member

Row = dict[str, Any]
ROWS = 500  # that are Python's at once
_PACKED = (str, bytes, dict, list)


def read_parquet(member: Member) -> Iterator[tuple[int, Row]]:
    """Read Parquet, a batch of rows at a time."""
    import pyarrow.parquet as pq

    with seekable(member) as file:
        yield from _batches(member, lambda: pq.ParquetFile(file).iter_batches(batch_size=4096))


def read_arrow(member: Member) -> Iterator[tuple[int, Row]]:
    """Read Arrow IPC, as a file or as the stream that the folders of `datasets` hold."""
    import pyarrow as pa

    with seekable(member) as file:
        is_file = file.read(6) == b"ARROW1"
        file.seek(0)

        def batches() -> Iterator[Any]:
            if not is_file:
                return iter(pa.ipc.open_stream(file))
            reader = pa.ipc.open_file(file)
            return map(reader.get_batch, range(reader.num_record_batches))

        yield from _batches(member, batches)


def _batches(member: Member, start: Callable[[], Iterator[Any]]) -> Iterator[tuple[int, Row]]:
    number = 0
    batches: Iterator[Any] | None = None
    while True:
        try:
            batches = batches or _small(start())
            if (batch := next(batches, None)) is None:
                return
            cells = zip(*map(_cells, batch.columns), strict=True)
            rows = [dict(zip(batch.schema.names, row, strict=True)) for row in cells]
        except Exception as error:  # pyarrow answers a damaged file with a dozen types, Arrow's and Python's
            found = f"{member.name}, damaged after {number:,} rows: {first_line(error)}"
            raise ReadError("Parquet or Arrow", found, "write it anew") from error
        for row in rows:
            number += 1
            yield number, row


def _small(batches: Iterator[Any]) -> Iterator[Any]:
    """Yield batches of few rows: the first ones alone tell what a file is."""
    for batch in batches:
        for start in range(0, len(batch), ROWS):
            yield batch.slice(start, ROWS)


def _cells(column: Any) -> list[Any]:
    """Return the cells of a column of a batch as Python's."""
    import pyarrow.types as kinds

    cells = column.to_pylist()
    if kinds.is_string(column.type):
        return [cell or None for cell in cells]
    return [_plain(cell) if isinstance(cell, _PACKED) else cell for cell in cells]


def _plain(found: Any) -> Any:
    """Return a cell without bytes: Spark, Impala and Hive write text as BINARY, in UTF-8; other bytes are no text."""
    if isinstance(found, bytes):
        try:
            found = found.decode()
        except UnicodeDecodeError:
            return None
    if isinstance(found, dict):
        return {key: _plain(inner) for key, inner in found.items()}
    if isinstance(found, list):
        return [_plain(inner) for inner in found]
    return found if found != "" else None


def seekable(member: Member) -> BinaryIO:
    """Open a file in which one can go back, spooled when it is a stream."""
    file = member.open()
    if file.seekable():
        return file
    spool = tempfile.TemporaryFile()
    with file:
        shutil.copyfileobj(file, spool)
    spool.seek(0)
    return cast(BinaryIO, spool)


# Name, first bytes, reader.
BINARY = (
    ("Parquet", b"PAR1", read_parquet),
    ("Arrow", b"ARROW1", read_arrow),
    ("Arrow", b"\xff\xff\xff\xff", read_arrow),
)
