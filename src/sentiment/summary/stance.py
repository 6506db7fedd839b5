"""Stance in the document: toward the event that is named, each of several, or each row's own."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from sentiment.arrays import Bools, Floats, Ints
from sentiment.estimation.evaluation import CUTS
from sentiment.estimation.evidence import Evidence
from sentiment.estimation.gold_labels import Labels, labels_of
from sentiment.rendering.document import Stance, Stances
from sentiment.summary.audit import trial
from sentiment.summary.entries import entries, entry
from sentiment.summary.head_labels import by_language, evidence_of, measured, read
from sentiment.summary.material import Material
from sentiment.summary.quotes import Quotes
from sentiment.table.comments import Table
from sentiment.table.groups import NO_VALUE, codes_of
from sentiment.table.labels import CONTRARY, NEGATIVE, POSITIVE, STANCE, STANCES, TOWARD, stance_suffixes
from sentiment.text import fold

GOLD = f"gold_{STANCE}"  # and a suffix: the column of stances given by hand
_IS_GOLD = re.compile(rf"{GOLD}(_\d+)?")
FAVOR, AGAINST, _ = STANCES
LISTED = 8  # targets that rows name, each with shares of its own
CROSSED = {"critical in tone, but in favour": (FAVOR, NEGATIVE), "warm in tone, but against": (AGAINST, POSITIVE)}


def stances(found: Material) -> Stances:
    """Return `stance` and `stances` of the document.

    `stance` is toward the one event, or toward whatever each row names; `stances` are toward each of several events, in
    the order of their columns, or toward each target that rows of their own name, the commonest first.
    """
    suffixes = stance_suffixes(found.table.column_names)
    if len(suffixes) != 1:
        return {"stance": None, "stances": [_stance(found, suffix) for suffix in suffixes]}
    targets, codes = _targets(found.table, suffixes[0])
    if len(targets) < 2:
        return {"stance": _stance(found), "stances": []}
    said = found.table[STANCE].is_valid().to_numpy() & (codes >= 0)
    counts = np.bincount(codes[said], minlength=len(targets))
    commonest = sorted(range(len(targets)), key=lambda code: (-counts[code], targets[code]))[:LISTED]
    own = [_stance(found, targets=(targets[code], codes == code)) for code in commonest if counts[code]]
    return {"stance": _stance(found), "stances": own}


def stance_evidence(found: Material, suffix: str = "") -> Evidence | None:
    """Return what is known of the stance of each row; None where the table has none.

    Copies and near-copies of a text have one stance toward a target, by the mean of their probabilities. Labels by hand
    stand in the column `gold_stance` of the audit, of several events in `gold_stance_1` and so on.

    Args:
        found: the table.
        suffix: of the columns, as `stance_suffixes` gives it.
    """
    if STANCE + suffix not in found.table.column_names:
        return None
    targets, codes = _targets(found.table, suffix)
    texts = found.evidence.texts if len(targets) < 2 else _joined(found.evidence.texts, codes)
    predicted, certainty = as_one(*read(found.table, STANCE, STANCES, suffix), texts)
    hand = _by_hand(found, predicted, suffix)
    evidence = evidence_of(found.evidence, STANCES, predicted, certainty, measured(found, STANCE), hand)
    return replace(evidence, texts=texts)


def _stance(found: Material, suffix: str = "", targets: tuple[str, Bools] | None = None) -> Stance:
    """Return the shares, the tone of each side, and quotes where the two part ways.

    Args:
        found: the table.
        suffix: of the columns.
        targets: one of several targets of the rows, and which rows have it; all if left out.
    """
    tone = found.evidence
    evidence = stance_evidence(found, suffix)
    assert evidence is not None
    predicted = evidence.predicted
    told, _ = _targets(found.table, suffix)
    rows = np.flatnonzero((predicted >= 0) & (True if targets is None else targets[1]))
    shares = evidence.shares(rows)
    sides = {name: rows[predicted[rows] == place] for place, name in enumerate(STANCES)}
    crossed = _crossed(tone, sides)
    by_stance = Quotes(found.table, evidence, found.quotes.said)
    return {
        "column": STANCE + suffix,
        "event": targets[0] if targets else event_of(found.table, suffix),
        "targets": 1 if targets else len(told),
        "averaged_with": contrary_of(found.table, suffix),
        "contrary": None,
        "measured": by_language(found, STANCE),
        "n": len(rows),
        "overall": entries(shares),
        "net": entry(shares.net(FAVOR, AGAINST)),
        "counted": entries(evidence.counted(rows)),
        "by_tone": {name: entries(tone.shares(own)) for name, own in sides.items() if len(own)},
        "without": found.without_bursts(evidence, rows),
        "crossed": {name: {"n": len(own), "quotes": found.quotes.of(own)} for name, own in crossed.items() if len(own)},
        "quotes": {name: by_stance.of(own) for name, own in sides.items() if len(own)},
        "audit": trial(evidence, rows, by_stance.named) if evidence.hand and not targets else None,
    }


def remarks(found: Material) -> list[str]:
    """Return what a reader must know of the stances given by hand: labels that are not used, how rows were joined."""
    suffixes = stance_suffixes(found.table.column_names)
    used = {(number, column) for suffix in suffixes for number, column in _questions(found, suffix).items()}
    unused = [
        _toward(row, column) or column
        for number, row in enumerate(found.audit)
        for column in _golds(row)
        if row[column] and (number, column) not in used
    ]
    about = ", ".join(sorted(set(unused)))
    told = [f"{len(unused):,} stances by hand are toward nothing that is asked here, not used: {about}"]
    hands = [_by_hand(found, read(found.table, STANCE, STANCES, suffix)[0], suffix) for suffix in suffixes]
    return [*(told if unused else []), *dict.fromkeys(said for hand in hands if hand for said in hand.remarks)]


def _golds(row: Mapping[str, Any]) -> list[str]:
    return [column for column in row if _IS_GOLD.fullmatch(column)]


def _toward(row: Mapping[str, Any], column: str) -> str | None:
    """Return what a stance by hand is toward, as `sample` wrote it beside the text."""
    return row.get(TOWARD + column.removeprefix(GOLD)) or None


def _questions(found: Material, suffix: str) -> dict[int, str | None]:
    """Return for rows of the audit which of their columns asks what a column of stances is toward.

    Events stand in any order in an audit that names them; one that names none asks what the table does. Rows that ask
    about other events alone are left out: they are no blanks of this sample.
    """
    targets = {fold(target) for target in _targets(found.table, suffix)[0]}
    asked: dict[int, str | None] = {}
    for number, row in enumerate(found.audit):
        toward = {column: _toward(row, column) for column in _golds(row)}
        fits = [c for c, event in toward.items() if (fold(event) in targets if event else c == GOLD + suffix)]
        if fits or not any(toward.values()):
            asked[number] = fits[0] if fits else None
    return asked


def _by_hand(found: Material, predicted: Ints, suffix: str) -> Labels | None:
    """Return the stances given by hand."""
    rows = [_asked(found.audit[number], column) for number, column in _questions(found, suffix).items()]
    if not any(row["gold"] for row in rows):
        return None
    ids, texts = found.table["id"].to_pylist(), found.table["text"].to_pylist()
    return labels_of(
        rows,
        ids,
        texts,
        (predicted >= 0).tolist(),
        STANCES,
        is_part=found.is_part,
    )


def asked_rows(audit: Sequence[Mapping[str, Any]], column: str) -> list[dict[str, Any]]:
    """Return the rows of an audit with the labels of one column as their only ones."""
    return [_asked(row, column) for row in audit]


def _crossed(tone: Evidence, sides: Mapping[str, Ints]) -> dict[str, Ints]:
    """Return the rows whose tone and stance part ways."""
    labels = list(tone.labels)
    told = {name: (sides[side], label) for name, (side, label) in CROSSED.items() if label in labels}
    return {name: own[tone.predicted[own] == labels.index(label)] for name, (own, label) in told.items()}


def _asked(row: Mapping[str, Any], column: str | None) -> dict[str, Any]:
    """Return a row of an audit with the label of one column, or none, as its only one."""
    rest = {name: value for name, value in row.items() if not name.startswith("gold")}
    return {**rest, "gold": row.get(column) if column else None}


def event_of(table: Table, suffix: str = "") -> str | None:
    """Return the event of all rows; None where they name several, or none."""
    told = targets_of(table, suffix)
    return told[0] if len(told) == 1 else None


def contrary_of(table: Table, suffix: str = "") -> str | None:
    """Return the contrary that all stances toward the event are averaged with; None where it was not asked about."""
    if CONTRARY + suffix not in table.column_names or not event_of(table, suffix):
        return None
    names, codes = codes_of(table[CONTRARY + suffix])
    told = [names[code] for code in np.unique(codes[_targets(table, suffix)[1] >= 0])]
    return told[0] if len(told) == 1 and told[0] not in ("", NO_VALUE) else None


def targets_of(table: Table, suffix: str = "") -> list[str]:
    """Return what the rows' stances are toward, each once."""
    return _targets(table, suffix)[0]


def _targets(table: Table, suffix: str) -> tuple[list[str], Ints]:
    """Return the events that rows name, and the place of each row's; -1 where it names none."""
    if TOWARD + suffix not in table.column_names:
        return [], np.full(table.num_rows, -1)
    names, codes = codes_of(table[TOWARD + suffix])
    told = [name for name in names if name not in ("", NO_VALUE)]
    place = np.array([told.index(name) if name in told else -1 for name in names] or [-1], np.int64)
    return told, (place[codes] if len(codes) else codes)


def as_one(predicted: Ints, certainty: Floats, texts: Ints) -> tuple[Ints, Floats]:
    """Return places of labels and probabilities of which rows with one number in `texts` have the same.

    Near-copies may be a slogan and its denial ("we support", "we do not support"): where the model is sure of both
    sides, the rows of each have a stance of their own.
    """
    rows = np.flatnonzero((predicted >= 0) & ~np.isnan(certainty).any(axis=1))
    _, place, sizes = np.unique(_parted(texts[rows], certainty[rows]), return_inverse=True, return_counts=True)
    sums = np.stack([np.bincount(place, column, minlength=len(sizes)) for column in certainty[rows].T], axis=1)
    predicted, certainty = predicted.copy(), certainty.copy()
    several = sizes[place] > 1
    certainty[rows[several]] = (sums / sizes[:, None])[place[several]]
    predicted[rows[several]] = certainty[rows[several]].argmax(axis=1)
    return predicted, certainty


def _parted(texts: Ints, certainty: Floats) -> Ints:
    """Return numbers of texts, another one for either side of a text of which the model is sure of both."""
    favor, against = (certainty[:, STANCES.index(side)] for side in (FAVOR, AGAINST))
    torn = np.intersect1d(texts[favor >= CUTS[-1]], texts[against >= CUTS[-1]])
    return np.asarray(2 * texts + (np.isin(texts, torn) & (favor > against)))


def _joined(texts: Ints, targets: Ints) -> Ints:
    """Return one number for all rows that say the same of the same target."""
    return np.unique(np.stack([texts, targets]), axis=1, return_inverse=True)[1].ravel()
