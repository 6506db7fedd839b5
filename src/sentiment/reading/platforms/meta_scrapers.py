"""Facebook and Instagram by other people's tools: facebook-scraper, instaloader, and the objects of the web site.

A post that stands in the file for the sake of its comments is a row that is skipped as `post`.
"""

from collections.abc import Iterator, Mapping

from sentiment.reading.platforms._base import Export
from sentiment.reading.platforms._fields import Record, first, ident, items, mapping, objects, string, when
from sentiment.reading.platforms._rows import Row, row, unreadable


def facebook(record: Record) -> Iterator[Row]:
    """Read a post by facebook-scraper with its comments, and the answers inside them."""
    post = ident(first(record, "post_id"))
    if post is None:
        yield unreadable("facebook", record, record)
        return
    yield row(
        "facebook",
        post,
        first(record, "post_text", "text"),
        time=when(first(record, "time", "timestamp")),
        thread=post,
        author=first(record, "user_id", "username"),
        likes=first(record, "likes"),
        replies=first(record, "comments"),
        url=first(record, "post_url"),
        group="creator",
        skipped="post",
    )
    stack: list[tuple[object, str | None]] = [(one, None) for one in reversed(items(record.get("comments_full")))]
    while stack:
        comment, parent = stack.pop()
        key = ident(first(comment, "comment_id"))
        if not isinstance(comment, Mapping) or (key is None and string(comment.get("comment_text")) is None):
            yield unreadable("facebook", comment)
            continue
        text = string(comment.get("comment_text"))
        yield row(
            "facebook",
            key,
            text,
            time=when(comment.get("comment_time")),
            thread=post,
            parent=parent,
            author=first(comment, "commenter_id", "commenter_name"),
            likes=first(comment, "comment_reactions.like", "comment_reaction_count"),
            url=comment.get("comment_url"),
            skipped="media only" if not text and comment.get("comment_image") else None,
        )
        stack.extend((answer, key) for answer in reversed(items(comment.get("replies"))))


def instaloader(record: Record) -> Iterator[Row]:
    """Read a comment by instaloader, with the answers below it."""
    for comment, parent in ((record, None), *((answer, record.get("id")) for answer in items(record.get("answers")))):
        key, text = ident(first(comment, "id")), string(first(comment, "text"))
        if key is None and text is None:
            yield unreadable("instagram", comment, record)
            continue
        yield row(
            "instagram",
            key,
            text,
            time=when(first(comment, "created_at")),
            parent=parent,
            author=first(comment, "owner.username", "owner.id"),
            likes=first(comment, "likes_count"),
            replies=len(items(record.get("answers"))) if comment is record else None,
        )


def instagram(record: Record) -> Iterator[Row]:
    """Read a post or a comment as the web site has it, in either of its two shapes."""
    node = mapping(record.get("node")) or record
    caption = next(objects(mapping(node.get("edge_media_to_caption")).get("edges")), {})
    key = ident(first(node, "shortcode", "code", "pk", "id"))
    text = string(first(node, "caption.text", "text") or first(caption, "node.text"))
    if key is None:
        yield unreadable("instagram", record, record)
        return
    is_comment = "caption" not in node and "edge_media_to_caption" not in node
    yield row(
        "instagram",
        first(node, "pk", "id") if is_comment else key,
        text,
        time=when(first(node, "taken_at", "taken_at_timestamp", "created_at")),
        thread=None if is_comment else key,
        parent=first(node, "parent_comment_id") if is_comment else None,
        author=first(node, "user.username", "owner.username", "owner.id"),
        likes=first(node, "like_count", "comment_like_count", "edge_media_preview_like.count", "edge_liked_by.count"),
        replies=first(node, "comment_count", "child_comment_count", "edge_media_to_comment.count"),
        skipped=None if text else "media only",
    )


def _is_facebook(record: Record) -> bool:
    return {"post_id", "comments_full"} <= record.keys() and isinstance(record["comments_full"], list)


def _is_instaloader(record: Record) -> bool:
    return {"text", "created_at", "owner", "answers"} <= record.keys() and isinstance(record["owner"], Mapping)


def _is_instagram(record: Record) -> bool:
    node = mapping(record.get("node")) or record
    if {"code", "taken_at", "caption", "user"} <= node.keys():
        return True
    return {"shortcode", "edge_media_to_caption"} <= node.keys()


EXPORTS = (
    Export("facebook-scraper", "facebook", _is_facebook, ("",), facebook),
    Export("instaloader", "instagram", _is_instaloader, ("",), instaloader),
    Export("instagram-web", "instagram", _is_instagram, ("",), instagram),
)
