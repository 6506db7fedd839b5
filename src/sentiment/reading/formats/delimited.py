"""Delimited text as rows: which delimiter, which row is the header, and records that are broken."""

import csv
import re
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, TextIO

from sentiment.errors import ReadError
from sentiment.reading.columns import roles
from sentiment.reading.columns.absent import is_count
from sentiment.reading.formats.header import distinct, find_header, names_of
from sentiment.reading.log import Log
from sentiment.table import formulas, numbers, times

Row = dict[str, Any]
DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
ALONE = "\x1f"  # the delimiter of a table of one column: a character that text does not hold
SAMPLE = 1 << 18
# A comment of a megabyte is hostile, but it is still a comment.
LONGEST = 64 << 20
csv.field_size_limit(LONGEST)

BOM = "\ufeff"  # stands inside a file too where others were put under each other
_QUOTED = re.compile(r'".*"', re.DOTALL)
_APOSTROPHES = re.compile(r"(?:^|[,;\t|])'(?:[^'\\]|\\.|''){0,9999}'(?=[,;\t|]|\s*$)")
_MARKS = re.compile(r'(?:^|[,;\t|])"')
_SWAPPED = str.maketrans({"'": '"', '"': "'"})
_SEP = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a table is written. `above` physical lines stand before its first row, the header among them."""

    delimiter: str
    header: tuple[str, ...]
    above: int
    named: bool  # there is a header row
    escaped: bool  # a quote inside quotes is \" rather than ""
    keyed: bool = False  # the first cell of a row is a number, a time or a code
    spaced: bool = False  # a blank stands between a delimiter and a quote
    swapped: bool = False  # cells stand in apostrophes, so that these and quotation marks change places
    wrapped: bool = False  # each line is a cell of its own, as a program writes it that knew another delimiter

    @property
    def why(self) -> str:
        """Say it in words."""
        mark = "one column" if self.delimiter == ALONE else f"{DELIMITERS.get(self.delimiter, 'its')} between cells"
        mark += ", apostrophes around them" if self.swapped else ""
        return mark if self.named else f"{mark}, no header row"

    def begins(self, cells: list[str]) -> bool:
        """Return whether cells may be the beginning of a row."""
        return not self.keyed or not cells[0].strip() or _is_key(cells[0])


def sniff(text: TextIO) -> Dialect:
    """Read the first 256 KB of a table and tell how it is written."""
    lines = [line.lstrip(BOM) for line in text.read(SAMPLE).splitlines(keepends=True)]
    start, given = 0, ""
    if lines and (match := _SEP.fullmatch(lines[0])):
        start, given = 1, match[1]
    lines = lines[start : start + 400]
    swapped = _in_apostrophes(lines)
    if swapped:
        lines = [line.translate(_SWAPPED) for line in lines]
    wrapped = not given and packed(_only(_parsed([line for line in lines[:1] if line[:1] == '"'], ALONE))) is not None
    if wrapped:
        lines = [_only([cells]) + "\n" for cells in _parsed(lines, ALONE)]
    scored = {d: _score(lines, d) for d in given or DELIMITERS}
    delimiter = max(scored, key=lambda d: scored[d])
    if not given and scored[delimiter][0] < 2 and (scored[delimiter][1] < 0.6 or _is_alone(lines, delimiter)):
        delimiter = ALONE
    escaped = any('\\"' in line for line in lines) and _is_broken(lines, delimiter, escaped=False)
    escaped = escaped and not _is_broken(lines, delimiter, escaped=True)
    spaced = _is_spaced(lines, delimiter)
    found = list(islice(_numbered(lines, delimiter, escaped, spaced), 60))
    rows = [cells for _, cells in found]
    place, named = find_header(rows)
    if not named:
        header, above, below = tuple(map(str, range(1, max(map(len, rows), default=1) + 1))), start, found
    else:
        ends = found[place + 1][0] - 1 if place + 1 < len(found) else len(lines)
        names = names_of(rows, place)
        header = distinct(["", *names] if _have_names(rows[place + 1 :], len(names)) else names)
        above, below = start + ends, found[place + 1 :]
    header = tuple(name.translate(_SWAPPED) for name in header) if swapped else header
    return Dialect(delimiter, header, above, named, escaped, _are_keys(below), spaced, swapped, wrapped)


def _in_apostrophes(lines: list[str]) -> bool:
    """Return whether apostrophes stand around cells where others write quotation marks: 1,'It''s open, at last',5."""
    held = sum(_APOSTROPHES.search(line) is not None for line in lines[1:])
    return held > 1 and held >= 0.6 * len(lines[1:]) and not any(_MARKS.search(line) for line in lines)


def packed(line: Any) -> tuple[str, list[str]] | None:
    """Return the delimiter and the names of a header that stands in one cell; None where it is no such header."""
    if not isinstance(line, str):
        return None
    split = [(delimiter, cells) for delimiter in DELIMITERS for cells in _parsed([line], delimiter)[:1]]
    return next(((delimiter, cells) for delimiter, cells in split if sum(map(roles.is_known, cells)) > 1), None)


def unpacked(line: str, delimiter: str) -> list[str]:
    """Return the cells of a line that stands in one cell."""
    return next(iter(_parsed([line], delimiter)), [])


def _only(rows: list[list[str]]) -> str:
    """Return the one cell of the first row, which was written in quotes; nothing where there are more."""
    return rows[0][0] if rows and len(rows[0]) == 1 else ""


def _is_spaced(lines: list[str], delimiter: str) -> bool:
    mark = re.escape(delimiter)
    spaced, close = (re.compile(f'{mark}{blanks}"(?!")') for blanks in (" +", ""))
    return sum(len(spaced.findall(line)) - len(close.findall(line)) for line in lines) > 0


def _have_names(rows: list[list[str]], width: int) -> bool:
    """Return whether rows have a number in front that the header has no name for, as R writes them."""
    return bool(rows) and all(len(cells) == width + 1 and cells[0].isdigit() and cells[-1].strip() for cells in rows)


def _are_keys(found: list[tuple[int, list[str]]]) -> bool:
    """Return whether rows begin with numbers, times or codes, so that one which does not is no row."""
    return bool(found) and sum(_is_key(cells[0]) for _, cells in found) * 5 >= 3 * len(found)


def _is_key(cell: str) -> bool:
    bare = cell.strip()
    return any(map(str.isdigit, bare)) and (" " not in bare or times.time(bare)[0] is not None)


def _parsed(lines: list[str], delimiter: str) -> list[list[str]]:
    try:
        return [cells for cells in islice(csv.reader(lines, delimiter=delimiter), 100) if cells]
    except csv.Error:
        return []


def _score(lines: list[str], delimiter: str) -> tuple[int, float, int]:
    """Return known names in the best row, the share of rows with the commonest width, and that width."""
    rows = _parsed(lines, delimiter)
    if not rows:
        return 0, 0.0, 0
    known = max(sum(map(roles.is_known, cells)) for cells in rows[:20])
    width, alike = Counter(map(len, rows)).most_common(1)[0]
    return known, alike / len(rows) if width > 1 else 0.0, width


def _is_alone(lines: list[str], delimiter: str) -> bool:
    """Return whether the header is one cell, so that every delimiter below it belongs to a comment."""
    first = next(iter(_parsed(lines, delimiter)), [])
    return len(first) == 1 and roles.is_known(first[0])


def _is_broken(lines: list[str], delimiter: str, *, escaped: bool) -> bool:
    try:
        deque(csv.reader(_mended(lines, escaped), delimiter=delimiter, strict=True), maxlen=0)
    except csv.Error as error:
        return "unexpected end" not in str(error)
    return False


def _mended(lines: list[str], escaped: bool) -> list[str]:
    return [line.replace('\\"', '""') for line in lines] if escaped else lines


def _numbered(lines: list[str], delimiter: str, escaped: bool, spaced: bool) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows with the number of the line, from 1, in which each begins."""
    table = csv.reader(_mended(lines, escaped), delimiter=delimiter, skipinitialspace=spaced)
    before = 0
    try:
        for cells in table:
            if cells:
                yield before + 1, cells
            before = table.line_num
    except csv.Error:
        return


def rows(start: Callable[[], TextIO], dialect: Dialect, log: Log) -> Iterator[tuple[int, Row]]:
    """Yield each row with the physical line that it begins in.

    A record that breaks the rules of quoting is tried again as one line without them. One that then has not as many
    cells as the header, or that opens a quote which nothing closes, goes to the log; the lines behind it are read.
    Cells are text; an empty one is None. Lines without any cell are passed over. A row with fewer cells than the header
    is kept and counted, unless a line break without quotes tore it: then its pieces are put together, where they make
    up a row, or go to the log. A line that another program took for one cell and put in quotes is a row again.
    """
    names, width = dialect.header, len(dialect.header)
    plain = formulas.restored if formulas.is_ours(names) else numbers.plain
    with start() as text:
        lines = _Lines(text, dialect)
        for number, cells in _mended_rows(_unwrapped(_records(lines, dialect, log), dialect, log), dialect, log):
            if dialect.swapped:
                cells = [cell.translate(_SWAPPED) for cell in cells]
            if len(cells) > width:
                if any(cell.strip() for cell in cells[width:]):
                    log.reject(number, f"{len(cells)} cells where the header has {width}")
                    continue
                del cells[width:]
            if len(cells) == width and cells != list(names) and set(cells) == set(names):
                log.warn(f"the header comes again in line {number} in another order; what is below it follows that")
                names = tuple(cells)
            row: Row = dict.fromkeys(names)
            for name, cell in zip(names, cells, strict=False):
                if cell:
                    row[name] = plain(cell)
            yield number, row


def _unwrapped(records: Iterator[tuple[int, list[str]]], dialect: Dialect, log: Log) -> Iterator[tuple[int, list[str]]]:
    for number, cells in records:
        if len(cells) == 1 < len(dialect.header) and (dialect.wrapped or '"' in cells[0]):
            inner = unpacked(cells[0], dialect.delimiter)
            if len(inner) == len(dialect.header):
                log.repairs["rows that stood in one cell, taken apart again"] += 1
                cells = inner
        yield number, cells


def _mended_rows(
    records: Iterator[tuple[int, list[str]]], dialect: Dialect, log: Log
) -> Iterator[tuple[int, list[str]]]:
    """Put together rows that line breaks without quotes tore apart; see `rows`."""
    width = len(dialect.header)
    torn: tuple[int, list[str]] | None = None
    for number, cells in records:
        if len(cells) >= width or width == 1 or (len(cells) == 1 and is_count(cells[0])):
            if torn:
                yield _short(torn, log)
            torn = None
            yield number, cells
        elif torn is None or dialect.begins(cells):
            if torn:
                yield _short(torn, log)
            elif not dialect.begins(cells):
                log.reject(number, f"{len(cells)} cells where the header has {width}: a line break without quotes?")
                continue
            torn = number, cells
        else:
            first, before = torn
            whole = [*before[:-1], f"{before[-1]}\n{cells[0]}", *cells[1:]]
            torn = (first, whole) if len(whole) < width else None
            if len(whole) == width:
                log.repairs["rows torn by a line break without quotes, put together again"] += 1
                yield first, whole
            elif len(whole) > width:
                log.reject(first, f"{len(whole)} cells in the pieces of a row where the header has {width}")
    if torn:
        yield _short(torn, log)


def _short(row: tuple[int, list[str]], log: Log) -> tuple[int, list[str]]:
    log.repairs["rows with fewer cells than the header, the rest left empty"] += 1
    return row


class _Lines:
    """The physical lines of a table; those of the record at hand can be given back."""

    def __init__(self, text: TextIO, dialect: Dialect) -> None:
        self._text, self._escaped, self._swapped = text, dialect.escaped, dialect.swapped
        self._again: deque[str] = deque()
        self.taken: list[str] = []
        self.number = 0
        self.suspect = 0  # lines up to this one were read as part of a record whose quote never closed
        for _ in range(dialect.above):
            next(self, None)
        self.taken.clear()

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else self._text.readline(LONGEST)
        if not line:
            raise StopIteration
        if len(line) == LONGEST:
            raise ReadError(f"lines of less than {LONGEST:,} letters", f"a longer one, {self.number + 1}", "split it")
        self.number += 1
        if line[0] == BOM:
            line = line.lstrip(BOM)
        if self._swapped:
            line = line.translate(_SWAPPED)
        if self._escaped:
            line = line.replace('\\"', '""')
        self.taken.append(line)
        return line

    def give_back(self) -> str:
        """Return the first line of the record and put the others back."""
        first, *rest = self.taken
        self._again.extendleft(reversed(rest))
        self.suspect = max(self.suspect, self.number)
        self.number -= len(rest)
        self.taken.clear()
        return first


def _records(lines: _Lines, dialect: Dialect, log: Log) -> Iterator[tuple[int, list[str]]]:
    while True:
        table = csv.reader(lines, delimiter=dialect.delimiter, strict=True, skipinitialspace=dialect.spaced)
        try:
            for cells in table:
                if len(lines.taken) > 1 and _are_rows(lines.taken, dialect):
                    raise csv.Error("a quote in one row and another in a row below")
                number = lines.number - len(lines.taken) + 1
                lines.taken.clear()
                if number <= lines.suspect and len(cells) != len(dialect.header):
                    log.reject(number, f"{len(cells)} cells where the header has {len(dialect.header)}")
                elif cells and (len(cells) > 1 or cells[0].strip()):
                    yield number, cells
            return
        except csv.Error as error:
            first = lines.give_back()
            cells = _alone(first, dialect)
            if len(cells) == len(dialect.header):
                log.repairs["broken quotes read as written"] += 1
                yield lines.number, cells
            else:
                log.reject(lines.number, f"{error}: a quote is not closed, or stands inside a cell")


def _are_rows(taken: Sequence[str], dialect: Dialect) -> bool:
    """Return whether lines that two quotes hold together are each a row of its own, in a table by tabs."""
    if dialect.delimiter not in "\t|":
        return False
    split = list(csv.reader(taken, delimiter=dialect.delimiter, quoting=csv.QUOTE_NONE))
    return all(len(cells) == len(dialect.header) > 1 and dialect.begins(cells) for cells in split)


def _alone(line: str, dialect: Dialect) -> list[str]:
    """Read one line without the rules of quoting, or else with the lax ones."""
    for quoting in (csv.QUOTE_NONE, csv.QUOTE_MINIMAL):
        try:
            table = csv.reader([line], delimiter=dialect.delimiter, quoting=quoting, skipinitialspace=dialect.spaced)
            cells = next(table, [])
        except csv.Error:
            continue
        if len(cells) == len(dialect.header):
            return [cell[1:-1].replace('""', '"') if _QUOTED.fullmatch(cell) else cell for cell in cells]
    return []
