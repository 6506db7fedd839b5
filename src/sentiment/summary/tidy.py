"""Every share of a summary, one row each."""

from collections.abc import Iterator, Mapping
from typing import Any

from sentiment.rendering.document import Document, Share, Shares, stances_of

Row = dict[str, Any]


def tidy(document: Document) -> list[Row]:
    """Return rows of part, group, label, share, low, high, n and method."""
    return [
        {"part": part, "group": group, "label": label, **entry}
        for part, group, shares in _parts(document)
        for label, entry in shares.items()
    ]


def theme_rows(document: Document) -> list[Row]:
    """Return rows of theme, column, group, period, count, share, low, high, n and method; the theme by its words."""
    names = [", ".join(mark["word"] for mark in theme["words"]) for theme in document["themes"] or []]
    return [{**cell, "theme": names[cell["theme"]]} for cell in document["theme_cells"]]


def _parts(document: Document) -> Iterator[tuple[str, str, Mapping[str, Share]]]:
    yield "overall", "", document["overall"]
    if document["net"]:
        yield "net", "", {"net": document["net"]}
    yield "counted", "", document["counted"]["overall"]
    for column, groups in document["groups"].items():
        for group, shares in groups.items():
            yield column, group, shares
    for period in document["time"]:
        yield "time", period["period"], {label: entry for label, entry in period.items() if label != "period"}
    if moment := document["event"]:
        yield "event", "before", moment["before"]
        yield "event", "after", moment["after"]
    for stance in stances_of(document):
        event = (stance["event"] or "") if document["stances"] else ""
        yield stance["column"], event, stance["overall"]
        yield stance["column"], event, {"net": stance["net"]}
        for side, shares in stance["by_tone"].items():
            yield f"tone by {stance['column']}", side, shares
    if document["emotion"]:
        yield "emotion", "", document["emotion"]["overall"]
    for name, profile in document["heads"].items():
        yield name, "", profile["overall"]
    yield from _others(document)


def _others(document: Document) -> Iterator[tuple[str, str, Shares]]:
    """Yield the shares that are there to be compared with the overall ones, and those of themes."""
    copies = document["copies"]
    yield "distinct texts", "", copies["overall"]
    if copies["likes"]:
        yield "likes", "", copies["likes"]
    for theme in document["themes"] or []:
        yield "theme", ", ".join(mark["word"] for mark in theme["words"]), theme["overall"]
    for side in document["reasons"] or []:
        for reason in side["reasons"]:
            yield f"reason of {side['side']}", reason["title"]["text"], {"share": reason["share"]}
        yield f"reason of {side['side']}", "", {"share": side["rest"]}
    yield from _discussed(document)
    if document["audit"]:
        yield "accuracy", "", {"accuracy": document["audit"]["accuracy"]}


def _discussed(document: Document) -> Iterator[tuple[str, str, Shares]]:
    """Yield the shares of what is named, and of first comments and replies."""
    for target in document["targets"] or []:
        yield "target", target["name"], target["overall"]
        for column, values in target["groups"].items():
            for value, shares in values.items():
                yield f"target by {column}", f"{target['name']}, {value}", shares
    if replies := document["replies"]:
        for name, shares in replies["overall"].items():
            yield "replies", name, shares
