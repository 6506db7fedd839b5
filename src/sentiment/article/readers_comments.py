"""A page that lists its readers' comments in, the comments out: WordPress, Disqus, phpBB, Discourse and their like."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple, TypedDict

from lxml import etree
from lxml.cssselect import CSSSelector

from sentiment.article.page import parsed, text_in

LEAST = 2  # comments that make a list
MOST = 20_000


class Said(TypedDict):
    """A comment of a reader; the time is as written, ids are as the page numbers them."""

    id: str | None
    parent: str | None
    text: str
    author: str | None
    time: str | None


class Shape(NamedTuple):
    """Where a piece of software writes a comment, as CSS; `apart` is what the comment quotes."""

    item: str
    text: str
    author: str
    time: str
    apart: str = "blockquote.quote"


SHAPES = (
    Shape(  # Discourse, as the browser shows it
        "article[data-post-id]", ".cooked", ".names .username, .username, .names", ".relative-date, time", "aside.quote"
    ),
    Shape(".crawler-post", ".post", "[itemprop=name], .creator", "time[datetime]", "aside.quote"),  # as it is archived
    Shape(
        "div.post[id^=p]", ".content", ".username, .username-coloured, .author strong", "time, .author", "blockquote"
    ),
    Shape(
        "li.post, div.post[data-role=post]", ".post-message", ".author, .publisher-anchor-color", "time-ago, .time-ago"
    ),
    Shape(
        "li.comment, div.comment[id^=comment-], article.comment",
        ".comment-content, .comment-text, .comment-body > p, .comment-entry",
        ".fn, .comment-author",
        "time, .comment-date, .comment-meta a",
    ),
    Shape(
        "[itemtype$='/Comment'], [itemtype$='/Answer']",
        "[itemprop=text]",
        "[itemprop=author] [itemprop=name], [itemprop=author], [itemprop=creator]",
        "[itemprop^=date]",
    ),
    Shape(
        ".comment, .comment-item, .comment_item, .comment__item, .comments-item, .comments__item, .comment-block, "
        ".b-comment",
        ".comment-text, .comment__text, .comment_text, .comment-content, .comment__content, .comment-body, "
        ".comment__body, .text, .message, p",
        ".comment-author, .comment__author, .author, .username, .user-name, .user, .nick, .name, b, strong, h4, h5",
        "time, .date, .time, .comment-date, .comment__date, .comment-time",
    ),
)
_NUMBER = re.compile(r"\d+$")


def comments(document: str) -> list[Said]:
    """Return the readers' comments of a page in order; none where there is no list of them."""
    root = parsed(document)
    found = (list(_listed(root, shape)) for shape in SHAPES if root is not None)
    return next((said for said in found if len(said) >= LEAST), [])


def _listed(root: etree._Element, shape: Shape) -> Iterator[Said]:
    items = dict.fromkeys(CSSSelector(shape.item)(root)[:MOST])
    texts, authors, times = (_by_item(root, selectors, items) for selectors in (shape.text, shape.author, shape.time))
    apart = {*CSSSelector(shape.apart)(root), *items}
    kept: dict[etree._Element, str | None] = {}
    for item in items:
        own = texts.get(item, [])
        own = [part for part in own if part.tag == "p"] if own and own[0].tag == "p" else own[:1]
        said = "\n".join(filter(None, (text_in(part, apart - {part}) for part in own)))
        if not said:
            continue
        kept[item] = _number(item)
        author = next((name for part in authors.get(item, []) if part not in own and (name := _name(part))), None)
        time = next((told for part in times.get(item, []) if (told := _moment(part))), None)
        parent = next((kept[above] for above in item.iterancestors() if above in kept), None)
        yield {"id": kept[item], "parent": parent, "text": said, "author": author, "time": time}


def _by_item(
    root: etree._Element, selectors: str, items: Mapping[etree._Element, None]
) -> dict[etree._Element, list[etree._Element]]:
    """Return the parts of each comment that the selectors name, those of the first selector first."""
    found: dict[etree._Element, list[etree._Element]] = {}
    for selector in selectors.split(", "):
        for part in CSSSelector(selector)(root):
            item = _inside(part, items)
            if item is not None:
                found.setdefault(item, []).append(part)
    return found


def _inside(part: etree._Element, items: Mapping[etree._Element, None]) -> etree._Element | None:
    """Return the innermost comment that a part stands in."""
    return next((above for above in part.iterancestors() if above in items), None)


def _name(part: etree._Element) -> str:
    return re.sub(r"\s+", " ", part.get("content") or "".join(part.itertext())).strip(" :")


def _moment(part: etree._Element) -> str | None:
    told = next(filter(None, (part.get(name) for name in ("datetime", "data-time", "content", "title"))), None)
    return told or _name(part) or None


def _number(item: etree._Element) -> str | None:
    """Return the number that the page gives a comment."""
    named = (item.get(name) or "" for name in ("data-post-id", "data-comment-id", "data-id", "id"))
    return next((match[0] for name in named if (match := _NUMBER.search(name))), None)
