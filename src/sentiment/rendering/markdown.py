"""The summary in Markdown, fit for an article's appendix."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sentiment.rendering import translation
from sentiment.rendering.captions import carried, counts, grid, net, source
from sentiment.rendering.layout import parts
from sentiment.rendering.parts import Listing, Part, Sentences, Table
from sentiment.rendering.translation import Phrases
from sentiment.text import visible

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!&])")
Document = Mapping[str, Any]


def markdown(document: Document) -> str:
    """Return the report as Markdown; text from comments is escaped."""
    say = translation.of(document)
    blocks = [f"# {escape(document['headline'])}", escape(counts(document)) + "."]
    overall = [
        (say.name(label), say.percent(e["share"]), say.span(e), str(e["n"]), say.name(e["method"]))
        for label, e in document["overall"].items()
    ]
    level = say("{level} interval", level=say.percent(document["level"]))
    blocks.append(_grid((say("label"), say("share"), level, "n", say("method")), overall))
    if said := net(document):
        blocks.append(escape(said) + ".")
    for part in parts(document):
        blocks += [f"## {escape(part.title)}", *_blocks(part, say)]
    return "\n\n".join(blocks) + "\n"


def escape(text: str) -> str:
    """Make text from outside harmless in Markdown, on one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(visible(text).split()))


def _blocks(part: Part, say: Phrases) -> Iterable[str]:
    if isinstance(part, Table):
        return [_grid(*grid(part, say))]
    if isinstance(part, Listing):
        return [_grid(part.header, part.rows)]
    if isinstance(part, Sentences):
        return ["\n".join(f"- {escape(sentence)}" for sentence in part.said)]
    lines = ((quote["text"], f"— {source(quote, say)}", carried(quote, say)) for quote in part.quotes)
    return ["\n>\n".join(f"> {escape(said)}" for said in quote if said) for quote in lines]


def _grid(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(c if c == "---" else escape(c) for c in line) + " |" for line in lines)
