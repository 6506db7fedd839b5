"""Cells that a spreadsheet would run: made text by an apostrophe, and given back as they were.

A spreadsheet takes a cell for a formula by its first character, also by its full-width form, and also behind blanks.
Where its separator is a semicolon (the locales az, tr and ru), a quote in the middle of a line is no quote: what stands
behind a semicolon or a line break inside a cell is then the beginning of another cell.
"""

import re
from collections.abc import Sequence

_RUN = "=+\\-@\uff1d\uff0b\uff0d\uff20"  # and full-width ＝＋－＠
_BEFORE = "[ \u00a0']*"
_INSIDE = "[ \u00a0'\"]*"  # a quote there is written twice, which is a cell of nothing before what follows
# At the start of a cell a tab or a line break counts as well; inside it, these and a semicolon begin another cell.
_BEGINS = re.compile(f"^(?={_BEFORE}[{_RUN}\t\r\n])|(?<=[;\t\r\n])(?={_INSIDE}[{_RUN}])")
_MARKED = re.compile(f"^'(?={_BEFORE}[{_RUN}\t\r\n])|(?<=[;\t\r\n])'(?={_INSIDE}[{_RUN}])")


def neutral(cell: str) -> str:
    """Put an apostrophe before whatever in a cell a spreadsheet would run; `restored` takes it away again."""
    return _BEGINS.sub("'", cell)


def marked(cell: str) -> str:
    """Put an apostrophe before a whole cell that begins a formula: a workbook knows where its cells begin."""
    return f"'{cell}" if _BEGINS.match(cell) else cell


def restored(cell: str) -> str:
    """Return a cell that `neutral` made harmless as it was."""
    return _MARKED.sub("", cell) if "'" in cell else cell


def unmarked(cell: str) -> str:
    """Take the apostrophe from the start of a cell alone: other careful writers put none elsewhere."""
    return cell[1:] if _MARKED.match(cell) else cell


def is_ours(header: Sequence[str]) -> bool:
    """Tell by its first columns whether this program may have written a table of cells."""
    return list(header[:2]) == ["id", "text"]
