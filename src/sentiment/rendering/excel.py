"""The summary as a workbook: what it says first, then one sheet a table, numbers as numbers, with native charts."""

import io
import re
from collections.abc import Iterable, Sequence
from typing import Any

from sentiment.rendering import translation
from sentiment.rendering.captions import carried, counts, heading, source
from sentiment.rendering.document import Document
from sentiment.rendering.excel_chart import Place, chart
from sentiment.rendering.headline import sentences
from sentiment.rendering.layout import parts
from sentiment.rendering.parts import Bars, Listing, Quoted, Reasons, Sentences, Table
from sentiment.rendering.recurring import cells
from sentiment.rendering.sheet_cells import FONT, printed, put
from sentiment.rendering.translation import Phrases
from sentiment.text import shorten, visible

LONGEST_NAME = 31
FIRST, OTHER, PROSE = 34, 14, 110  # widths of the first column, of the others, and of sentences, in characters
HEADER = 3  # row of the header: the whole title stands above it
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_COUNT = re.compile(r"\d{1,9}")


def workbook(document: Document) -> bytes:
    """Return the report as XLSX; no text in it runs as a formula."""
    from openpyxl import Workbook

    say, book = translation.of(document), Workbook()
    book.remove(book.active)
    book.properties.creator = "sentiment"  # by which a folder is read without it
    _prose(book, say("Summary"), [*sentences(document), counts(document)])
    quotes: list[Sequence[Any]] = []
    for part in parts(document):
        if isinstance(part, Bars):
            _bars(book, part, say)
        elif isinstance(part, Table):
            _shares(book, part, say)
        elif isinstance(part, Listing):
            _sheet(book, part.title, part.header, _numbers(part.rows))
        elif isinstance(part, Sentences):
            _prose(book, part.title, part.said)
        elif isinstance(part, Reasons):
            _reasons(book, part, say)
            quotes += [(part.title, q["text"], source(q, say), carried(q, say)) for c in part.given for q in c.quotes]
        elif isinstance(part, Quoted):
            quotes += [(part.title, quote["text"], source(quote, say), carried(quote, say)) for quote in part.quotes]
    if document["theme_cells"]:
        header, *rows = cells(document, say)
        _sheet(book, say("Themes by group and time"), list(map(str, header)), rows)
    if quotes:
        _quotes(book, quotes, say)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _bars(book: Any, bars: Bars, say: Phrases) -> None:
    header = (say("label"), say("share"), say("low"), say("high"), "n", say("method"))
    named = {say.name(label): e for label, e in bars.shares.items()} | ({say("net"): bars.net} if bars.net else {})
    rows = [(name, e["share"], e["low"], e["high"], e["n"], say.name(e["method"])) for name, e in named.items()]
    sheet = _sheet(book, bars.title, header, rows, [bars.said] if bars.said else ())
    upright = {label: {"share": entry} for label, entry in bars.shares.items()}
    chart(sheet, upright, Place(HEADER, HEADER + 1, {"share": 2}, list(bars.shares)), timed=False)


def _reasons(book: Any, part: Reasons, say: Phrases) -> None:
    limits = (say("share"), say("low"), say("high"))
    header = (say.name("reason"), say("comments"), *limits, say.name("sureness"), "id", say("why"))
    rows = [
        (
            given.quote["text"], given.count, *(given.share[key] for key in ("share", "low", "high")), given.steady,
            given.quote["id"], "; ".join(given.said),
        )
        for given in part.given
    ]  # fmt: skip
    _sheet(book, part.title, header, rows, part.said)


def _shares(book: Any, table: Table, say: Phrases) -> None:
    labels = list(next(iter(table.rows.values())))
    named = [heading(label, say) for label in labels]
    limits = (say("low"), say("high"))
    header = ("", "n", *(cell for name in named for cell in (name, *(f"{name}, {limit}" for limit in limits))))
    rows = [
        (
            name,
            next((entries[label]["n"] for label in labels), 0),
            *(entries[label][key] for label in labels for key in ("share", "low", "high")),
        )
        for name, entries in table.rows.items()
    ]
    sheet = _sheet(book, table.title, header, rows, table.lead, name=table.name)
    columns = {label: 3 + 3 * place for place, label in enumerate(labels)}
    keys = table.keys if len(labels) == 1 and not table.timed else ()
    chart(sheet, table.rows, Place(HEADER, HEADER + 1, columns, keys), timed=table.timed)


def _quotes(book: Any, quotes: Sequence[Sequence[Any]], say: Phrases) -> None:
    from openpyxl.styles import Alignment

    title = say("Quotes")
    sheet = _sheet(book, title, (title, say("text"), say("where"), say("why")), quotes)
    for letter, width in zip("ABCD", (FIRST, 80, 40, 40), strict=True):
        sheet.column_dimensions[letter].width = width
    for row in sheet.iter_rows(min_row=HEADER + 1):
        for cell in row:
            cell.alignment = Alignment(vertical="top", wrap_text=True)


def _numbers(rows: Sequence[Sequence[str]]) -> list[list[Any]]:
    """Return rows with the columns that are counts throughout as numbers."""
    columns = [
        [int(cell) for cell in column] if all(_COUNT.fullmatch(str(cell)) for cell in column) else column
        for column in zip(*rows, strict=True)
    ]
    return [list(row) for row in zip(*columns, strict=True)]


def _sheet(
    book: Any,
    title: str,
    header: Sequence[str],
    rows: Iterable[Sequence[Any]],
    said: Sequence[str] = (),
    *,
    name: str = "",
) -> Any:
    """Add a sheet: the whole title, a header that stays and can be filtered by, the rows; sentences under the title."""
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(_name(book, name or title))
    put(sheet, 1, 1, title).font = Font(name=FONT, bold=True, size=14)
    named = any(header)
    for column, cell in enumerate(header if named else (), 1):
        told = put(sheet, HEADER, column, cell)
        told.font, told.fill = Font(name=FONT, bold=True), PatternFill("solid", fgColor="EDEDED")
        told.alignment = Alignment(vertical="top", wrap_text=True)
    line = HEADER
    for line, row in enumerate(rows, HEADER + 1):
        for column, value in enumerate(row, 1):
            put(sheet, line, column, value)
    for column in range(1, max(len(header), 1) + 1):
        sheet.column_dimensions[get_column_letter(column)].width = FIRST if column == 1 else OTHER
    sheet.row_dimensions[HEADER].height = 32
    if named:
        sheet.freeze_panes = f"B{HEADER + 1}"
        sheet.auto_filter.ref = f"A{HEADER}:{get_column_letter(len(header))}{max(line, HEADER + 1)}"
    put(sheet, HEADER - 1, 1, " ".join(said) or None)
    printed(sheet, HEADER)
    return sheet


def _prose(book: Any, title: str, said: Sequence[str]) -> None:
    """Add a sheet of sentences, below its whole title."""
    from openpyxl.styles import Alignment, Font

    sheet = book.create_sheet(_name(book, title))
    sheet.column_dimensions["A"].width = PROSE
    put(sheet, 1, 1, title).font = Font(name=FONT, bold=True, size=14)
    for line, sentence in enumerate(said, 2):
        put(sheet, line, 1, sentence).alignment = Alignment(vertical="top", wrap_text=True)
        sheet.row_dimensions[line].height = 15 * (1 + len(sentence) // (PROSE - 10))
    printed(sheet)


def _name(book: Any, title: str) -> str:
    """Return a name for a sheet, which no other has: a long title is cut on a word border."""
    told = shorten(_FORBIDDEN.sub(" ", visible(title)).strip(" '"), LONGEST_NAME) or "-"
    name, taken = told, {sheet.title.casefold() for sheet in book.worksheets}
    for number in range(2, 1000):
        if name.casefold() not in taken:
            break
        name = f"{told[: LONGEST_NAME - 4].rstrip()} {number}"
    return name
