"""The shares as a table that Datawrapper charts as it is: a row a bar, in percent, with the limits of the intervals."""

import csv
import io
from collections.abc import Iterator, Mapping

from sentiment.rendering import translation
from sentiment.rendering.captions import heading
from sentiment.rendering.document import Document, Share, Shares
from sentiment.rendering.translation import Phrases
from sentiment.table.formulas import neutral
from sentiment.table.groups import UNITS

Cell = str | float | int | None


def datawrapper(document: Document) -> str:
    """Return the shares of all comments and of each group, of the first column that they are grouped by.

    A decimal point, a comma between cells, one row of names in the language of the report; periods stand alone, for a
    line that goes through them.
    """
    say = translation.of(document)
    column, groups = next(iter(document["groups"].items()), ("", {}))
    timed = any(unit in UNITS for unit in column.split("+"))
    bars = {} if timed else {say("all"): document["overall"]}
    file = io.StringIO(newline="")
    rows = _rows(say.name(column), bars | _named(groups, say), say)
    csv.writer(file).writerows([neutral(c) if isinstance(c, str) else c for c in row] for row in rows)
    return file.getvalue()


def _rows(first: str, bars: Mapping[str, Shares], say: Phrases) -> Iterator[list[Cell]]:
    labels = list(next(iter(bars.values()), {}))
    names = [heading(label, say) for label in labels]
    limits = (say("low"), say("high"))
    yield [first, *names, *(f"{name}: {limit}" for name in names for limit in limits)]
    for bar, shares in bars.items():
        figures = [_percents(shares[label]) for label in labels]
        yield [bar, *(share for share, *_ in figures), *(limit for _, *limits in figures for limit in limits)]


def _named(groups: Mapping[str, Shares], say: Phrases) -> dict[str, Shares]:
    """Name groups in the language of the report, unless two would then be one."""
    named = {say.name(group): shares for group, shares in groups.items()}
    return named if len(named) == len(groups) and say("all") not in named else dict(groups)


def _percents(entry: Share) -> list[Cell]:
    return [None if x is None else round(100 * x, 1) for x in (entry["share"], entry["low"], entry["high"])]
