"""Labels that people gave by hand to some of the comments, joined to the scored table."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from sentiment.arrays import Ints
from sentiment.errors import DataError
from sentiment.estimation.audit_join import Places
from sentiment.table.comment import COLUMNS
from sentiment.table.label_words import canonical, signed
from sentiment.text import shorten

_GOLD = re.compile(r"gold(_\d+)?")  # other columns that begin so, such as gold_note, are the reader's own
HINT = "audit the file that the sample was drawn from"
EMPTY = "fill in the column gold, or name another one with --column gold=NAME"
CHOSEN = "chosen"  # column: what one person chose where that was more than one thing, which is no label
REFUSED = "refused"  # column: the label that somebody said a comment does not have
LISTED = 5
HEAVIEST = 1e12  # comments that one row of a sample can stand for
_TAKEN = frozenset(COLUMNS) | {
    "stratum",
    "weight",
    "language",
    "gold_stance",
    "gold_emotion",
    "gold_irony",
    CHOSEN,
    REFUSED,
}


@dataclass(frozen=True)
class Labels:
    """Labelled comments: their rows in the scored table, ascending, and for each its label, weight and readings."""

    rows: Ints
    gold: list[str]  # what most people chose; on a tie, the first of them
    weight: list[float]  # scored comments that each stands for
    readings: list[list[str]]  # what every person chose
    blank: int = 0  # comments of the sample that nobody labelled
    unlabelled: Ints = field(default_factory=lambda: np.zeros(0, np.int64))  # the rows of these
    missing: int = 0  # rows that the sample had when it was drawn, and that are not in it now
    remarks: tuple[str, ...] = ()  # sentences for the reader: words that are no label, how rows were joined

    def leaning(self, label: str) -> list[str]:
        """Return the labels with each tie decided for this one, where it is among those that most people chose."""
        return [_most(given, ahead=label) for given in self.readings]

    def among(self, rows: Ints) -> Ints:
        """Return the places, in these labels, of those whose row is one of `rows`."""
        return np.flatnonzero(np.isin(self.rows, rows))


def labels_of(
    audit: Any,
    ids: Sequence[str],
    texts: Sequence[str | None],
    scored: Sequence[bool],
    known: Sequence[str],
    *,
    is_part: bool = False,
) -> Labels:
    """Return the labels of an audit table.

    Labels stand in `gold`, those of further people in `gold_2`, `gold_3`, or in more rows with the same id. Weights are
    those of the sample, or of the larger one that it grew into, spread over what was labelled in each stratum. A word
    that is no label is told in `remarks` and counts as none.

    Args:
        audit: rows as a list of dicts, with `id` and `gold`.
        ids: of the scored table, one a row.
        texts: likewise.
        scored: likewise; labels of rows that are not scored are passed over.
        known: labels that may occur.
        is_part: whether the sample was drawn from more comments than these; then none of it is missed.

    Raises:
        DataError: no label at all, none that the model knows, comments that the scored table does not hold, or blanks
            that are not random.
    """
    audit, remarks = _with_gold(audit, known)
    audit, twice = _once(audit)
    words = _Words(audit, known)
    places = Places(ids, texts)
    drawn = _sample(audit, places, scored, words)
    _eliminate(drawn.values(), known)
    labelled = {at: drawn[at] for at in sorted(drawn) if drawn[at].readings}
    if not labelled:
        found = words.told() or "none"
        raise DataError(f"labels {', '.join(known)} in a column gold", found, EMPTY)
    weighed = not is_part and any(row.get("weight") is not None for row in audit)
    missing = _missing(drawn.values(), sum(scored)) if weighed else 0
    if words.unknown:
        remarks.append(words.told())
    if places.by_text:
        remarks.append(f"{places.by_text:,} labels by hand joined by the text: the ids are others")
    if twice:
        remarks.append(f"{twice:,} rows of the labels by hand stand there twice, word for word: each is one label")
    if missing:
        remarks.append(f"the sample lacks about {missing:,} rows, or was drawn from a part of these comments")
    return Labels(
        rows=np.array(list(labelled), np.int64),
        gold=[_most(comment.readings) for comment in labelled.values()],
        weight=_spread(drawn.values(), labelled.values()),
        readings=[comment.readings for comment in labelled.values()],
        blank=len(drawn) - len(labelled),
        unlabelled=np.array(sorted(drawn.keys() - labelled.keys()), np.int64),
        missing=missing,
        remarks=tuple(remarks),
    )


def _most(readings: Sequence[str], *, ahead: str | None = None) -> str:
    """Return what most people chose; on a tie the one that goes ahead, or else the first."""
    chosen = Counter(readings)
    if ahead is not None and chosen[ahead] == max(chosen.values()):
        return ahead
    return chosen.most_common(1)[0][0]


@dataclass
class _Drawn:
    """A comment of the sample, by all rows that it has there."""

    stratum: str
    weight: float
    readings: list[str] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)  # labels that somebody said it does not have


def _sample(
    audit: Sequence[Mapping[str, Any]], places: Places, scored: Sequence[bool], words: "_Words"
) -> dict[int, _Drawn]:
    """Return the comments of the sample that are scored, by their row.

    Raises:
        DataError: some are none of the scored table.
    """
    drawn: dict[int, _Drawn] = {}
    strangers = []
    for number, row in enumerate(audit):
        at = places.of(row)
        if at is None:
            strangers.append(str(row["id"]))
        elif scored[at]:
            stratum, weight = str(row.get("stratum") or "all"), _weight(row.get("weight"))
            comment = drawn.setdefault(at, _Drawn(stratum, weight))
            if weight <= comment.weight:  # of the larger sample, where it is in two
                comment.stratum, comment.weight = stratum, weight
            comment.readings += words.of(number, row)
            comment.refused |= words.refused(row)
    if strangers:
        found = f"{len(strangers)} that the scored table does not hold, first {strangers[0]}"
        raise DataError("labels of scored comments", found, HINT)
    return drawn


class _Words:
    """The labels of each row; those that are none are kept with where they stand."""

    def __init__(self, audit: Sequence[Mapping[str, Any]], known: Sequence[str]) -> None:
        self.unknown: list[str] = []
        self._known = known
        self._signed = signed({cell for row in audit for cell in _given(row)}, known)
        self._first = {str(row.get("file")): number for number, row in reversed(list(enumerate(audit)))}

    def of(self, number: int, row: Mapping[str, Any]) -> list[str]:
        """Return the labels that people gave a row."""
        labels = []
        for cell in _given(row):
            label = self._signed.get(cell) or canonical(cell, self._known)
            if label in self._known:
                labels.append(label)
            else:
                line = number - self._first[str(row.get("file"))] + 2  # below the header
                self.unknown.append(f"row {line}, id {row['id']}: {shorten(cell, 40)!r}")
        return labels

    def refused(self, row: Mapping[str, Any]) -> set[str]:
        """Return the label that somebody said a row does not have, if there is one."""
        return {canonical(str(row.get(REFUSED) or ""), self._known)} & set(self._known)  # an empty cell is no "None"

    def told(self) -> str:
        """Return a sentence that names what is no label."""
        listed = "; ".join(self.unknown[:LISTED]) + (
            f"; and {len(self.unknown) - LISTED:,} more" if len(self.unknown) > LISTED else ""
        )
        return f"labels by hand that are none of {', '.join(self._known)}, not used: {listed}" if listed else ""


def _given(row: Mapping[str, Any]) -> list[str]:
    """Return the cells of a row in which people wrote, and what they chose where that was more than one thing."""
    cells = [str(row[c]).strip() for c in row if _GOLD.fullmatch(c) and row[c] is not None]
    given = [cell for cell in cells if cell]
    return given or [str(row[CHOSEN])] if row.get(CHOSEN) else given


def _with_gold(
    audit: Sequence[Mapping[str, Any]], known: Sequence[str]
) -> tuple[Sequence[Mapping[str, Any]], list[str]]:
    """Take the labels from another column where `gold` is empty; say which other columns hold labels, too."""
    filled = any(_given(row) for row in audit)
    held = [name for name in _columns(audit) if not _GOLD.fullmatch(name) and _holds_labels(audit, name, known)]
    if not held:
        return audit, []
    taken = "gold" if filled else held.pop(0)
    remark = f"labels by hand are taken from column {taken.removeprefix('own_')!r}"
    if held:
        listed = ", ".join(map(repr, held))
        remark += f"; {listed} could be meant as well: --column gold={held[0]} takes it"
    return (audit if filled else [{**row, "gold": row.get(taken)} for row in audit]), [remark]


def _columns(audit: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return the columns that people may have labelled in: not those of the model or of the row."""
    names = list(dict.fromkeys(name for row in audit for name in row))
    scored = any(name.startswith("p_") for name in names)
    return [name for name in names if name not in _TAKEN and not (scored and name in ("label", *COLUMNS))]


def _holds_labels(audit: Sequence[Mapping[str, Any]], name: str, known: Sequence[str]) -> bool:
    cells = {cell for row in audit if row.get(name) is not None and (cell := str(row[name]).strip())}
    signs = signed(cells, known)
    found = {signs.get(cell) or canonical(cell, known) for cell in cells}
    return len(found & set(known)) > 1 and found <= set(known)


def _eliminate(drawn: Iterable[_Drawn], known: Sequence[str]) -> None:
    """Label what was refused every label but one.

    Raises:
        DataError: comments of which only some labels were refused; leaving these out would not be random.
    """
    open_: Counter[str] = Counter()
    for comment in drawn:
        if comment.refused and not comment.readings:
            left = [label for label in known if label not in comment.refused]
            if len(left) == 1:
                comment.readings = left
            else:
                open_.update(comment.refused)
    if open_:
        label, n = open_.most_common(1)[0]
        found = f"{n:,} comments of which only is said that they are not {label}"
        hint = f"ask for one of {', '.join(known)} for each comment, in Prodigy by textcat.manual --exclusive"
        raise DataError("a label for each comment", found, hint)


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


def _weight(value: Any) -> float:
    try:
        weight = float(str(value).replace(",", ".")) if value is not None else 1.0
    except ValueError:
        weight = -1.0
    if not 0 < weight < HEAVIEST:
        hint = "leave the columns stratum and weight as sample wrote them"
        raise DataError("a weight above 0, which is a number of comments", f"{value}", hint)
    return weight


def _once(audit: Sequence[Mapping[str, Any]]) -> tuple[list[Mapping[str, Any]], int]:
    """Return the rows without those that repeat another one of the same file in every cell, and how many these are."""
    seen: dict[tuple[str, ...], Mapping[str, Any]] = {}
    for row in audit:
        seen.setdefault(tuple(f"{name}={value}" for name, value in row.items()), row)
    return list(seen.values()), len(audit) - len(seen)


def _missing(drawn: Iterable[_Drawn], scored: int) -> int:
    """Return how many comments the sample lacks: its weights add up to all comments that were scored."""
    weights = [comment.weight for comment in drawn]
    lacking = scored - sum(weights)
    return max(0, round(lacking / (sum(weights) / len(weights)))) if weights and lacking > 0.005 * scored else 0


def _spread(drawn: Iterable[_Drawn], labelled: Collection[_Drawn]) -> list[float]:
    """Return the weights of the labelled comments, over which that of all drawn in their stratum is spread."""
    every: dict[str, float] = defaultdict(float)
    kept: dict[str, float] = defaultdict(float)
    for comment in drawn:
        every[comment.stratum] += comment.weight
    for comment in labelled:
        kept[comment.stratum] += comment.weight
    return [comment.weight * every[comment.stratum] / kept[comment.stratum] for comment in labelled]
