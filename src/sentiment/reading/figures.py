"""What this program wrote that holds no comments to read: reports and other figures, labels without their texts."""

import re
from collections.abc import Collection, Sequence
from zipfile import ZipFile

from sentiment.errors import ReadError
from sentiment.table.exchange import annotations

BEGINS, ENDS = 1 << 16, 1 << 12  # bytes of a file that are looked at
CREATOR = "sentiment"  # of a workbook that is a report
_ABOUT = "docProps/core.xml"  # in a workbook, who made it
REPORT, FIGURES = "a report of this program", "figures of this program"
LABELS = "labels for 4CAT, without the comments that they are of"
MARKS = {".html": b'<meta name="generator" content="sentiment">', ".md": b"[made by]: # (sentiment)"}
_TOP = re.compile(rb'^ {1,2}"(\w+)":', re.MULTILINE)  # keys of an object that is written with an indent of one, or two
# Keys of the object that a document in JSON is -> what it is.
_DOCUMENTS = (
    ({"version", "selection", "comments", "scored", "skipped", "rejected"}, REPORT),
    ({"claim", "quantifier", "sides"}, FIGURES),
    ({"baseline", "words", "without", "neighbours"}, FIGURES),
    ({"questions", "needed", "said"}, FIGURES),
    ({"labels", "cuts", "overall", "calibration_error"}, FIGURES),
    ({"files", "repairs", "next"}, FIGURES),
    ({"of", "scale", "on", "coefficients"}, FIGURES),
)
# All columns of a table -> what it is.
_TABLES = (
    ({"target", "comments", "texts", "spellings"}, FIGURES),
    ({"term", "against", "estimate", "low", "high", "model"}, FIGURES),
)


def of_bytes(suffix: str, begins: bytes, ends: bytes) -> str | None:
    """Return what a file is by its first and last bytes, where this program wrote it as a page, Markdown or JSON."""
    if suffix == ".json":
        return of_keys([key.decode() for key in _TOP.findall(begins + b"\n" + ends)])
    mark = MARKS.get(suffix)
    return REPORT if mark is not None and (mark in begins or mark in ends) else None


def of_keys(keys: Collection[str]) -> str | None:
    """Return what the object that a document is holds, by its keys."""
    return next((what for names, what in _DOCUMENTS if names <= set(keys)), None)


def of_header(header: Sequence[str]) -> str | None:
    """Return what a table is, by its columns."""
    if len(header) > 1 and header[0] == "id" and {*header[1:]} <= {*annotations(header)}:
        return LABELS
    return FIGURES if _is_of_bars(header) else next((what for names, what in _TABLES if names == {*header}), None)


def _is_of_bars(header: Sequence[str]) -> bool:
    """Know what Datawrapper charts: after the bars' names the shares, then the lower and upper end of each of them."""
    count, rest = divmod(len(header) - 1, 3)  # of columns of numbers
    names, limits = header[1 : count + 1], header[count + 1 :]
    return count > 1 and not rest and all(end.startswith(f"{names[at // 2]}: ") for at, end in enumerate(limits))


def is_report(workbook: ZipFile) -> bool:
    """Return whether a workbook says that this program made it as a report."""
    if _ABOUT not in workbook.namelist():
        return False
    with workbook.open(_ABOUT) as file:
        return f">{CREATOR}</dc:creator>".encode() in file.read(BEGINS)


def refused(name: str, what: str) -> ReadError:
    """Return the error that says so."""
    return ReadError("a file of comments", f"{name}: {what}", "give the comments, or the scored table, it was made of")
