"""The differences that may be called ones, and those that may be of what the parts are made up of."""

from collections.abc import Iterator

from sentiment.rendering.captions import SIDES, points
from sentiment.rendering.document import Difference, Document
from sentiment.rendering.names import group, named_column
from sentiment.rendering.parts import Listing, Part, Sentences
from sentiment.rendering.translation import Phrases

LONGEST = 40  # rows of a listing


def claims(document: Document, say: Phrases) -> Iterator[Part]:
    """Say the differences that may be called ones."""
    said = [difference(d, say) for d in document["differences"] if d["called"] and d["column"] != "event"]
    said += _alike(document, say)
    if said:
        said.append(widened(document, say))
        yield Sentences(say("What may be said"), said)
    yield from _at_one_mix(document, say)


def difference(found: Difference, say: Phrases) -> str:
    """Say how two parts differ, and whether that may be of their mix alone; for one that is called a difference."""
    told: dict[str, object] = {key: say.name(word) for key, word in found.items() if isinstance(word, str)}
    told["column"] = named_column(found["column"], say)
    told |= {side: group(found["column"], found[side], say) for side in ("a", "b")}
    told |= {"label": say.name(SIDES.get(found["label"], found["label"])), **points(found, say)}
    if (found["share"] or 0) > 0:
        said = say("{column}: {a} is more {label} than {b} by {n} points ({span}, {method}).", **told)
    else:
        said = say("{column}: {a} is less {label} than {b} by {n} points ({span}, {method}).", **told)
    if not found["only_mix"]:
        return said
    mix = say.name(found["mix"] or "")
    return f"{said} {say('At one mix of {mix} no difference can be told: what differs may be the mix.', mix=mix)}"


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
