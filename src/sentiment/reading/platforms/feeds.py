"""Feeds of comments: RSS and Atom of WordPress and Blogger, a thread of Reddit, reviews of Apple's App Store.

What stands in a feed of articles, videos or posts is no comment; an entry is one by the link or the id of a comment, by
what it says that it answers, or by stars.
"""

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, BinaryIO

from sentiment.errors import ReadError
from sentiment.reading.columns.absent import gone
from sentiment.reading.platforms._base import Document
from sentiment.reading.platforms._fields import from_html, when
from sentiment.reading.platforms._rows import Row, row
from sentiment.reading.platforms._xml import elements, local

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_BEGINS = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?[^>]*\?>\s*|<!--.*?-->\s*)*<(?:\w+:)?(?:rss|feed)[\s>]", re.DOTALL)
_ITSELF = re.compile(r"(?P<page>.+?)[#?&/]*comment-(?P<key>\d+)")  # the address of a comment of WordPress
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


def _comment(entry: "Element") -> Row | None:
    parts = {local(part): part for part in reversed(entry)}
    link, key = _link(entry), _text(parts, "id", "guid") or ""
    time = when(_text(parts, "published", "pubDate", "updated", "date"))
    author = _text(parts, "creator") or (
        _text({local(p): p for p in parts["author"]}, "name") if "author" in parts else None
    )
    written = _text(parts, "encoded", "content", "description", "summary") or ""
    if (stars := _text(parts, "rating")) is not None:
        likes = _text(parts, "voteSum")
        return row(
            "app-store", key, from_html(_plain(entry) or written), time=time, author=author, likes=likes, rating=stars
        )
    if _OF_REDDIT.fullmatch(key):
        post = _POST.search(link or "")
        is_post = key.startswith("t3_")  # whose text says who submitted it
        said = _text(parts, "title") if is_post else from_html(written)
        return row(
            "reddit", key, said, time=time, thread=f"t3_{post[1]}" if post else None, author=author, url=link,
            skipped="post" if is_post else gone(said or ""),
        )  # fmt: skip
    answered = parts["in-reply-to"].get("ref") if "in-reply-to" in parts else None
    if (own := _ITSELF.search(link or "") or _ITSELF.search(key)) is not None:
        above = _ABOVE.match(written)
        parent = above or _ITSELF.search(answered or "")
        text = from_html(written[above.end() :] if above else written)
        return row(
            "wordpress", own["key"], text, time=time, thread=own["page"],
            parent=parent[parent.lastindex or 0] if parent else None, author=author, url=link,
        )  # fmt: skip
    if answered is not None:
        return row("feed", key, from_html(written), time=time, thread=answered, author=author, url=link)
    return None


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
