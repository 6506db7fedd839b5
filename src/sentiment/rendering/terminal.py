"""The summary on a terminal."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from sentiment.rendering import consoles, translation
from sentiment.rendering.captions import carried, counts, grid, source, written
from sentiment.rendering.document import Document, Quote
from sentiment.rendering.layout import parts
from sentiment.rendering.parts import Bars, Listing, Quoted, Reasons, Sentences, Table
from sentiment.rendering.translation import Phrases
from sentiment.text import visible

BAR = 20
NOTES = 3  # at a glance
NARROWEST = 10  # columns of a line that hangs
_MARK = re.compile(r" *(?:- |“)?")
COLORS = {"negative": "red", "neutral": "bright_black", "positive": "green"}


def terminal(document: Document) -> str:
    """Return the plain text of what `show` prints."""
    return consoles.plain(partial(_print, document))


def glance(document: Document) -> str:
    """Return a screenful of plain text: the headline, the overall shares, the heaviest notes."""
    return consoles.plain(partial(_glance, document)).rstrip()


def show(document: Document) -> None:
    """Print the summary to standard output; on a terminal the headline once more, since the first one scrolls away."""
    consoles.show(partial(_shown, document))


def _glance(document: Document, console: Any) -> None:
    say = translation.of(document)
    _line(console, document["headline"])
    _line(console, counts(document))
    for part in parts(document):
        if isinstance(part, Bars):
            _bars(console, part, say)
    for note in document["notes"][:NOTES]:
        _line(console, f"- {note}")
    if left := len(document["notes"]) - NOTES:
        _line(console, f"(and {left} more in .notes)" if left > 0 else "")
    columns = ", ".join(document["groups"]) or "none"
    _line(console, f"groups: {columns}; the whole by print(summary), .save('report.html'), .to_frame()")


def _shown(document: Document, console: Any) -> None:
    _print(document, console)
    if console.is_terminal:
        _line(console)
        _line(console, document["headline"], "bold")


def _print(document: Document, console: Any) -> None:
    say = translation.of(document)
    line = partial(_line, console)
    line(document["headline"], "bold")
    line(counts(document))
    for part in parts(document):
        line()
        if isinstance(part, Bars):
            _bars(console, part, say)
        elif isinstance(part, Table):
            header, rows = grid(part, say)
            _grid(console, part.title, header, rows, right=range(1, len(header)))
            for sentence in part.lead:
                line(f"- {sentence}")
        elif isinstance(part, Listing):
            _grid(console, part.title, part.header, written(part.rows, say))
        elif isinstance(part, Sentences):
            line(part.title, "bold")
            for sentence in part.said:
                line(f"- {sentence}")
        elif isinstance(part, Reasons):
            line(part.title, "bold")
            for sentence in part.lead:
                line(f"- {sentence}")
            for reason in part.given:
                _quotes(line, [reason.quote], say)
                for said in reason.said:
                    line(f"  - {said}")
                _quotes(line, reason.quotes, say)
            for sentence in part.said:
                line(sentence, "dim")
        elif isinstance(part, Quoted):
            line(part.title, "bold")
            _quotes(line, part.quotes, say)


def _quotes(line: Callable[..., None], quotes: Iterable[Quote], say: Phrases) -> None:
    for quote in quotes:
        line(f"  “{quote['text']}”")
        for about in filter(None, (source(quote, say), carried(quote, say))):
            line(f"    {about}", "dim")


def _line(console: Any, text: str = "", style: str = "") -> None:
    """Print a line; what does not fit hangs below its first letter, behind an indent, a dash or a quotation mark."""
    from rich.text import Text

    shown = visible(text)
    mark = _MARK.match(shown)[0]  # type: ignore[index]
    rest = Text(shown[len(mark) :], style=style)
    for place, line in enumerate(rest.wrap(console, max(console.width - len(mark), NARROWEST))):
        console.print(Text(" " * len(mark) if place else mark, style=style) + line)


def _bars(console: Any, part: Bars, say: Phrases) -> None:
    from rich.text import Text

    rows = []
    for label, entry in part.shares.items():
        bar = Text("█" * round(BAR * (entry["share"] or 0)), style=COLORS.get(label, ""))
        told = (say.percent(entry["share"]), say.span(entry), bar, str(entry["n"]), say.name(entry["method"]))
        rows.append((say.name(label), *told))
    _grid(console, part.title, ("", say("share"), say("interval"), "", "n", say("method")), rows, right=(1, 4))
    if part.said:
        _line(console, part.said)


def _grid(
    console: Any, title: str, header: Sequence[str], rows: Iterable[Sequence[Any]], *, right: Iterable[int] = ()
) -> None:
    from rich import box
    from rich.table import Table as Grid
    from rich.text import Text

    shown = Grid(box=box.SIMPLE_HEAD, pad_edge=False, show_header=any(header))
    columns = set(right)
    for place, name in enumerate(header):
        justify: Any = "right" if place in columns else "left"
        narrow = 17 if place == 0 and columns else None
        shown.add_column(Text(visible(name)), justify=justify, overflow="fold", max_width=narrow)
    for row in rows:
        shown.add_row(*(cell if isinstance(cell, Text) else Text(visible(cell)) for cell in row))
    _line(console, title, "bold")
    console.print(shown)
