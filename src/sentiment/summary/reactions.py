"""What comments say beside tone and stance: emotion, likely irony, what heads of one's own say."""

from collections.abc import Sequence

import numpy as np
import pyarrow.compute as pc

from sentiment.rendering.document import Irony, Profile
from sentiment.summary.entries import entries
from sentiment.summary.head_labels import by_language, evidence_of, measured, read
from sentiment.summary.irony_cues import signs
from sentiment.summary.material import Material
from sentiment.table.labels import EMOTION, EMOTIONS, IRONY, NO_EMOTION, owned

LIKELY = 0.5  # probability above which a comment is taken to be ironic


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
    told["measured"] = by_language(found, IRONY)
    return told


def _profile(found: Material, head: str, labels: Sequence[str]) -> Profile:
    """Return the shares of a head's labels over all that it labelled."""
    predicted, certainty = read(found.table, head, labels)
    evidence = evidence_of(found.evidence, labels, predicted, certainty, measured(found, head), None)
    return {"measured": by_language(found, head), "overall": entries(evidence.shares(np.flatnonzero(predicted >= 0)))}
