"""The summary in Markdown, fit for an article's appendix."""

import re
from collections.abc import Iterable, Sequence

from sentiment.rendering import translation
from sentiment.rendering.captions import carried, counts, grid, source, written
from sentiment.rendering.document import Document, Quote
from sentiment.rendering.layout import parts
from sentiment.rendering.parts import Bars, GivenReason, Listing, Part, Reasons, Sentences, Table
from sentiment.rendering.translation import Phrases
from sentiment.text import visible

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!&])")
MARK = "[made by]: # (sentiment)"  # by which a folder is read without it


def markdown(document: Document) -> str:
    """Return the report as Markdown; text from comments is escaped."""
    say = translation.of(document)
    blocks = [f"# {escape(document['headline'])}", escape(counts(document)) + "."]
    for part in parts(document):
        blocks += [f"## {escape(part.title)}", *_blocks(part, say)]
    return "\n\n".join((*blocks, MARK)) + "\n"


def escape(text: str) -> str:
    """Make text from outside harmless in Markdown, on one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(visible(text).split()))


def _blocks(part: Part, say: Phrases) -> Iterable[str]:
    if isinstance(part, Bars):
        return _bars(part, say)
    if isinstance(part, Table):
        return [*map(escape, part.lead), _grid(*grid(part, say))]
    if isinstance(part, Listing):
        return [_grid(part.header, written(part.rows, say))]
    if isinstance(part, Sentences):
        return ["\n".join(f"- {escape(sentence)}" for sentence in part.said)]
    if isinstance(part, Reasons):
        given = (block for reason in part.given for block in _reason(reason, say))
        return [*map(escape, part.lead), *given, *map(escape, part.said)]
    return _quotes(part.quotes, say)


def _reason(reason: GivenReason, say: Phrases) -> Iterable[str]:
    """Yield a reason: its sentence, what is known of it, and who else says it."""
    yield from _quotes([reason.quote], say)
    yield "\n".join(f"- {escape(line)}" for line in reason.said)
    yield from _quotes(reason.quotes, say)


def _quotes(quotes: Sequence[Quote], say: Phrases) -> Iterable[str]:
    lines = ((quote["text"], f"— {source(quote, say)}", carried(quote, say)) for quote in quotes)
    return ["\n>\n".join(f"> {escape(said)}" for said in quote if said) for quote in lines]


def _bars(bars: Bars, say: Phrases) -> Iterable[str]:
    rows = [
        (say.name(label), say.percent(e["share"]), say.span(e), str(e["n"]), say.name(e["method"]))
        for label, e in bars.shares.items()
    ]
    level = say("{level} interval", level=say.limit(bars.level))
    yield _grid((say("label"), say("share"), level, "n", say("method")), rows)
    if bars.said:
        yield escape(bars.said) + "."


def _grid(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(c if c == "---" else escape(c) for c in line) + " |" for line in lines)
