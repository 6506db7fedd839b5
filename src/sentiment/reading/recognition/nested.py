"""Comments in lists inside a record: posts with their comments, comments with their answers.

Each becomes a row. An answer has the comment that it answers as its `parent`, a comment the post that it is on as its
`thread`; a post that has a text of its own is a row that is skipped as `post`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Any

from sentiment.reading.columns.names import FOLDED, fold, words
from sentiment.reading.formats import json_outline
from sentiment.reading.platforms._fields import literal

Row = dict[str, Any]

DEPTH = 100  # answers to answers
_ANSWERS = frozenset(map(fold, (
    "replies", "reply", "answers", "answer", "children", "child comments", "sub comments", "responses", "cavablar",
    "yanıtlar", "yanitlar", "ответы", "antworten", "réponses", "respuestas",
)))  # fmt: skip
_COMMENTS = frozenset(map(fold, (
    "comments", "comment", "comment list", "comments list", "top comments", "latest comments", "all comments",
    "comments full", "threads", "reviews", "tweets", "messages", "şərhlər", "yorumlar", "комментарии", "отзывы",
    "kommentare", "commentaires", "comentarios", "rəylər",
)))  # fmt: skip
_WRAPPERS = ("data", "edges", "items", "nodes", "list", "results", "children", "comments", "replies", "threads")
_INNER = ("node", "data", "comment", "_source")  # an object alone in another
_BELOW = frozenset(("threaded", "child", "sub", "nested", "reply", "replies"))
# What posts have, and no comment, beside the texts that both have.
_OF_POSTS = frozenset(map(fold, (
    "title", "headline", "subject", "shares", "share count", "shares count", "views", "view count", "permalink url",
    "full picture", "status type", "attachments", "shortcode", "video id", "başlıq", "başlık", "заголовок",
)))  # fmt: skip
_TEXTS = re.compile(r"(?:text|body|content|message|msg|comment|markdown|review|html)$")
_SHARED = ("text", "id", "author", "time", "likes")  # what an answer may call otherwise than a comment does
_IN_LIST = re.compile(r"(?P<key>.+?)[/.](?P<place>\d{1,6})[/.](?P<rest>.+)")  # `replies/0/text`, as Apify writes tables

Entries = list[Mapping[str, Any]]


@dataclass
class Nested:
    """The keys that hold lists of comments in the records of one file, and how many posts with a text those are on."""

    keys: set[str] = field(default_factory=set)
    posts: int = 0

    def look(self, records: Iterable[Mapping[str, Any]]) -> "Nested":
        """Learn from the first records which of their keys hold comments."""
        stack = [(record, 0) for record in records]
        while stack:
            record, depth = stack.pop()
            for holder in (record, *_objects_in(record)):
                for key, cell in holder.items():
                    if is_named(key) and (entries := comments_in(cell, key)):
                        self.keys.add(key)
                        stack += [(entry, depth + 1) for entry in entries[:20]] if depth < DEPTH else []
        return self

    def rows(self, record: Mapping[str, Any], name: str) -> Iterator[Row]:
        """Yield the rows that a record holds; `name` is what it is called when it has no id."""
        stack: list[tuple[Mapping[str, Any], Row, str]] = [(record, {}, name)]
        while stack:
            found, above, called = stack.pop()
            own, below = self._split(_opened(found, self.keys))
            if below and (not above or _key("text", own) is None) and self._is_post(own, below):
                yield from self._post(own, below)
                above = above or {"thread": name_of(own, called)}
            elif above or below or _speaks(own):
                own = _completed(own, above, called if below or above else None)
                yield own
                key = _key("id", own)
                thread = {role: own[role] for role in ("thread",) if own.get(role) is not None}
                above = {**thread, "parent": own[key] if key else called}
            else:  # a post that nobody commented on
                continue
            entries = [entry for _, listed in below for entry in listed]
            inner = [_renamed(entry, own) if "parent" in above else entry for entry in entries]
            stack += [(entry, above, f"{called}.{place}") for place, entry in reversed(list(enumerate(inner, 1)))]

    def _split(self, record: Mapping[str, Any]) -> tuple[Row, list[tuple[str, Entries]]]:
        """Return what a record says itself, and the lists of comments in it, also those that are empty."""
        below = {key: comments_in(cell, key) for key, cell in record.items() if key in self.keys}
        below = {
            key: found
            for key, found in below.items()
            if found or record[key] in (None, "", "[]") or _listed(record[key])
        }
        return {key: cell for key, cell in record.items() if key not in below}, list(below.items())

    def _is_post(self, own: Row, below: list[tuple[str, Entries]]) -> bool:
        """Return whether a record is what the comments below it are on, rather than a comment that they answer."""
        said = _key("text", own)
        if said is None:
            return True
        if any(_holds_answers(key) for key, _ in below):
            return False
        entries = [(key, _opened(entry, self.keys)) for key, listed in below for entry in listed]
        is_tree = any(key in entry and _key("text", entry) == said for key, entry in entries)
        return not is_tree or _is_unlike(own, [entry for _, entry in entries])

    def _post(self, own: Row, below: list[tuple[str, Entries]]) -> Iterator[Row]:
        said = _key("text", own)
        written = "" if said is None else str(own[said]).strip()
        if " " in written:  # one word is what the post is called
            self.posts += 1
            first = next((entry for _, entries in below for entry in entries), {})
            yield {**_renamed(own, _opened(first, self.keys)), "skipped": "post"}


def gathered(rows: Iterator[tuple[int, Row]]) -> Iterator[tuple[int, Row]]:
    """Yield the rows of a table with the comments that stand in columns of their own, `replies/0/text`, in lists."""
    begun = list(islice(rows, 1))
    listed = any(_in_list(name) for _, row in begun for name in row)
    for number, row in chain(begun, rows):
        yield number, _gathered(row) if listed else row


def _in_list(name: str) -> re.Match[str] | None:
    found = _IN_LIST.fullmatch(name)
    return found if found and is_named(found["key"]) else None


def _gathered(row: Row) -> Row:
    own: Row = {}
    lists: dict[str, dict[int, Row]] = {}
    for name, cell in row.items():
        if (found := _in_list(name)) is None:
            own[name] = cell
        elif cell is not None:
            lists.setdefault(found["key"], {}).setdefault(int(found["place"]), {})[found["rest"]] = cell
    return own | {key: [_gathered(entry) for _, entry in sorted(placed.items())] for key, placed in lists.items()}


def _is_unlike(own: Row, entries: Entries) -> bool:
    """Return whether a record has what posts have and the comments below it have not, or none of whom they are by."""
    theirs = {fold(key) for entry in entries for key in entry}
    if not _OF_POSTS.isdisjoint({fold(key) for key in own} - theirs):
        return True
    return any(_key("author", entry) for entry in entries) and _key("author", own) is None


def of_posts(names: Iterable[str]) -> bool:
    """Return whether records with these keys are posts, or have the id or the address of one."""
    folded = {fold(name) for name in names}
    return not folded.isdisjoint((*_OF_POSTS, *FOLDED["thread"], *FOLDED["url"]))


def _speaks(record: Row) -> bool:
    """Return whether a record has a place for a text, be it empty."""
    return _key("text", record) is not None or any(fold(key) in FOLDED["text"] for key in record)


def _completed(own: Row, above: Row, called: str | None) -> Row:
    """Return a row with the thread and the parent that it has from above, and with an id where others need one."""
    have = {fold(key) for key, cell in own.items() if cell is not None}
    own = {**own, **{role: cell for role, cell in above.items() if have.isdisjoint(FOLDED[role])}}
    return own if called is None or _key("id", own) is not None else {**own, "id": called}


def comments_in(cell: Any, key: str) -> Entries:
    """Return the comments in a cell: a list of objects with texts, also inside an object or written as text."""
    found = literal(cell) if isinstance(cell, str) and cell[:2] in ("[{", '["', "['") else cell
    for wrapper in (None, *_WRAPPERS):
        listed = found if wrapper is None else found.get(wrapper) if isinstance(found, Mapping) else None
        if isinstance(listed, Mapping) and wrapper is not None:
            listed = next((listed[name] for name in _WRAPPERS if isinstance(listed.get(name), list)), None)
        if isinstance(listed, Mapping) and json_outline.is_keyed(listed):
            listed = [{"id": name, **one} for name, one in listed.items() if isinstance(one, Mapping)]
        if isinstance(listed, list) and listed:
            if all(isinstance(entry, str) for entry in listed) and fold(key) in _COMMENTS:
                return [{"text": entry} for entry in listed]
            objects = [entry for entry in listed if isinstance(entry, Mapping)]
            return objects if any(map(_holds, objects[:20])) else []
    return []


def _listed(cell: Any) -> bool:
    return isinstance(cell, list | Mapping)


def _holds(entry: Mapping[str, Any]) -> bool:
    """Return whether an object is a comment, or holds some."""
    opened = _opened(entry, set())
    return _key("text", opened) is not None or any(is_named(k) and comments_in(v, k) for k, v in opened.items())


def is_named(key: str) -> bool:
    """Return whether a key is called like a list of comments or answers."""
    outer, _, last = key.rpartition(".")
    folded = fold(outer.rpartition(".")[2] if outer and last in _WRAPPERS else key)
    is_edge = folded.startswith("edge") and folded.endswith("comment")  # `edge_media_to_parent_comment`
    return is_edge or folded in _ANSWERS or folded in _COMMENTS or folded.endswith(("comments", "replies", "answers"))


def _holds_answers(key: str) -> bool:
    """Return whether a key of a list of comments says that they answer one: `edge_threaded_comments`."""
    return fold(key) in _ANSWERS or not _BELOW.isdisjoint(words(key))


def _objects_in(record: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [cell for key, cell in record.items() if isinstance(cell, Mapping) and key in _INNER]


def _opened(record: Mapping[str, Any], keys: set[str]) -> Mapping[str, Any]:
    """Return the object that stands alone in another, such as the `node` of an edge, with what is beside it."""
    for key in _INNER:
        inner = record.get(key)
        if isinstance(inner, Mapping) and (keys & inner.keys() or _key("text", record) is None):
            beside = {
                name: cell for name, cell in record.items() if name != key and not isinstance(cell, Mapping | list)
            }
            return {**beside, **inner}
    return record


def _key(role: str, record: Mapping[str, Any]) -> str | None:
    """Return the key of a record that has a part in the row, also under a name that says whose it is: `reply_text`."""
    names: dict[str, str] = {}
    for key in record:
        names.setdefault(fold(key), key)
    for name in FOLDED[role]:
        for before in ("", "comment", "reply", "answer"):
            found = names.get(before + name)
            if found is not None and (role != "text" or _is_text(record[found])):
                return found
    if role == "text":
        return next((key for name, key in names.items() if _TEXTS.search(name) and _is_text(record[key])), None)
    return None


def _is_text(cell: Any) -> bool:
    if isinstance(cell, Mapping):
        return any(isinstance(cell.get(name), str) for name in ("text", "body", "content"))
    return isinstance(cell, str) and not cell.isdigit() and cell[:2] not in ("[{", '["', "['")


def _renamed(entry: Mapping[str, Any], other: Mapping[str, Any]) -> Row:
    """Call the parts of a record what another one calls them."""
    renamed: dict[str, str] = {}
    for role in _SHARED:
        own, wanted = _key(role, entry), _key(role, other)
        if own is not None and wanted is not None and own != wanted and wanted not in entry:
            renamed[own] = wanted
    return {renamed.get(key, key): cell for key, cell in entry.items()}


def name_of(post: Mapping[str, Any], called: str) -> Any:
    """Return what a post is called: its id, its address, its title."""
    for name in (
        *FOLDED["id"],
        "post",
        "postid",
        "thread",
        "threadid",
        "video",
        "videoid",
        "shortcode",
        "code",
        "slug",
        *FOLDED["url"],
        "title",
    ):
        key = next((key for key in post if fold(key) == name), None)
        if key is not None and isinstance(post[key], str | int) and post[key] != "":
            return post[key]
    return called
