"""The differences that may be called ones, and those that may be of what the parts are made up of."""

from collections.abc import Iterator

from sentiment.rendering.captions import points
from sentiment.rendering.document import Document
from sentiment.rendering.names import group, named_column
from sentiment.rendering.parts import Listing, Part, Sentences
from sentiment.rendering.translation import Phrases

LONGEST = 40  # rows of a listing


def claims(document: Document, say: Phrases) -> Iterator[Part]:
    """Say the differences that may be called ones."""
    said = []
    for d in document["differences"]:
        if d["called"] and d["column"] != "event":
            share = d["share"] or 0
            told: dict[str, object] = {k: say.name(v) for k, v in d.items() if isinstance(v, str)}
            told["column"] = named_column(d["column"], say)
            told |= {"a": group(d["column"], d["a"], say), "b": group(d["column"], d["b"], say)}
            told |= points(d, say)
            if share > 0:
                said.append(say("{column}: {a} is more {label} than {b} by {n} points ({span}, {method}).", **told))
            else:
                said.append(say("{column}: {a} is less {label} than {b} by {n} points ({span}, {method}).", **told))
            if d["only_mix"]:
                told["mix"] = say.name(d["mix"] or "")
                said[-1] += " " + say(
                    "At one mix of {mix} no difference can be told: what differs may be the mix.", **told
                )
    said += _alike(document, say)
    if said:
        said.append(widened(document, say))
        yield Sentences(say("What may be said"), said)
    yield from _at_one_mix(document, say)


def widened(document: Document, say: Phrases) -> str:
    """Say for how many comparisons the intervals of differences in tone are widened, of whatever section."""
    return say(
        "These intervals are widened for all {n} differences in tone that were looked at, by group, time or reply.",
        n=len(document["differences"]),
    )


def _alike(document: Document, say: Phrases) -> Iterator[str]:
    """Say of two groups alone, such as two files, that no difference between them can be told."""
    for column in dict.fromkeys(d["column"] for d in document["differences"] if d["column"] != "event"):
        found = [d for d in document["differences"] if d["column"] == column and d["share"] is not None]
        if len({(d["a"], d["b"]) for d in found}) != 1 or any(d["called"] for d in found):
            continue
        widest = max(found, key=lambda d: abs(d["share"] or 0))
        sides = {side: group(column, widest[side], say) for side in ("a", "b")}
        yield say(
            "{column}: between {a} and {b} no difference can be told; the largest gap is of {label}, {size} points "
            "({span}, {method}).",
            column=named_column(column, say), label=say.name(widest["label"]), method=say.name(widest["method"]),
            size=say.points(widest["share"] or 0), span=say.points_span(widest), **sides,
        )  # fmt: skip


def _at_one_mix(document: Document, say: Phrases) -> Iterator[Part]:
    """Show the differences of parts that are made up unlike beside what they would be at one mix."""
    rows, methods = [], dict[str, None]()
    for d in document["differences"]:
        if (even := d["standardised"]) and d["share"] is not None and even["share"] is not None:
            raw = f"{say.points(d['share'])} ({say.points_span(d)})"
            same = f"{say.points(even['share'])} ({say.points_span(even)})"
            parted = " − ".join(group(d["column"], side, say) for side in (d["a"], d["b"]))
            methods |= dict.fromkeys((say.name(d["method"]), say.name(even["method"])))
            rows.append((parted, say.name(d["label"]), raw, same, say.name(d["mix"] or "")))
    if rows:
        title = say("{title} ({method})", title=say("Differences at one mix"), method=" / ".join(methods))
        alike = sum(d["standardised"] is not None for d in document["differences"])
        widened_for = (
            say("points, as they are; widened for {n}", n=len(document["differences"])),
            say("points, at one mix; widened for {n}", n=alike),
        )
        yield Listing(title, ("", say("label"), *widened_for, say("mix of")), rows[:LONGEST])
