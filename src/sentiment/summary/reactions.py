"""What comments say beside their tone: stance toward an event, emotion, likely irony."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow.compute as pc

from sentiment.estimation.evidence import Evidence
from sentiment.estimation.gold_labels import labels_of
from sentiment.summary.audit import trial
from sentiment.summary.parts import plain
from sentiment.summary.quotes import Quotes
from sentiment.table.groups import codes_of
from sentiment.table.labels import EMOTION, EMOTIONS, NEGATIVE, NO_EMOTION, POSITIVE, STANCE, STANCES, TOWARD
from sentiment.table.labels import column as column_of

Ints = npt.NDArray[np.int64]
Table = Any  # pyarrow.Table, which has no types
MOST = 4  # labels of which a confusion matrix of some hundred rows can still be inverted to any use
LIKELY = 0.5  # probability above which a comment is taken to be ironic
FAVOR, AGAINST, _ = STANCES
CROSSED = {"critical in tone, but in favour": (FAVOR, NEGATIVE), "warm in tone, but against": (AGAINST, POSITIVE)}


def beside(columns: Iterable[str]) -> set[str]:
    """Return the labels whose `p_<label>` among these columns are of a head, not of the tone."""
    found = set(columns)
    return {
        *(label for _, labels in owned(found) for label in labels),
        *(STANCES if STANCE in found else ()),
        *((*EMOTIONS, NO_EMOTION) if EMOTION in found else ()),
        *(("ironic",) if "p_ironic" in found else ()),
    }


def owned(columns: Iterable[str]) -> list[tuple[str, list[str]]]:
    """Return the heads of one's own by their columns: name, and `<name>.<label>` of each label, in order."""
    found = list(columns)
    heads = {c.removeprefix("p_").partition(".")[0]: None for c in found if c.startswith("p_") and "." in c}
    return [(h, [c.removeprefix("p_") for c in found if c.startswith(f"p_{h}.")]) for h in heads if h in set(found)]


def stance(
    table: Table, tone: Evidence, quotes: Quotes, evaluation: Mapping[str, Any] | None, audit: Any
) -> dict[str, Any] | None:
    """Return `stance` of the document: its shares, the tone of each side, and quotes where the two part ways.

    Labels by hand stand in the column `gold_stance` of the audit.

    Args:
        table: scored; None is returned where it has no stance.
        tone: evidence of the tone.
        quotes: to choose from.
        evaluation: what was measured of the head.
        audit: the sample as a list of rows, or None.
    """
    if STANCE not in table.column_names:
        return None
    predicted, certainty = _read(table, STANCE, STANCES)
    rows = np.flatnonzero(predicted >= 0)
    hand = None
    if audit and any(row.get("gold_stance") for row in audit):
        renamed = [{**_without_gold(row), "gold": row.get("gold_stance")} for row in audit]
        ids, texts = table["id"].to_pylist(), table["text"].to_pylist()
        hand = labels_of(renamed, ids, texts, (predicted >= 0).tolist(), STANCES)
    evidence = _evidence(tone, STANCES, predicted, certainty, evaluation, hand)
    shares = evidence.shares(rows)
    sides = {name: rows[predicted[rows] == place] for place, name in enumerate(STANCES)}
    labels = list(tone.labels)
    crossed = {
        name: own[tone.predicted[own] == labels.index(label)]
        for name, (side, label) in CROSSED.items()
        if label in labels
        for own in (sides[side],)
    }
    return {
        "event": _event(table),
        "n": len(rows),
        "overall": plain(shares),
        "net": plain({"net": shares.net(FAVOR, AGAINST)})["net"],
        "counted": plain(evidence.counted(rows)),
        "by_tone": {name: plain(tone.shares(own)) for name, own in sides.items() if len(own)},
        "crossed": {name: {"n": len(own), "quotes": quotes.of(own)} for name, own in crossed.items() if len(own)},
        "quotes": {name: quotes.of(own) for name, own in sides.items() if len(own)},
        "audit": trial(evidence, hand, rows, certainty, quotes.named) if hand is not None else None,
    }


def emotion(table: Table, tone: Evidence, evaluation: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """Return `emotion` of the document: the share of each, counted; None where the table has none."""
    if EMOTION not in table.column_names:
        return None
    named = {c.removeprefix("p_") for c in table.column_names} | set(pc.unique(table[EMOTION]).to_pylist())
    labels = [name for name in EMOTIONS if name in named or (name == EMOTIONS[0] and NO_EMOTION in named)]
    labels += sorted(named & set(pc.unique(table[EMOTION]).to_pylist()) - {*labels, None})
    return _profile(table, tone, EMOTION, labels, evaluation)


def others(table: Table, tone: Evidence, measured: Mapping[str, Any]) -> dict[str, Any]:
    """Return `heads` of the document: the shares of the labels of each head of one's own."""
    told = {}
    for name, columns in owned(table.column_names):
        labels = [column.partition(".")[2] for column in columns]
        told[name] = _profile(table, tone, name, labels, measured.get(name))
    return told


def ironic(table: Table, tone: Evidence) -> dict[str, Any] | None:
    """Return what the head of irony says: how many comments are likely ironic, and the shares of tone without them."""
    if "p_ironic" not in table.column_names:
        return None
    likely = pc.fill_null(pc.greater(table["p_ironic"], LIKELY), False).to_numpy()
    rows = np.flatnonzero(tone.predicted >= 0)
    return {"likely": int(likely[rows].sum()), "without_likely": plain(tone.shares(rows[~likely[rows]]))}


def _profile(
    table: Table, tone: Evidence, head: str, labels: Sequence[str], evaluation: Mapping[str, Any] | None
) -> dict[str, Any]:
    """Return the shares of a head's labels over all that it labelled."""
    predicted, certainty = _read(table, head, labels)
    evidence = _evidence(tone, labels, predicted, certainty, evaluation, None)
    return {"overall": plain(evidence.shares(np.flatnonzero(predicted >= 0)))}


def _read(table: Table, column: str, labels: Sequence[str]) -> tuple[Ints, npt.NDArray[np.float64]]:
    """Return the place of each row's label, -1 where it has none, and the probabilities (rows, labels)."""
    names, codes = codes_of(table[column])
    place = np.array([labels.index(name) if name in labels else -1 for name in names] or [-1], np.int64)
    blank = np.full(table.num_rows, np.nan)
    columns = [column_of(column, label) for label in labels]
    shares = [table[c].to_numpy() if c in table.column_names else blank for c in columns]
    return (place[codes] if len(codes) else codes), np.stack(shares, axis=1).astype(float)


def _evidence(
    tone: Evidence,
    labels: Sequence[str],
    predicted: Ints,
    certainty: npt.NDArray[np.float64],
    evaluation: Mapping[str, Any] | None,
    hand: Any,
) -> Evidence:
    sure = certainty[np.arange(len(predicted)), predicted]
    fits = evaluation and len(labels) <= MOST and set(evaluation["labels"]) == set(labels)
    measured = evaluation if fits else None
    return Evidence(labels, predicted, tone.languages, tone.texts, sure, measured, hand, tone.level)


def _without_gold(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if not name.startswith("gold")}


def _event(table: Table) -> str | None:
    told = pc.unique(table[TOWARD]).to_pylist() if TOWARD in table.column_names else []
    return next((event for event in told if event), None)
