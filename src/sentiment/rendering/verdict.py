"""What the check of a claim says, in sentences."""

from collections.abc import Iterator, Sequence

from sentiment.rendering import contrary
from sentiment.rendering.answer import Check, Claimed
from sentiment.rendering.captions import CHECKED, filters, to_label
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
        return say("{group}, {n} comments", group=say.name(side["group"]), n=say.number(side["comments"]))
    return say("all {n} comments", n=say.number(side["comments"]))


def _read(check: Check, say: Phrases) -> Iterator[str]:
    if chosen := check["selection"]:
        said = {"filters": filters(chosen, say), "n": say.number(chosen["left_out"]), "all": say.number(chosen["of"])}
        yield say("Only some rows are counted: {filters}. {n} of {all} are left out of every figure.", **said)
    one, *others = check["sides"]
    told = {"label": _labels(one, say), "where": _where(one, say)}
    low, high = check["low"], check["high"]
    if low is None or high is None:
        told |= {"other": _labels(others[0], say), "there": _where(others[0], say)}
        if check["quantifier"] == "divided":
            yield say("Read as: {label} and {other} each a quarter or more, neither three quarters ({where}).", **told)
        elif one["group"] != others[0]["group"]:
            yield say(
                "Read as: a larger share {label} in the first part ({where}) than in the second ({there}).", **told
            )
        else:
            yield say("Read as: more {label} than {other} ({where}).", **told)
    elif high >= 1 and check["quantifier"].startswith("at least"):
        yield say("Read as: {low} or more are {label} ({where}).", low=say.limit(low), **told)
    elif high >= 1:
        yield say("Read as: over {low} are {label} ({where}).", low=say.limit(low), **told)
    elif low == 0 and check["quantifier"].startswith("under"):
        yield say("Read as: under {high} are {label} ({where}).", high=say.limit(high), **told)
    elif low == 0:
        yield say("Read as: at most {high} are {label} ({where}).", high=say.limit(high), **told)
    else:
        span = say("{low} to {high}", low=say.limit(low), high=say.limit(high))
        yield say("Read as: {span} are {label} ({where}).", span=span, **told)
    if other := check["averaged_with"]:
        yield contrary.averaged(check["event"] or "", other, say, by_hand=_by_hand(check["sides"]))


def _answer(check: Check, say: Phrases) -> Iterator[str]:
    answer, sides = say.capital(say.name(check["answer"])), check["sides"]
    if check["probability"] is None:
        yield say("{answer}.", answer=answer)
    elif not _all_labelled(sides):
        share = _in_hundred(check["probability"])
        yield say(
            "{answer}: true with a probability of {share} in 100, by what is known of the errors.",
            answer=answer, share=share,
        )  # fmt: skip
    elif len({side["group"] for side in sides}) == 1:
        yield say("{answer}: all of these comments are labelled by hand.", answer=answer)
    else:
        yield say(
            "{answer}: true with a probability of {share} in 100; all are labelled by hand, and each group is a sample "
            "of what its like would write.",
            answer=answer, share=_in_hundred(check["probability"]),
        )  # fmt: skip


def _all_labelled(sides: Sequence[Claimed]) -> bool:
    return all(side["estimate"]["low"] == side["estimate"]["high"] for side in sides)


def _by_hand(sides: Sequence[Claimed]) -> bool:
    return all(side["estimate"]["method"] in CHECKED for side in sides)


def _in_hundred(probability: float) -> str:
    """Write a probability; of what is not known exactly none is certain, or out of the question."""
    share = f"{100 * probability:.0f}"
    return {"0": "<1", "100": ">99"}.get(share, share)


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
        yield _allows_both(check["sides"], say)
    yield say("The comments speak for themselves alone: not for those who wrote none, and not for the public.")


def _allows_both(sides: Sequence[Claimed], say: Phrases) -> str:
    if _all_labelled(sides):
        return say("The evidence allows both: of so few comments chance alone could make that difference.")
    if _by_hand(sides):
        return say("The evidence allows both: so few labels by hand tell no more.")
    return say("The evidence allows both: the model's errors on such comments are known no better.")


def _instead(check: Check, say: Phrases) -> Iterator[str]:
    side, allowed = check["sides"][0], check["allowed"]
    told = {"label": _labels(side, say), "where": _where(side, say)}
    if allowed:
        entry = side["estimate"]
        told |= {"span": say.reach(allowed), "method": say.name(entry["method"])}
        yield say("What may be said: {span} are {label} ({where}; {method}).", **told)
    elif check["reason"] != "unread":
        counts = ", ".join(f"{say.name(SIDES.get(x, x))} {say.number(n)}" for x, n in side["counted"].items())
        yield say("What may be said: of {where} the model reads: {counts}.", counts=counts, **told)
    if n := check["to_settle"]:
        command = to_label(n, [check], by=check["by"])
        yield say("About {n} labels by hand would settle it: {command}", n=n, command=command)
