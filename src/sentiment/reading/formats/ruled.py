"""Tables drawn with bars, rules and blanks: Markdown, what psql and mysql print, columns of a fixed width."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TextIO

from sentiment.reading.columns import roles
from sentiment.reading.columns.absent import is_count
from sentiment.reading.formats.header import distinct
from sentiment.reading.log import Log

Row = dict[str, Any]
SAMPLE = 1 << 16
LONGEST = 1 << 24

_RULE = re.compile(r"\s*[|+]?[\s:]*[-=─━]{2,}[-=─━\s|+:┼]*")
_BAR = re.compile(r"(?<!\\)\|")
_GAP = re.compile(r"\s{2,}|\t")


@dataclass(frozen=True, slots=True)
class Drawing:
    """How a table is drawn: its names, the line after its header, and where its columns begin; () with bars."""

    header: tuple[str, ...]
    above: int
    begins: tuple[int, ...] = ()
    framed: bool = False  # a bar stands before the first column and behind the last

    @property
    def why(self) -> str:
        """Say it in words."""
        return "columns of a fixed width" if self.begins else "columns between bars, with a rule below the header"


def sniff(text: TextIO) -> Drawing | None:
    """Tell from the beginning of a text whether it is a drawn table; None where it is not."""
    lines = text.read(SAMPLE).splitlines()
    return _with_bars(lines[:40]) or _with_blanks(lines)


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
            if len(cells) > width or (len(cells) == 1 and not drawing.begins):
                log.reject(number, f"{len(cells)} cells where the header has {width}")
                continue
            yield (
                number,
                dict.fromkeys(drawing.header)
                | {name: cell or None for name, cell in zip(drawing.header, cells, strict=False)},
            )
