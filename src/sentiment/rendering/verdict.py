"""What the check of a claim says, in sentences."""

import shlex
from collections.abc import Iterator, Sequence

from sentiment.rendering import contrary
from sentiment.rendering.answer import Check, Claimed
from sentiment.rendering.captions import filters
from sentiment.rendering.headline import SIDES
from sentiment.rendering.translation import Phrases, phrases


def sentences(check: Check) -> list[str]:
    """Return what is said of a claim: how it was read, the answer, why, and what may be said instead."""
    say = phrases(check["lang"])
    return [*_read(check, say), *_answer(check, say), *_why(check, say), *_instead(check, say)]


def _labels(side: Claimed, say: Phrases) -> str:
    return " / ".join(say.name(SIDES.get(label, label)) for label in side["labels"])


def _where(side: Claimed, say: Phrases) -> str:
    if side["group"]:
        return say("{group}, {n} comments", group=say.name(side["group"]), n=side["comments"])
    return say("all {n} comments", n=side["comments"])


def _read(check: Check, say: Phrases) -> Iterator[str]:
    if chosen := check["selection"]:
        said = {"filters": filters(chosen, say), "n": chosen["left_out"], "all": chosen["of"]}
        yield say("Only some rows are counted: {filters}. {n} of {all} are left out of every figure.", **said)
    one, *others = check["sides"]
    told = {"label": _labels(one, say), "where": _where(one, say)}
    low, high = check["low"], check["high"]
    if low is None or high is None:
        told |= {"other": _labels(others[0], say), "there": _where(others[0], say)}
        if check["quantifier"] == "divided":
            yield say("Read as: {label} and {other} each a quarter or more, neither three quarters ({where}).", **told)
        elif one["group"] != others[0]["group"]:
            yield say("Read as: a larger share {label} in {where} than in {there}.", **told)
        else:
            yield say("Read as: more {label} than {other} ({where}).", **told)
    elif high >= 1:
        yield say("Read as: over {low} are {label} ({where}).", low=say.limit(low), **told)
    elif low == 0:
        yield say("Read as: at most {high} are {label} ({where}).", high=say.limit(high), **told)
    else:
        span = say("{low} to {high}", low=say.limit(low), high=say.limit(high))
        yield say("Read as: {span} are {label} ({where}).", span=span, **told)


def _answer(check: Check, say: Phrases) -> Iterator[str]:
    answer = say.capital(say.name(check["answer"]))
    if check["probability"] is None:
        yield say("{answer}.", answer=answer)
    else:
        share = _in_hundred(check["probability"], exact=_is_exact(check["sides"]))
        yield say(
            "{answer}: true with a probability of {share} in 100, by what is known of the errors.",
            answer=answer, share=share,
        )  # fmt: skip


def _is_exact(sides: Sequence[Claimed]) -> bool:
    """Tell whether all comments are labelled, and are not taken for a sample of what produced them, as groups are."""
    known = all(side["estimate"]["low"] == side["estimate"]["high"] for side in sides)
    return known and len({side["group"] for side in sides}) == 1


def _in_hundred(probability: float, *, exact: bool) -> str:
    """Write a probability; of what is not known exactly none is certain, or out of the question."""
    share = f"{100 * probability:.0f}"
    return share if exact else {"0": "<1", "100": ">99"}.get(share, share)


def _why(check: Check, say: Phrases) -> Iterator[str]:
    reason = check["reason"]
    if reason == "chosen":
        yield say("These are quotes that a writer chose: they show what was said, and cannot show how many said it.")
    elif reason == "few":
        yield say("So few comments tell nothing of how many.")
    elif reason == "unread":
        yield from contrary.sentences(check["contrary"], say)
    elif reason == "unmeasured":
        yield say("Nobody measured this model's errors; only labels by hand can tell.")
    elif reason == "wide":
        yield say("The evidence allows both: the model's errors on such comments are known no better.")
    yield say("The comments speak for themselves alone: not for those who wrote none, and not for the public.")


def _instead(check: Check, say: Phrases) -> Iterator[str]:
    side, allowed = check["sides"][0], check["allowed"]
    told = {"label": _labels(side, say), "where": _where(side, say)}
    if allowed:
        entry = side["estimate"]
        span = say("{low} to {high}", low=say.limit(allowed["low"]), high=say.limit(allowed["high"]))
        told |= {"span": span, "method": say.name(entry["method"])}
        yield say("What may be said: {span} are {label} ({where}; {method}).", **told)
    elif check["reason"] != "unread":
        counts = ", ".join(f"{say.name(SIDES.get(x, x))} {n}" for x, n in side["counted"].items())
        yield say("What may be said: of {where} the model reads: {counts}.", counts=counts, **told)
    if n := check["to_settle"]:
        by = f" --by {shlex.quote(check['by'])}" if check["by"] else ""
        command = f"sentiment sample scored.parquet -n {n}{by} -o audit.xlsx"
        yield say("About {n} labels by hand would settle it: {command}", n=n, command=command)
