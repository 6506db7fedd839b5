"""JSON as a table: an object a line, or a document in which the comments have to be found."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from typing import Any, BinaryIO

from sentiment.errors import ReadError
from sentiment.reading.columns import roles
from sentiment.reading.columns.names import FOLDED, fold
from sentiment.reading.formats import json_outline, json_records, rich_text
from sentiment.reading.inputs import Member
from sentiment.reading.log import Log
from sentiment.reading.recognition import json_shapes
from sentiment.reading.recognition.base import Row, Table, Wanted, exported, find, refuse_others
from sentiment.reading.recognition.nested import is_named

POSTS = ("postid", "videoid", "threadid", "id", "shortcode", "slug", "url", "link", "permalink")
_ASKED = frozenset(
    ("questions", "fields", "schema", "columns", "options", "choices", "labels")
)  # what is asked, not said
FIRST = 5  # lines, or items, among which one of an export is looked for


def recognise(member: Member, head: bytes, start: Callable[[], BinaryIO], wanted: Wanted) -> Table:
    """Say what JSON is, and where in it the comments are.

    Args:
        member: the file.
        head: its first bytes, in UTF-8.
        start: opens it anew, in UTF-8.
        wanted: the exports that it may be.

    Raises:
        ReadError: it is no JSON, or holds no objects.
    """
    begins = head.lstrip()[:200].partition(b"\n")[0].strip()
    is_pretty = len(begins) < 3  # a lone brace: one object over many lines, whatever the suffix says
    if (member.suffix in (".jsonl", ".ndjson") and not is_pretty) or json_records.is_lines(head):
        return _lines(member, start, wanted)
    document, more = json_outline.outlined(start, Log(member.name))
    if more and isinstance(document, dict):
        return _sequence(member, start, wanted)
    listed = isinstance(document, list)
    if listed and document and all(isinstance(item, str) for item in document):
        return Table("JSON", "a list of texts", wanted.encoding, partial(_texts, start), note=wanted.note)
    items = [item for item in document if isinstance(item, dict)] if listed else []
    known = (item for item in items[:FIRST] if _is_known(item, wanted))  # the first may be of another kind
    top = next(known, next(iter(items), None)) if listed else document
    tidy = json_records.tidy(top, set()) if isinstance(top, dict) else {}
    refuse_others(member.name, tidy, wanted)
    export = find(tidy, wanted) if tidy else None
    if export is None and (shaped := json_shapes.shaped(document, start, member.name)):
        return exported(None, "JSON", shaped[0], wanted, shaped[1])
    if not isinstance(top, dict):
        raise ReadError("a list of objects", f"{member.name} with another shape", json_shapes.RECORDS)
    if export and not listed and isinstance(document.get(export.inside), list):
        why, held = f"objects under {export.inside}", partial(_held, start, document, export.inside)
        return exported(export, "JSON", why, wanted, held)
    thread = None
    if export:
        paths = ["item"] if listed else [p for p in export.records if json_outline.occurs(document, p)] or [""]
        left: list[str] = []
    else:
        document = rich_text.shown("", document)
        path, left = _likeliest(document)
        paths = [path]
        first = next((record for record in json_outline.under(document, path) if isinstance(record, dict)), top)
        export = find(json_records.tidy(first, set()), wanted)
        thread = None if export else _thread(document, path, first)
    why = "an array of objects" if paths[0] == "item" else f"objects under {_shown(paths[0])}"
    return exported(export, "JSON", why, wanted, partial(_records, start, paths, left, thread))


def _is_known(record: Row, wanted: Wanted) -> bool:
    tidy = json_records.tidy(record, set())
    return any(export.recognise(tidy) for export in wanted.exports)


def _sequence(member: Member, start: Callable[[], BinaryIO], wanted: Wanted) -> Table:
    """Read objects that stand one after another, as `jq` and mongoexport write them."""

    def rows(log: Log) -> Iterator[tuple[int, Row]]:
        for number, record in json_shapes.sequence(start, log):
            if isinstance(record, dict):
                yield number, record
            else:
                log.reject(number, f"an object expected, {type(record).__name__} found")

    first = next(rows(Log(member.name)), None)
    if first is None:
        raise ReadError("JSON objects", f"{member.name} with none", "check how it was written")
    record = json_records.tidy(first[1], set())
    refuse_others(member.name, record, wanted)
    return exported(find(record, wanted), "JSON", "objects one after another", wanted, rows)


def _lines(member: Member, start: Callable[[], BinaryIO], wanted: Wanted) -> Table:
    begun = [record for _, record in islice(json_records.lines(start, Log(member.name)), FIRST)]
    if not begun:
        raise ReadError("one JSON object a line", f"{member.name} with none", "check how it was written")
    tidy = [json_records.tidy(record, set()) for record in begun]
    refuse_others(member.name, tidy[0], wanted)
    known = (record for record in tidy if _is_known(record, wanted))
    export = find(next(known, tidy[0]), wanted)  # the first line may speak of the file
    return exported(export, "JSON Lines", "an object a line", wanted, partial(json_records.lines, start))


def _likeliest(document: Any) -> tuple[str, list[str]]:
    """Return the path of the likeliest table with a column for the text, and those of the others like it.

    It is the first that is called like a list of comments, else the first.
    A list inside the records of that table is not another one: it is a cell.
    """
    paths = list(dict.fromkeys(json_outline.paths(document)))
    named = [
        path for path in paths if any(roles.names_text(key.removeprefix("node.")) for key in _keys(document, path))
    ]
    is_one = isinstance(document, dict) and any(
        roles.names_text(name) and not isinstance(cell, list | dict) for name, cell in document.items()
    )
    if not named and is_one:
        return "", []
    called = [path for path in named if any(map(is_named, path.split(".")))]
    others = (path for path in paths if path not in named and _ASKED.isdisjoint(path.split(".")))
    said = [path for path in others if any(map(roles.is_said, _cells(document, path)))]
    asked = [path for path in named if not _ASKED.isdisjoint(path.split(".")) and said]
    named = [path for path in named if path not in asked]
    chosen = next(iter([*called, *named, *(said if asked else ()), *paths]), "")
    if not _is_called(chosen):  # `comments.nodes.item.reactionGroups` are no comments, but of some
        chosen = next((path for path in paths if _is_called(path) and chosen.startswith(f"{path}.")), chosen)
    if (holder := _holder(chosen)) in paths:
        chosen = holder
    return chosen, [path for path in [*named, *asked] if path != chosen and not path.startswith(f"{chosen}.")]


def _is_called(path: str) -> bool:
    """Return whether the list at the end of a path is called like one of comments, rather than one that it is in."""
    return any(map(is_named, path.removesuffix(".item").rpartition(".item.")[2].split(".")))


def _holder(path: str) -> str | None:
    """Return the path of the posts in whose lists the comments under a path stand: `posts.item.comments.item`."""
    steps = path.split(".")
    last = max((place for place, step in enumerate(steps[:-1]) if step in ("item", json_outline.ANY)), default=None)
    if last is None or steps[-1] != "item" or not any(map(is_named, steps[last + 1 :])):
        return None
    return ".".join(steps[: last + 1])


def _shown(path: str) -> str:
    """Return a path as people would say it."""
    steps = ["each" if step == json_outline.ANY else step for step in path.split(".") if step != "item"]
    return ".".join(steps) if path else "its top"


def _keys(document: Any, path: str) -> set[str]:
    found = json_outline.under(document, path)
    return {key for record in found if isinstance(record, dict) for key in json_records.flat(record)}


def _cells(document: Any, path: str) -> Iterator[Any]:
    for record in json_outline.under(document, path):
        yield from record.values() if isinstance(record, dict) else ()


def _thread(document: Any, path: str, record: Row) -> str | None:
    """Return what the object that holds a list of comments is called: the post, or the video, that they are on."""
    steps = path.split(".")
    named = next((step for step in reversed(steps) if step not in ("item", json_outline.ANY, "data", "edges")), "")
    if not is_named(named) or any(fold(key) in FOLDED["thread"] for key in json_records.flat(record)):
        return None
    above: dict[str, Any] = {}
    at = document
    for step in steps:
        if not isinstance(at, dict):
            break
        above |= {fold(key): cell for key, cell in at.items() if isinstance(cell, str | int) and cell != ""}
        at = at.get(step)
    return next((str(above[name]) for name in POSTS if name in above), None)


def _records(
    start: Callable[[], BinaryIO], paths: list[str], left: list[str], thread: str | None, log: Log
) -> Iterator[tuple[int, Row]]:
    if left:
        others = ", ".join(map(_shown, left))
        log.warn(f"read are the objects under {_shown(paths[0])}; left out, with texts too: {others}")
    last = 0
    for path in paths:
        for number, record in json_records.records(start, path, log, last + 1):
            last = number
            if isinstance(record, dict):
                yield number, record if thread is None else {**record, "thread": thread}
            else:
                log.reject(number, f"an object expected, {type(record).__name__} found")


def _held(start: Callable[[], BinaryIO], document: Row, name: str, log: Log) -> Iterator[tuple[int, Row]]:
    """Yield each item of an array alone in an object with the short plain values of the one that holds it."""
    short = {key: value for key, value in document.items() if not isinstance(value, dict | list | str)}
    short |= {key: value for key, value in document.items() if isinstance(value, str) and len(value) < 200}
    around = json_records.tidy(short, set())
    for number, record in json_records.records(start, f"{name}.item", log):
        yield number, {**around, name: [record]}


def _texts(start: Callable[[], BinaryIO], log: Log) -> Iterator[tuple[int, Row]]:
    for number, text in json_records.records(start, "item", log):
        if isinstance(text, str):
            seen: set[str] = set()
            yield number, {"text": json_records.mended(text, seen)}
            log.repairs.update(seen)
        else:
            log.reject(number, f"a text expected, {type(text).__name__} found")
