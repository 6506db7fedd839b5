"""Tables for SPSS (.sav) and Stata (.dta): labels as codes that bear their words, by the extra `spss`."""

import re
from collections.abc import Iterable, Mapping, Sequence
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any

from sentiment.errors import missing_package
from sentiment.table.comments import Comments, arrow
from sentiment.table.labels import (
    AGAINST,
    EMOTION,
    FAVOR,
    NEGATIVE,
    NEUTRAL,
    NONE,
    POSITIVE,
    STANCE,
    VECTOR,
    owned,
    stance_suffixes,
    tones,
)
from sentiment.text import shorten, visible

LONGEST = 32_000  # bytes of a text, in SPSS
NAME, BYTES = 32, 64  # letters of a name in Stata, bytes of one in SPSS
QUESTION, WORD = 80, 60  # letters of what a column is called, and of the words of a code
MOST = 1000  # words of a column up to which they are codes
CODED = frozenset(("label", "group", "language", "platform", "skipped", "time_precision", EMOTION))
SIGNS = {NEGATIVE: -1, AGAINST: -1, NEUTRAL: 0, NONE: 0, POSITIVE: 1, FAVOR: 1}
_RESERVED = re.compile(
    r"all|and|by|eq|ge|gt|le|lt|ne|not|or|to|with|byte|double|float|if|in|int|long|using|str\d*l?", re.IGNORECASE
)
Codes = dict[str, int]


def require() -> None:
    """Refuse to go on where the extra is not installed.

    Raises:
        DataError: it is not.
    """
    if lacking := next((name for name in ("pyreadstat", "pandas") if find_spec(name) is None), None):
        raise missing_package(lacking, "spss")


def write_sav(comments: Comments, path: Path) -> None:
    """Write a file of SPSS, its texts without the blanks that fill them up."""
    import pyreadstat

    frame, questions, words = _prepared(comments)
    pyreadstat.write_sav(frame, path, column_labels=questions, variable_value_labels=words, row_compress=True)


def write_dta(comments: Comments, path: Path) -> None:
    """Write a file of Stata 15."""
    import pyreadstat

    frame, questions, words = _prepared(comments)
    pyreadstat.write_dta(frame, path, column_labels=questions, variable_value_labels=words)


def names(columns: Sequence[str]) -> dict[str, str]:
    """Return a name for each column that SPSS and Stata take: letters, digits and `_`, different also in one case."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for column in columns:
        stem = re.sub(r"\W+", "_", column).strip("_") or "column"
        stem = f"v_{stem}" if not stem[0].isalpha() or _RESERVED.fullmatch(stem) else stem
        called = (_cut(f"{stem}_{number}" if number > 1 else stem) for number in count(1))
        found[column] = next(name for name in called if name.casefold() not in taken)
        taken.add(found[column].casefold())
    return found


def codes(words: Iterable[str | None], labels: Sequence[str] = ()) -> Codes:
    """Return a number for each word: -1, 0 and 1 for tone and stance, else from 1 on, `labels` first."""
    known = {word for word in words if word is not None}
    if known <= SIGNS.keys():
        return {word: SIGNS[word] for word in sorted(known, key=lambda word: SIGNS[word])}
    order = [label for label in labels if label in known]
    return {word: code for code, word in enumerate([*order, *sorted(known - set(order))], 1)}


def _cut(name: str) -> str:
    """Cut the middle of a name that is too long: what made it another one stands at its end."""
    if len(name) <= NAME and len(name.encode()) <= BYTES:
        return name
    return name.encode()[: BYTES - 12].decode(errors="ignore")[: NAME - 6] + name[-6:]


def _prepared(comments: Comments) -> tuple[Any, Mapping[str, str], dict[str, dict[int, str]]]:
    """Return a data frame, the columns' own names where they are others, and the words of the codes."""
    import pandas as pd

    kept = [column for column in comments.column_names if column != VECTOR]
    called, tone = names(kept), tones(kept)
    cells: dict[str, Any] = {}
    words: dict[str, dict[int, str]] = {}
    for column in kept:
        values, name = comments[column], called[column]
        if _is_coded(column, kept) and len(code := codes(values, tone)) <= MOST:
            cells[name] = pd.Series([None if value is None else code[value] for value in values], dtype="float64")
            words[name] = {number: shorten(word, WORD) for word, number in code.items()}
        else:
            cells[name] = _plain(arrow(comments)[column])
    questions = {name: shorten(visible(column), QUESTION) for column, name in called.items() if name != column}
    return pd.DataFrame(cells), questions, words


def _is_coded(column: str, columns: Sequence[str]) -> bool:
    heads = {name for name, _ in owned(columns)}
    sides = {STANCE + suffix for suffix in stance_suffixes(columns)}
    return column in CODED | heads | sides or column.startswith("gold")


def _plain(column: Any) -> Any:
    """Return an Arrow column of numbers or times as it is, times in UTC, anything else as text; Stata has no null."""
    import pandas as pd
    import pyarrow as pa

    if pa.types.is_timestamp(column.type):
        return pd.to_datetime(pd.Series(column.to_pylist()), utc=True).dt.tz_localize(None)
    if pa.types.is_floating(column.type) or pa.types.is_integer(column.type):
        return pd.Series(column.to_pylist(), dtype="float64")
    return pd.Series(["" if value is None else _text(str(value)) for value in column.to_pylist()], dtype="object")


def _text(value: str) -> str:
    return visible(value).encode(errors="replace")[:LONGEST].decode(errors="ignore")
