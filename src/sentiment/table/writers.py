"""The table written to a file, in the format of its suffix, whole or not at all."""

import csv
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import IO, Any

from sentiment.errors import WriteError
from sentiment.filesystem import is_stdout, written
from sentiment.table.comment import OWN_ID
from sentiment.table.comments import Comments, arrow
from sentiment.table.exchange import ATLAS, write_4cat, write_atlas
from sentiment.table.formulas import marked, neutral
from sentiment.table.statistics_files import require, write_dta, write_sav
from sentiment.table.times import iso
from sentiment.text import visible

Writer = Callable[[Comments, Path], None]
Row = Mapping[str, Any]
GROUP = 50_000  # rows of a Parquet file that are in memory at once
SHEET = 1_048_575  # rows of a sheet below its header


def write(comments: Comments, path: str | Path, *, scratch: Path | None = None) -> None:
    """Write a table as .csv, .tsv, .json, .jsonl, .parquet or .xlsx; `-` is JSONL on standard output.

    For other tools (docs/exchange.md): .tasks.json for Label Studio, .4cat.csv, .atlas.parquet, .sav for SPSS, .dta for
    Stata. In CSV, TSV and XLSX a text that a spreadsheet would run as a formula gets an apostrophe before it.

    Args:
        comments: the table.
        path: its suffix says the format.
        scratch: where the file stands until it is whole; beside `path` if left out.

    Raises:
        WriteError: the suffix is unknown, or the file cannot be written.
        DataError: the table has not what the tool takes, or the extra of the format is not installed.
    """
    if is_stdout(path):
        for row in comments:
            sys.stdout.write(_json_line(row))
        return
    path = Path(path)
    form = check(path)
    assert form is not None
    with written(path, scratch) as part:
        form(comments, part)


def check(path: str | Path) -> Writer | None:
    """Return what writes the format of a suffix, None for `-`; a mistake in it then costs no work.

    Raises:
        WriteError: the suffix is unknown, or there is no such folder.
        DataError: the extra of the format is not installed.
    """
    if is_stdout(path):
        return None
    path = Path(path)
    form = next((write for suffix, write in WRITERS.items() if path.name.lower().endswith(suffix)), None)
    if form is None:
        raise WriteError(f"one of {', '.join(WRITERS)}", path.name, "choose one of these suffixes with -o")
    if not path.parent.is_dir():
        raise WriteError("a folder that exists", str(path.parent), "make it with mkdir, or choose another place")
    if form in (write_sav, write_dta):
        require()
    return form


def _write_csv(comments: Comments, path: Path) -> None:
    with path.open("w", encoding="utf-8-sig", newline="", errors="replace") as file:
        _write_delimited(comments, file, ",")


def _write_tsv(comments: Comments, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="", errors="replace") as file:
        _write_delimited(comments, file, "\t")


def _write_delimited(comments: Comments, file: IO[str], delimiter: str) -> None:
    table = csv.writer(file, delimiter=delimiter)
    table.writerow(map(neutral, comments.column_names))
    table.writerows(_cells(row, neutral) for row in comments)


def _write_jsonl(comments: Comments, path: Path) -> None:
    with path.open("w", encoding="utf-8", errors="replace") as file:
        file.writelines(_json_line(row) for row in comments)


def _write_json(comments: Comments, path: Path) -> None:
    rows = [{k: iso(v) for k, v in row.items()} for row in comments]
    path.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", errors="replace")


def _write_tasks(comments: Comments, path: Path) -> None:
    """Write the tasks that Label Studio imports; it gives their data back, but has an `id` of its own in tables."""
    names = {k: OWN_ID if k == "id" else k for k in comments.column_names if not k.startswith("gold")}
    tasks = [{"data": {names[k]: iso(v) for k, v in r.items() if k in names and v is not None}} for r in comments]
    path.write_text(json.dumps(tasks, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", errors="replace")


def _write_parquet(comments: Comments, path: Path) -> None:
    import pyarrow.parquet as pq

    pq.write_table(arrow(comments), path, row_group_size=GROUP)


def _write_xlsx(comments: Comments, path: Path) -> None:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    if len(comments) > SHEET:
        raise WriteError(f"at most {SHEET:,} rows for a sheet", f"{len(comments):,}", "write .parquet or .csv")
    book = Workbook(write_only=True)
    sheet = book.create_sheet("comments")
    sheet.freeze_panes = "A2"
    for values in chain([map(marked, comments.column_names)], (_cells(row, marked) for row in comments)):
        cells = []
        for value in values:
            cell = WriteOnlyCell(sheet, value=visible(value)[:32_767] if isinstance(value, str) else value)
            if isinstance(value, str):
                cell.data_type = "s"  # ids stay text, formulas never run
            cells.append(cell)
        sheet.append(cells)
    book.save(path)


WRITERS: dict[str, Writer] = {
    ".tasks.json": _write_tasks,
    ".4cat.csv": write_4cat,
    ATLAS: write_atlas,
    ".csv": _write_csv,
    ".tsv": _write_tsv,
    ".json": _write_json,
    ".jsonl": _write_jsonl,
    ".parquet": _write_parquet,
    ".xlsx": _write_xlsx,
    ".sav": write_sav,
    ".dta": write_dta,
}


def _cells(row: Row, harmless: Callable[[str], str]) -> Iterator[Any]:
    for value in row.values():
        plain = iso(value)
        if isinstance(plain, list):  # the vector of a text
            yield json.dumps(plain)
        else:
            yield harmless(plain) if isinstance(plain, str) else plain


def _json_line(row: Row) -> str:
    return json.dumps({k: iso(v) for k, v in row.items() if v is not None}, ensure_ascii=False) + "\n"
