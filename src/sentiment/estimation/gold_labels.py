"""Labels that people gave by hand to some of the comments, joined to the scored table."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from sentiment.errors import DataError
from sentiment.table.labels import canonical
from sentiment.text import fold

Ints = npt.NDArray[np.int64]
_GOLD = re.compile(r"gold(_\d+)?")  # other columns that begin so, such as gold_note, are the reader's own
HINT = "audit the file that the sample was drawn from"


@dataclass(frozen=True)
class Labels:
    """Labelled comments: their rows in the scored table, ascending, and for each its label, weight and readings."""

    rows: Ints
    gold: list[str]  # what most people chose; on a tie, the first of them
    weight: list[float]  # scored comments that each stands for
    readings: list[list[str]]  # what every person chose
    blank: int = 0  # comments of the sample that nobody labelled

    def among(self, rows: Ints) -> Ints:
        """Return the places, in these labels, of those whose row is one of `rows`."""
        return np.flatnonzero(np.isin(self.rows, rows))


def labels_of(
    audit: Any, ids: Sequence[str], texts: Sequence[str | None], scored: Sequence[bool], known: Sequence[str]
) -> Labels:
    """Return the labels of an audit table.

    Labels stand in `gold`, those of further people in `gold_2`, `gold_3`, or in more rows with the same id. Weights are
    those of the sample, or of the larger one that it grew into, spread over what was labelled in each stratum.

    Args:
        audit: rows as a list of dicts, with `id` and `gold`.
        ids: of the scored table, one a row.
        texts: likewise.
        scored: likewise; labels of rows that are not scored are passed over.
        known: labels that may occur.

    Raises:
        DataError: no label at all, one that the model does not know, or comments that the scored table does not hold.
    """
    place = {id_: i for i, id_ in enumerate(ids)}
    readings: dict[int, list[str]] = {}
    weights: dict[int, tuple[str, float]] = {}
    strangers = []
    for row in audit:
        at = _place(row, place)
        if at is None or not _same(row.get("text"), texts[at]):
            strangers.append(str(row["id"]))
            continue
        if not scored[at]:
            continue
        given = (row[c] for c in row if _GOLD.fullmatch(c))
        readings.setdefault(at, []).extend(canonical(label) for label in given if label and label.strip())
        drawn = (str(row.get("stratum") or "all"), _weight(row.get("weight")))
        weights[at] = min(drawn, weights.get(at, drawn), key=lambda known: known[1])  # of the larger sample
    if strangers:
        found = f"{len(strangers)} that the scored table does not hold, first {strangers[0]}"
        raise DataError("labels of scored comments", found, HINT)
    if unknown := sorted({label for given in readings.values() for label in given} - set(known)):
        found = f"labels {', '.join(unknown)} in gold"
        raise DataError(f"labels {', '.join(known)} in a column gold", found, "correct them in the audit file")
    labelled = sorted(at for at, given in readings.items() if given)
    if not labelled:
        raise DataError("labels in the column gold", "none", "fill in the column gold, then run this again")
    spread = _spread(weights, labelled)
    return Labels(
        rows=np.array(labelled, np.int64),
        gold=[Counter(readings[at]).most_common(1)[0][0] for at in labelled],
        weight=[spread[at] for at in labelled],
        readings=[readings[at] for at in labelled],
        blank=len(readings) - len(labelled),
    )


def alpha(readings: Sequence[Sequence[str]]) -> float | None:
    """Return Krippendorff's alpha for names, over comments that two people or more labelled; None if undefined.

    Krippendorff (2019), Content Analysis, chapter 12: 1 is full agreement, 0 what chance would give.
    """
    worth: dict[tuple[str, str], float] = defaultdict(float)
    for given in readings:
        if len(given) < 2:
            continue
        counts = Counter(given)
        for a, n in counts.items():
            for b, m in counts.items():
                worth[a, b] += n * (m - (a == b)) / (len(given) - 1)
    totals: dict[str, float] = defaultdict(float)
    for (a, _), value in worth.items():
        totals[a] += value
    total = sum(list(totals.values()))
    expected = total * total - sum([t * t for t in totals.values()])
    if not expected:
        return None
    return 1 - (total - 1) * sum([v for (a, b), v in worth.items() if a != b]) / expected


def _place(row: Any, place: dict[str, int]) -> int | None:
    """Return the row of an id. An id that a table has twice was made unique by the file's name and the line."""
    id_, file = str(row["id"]), f"{row.get('file') or ''}:"
    short = id_.removeprefix(file)
    return next((place[i] for i in (id_, short, short.rpartition(":")[0]) if i in place), None)


def _same(text: str | None, scored: str | None) -> bool:
    """Compare words only: spreadsheets change symbols and cut what is very long."""
    if not text or not scored:
        return True
    return fold(text.lstrip("'"))[:500] == fold(scored.lstrip("'"))[:500]


def _weight(value: Any) -> float:
    try:
        weight = float(str(value).replace(",", ".")) if value is not None else 1.0
    except ValueError:
        weight = -1.0
    if not 0 < weight < float("inf"):
        raise DataError("a weight above 0", f"{value}", "leave the columns stratum and weight as sample wrote them")
    return weight


def _spread(weights: dict[int, tuple[str, float]], labelled: Sequence[int]) -> dict[int, float]:
    """Spread the weight of a stratum over the comments that were labelled in it."""
    drawn: dict[str, float] = defaultdict(float)
    kept: dict[str, float] = defaultdict(float)
    for stratum, weight in weights.values():
        drawn[stratum] += weight
    for at in labelled:
        kept[weights[at][0]] += weights[at][1]
    return {at: weights[at][1] * drawn[weights[at][0]] / kept[weights[at][0]] for at in labelled}
