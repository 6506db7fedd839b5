"""Tables that are no text: Parquet, Arrow, and the sheets of a workbook."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from itertools import chain, islice
from typing import Any, BinaryIO, cast

from sentiment import column, delimited, value
from sentiment.compression import ZIP
from sentiment.container import Member
from sentiment.errors import ReadError

Row = dict[str, Any]


def read_parquet(member: Member) -> Iterator[tuple[int, Row]]:
    """Read Parquet, a batch of rows at a time."""
    import pyarrow.parquet as pq

    with _seekable(member) as file:
        yield from _batches(member, lambda: pq.ParquetFile(file).iter_batches(batch_size=4096))


def read_arrow(member: Member) -> Iterator[tuple[int, Row]]:
    """Read Arrow IPC, as a file or as the stream that the folders of `datasets` hold."""
    import pyarrow as pa

    with _seekable(member) as file:
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
            batches = batches or start()
            if (batch := next(batches, None)) is None:
                return
            rows = batch.to_pylist()
        except Exception as error:  # pyarrow answers a damaged file with a dozen types, Arrow's and Python's
            found = f"{member.name}, damaged after {number:,} rows: {_short(error)}"
            raise ReadError("Parquet or Arrow", found, "write it anew") from error
        for row in rows:
            number += 1
            yield number, {key: found if found != "" else None for key, found in row.items()}


def read_xlsx(member: Member) -> Iterator[tuple[int, Row]]:
    """Read a workbook: of its first sheet with a column for comments, or of its first with rows, header as in CSV."""
    with _seekable(member) as file:
        lines = None
        while True:
            try:
                lines = lines or _sheet(file)
                found = next(lines, None)
            except Exception as error:  # openpyxl answers a damaged workbook with whatever its parts raise
                hint = "save it anew as XLSX or CSV"
                raise ReadError("an XLSX workbook", f"{member.name}: {_short(error)}", hint) from error
            if found is None:
                return
            yield found


def _sheet(file: BinaryIO) -> Iterator[tuple[int, Row]]:
    from openpyxl import load_workbook

    book = load_workbook(file, read_only=True, data_only=True)
    first: list[tuple[Any, ...]] = []
    lines: Iterator[tuple[Any, ...]] = iter(())
    for sheet in book.worksheets:
        candidate = sheet.iter_rows(values_only=True)
        head = list(islice(candidate, 20))
        has_text = any(column.names_text(cell) for cells in head for cell in cells)
        if has_text or (not first and any(any(c is not None for c in cells) for cells in head)):
            first, lines = head, candidate
        if has_text:
            break
    written = [["" if cell is None else str(cell) for cell in cells] for cells in first]
    place, named = delimited.find_header(written)
    names = delimited.distinct(
        written[place] if named else [str(i + 1) for i in range(max(map(len, written), default=0))]
    )
    for number, cells in enumerate(chain(first, lines), 1):
        if number > (place + 1 if named else 0) and any(cell not in (None, "") for cell in cells):
            yield number, dict.fromkeys(names) | {n: _cell(c) for n, c in zip(names, cells, strict=False)}


def _cell(cell: Any) -> Any:
    return (value.plain(cell) or None) if isinstance(cell, str) else cell


def _short(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]


def _seekable(member: Member) -> BinaryIO:
    file = member.open()
    if file.seekable():
        return file
    spool = tempfile.TemporaryFile()
    with file:
        shutil.copyfileobj(file, spool)
    spool.seek(0)
    return cast(BinaryIO, spool)


# Name, first bytes, reader. A workbook is a zip; `container` has looked into it and knows it is one.
BINARY = (
    ("Parquet", b"PAR1", read_parquet),
    ("Arrow", b"ARROW1", read_arrow),
    ("Arrow", b"\xff\xff\xff\xff", read_arrow),
    ("XLSX", ZIP, read_xlsx),
)
