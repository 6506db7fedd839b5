"""Whether the model reads the event: what it answers when it is asked about the contrary."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from sentiment.arrays import Ints
from sentiment.estimation.evidence import Evidence
from sentiment.rendering.document import Contrary, Stances
from sentiment.rendering.headline import FEW
from sentiment.scoring.asked import check_contraries
from sentiment.summary import antonyms
from sentiment.summary.material import Material
from sentiment.summary.stance import stance_evidence
from sentiment.table.labels import NONE, STANCE, STANCES, TURNED
from sentiment.text import digest, fold

if TYPE_CHECKING:
    from sentiment.scoring.classifier import Classifier

MOST = 400  # different comments that are asked about the contrary; the share that turns is then known to 5 points
# Of the comments with a side that must turn for the figures to be quoted (docs/method.md, "Does it read the event?").
HOLDS = 0.5


def ask_contrary(figures: Stances, found: Material, classifier: "Classifier", named: Sequence[str]) -> None:
    """Ask the model about the contrary of each event that stance is toward, and write down what it says.

    An event without a contrary, and the targets that rows name themselves, are left as they are.

    Args:
        figures: the stances, which are changed.
        found: the table.
        classifier: that labelled it.
        named: the contraries in the order of the events, as the user says; where there are fewer, they are those that
            the table names, or are made of the events themselves if that is beyond doubt.

    Raises:
        DataError: there are more contraries than events, or one is the event itself.
    """
    if figures["stance"]:
        told = [figures["stance"]] if figures["stance"]["targets"] == 1 else []
    else:
        told = figures["stances"]
    check_contraries(named, [stance["event"] or "" for stance in told])
    for place, stance in enumerate(told):
        given = named[place] if place < len(named) else None
        evidence = stance_evidence(found, stance["column"].removeprefix(STANCE))
        if evidence and stance["event"]:
            stance["contrary"] = under_contrary(
                found, evidence, classifier, stance["event"], named=given, both=stance["averaged_with"]
            )


def under_contrary(
    found: Material,
    evidence: Evidence,
    classifier: "Classifier",
    event: str,
    *,
    named: str | None = None,
    both: str | None = None,
) -> Contrary | None:
    """Return what the model says of the contrary of an event; None where there is none, or the model reads no events.

    Args:
        found: the table.
        evidence: what is known of the stance.
        classifier: that labelled it.
        event: that stance is toward.
        named: its contrary, as the user says.
        both: the contrary that the stances of the table are averaged with.
    """
    given = named or both
    other = given or antonyms.contrary(event)
    if other is None or not classifier.reads(STANCE):
        return None
    rows, texts = _chosen(_different(found, evidence, sided=both is None), found)
    before = _said(classifier, texts, event) if both else [STANCES[evidence.predicted[row]] for row in rows]
    sided = [(text, side) for text, side in zip(texts, before, strict=True) if side != NONE]
    after = _said(classifier, [text for text, _ in sided], other)
    return _counted(other, [(side, then) for (_, side), then in zip(sided, after, strict=True)], made=given is None)


def _different(found: Material, evidence: Evidence, *, sided: bool) -> Ints:
    """Return a row of each text that has a stance; of those with a side alone where the stances are the model's own."""
    none = STANCES.index(NONE)
    rows = np.flatnonzero((evidence.predicted >= 0) & (evidence.predicted != none if sided else True))
    return evidence.ones(rows)


def _said(classifier: "Classifier", texts: Sequence[str], event: str) -> list[str]:
    head = classifier.head(STANCE).labels
    return [head[side] for side in classifier.react(texts, STANCE, event).argmax(axis=1)] if texts else []


def _counted(event: str, answers: Sequence[tuple[str, str]], *, made: bool) -> Contrary:
    """Return how many of the answers with a side changed it under the contrary, and how many stayed."""
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
