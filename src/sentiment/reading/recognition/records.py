"""Records of no platform as rows: as they stand, or the comments in lists inside them."""

from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from typing import Any

from sentiment.errors import ReadError
from sentiment.reading.formats import json_records, rich_text
from sentiment.reading.log import Log
from sentiment.reading.platforms._base import Export
from sentiment.reading.platforms._fields import literal
from sentiment.reading.recognition import wide
from sentiment.reading.recognition.beginning import begun
from sentiment.reading.recognition.nested import Nested, is_named
from sentiment.reading.recognition.numbering import Numbering

Row = dict[str, Any]
Numbered = Iterator[tuple[int, Row]]
Rows = Callable[[Log], Numbered]
_NESTED = frozenset((dict, list))
_PIECES = frozenset(('["', "[{", '{"'))  # how pieces of a text begin that are written into a cell


def plain(read: Rows, log: Log) -> Numbered:
    """Yield the rows of a file; the first records tell whether comments are nested in them, or numbered."""
    rows = wide.rows(_shown(_opened(read(log))), log)
    first, broken = begun(rows)
    nested, numbering = Nested().look(record for _, record in first), Numbering(record for _, record in first)
    for number, record in chain(first, rows):
        seen: set[str] = set()
        called = f"{log.file}:{number}"
        try:
            if nested.keys:
                inner = nested.rows(json_records.tidy(record, seen), called)
                yield from ((number, json_records.flat(row)) for row in inner)
            else:
                yield number, numbering.add(json_records.row(record, seen), called)
        except ReadError as error:
            log.reject(number, str(error))
        log.repairs.update(seen)
    if broken is not None:
        raise broken
    _tell(nested, numbering, log)


def _tell(nested: Nested, numbering: Numbering, log: Log) -> None:
    if numbering.column is not None:
        log.note(f"which comment a row answers is told by the numbers in column {numbering.column!r}")
    if nested.keys:
        log.note(f"rows are made of the comments in lists under {', '.join(sorted(nested.keys))}")
    if nested.posts:
        log.warn(f"texts of posts that comments are on, not counted as comments: {nested.posts:,}")


def _opened(rows: Numbered) -> Numbered:
    """Yield what a search engine found without what it says of it; in its bulk format the id stands a line above.

    The tasks that a labelling tool is to take are objects alone in another, called `data`.
    """
    above: Any = None
    for number, record in rows:
        action = record.get("index", record.get("create"))
        if len(record) == 1 and isinstance(action, dict) and {"_id", "_index"} & action.keys():
            above = action.get("_id")
            continue
        source = record.get("_source")
        if isinstance(source, dict):
            yield number, {"_id": record.get("_id"), **source}
        elif len(record) == 1 and isinstance(task := record.get("data"), dict):
            yield number, task
        else:
            yield number, record if above is None else {"_id": above, **record}
        above = None


def _shown(rows: Numbered) -> Numbered:
    """Yield records whose texts are whole, where a program holds them in pieces, or wrote the pieces into a cell."""
    for number, record in rows:
        packed = [
            name
            for name, cell in record.items()
            if (kind := type(cell)) in _NESTED or kind is str and cell[:2] in _PIECES
        ]
        yield number, {**record, **{name: _whole(name, record[name]) for name in packed}} if packed else record


def _whole(name: str, cell: Any) -> Any:
    """Return a text in pieces as a plain one; of what is written into a cell, all else as it was."""
    found = rich_text.shown(name, literal(cell))
    return found if isinstance(found, str) or not isinstance(cell, str) else cell


def embedded(read: Rows, exports: tuple[Export, ...]) -> tuple[str, Export] | None:
    """Return the key under which the first records hold lists of an export's objects, as an interface answers."""
    first, _ = begun(read(Log("")))  # what breaks off is said when all is read
    for key, cell in ((key, cell) for _, record in first for key, cell in record.items()):
        if is_named(key) and isinstance(cell, list) and cell and isinstance(cell[0], Mapping):
            entry = json_records.tidy(dict(cell[0]), set())
            found = next((export for export in exports if export.recognise(entry)), None)
            if found is not None:
                return key, found
    return None


def unwrapped(read: Rows, key: str, log: Log) -> Numbered:
    """Yield the objects in the lists under a key."""
    for number, record in read(log):
        for entry in record.get(key) or []:
            if isinstance(entry, dict):
                yield number, entry
            else:
                log.reject(number, f"an object expected in {key}, {type(entry).__name__} found")
