"""A summary's figures in words, hedged as far as the intervals demand."""

from collections.abc import Mapping
from typing import Any

Document = Mapping[str, Any]
FEW = 30  # below this, a share moves by several points with each comment


def headline(document: Document) -> str:
    """Return one or two sentences that say what the shares allow to be said."""
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
