"""Comments below the articles of a web site, as their engines have them: Commento, isso, remark42, WordPress (WXR).

E-mail and IP addresses in them are never copied.
"""

from collections.abc import Callable, Iterator
from datetime import UTC
from typing import TYPE_CHECKING, BinaryIO

from sentiment.reading.platforms._base import Document, Export
from sentiment.reading.platforms._fields import (
    Record,
    first,
    from_html,
    ident,
    items,
    objects,
    string,
    when,
    without_quotes,
    yes,
)
from sentiment.reading.platforms._rows import Row, row, unreadable
from sentiment.reading.platforms._xml import elements, local

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


def commento(record: Record) -> Iterator[Row]:
    """Read a comment of Commento; `root` is no parent."""
    for entry in objects(record.get("comments")) if "comments" in record else [record]:
        key, parent = ident(entry.get("commentHex")), ident(entry.get("parentHex"))
        if key is None:
            yield unreadable("commento", entry, record)
            continue
        state = ident(entry.get("state"))
        yield row(
            "commento",
            key,
            string(entry.get("markdown")) or from_html(entry.get("html")),
            time=when(entry.get("creationDate")),
            thread=first(entry, "url", "path"),
            parent=None if parent == "root" else parent,
            author=entry.get("commenterHex"),
            likes=entry.get("score"),
            url=entry.get("url"),
            skipped="deleted"
            if yes(entry.get("deleted"))
            else "held for review"
            if state == "unapproved"
            else _spam(state),
        )


def _spam(state: str | None) -> str | None:
    return "spam" if state in ("flagged", "spam") else "deleted" if state in ("trash", "post-trashed") else None


def isso(record: Record) -> Iterator[Row]:
    """Read an answer of isso's interface, or a comment of it with the answers inside."""
    is_answer = "total_replies" in record and "text" not in record
    stack = list(reversed(items(record.get("replies")))) if is_answer else [record]
    while stack:
        entry = stack.pop()
        key = ident(first(entry, "id"))
        if key is None:
            yield unreadable("isso", entry, record)
            continue
        mode = ident(first(entry, "mode"))
        yield row(
            "isso",
            key,
            without_quotes(first(entry, "text")),
            time=when(first(entry, "created")),
            thread=first(entry, "uri", "tid"),
            parent=first(entry, "parent"),
            author=first(entry, "author", "hash"),
            likes=first(entry, "likes"),
            replies=first(entry, "total_replies"),
            skipped={"2": "held for review", "4": "deleted"}.get(mode or ""),
        )
        stack.extend(reversed(items(first(entry, "replies"))))


def remark42(record: Record) -> Iterator[Row]:
    """Read a line of remark42's backup; its first, on users and posts, holds no comment."""
    if "locator" not in record:
        return
    key = ident(record.get("id"))
    if key is None:
        yield unreadable("remark42", record, record)
        return
    gone = yes(record.get("delete"))
    yield row(
        "remark42",
        key,
        string(record.get("orig")) or without_quotes(record.get("text")),
        time=when(record.get("time")),
        thread=first(record, "locator.url"),
        parent=record.get("pid"),
        author=None if gone else first(record, "user.id", "user.name"),
        likes=record.get("score"),
        url=first(record, "locator.url"),
        group="moderator" if yes(first(record, "user.admin")) else None,
        skipped="deleted" if gone else None,
    )


def wordpress(start: Callable[[], BinaryIO]) -> Iterator[Row]:
    """Read the comments of every page in an export of WordPress; pingbacks are service messages.

    Raises:
        ReadError: it is no XML, or has entities.
    """
    for _, page in elements(start, ("item",), "an export of WordPress in XML", "export it anew: Tools > Export"):
        yield from _of_page(page)


def _of_page(page: "Element") -> Iterator[Row]:
    about = {local(child): (child.text or "").strip() for child in page}
    for element in page:
        if local(element) != "comment":
            continue
        found: Record = {local(child).removeprefix("comment_"): child.text for child in element}
        state, kind = ident(found.get("approved")), ident(found.get("type"))
        reason = {"0": "held for review", "hold": "held for review"}.get(state or "") or _spam(state)
        yield row(
            "wordpress",
            found.get("id"),
            from_html(found.get("content")),
            time=when(first(found, "date_gmt"), zone=UTC),
            thread=about.get("post_id"),
            parent=found.get("parent"),
            author=first(found, "author"),
            url=about.get("link"),
            skipped="service message" if kind in ("pingback", "trackback") else reason,
        )


def wordpress_api(record: Record) -> Iterator[Row]:
    """Read a comment as the interface of a site gives it (`/wp-json/wp/v2/comments?post=ID`)."""
    kind, state = string(record.get("type")), string(record.get("status"))
    yield row(
        "wordpress",
        first(record, "id"),
        from_html(first(record, "content.rendered", "content.raw")),
        time=when(first(record, "date_gmt"), zone=UTC),
        thread=first(record, "post"),
        parent=first(record, "parent"),
        author=first(record, "author_name"),
        url=first(record, "link"),
        skipped="service message" if kind in ("pingback", "trackback") else _STATES.get(state or ""),
    )


_STATES = {"hold": "held for review", "spam": "spam", "trash": "deleted"}


def _is_commento(record: Record) -> bool:
    entry = next(objects(record.get("comments")), record)
    return {"commentHex", "parentHex"} <= entry.keys()


def _is_isso(record: Record) -> bool:
    entry = record if "text" in record else next(objects(record.get("replies")), record)
    return {"text", "created", "mode", "hash"} <= entry.keys()


def _is_remark42(record: Record) -> bool:
    return {"locator", "pid", "user"} <= record.keys() or {"version", "users", "posts"} == record.keys()


EXPORTS = (
    Export(
        "wordpress-api",
        "wordpress",
        lambda record: {"author_name", "date_gmt", "post", "parent", "content"} <= record.keys(),
        ("",),
        wordpress_api,
    ),
    Export("commento", "commento", _is_commento, ("comments.item",), commento),
    Export("isso", "isso", _is_isso, ("",), isso),
    Export("remark42", "remark42", _is_remark42, ("",), remark42),
)
DOCUMENTS = (
    Document(
        "wordpress", "wordpress", lambda head: b"wordpress.org/export/" in head and b"<rss" in head[:3000], wordpress
    ),
)
