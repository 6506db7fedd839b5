"""Which row of a table is its header, whatever the table is written as."""

import re
from collections import Counter
from collections.abc import Sequence

from sentiment.reading.columns import roles
from sentiment.table import formulas, numbers, times

SEEN = 20  # rows in which a header is looked for, so that a title above it does no harm
_DIGITS = re.compile(r"\d+")
_LETTERS = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+")
_PICTURE = re.compile("[\u2600-\u27bf\U0001f300-\U0001faff]")
_ASKED = ("?", ":", "؟", "？")
_PROSE = 3  # words in a cell of comments, at the median


def find_header(rows: Sequence[Sequence[str]]) -> tuple[int, bool]:
    """Return the place of the header row, and whether there is one.

    It is the row with the most known names among the first twenty; one with a single known name, if it is the first or
    stands below nothing but titles. With none known, the first row of the commonest
    width is a header when its cells could be names and do not look like the cells below them: no number over numbers,
    no comment over comments.
    """
    known = [
        sum(_is_name(cell, _below(rows, i, at)) for at, cell in enumerate(rows[i])) for i in range(len(rows[:SEEN]))
    ]
    best = max(range(len(known)), key=known.__getitem__, default=0)
    if known and known[best] > 1:
        return best, True
    below = next((i for i in range(best + 1, len(known)) if _filled(rows[i])), best)
    if known and known[best] == known[below] == 1 and _is_below_titles(rows, below):
        best = below  # what stands above is a title that reads like a name
    first_of_all = best == 0 or len(rows[best]) == 1 or _is_below_titles(rows, best)
    if known and known[best] == 1 and first_of_all and not _has_values(rows, best):
        return best, True
    widths = Counter(map(len, rows))
    width = widths.most_common(1)[0][0] if rows else 1
    first = next((i for i, cells in enumerate(rows) if len(cells) == width), 0)
    if not rows or width == 1 or not any(rows[first]):
        return 0, False
    return first, _heads(rows, first)


def names_of(rows: Sequence[Sequence[str]], place: int) -> list[str]:
    """Return the names in a header row; those that come twice with what spans them above: `Post Date`, `Comment Date`.

    Only the first of the cells that a name spans holds it.
    """
    names = [cell.strip() for cell in rows[place]]
    times, above = Counter(names), rows[place - 1] if place else ()
    if sum(bool(cell.strip()) for cell in above) < 2:
        return names
    spans: list[str] = []
    for cell in above:
        spans.append(cell.strip() or (spans[-1] if spans else ""))
    spans += spans[-1:] * (len(names) - len(spans))
    return [
        f"{span} {name}".strip() if name and times[name] > 1 else name for span, name in zip(spans, names, strict=False)
    ]


def distinct(cells: Sequence[str]) -> tuple[str, ...]:
    """Strip the names and keep them apart; a nameless column is called `Unnamed: 0`, as pandas calls it."""
    names: dict[str, None] = {}  # a table may have fifty thousand columns
    for place, cell in enumerate(cells):
        name = formulas.restored(cell.strip().lstrip("\ufeff")) or f"Unnamed: {place}"
        names[name if name not in names else f"{name} ({place + 1})"] = None
    return tuple(names)


def _is_below_titles(rows: Sequence[Sequence[str]], place: int) -> bool:
    """Return whether a row of several cells is above more such rows, and below nothing but cells that stand alone."""
    above = [filled for cells in rows[:place] if (filled := _filled(cells))]
    below = [filled for cells in rows[place + 1 :] if (filled := _filled(cells))]
    of_several = sum(filled > 1 for filled in below) * 2 > len(below) or not above
    return _filled(rows[place]) > 1 and of_several and all(filled < 2 for filled in above)


def _filled(cells: Sequence[str]) -> int:
    return sum(map(bool, map(str.strip, cells)))


def _below(rows: Sequence[Sequence[str]], row: int, at: int) -> list[str]:
    """Return the cells under one, those that are empty left out."""
    return [cells[at].strip() for cells in rows[row + 1 :] if len(cells) > at and cells[at].strip()]


def _is_name(cell: str, below: Sequence[str]) -> bool:
    """Return whether a cell is a known name, and not one more of its kind: `user0` above `user1` and `user2`."""
    return roles.is_known(cell) and not _is_one_more(cell, below)


def _is_one_more(cell: str, below: Sequence[str]) -> bool:
    """Return whether a code with digits stands above codes of the same shape."""
    own = shape(cell)
    return any(map(str.isdigit, cell)) and sum(shape(other) == own for other in below) * 2 > len(below)


def shape(cell: str) -> str:
    """Return a cell with `a` for each of its words and 0 for each number."""
    return _DIGITS.sub("0", _LETTERS.sub("a", cell.strip()))


def _is_value(cell: str) -> bool:
    return numbers.number(cell) is not None or times.time(cell)[0] is not None or "://" in cell


def _has_values(rows: Sequence[Sequence[str]], row: int) -> bool:
    """Return whether a row has a number, a time or a link above others of them, as no header has."""
    return any(
        _is_value(cell) and below and sum(map(_is_value, below)) * 2 > len(below)
        for at, cell in enumerate(rows[row])
        if cell.strip() and (below := _below(rows, row, at))
    )


def _heads(rows: Sequence[Sequence[str]], row: int) -> bool:
    """Return whether a row without known names is a header, by what stands below it."""
    cells = [(cell.strip(), _below(rows, row, at)) for at, cell in enumerate(rows[row]) if cell.strip()]
    if any(_is_value(cell) or cell in below or _is_one_more(cell, below) for cell, below in cells):
        return False
    over_values = any(below and sum(map(_is_value, below)) * 2 > len(below) for _, below in cells)
    return all(_names_something(cell, below, over_values) for cell, below in cells)


def _names_something(cell: str, below: Sequence[str], over_values: bool) -> bool:
    """Return whether a cell may be a name or a question: not one more comment above comments.

    Args:
        cell: of the first row.
        below: what stands under it.
        over_values: another cell of the row stands above numbers or times, so that the row is no row of values.
    """
    if cell.endswith(_ASKED):
        return over_values or sum(other.endswith(_ASKED) for other in below) * 2 <= len(below)
    if over_values:
        return True
    if cell[-1:] in ".!…" or _PICTURE.search(cell) or cell[0] == "@":
        return False
    words = sorted(len(_WORD.findall(other)) for other in below)
    median = words[len(words) // 2] if words else 0
    own = len(_WORD.findall(cell))
    return own < 6 and len(cell) <= 40 and not (own >= _PROSE <= median and own <= 3 * median)
