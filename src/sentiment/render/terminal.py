"""The summary in 80 columns of a terminal; without colours where it is piped."""

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sentiment.headline import percent, span
from sentiment.render.section import carried, left_out, lists, quoted, tables, uncounted
from sentiment.text import visible

WIDTH = 80
BAR = 20
COLORS = {"negative": "red", "neutral": "bright_black", "positive": "green"}
Document = Mapping[str, Any]


def terminal(document: Document) -> str:
    """Return the plain text of what `show` prints."""
    from rich.console import Console

    console = Console(file=io.StringIO(), width=WIDTH, color_system=None, legacy_windows=False)
    _print(document, console)
    file = console.file
    assert isinstance(file, io.StringIO)
    return file.getvalue()


def show(document: Document) -> None:
    """Print the summary to standard output."""
    from rich.console import Console

    _print(document, Console(width=WIDTH, highlight=False))


def _print(document: Document, console: Any) -> None:
    from rich.text import Text

    def line(text: str = "", style: str = "") -> None:
        console.print(Text(visible(text), style=style))

    line(document["headline"], "bold")
    line(f"{document['comments']} comments, {document['scored']} scored, {uncounted(document) or 'none left out'}")
    line()
    _table(console, "Overall", {"all": document["overall"]}, document, bars=True)
    if document["net"]:
        entry = document["net"]
        share = "no data" if entry["share"] is None else f"{100 * entry['share']:+.0f}"
        limits = f"{100 * entry['low']:+.0f} to {100 * entry['high']:+.0f}"
        line(f"Net (positive minus negative): {share} points, {limits}, {entry['method']}")
    for title, parts in tables(document):
        line()
        _table(console, title, parts, document)
    for title, rows in left_out(document):
        line()
        _left_out(console, title, rows)
    for title, said in lists(document):
        line()
        line(title, "bold")
        for sentence in said:
            line(f"- {sentence}")
    for label, words in document["words"].items():
        if words:
            line()
            line(f"Words that mark {label}: {', '.join(entry['word'] for entry in words)}")
    for title, quotes in quoted(document):
        line()
        line(title, COLORS.get(title.removeprefix("Typical "), "") + " bold")
        for quote in quotes:
            line(f"  “{quote['text']}”")
            line(f"    {source(quote)}", "dim")
            if why := carried(quote):
                line(f"    {why}", "dim")
    line()
    line("What to keep in mind", "bold")
    for note in document["notes"]:
        line(f"- {note}")
    line(f"- {model_line(document)}")


def _left_out(console: Any, title: str, rows: Iterable[Sequence[str]]) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("", overflow="fold", max_width=17)
    table.add_column("rows", justify="right")
    table.add_column("why", overflow="fold")
    for row in rows:
        table.add_row(*(Text(visible(cell)) for cell in row))
    console.print(table)


def _table(console: Any, title: str, parts: Document, document: Document, *, bars: bool = False) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
    for name in ("", "n") if not bars else ():
        table.add_column(name, justify="right" if name else "left", overflow="fold", max_width=17)
    if bars:
        for name in ("", "share", "interval", "", "n", "method"):
            table.add_column(name, justify="right" if name in {"share", "n"} else "left")
        for label, entry in parts["all"].items():
            bar = Text("█" * round(BAR * (entry["share"] or 0)), style=COLORS.get(label, ""))
            cells = [visible(label), percent(entry["share"]), span(entry), bar, str(entry["n"]), entry["method"]]
            table.add_row(*(cell if isinstance(cell, Text) else Text(cell) for cell in cells))
    else:
        labels = list(next(iter(parts.values())))
        for label in labels:
            table.add_column(Text(visible(label)), justify="right", no_wrap=True)
        for value, entries in parts.items():
            cells = [f"{percent(entries[label]['share'])} ({span(entries[label])})" for label in labels]
            n = next((entries[label]["n"] for label in labels), 0)
            table.add_row(*(Text(visible(cell)) for cell in (value, str(n), *cells)))
    console.print(table)


def source(quote: Mapping[str, Any]) -> str:
    """Say who a quote is from, as far as may be said, and where to find it."""
    speaker = ", ".join(str(quote[key]) for key in ("author", "group") if quote.get(key))
    sure = f"{quote['label']}, {100 * quote['p']:.0f} % sure" if quote.get("p") is not None else ""
    kind = "" if quote["kind"] == "typical" else quote["kind"]
    if kind == "most liked":
        kind += f" ({quote['likes']:.0f})"
    return " · ".join(part for part in (kind, speaker, quote.get("language"), sure, f"id {quote['id']}") if part)


def model_line(document: Document) -> str:
    """Name the model and its digest."""
    model = document["model"]
    digest = f", digest {model['digest']}" if model["digest"] else ""
    return f"Model: {model['name']}{digest}. Intervals: {100 * document['level']:.0f} %."
