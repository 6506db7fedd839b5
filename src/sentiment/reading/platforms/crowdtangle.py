"""CrowdTangle's tables of Facebook and Instagram posts, and the comments of the Meta Content Library."""

import re
from collections.abc import Iterator

from sentiment.reading.platforms._base import Export
from sentiment.reading.platforms._fields import Record, first, ident, string, when
from sentiment.reading.platforms._rows import Row, row
from sentiment.table.numbers import whole

REACTIONS = ("Love", "Wow", "Haha", "Sad", "Angry", "Care")
_NATIVE = re.compile(r"/(?:posts|videos|p|reel|permalink|permalink\.php\?story_fbid=)/?([\w-]+)")


def posts(record: Record) -> Iterator[Row]:
    """Read a post, its reactions beside it."""
    is_instagram = "Facebook Id" not in record and "Account" in record
    url = string(first(record, "URL"))
    found = _NATIVE.search(url or "")
    native, page = found[1] if found else None, ident(first(record, "Facebook Id"))
    text = string(first(record, "Description" if is_instagram else "Message"))
    given = [(name, whole(record.get(name))) for name in REACTIONS]
    yield row(
        "instagram" if is_instagram else "facebook",
        f"{page}_{native}" if page and native else native,
        text,
        time=when(first(record, "Post Created")),
        author=first(record, "Page Name", "Group Name", "Account", "User Name"),
        likes=record.get("Likes"),
        replies=record.get("Comments"),
        reactions=", ".join(f"{name} {number}" for name, number in given if number) or None,
        url=url,
        skipped=None if text else "media only",
    )


def library(record: Record) -> Iterator[Row]:
    """Read a row of the Content Library, whose names are dotted."""
    post, parent = ident(first(record, "post_id", "post.id")), ident(first(record, "parent_id", "parent_comment_id"))
    yield row(
        "facebook",
        first(record, "id", "comment_id"),
        first(record, "text"),
        time=when(first(record, "creation_time")),
        thread=post,
        parent=None if parent == post else parent,
        author=first(record, "owner.username", "comment_owner.username", "owner.name", "post_owner.username"),
        likes=first(record, "statistics.like_count", "statistics.reaction_count"),
        replies=first(record, "statistics.reply_count", "statistics.comment_count"),
    )


def _is_posts(record: Record) -> bool:
    return {"Post Created", "Total Interactions"} <= record.keys()


def _is_library(record: Record) -> bool:
    return {"creation_time", "text"} <= record.keys() and any(str(name).startswith("statistics") for name in record)


EXPORTS = (
    Export("crowdtangle", "facebook", _is_posts, ("",), posts),
    Export("meta-content-library", "facebook", _is_library, ("data.item",), library),
)
