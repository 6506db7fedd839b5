"""The summary in Markdown, fit for an article's appendix."""

import re
from collections.abc import Mapping
from typing import Any

from sentiment.headline import percent, span
from sentiment.render.section import carried, left_out, lists, quoted, tables, uncounted
from sentiment.render.terminal import model_line, source
from sentiment.text import visible

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!&])")
Document = Mapping[str, Any]


def markdown(document: Document) -> str:
    """Return the report as Markdown; text from comments is escaped."""
    left = uncounted(document)
    counts = f"{document['comments']} comments, {document['scored']} scored{f'; {escape(left)}' if left else ''}."
    parts = [f"# {escape(document['headline'])}", counts]
    overall = [
        [label, percent(e["share"]), span(e), str(e["n"]), e["method"]] for label, e in document["overall"].items()
    ]
    parts.append(_table(["label", "share", f"{100 * document['level']:.0f} % interval", "n", "method"], overall))
    if document["net"] and document["net"]["share"] is not None:
        net = document["net"]
        limits = f"{100 * net['low']:+.0f} to {100 * net['high']:+.0f}"
        figures = f"{100 * net['share']:+.0f} points, {limits}, {net['method']}"
        parts.append(f"Net sentiment (positive minus negative): {figures}.")
    for title, values in tables(document):
        parts += [f"## {escape(title)}", _shares(values)]
    for title, groups in left_out(document):
        parts += [f"## {escape(title)}", _table(["", "rows", "why"], [list(row) for row in groups])]
    for title, said in lists(document):
        parts += [f"## {title}", "\n".join(f"- {escape(sentence)}" for sentence in said)]
    for label, words in document["words"].items():
        if words:
            parts.append(f"Words that mark {escape(label)}: {escape(', '.join(entry['word'] for entry in words))}.")
    for title, quotes in quoted(document):
        parts.append(f"## {escape(title)}")
        parts += ["\n>\n".join(f"> {escape(said)}" for said in _quote(quote) if said) for quote in quotes]
    notes = [f"- {escape(note)}" for note in [*document["notes"], model_line(document)]]
    parts += ["## What to keep in mind", "\n".join(notes)]
    return "\n\n".join(parts) + "\n"


def escape(text: str) -> str:
    """Make text from outside harmless in Markdown, on one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(visible(text).split()))


def _quote(quote: Mapping[str, Any]) -> tuple[str, str, str]:
    return quote["text"], f"— {source(quote)}", carried(quote)


def _shares(parts: Document) -> str:
    labels, rows = list(next(iter(parts.values()))), []
    for value, entries in parts.items():
        shares = [f"{percent(entries[label]['share'])} ({span(entries[label])})" for label in labels]
        rows.append([value, str(next((entries[label]["n"] for label in labels), 0)), *shares])
    return _table(["", "n", *labels], rows)


def _table(header: list[str], rows: list[list[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(c if c == "---" else escape(c) for c in line) + " |" for line in lines)
