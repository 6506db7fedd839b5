"""A regression for the eye: what `sentiment.regress` found, as a table of the terminal."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TypedDict

from sentiment.rendering.saving import Form, chosen, put
from sentiment.table.formulas import neutral
from sentiment.text import visible

DIGITS = range(3, 10)  # behind the point
TERM = 44  # letters of a term that are shown


class Coefficient(TypedDict):
    """What goes with one step of a term, all other terms being the same."""

    term: str  # a group, a number, or the constant
    against: str | None  # the group that a group is compared with; null for a number
    estimate: float  # of the outcome, for a step of one
    low: float  # lower end of the interval
    high: float  # upper end
    model: float  # what the model's labels say, were they true


class Regressed(TypedDict):
    """A regression: `sentiment regress -o regression.json`."""

    of: str  # tone, stance, or a label
    scale: str  # of it, in words
    on: list[str]  # columns
    comments: int  # that it is about
    labelled: int  # of these, by hand
    power: float  # how much of what the model says is used, from 0 to 1
    level: float  # nominal coverage of each interval by itself
    coefficients: list[Coefficient]  # the constant first
    notes: list[str]  # what was left out or folded


def check(path: Path) -> Form[Regressed]:
    """Return what makes the format of a suffix; a mistake in it then costs no work.

    Raises:
        WriteError: the suffix is unknown.
    """
    return chosen(FORMATS, path, "a regression")


def save(found: Regressed, path: Path) -> None:
    """Write it in the format of the suffix.

    Raises:
        WriteError: the suffix is unknown, or the file cannot be written.
    """
    put(check(path)(found), path)


def regression(found: Regressed) -> str:
    """Return the coefficients with their intervals, and what was left out."""
    return "\n".join(map(visible, _lines(found))) + "\n"


def _lines(found: Regressed) -> Iterator[str]:
    yield f"{found['of']} ({found['scale']}) on {', '.join(found['on'])}"
    yield f"{found['comments']:,} comments, {found['labelled']:,} of them labelled by hand"
    yield ""
    named = [_named(told) for told in found["coefficients"]]
    width = max(map(len, [*named, "term"]))
    rows = [(_digits(told), told) for told in found["coefficients"]]
    own = max(digits for digits, _ in rows)  # digits of the column
    interval = f"{100 * found['level']:g}% interval"
    yield f"{'term':<{width}}{'estimate':>{own + 7}}  {interval:^{2 * own + 12}}{'by the model alone':>{own + 17}}"
    for name, (digits, told) in zip(named, rows, strict=True):
        limits = f"{told['low']:+.{digits}f} to {told['high']:+.{digits}f}"
        figures = f"{told['estimate']:>+{own + 7}.{digits}f}  {limits:^{2 * own + 12}}"
        yield f"{name:<{width}}{figures}{told['model']:>+{own + 17}.{digits}f}"
    yield ""
    yield "An interval that holds 0 tells of no difference; the last column is what labels that err would have said."
    yield from (f"note: {note}" for note in found["notes"])


def _digits(told: Coefficient) -> int:
    """Return digits behind the point, three or more: enough for two of the larger end of an interval, and for no 0."""
    ends = [abs(told[end]) for end in ("low", "high")]
    return next(
        (d for d in DIGITS if max(ends) >= 10 ** (1 - d) and all(round(x, d) or not x for x in ends)), DIGITS[-1]
    )


def _named(told: Coefficient) -> str:
    against = f", against {told['against']}" if told["against"] else ""
    name = f"{told['term']}{against}"
    return name if len(name) <= TERM else f"{name[: TERM - 1]}…"


def _json(found: Regressed) -> str:
    return json.dumps(found, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _csv(found: Regressed) -> str:
    file = io.StringIO(newline="")
    table = csv.writer(file)
    table.writerow(Coefficient.__annotations__)
    for told in found["coefficients"]:
        table.writerow(neutral(cell) if isinstance(cell, str) else cell for cell in told.values())
    return file.getvalue()


FORMATS: dict[str, Form[Regressed]] = {".json": _json, ".csv": _csv}
