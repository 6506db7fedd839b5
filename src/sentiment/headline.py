"""A summary's figures in words, hedged as far as the intervals demand."""

from collections.abc import Mapping
from typing import Any

Document = Mapping[str, Any]
FEW = 30  # below this, a share moves by several points with each comment
WIDE = 0.2  # an interval wider than this names no figure worth quoting alone


def headline(document: Document) -> str:
    """Return one or two sentences that say what the shares allow to be said."""
    n, overall = document["scored"], document["overall"]
    if n == 0:
        return "Nothing could be scored."
    (first, top), *rest = sorted(overall.items(), key=lambda item: -item[1]["share"])
    if n < FEW:
        counts = ", ".join(f"{round(e['share'] * n)} {label}" for label, e in overall.items())
        return f"Too few to say: of {n} scored comments the model reads {counts}. The intervals are wide."
    figure = f"{percent(top['share'])}, {span(top)}"
    if top["low"] > 0.5:
        return f"Mostly {first} ({figure})."
    if rest and top["low"] > rest[0][1]["high"]:
        return f"More {first} than anything else, but short of a clear majority ({figure})."
    return f"No clear majority; the largest share is {first} ({figure})."


def notes(document: Document) -> list[str]:
    """Return what a careful reader must know beside the figures."""
    n, comments = document["scored"], document["comments"]
    said = []
    if skipped := sum(document["skipped"].values()):
        reasons = ", ".join(f"{k} {v}" for k, v in document["skipped"].items())
        said.append(f"{skipped} of {comments} rows were not scored ({reasons}); no share includes them.")
    if 0 < n < FEW:
        said.append(f"With {n} comments the intervals are wide: read the quotes, do not compare the shares.")
    small = [v for values in document["groups"].values() for v, e in values.items() if 0 < _size(e) < FEW]
    if small and n >= FEW:
        said.append(f"Groups of fewer than {FEW} comments say little: {', '.join(dict.fromkeys(small))}.")
    if document["copies"]["copies"]:
        said.append(f"{document['copies']['copies']} comments repeat the words of another one.")
    measured, languages = document["model"]["languages"], document["languages"]
    unknown = [code for code in languages if code not in measured]
    if not measured:
        said.append("How accurate this model is was not measured here; run sentiment evaluate on labelled comments.")
    elif unknown:
        named = ", ".join(f"{code} {languages[code]['n']}" for code in unknown)
        said.append(f"The model's accuracy was never measured in: {named}.")
    if document["model"]["others"]:
        said.append(f"Rows labelled by other models are included: {', '.join(document['model']['others'])}.")
    methods = {e["method"] for e in document["overall"].values()}
    if n and methods == {"counted"}:
        said.append(
            "Shares are counts of the model's labels; their intervals hold chance alone, not the model's errors. "
            "To measure those, label a sample by hand: sentiment sample scored.parquet -n 200 -o audit.csv"
        )
    return said


def percent(share: float | None) -> str:
    """Write a share as a whole percentage."""
    return "no data" if share is None else f"{100 * share:.0f} %"


def span(entry: Mapping[str, Any]) -> str:
    """Write an interval in percent, without the sign."""
    return f"{100 * entry['low']:.0f} to {100 * entry['high']:.0f}"


def _size(entries: Mapping[str, Mapping[str, Any]]) -> int:
    return next((int(e["n"]) for e in entries.values()), 0)
