"""Whether the model reads the target: what it answers of a target that the comments do not name."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from sentiment.arrays import Ints
from sentiment.estimation.evidence import Evidence
from sentiment.rendering.document import Foil
from sentiment.summary.material import Material
from sentiment.summary.targets import Target
from sentiment.table.labels import AGAINST, FAVOR, STANCE, STANCES
from sentiment.text import digest

if TYPE_CHECKING:
    from sentiment.scoring.classifier import Classifier

ASKED = 100  # texts of a target that are asked about another one
SIDES = [STANCES.index(side) for side in (FAVOR, AGAINST)]


def foils(
    found: Material, named: Sequence[Target], sides: Sequence[Evidence], classifier: "Classifier"
) -> list[Foil | None]:
    """Ask of comments with a side toward a target for their side toward the next one, which they do not name.

    Who reads the target finds none; who reads the comment alone finds the same side again.
    """
    if len(named) < 2:
        return [None] * len(named)
    others = [*named[1:], named[0]]
    rows = [_chosen(found, own, other) for own, other in zip(sides, others, strict=True)]
    events = [other.name for other, own in zip(others, rows, strict=True) for _ in own]
    texts = [text for own in rows for text in found.texts.take(own).to_pylist()]
    head = classifier.head(STANCE).labels
    said = [STANCES.index(head[k]) for k in classifier.react(texts, STANCE, events).argmax(axis=1)] if texts else []
    told: list[Foil | None] = []
    for own, evidence, other in zip(rows, sides, others, strict=True):
        answers, said = said[: len(own)], said[len(own) :]
        kept = sum(a == before for a, before in zip(answers, evidence.predicted[own].tolist(), strict=True))
        told.append({"name": other.name, "asked": len(own), "kept": kept} if len(own) else None)
    return told


def _chosen(found: Material, sides: Evidence, other: Target) -> Ints:
    """Return at most so many different comments with a side that do not name the other target, by their digests."""
    rows = np.setdiff1d(np.flatnonzero(np.isin(sides.predicted, SIDES)), other.rows)
    rows = sides.ones(rows)
    texts = found.texts.take(rows).to_pylist()
    order = sorted(range(len(rows)), key=lambda i: (digest(texts[i]), texts[i]))
    return rows[order[:ASKED]]
