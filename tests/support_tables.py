"""Files of tables in memory, for the tests of readers."""

import io
from typing import Any


def parquet(rows: list[dict[str, Any]]) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    file = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), file)
    return file.getvalue()


def arrow(rows: list[dict[str, Any]], *, stream: bool) -> bytes:
    import pyarrow as pa

    file = io.BytesIO()
    found = pa.Table.from_pylist(rows)
    with (pa.ipc.new_stream if stream else pa.ipc.new_file)(file, found.schema) as writer:
        writer.write_table(found)
    return file.getvalue()


def xlsx(lines: list[list[Any]]) -> bytes:
    from openpyxl import Workbook

    book, file = Workbook(), io.BytesIO()
    book.active.title = "about"
    for line in lines:
        book.create_sheet("data") if len(book.worksheets) == 1 else None
        book["data"].append(line)
    book.save(file)
    return file.getvalue()
