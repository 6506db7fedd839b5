"""Reddit: flat dumps (Arctic Shift, Pushshift, PRAW), answers of its API, and a person's own comments.csv.

Ids are Reddit's full names (`t1_` a comment, `t3_` a post). A comment that the API named but did not send ("more") is
a row that is skipped as "not loaded", so that the share of what was read is true. A crosspost has `shared_from`.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC

from sentiment.reading.platforms._base import Export
from sentiment.reading.platforms._fields import Record, first, ident, items, mapping, string, unescaped, when, yes
from sentiment.reading.platforms._rows import Row, row, unreadable

SITE = "https://www.reddit.com"
_GONE = re.compile(r"\[\s*(?P<how>deleted|removed)\b[^\n]*\]", re.IGNORECASE)  # [ Removed by Reddit ] and the like


def flat(record: Record) -> Iterator[Row]:
    """Read one comment or post of a dump, with the comments and answers that lists inside it hold."""
    stack: list[tuple[object, str | None, str | None]] = [(record, None, None)]  # with the thread and what it answers
    while stack:
        data, thread, parent = stack.pop()
        if not isinstance(data, Mapping):
            yield unreadable("reddit", data, record)
            continue
        found = _comment(data, record)
        found["thread"], found["parent"] = found["thread"] or thread, found["parent"] or parent
        yield found
        is_post = found["id"].startswith("reddit:t3_")
        inner = [*items(data.get("comments")), *items(data.get("replies"))]
        stack.extend((one, found["thread"], None if is_post else found["id"]) for one in reversed(inner))


def listing(record: Record) -> Iterator[Row]:
    """Read a listing, or one thing of it, with the answers nested inside."""
    stack: list[tuple[object, str | None]] = [(record, None)]  # a thing, and the thread of what it answers
    while stack:
        thing, thread = stack.pop()
        if not isinstance(thing, Mapping):
            yield unreadable("reddit", thing)
            continue
        kind, data = thing.get("kind"), mapping(thing.get("data"))
        if kind == "Listing":
            stack.extend((child, thread) for child in reversed(items(data.get("children"))))
        elif kind == "more":
            yield from _not_loaded(data, thread)
        else:
            yield _comment(data, record)
            if isinstance(data.get("replies"), Mapping):
                stack.append((data["replies"], _full("t3", ident(data.get("link_id"))) or thread))


def _comment(data: Record, record: Record) -> Row:
    is_post = "body" not in data and bool({"selftext", "title"} & data.keys())
    key, link, parent = (ident(data.get(name)) for name in ("id", "link_id", "parent_id"))
    text = unescaped(data.get("body"))
    if is_post:
        text = "\n\n".join(filter(None, (unescaped(data.get("title")), unescaped(data.get("selftext")))))
    if key is None and text is None:
        return unreadable("reddit", data, record)
    own = _full("t3" if is_post else "t1", key)
    path = string(data.get("permalink"))
    return row(
        "reddit",
        own,
        text,
        time=when(first(data, "created_utc", "created")),
        thread=own if is_post else _full("t3", link),
        parent=_answered(parent),
        author=_author(data),
        likes=first(data, "score", "ups"),
        replies=data.get("num_comments"),
        url=SITE + path if path and path.startswith("/") else path,
        group="moderator" if data.get("distinguished") in ("moderator", "admin") else _role(data, is_post),
        shared_from=_full("t3", ident(data.get("crosspost_parent"))),
        skipped=_gone(data, text),
    )


def _role(data: Record, is_post: bool) -> str | None:
    if "is_submitter" not in data and not is_post:
        return None
    return "creator" if is_post or yes(data.get("is_submitter")) else "commenter"


def _author(data: Record) -> str | None:
    name = string(first(data, "author", "author.name"))
    return None if _GONE.fullmatch(name or "") else name


def _gone(data: Record, text: str | None) -> str | None:
    found = _GONE.fullmatch((string(first(data, "body", "selftext", "title")) or "").strip())
    return found["how"].lower() if found else "spam" if yes(data.get("spam")) else None


def _full(kind: str, native: str | None) -> str | None:
    """Return a full name for an id with or without its kind."""
    return native if native is None or native[:1] == "t" and native[2:3] == "_" else f"{kind}_{native}"


def _answered(parent: str | None) -> str | None:
    """Return the comment that is answered; an answer to the post has none."""
    return None if (parent or "t3_").startswith("t3_") else _full("t1", parent)


def _not_loaded(data: Record, thread: str | None) -> Iterator[Row]:
    parent = ident(data.get("parent_id"))
    for key in items(data.get("children")) or [None]:
        yield row(
            "reddit",
            _full("t1", ident(key)),
            None,
            thread=thread or (parent if parent and parent.startswith("t3_") else None),
            parent=_answered(parent),
            replies=data.get("count") if key is None else None,
            skipped="not loaded",
        )


def own(record: Record) -> Iterator[Row]:
    """Read a row of comments.csv or posts.csv from a data request; the column `ip` is passed over."""
    is_post = "title" in record
    link = string(first(record, "permalink" if is_post else "link")) or ""
    parts = link.split("/comments/", 1)
    post = parts[1].split("/", 1)[0] if len(parts) == 2 else None
    text = "\n\n".join(filter(None, (string(record.get("title")), string(record.get("body")))))
    yield row(
        "reddit",
        _full("t3" if is_post else "t1", ident(record.get("id"))),
        text,
        time=when(record.get("date"), zone=UTC),
        thread=_full("t3", post),
        parent=_answered(ident(record.get("parent"))),
        url=first(record, "permalink", "link"),
        skipped=_gone(record, text),
    )


def _is_listing(record: Record) -> bool:
    return record.get("kind") in ("Listing", "t1", "t3") and "data" in record


def _is_flat(record: Record) -> bool:
    known = (
        {"selftext", "title"} <= record.keys() or "body" in record and bool({"link_id", "subreddit"} & record.keys())
    )
    return "created_utc" in record and (known or {"title", "subreddit"} <= record.keys())


def _is_own(record: Record) -> bool:
    return {"permalink", "subreddit", "gildings", "body"} <= record.keys()


EXPORTS = (
    Export("reddit-listing", "reddit", _is_listing, ("",), listing),
    Export("reddit-dump", "reddit", _is_flat, ("",), flat),
    Export("reddit-own-data", "reddit", _is_own, ("",), own),
)
