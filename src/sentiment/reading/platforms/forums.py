"""Forums and shops whose texts are HTML or Markdown: Discourse, Hacker News, 4chan, and reviews on Steam.

A post that is quoted stands in somebody else's words and is no part of the text.
"""

import re
from collections.abc import Iterator, Mapping

from sentiment.reading.platforms._base import Export
from sentiment.reading.platforms._fields import (
    Record,
    first,
    from_html,
    ident,
    items,
    mapping,
    objects,
    string,
    unescaped,
    when,
    without_quotes,
    yes,
)
from sentiment.reading.platforms._rows import Row, row, unreadable

ITEM = "https://news.ycombinator.com/item?id="
_QUOTELINK = re.compile(r'<a href="#p([0-9]+)" class="quotelink">[^<]*</a>(?:<br>)?')
_BBCODE = re.compile(r"\[/?(?:b|i|u|strike|spoiler|h[1-3]|list|olist|\*|noparse|hr|table|tr|td|th|url(?:=[^\[\]]*)?)\]")
_BBQUOTE = re.compile(r"\[quote(?:=[^\[\]]*)?\].*?\[/quote\]", re.DOTALL)


class Recommended(Row, total=False):
    """A review with the thumb of its writer."""

    recommended: str | None  # yes, no


def discourse(record: Record) -> Iterator[Row]:
    """Read a topic, a list of posts, or a post."""
    listed = first(record, "post_stream.posts", "latest_posts", "posts")
    posts = items(listed) or [record]
    numbered = {n: ident(post.get("id")) for post in objects(posts) if (n := ident(post.get("post_number")))}
    for post in posts:
        if not isinstance(post, Mapping) or not {"cooked", "raw"} & post.keys():
            yield unreadable("discourse", post, record)
            continue
        own, topic = ident(post.get("id")), first(post, "topic_id")
        text = without_quotes(post.get("cooked")) or string(post.get("raw"))
        kind = ident(post.get("post_type"))
        yield row(
            "discourse",
            own,
            text,
            time=when(post.get("created_at")),
            thread=topic if topic is not None or listed is None else record.get("id"),
            parent=numbered.get(ident(post.get("reply_to_post_number")) or ""),
            author=first(post, "username", "user_id"),
            likes=first(post, "like_count"),
            replies=post.get("reply_count"),
            group="moderator" if yes(post.get("moderator")) or yes(post.get("admin")) else None,
            skipped="deleted" if post.get("deleted_at") else "service message" if kind == "3" else None,
        )


def hacker_news(record: Record) -> Iterator[Row]:
    """Read an item of either interface, with the answers inside it; a story is its title and its text."""
    stack: list[tuple[object, str | None]] = [(hit, None) for hit in reversed(items(record.get("hits")))] or [
        (record, None)
    ]
    while stack:
        item, story = stack.pop()
        if not isinstance(item, Mapping):
            yield unreadable("hacker-news", item)
            continue
        found = _hacker_news(item, story)
        yield found if ident(first(item, "id", "objectID")) else unreadable("hacker-news", item, record)
        thread = (found["thread"] or found["id"]).partition(":")[2]
        stack.extend((answer, thread) for answer in reversed(items(item.get("children"))))


def _hacker_news(item: Record, story: str | None) -> Row:
    own, parent = ident(first(item, "objectID", "id")), ident(first(item, "parent_id", "parent"))
    thread = ident(first(item, "story_id")) or story
    is_story = item.get("type") in ("story", "job", "poll") or (parent is None and "title" in item)
    written = string(first(item, "comment_text", "story_text", "text")) or ""
    body = from_html(written.replace("<p>", "<br>"))  # paragraphs are opened there and never closed
    text = "\n\n".join(filter(None, (unescaped(item.get("title")), body))) if is_story else body
    gone = yes(item.get("deleted")) or text in ("[deleted]", "[flagged]")
    return row(
        "hacker-news",
        own,
        text,
        time=when(first(item, "created_at_i", "time", "created_at", "timestamp")),
        thread=own if is_story else thread,
        parent=None if parent in (thread, own) else parent,
        author=first(item, "author", "by"),
        likes=first(item, "points", "score"),
        replies=first(item, "num_comments", "descendants"),
        url=ITEM + own if own else None,
        group="creator" if is_story else None,
        skipped="deleted" if gone else "flagged" if yes(item.get("dead")) else None,
    )


def fourchan(record: Record) -> Iterator[Row]:
    """Read a thread, or a post; the links to posts that are answered are no part of the text."""
    for post in items(record.get("posts")) or [record]:
        number = ident(first(post, "no"))
        if number is None:
            yield unreadable("4chan", post, record)
            continue
        written = string(first(post, "com")) or ""
        answered, thread = _QUOTELINK.search(written), ident(first(post, "resto"))
        text = from_html(_QUOTELINK.sub("", written))
        title = unescaped(first(post, "sub"))
        yield row(
            "4chan",
            number,
            "\n\n".join(filter(None, (title, text))),
            time=when(first(post, "time")),
            thread=number if thread in (None, "0") else thread,
            parent=answered[1] if answered and answered[1] != thread else None,
            author=first(post, "id", "trip"),
            replies=first(post, "replies"),
            skipped="media only" if not text and not title and first(post, "filename") else None,
        )


def steam(record: Record) -> Iterator[Recommended]:
    """Read a page of reviews, or a review; a thumb up or down is kept in `recommended`."""
    for review in items(record.get("reviews")) or [record]:
        if first(review, "recommendationid") is None:
            yield {**unreadable("steam", review, record), "recommended": None}
            continue
        written = string(first(review, "review"))
        found = row(
            "steam",
            first(review, "recommendationid"),
            _BBCODE.sub("", _BBQUOTE.sub("", written)).strip() if written else None,
            time=when(first(review, "timestamp_created")),
            thread=first(review, "appid"),
            author=first(review, "author.steamid"),
            likes=first(review, "votes_up"),
            replies=first(review, "comment_count"),
        )
        up = first(review, "voted_up")
        yield {**found, "recommended": None if up is None else "yes" if yes(up) else "no"}


def _is_discourse(record: Record) -> bool:
    post = next(objects(first(record, "post_stream.posts", "latest_posts")), record)
    return {"cooked", "created_at"} <= post.keys() and bool({"username", "topic_id"} & post.keys())


def _is_hacker_news(record: Record) -> bool:
    item = next(objects(record.get("hits")), record)
    if "story_id" in item and ("comment_text" in item or {"author", "points", "parent_id"} <= item.keys()):
        return True
    return item.get("type") in ("comment", "story") and {"by", "id", "time"} <= item.keys()


def _is_fourchan(record: Record) -> bool:
    post = next(objects(record.get("posts")), record)
    return {"no", "resto", "time"} <= post.keys()


def _is_steam(record: Record) -> bool:
    reviews = record.get("reviews")
    review = next(iter(mapping(reviews).values()), None) or next(objects(reviews), record)
    return {"recommendationid", "review"} <= mapping(review).keys()


EXPORTS = (
    Export("discourse", "discourse", _is_discourse, ("",), discourse),
    Export("hacker-news", "hacker-news", _is_hacker_news, ("",), hacker_news),
    Export("4chan", "4chan", _is_fourchan, ("",), fourchan),
    Export("steam-reviews", "steam", _is_steam, ("reviews.item", "reviews.*"), steam),
)
