"""A summary's figures in one or two sentences, hedged as far as the intervals demand."""

from collections.abc import Mapping

from sentiment.rendering import translation
from sentiment.rendering.captions import rate
from sentiment.rendering.document import Document, Shares, Stance

SIDES = {"favor": "in favour", "against": "against", "none": "neither"}
FEW = 30  # below this, a share moves by several points with each comment


def headline(document: Document) -> str:
    """Return one or two sentences that say what the shares allow to be said; of stance first, where there is one.

    Where labels by hand refute the model, that is said too.
    """
    say, told = translation.of(document), _headline(document)
    audit = document["audit"]
    if audit and audit["refuted"]:
        return say(
            "{headline} The labels by hand refute the model: it is right in {rate}.",
            headline=told, rate=rate(audit["accuracy"], say),
        )  # fmt: skip
    return told


def _headline(document: Document) -> str:
    say = translation.of(document)
    stance = document.get("stance")
    if not stance or not stance["n"]:
        return say.capital(_tone(document))
    claims = {"stance": _stance(stance, say), "tone": _tone(document)}
    if stance["event"]:
        return say("Toward “{event}”: {stance} In tone: {tone}", event=stance["event"], **claims)
    return say("Toward the event: {stance} In tone: {tone}", **claims)


def _stance(stance: Stance, say: translation.Phrases) -> str:
    n = stance["n"]
    if n < FEW:
        counts = _counts(stance["counted"], n, say, SIDES)
        return say("too few to say; of {n} comments the model reads {counts}.", n=n, counts=counts)
    return _claim(stance["overall"], say, SIDES)


def _tone(document: Document) -> str:
    say, n, plainly = translation.of(document), document["scored"], document["counted"]["overall"]
    if n == 0:
        return say("nothing could be scored.")
    if n < FEW:
        counts = _counts(plainly, n, say, {})
        return say(
            "too few to say: of {n} scored comments the model reads {counts}. The intervals are wide.",
            n=n, counts=counts,
        )  # fmt: skip
    return _claim(document["overall"], say, {})


def _claim(shares: Shares, say: translation.Phrases, names: Mapping[str, str]) -> str:
    (first, top), *rest = sorted(shares.items(), key=lambda item: -(item[1]["share"] or 0))
    told = {
        "label": say.name(names.get(first, first)),
        "figure": f"{say.percent(top['share'])}, {say.span(top)}, {say.name(top['method'])}",
    }
    if top["low"] > 0.5:
        return say("mostly {label} ({figure}).", **told)
    if rest and top["low"] > rest[0][1]["high"]:
        return say("more {label} than anything else, but short of a clear majority ({figure}).", **told)
    return say("no clear majority; the largest share is {label} ({figure}).", **told)


def _counts(shares: Shares, n: int, say: translation.Phrases, names: Mapping[str, str]) -> str:
    return ", ".join(
        say("{n} {label}", n=round((e["share"] or 0) * n), label=say.name(names.get(x, x))) for x, e in shares.items()
    )
