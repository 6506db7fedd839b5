"""What an export is to a reader: how to know one, and how to make rows of it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, BinaryIO, cast

from sentiment.reading.platforms._rows import unreadable
from sentiment.table.comment import Comment
from sentiment.table.label_words import canonical
from sentiment.table.labels import TOWARD


@dataclass(frozen=True)
class Export:
    """A platform's JSON or CSV.

    `recognise` is given a CSV row with the header as keys, one JSONL object, or a JSON document: its top object, the
    lists in it with at least their first item, or the first item when the top is an array. `comments` turns a record
    into rows, replies and pages flattened; it raises ReadError for a record that it cannot make anything of.

    A record is a CSV row, a JSONL object, or an item of a top array. In a document whose top is an object the records
    stand under the ijson prefixes `records` (those that occur), where "" is the document itself. A document may be too
    large for memory: the items of its array `inside` are then records one by one, each in an object with the plain
    values of the document and itself alone in `inside`.

    `nothing` says what a file without any comment is then.

    Of a `chained` export the thread is the first comment of a chain of answers, which the file has before them.
    """

    name: str
    platform: str
    recognise: Callable[[Mapping[str, Any]], bool]
    records: tuple[str, ...]
    comments: Callable[[Mapping[str, Any]], Iterable[Comment]]
    inside: str = ""
    chained: bool = False
    nothing: str = ""
    forced: bool = False  # the user named it, and no record of the file speaks for it


@dataclass(frozen=True)
class Document:
    """A platform's text or XML; `recognise` is given the first 4 KB, `comments` what opens the file anew.

    `told` says of a file what bears on its figures and no row can say.
    """

    name: str
    platform: str
    recognise: Callable[[bytes], bool]
    comments: Callable[[Callable[[], BinaryIO]], Iterable[Comment]]
    told: Callable[[Callable[[], BinaryIO]], Iterable[str]] = lambda start: ()
    is_json: bool = False  # behind some other beginning


def labelled(export: Export) -> Export:
    """Return the export with `gold`, `group` and `toward` taken over, columns that people add to a table of comments.

    A record that is no object keeps its place.
    """

    def comments(record: Mapping[str, Any]) -> Iterator[Comment]:
        if not isinstance(record, Mapping):
            yield unreadable(export.platform, record)
            return
        gold, group = (value if isinstance(value := record.get(name), str) else "" for name in ("gold", "group"))
        toward = record.get(TOWARD)
        for row in export.comments(record):
            row["gold"] = canonical(gold) if gold else row["gold"]
            row["group"] = group or row["group"]
            yield row if toward is None else cast("Comment", {**row, TOWARD: toward})

    return replace(export, comments=comments)
