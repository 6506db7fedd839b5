"""Whether comments bear out a sentence such as "mostly satisfied": supported, refuted, or cannot tell."""

from collections.abc import Sequence
from math import ceil
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from sentiment.arrays import Floats, Ints
from sentiment.errors import DataError
from sentiment.estimation.differences import apart
from sentiment.estimation.evidence import ENOUGH, Evidence
from sentiment.estimation.shares import Estimate, Shares, quantile
from sentiment.rendering import verdict
from sentiment.rendering.answer import Check, Claimed
from sentiment.rendering.document import Contrary
from sentiment.rendering.headline import FEW
from sentiment.rendering.translation import phrases
from sentiment.summary.claims.claim import EACH, QUANTIFIERS, Claim, Side, parse, within
from sentiment.summary.contrary import under_contrary
from sentiment.summary.entries import entry
from sentiment.summary.material import Material, chosen, material
from sentiment.summary.method import Method
from sentiment.summary.selecting import told as told_of
from sentiment.summary.stance import contrary_of, event_of, stance_evidence, targets_of
from sentiment.table.comments import Comments
from sentiment.table.groups import NO_VALUE, OTHER, grouping
from sentiment.table.labels import STANCE, TOWARD, stance_suffixes

if TYPE_CHECKING:
    from sentiment.scoring.classifier import Classifier

PLAIN = Method()
SUPPORTED, REFUTED, UNCLEAR = "supported", "refuted", "cannot tell"


def weigh(
    scored: Comments,
    claim: str,
    *,
    by: str | None = None,
    audit: Comments | None = None,
    stance: bool | None = None,
    method: Method = PLAIN,
    classifier: "Classifier | None" = None,
    lang: str = "en",
) -> Check:
    """Say whether scored comments bear out a claim, with the probability that it is true of them.

    The probability is the share of the draws behind the intervals of `summarize` in which the claim holds. It is
    supported where all of the interval is on its side (a probability of 0.975 at a level of 0.95), refuted likewise.
    Two groups are compared as in the report's differences: as what produced their comments, even if all are labelled.
    Nothing is told of few comments, of quotes that a writer chose, by a model whose errors nobody measured, or of the
    stance toward an event that the model does not read (`contrary`), unless labels by hand audit it.

    Args:
        scored: rows with `label` and `p_<label>`, as `Classifier.score` returns them.
        claim: in English, Azerbaijani, Turkish or Russian: how many (`claim.known`) of which label or stance.
        by: a column of groups, of which the claim names one, or two to compare.
        audit: the sample with labels by hand in `gold`, or `gold_stance`.
        stance: whether words of satisfaction are about the event; as the table has a stance, if left out.
        method: the level of the intervals, and which rows are counted.
        classifier: the model, to ask it about the contrary of the event.
        lang: of the sentences: en, az, tr or ru.

    Raises:
        DataError: the claim is not understood, or the table has not what it is about.
    """
    say, found = phrases(lang), material(scored, audit, method)
    groups = _groups(found, by)
    asked = STANCE in scored.column_names if stance is None else stance
    read = parse(claim, stance=asked, groups=[name for name in groups if name])
    evidence, rows = _evidence(found, read, by)
    members = [np.intersect1d(groups[side.group], rows) for side in read.sides]
    shares = [evidence.shares(own) for own in members]
    likely = [evidence.shares(own, produced=True) for own in members] if read.compares_groups else shares
    read_well = _contrary(found, evidence, classifier) if classifier and read.stance else None
    document = _document(claim, read, found, evidence, members, shares, likely, read_well)
    if by and read.side.group:
        named = len(groups) - 1
        document["by"], document["to_settle"] = by, document["to_settle"] and document["to_settle"] * named
    document["lang"], document["said"] = say.language, []
    document["selection"] = told_of(method.selection, len(scored) - found.table.num_rows, len(scored))
    document["said"] = verdict.sentences(document)
    return document


def _groups(found: Material, by: str | None) -> dict[str | None, Ints]:
    """Return the rows of each group, and of all under None."""
    scored = found.evidence.predicted >= 0
    groups: dict[str | None, Ints] = {None: found.rows}
    if by:
        named = grouping(found.table, by, scored, 1).rows(scored)
        groups |= {name: rows for name, rows in named.items() if name not in (NO_VALUE, OTHER)}
    return groups


def _evidence(found: Material, read: Claim, by: str | None) -> tuple[Evidence, Ints]:
    if not read.stance:
        if lacking := sorted(set(read.side.labels) - set(found.labels)):
            raise DataError(f"one of the labels {', '.join(found.labels)}", ", ".join(lacking), "claim one of these")
        return found.evidence, found.rows
    evidence = stance_evidence(found)
    if evidence is None:
        several = [event_of(found.table, suffix) or "?" for suffix in stance_suffixes(found.table.column_names)]
        raise DataError("a stance toward one event", "; ".join(several) or "none", "name it: --toward EVENT")
    told = targets_of(found.table)
    if len(told) > 1 and not (by == TOWARD and read.side.group):
        hint = f"choose one: --where '{TOWARD}={told[0]}'; or name them in the claim: --by {TOWARD}"
        raise DataError("a stance toward one target", f"{len(told)} targets, each row's own", hint)
    return evidence, np.flatnonzero(evidence.predicted >= 0)


def _contrary(found: Material, evidence: Evidence, classifier: "Classifier") -> Contrary | None:
    """Return what the model says of the contrary of the one event; None where labels by hand speak for themselves."""
    event = event_of(found.table)
    if not event or evidence.audited:
        return None
    return under_contrary(found, evidence, classifier, event, both=contrary_of(found.table))


def _document(
    claim: str,
    read: Claim,
    found: Material,
    evidence: Evidence,
    members: Sequence[Ints],
    shares: Sequence[Shares],
    likely: Sequence[Shares],
    contrary: Contrary | None,
) -> Check:
    known = min(map(len, members)) > 0
    true = _true(read, likely) if known else np.zeros(1, bool)
    sides = read.sides
    estimates = [_added(own, side.labels) for own, side in zip(shares, sides, strict=True)]
    unread = contrary is not None and contrary["holds"] is False
    reason = _reason(found, members, estimates, unread=unread)
    probability = float(true.mean())
    answer = UNCLEAR if reason else _answer(probability, evidence.level)
    n = min(map(len, members))
    settled = answer != UNCLEAR or reason in ("chosen", "few")
    return {
        "claim": claim,
        "quantifier": read.quantifier,
        "low": max(round(read.low, 6), 0.0) if read.other is None else None,
        "high": min(round(read.high, 6), 1.0) if read.other is None else None,
        "stance": read.stance,
        "event": event_of(found.table) if read.stance else None,
        "averaged_with": contrary_of(found.table) if read.stance else None,
        "sides": [_side(*told) for told in zip(sides, members, estimates, _counts(evidence, members), strict=True)],
        "answer": answer,
        "probability": None if reason in ("few", "chosen", "unmeasured", "unread") else probability,
        "reason": reason or ("wide" if answer == UNCLEAR else None),
        "contrary": contrary,
        "to_settle": None if settled else _to_settle(read, estimates, n, evidence.level),
        "by": None,
        "allowed": _allowed(shares[0].draws(*read.side.labels), estimates[0], evidence.level)
        if known and not reason
        else None,
        "level": evidence.level,
        "model": found.model,
        "selection": None,
        "lang": "en",
        "said": [],
    }


def _true(read: Claim, shares: Sequence[Shares]) -> npt.NDArray[np.bool_]:
    """Tell of which draws the claim is true."""
    drawn = [own.draws(*side.labels) for own, side in zip(shares, read.sides, strict=True)]
    if read.other is None:
        return read.holds(drawn[0], None)
    if read.quantifier != "divided" and not read.compares_groups:
        gap = shares[0].gaps(read.side.labels, read.other.labels)
        return read.holds(gap, np.zeros_like(gap))
    return read.holds(drawn[0], apart(drawn[1]) if read.compares_groups else drawn[1])


def _answer(probability: float, level: float) -> str:
    tail = (1 - level) / 2  # a share is then on the claim's side with all of its interval
    if probability >= 1 - tail:
        return SUPPORTED
    return REFUTED if probability <= tail else UNCLEAR


def _counts(evidence: Evidence, members: Sequence[Ints]) -> list[dict[str, int]]:
    """Return how many comments of each side the model gives each label."""
    labels = list(evidence.labels)
    counts = [np.bincount(evidence.predicted[own], minlength=len(labels)).tolist() for own in members]
    return [dict(zip(labels, own, strict=True)) for own in counts]


def _side(side: Side, members: Ints, estimate: Estimate, counts: dict[str, int]) -> Claimed:
    return {
        "labels": list(side.labels),
        "group": side.group,
        "comments": len(members),
        "counted": counts,
        "estimate": entry(estimate),
    }


def _added(shares: Shares, labels: Sequence[str]) -> Estimate:
    """Return the share of several labels together."""
    return shares.read(np.array([label in labels for label in shares], dtype=float))


def _reason(found: Material, members: Sequence[Ints], estimates: Sequence[Estimate], *, unread: bool) -> str | None:
    """Return why nothing can be told, whatever the shares."""
    rows = np.unique(np.concatenate(list(members)))
    if len(rows) and chosen(found.table)[rows].all():
        return "chosen"
    if min(map(len, members)) < FEW:
        return "few"
    if unread:
        return "unread"
    return "unmeasured" if any(e.method == "counted" for e in estimates) else None


def _to_settle(read: Claim, estimates: Sequence[Estimate], n: int, level: float) -> int | None:
    """Return how many labels by hand would tell, were the shares what they are estimated to be; None if all would not.

    A plain sample's variance without help from the model, so rather too many; of two groups so many of each.
    """
    p = estimates[0].value
    if p != p:
        return None
    if read.compares_groups:
        q = estimates[1].value
        needed = max(p * (1 - p) + q * (1 - q), 0.01) * (quantile(level) / max(abs(p - q), 1e-9)) ** 2
        return _labels(needed, n) if needed <= n else None  # a difference is of what produced the comments
    if len(estimates) > 1 and read.quantifier != "divided":
        q = estimates[1].value
        gap, variance = abs(p - q), p + q - (p - q) ** 2
    else:
        bounds = (EACH,) if len(estimates) > 1 else tuple(b for b in (read.low, read.high) if 0 < b < 1)
        gap, variance = min((abs(e.value - b) for e in estimates for b in bounds), default=1.0), p * (1 - p)
    precision = (gap / quantile(level)) ** 2 / max(variance, 0.01)
    return _labels(1 / (precision + 1 / max(n, 1)), n)


def _labels(needed: float, n: int) -> int:
    """Return how many of n comments to label: never so few that nothing is audited."""
    return min(max(ceil(needed), ENOUGH), n)


def _allowed(drawn: Floats, share: Estimate, level: float) -> dict[str, Any]:
    """Return the strongest quantifier that the evidence allows of the first side, and the limits of its share."""
    tail = (1 - level) / 2
    strong = [q.name for q in QUANTIFIERS if within(drawn, q.low, q.high).mean() >= 1 - tail]
    return {"quantifier": strong[0] if strong else None, "low": share.low, "high": share.high}
