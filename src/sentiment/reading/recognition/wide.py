"""Tables with a post or a respondent a row, whose comments stand in columns: `comment_1`, `comment_2`; each is a row.

So are answers to the comment of a row, `reply_1`, `reply_2`, which have it as their parent.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain
from typing import Any

from sentiment.reading.columns import marked, roles
from sentiment.reading.columns.names import FOLDED, fold
from sentiment.reading.log import Log
from sentiment.reading.recognition.beginning import begun
from sentiment.reading.recognition.nested import name_of, of_posts
from sentiment.table import numbers

Row = dict[str, Any]
Numbered = Iterator[tuple[int, Row]]

_COMMENTS = frozenset(map(fold, (
    "comment", "comments", "comment text", "top comment", "user comment", "review", "şərh", "şərhlər", "rəy", "yorum",
    "комментарий", "комментарии", "отзыв", "kommentar", "commentaire", "comentario",
)))  # fmt: skip
_REPLIES = frozenset(map(fold, ("reply", "comment reply")))  # `cavab 1`, `ответ 1` are answers to questions as well
_POSTS = frozenset(map(fold, ("post", "post text", "caption", "paylaşım", "gönderi", "video")))  # what comments are on
_PLACE = re.compile(r"(?P<stem>.*?[^\W\d_])[\s_.#№/-]*(?P<place>\d{1,3})(?:[\s_./-]+(?P<rest>\D+))?", re.DOTALL)
_AGAIN = re.compile(r"(?P<stem>.+?)(?: \(\d+\)|\.\d+)", re.DOTALL)  # a name that stands twice in a header
_OF_ROW = ("author", "group", "time", "likes", "rating", "text")  # what a post has of its own, as its comments have
_OF_ONE = ("gold", "rating")  # what is said of one comment, and cannot be said of several at once


@dataclass(frozen=True)
class _Columns:
    """Columns of comments: by their number in the header what each part of one is called, `text` first."""

    numbered: dict[int, dict[str, str]]
    others: tuple[str, ...]

    @property
    def own(self) -> str | None:
        """The column that is called like that of the comments, without a number."""
        return next((name for name in self.others if roles.names_text(name) and fold(name) not in _POSTS), None)

    @cached_property
    def taken(self) -> frozenset[str]:
        """All columns of the comments."""
        return frozenset(name for parts in self.numbered.values() for name in parts.values())

    @cached_property
    def on_post(self) -> bool:
        """Whether the comments of a row are on a post."""
        return of_posts(self.others) or any(fold(name) in _POSTS for name in self.others)

    @cached_property
    def threaded(self) -> bool:
        """Whether a column says what the comments are on."""
        return any(_is(name, ("thread",)) for name in self.others)

    def named(self) -> tuple[str, str]:
        """Return the first and the last column of texts."""
        parts = list(self.numbered.values())
        return parts[0]["text"], parts[-1]["text"]

    def said(self, row: Row) -> list[tuple[int, Row]]:
        """Return the comments in a row, with their numbers."""
        return [
            (place, {part: row[name] for part, name in parts.items() if row.get(name) is not None})
            for place, parts in self.numbered.items()
            if row.get(parts["text"]) not in (None, "")
        ]

    def beside(self, row: Row, given: Iterable[str]) -> Row:
        """Return what a row has beside its comments, and what the user named."""
        return {name: cell for name, cell in row.items() if name not in self.taken or fold(name) in given}

    def are_said(self, rows: Sequence[Row]) -> bool:
        """Return whether the columns hold what people say in some rows, rather than numbers, points, yes and no."""
        names = [parts["text"] for parts in self.numbered.values()]
        marks = [[_is_mark(row[name]) for row in rows if row.get(name) not in (None, "")] for name in names]
        judged = [held for held in marks if len(held) > 1] + [list(chain.from_iterable(marks))]
        return all(sum(held) * 2 <= len(held) for held in judged)


def rows(found: Numbered, log: Log) -> Numbered:
    """Yield the rows of a table, each of the comments that stand side by side in one a row of its own."""
    first, broken = begun(found)
    header = dict.fromkeys(name for _, row in first for name in row)
    stems = _turned(list(header), [row for _, row in first], log)
    columns = _columns(list(header), stems) if stems else None
    turn = _comments if stems is _COMMENTS else _answered
    for number, row in chain(first, found):
        if columns is None:
            yield number, row
            continue
        if not row.keys() <= header.keys():
            new, header = row.keys() - header.keys(), header | dict.fromkeys(row)
            columns = _columns(list(header), stems) or columns
            if left := sorted(name for name in new - columns.taken if _is_numbered(name, stems)):
                told = f"columns that come first in row {number:,}, with a number left out before them"
                log.warn(f"{told}, are not read as comments: {', '.join(left)}")
        yield from ((number, made) for made in turn(columns, number, row, log))
    if broken is not None:
        raise broken


def _turned(header: Sequence[str], sample: Sequence[Row], log: Log) -> frozenset[str]:
    """Return what the columns are called whose cells become rows: comments, or answers to them; most have none."""
    if "text" in log.given:
        return frozenset()
    if (columns := _columns(header, _COMMENTS)) is None:
        columns = _columns(header, _REPLIES)
        if columns is None or columns.own is None or not columns.are_said(sample):
            return frozenset()
        told = "every reply in the columns {!r} to {!r} is a row, an answer to what {!r} holds"
        log.warn(told.format(*columns.named(), columns.own))
        return _REPLIES
    if columns.own is not None:
        told = "columns {!r} to {!r} are called like ones for comments too, and not read".format(*columns.named())
        log.warn(f"{told}: the text is taken from {columns.own!r}; to read them, leave that column out")
    elif columns.are_said(sample):
        told = "every comment in the columns {!r} to {!r} is a row, with what stands beside"
        log.warn(told.format(*columns.named()))
        return _COMMENTS
    return frozenset()


def _columns(header: Sequence[str], stems: frozenset[str]) -> _Columns | None:
    """Return the columns of comments that are numbered from 0 or 1; None for fewer than two.

    Three or more of one name are numbered by their places, where no other name comes again, as it does in two tables
    side by side.
    """
    if (same := _of_one_name(header, stems)) is not None:
        return same
    placed = [
        (name, fold(found["stem"]), int(found["place"]), found["rest"] or found["stem"], found["rest"] is None)
        for name in header
        if (found := _PLACE.fullmatch(name.strip()))
    ]
    texts: dict[str, dict[int, str]] = {}
    for name, stem, place, part, is_bare in placed:
        if stem in stems and (is_bare or roles.names_text(part)):
            texts.setdefault(stem, {})[place] = name
    stem = max(texts, key=lambda stem: len(texts[stem]), default="")
    if 1 not in texts.get(stem, ()) and {2, 3} <= texts.get(stem, {}).keys():
        numbered = {stem for _, stem, _, _, is_bare in placed if is_bare}
        first = [(name, fold(name), 1, name, True) for name in header if fold(name) in numbered]
        texts[stem].update((place, name) for name, called, place, *_ in first if called == stem)
        placed += first
    places = sorted(texts.get(stem, ()))
    if len(places) < 2 or places[0] > 1 or places != list(range(places[0], places[-1] + 1)):
        return None
    parts = {place: {"text": texts[stem][place]} for place in places}
    for name, outer, place, part, is_bare in placed:
        if place in parts and (outer == stem) != is_bare and roles.is_known(part) and not roles.names_text(part):
            parts[place].setdefault(part, name)
    return _among(header, parts)


def _of_one_name(header: Sequence[str], stems: frozenset[str]) -> _Columns | None:
    again = {name: found["stem"] for name in header if (found := _AGAIN.fullmatch(name)) and found["stem"] in header}
    called = set(again.values())
    if len(again) < 2 or len(called) != 1 or fold(first := next(iter(called))) not in stems:
        return None
    return _among(header, {place: {"text": name} for place, name in enumerate((first, *again), 1)})


def _is_numbered(name: str, stems: frozenset[str]) -> bool:
    found = _PLACE.fullmatch(name.strip())
    return found is not None and found["rest"] is None and fold(found["stem"]) in stems


def _among(header: Sequence[str], numbered: dict[int, dict[str, str]]) -> _Columns:
    taken = {name for parts in numbered.values() for name in parts.values()}
    return _Columns(numbered, tuple(name for name in header if name not in taken))


def _is_mark(cell: Any) -> bool:
    if isinstance(cell, str):
        return numbers.rating(cell) is not None or marked.is_flag(cell)
    return isinstance(cell, int | float)


def _comments(columns: _Columns, number: int, row: Row, log: Log) -> Iterator[Row]:
    given = set(map(fold, log.given.values()))
    beside, said, called = columns.beside(row, given), columns.said(row), f"{log.file}:{number}"
    thread: Row = {}
    on_post = columns.on_post
    if on_post and not columns.threaded:
        thread = {"thread": name_of(row, called)}
    common: Row = {}
    for name, cell in beside.items():
        if fold(name) in given:
            common[name] = cell
        elif not on_post and _is(name, _OF_ONE) or _is(name, ("gold",)):
            common |= {f"row {name}": cell, name: cell if len(said) == 1 else None}
            if cell is not None and len(said) > 1:
                log.warn(f"what column {name!r} says of a row with several comments is taken for none of them")
        else:
            common[_called(name, on_post=on_post)] = cell
    own = log.given.get("id")
    for place, parts in said:
        made = {"id": f"{called}.{place}", **common, **thread, **parts}
        if own is not None:  # that of the row, which several have
            made |= {name: f"{row[name]}.{place}" for name in made if fold(name) == fold(own) and row.get(name)}
        yield made


@lru_cache(1 << 16)
def _called(name: str, *, on_post: bool) -> str:
    """Return what a column of the row is called that is not one of the comment."""
    if on_post and _is(name, _OF_ROW):
        return f"the {name}" if fold(name).startswith("post") else f"post {name}"
    return "row id" if _is(name, ("id",)) else name


@lru_cache(1 << 16)
def _is(name: str, parts: tuple[str, ...]) -> bool:
    return any(fold(name) in FOLDED[role] for role in parts)


def _answered(columns: _Columns, number: int, row: Row, log: Log) -> Iterator[Row]:
    beside = columns.beside(row, set(map(fold, log.given.values())))
    yield beside | {"replies": [said for _, said in columns.said(row)]}
