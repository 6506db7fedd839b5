"""The summary as a workbook: one sheet a table, numbers as numbers."""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sentiment.rendering import translation
from sentiment.rendering.captions import carried, heading, source
from sentiment.rendering.document import Document
from sentiment.rendering.layout import parts
from sentiment.rendering.parts import Bars, Listing, Quoted, Reasons, Sentences, Table
from sentiment.rendering.recurring import cells
from sentiment.rendering.translation import Phrases
from sentiment.text import visible

LONGEST_NAME, LONGEST_CELL = 31, 32_767
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")


def workbook(document: Document) -> bytes:
    """Return the report as XLSX; no text in it runs as a formula."""
    from openpyxl import Workbook

    say, book = translation.of(document), Workbook(write_only=True)
    book.properties.creator = "sentiment"  # by which a folder is read without it
    quotes: list[Sequence[Any]] = []
    for part in parts(document):
        if isinstance(part, Bars):
            _sheet(book, part.title, _bars(part, document["headline"], say))
        elif isinstance(part, Table):
            _sheet(book, part.title, _shares(part, say))
        elif isinstance(part, Listing):
            _sheet(book, part.title, [part.header, *part.rows] if any(part.header) else part.rows)
        elif isinstance(part, Sentences):
            _sheet(book, part.title, [(sentence,) for sentence in part.said])
        elif isinstance(part, Reasons):
            _sheet(book, part.title, _reasons(part, say))
            quotes += [(part.title, q["text"], source(q, say), carried(q, say)) for c in part.given for q in c.quotes]
        elif isinstance(part, Quoted):
            quotes += [(part.title, quote["text"], source(quote, say), carried(quote, say)) for quote in part.quotes]
    if document["theme_cells"]:
        _sheet(book, say("Themes by group and time"), cells(document, say))
    if quotes:
        _sheet(book, say("Quotes"), quotes)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _bars(bars: Bars, headline: str, say: Phrases) -> Iterator[Sequence[Any]]:
    yield (say("label"), say("share"), say("low"), say("high"), "n", say("method"))
    named = {say.name(label): e for label, e in bars.shares.items()} | ({say("net"): bars.net} if bars.net else {})
    for name, e in named.items():
        yield (name, e["share"], e["low"], e["high"], e["n"], say.name(e["method"]))
    yield from ((), (headline,), (bars.said,))


def _reasons(part: Reasons, say: Phrases) -> Iterator[Sequence[Any]]:
    limits = (say("share"), say("low"), say("high"))
    yield (say.name("reason"), say("comments"), *limits, say.name("sureness"), "id", say("why"))
    for reason in part.given:
        shares = (reason.share[key] for key in ("share", "low", "high"))
        yield (reason.quote["text"], reason.count, *shares, reason.steady, reason.quote["id"], "; ".join(reason.said))
    yield from ((), *((sentence,) for sentence in part.said))


def _shares(table: Table, say: Phrases) -> Iterator[Sequence[Any]]:
    labels = list(next(iter(table.rows.values())))
    named = [heading(label, say) for label in labels]
    limits = (say("low"), say("high"))
    yield ("", "n", *(cell for name in named for cell in (name, *(f"{name}, {limit}" for limit in limits))))
    for name, entries in table.rows.items():
        shares = (entries[label][key] for label in labels for key in ("share", "low", "high"))
        yield (name, next((entries[label]["n"] for label in labels), 0), *shares)


def _sheet(book: Any, title: str, rows: Iterable[Sequence[Any]]) -> None:
    from openpyxl.cell import WriteOnlyCell

    name = _FORBIDDEN.sub(" ", visible(title)).strip()[:LONGEST_NAME] or "-"
    taken = {sheet.title.casefold() for sheet in book.worksheets}
    for number in range(2, 100):
        if name.casefold() not in taken:
            break
        name = f"{name[: LONGEST_NAME - 3]} {number}"
    sheet = book.create_sheet(name)
    sheet.column_dimensions["A"].width = 24
    for row in rows:
        cells = []
        for value in row:
            cell = WriteOnlyCell(sheet, value=visible(value)[:LONGEST_CELL] if isinstance(value, str) else value)
            if isinstance(value, str):
                cell.data_type = "s"
            elif isinstance(value, float):
                cell.number_format = "0.0%"
            cells.append(cell)
        sheet.append(cells)
