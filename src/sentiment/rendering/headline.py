"""A summary's figures in a few sentences, hedged as far as the intervals and what was checked demand."""

from collections.abc import Iterator
from typing import NamedTuple

from sentiment.rendering import translation
from sentiment.rendering.captions import CHECKED, figure, filters, listed, rate
from sentiment.rendering.captions import SIDES as SIDES
from sentiment.rendering.contrary import refusal, refused
from sentiment.rendering.disputes import disputed
from sentiment.rendering.document import Audit, Document, Shares, Stance, stances_of

# What comments of a label are called in a sentence.
COMMENTS = {
    "negative": "negative comments",
    "neutral": "neutral comments",
    "positive": "positive comments",
    "favor": "comments in favour",
    "against": "comments against",
    "none": "comments that take no side",
}
FEW = 30  # below this, a share moves by several points with each comment
HALF = 50  # percent
MOVING = 0.02  # copies in bursts that are more of all than this move a share by points


class _Shared(NamedTuple):
    """Shares that a claim is about."""

    shares: Shares
    plainly: Shares  # the model's labels as they are
    n: int  # comments
    audit: Audit | None


def headline(document: Document) -> str:
    """Return a few sentences that say what the shares allow to be said; of stance first, where there is one."""
    return " ".join(sentences(document))


def sentences(document: Document) -> list[str]:
    """Return what the headline says: of stance, of tone, of a campaign of copies, of labels that refute the model.

    A share that nobody checked on these comments is a range, and its sentence says so.
    """
    say = translation.of(document)
    return [
        *_selection(document, say), *_stances(document, say), *_chosen(document, say), *_campaign(document, say),
        *_refuted(document, say), *_disputed(document, say),
    ]  # fmt: skip


def _selection(document: Document, say: translation.Phrases) -> Iterator[str]:
    """Say which rows the shares are of, where that is not all."""
    if chosen := document.get("selection"):
        yield say("Counted are only rows with this: {filters}.", filters=filters(chosen, say))


def _stances(document: Document, say: translation.Phrases) -> Iterator[str]:
    tone = _claim(
        _Shared(document["overall"], document["counted"]["overall"], document["scored"], document["audit"]), say
    )
    told = [stance for stance in stances_of(document) if stance["n"]]
    if document["stance"]:
        told = told[:1]  # not each target that rows name
    for stance in told:
        claim = _claim(_of(stance), say)
        if refused(stance):
            yield refusal(stance, say)
        elif stance["event"]:
            yield say("On “{event}”: {claim}", event=stance["event"], claim=claim)
        elif n := stance["targets"]:
            yield say("On {n} targets: {claim}", n=n, claim=claim)
        else:
            yield say("On what it is about: {claim}", claim=claim)
    yield say("In tone: {claim}", claim=tone) if told else say.capital(tone)


def _of(stance: Stance) -> _Shared:
    return _Shared(stance["overall"], stance["counted"], stance["n"], stance["audit"])


def _claim(told: _Shared, say: translation.Phrases) -> str:
    if told.n == 0:
        return say("nothing could be scored.")
    checked = told.audit["labelled"] if told.audit and next(iter(told.shares.values()))["method"] == "audited" else 0
    if told.n < FEW and checked >= told.n:
        counts = _counts(told.shares, told.n, say)
        return say("too few to say: of {n} comments people read {counts}.", n=told.n, counts=counts)
    if told.n < FEW and not checked:
        counts = _counts(told.plainly, told.n, say)
        return say("too few to say: of {n} comments the model reads {counts}.", n=told.n, counts=counts)
    (first, top), *rest = sorted(told.shares.items(), key=lambda item: -(item[1]["share"] or 0))
    parts = {"span": figure(top, say), "n": say.number(told.n), "basis": _basis(told, say)}
    parts["comments"] = say.name(COMMENTS[first]) if first in COMMENTS else say("comments with {label}", label=first)
    low, high = (round(100 * top[end]) for end in ("low", "high"))  # as they are read
    if low > HALF:
        return say("mostly {comments}: {span} of {n}, {basis}.", **parts)
    if rest and top["low"] > max(other["high"] for _, other in rest):
        if low == HALF:
            return say("{comments} are the largest part, about half or more: {span} of {n}, {basis}.", **parts)
        if high < HALF:
            return say("{comments} are the largest part, but less than half: {span} of {n}, {basis}.", **parts)
        return say("{comments} are the largest part, perhaps not half: {span} of {n}, {basis}.", **parts)
    parts["span"] = listed(told.shares, say, SIDES)
    return say("no part of the {n} comments is clearly the largest: {span}; {basis}.", **parts)


def _basis(told: _Shared, say: translation.Phrases) -> str:
    """Say what stands behind shares, above all whether anyone checked them."""
    method = next(iter(told.shares.values()))["method"]
    if method in CHECKED and told.audit:
        return say("checked by hand on {n} of them", n=say.number(told.audit["labelled"]))
    if told.audit and told.audit["labelled"]:
        return say("read by a model and checked on only {n} of them, too few", n=told.audit["labelled"])
    if method == "counted":
        return say("read by a model whose errors nobody measured, and not checked on these comments")
    return say("read by a model and not checked on these comments")


def _chosen(document: Document, say: translation.Phrases) -> Iterator[str]:
    """Say that quotes do not tell how many, where all are such; of some of them a note says so."""
    if document.get("chosen", 0) == document["scored"] > 0:
        yield say("These are quotes that a writer chose: they show what was said, and cannot show how many said it.")


def _campaign(document: Document, say: translation.Phrases) -> Iterator[str]:
    """Say how many comments are copies that came within an hour, and what the shares are without them."""
    copies, all_of_them = document["copies"], document["scored"]
    n = copies["in_bursts"]
    if n <= MOVING * all_of_them:
        return
    stance = document["stance"]
    told = {"n": say.number(n), "all": say.number(all_of_them)}
    left = stance["without"] if stance and stance["without"] and not refused(stance) else copies["without"]
    told["shares"] = listed(left, say, SIDES)
    if n == all_of_them and len(copies["bursts"]) == 1:
        yield say("All {n} are one text within an hour.", **told)
    elif n == all_of_them:
        yield say("All {n} are copies of {texts} texts, each within an hour.", texts=len(copies["bursts"]), **told)
    elif len(copies["bursts"]) == 1:
        yield say("{n} of {all} are one text within an hour; without them: {shares}.", **told)
    else:
        texts = len(copies["bursts"])
        yield say("{n} of {all} are copies of {texts} texts, each within an hour; without them: {shares}.",
                  texts=texts, **told)  # fmt: skip


def _refuted(document: Document, say: translation.Phrases) -> Iterator[str]:
    audit = document["audit"]
    if audit and audit["refuted"]:
        yield say("The labels by hand refute the model: it is right in {rate}.", rate=rate(audit["accuracy"], say))


def _disputed(document: Document, say: translation.Phrases) -> Iterator[str]:
    """Say that the labels behind the shares contradict one another, where enough were given twice to tell."""
    audits = [document["audit"], *(stance["audit"] for stance in stances_of(document))]
    told = [audit for audit in audits if audit and disputed(audit)]
    if any(audit["agreement"] and audit["agreement"]["comments"] >= audit["needed"] for audit in told):
        yield say("The people who labelled often disagree; below an alpha of 0.67 no figure built on them is safe.")


def _counts(shares: Shares, n: int, say: translation.Phrases) -> str:
    return ", ".join(
        say("{n} {label}", n=round((e["share"] or 0) * n), label=say.name(SIDES.get(x, x))) for x, e in shares.items()
    )
