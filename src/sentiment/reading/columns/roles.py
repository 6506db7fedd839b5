"""Which column of a table is which of the row: by its name in seven languages, else by what it holds."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sentiment.errors import ColumnError
from sentiment.reading.columns import personal
from sentiment.reading.columns.names import FOLDED, KNOWN, fold, words
from sentiment.reading.columns.names import NAMES as NAMES
from sentiment.table import numbers as value
from sentiment.table import times as moment

# Words by which a column that holds seconds since 1970 says so.
_TIMELY = frozenset(
    "time timestamp date datetime at on created sent posted published updated unix epoch ts utc tarix "
    "tarixi vaxt vaxti tarih tarihi zaman zamani saat дата время datum zeit heure fecha hora".split()
)
_FROM, _UNTIL = datetime(2004, 1, 1, tzinfo=UTC), timedelta(days=366)  # when comments are written, until next year
_LINK = re.compile(r"\S+://\S+$|www\.\S+$")
_WORD = re.compile(r"[^\W\d_]{2,}")


def is_known(name: Any) -> bool:
    """Return whether a cell reads like a column name of a comment file."""
    if not isinstance(name, str) or len(name) >= 60:
        return False
    return fold(name) in KNOWN or personal.by_name(name, sure=True) is not None


def names_text(name: Any) -> bool:
    """Return whether a cell reads like the name of the column with the comments."""
    return isinstance(name, str) and len(name) < 60 and fold(name) in FOLDED["text"]


def guess(
    header: Sequence[str],
    sample: Sequence[Mapping[str, Any]],
    given: Mapping[str, str],
    file: str,
    kinds: Mapping[str, str | None],
) -> tuple[dict[str, str], str]:
    """Return column of the row -> column of the file, and in words how the text column was found.

    Args:
        header: the columns of the file.
        sample: its first rows.
        given: what the user said, which wins.
        file: its name, for the message.
        kinds: whose each column is. What holds addresses gets no part, and what holds names only that of the author,
            unless the user says so.

    Raises:
        ColumnError: a column that the user named is not there, or none can hold the comments.
    """
    listed = f"{file} with columns {', '.join(header[:30]) or 'none'}"
    by_fold = {fold(name): name for name in reversed(header)}
    by_inner = {fold(name.rpartition(".")[2]): name for name in reversed(header)}  # of nested objects
    mapping: dict[str, str] = {}
    for target, name in given.items():
        if target not in NAMES:
            raise ColumnError(f"one of {', '.join(NAMES)}", f"--column {target}={name}", "say what the column is")
        found = name if name in header else by_fold.get(fold(name))
        if found is None:
            raise ColumnError(f"a column {name!r} for {target}", listed, "name one of those")
        mapping[target] = found
    cells = {name: [row[name] for row in sample if row.get(name) is not None] for name in header}
    for target, names in FOLDED.items():
        fits = by_fold if target not in ("text", "time") else by_inner | by_fold
        allowed = (personal.PERSON,) if target == "author" else (None,)
        here = (fits[name] for name in names if name in fits and fits[name] not in mapping.values())
        here = (name for name in here if kinds.get(name) in allowed)
        found = next((name for name in here if _fits(target, cells[name])), None)
        if target not in mapping and found is not None:
            mapping[target] = found
    why = "you named it" if "text" in given else "its name"
    if "text" not in mapping:
        free = [name for name in header if name not in mapping.values() and kinds.get(name) is None]
        found = max(free, key=lambda name: _prose(cells[name]), default=None)
        if found is None or _prose(cells[found]) == 0:
            hint = "add --column text=NAME (in Python: columns={'text': NAME})"
            raise ColumnError("a column with the comments", listed, hint)
        mapping["text"], why = found, "it holds the most prose"
    if "time" not in mapping:
        free = [name for name in header if name not in mapping.values() and kinds.get(name) is None]
        found = next((name for name in free if _all_times(cells[name], named=_names_time(name))), None)
        mapping |= {"time": found} if found is not None else {}
    return mapping, why


def below(sample: Sequence[Mapping[str, Any]]) -> int:
    """Return how many rows under the header belong to it: SurveyMonkey writes one, Qualtrics two."""
    for place, row in enumerate(sample[:2], 1):
        if any(str(cell).startswith('{"ImportId"') for cell in row.values()):
            return place
    return int(bool(sample) and not {"Response", "Open-Ended Response"}.isdisjoint(map(str, sample[0].values())))


def _fits(target: str, cells: Sequence[Any]) -> bool:
    """Return whether what a column holds can be what its name says: `comments` may be the number of comments."""
    if not cells:
        return True
    numbers = sum(value.number(cell) is not None for cell in cells)
    if target == "text":
        return numbers < len(cells) or len(cells) < 3 and not all(str(cell).isdigit() for cell in cells)
    return numbers * 2 >= len(cells) if target in ("likes", "rating") else True


def _prose(cells: Sequence[Any]) -> float:
    """Return the mean number of words in the cells of a column, links and numbers not counted."""
    words = [len(_WORD.findall(c)) for c in cells if isinstance(c, str) and not _LINK.match(c) and c[:1] not in "{["]
    distinct = len(set(map(str, cells))) / max(1, len(cells))
    return sum(words) / max(1, len(cells)) * (0.2 + distinct) if words and not _all_times(cells) else 0.0


def _names_time(name: str) -> bool:
    return not _TIMELY.isdisjoint(words(name))


def _all_times(cells: Sequence[Any], *, named: bool = False) -> bool:
    """Return whether nearly all cells are times in which comments are written.

    Args:
        cells: of one column.
        named: its name speaks of time; else digits alone, which may be seconds or anything, are none.
    """
    written = [cell for cell in cells if named or not isinstance(cell, int | float) and not str(cell).strip().isdigit()]
    until = datetime.now(UTC) + _UNTIL
    times = (moment.time(cell, now=until)[0] for cell in written)
    return bool(written) and sum(time is not None and _FROM <= time <= until for time in times) >= 0.8 * len(cells)
