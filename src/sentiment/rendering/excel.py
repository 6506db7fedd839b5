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
from sentiment.rendering.sheet_cells import FONT, LINE, height, printed, put
from sentiment.rendering.translation import Phrases
from sentiment.text import shorten, visible

LONGEST_NAME = 31
FIRST, OTHER, WIDEST, PROSE = 34, 14, 60, 110  # least widths of the first column and of others, the most; of sentences
HEADER = 3  # row of the header: the whole title stands above it
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")


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
            _sheet(book, part.title, part.header, part.rows)
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
        title = say("Quotes")
        _sheet(book, title, (title, say("text"), say("where"), say("why")), quotes)
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
    _sheet(book, part.title, header, rows, [*part.lead, *part.said])


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
    if not table.untold:
        chart(sheet, table.rows, Place(HEADER, HEADER + 1, columns, keys), timed=table.timed)


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

    sheet, told = book.create_sheet(_name(book, name or title)), list(rows)
    put(sheet, 1, 1, title).font = Font(name=FONT, bold=True, size=14)
    named, last = any(header), get_column_letter(max(len(header), 1))
    widths = [_width(column, place) for place, column in enumerate(zip(*told, strict=True))] or [FIRST] * len(header)
    bold, grey = Font(name=FONT, bold=True), PatternFill("solid", fgColor="EDEDED")
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
        counted = not any(isinstance(row[column - 1], str) for row in told)
        apart = int(column > 1 and not counted)  # from the numbers before it
        aligned = Alignment("right" if counted else "left", "top", wrap_text=True, indent=apart)
        if named:
            top = put(sheet, HEADER, column, header[column - 1])
            top.font, top.fill, top.alignment = bold, grey, aligned
        for line, row in enumerate(told, HEADER + 1):
            put(sheet, line, column, row[column - 1]).alignment = aligned
    for line, row in enumerate(told, HEADER + 1):
        texts = ((cell, width) for cell, width in zip(row, widths, strict=True) if isinstance(cell, str))
        sheet.row_dimensions[line].height = max((height(text, width) for text, width in texts), default=LINE)
    sheet.row_dimensions[HEADER].height = 32
    if named:
        sheet.freeze_panes = f"B{HEADER + 1}"
        sheet.auto_filter.ref = f"A{HEADER}:{last}{max(HEADER + len(told), HEADER + 1)}"
    if said:
        _said(sheet, " ".join(said), f"A{HEADER - 1}:{last}{HEADER - 1}", sum(widths))
    printed(sheet, HEADER)
    return sheet


def _width(cells: Sequence[Any], place: int) -> float:
    """Return how wide a column is, in characters: its longest text where that is not too long for a line."""
    longest = max((1.1 * len(cell) + 2 for cell in cells if isinstance(cell, str)), default=0)
    return min(max(OTHER if place or not longest else FIRST, longest), WIDEST)


def _said(sheet: Any, sentence: str, over: str, width: float) -> None:
    """Write sentences over several columns, as high as they need."""
    from openpyxl.styles import Alignment

    cell = put(sheet, HEADER - 1, 1, sentence)
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    sheet.merge_cells(over)
    sheet.row_dimensions[HEADER - 1].height = height(sentence, width)


def _prose(book: Any, title: str, said: Sequence[str]) -> None:
    """Add a sheet of sentences, below its whole title."""
    from openpyxl.styles import Alignment, Font

    sheet = book.create_sheet(_name(book, title))
    sheet.column_dimensions["A"].width = PROSE
    put(sheet, 1, 1, title).font = Font(name=FONT, bold=True, size=14)
    for line, sentence in enumerate(said, 2):
        put(sheet, line, 1, sentence).alignment = Alignment(vertical="top", wrap_text=True)
        sheet.row_dimensions[line].height = height(sentence, PROSE)
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
