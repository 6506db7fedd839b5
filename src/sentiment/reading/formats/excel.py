"""Workbooks: every sheet that is a table of comments is a file of its own, the others are named."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, fields
from itertools import chain, islice
from pathlib import Path
from typing import Any, BinaryIO, cast

from sentiment.errors import ReadError, first_line
from sentiment.reading import inputs
from sentiment.reading.columns import roles
from sentiment.reading.compression import ZIP
from sentiment.reading.formats import delimited
from sentiment.reading.formats.arrow import seekable
from sentiment.reading.inputs import Member
from sentiment.table import numbers

Row = dict[str, Any]
Cells = tuple[Any, ...]
HEAD = 20  # rows of a sheet in which its header is


@dataclass(frozen=True, slots=True)
class Sheet(Member):
    """One sheet of a workbook."""

    title: str = ""
    note: str | None = None  # of the sheets that are not read


def members(name: str, *, limited: bool = True, without: Collection[Path] = ()) -> Iterator[Member]:
    """Yield the files behind a path as `container` does, and of a workbook its sheets with comments."""
    for member in inputs.members(name, limited=limited, without=without):
        yield from sheets(member)


def sheets(member: Member) -> Iterator[Member]:
    """Yield the sheets of a workbook with comments; any other file, and a workbook that is damaged, as it is.

    A sheet with comments has a column that is called like one for them. Where none has, it is the first with rows, and
    all whose header is the same.
    """
    try:
        with member.open() as file:
            is_workbook = file.read(4) == ZIP
    except ReadError:  # a part that is damaged fails again when it is read
        is_workbook = False
    heads = _heads(member) if is_workbook else {}
    if not heads:
        yield member
        return
    headers = {title: _header(head) for title, head in heads.items()}
    chosen = [title for title, (names, rows) in headers.items() if rows and any(map(roles.names_text, names))]
    first = next((names for names, rows in headers.values() if rows), ())
    chosen = chosen or [title for title, (names, rows) in headers.items() if rows and names == first]
    left = ", ".join(repr(title) for title in heads if title not in chosen)
    note = f"sheets left out, because no column is called like one for comments: {left}" if left else None
    shared = {field.name: getattr(member, field.name) for field in fields(Member)}
    for title in chosen:
        if len(chosen) > 1:
            shared |= {"name": f"{member.name}/{title}", "archive": member.archive or member.name}
        yield Sheet(**shared, title=title, note=note)
        note = None


def read(member: Member) -> Iterator[tuple[int, Row]]:
    """Read one sheet, its header found as in CSV; of a member that names none, the first."""
    with seekable(member) as file:
        lines = None
        while True:
            try:
                lines = lines or _rows(file, member.title if isinstance(member, Sheet) else None)
                found = next(lines, None)
            except Exception as error:  # openpyxl answers a damaged workbook with whatever its parts raise
                hint = "save it anew as XLSX or CSV"
                raise ReadError("an XLSX workbook", f"{member.name}: {first_line(error)}", hint) from error
            if found is None:
                return
            yield found


def _heads(member: Member) -> dict[str, list[Cells]]:
    """Return the first rows of every sheet that has any, by its title."""
    found = {}
    try:
        with seekable(member) as file:
            for sheet in _worksheets(file):
                head = list(islice(sheet.iter_rows(values_only=True), HEAD))
                if any(cell is not None for cells in head for cell in cells):
                    found[sheet.title] = head
    except Exception:  # noqa: BLE001 - whatever openpyxl raises, `read` will raise it again and say so
        return {}
    return found


def _worksheets(file: BinaryIO) -> list[Any]:
    from openpyxl import load_workbook

    found = load_workbook(file, read_only=True, data_only=True).worksheets
    for sheet in found:
        sheet.reset_dimensions()  # some programs write that a sheet has one cell
    return cast(list[Any], found)


def _header(head: list[Cells]) -> tuple[tuple[str, ...], int]:
    """Return the names in the header of a sheet, and how many rows are seen below it."""
    place, named = delimited.find_header(_written(head))
    below = [cells for cells in head[place + 1 if named else 0 :] if any(cell not in (None, "") for cell in cells)]
    return tuple(_written(head)[place]) if named else (), len(below)


def _rows(file: BinaryIO, title: str | None) -> Iterator[tuple[int, Row]]:
    sheet = next(sheet for sheet in _worksheets(file) if title in (None, sheet.title))
    lines = sheet.iter_rows(values_only=True)
    first = list(islice(lines, HEAD))
    written = _written(first)
    place, named = delimited.find_header(written)
    width = max(map(len, written), default=0)
    names = delimited.distinct(written[place] if named else [str(i + 1) for i in range(width)])
    for number, cells in enumerate(chain(first, lines), 1):
        if number > (place + 1 if named else 0) and any(cell not in (None, "") for cell in cells):
            yield number, dict.fromkeys(names) | {n: _cell(c) for n, c in zip(names, cells, strict=False)}


def _written(rows: list[Cells]) -> list[list[str]]:
    return [["" if cell is None else str(cell) for cell in cells] for cells in rows]


def _cell(cell: Any) -> Any:
    return (numbers.plain(cell) or None) if isinstance(cell, str) else cell
