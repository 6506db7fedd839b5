"""What every format shows alike: the sections of a report with their tables, and sentences about them."""

from collections.abc import Iterator, Mapping
from typing import Any

from sentiment.headline import percent, span

Document = Mapping[str, Any]
LONGEST = 40  # rows of a table over time


def tables(document: Document) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield title and rows (name -> label -> entry) of each table; the title or the name says the method."""
    yield from _titled(
        "The model's labels, not corrected", {"all": document["counted"]["overall"]}, corrected(document)
    )
    for column, values in document["groups"].items():
        yield from _titled(f"By {column}", values)
    if document["event"]:
        event = document["event"]
        yield from _titled(f"Before and after {event['time']}", {k: event[k] for k in ("before", "after")})
    if document["time"]:
        periods = {entry["period"]: entry for entry in document["time"][-LONGEST:]}
        left = len(document["time"]) - len(periods)
        yield from _titled("Over time" + (f", the last {LONGEST} periods" if left > 0 else ""), periods)
    copies = document["copies"]
    if copies["copies"] or copies["likes"]:
        counts = {"comments": document["overall"], "distinct texts": copies["overall"]}
        counts |= {name: copies[key] for name, key in (("authors", "authors"), ("by likes", "likes")) if copies[key]}
        yield from _titled("Each comment, text, author or like counted once", counts)
    if document["irony"]["flagged"]:
        counts = {"all": document["overall"], "no sign of irony": document["irony"]["without"]}
        yield from _titled("With and without signs of irony", counts)


def corrected(document: Document) -> bool:
    """Tell whether the overall shares are more than counts."""
    return any(entry["method"] != "counted" for entry in document["overall"].values())


def claims(document: Document) -> list[str]:
    """Say the differences that may be called ones, and the errors that an audit found."""
    said = []
    for d in document["differences"]:
        if d["called"]:
            way = "more" if d["share"] > 0 else "less"
            size, low, high = (100 * abs(d[k]) for k in ("share", "low", "high"))
            said.append(
                f"{d['column']}: {d['a']} is {way} {d['label']} than {d['b']} by {size:.0f} points "
                f"({min(low, high):.0f} to {max(low, high):.0f}, {d['method']})."
            )
    audit = document["audit"]
    if audit:
        for code, right in audit["languages"].items():
            said.append(
                f"Right in {code}: {percent(right['share'])} ({span(right)}) of {right['n']} labelled comments."
            )
        for key, title in (("doubtful", "Check your label"), ("errors", "The model's error")):
            for d in audit[key]:
                said.append(f"{title}: “{d['text']}” (you {d['gold']}, the model {d['label']}, id {d['id']})")
    return said


def _titled(title: str, parts: Document, show: bool = True) -> Iterator[tuple[str, dict[str, Any]]]:
    if not show or not parts:
        return
    rows = {name: {k: e for k, e in entries.items() if isinstance(e, Mapping)} for name, entries in parts.items()}
    by = {name: next((e["method"] for e in entries.values()), "") for name, entries in rows.items()}
    if len(set(by.values())) == 1:
        yield f"{title} ({next(iter(by.values()))})", rows
    else:
        yield title, {f"{name} ({by[name]})": entries for name, entries in rows.items()}
