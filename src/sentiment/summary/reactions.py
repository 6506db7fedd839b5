"""What comments say beside their tone: stance toward an event, emotion, likely irony."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow.compute as pc

from sentiment.estimation.evidence import Evidence
from sentiment.estimation.gold_labels import Labels, labels_of
from sentiment.rendering.document import Irony, Profile, Stance
from sentiment.summary.audit import trial
from sentiment.summary.entries import entries, entry
from sentiment.summary.irony_cues import signs
from sentiment.summary.material import Material
from sentiment.table.groups import codes_of
from sentiment.table.labels import EMOTION, EMOTIONS, NEGATIVE, NO_EMOTION, POSITIVE, STANCE, STANCES, TOWARD, owned
from sentiment.table.labels import column as column_of

Ints = npt.NDArray[np.int64]
Table = Any  # pyarrow.Table, which has no types
MOST = 4  # labels of which a confusion matrix of some hundred rows can still be inverted to any use
LIKELY = 0.5  # probability above which a comment is taken to be ironic
FAVOR, AGAINST, _ = STANCES
CROSSED = {"critical in tone, but in favour": (FAVOR, NEGATIVE), "warm in tone, but against": (AGAINST, POSITIVE)}


def stance(found: Material) -> Stance | None:
    """Return `stance` of the document: its shares, the tone of each side, and quotes where the two part ways.

    Labels by hand stand in the column `gold_stance` of the audit.

    None is returned where the table has no stance.
    """
    table, tone, quotes = found.table, found.evidence, found.quotes
    evidence = stances(found)
    if evidence is None or evidence.probabilities is None:
        return None
    predicted, certainty, hand = evidence.predicted, evidence.probabilities, evidence.hand
    rows = np.flatnonzero(predicted >= 0)
    shares = evidence.shares(rows)
    sides = {name: rows[predicted[rows] == place] for place, name in enumerate(STANCES)}
    crossed = _crossed(tone, sides)
    return {
        "event": _event(table),
        "n": len(rows),
        "overall": entries(shares),
        "net": entry(shares.net(FAVOR, AGAINST)),
        "counted": entries(evidence.counted(rows)),
        "by_tone": {name: entries(tone.shares(own)) for name, own in sides.items() if len(own)},
        "crossed": {name: {"n": len(own), "quotes": quotes.of(own)} for name, own in crossed.items() if len(own)},
        "quotes": {name: quotes.of(own) for name, own in sides.items() if len(own)},
        "audit": trial(evidence, hand, rows, certainty, quotes.named) if hand is not None else None,
    }


def stances(found: Material) -> Evidence | None:
    """Return what is known of the stance of each row; None where the table has none."""
    if STANCE not in found.table.column_names:
        return None
    predicted, certainty = _read(found.table, STANCE, STANCES)
    hand = _by_hand(found, predicted)
    return _evidence(found.evidence, STANCES, predicted, certainty, _measured(found, STANCE), hand)


def _by_hand(found: Material, predicted: Ints) -> Labels | None:
    """Return the stances given by hand, in `gold_stance` of the audit."""
    if not any(row.get("gold_stance") for row in found.audit):
        return None
    renamed = [{**_without_gold(row), "gold": row.get("gold_stance")} for row in found.audit]
    ids, texts = found.table["id"].to_pylist(), found.table["text"].to_pylist()
    return labels_of(renamed, ids, texts, (predicted >= 0).tolist(), STANCES)


def _crossed(tone: Evidence, sides: Mapping[str, Ints]) -> dict[str, Ints]:
    """Return the rows whose tone and stance part ways."""
    labels = list(tone.labels)
    told = {name: (sides[side], label) for name, (side, label) in CROSSED.items() if label in labels}
    return {name: own[tone.predicted[own] == labels.index(label)] for name, (own, label) in told.items()}


def emotion(found: Material) -> Profile | None:
    """Return `emotion` of the document: the share of each, counted; None where the table has none."""
    table = found.table
    if EMOTION not in table.column_names:
        return None
    named = {c.removeprefix("p_") for c in table.column_names} | set(pc.unique(table[EMOTION]).to_pylist())
    labels = [name for name in EMOTIONS if name in named or (name == EMOTIONS[0] and NO_EMOTION in named)]
    labels += sorted(named & set(pc.unique(table[EMOTION]).to_pylist()) - {*labels, None})
    return _profile(found, EMOTION, labels)


def others(found: Material) -> dict[str, Profile]:
    """Return `heads` of the document: the shares of the labels of each head of one's own."""
    heads = owned(found.table.column_names)
    return {name: _profile(found, name, [column.partition(".")[2] for column in columns]) for name, columns in heads}


def irony(found: Material) -> Irony:
    """Return `irony` of the document: signs of it, and what the head of irony says where it was asked."""
    cues = signs(found.texts, found.evidence, found.rows)
    told: Irony = {"flagged": cues["flagged"], "cues": cues["cues"], "without": cues["without"]}
    table, tone = found.table, found.evidence
    if "p_ironic" not in table.column_names:
        return told
    likely = pc.fill_null(pc.greater(table["p_ironic"], LIKELY), False).to_numpy()
    rows = np.flatnonzero(tone.predicted >= 0)
    told["likely"], told["without_likely"] = int(likely[rows].sum()), entries(tone.shares(rows[~likely[rows]]))
    return told


def _profile(found: Material, head: str, labels: Sequence[str]) -> Profile:
    """Return the shares of a head's labels over all that it labelled."""
    predicted, certainty = _read(found.table, head, labels)
    evidence = _evidence(found.evidence, labels, predicted, certainty, _measured(found, head), None)
    return {"overall": entries(evidence.shares(np.flatnonzero(predicted >= 0)))}


def _measured(found: Material, head: str) -> Mapping[str, Any] | None:
    """Return what was measured of a head."""
    return (found.measured.get("heads") or {}).get(head)


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
    fits = evaluation and len(labels) <= MOST and set(evaluation["labels"]) == set(labels)
    measured = evaluation if fits else None
    return Evidence(labels, predicted, tone.languages, tone.texts, certainty, measured, hand, tone.level)


def _without_gold(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if not name.startswith("gold")}


def _event(table: Table) -> str | None:
    told = pc.unique(table[TOWARD]).to_pylist() if TOWARD in table.column_names else []
    return next((event for event in told if event), None)
