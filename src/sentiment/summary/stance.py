"""Stance in the document: toward the event that is named, each row's own, or each of several."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow.compute as pc

from sentiment.estimation.evidence import Evidence
from sentiment.estimation.gold_labels import Labels, labels_of
from sentiment.rendering.document import Stance
from sentiment.summary.audit import trial
from sentiment.summary.entries import entries, entry
from sentiment.summary.head_labels import evidence_of, measured, read
from sentiment.summary.material import Material
from sentiment.summary.quotes import Quotes
from sentiment.table.labels import NEGATIVE, POSITIVE, STANCE, STANCES, TOWARD, stance_suffixes

Ints = npt.NDArray[np.int64]
Table = Any  # pyarrow.Table, which has no types
GOLD = f"gold_{STANCE}"  # and a suffix: the column of stances given by hand
FAVOR, AGAINST, _ = STANCES
CROSSED = {"critical in tone, but in favour": (FAVOR, NEGATIVE), "warm in tone, but against": (AGAINST, POSITIVE)}


def stances(found: Material) -> list[Stance]:
    """Return the stance toward each event, in the order of their columns; none where the table has none."""
    return [_stance(found, suffix) for suffix in stance_suffixes(found.table.column_names)]


def stance_evidence(found: Material, suffix: str = "") -> Evidence | None:
    """Return what is known of the stance of each row; None where the table has none.

    Labels by hand stand in the column `gold_stance` of the audit, of several events in `gold_stance_1` and so on.

    Args:
        found: the table.
        suffix: of the columns, as `stance_suffixes` gives it.
    """
    if STANCE + suffix not in found.table.column_names:
        return None
    predicted, certainty = read(found.table, STANCE, STANCES, suffix)
    hand = _by_hand(found, predicted, suffix)
    return evidence_of(found.evidence, STANCES, predicted, certainty, measured(found, STANCE), hand)


def _stance(found: Material, suffix: str) -> Stance:
    """Return the shares, the tone of each side, and quotes where the two part ways."""
    tone = found.evidence
    evidence = stance_evidence(found, suffix)
    assert evidence is not None
    assert evidence.probabilities is not None
    predicted, hand = evidence.predicted, evidence.hand
    rows = np.flatnonzero(predicted >= 0)
    shares = evidence.shares(rows)
    sides = {name: rows[predicted[rows] == place] for place, name in enumerate(STANCES)}
    crossed = _crossed(tone, sides)
    by_stance = Quotes(found.table, evidence, found.quotes.said)
    return {
        "column": STANCE + suffix,
        "event": _event(found.table, TOWARD + suffix),
        "n": len(rows),
        "overall": entries(shares),
        "net": entry(shares.net(FAVOR, AGAINST)),
        "counted": entries(evidence.counted(rows)),
        "by_tone": {name: entries(tone.shares(own)) for name, own in sides.items() if len(own)},
        "without": found.without_bursts(evidence, rows),
        "quotes": {name: by_stance.of(own) for name, own in sides.items() if len(own)},
        "crossed": {name: {"n": len(own), "quotes": found.quotes.of(own)} for name, own in crossed.items() if len(own)},
        "audit": trial(evidence, hand, rows, evidence.probabilities, by_stance.named) if hand is not None else None,
    }


def _by_hand(found: Material, predicted: Ints, suffix: str) -> Labels | None:
    """Return the stances given by hand."""
    if not any(row.get(f"{GOLD}{suffix}") for row in found.audit):
        return None
    ids, texts = found.table["id"].to_pylist(), found.table["text"].to_pylist()
    return labels_of(asked_rows(found.audit, f"{GOLD}{suffix}"), ids, texts, (predicted >= 0).tolist(), STANCES)


def asked_rows(audit: Sequence[Mapping[str, Any]], column: str) -> list[dict[str, Any]]:
    """Return the rows of an audit with the labels of one column as their only ones."""
    return [{**_without_gold(row), "gold": row.get(column)} for row in audit]


def _crossed(tone: Evidence, sides: Mapping[str, Ints]) -> dict[str, Ints]:
    """Return the rows whose tone and stance part ways."""
    labels = list(tone.labels)
    told = {name: (sides[side], label) for name, (side, label) in CROSSED.items() if label in labels}
    return {name: own[tone.predicted[own] == labels.index(label)] for name, (own, label) in told.items()}


def _without_gold(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if not name.startswith("gold")}


def _event(table: Table, column: str) -> str | None:
    """Return the event of all rows; None where they have several, or none."""
    told = [event for event in pc.unique(table[column]).to_pylist() if event] if column in table.column_names else []
    return told[0] if len(told) == 1 else None
