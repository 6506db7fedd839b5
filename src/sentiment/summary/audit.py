"""How the model did on the comments that people labelled: accuracy, agreement, and labels that look wrong."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from sentiment.estimation.estimators import Estimate, Shares, audited, labels_to_halve
from sentiment.estimation.evidence import ENOUGH, Evidence
from sentiment.estimation.gold_labels import Labels, alpha
from sentiment.rendering.document import Audit, Dispute, Named
from sentiment.summary.entries import entry

Ints = npt.NDArray[np.int64]
SHOWN = 5
RIGHT, WRONG = "right", "wrong"


def trial(
    evidence: Evidence,
    hand: Labels,
    scored: Ints,
    certainty: npt.NDArray[np.float64],
    quote: Callable[[int], Named],
    shown: int = SHOWN,
) -> Audit:
    """Return the document's `audit`.

    Args:
        evidence: with `hand` in it.
        hand: labels given by hand.
        scored: rows that have a label.
        certainty: the model's probabilities (rows, labels); NaN where there are none.
        quote: a row's id and text, fit to be shown.
        shown: how many disputes of either kind.
    """
    names, codes = evidence.languages
    spoken = {names[c]: scored[codes[scored] == c] for c in np.unique(codes[hand.rows])}
    overall = evidence.shares(scored)
    doubtful, errors = _disagreements(evidence, hand, certainty)
    both = [given for given in hand.readings if len(given) > 1]
    widest = max(overall.values(), key=lambda e: e.high - e.low)
    return {
        "labelled": len(hand.rows),
        "blank": hand.blank,
        "accuracy": entry(_accuracy(evidence, hand, scored)),
        "languages": {name: entry(_accuracy(evidence, hand, rows)) for name, rows in spoken.items()},
        "agreement": {"alpha": alpha(both), "comments": len(both)} if both else None,
        "doubtful": [_dispute(evidence, hand, i, certainty, quote) for i in doubtful[:shown]],
        "errors": [_dispute(evidence, hand, i, certainty, quote) for i in errors[:shown]],
        "missing": hand.missing,
        "bounded": evidence.bounded(scored),
        "refuted": _refuted(evidence, overall, scored),
        "enough": evidence.has_enough(scored),
        "more_to_halve": labels_to_halve(widest, len(scored), level=evidence.level),
        "needed": ENOUGH,
    }


def _refuted(evidence: Evidence, overall: Shares, scored: Ints) -> bool:
    """Tell whether what the model says of a label, counted and adjusted, has nothing in common with the labels by hand.

    Adjusting alone draws shares away from all and none: a model that is right there is not refuted by it.
    """
    if not evidence.audited or evidence.evaluation is None:
        return False
    said = replace(evidence, hand=None).shares(scored), evidence.counted(scored)
    return any(all(own[x].high < e.low or e.high < own[x].low for own in said) for x, e in overall.items())


def _accuracy(evidence: Evidence, hand: Labels, rows: Ints) -> Estimate:
    """Return the share of these rows that the model labelled as people did, from the labelled ones by weight."""
    places = hand.among(rows)
    gold = [RIGHT if _agrees(evidence, hand, i) else WRONG for i in places]
    everywhere = {RIGHT: len(rows), WRONG: 0}  # the model takes all its labels to be right: no help, a plain sample
    weight = [hand.weight[i] for i in places]
    return audited(gold, [RIGHT] * len(gold), everywhere, labels=(RIGHT, WRONG), weight=weight, level=evidence.level)[
        RIGHT
    ]


def _agrees(evidence: Evidence, hand: Labels, i: int) -> bool:
    return bool(hand.gold[i] == evidence.labels[evidence.predicted[hand.rows[i]]])


def _disagreements(
    evidence: Evidence, hand: Labels, certainty: npt.NDArray[np.float64]
) -> tuple[Sequence[int], Sequence[int]]:
    """Return disagreements in which the person's label is likelier wrong, and those in which the model's is.

    Confident learning (Northcutt, Jiang and Chuang 2021, Journal of Artificial Intelligence Research 70, section 3.1):
    a hand label is in doubt where the model gives another one more probability than it gives, on average, to comments
    that people labelled so. Where two people agree, the model is taken to be wrong. Surest first.
    """
    sure = certainty[hand.rows]
    gold = np.array([list(evidence.labels).index(label) for label in hand.gold])
    usual = [sure[gold == k, k].mean() if (gold == k).any() else np.inf for k in range(len(evidence.labels))]
    doubtful: list[int] = []
    errors: list[int] = []
    for i in range(len(gold)):
        said = int(evidence.predicted[hand.rows[i]])
        if said == gold[i]:
            continue
        alone = len(hand.readings[i]) < 2 or len(set(hand.readings[i])) > 1
        (doubtful if alone and sure[i, said] >= usual[said] else errors).append(i)

    def gap(i: int) -> float:
        return -float(np.nan_to_num(sure[i, evidence.predicted[hand.rows[i]]] - sure[i, gold[i]]))

    return sorted(doubtful, key=gap), sorted(errors, key=gap)


def _dispute(
    evidence: Evidence,
    hand: Labels,
    i: int,
    certainty: npt.NDArray[np.float64],
    quote: Callable[[int], Named],
) -> Dispute:
    row = int(hand.rows[i])
    said = int(evidence.predicted[row])
    p = float(certainty[row, said])
    return {**quote(row), "gold": hand.gold[i], "label": evidence.labels[said], "p": p if p == p else None}
