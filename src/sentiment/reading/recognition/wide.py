"""Tables with a post or a respondent a row, whose comments stand in columns: `comment_1`, `comment_2`; each is a row.

So are answers to the comment of a row, `reply_1`, `reply_2`, which have it as their parent.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

from sentiment.reading.columns import roles
from sentiment.reading.columns.names import FOLDED, fold
from sentiment.reading.log import Log
from sentiment.reading.recognition.nested import name_of, of_posts

Row = dict[str, Any]
Numbered = Iterator[tuple[int, Row]]

_COMMENTS = frozenset(map(fold, (
    "comment", "comments", "comment text", "top comment", "user comment", "review", "şərh", "şərhlər", "rəy", "yorum",
    "комментарий", "комментарии", "отзыв", "kommentar", "commentaire", "comentario",
)))  # fmt: skip
_REPLIES = frozenset(
    map(fold, ("reply", "comment reply", "cavab", "yanıt", "ответ", "antwort", "réponse", "respuesta"))
)
_POSTS = frozenset(map(fold, ("post", "post text", "caption", "paylaşım", "gönderi", "video")))  # what comments are on
_PLACE = re.compile(r"(?P<stem>.*?[^\W\d_])[\s_.#№/-]*(?P<place>\d{1,3})(?:[\s_./-]+(?P<rest>\D+))?", re.DOTALL)
_AGAIN = re.compile(r"(?P<stem>.+) \(\d+\)", re.DOTALL)  # a name that stands twice in a header
_OF_ROW = ("author", "group", "time", "likes", "rating", "text")  # what a post has of its own, as its comments have


@dataclass(frozen=True)
class _Columns:
    """Columns of comments: by their number in the header what each part of one is called, `text` first."""

    numbered: dict[int, dict[str, str]]
    others: tuple[str, ...]
    own: str | None  # the column that is called like that of the comments, without a number

    def named(self) -> tuple[str, str]:
        """Return the first and the last column of texts."""
        parts = list(self.numbered.values())
        return parts[0]["text"], parts[-1]["text"]

    def said(self, row: Row) -> Iterator[tuple[int, Row]]:
        """Yield the comments in a row, with their numbers."""
        for place, parts in self.numbered.items():
            if row.get(parts["text"]) not in (None, ""):
                yield place, {part: row[name] for part, name in parts.items() if row.get(name) is not None}


def rows(found: Numbered, log: Log) -> Numbered:
    """Yield the rows of a table, each of the comments that stand side by side in one a row of its own."""
    begun = list(islice(found, 1))
    header = list(begun[0][1]) if begun else []
    turned: Callable[[_Columns, int, Row, Log], Iterator[Row]] | None = None
    if "text" in log.given:
        columns = None
    elif (columns := _columns(header, _COMMENTS)) is not None and columns.own is None:
        turned = _comments
        log.warn("every comment in the columns {!r} to {!r} is a row, with what stands beside".format(*columns.named()))
    elif columns is not None:
        told = "columns {!r} to {!r} are called like ones for comments too, and not read".format(*columns.named())
        log.warn(f"{told}: the text is taken from {columns.own!r}; to read them, leave that column out")
    elif (columns := _columns(header, _REPLIES)) is not None and columns.own is not None:
        turned = _answered
    if columns is None or turned is None:
        yield from chain(begun, found)
        return
    for number, row in chain(begun, found):
        yield from ((number, made) for made in turned(columns, number, row, log))


def _columns(header: Sequence[str], stems: frozenset[str]) -> _Columns | None:
    """Return the columns of comments that are numbered from 0 or 1; None for fewer than two.

    Three or more of one name are numbered by their places, where no other name comes again, as it does in two tables
    side by side.
    """
    if (same := _of_one_name(header, stems)) is not None:
        return same
    placed = [(name, found) for name in header if (found := _PLACE.fullmatch(name.strip()))]
    texts: dict[str, dict[int, str]] = {}
    for name, found in placed:
        if fold(found["stem"]) in stems and (found["rest"] is None or roles.names_text(found["rest"])):
            texts.setdefault(fold(found["stem"]), {})[int(found["place"])] = name
    stem = max(texts, key=lambda stem: len(texts[stem]), default="")
    places = sorted(texts.get(stem, ()))
    if len(places) < 2 or places[0] > 1 or places != list(range(places[0], places[-1] + 1)):
        return None
    parts = {place: {"text": texts[stem][place]} for place in places}
    for name, found in placed:
        part = found["rest"] if fold(found["stem"]) == stem else found["stem"] if found["rest"] is None else None
        if part is not None and int(found["place"]) in parts and roles.is_known(part) and not roles.names_text(part):
            parts[int(found["place"])].setdefault(part, name)
    taken = {name for part in parts.values() for name in part.values()}
    others = tuple(name for name in header if name not in taken)
    own = next((name for name in others if roles.names_text(name) and fold(name) not in _POSTS), None)
    return _Columns(parts, others, own)


def _of_one_name(header: Sequence[str], stems: frozenset[str]) -> _Columns | None:
    again = [name for name in header if (found := _AGAIN.fullmatch(name)) and found["stem"] in header]
    called = {_AGAIN.sub(r"\g<stem>", name) for name in again}
    if len(again) < 2 or len(called) != 1 or fold(first := next(iter(called))) not in stems:
        return None
    others = tuple(name for name in header if name != first and name not in again)
    own = next((name for name in others if roles.names_text(name) and fold(name) not in _POSTS), None)
    return _Columns({place: {"text": name} for place, name in enumerate((first, *again), 1)}, others, own)


def _comments(columns: _Columns, number: int, row: Row, log: Log) -> Iterator[Row]:
    beside = {name: row.get(name) for name in columns.others}
    called = f"{log.file}:{number}"
    thread: Row = {}
    if of_posts(columns.others) or any(fold(name) in _POSTS for name in columns.others):
        thread = {} if any(fold(name) in FOLDED["thread"] for name in beside) else {"thread": name_of(row, called)}
        beside = {_of_post(name): cell for name, cell in beside.items()}
    beside = {"row id" if fold(name) in FOLDED["id"] else name: cell for name, cell in beside.items()}
    for place, said in columns.said(row):
        yield {"id": f"{called}.{place}", **beside, **thread, **said}


def _of_post(name: str) -> str:
    return f"post {name}" if any(fold(name) in FOLDED[role] for role in _OF_ROW) else name


def _answered(columns: _Columns, number: int, row: Row, log: Log) -> Iterator[Row]:
    yield {name: row.get(name) for name in columns.others} | {"replies": [said for _, said in columns.said(row)]}
