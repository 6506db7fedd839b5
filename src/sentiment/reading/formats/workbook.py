"""Workbooks of every kind as sheets of cells: read at once by calamine, or a row at a time by openpyxl.

calamine (Rust) reads .xls, .xlsb, .ods and .xlsx, whole sheets in memory; openpyxl streams .xlsx of any size, and tells
what calamine leaves empty: cells with an error such as #N/A.
"""

import os
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, BinaryIO, Protocol, cast

from sentiment.reading import figures
from sentiment.reading.compression import ZIP
from sentiment.reading.formats import compound
from sentiment.table import numbers

Cells = tuple[Any, ...]
Merged = tuple[tuple[int, int], tuple[int, int]]  # row and column, from 0, of the first and the last cell
OLD = b"\xd0\xcf\x11\xe0"  # .xls, and whatever else Microsoft wrote before 2007
LIGHT = 64 << 20  # bytes of XML; a larger workbook is read a row at a time
CELLS = 8_000_000  # from the first cell to the last: calamine keeps room for all, also for those that are empty

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_VALUELESS = re.compile(
    rb'<c r="([A-Z]{1,3})\d+"[^>]*>\s*<f(?:\s[^>]*)?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>'
)
_PLACE = re.compile(rb"""<(?:c|row)\s[^>]*?\br\s*=\s*["']\s*([A-Za-z]*)(\d+)""")  # also as no program writes it
_HIDDEN = re.compile(rb'<row\s[^>]*?\bhidden="(?:1|true)"')
_ERROR = re.compile(rb'<c [^>]*\bt="e"')
_SHEET = r"xl/worksheets/[^/]*\.xml"
_CHUNK = 1 << 20
_LONGEST = 1 << 14  # bytes of a cell whose formula is looked at


class Book(Protocol):
    """A workbook that is open; `sheets` are title and whether it is shown."""

    whole: bool  # it is in memory, its file no longer needed

    @property
    def sheets(self) -> list[tuple[str, bool]]:
        """Return the sheets that hold cells, in order."""

    def rows(self, title: str) -> Iterator[Cells]:
        """Yield the rows of a sheet from its first line on, as Python's values; None for an empty cell."""

    def merged(self, title: str) -> list[Merged]:
        """Return the cells of a sheet that are one, where the library tells."""


@dataclass
class Parts:
    """What the XML of an .xlsx tells before it is parsed."""

    light: bool = True  # it fits into memory, and no cell holds an error
    valueless: Counter[str] = field(default_factory=Counter)  # letters of a column -> formulas without a value
    hidden: int = 0  # rows that are not shown, of all sheets
    is_report: bool = False  # of this program


def open_book(file: BinaryIO) -> tuple[Book, Parts]:
    """Open a workbook with what suits it.

    Raises:
        Exception: of the libraries' own kinds, where it is damaged, locked, or no workbook.
    """
    file.seek(0)
    if file.read(4) != ZIP:
        compound.check(file)
        file.seek(0)
        return _Whole(file), Parts()
    parts = _parts(file)
    file.seek(0)
    return (_Whole(file) if parts.light else _Streamed(file)), parts


def _cell(found: Any) -> Any:
    """Return what a cell of any workbook holds: None for an empty one, whole numbers as such, a day as its midnight."""
    if isinstance(found, str):
        return numbers.plain(_unescaped(found)) or None
    if isinstance(found, float) and found.is_integer() and abs(found) < 2**53:
        return int(found)
    if isinstance(found, date) and not isinstance(found, datetime):
        return datetime(found.year, found.month, found.day)
    return found


def place(letters: str) -> int:
    """Return the place of a column, from 0, by its letters."""
    found = 0
    for letter in letters:
        found = found * 26 + ord(letter) - ord("A") + 1
    return found - 1


def _unescaped(text: str) -> str:
    """Undo `_x000D_`, as which workbooks write control characters and openpyxl leaves in the text."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _parts(file: BinaryIO) -> Parts:
    with zipfile.ZipFile(file) as archive:
        members = archive.infolist()
        sheets = [sheet for sheet in members if re.fullmatch(_SHEET, sheet.filename, re.IGNORECASE)]
        parts = Parts(sum(sheet.file_size for sheet in sheets) <= LIGHT, is_report=figures.is_report(archive))
        for sheet in sheets if parts.light else ():
            with archive.open(sheet) as xml:
                _look_at(cast(BinaryIO, xml), parts)
    return parts


def _look_at(xml: BinaryIO, parts: Parts) -> None:
    """Take in a sheet: formulas without a value, hidden rows, whether a cell holds an error or stands far away."""
    rest, right, down = b"", 0, 0
    while chunk := xml.read(_CHUNK):
        data = rest + chunk
        parts.light &= _ERROR.search(data) is None
        end = max(data.rfind(b"</c>") + 4, len(data) - _LONGEST)
        whole, rest = data[:end], data[end:]
        parts.valueless.update(letters.decode() for letters in _VALUELESS.findall(whole))
        parts.hidden += len(_HIDDEN.findall(whole))
        places = _PLACE.findall(whole)
        letters = {letters.upper() for letters, _ in places}
        right = max([right, *(place(own.decode()) + 1 if len(own) < 4 else CELLS + 1 for own in letters)])
        heights = {number for _, number in places}
        down = max([down, *(int(number) if len(number) < 8 else CELLS + 1 for number in heights)])
    parts.light &= right * down <= CELLS


@contextmanager
def _sound() -> Iterator[None]:
    """Let a panic of Rust, which Python takes for the end of the program, be an error like others.

    What Rust writes of it goes past Python to the standard error of the process, which is closed to it for the while.
    """
    with open(os.devnull, "wb") as nothing:
        try:
            before = os.dup(2)
        except OSError:  # a process without a standard error
            before = os.dup(nothing.fileno())
        os.dup2(nothing.fileno(), 2)
        try:
            yield
        except BaseException as error:
            if type(error).__name__ != "PanicException":
                raise
            raise ValueError("its parts do not fit together") from error
        finally:
            os.dup2(before, 2)
            os.close(before)


class _Whole:
    whole = True

    def __init__(self, file: BinaryIO) -> None:
        from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

        with _sound():
            self._book = CalamineWorkbook.from_filelike(file)
        self._parsed: dict[str, Any] = {}  # the sheet that was looked at last
        shown = SheetVisibleEnum.Visible
        self.sheets = [
            (sheet.name, sheet.visible == shown)
            for sheet in self._book.sheets_metadata
            if sheet.typ == SheetTypeEnum.WorkSheet
        ]

    def _sheet(self, title: str) -> Any:
        if title not in self._parsed:
            with _sound():
                self._parsed = {title: self._book.get_sheet_by_name(title)}
        return self._parsed[title]

    def merged(self, title: str) -> list[Merged]:
        return self._sheet(title).merged_cell_ranges or []

    def rows(self, title: str) -> Iterator[Cells]:
        sheet = self._sheet(title)
        left = (None,) * (sheet.start[1] if sheet.start else 0)
        for row in sheet.iter_rows():
            yield (*left, *map(_cell, row))


class _Streamed:
    whole = False

    def __init__(self, file: BinaryIO) -> None:
        from openpyxl import load_workbook

        self._sheets = {sheet.title: sheet for sheet in load_workbook(file, read_only=True, data_only=True).worksheets}
        self.sheets = [(title, sheet.sheet_state == "visible") for title, sheet in self._sheets.items()]

    def merged(self, title: str) -> list[Merged]:
        return []  # they stand behind all rows

    def rows(self, title: str) -> Iterator[Cells]:
        sheet = self._sheets[title]
        sheet.reset_dimensions()  # some programs write that a sheet has one cell
        yield from (tuple(map(_cell, row)) for row in sheet.iter_rows(values_only=True))
