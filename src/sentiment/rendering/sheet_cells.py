"""What the sheets of all workbooks share: cells that run nothing, and pages that can be printed."""

from math import ceil
from typing import Any

from sentiment.text import visible

FONT, LONGEST = "Calibri", 32_767  # characters of a cell
LINE, HIGHEST = 15, 409  # points: of a line, and of what a row may be; who opens it does not measure its text


def put(sheet: Any, line: int, column: int, value: Any) -> Any:
    """Write a value into a cell and return the cell; a text stays one, whatever it begins with."""
    cell = sheet.cell(line, column)
    if isinstance(value, str):
        cell.value, cell.data_type = visible(value)[:LONGEST], "s"
    else:
        cell.value = value
        if isinstance(value, int | float):
            cell.number_format = "0.0%" if isinstance(value, float) else "#,##0"
    return cell


def height(text: str, width: float) -> float:
    """Return the height in points of a row whose text is so many letters wide; some room, as letters are not of one."""
    return min(LINE * sum(max(ceil(1.1 * len(line) / width), 1) for line in text.splitlines() or [""]), HIGHEST)


def printed(sheet: Any, header: int = 1) -> None:
    """Let a sheet be printed as wide as the paper, with its first rows on every page."""
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"1:{header}"
