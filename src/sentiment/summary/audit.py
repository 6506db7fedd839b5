"""How the model did on the comments that people labelled: accuracy, agreement, and labels that look wrong."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from sentiment.arrays import Ints
from sentiment.estimation.estimators import Estimate, Shares, audited, labels_to_halve
from sentiment.estimation.evidence import ENOUGH, Evidence
from sentiment.estimation.gold_labels import alpha
from sentiment.rendering.document import Audit, Dispute, Named
from sentiment.summary.entries import entry

SHOWN = 5
RIGHT, WRONG = "right", "wrong"


def trial(evidence: Evidence, scored: Ints, quote: Callable[[int], Named]) -> Audit:
    """Return the document's `audit`.

    Args:
        evidence: with labels by hand, and the model's probabilities.
        scored: rows that have a label.
        quote: a row's id and text, fit to be shown.
    """
    hand = evidence.given
    names, codes = evidence.languages
    spoken = {names[c]: scored[codes[scored] == c] for c in np.unique(codes[hand.rows])}
    overall = evidence.shares(scored)
    doubtful, errors = disputes(evidence, quote, SHOWN)
    both = [given for given in hand.readings if len(given) > 1]
    widest = max(evidence.settled(scored).values(), key=lambda e: e.high - e.low)
    return {
        "labelled": len(hand.rows),
        "blank": hand.blank,
        "accuracy": entry(_accuracy(evidence, scored)),
        "languages": {name: entry(_accuracy(evidence, rows)) for name, rows in sorted(spoken.items())},
        "agreement": {"alpha": alpha(both), "comments": len(both)} if both else None,
        "doubtful": doubtful,
        "errors": errors,
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


def _accuracy(evidence: Evidence, rows: Ints) -> Estimate:
    """Return the share of these rows that the model labelled as people did, from the labelled ones by weight."""
    hand = evidence.given
    places = hand.among(rows)
    said = [evidence.labels[place] for place in evidence.predicted[hand.rows[places]]]
    gold = [RIGHT if hand.gold[i] == label else WRONG for i, label in zip(places, said, strict=True)]
    everywhere = {RIGHT: len(rows), WRONG: 0}  # the model takes all its labels to be right: no help, a plain sample
    weight = [hand.weight[i] for i in places]
    return audited(gold, [RIGHT] * len(gold), everywhere, labels=(RIGHT, WRONG), weight=weight, level=evidence.level)[
        RIGHT
    ]


def disputes(evidence: Evidence, quote: Callable[[int], Named], most: int) -> tuple[list[Dispute], list[Dispute]]:
    """Return disagreements in which the person's label is likelier wrong, and those in which the model's is.

    Confident learning (Northcutt, Jiang and Chuang 2021, Journal of Artificial Intelligence Research 70, section 3.1):
    a hand label is in doubt where the model gives another one more probability than it gives, on average, to comments
    that people labelled so. Where two people agree, the model is taken to be wrong. Surest first.

    Args:
        evidence: as `trial` takes it.
        quote: the same.
        most: how many of either kind.
    """
    assert evidence.probabilities is not None
    hand = evidence.given
    sure, said = evidence.probabilities[hand.rows], evidence.predicted[hand.rows]
    gold = np.array([list(evidence.labels).index(label) for label in hand.gold])
    usual = [sure[gold == k, k].mean() if (gold == k).any() else np.inf for k in range(len(evidence.labels))]
    every = np.arange(len(gold))
    lead = np.nan_to_num(sure[every, said] - sure[every, gold])
    doubtful: list[int] = []
    errors: list[int] = []
    rank = evidence.ranked(hand.rows)
    for i in sorted(np.flatnonzero(said != gold).tolist(), key=lambda i: (-lead[i], rank[i])):
        alone = len(hand.readings[i]) < 2 or len(set(hand.readings[i])) > 1
        (doubtful if alone and sure[i, said[i]] >= usual[said[i]] else errors).append(i)

    def dispute(i: int) -> Dispute:
        p = float(sure[i, said[i]])
        label = evidence.labels[said[i]]
        return {**quote(int(hand.rows[i])), "gold": hand.gold[i], "label": label, "p": p if p == p else None}

    return [dispute(i) for i in doubtful[:most]], [dispute(i) for i in errors[:most]]
