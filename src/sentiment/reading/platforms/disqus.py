"""Disqus: the XML of a forum's export. E-mail and IP addresses in it are never copied.

Entities and document types are refused, not expanded; comments are read one by one, in constant memory.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, BinaryIO

from sentiment.reading.platforms._base import Document
from sentiment.reading.platforms._fields import from_html, when, yes
from sentiment.reading.platforms._rows import Row, row
from sentiment.reading.platforms._xml import parsed

SPACE, INTERNAL = "{http://disqus.com}", "{http://disqus.com/disqus-internals}"

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


def comments(start: Callable[[], BinaryIO]) -> Iterator[Row]:
    """Read every post, deleted and spam ones marked as skipped.

    Raises:
        ReadError: it is no XML, or has entities.
    """
    links: dict[str | None, str | None] = {}
    top: Element | None = None
    depth = 0
    for event, element in parsed(start, ("start", "end"), "Disqus XML", "export it anew"):
        top = element if top is None else top
        depth += 1 if event == "start" else -1
        if event == "end" and depth == 1:
            if element.tag == SPACE + "thread":
                links[element.get(INTERNAL + "id")] = element.findtext(SPACE + "link")
            elif element.tag == SPACE + "post":
                yield _post(element, links)
            top.clear()


def _post(post: "Element", links: dict[str | None, str | None]) -> Row:
    thread, parent = (_id(post.find(SPACE + name)) for name in ("thread", "parent"))
    text = from_html(post.findtext(SPACE + "message"))
    is_deleted, is_spam = (yes(post.findtext(SPACE + name)) for name in ("isDeleted", "isSpam"))
    return row(
        "disqus",
        post.get(INTERNAL + "id"),
        text,
        time=when(post.findtext(SPACE + "createdAt")),
        thread=thread,
        parent=parent,
        author=post.findtext(f"{SPACE}author/{SPACE}username") or post.findtext(f"{SPACE}author/{SPACE}name"),
        url=links.get(thread),
        skipped="spam" if is_spam else "deleted" if is_deleted else None,
    )


def _id(element: "Element | None") -> str | None:
    return None if element is None else element.get(INTERNAL + "id")


DOCUMENTS = (Document("disqus", "disqus", lambda head: b"http://disqus.com" in head[:600] and b"<" in head, comments),)
