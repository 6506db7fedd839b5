"""The sample as a workbook for a hand: labels to choose from in the reader's language, and a sheet that says how."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

from sentiment.rendering.headline import SIDES
from sentiment.rendering.sheet_cells import FONT, LINE, height, printed, put
from sentiment.rendering.translation import Phrases, phrases
from sentiment.table.formulas import marked
from sentiment.table.labels import LABELS, STANCES, TOWARD
from sentiment.table.times import iso

TONE, STANCE = "gold", "gold_stance"  # the latter with _1, _2 ... where there are several events
DESIGN = ("stratum", "weight")  # how the sample was drawn, for the program alone
WIDTHS = {"id": 14, "text": 80, TONE: 16, "time": 20, "url": 20}  # of columns, in characters
GUIDE = 110  # width of the instructions
LISTED, ERROR = 255, 225  # characters that Excel takes of a list or a hint, and of a message
Row = Mapping[str, Any]


def audit_sheet(rows: Sequence[Row], labels: Sequence[str], events: Mapping[str, str], lang: str = "en") -> bytes:
    """Return a sample as XLSX: rows to label on the first sheet, how to label them on the second.

    Args:
        rows: of `sentiment.sample`.
        labels: of the tone, to choose from.
        events: column of stances -> the event that they are toward, as it was named; empty where nobody named one, and
            not there where each row names its own.
        lang: of the labels and of the instructions: en, az, tr or ru.
    """
    from openpyxl import Workbook

    say, book = phrases(lang), Workbook()
    sides = [say.name(SIDES[side]) for side in STANCES]
    asked = [name for name in (rows[0] if rows else ()) if name.startswith(STANCE)]
    chosen = {TONE: [say.name(label) for label in labels]} | dict.fromkeys(asked, sides)
    sheet: Any = book.active
    sheet.title = "audit"
    _fill(sheet, rows, [*_named(asked, events), *chosen], list(chosen))
    for column, offered in chosen.items():
        _offer(sheet, column, offered, say)
    _guide(book.create_sheet(say("How to label")), _instructions(chosen, events, say))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _named(asked: Sequence[str], events: Mapping[str, str]) -> list[str]:
    """Return the columns in which each row names what its stance is toward, where that is not one for all."""
    return [_event_of(column) for column in asked if column not in events]


def _event_of(column: str) -> str:
    return TOWARD + column.removeprefix(STANCE)


def _fill(sheet: Any, rows: Sequence[Row], beside: Sequence[str], asked: Sequence[str]) -> None:
    from openpyxl.styles import Alignment, Font

    first = ["id", "text", *(name for name in beside if name in asked or (rows and name in rows[0]))]
    names = list(rows[0]) if rows else [*first, *DESIGN]
    order = [*first, *(name for name in names if name not in (*first, *DESIGN)), *DESIGN]
    top, wrapped = Alignment(vertical="top"), Alignment(vertical="top", wrap_text=True)
    for column, name in enumerate(order, 1):
        shown = Font(name=FONT, bold=True) if name not in DESIGN else Font(name=FONT, color="999999")
        _cell(sheet, 1, column, name).font = shown
        sheet.column_dimensions[sheet.cell(1, column).column_letter].width = WIDTHS.get(
            name, WIDTHS[TONE] if name in asked else 12
        )
        for line, row in enumerate(rows, 2):
            cell = _cell(sheet, line, column, iso(row[name]))
            cell.alignment = wrapped if name == "text" else top
            if name in asked:
                cell.number_format = "@"  # a label such as +1 stays as it is typed
            elif name in DESIGN:
                cell.font = shown
    for line, row in enumerate(rows, 2):
        sheet.row_dimensions[line].height = height(row["text"] or "", WIDTHS["text"])
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    printed(sheet)


def _cell(sheet: Any, line: int, column: int, value: Any) -> Any:
    """Write a value that comes back as it was: a text is marked where a spreadsheet saved as CSV would run it."""
    if not isinstance(value, str):
        cell = sheet.cell(line, column)
        cell.value = value
        return cell
    cell = put(sheet, line, column, marked(value))
    cell.number_format = "@"  # no id becomes a number
    return cell


def _offer(sheet: Any, column: str, labels: Sequence[str], say: Phrases) -> None:
    """Let the cells of a column offer their labels; another word is asked back about, and taken."""
    from openpyxl.worksheet.datavalidation import DataValidation

    offered, listed = ",".join(labels), ", ".join(labels)
    if len(offered) > LISTED or any(mark in label for label in labels for mark in ',"'):
        return  # Excel takes such a workbook for damaged; the instructions name the labels
    named = {cell.value: cell.column_letter for cell in sheet[1]}
    offer = DataValidation(
        type="list",
        formula1=f'"{offered}"',
        allow_blank=True,
        errorStyle="warning",
        showErrorMessage=True,
        error=say("One of these: {labels}", labels=listed)[:ERROR],
        showInputMessage=True,
        promptTitle=_question(column, say),
        prompt=listed[:LISTED],
    )
    offer.add(f"{named[column]}2:{named[column]}{sheet.max_row}")
    sheet.add_data_validation(offer)


def _question(column: str, say: Phrases) -> str:
    return say("Tone of the comment") if column == TONE else say("Stance toward the event")


def _instructions(
    chosen: Mapping[str, Sequence[str]], events: Mapping[str, str], say: Phrases
) -> list[tuple[str, str]]:
    """Return what a hand must know, as a heading and a sentence each."""
    tone = say("Choose a label in the column {column}: {labels}.", column=TONE, labels=", ".join(chosen[TONE]))
    if set(chosen[TONE]) == {say.name(label) for label in LABELS}:
        tone += " " + say(
            "Negative is anger, complaint, mockery, sorrow; positive is joy, praise, thanks; neutral is neither, or "
            "as much of the one as of the other."
        )
    told = [(_question(TONE, say), tone)]
    told += [(_question(column, say), _about(column, chosen[column], events, say)) for column in chosen][1:]
    kept = ["id", *map(_event_of, list(chosen)[1:]), *DESIGN]
    report = "sentiment report scored.parquet --audit audit.xlsx -o report.html"
    return [
        *told,
        (say("Irony"), say("Label what is meant, not what is said.")),
        (say("All rows"), say("Label the hard rows too: a sample without them is untrue. Leave none out, add none.")),
        (
            say("Columns"),
            say("Leave {columns} as they are. Rows may be sorted and filtered.", columns=", ".join(kept)),
        ),
        (
            say("A second person"),
            say("labels a copy of this file without seeing your labels; then hand over both files."),
        ),
        (say("Saving"), say("As XLSX, ODS or CSV, under any name.")),
        (say("How far you are"), "sentiment audit audit.xlsx"),
        (say("The report"), report),
    ]


def _about(column: str, labels: Sequence[str], events: Mapping[str, str], say: Phrases) -> str:
    """Say what a stance is."""
    chosen = say("Choose a label in the column {column}: {labels}.", column=column, labels=", ".join(labels))
    named = ""
    if column not in events:
        named = say("The event of each row stands in the column {column}.", column=_event_of(column))
    elif event := events[column]:
        named = say("The event: “{event}”.", event=event)
    meant = say(
        "It is what the writer thinks of the event, not how the comment sounds: an angry comment may be in favour."
    )
    return " ".join(filter(None, (chosen, named, meant)))


def _guide(sheet: Any, told: Sequence[tuple[str, str]]) -> None:
    from openpyxl.styles import Alignment, Font

    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 30, GUIDE
    for line, (heading, sentence) in enumerate(told, 1):
        for column, text in ((1, heading), (2, sentence)):
            _cell(sheet, line, column, text).alignment = Alignment(vertical="top", wrap_text=True)
        sheet.cell(line, 1).font = Font(name=FONT, bold=True)
        sheet.row_dimensions[line].height = height(sentence, GUIDE) + LINE / 3
    printed(sheet)
