"""Comments that Apify's actors collected from YouTube, Instagram and Facebook; those of TikTok are in `tiktok`."""

import re
from collections.abc import Iterator, Mapping

from sentiment.reading.platforms._base import Export
from sentiment.reading.platforms._fields import Record, first, ident, objects, string, when
from sentiment.reading.platforms._rows import Row, role, row, unreadable

_POST = re.compile(r"instagram\.com/(?:[\w.]+/)?(?:p|reel|tv)/([\w-]+)")


def youtube(record: Record) -> Iterator[Row]:
    """Read a comment; "2 weeks ago" is no time, as the file does not say when that was."""
    key, text = ident(first(record, "cid")), string(first(record, "comment"))
    if key is None and text is None:
        yield unreadable("youtube", record, record)
        return
    yield row(
        "youtube",
        key,
        text,
        time=when(first(record, "publishedAt", "date")),
        thread=first(record, "videoId"),
        parent=first(record, "replyToCid"),
        author=first(record, "author"),
        likes=first(record, "voteCount"),
        replies=first(record, "replyCount"),
        url=first(record, "pageUrl"),
        group=role(record.get("authorIsChannelOwner")),
    )


def instagram(record: Record) -> Iterator[Row]:
    """Read a comment with the answers inside it, or a post with its latest comments."""
    post = ident(first(record, "shortCode")) if "latestComments" in record else None
    entries = record.get("latestComments") if "latestComments" in record else [record]
    stack: list[tuple[Record, str | None, str | None]] = [
        (entry, None, post or _post(record)) for entry in reversed(list(objects(entries)))
    ]
    while stack:
        entry, parent, thread = stack.pop()
        yield _instagram(entry, parent, thread, record)
        stack += [(answer, ident(entry.get("id")), thread) for answer in reversed(list(objects(entry.get("replies"))))]


def _instagram(entry: Record, parent: str | None, thread: str | None, record: Record) -> Row:
    key, text = ident(first(entry, "id")), string(first(entry, "text"))
    if key is None and text is None:
        return unreadable("instagram", entry, record)
    return row(
        "instagram",
        key,
        text,
        time=when(first(entry, "timestamp")),
        thread=thread,
        parent=parent,
        author=first(entry, "ownerUsername", "owner.username"),
        likes=first(entry, "likesCount"),
        replies=first(entry, "repliesCount"),
        url=first(entry, "commentUrl", "postUrl"),
    )


def _post(record: Record) -> str | None:
    found = _POST.search(str(first(record, "postUrl", "commentUrl", "inputUrl") or ""))
    return found[1] if found else None


def facebook(record: Record) -> Iterator[Row]:
    """Read a comment; an answer stands beside the comment that it answers."""
    key, text = ident(first(record, "id", "feedbackId")), string(first(record, "text"))
    if key is None and text is None:
        yield unreadable("facebook", record, record)
        return
    yield row(
        "facebook",
        key,
        text,
        time=when(first(record, "date")),
        thread=first(record, "postId", "facebookUrl", "inputUrl"),
        parent=first(record, "replyToCommentId"),
        author=first(record, "profileName", "profileId"),
        likes=first(record, "likesCount"),
        replies=first(record, "commentsCount"),
        url=first(record, "commentUrl"),
        skipped="media only" if text is None and "attachments" in record else None,
    )


def _is_instagram(record: Record) -> bool:
    if isinstance(record.get("latestComments"), list):
        return "ownerUsername" in record
    known = {"ownerUsername", "text", "timestamp"} <= record.keys()
    return known and bool({"postUrl", "commentUrl", "repliesCount", "likesCount"} & record.keys())


def _is_facebook(record: Mapping[str, object]) -> bool:
    return {"facebookUrl", "text"} <= record.keys() and bool(
        {"commentUrl", "feedbackId", "profileName"} & record.keys()
    )


EXPORTS = (
    Export("apify-youtube", "youtube", lambda record: {"cid", "comment", "voteCount"} <= record.keys(), ("",), youtube),
    Export("apify-instagram", "instagram", _is_instagram, ("",), instagram),
    Export("apify-facebook", "facebook", _is_facebook, ("",), facebook),
)
