"""The outline of a JSON document: which arrays and objects of records are in it, and what stands under a path.

A path is an ijson prefix, such as `data.comments.item`, in which `*` stands for any key: `comments.*` are the values of
an object keyed by id.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Any, BinaryIO

from sentiment.errors import ReadError
from sentiment.reading import json_parser
from sentiment.reading.columns.names import FOLDED, KNOWN, POSTS, fold
from sentiment.reading.formats.json_escapes import Escaped
from sentiment.reading.log import Log

SMALL = 64 << 20  # a document that ijson refuses is tried as a whole up to here
EVENTS = 1_000_000  # how far into a document its outline is looked for
KEPT = 3  # items of an array in the outline
KEYS = 1_000  # and of an object
ANY = "*"
DEPTH = 100
_PARTS = KNOWN | POSTS  # keys of what stands side by side, rather than of things of one kind
LOOKED_AT = 20  # values by which an object is judged

# Ids that are no names: numbers, UUIDs and digests, the keys of Firebase, the ids of YouTube, `video 1`.
_ID = re.compile(
    r"(?:(?:video|post|thread|topic|page|article|item|row|comment|id)[ _-]?)?[0-9]+|[0-9a-f-]{8,}|-[\w-]{19}"
    r"|(?=.*[A-Z])(?=.*[a-z])(?=.*[0-9_-])[\w-]{11}"
)
FAILURES = (json_parser.JSONError, ValueError, RecursionError, OverflowError, UnicodeError)


def outline(start: Callable[[], BinaryIO], log: Log) -> Any:
    """Return a document in small: its first items of every array, as far as `EVENTS` parser events reach.

    Raises:
        ReadError: it does not begin like JSON.
    """
    return outlined(start, log)[0]


def outlined(start: Callable[[], BinaryIO], log: Log) -> tuple[Any, bool]:
    """Return the outline of a document, and whether there is more behind it, as where objects stand in sequence."""
    root: list[Any] = []
    stack: list[tuple[Any, int, str | None]] = [(root, 0, None)]  # container, items seen, key at hand
    try:
        with start() as file:
            for event, found in islice(json_parser.events(Escaped(file)), EVENTS):
                if event == "map_key":
                    stack[-1] = (stack[-1][0], stack[-1][1], found)
                elif event in ("end_map", "end_array"):
                    stack.pop()
                else:
                    inner: Any = {} if event == "start_map" else [] if event == "start_array" else found
                    holder, seen, key = stack[-1]
                    if isinstance(holder, dict):
                        if len(holder) < KEYS:
                            holder[key] = inner
                    elif seen < KEPT:
                        holder.append(inner)
                    stack[-1] = (holder, seen + 1, key)
                    if event in ("start_map", "start_array"):
                        stack.append((inner, 0, None))
                        if len(stack) > DEPTH:
                            break
    except FAILURES as error:
        if not root or root[0] in ({}, []):
            small = whole(start)
            if small is None:
                raise ReadError("JSON", f"{log.file}: {reason(error)}", "export it anew as JSON") from error
            return small, False
        return root[0], len(stack) == 1
    return root[0] if root else None, False


def paths(document: Any) -> Iterator[str]:
    """Yield the path of every array of objects and every object keyed by id in an outline, the outermost first."""
    level: list[tuple[str, Any]] = [("", document)]
    while level:
        below: dict[str, list[Any]] = {}
        for path, at in level:
            if isinstance(at, list):
                step, inner = "item", at
            elif is_keyed(at):
                step, inner = ANY, list(at.values())[:LOOKED_AT]
            else:
                for key, value in at.items() if isinstance(at, Mapping) else ():
                    below.setdefault(_joined(path, key), []).append(value)
                continue
            step = _joined(path, step)
            if any(isinstance(record, dict) for record in inner):
                yield step
            below.setdefault(step, []).extend(inner)
        level = [(path, at) for path, found in below.items() for at in found[:LOOKED_AT]] if len(below) < 10_000 else []


def _joined(path: str, step: str) -> str:
    return f"{path}.{step}" if path else step


def is_keyed(at: Any) -> bool:
    """Return whether the keys of an object are ids, or names, of things of one kind rather than names of columns."""
    if not isinstance(at, Mapping) or not at:
        return False
    values = [value for value in islice(at.values(), LOOKED_AT) if isinstance(value, dict | list)]
    first = [next(iter(value), None) if isinstance(value, list) else value for value in values if value]
    things = [set(map(fold, record)) for record in first if isinstance(record, dict)]
    if not things or len(values) * 2 < min(len(at), LOOKED_AT) or not set.intersection(*things):
        return False
    if all(any(map(str.isdigit, key)) for key in islice(at, LOOKED_AT)):
        return True
    if not _PARTS.isdisjoint(map(fold, islice(at, LOOKED_AT))) or len(set(map(type, values))) > 1:
        return False  # a post beside its comments
    return len(things) > 1 and all(not thing.isdisjoint(FOLDED["text"]) for thing in things)


def is_id(key: str) -> bool:
    """Return whether a key of an object names a thing; one that does not may be the name of a person."""
    return _ID.fullmatch(key) is not None


def occurs(document: Any, path: str) -> bool:
    """Return whether a path leads anywhere in an outline."""
    return bool(under(document, path))


def under(document: Any, path: str) -> list[Any]:
    """Return what stands under a path in a document in memory."""
    level: list[tuple[tuple[str, ...], Any]] = [((), document)]
    steps = path.split(".") if path else []
    for step in steps:
        level = [inner for keys, at in level for inner in _inner(keys, at, step)]
    return [_named(at, keys, steps) for keys, at in level]


def _inner(keys: tuple[str, ...], at: Any, step: str) -> list[tuple[tuple[str, ...], Any]]:
    if isinstance(at, list) and step == "item":
        return [(keys, inner) for inner in at]
    if isinstance(at, Mapping) and step == ANY:
        return [((*keys, key), inner) for key, inner in at.items()]
    return [(keys, at[step])] if isinstance(at, Mapping) and step in at else []


def keyed(file: Escaped, path: str) -> Iterator[Any]:
    """Yield what stands under a path, streamed; under a path with `*` a record learns the keys above it."""
    steps = path.split(".") if path else []
    way: list[str | None] = []  # the key at hand in every object that is open, None for an array
    record, depth = None, 0
    for event, found in json_parser.events(file):
        opens, closes = event in ("start_map", "start_array"), event in ("end_map", "end_array")
        if record is not None:
            record.event(event, found)
            depth += opens - closes
        elif event == "map_key":
            way[-1] = found
        elif closes:
            way.pop()
        elif len(way) == len(steps) and all(map(_fits, way, steps)):
            record, depth = json_parser.ObjectBuilder(), int(opens)
            record.event(event, found)
        elif opens:
            way.append(None if event == "start_array" else "")
        if record is not None and depth == 0:
            keys = tuple(key or "" for key, step in zip(way, steps, strict=True) if step == ANY)
            yield _named(record.value, keys, steps)
            record = None


def _fits(key: str | None, step: str) -> bool:
    return step == "item" if key is None else step in (ANY, key)


def _named(record: Any, keys: tuple[str, ...], steps: list[str]) -> Any:
    """Give a record its key as its id, and the one above as its thread, unless it has them or they may be names."""
    if not keys or not isinstance(record, dict):
        return record
    named = ("id", "thread") if steps[-1] == ANY else ("thread",)
    columns = set(map(fold, record))
    own = {
        column: key
        for column, key in zip(named, reversed(keys), strict=False)
        if is_id(key) and columns.isdisjoint(FOLDED[column])
    }
    return dict(reversed(own.items())) | record


def whole(start: Callable[[], BinaryIO]) -> Any:
    """Return a document as Python reads it; None when it is too large for that, or broken."""
    with start() as file:
        data = Escaped(file).read(SMALL + 1)
    if len(data) > SMALL:
        return None
    try:
        return json.loads(data, strict=False)
    except (ValueError, RecursionError):
        return None


def reason(error: Exception) -> str:
    """Return the first line of what a parser says."""
    return (str(error).strip() or type(error).__name__).splitlines()[0]
