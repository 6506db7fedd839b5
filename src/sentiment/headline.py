"""A summary's figures in words, hedged as far as the intervals demand."""

from collections.abc import Mapping
from typing import Any

Document = Mapping[str, Any]
SIDES = {"favor": "in favour", "against": "against", "none": "neither"}
FEW = 30  # below this, a share moves by several points with each comment


def headline(document: Document) -> str:
    """Return one or two sentences that say what the shares allow to be said; of stance first, where there is one."""
    stance = document.get("stance")
    if not stance or not stance["n"]:
        return _tone(document)
    toward = f"Toward “{stance['event']}”" if stance["event"] else "Toward the event"
    return f"{toward}: {_stance(stance)} In tone: {_lowered(_tone(document))}"


def _stance(stance: Document) -> str:
    n = stance["n"]
    (first, top), (_, second), *_ = sorted(stance["overall"].items(), key=lambda item: -item[1]["share"])
    if n < FEW:
        counts = ", ".join(f"{round(e['share'] * n)} {SIDES[side]}" for side, e in stance["counted"].items())
        return f"too few to say; of {n} comments the model reads {counts}."
    figure = f"{percent(top['share'])}, {span(top)}, {top['method']}"
    if top["low"] > 0.5:
        return f"mostly {SIDES[first]} ({figure})."
    if top["low"] > second["high"]:
        return f"more {SIDES[first]} than anything else, but short of a clear majority ({figure})."
    return f"no clear majority; the largest share is {SIDES[first]} ({figure})."


def _lowered(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:]


def _tone(document: Document) -> str:
    n, overall, plainly = document["scored"], document["overall"], document["counted"]["overall"]
    if n == 0:
        return "Nothing could be scored."
    (first, top), *rest = sorted(overall.items(), key=lambda item: -item[1]["share"])
    if n < FEW:
        counts = ", ".join(f"{round(e['share'] * n)} {label}" for label, e in plainly.items())
        return f"Too few to say: of {n} scored comments the model reads {counts}. The intervals are wide."
    figure = f"{percent(top['share'])}, {span(top)}, {top['method']}"
    if top["low"] > 0.5:
        return f"Mostly {first} ({figure})."
    if rest and top["low"] > rest[0][1]["high"]:
        return f"More {first} than anything else, but short of a clear majority ({figure})."
    return f"No clear majority; the largest share is {first} ({figure})."


def percent(share: float | None) -> str:
    """Write a share as a whole percentage."""
    return "no data" if share is None else f"{100 * share:.0f} %"


def span(entry: Mapping[str, Any]) -> str:
    """Write an interval in percent, without the sign."""
    return f"{100 * entry['low']:.0f} to {100 * entry['high']:.0f}"
