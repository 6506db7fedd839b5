"""Read values out of other people's records: whatever stands there becomes a value or None, never an error."""

import ast
import html
import json
import re
from collections.abc import Iterator, Mapping
from datetime import tzinfo
from decimal import Decimal
from typing import Any

from sentiment.table.numbers import identifier
from sentiment.table.times import Moment, time
from sentiment.text import without_markup

Record = Mapping[str, Any]
When = Moment
ident = identifier

_QUOTED = re.compile(r"<(blockquote|aside)\b[^<>]*>(?:(?!<\1\b).)*?</\1>", re.IGNORECASE | re.DOTALL)


def first(record: object, *names: str) -> Any:
    """Return the first value that is there; `a.b` is a column of that name, or `b` inside `a`."""
    if isinstance(record, Mapping):
        for name in names:
            value = record.get(name)
            if value is None and "." in name:
                value = _inside(record, name)
            if value is not None and value != "":
                return value
    return None


def _inside(record: Record, name: str) -> Any:
    value: Any = record.get(name.replace(".", "/"))
    if value is None:
        value = record
        for part in name.split("."):
            value = mapping(value).get(part)
    return value


def mapping(value: object) -> Record:
    """Return an object, also one written into a cell as JSON or as Python shows it; else an empty one."""
    if isinstance(value, Mapping):
        return value
    found = literal(value) if isinstance(value, str) and value.startswith("{") else None
    return {str(k): v for k, v in found.items()} if isinstance(found, dict) else {}


def literal(value: object) -> Any:
    """Return what is written into a cell as JSON or as Python shows it; what is neither stays as it is."""
    if isinstance(value, str) and value[:1] in ("{", "[") and len(value) < 50_000:
        for read in (json.loads, ast.literal_eval):
            try:
                return read(value)
            except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
                continue
    return value


def items(value: object) -> list[Any]:
    """Return a list, or an empty one."""
    return value if isinstance(value, list) else []


def objects(value: object) -> Iterator[Record]:
    """Yield those entries of a list that are objects."""
    return (entry for entry in items(value) if isinstance(entry, Mapping))


def string(value: object) -> str | None:
    """Return text as written; None for nothing and for what is no text."""
    if isinstance(value, str):
        return value or None
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    return ident(value)


def root(own: str | None, answers: dict[str | None, str | None]) -> str | None:
    """Follow id -> answered id up to the first message, which need not be in the file; ways once gone are shortened."""
    seen, at = {own}, own
    while (up := answers.get(at)) is not None and up not in seen:
        if above := answers.get(up):
            answers[at] = above
        seen.add(up)
        at = up
    return at


def when(value: object, *, zone: tzinfo | None = None) -> Moment:
    """Return a moment and how sure it is; 03/04/2024 says too little and is none."""
    return time(value, zone=zone, order=None)


def from_html(value: object) -> str | None:
    """Return the text of a field that is HTML."""
    written = string(value)
    return None if written is None else without_markup(written) or None


def without_quotes(value: object) -> str | None:
    """Return the text of a field that is HTML without the posts that it quotes."""
    written = string(value)
    while written and (shorter := _QUOTED.sub("", written)) != written:
        written = shorter
    return from_html(written)


def unescaped(value: object) -> str | None:
    """Return a field in which the platform writes `&`, `<` and `>` as entities."""
    written = string(value)
    return None if written is None else html.unescape(written)


def yes(value: object) -> bool:
    """Return whether a flag is set, also one written as text."""
    return value is True or str(value).strip().lower() in {"true", "yes", "1", "1.0"}
