"""Files of SPSS (.sav, .zsav) and Stata (.dta), by the extra `spss`."""

import shutil
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from sentiment.errors import ReadError, first_line, missing_package
from sentiment.reading.columns import roles
from sentiment.reading.formats.header import distinct
from sentiment.reading.inputs import Member

Row = dict[str, Any]
ROWS = 50_000  # read at once


def read(member: Member, *, stata: bool) -> Iterator[tuple[int, Row]]:
    """Yield the rows; a column is called by its question where its own name says nothing, a code is its label.

    Raises:
        DataError: the extra is not installed.
        ReadError: the file is damaged.
    """
    try:
        import pyreadstat
    except ImportError as error:
        raise missing_package("pyreadstat", "spss") from error
    parse = pyreadstat.read_dta if stata else pyreadstat.read_sav
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "table")  # the library reads paths alone
        with member.open() as source, path.open("wb") as file:
            shutil.copyfileobj(source, file)
        done = 0
        while True:
            try:
                columns, about = parse(str(path), output_format="dict", row_offset=done, row_limit=ROWS)
            except Exception as error:  # it raises a type of its own, and those of what it is built on
                found = f"{member.name}, damaged after {done:,} rows: {first_line(error)}"
                raise ReadError("SPSS or Stata", found, "save it anew, or as CSV") from error
            labels = [about.variable_value_labels.get(name, {}) for name in columns]
            names = distinct([_name(name, about.column_names_to_labels.get(name)) for name in columns])
            rows = list(zip(*columns.values(), strict=True))
            for number, cells in enumerate(rows, done + 1):
                yield number, {n: _cell(c, known) for n, c, known in zip(names, cells, labels, strict=True)}
            done += len(rows)
            if len(rows) < ROWS:
                return


def _name(name: str, question: str | None) -> str:
    return question if question and not roles.is_known(name) else name


def _cell(found: Any, labels: dict[Any, str]) -> Any:
    found = labels.get(found, found)
    if isinstance(found, float) and found.is_integer():
        return int(found)
    return found if found != "" else None


# Name, first bytes, reader. Old files of Stata begin with the number of their version, which is no mark.
STATISTICS = (
    ("SPSS", b"$FL2", partial(read, stata=False)),
    ("SPSS", b"$FL3", partial(read, stata=False)),
    ("Stata", b"<stata_dta>", partial(read, stata=True)),
)
