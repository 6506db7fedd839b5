"""Workbooks: every sheet that is a table of comments is a file of its own, the others are named."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, fields
from itertools import chain, islice
from pathlib import Path
from typing import Any, BinaryIO

from sentiment.errors import ReadError, first_line
from sentiment.reading import inputs
from sentiment.reading.columns import roles
from sentiment.reading.columns.names import COMMENTS, FOLDED, POSTS, fold
from sentiment.reading.compression import ZIP
from sentiment.reading.formats import delimited
from sentiment.reading.formats.arrow import seekable
from sentiment.reading.formats.header import distinct, find_header, names_of
from sentiment.reading.formats.workbook import OLD, Book, Cells, Merged, Parts, open_book, place
from sentiment.reading.inputs import Member
from sentiment.table.comment import SAMPLE

Row = dict[str, Any]
HEAD = 20  # rows of a sheet in which its header is
# How many answers a comment has.
_ANSWERED = frozenset(map(fold, (
    "replies", "reply count", "replies count", "number of replies", "total replies", "answers", "answer count",
    "cavablar", "cavab sayı", "cavabların sayı", "yanıtlar", "yanıt sayısı", "ответы", "количество ответов",
    "число ответов", "antworten", "anzahl antworten", "réponses", "nombre de réponses", "respuestas",
    "número de respuestas",
)))  # fmt: skip
_kept: dict[Callable[[], BinaryIO], tuple[Book, Parts]] = {}  # the workbook in memory, by what opens its file


@dataclass(frozen=True, slots=True)
class Sheet(Member):
    """One sheet of a workbook."""

    title: str = ""
    note: str | None = None  # of the sheets that are not read, and of cells without a value


@dataclass(frozen=True)
class _Head:
    """The first rows of a sheet: its names, how many rows follow them, and whether it is shown."""

    names: tuple[str, ...]
    rows: int
    shown: bool


def members(name: str, *, limited: bool = True, without: Collection[Path] = ()) -> Iterator[Member]:
    """Yield the files behind a path as `inputs` does, and of a workbook its sheets with comments."""
    for member in inputs.members(name, limited=limited, without=without):
        yield from sheets(member)


def sheets(member: Member) -> Iterator[Member]:
    """Yield the sheets of a workbook with comments; any other file, and a workbook that is damaged or ours, as it is.

    A sheet with comments has a column that is called like one for them. Where none has, it is the first with rows, and
    all whose header is the same. One that is hidden is read only where no other is there.
    """
    try:
        with member.open() as file:
            is_workbook = file.read(4) in (ZIP, OLD)
    except ReadError:  # a part that is damaged fails again when it is read
        is_workbook = False
    heads, parts = _heads(member) if is_workbook else ({}, Parts())
    if not heads or parts.is_report:
        yield member
        return
    chosen = _chosen(heads)
    shared = {field.name: getattr(member, field.name) for field in fields(Member)}
    notes = _notes(heads, chosen, parts)
    for title in chosen:
        if len(chosen) > 1:
            shared |= {"name": f"{member.name}/{title}", "archive": member.archive or member.name}
        yield Sheet(**shared, title=title, note="; ".join(notes) or None)
        notes = []


def _chosen(heads: dict[str, _Head]) -> list[str]:
    filled = {title: head for title, head in heads.items() if head.rows}
    shown = {title: head for title, head in filled.items() if head.shown} or filled
    chosen = [title for title, head in shown.items() if any(map(roles.names_text, head.names))]
    comments = [title for title in chosen if fold(title) not in POSTS]
    if any(fold(title) in COMMENTS for title in comments):
        chosen = comments
    first = next((head.names for head in shown.values()), ())
    return chosen or [title for title, head in shown.items() if head.names == first]


def _notes(heads: dict[str, _Head], chosen: list[str], parts: Parts) -> list[str]:
    """Say which sheets are left out, and which columns are formulas that nobody worked out."""
    left = {title: head for title, head in heads.items() if title not in chosen}
    hidden = [title for title, head in left.items() if not head.shown]
    others = [title for title in left if title not in hidden]
    if any(set(heads[title].names) >= SAMPLE for title in chosen):  # what is beside a sample says how to label it
        others = []
    notes = []
    if posts := [title for title in others if fold(title) in POSTS and any(map(roles.names_text, heads[title].names))]:
        notes.append(f"sheets of posts left out, because another holds comments: {', '.join(map(repr, posts))}")
        others = [title for title in others if title not in posts]
    if others:
        listed = ", ".join(map(repr, others))
        notes.append(f"sheets left out, because no column is called like one for comments: {listed}")
    if hidden:
        notes.append(f"hidden sheets left out: {', '.join(map(repr, hidden))}")
    if parts.hidden:
        notes.append(f"rows that the workbook hides, as a filter does, are read too: {parts.hidden:,}")
    if parts.valueless:
        names = next((heads[title].names for title in chosen), ())
        columns = [names[at] if (at := place(letters)) < len(names) else letters for letters in parts.valueless]
        told = f"{parts.valueless.total():,} cells are formulas without a value, in {', '.join(map(repr, columns))}"
        notes.append(f"{told}: open the workbook in Excel or LibreOffice and save it, so that they have one")
    return notes


def read(member: Member) -> Iterator[tuple[int, Row]]:
    """Read one sheet, its header found as in CSV; of a member that names none, the first."""
    with seekable(member) as file:
        lines = None
        while True:
            try:
                lines = lines or _rows(_open(member, file)[0], member.title if isinstance(member, Sheet) else None)
                found = next(lines, None)
            except ModuleNotFoundError:
                raise
            except Exception as error:  # both libraries answer a damaged workbook with whatever its parts raise
                hint = "save it anew as XLSX or CSV, without a password"
                raise ReadError("a workbook", f"{member.name}: {first_line(error)}", hint) from error
            if found is None:
                _kept.clear()
                return
            yield found


def _open(member: Member, file: BinaryIO) -> tuple[Book, Parts]:
    """Open a workbook; one that is in memory is kept for the next look at the member, until a sheet is read out."""
    if (known := _kept.get(member.open)) is not None:
        return known
    found = open_book(file)
    _kept.clear()
    if found[0].whole:
        _kept[member.open] = found
    return found


def _heads(member: Member) -> tuple[dict[str, _Head], Parts]:
    """Return the heads of the sheets that hold anything, by their titles."""
    heads = {}
    try:
        with seekable(member) as file:
            book, parts = _open(member, file)
            for title, shown in book.sheets:
                head = list(islice(book.rows(title), HEAD))
                if any(found is not None for cells in head for found in cells):
                    heads[title] = _Head(*_header(head), shown)
    except Exception:  # noqa: BLE001 - whatever the libraries raise, `read` will raise it again and say so
        return {}, Parts()
    return heads, parts


def _header(head: list[Cells]) -> tuple[tuple[str, ...], int]:
    """Return the names in the header of a sheet, and how many rows are seen below it."""
    at, named = find_header(_written(head))
    below = [cells for cells in head[at + 1 if named else 0 :] if any(found is not None for found in cells)]
    return tuple(names_of(_written(head), at)) if named else (), len(below)


def _rows(book: Book, title: str | None) -> Iterator[tuple[int, Row]]:
    title = next(name for name, _ in book.sheets if title in (None, name))
    lines = book.rows(title)
    first = list(islice(lines, HEAD))
    written = _written(first)
    at, named = find_header(written)
    width = max(map(len, written), default=0)
    names = distinct(names_of(written, at) if named else [str(i + 1) for i in range(width)])
    if written and sum(map(bool, written[0])) == 1 and (packed := delimited.packed(written[0][0])):
        yield from _unpacked(chain(first, lines), *packed)
        return
    below = at + 1 if named else 0
    spread = _spread(book.merged(title), names, below) if named else {}
    over: dict[int, tuple[int, Any]] = {}  # column -> the last of its rows that are one, and what the first holds
    for number, cells in enumerate(chain(first, lines), 1):
        over |= {at: (last, cells[at] if at < len(cells) else None) for at, last in spread.get(number, {}).items()}
        if number > below and any(found is not None for found in cells):
            row = dict.fromkeys(names) | dict(zip(names, cells, strict=False))
            yield number, row | {names[at]: held for at, (last, held) in over.items() if number <= last}


def _spread(merged: Sequence[Merged], names: Sequence[str], below: int) -> dict[int, dict[int, int]]:
    """Return the cells that are one with those below: by the row they begin in, from 1, their columns and last rows.

    What spans columns is a heading, and a comment that spans rows is one: its column is left as it is. So are those of
    counts, which would be counted again in each row.
    """
    ranked = sorted((FOLDED["text"].index(fold(name)), at) for at, name in enumerate(names) if roles.names_text(name))
    kept = {at for at, name in enumerate(names) if roles.names_likes(name) or fold(name) in _ANSWERED}
    kept |= {at for _, at in ranked[:1]}
    found: dict[int, dict[int, int]] = {}
    for (top, left), (bottom, right) in merged if ranked else ():
        if left == right < len(names) and left not in kept and top >= below:
            found.setdefault(top + 1, {})[left] = bottom + 1
    return found


def _unpacked(lines: Iterator[Cells], delimiter: str, header: list[str]) -> Iterator[tuple[int, Row]]:
    """Yield the rows of a table whose lines stand in the first column, as Excel opens text with another delimiter.

    Where a line holds a semicolon, Excel has cut it there.
    """
    next(lines)
    for number, cells in enumerate(lines, 2):
        line = ";".join("" if cell is None else str(cell) for cell in cells).rstrip(";")
        if found := delimited.unpacked(line, delimiter):
            names = distinct([*header, *[""] * (len(found) - len(header))])
            yield number, dict.fromkeys(names) | {name: cell or None for name, cell in zip(names, found, strict=False)}


def _written(rows: list[Cells]) -> list[list[str]]:
    return [["" if found is None else str(found) for found in cells] for cells in rows]
