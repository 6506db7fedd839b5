"""Whether the model reads the event: what it answers when it is asked about the contrary."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from sentiment.arrays import Ints
from sentiment.errors import DataError
from sentiment.estimation.evidence import Evidence
from sentiment.rendering.document import Contrary, Stances
from sentiment.rendering.headline import FEW
from sentiment.summary import antonyms
from sentiment.summary.material import Material
from sentiment.summary.stance import stance_evidence
from sentiment.table.labels import AGAINST, FAVOR, STANCE, STANCES
from sentiment.text import digest, fold

if TYPE_CHECKING:
    from sentiment.scoring.classifier import Classifier

MOST = 400  # different comments that are asked about the contrary; the share that turns is then known to 5 points
# Of the comments with a side that must turn for the figures to be quoted (docs/method.md, "Does it read the event?").
HOLDS = 0.5
TURNED = {FAVOR: AGAINST, AGAINST: FAVOR}


def check(named: Sequence[str], events: int) -> None:
    """Refuse more contraries than there are events.

    Raises:
        DataError: there are.
    """
    if len(named) > events:
        hint = "name one contrary for each --toward, in their order"
        raise DataError(f"as many contraries as events ({events})", f"{len(named)}", hint)


def ask_contrary(figures: Stances, found: Material, classifier: "Classifier", named: Sequence[str]) -> None:
    """Ask the model about the contrary of each event that stance is toward, and write down what it says.

    An event without a contrary, and the targets that rows name themselves, are left as they are.

    Args:
        figures: the stances, which are changed.
        found: the table.
        classifier: that labelled it.
        named: the contraries in the order of the events, as the user says; where there are fewer, they are made of the
            events themselves if that is beyond doubt.

    Raises:
        DataError: there are more contraries than events.
    """
    if figures["stance"]:
        told = [figures["stance"]] if figures["stance"]["targets"] == 1 else []
    else:
        told = figures["stances"]
    check(named, len(told))
    for place, stance in enumerate(told):
        given = named[place] if place < len(named) else None
        evidence = stance_evidence(found, stance["column"].removeprefix(STANCE))
        if evidence and stance["event"]:
            stance["contrary"] = under_contrary(found, evidence, classifier, stance["event"], given)


def under_contrary(
    found: Material, evidence: Evidence, classifier: "Classifier", event: str, named: str | None = None
) -> Contrary | None:
    """Return what the model says of the contrary of an event; None where there is none, or the model reads no events.

    Args:
        found: the table.
        evidence: what is known of the stance.
        classifier: that labelled it.
        event: that stance is toward.
        named: its contrary, as the user says.
    """
    other = named or antonyms.contrary(event)
    if other is None or not classifier.reads(STANCE):
        return None
    return _asked(found, evidence, classifier, other, made=named is None)


def _asked(found: Material, evidence: Evidence, classifier: "Classifier", event: str, *, made: bool) -> Contrary:
    """Return how many different comments with a side took the other one under the contrary, and how many stayed."""
    sides = np.array([STANCES.index(side) for side in TURNED])
    sided = np.flatnonzero(np.isin(evidence.predicted, sides))
    rows, texts = _chosen(sided[np.unique(evidence.texts[sided], return_index=True)[1]], found)
    head = classifier.head(STANCE).labels
    said = classifier.react(texts, STANCE, event).argmax(axis=1) if texts else []
    answers = [(STANCES[evidence.predicted[row]], head[k]) for row, k in zip(rows, said, strict=True)]
    turned = sum(TURNED[before] == after for before, after in answers)
    return {
        "event": event,
        "made": made,
        "asked": len(answers),
        "turned": turned,
        "same": sum(before == after for before, after in answers),
        "holds": turned >= HOLDS * len(answers) if len(answers) >= FEW else None,
    }


def _chosen(rows: Ints, found: Material) -> tuple[list[int], list[str]]:
    """Return at most so many of these rows with their texts, by the digests of their words: not by their order."""
    texts: Mapping[int, str] = dict(zip(rows.tolist(), found.texts.take(rows).to_pylist(), strict=True))
    chosen = sorted(texts, key=lambda row: digest(fold(texts[row])))[:MOST]
    return chosen, [texts[row] for row in chosen]
