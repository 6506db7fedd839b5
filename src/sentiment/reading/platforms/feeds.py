"""Feeds of comments: RSS and Atom of WordPress and Blogger, a thread of Reddit, reviews of Apple's App Store.

What stands in a feed of articles, videos or posts is no comment; an entry is one by the link or the id of a comment, by
what it says that it answers, or by stars.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO, Self

from sentiment.errors import ReadError
from sentiment.reading.columns.absent import gone
from sentiment.reading.platforms._base import Document
from sentiment.reading.platforms._fields import from_html, when
from sentiment.reading.platforms._rows import Row, row
from sentiment.reading.platforms._xml import PROLOG, elements, local

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_BEGINS = re.compile(PROLOG + rb"<(?:\w+:)?(?:rss|feed)[\s>]")
_STARS = "{http://itunes.apple.com/rss}rating"  # Media RSS has a `rating` as well, of articles
_ITSELF = re.compile(r"(?P<page>.+?)[?&/]*#comment-(?P<key>\d+)\s*\Z")  # the address of a comment of WordPress
# What WordPress writes above a comment that answers another one, in the language of the site.
_ABOVE = re.compile(
    r"""\s*(?:<p>)?[^<>]{0,60}<a href=["'][^"'<>]*#comment-(\d+)["'][^<>]*>[^<>]*</a>[^<>\w]{0,9}(?:</p>|\n\n)"""
)
_OF_REDDIT = re.compile(r"t[13]_\w+")
_POST = re.compile(r"/comments/(\w+)/")  # of Reddit, in a link
_NOTHING = "a feed of articles, without comments"
_HINT = "save the feed of the comments, such as https://SITE/comments/feed/"


def comments(start: Callable[[], BinaryIO]) -> Iterator[Row]:
    """Read every comment of a feed.

    Raises:
        ReadError: it is no XML, has entities, or holds no comment.
    """
    found = False
    for _, entry in elements(start, ("item", "entry"), "a feed of comments in XML", "save it anew"):
        said = _comment(entry)
        found |= said is not None
        yield from () if said is None else (said,)
    if not found:
        raise ReadError("comments", _NOTHING, _HINT)


@dataclass(frozen=True)
class _Entry:
    """What any entry of a feed says of itself; `written` is HTML."""

    element: "Element"
    parts: "dict[str, Element]"
    key: str
    link: str
    written: str
    answered: str | None
    about: dict[str, Any]  # its time and author

    @classmethod
    def of(cls, element: "Element") -> Self:
        parts = {local(part): part for part in reversed(element)}
        author = _text(parts, "creator")
        if author is None and "author" in parts:
            author = _text({local(part): part for part in parts["author"]}, "name")
        time = when(_text(parts, "published", "pubDate", "updated", "date"))
        return cls(
            element,
            parts,
            key=_text(parts, "id", "guid") or "",
            link=_link(element) or "",
            written=_text(parts, "encoded", "content", "description", "summary") or "",
            answered=parts["in-reply-to"].get("ref") if "in-reply-to" in parts else None,
            about={"time": time, "author": author},
        )


def _comment(element: "Element") -> Row | None:
    entry = _Entry.of(element)
    kinds = (_of_app_store, _of_reddit, _of_wordpress, _of_blogger)
    return next((said for kind in kinds if (said := kind(entry)) is not None), None)


def _of_app_store(entry: _Entry) -> Row | None:
    stars = (entry.element.findtext(_STARS) or "").strip()
    if not stars:
        return None
    text = from_html(_plain(entry.element) or entry.written)
    likes = _text(entry.parts, "voteSum")
    return row("app-store", entry.key, text, likes=likes, rating=stars, **entry.about)


def _of_reddit(entry: _Entry) -> Row | None:
    if not _OF_REDDIT.fullmatch(entry.key):
        return None
    post = _POST.search(entry.link)
    is_post = entry.key.startswith("t3_")  # whose text says who submitted it
    text = _text(entry.parts, "title") if is_post else from_html(entry.written)
    skipped = "post" if is_post else gone(text or "")
    thread = f"t3_{post[1]}" if post else None
    return row("reddit", entry.key, text, thread=thread, url=entry.link or None, skipped=skipped, **entry.about)


def _of_wordpress(entry: _Entry) -> Row | None:
    own = _ITSELF.search(entry.link) or _ITSELF.search(entry.key)
    if own is None:
        return None
    above = _ABOVE.match(entry.written)
    parent = above or _ITSELF.search(entry.answered or "")
    return row(
        "wordpress",
        own["key"],
        from_html(entry.written[above.end() :] if above else entry.written),
        thread=own["page"],
        parent=parent[parent.lastindex or 0] if parent else None,
        url=entry.link or None,
        **entry.about,
    )


def _of_blogger(entry: _Entry) -> Row | None:
    if entry.answered is None:
        return None
    text = from_html(entry.written)
    return row("feed", entry.key, text, thread=entry.answered, url=entry.link or None, **entry.about)


def _text(parts: "dict[str, Element]", *names: str) -> str | None:
    return next((text for name in names if name in parts and (text := (parts[name].text or "").strip())), None)


def _plain(entry: "Element") -> str | None:
    """Return the text of a review, beside which the feed has it as HTML with the name of the app."""
    contents = (part for part in entry if local(part) == "content" and part.get("type") == "text")
    return next((part.text for part in contents), None)


def _link(entry: "Element") -> str | None:
    links = [part for part in entry if local(part) == "link"]
    own = [link for link in links if link.get("rel") in (None, "alternate")]
    return next(((link.get("href") or link.text or "").strip() for link in own), None)


DOCUMENTS = (Document("comment-feed", "feed", lambda head: _BEGINS.match(head) is not None, comments),)
