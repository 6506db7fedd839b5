"""Tables drawn with bars, rules and blanks: Markdown, what psql and mysql print, columns of a fixed width."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TextIO

from sentiment.errors import ReadError
from sentiment.reading.columns import roles
from sentiment.reading.columns.absent import is_count
from sentiment.reading.formats.header import distinct
from sentiment.reading.log import Log

Row = dict[str, Any]
SAMPLE = 1 << 16
LONGEST = 1 << 24

_RULE = re.compile(r"\s*[|+]?[\s:]*[-=─━]{2,}[-=─━\s|+:┼]*")
_BAR = re.compile(r"(?<!\\)\|")
_NUMBERED = re.compile(r"(\d{1,9})\s")
_NAMES = re.compile(r" [ \w.]+")
_TIBBLE = re.compile(r"# A (?:tibble|data frame)|Source: ")
MOST = 200  # rows that tell where columns stand
_GAP = re.compile(r"\s{2,}|\t")


@dataclass(frozen=True, slots=True)
class Drawing:
    """How a table is drawn: its names, the line after its header, and where its columns begin; () with bars."""

    header: tuple[str, ...]
    above: int
    begins: tuple[int, ...] = ()
    numbered: bool = False  # a number stands before each row
    framed: bool = False  # a bar stands before the first column and behind the last

    @property
    def why(self) -> str:
        """Say it in words."""
        return "columns of a fixed width" if self.begins else "columns between bars, with a rule below the header"


def sniff(text: TextIO) -> Drawing | None:
    """Tell from the beginning of a text whether it is a drawn table; None where it is not.

    Raises:
        ReadError: it is what R or pandas prints of a table, and not all of it can be told apart.
    """
    lines = text.read(SAMPLE).splitlines()
    return _with_bars(lines[:40]) or _printed(lines) or _with_blanks(lines)


def _with_bars(lines: list[str]) -> Drawing | None:
    """Return the drawing of a table whose header has a rule below it, as Markdown, psql and mysql write it."""
    for number, line in enumerate(lines[1:], 1):
        header = lines[number - 1]
        if _RULE.fullmatch(line) and "|" in header and not _RULE.fullmatch(header):
            framed = header.lstrip().startswith("|")
            names = _cells(header, framed)
            if len(names) > 1 and len(re.findall(r"[-=─━]{2,}", line)) == len(names):
                return Drawing(distinct(names), number + 1, framed=framed)
    return None


def _with_blanks(lines: list[str]) -> Drawing | None:
    """Return the drawing of a table whose columns begin at the same place in all lines, two blanks before each."""
    first = next((number for number, line in enumerate(lines[:5]) if _known(line) > 1), None)
    if first is None or any(mark in lines[first] for mark in "\t;|"):
        return None
    header = lines[first]
    begins = tuple(match.start() for match in re.finditer(r"(?:(?<=^)|(?<=\s\s))\S", header))
    body = [line for line in lines[first + 1 :] if line.strip() and not _RULE.fullmatch(line)][:200]
    if len(begins) < 2 or len(body) < 2:
        return None
    straight = sum(all(line[at - 1 : at] in ("", " ") for at in begins[1:]) for line in body)
    reaching = sum(any(line[at : at + 1].strip() for at in begins[1:]) for line in body)
    if straight < 0.9 * len(body) or reaching * 2 < len(body):
        return None
    return Drawing(distinct([header[a:b] for a, b in _cuts(begins)]), first + 1, begins)


def _printed(lines: list[str]) -> Drawing | None:
    """Return the drawing of a table as R and pandas print it: rows numbered, columns that end or begin in one place."""
    heads = (i for i, line in enumerate(lines[:5]) if _NAMES.fullmatch(line) and _known_words(line) > 1)
    first = next(heads, None)
    if first is None:
        return None
    if any(map(_TIBBLE.match, lines[:first])):
        raise _cut("a tibble, its texts cut off")
    header, rows = lines[first], [line for line in lines[first + 1 :] if line.strip()][:MOST]
    found = [_NUMBERED.match(line) for line in rows]
    numbers = [match and int(match[1]) for match in found]
    if numbers[:2] not in ([0, 1], [1, 2]):
        return None
    if any(number != at for at, number in enumerate(numbers, numbers[0] or 0)):
        raise _cut("a table in parts, one under another")
    names = list(re.finditer(r"\S+", header))
    after = max(match.end(1) for match in found if match)
    ends = (0, after, *(name.end() for name in names[:-1]))
    starts = (0, *(name.start() for name in names))
    if all(line[at : at + 1] in ("", " ") for line in rows for at in ends[2:]):
        begins = ends
    elif all(line[at - 1 : at] in ("", " ") for line in rows for at in starts[1:]):
        begins = starts
    else:
        raise _cut("columns that neither begin nor end in one place")
    return Drawing(distinct(["", *(name[0] for name in names)]), first + 1, begins, numbered=True)


def _known_words(line: str) -> int:
    return sum(map(roles.is_known, line.split()))


def _cut(what: str) -> ReadError:
    found = f"{what}, as R and pandas print it"
    return ReadError("a table in which every cell can be told apart", found, "save it by write.csv() or .to_csv()")


def _known(line: str) -> int:
    return sum(map(roles.is_known, filter(None, _GAP.split(line.strip()))))


def _cuts(begins: tuple[int, ...]) -> Iterator[tuple[int, int | None]]:
    yield from zip((0, *begins[1:]), (*begins[1:], None), strict=True)


def _cells(line: str, framed: bool) -> list[str]:
    bare = line.strip()
    if framed:
        bare = bare.removeprefix("|")
        bare = bare[:-1] if bare.endswith("|") and not bare.endswith("\\|") else bare
    return [cell.strip().replace("\\|", "|") for cell in _BAR.split(bare)]


def rows(start: Callable[[], TextIO], drawing: Drawing, log: Log) -> Iterator[tuple[int, Row]]:
    """Yield each row with its line; a row with more cells than the header goes to the log."""
    width = len(drawing.header)
    with start() as text:
        number = 0
        while line := text.readline(LONGEST):
            number += 1
            if number <= drawing.above or not line.strip() or _RULE.fullmatch(line) or is_count(line):
                continue
            if drawing.begins:
                cells = [line[a:b].strip() for a, b in _cuts(drawing.begins)]
            else:
                cells = _cells(line, drawing.framed)
            if drawing.numbered and not cells[0].isdigit():
                log.reject(number, "no number in front, as the rows above have")
                continue
            if len(cells) > width or (len(cells) == 1 and not drawing.begins):
                log.reject(number, f"{len(cells)} cells where the header has {width}")
                continue
            yield (
                number,
                dict.fromkeys(drawing.header)
                | {name: cell or None for name, cell in zip(drawing.header, cells, strict=False)},
            )
