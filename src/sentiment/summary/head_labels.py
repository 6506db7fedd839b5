"""What a head says of each row, read off a scored table, and what was measured of the head."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from sentiment.arrays import Ints
from sentiment.estimation.evidence import SOME, Evidence, figures_of
from sentiment.estimation.gold_labels import Labels
from sentiment.rendering.document import Measured
from sentiment.summary.material import Material
from sentiment.table.comments import Table
from sentiment.table.groups import codes_of
from sentiment.table.labels import column
from sentiment.table.ranking import commonest

MOST = 4  # labels of which a confusion matrix of some hundred rows can still be inverted to any use


def measured(found: Material, head: str) -> Mapping[str, Any] | None:
    """Return what was measured of a head."""
    return (found.measured.get("heads") or {}).get(head)


def by_language(found: Material, head: str) -> dict[str, Measured | None]:
    """Return what was measured of a head in each language of the comments, the commonest first; None for too little."""
    names, codes = found.evidence.languages
    counts = np.bincount(codes[found.rows], minlength=len(names))
    spoken = commonest({name: n for name, n in zip(names, counts.tolist(), strict=True) if n})
    told = {name: figures_of(measured(found, head), name) for name in spoken}
    return {
        name: {"n": own["n"], "macro_f1": own["macro_f1"]} if own and own["n"] >= SOME else None
        for name, own in told.items()
    }


def read(table: Table, head: str, labels: Sequence[str], suffix: str = "") -> tuple[Ints, npt.NDArray[np.float64]]:
    """Return the place of each row's label, -1 where it has none, and the probabilities (rows, labels)."""
    names, codes = codes_of(table[head + suffix])
    place = np.array([labels.index(name) if name in labels else -1 for name in names] or [-1], np.int64)
    blank = np.full(table.num_rows, np.nan)
    columns = [column(head, label) + suffix for label in labels]
    shares = [table[c].to_numpy() if c in table.column_names else blank for c in columns]
    return (place[codes] if len(codes) else codes), np.stack(shares, axis=1).astype(float)


def evidence_of(
    tone: Evidence,
    labels: Sequence[str],
    predicted: Ints,
    certainty: npt.NDArray[np.float64],
    evaluation: Mapping[str, Any] | None,
    hand: Labels | None,
) -> Evidence:
    """Return what is known of a head's labels; its errors only where its labels are few and were measured."""
    fits = evaluation and len(labels) <= MOST and set(evaluation["labels"]) == set(labels)
    measured = evaluation if fits else None
    return Evidence(
        labels, predicted, tone.languages, tone.texts, certainty, measured, hand, tone.level, tone.units, tone.rank
    )
