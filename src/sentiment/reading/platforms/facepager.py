"""Facepager's tables: a tree of seeds, posts, comments and failed queries, its columns chosen by the user."""

from collections.abc import Iterator

from sentiment.reading.platforms._base import Export
from sentiment.reading.platforms._fields import Record, first, from_html, ident, string, when
from sentiment.reading.platforms._rows import Row, row

THREAD, SINGLE = "snippet.topLevelComment.snippet.", "snippet."
PLATFORMS = {"facebook": "facebook", "youtube": "youtube", "twitter": "x", "instagram": "instagram", "tiktok": "tiktok"}


def comments(record: Record) -> Iterator[Row]:
    """Read a row; `path` holds the ids from the post down to the comment, `parent_id` is Facepager's own count."""
    platform = _platform(record)
    path = [part for part in (string(record.get("path")) or "").split("/") if part]
    text = string(
        first(record, "message", THREAD + "textOriginal", SINGLE + "textOriginal", "text", "full_text", "body")
    )
    text = text or from_html(first(record, THREAD + "textDisplay", SINGLE + "textDisplay"))
    yield row(
        platform,
        first(record, "object_id"),
        text,
        time=when(first(record, "created_time", THREAD + "publishedAt", SINGLE + "publishedAt", "created_at")),
        thread=first(record, THREAD + "videoId", SINGLE + "videoId") or (path[0] if len(path) > 1 else None),
        parent=first(record, SINGLE + "parentId") or (path[-2] if len(path) > 2 else None),
        author=first(
            record, "from.name", THREAD + "authorDisplayName", SINGLE + "authorDisplayName", "user.screen_name"
        ),
        likes=first(record, "like_count", "likes.summary.total_count", THREAD + "likeCount", SINGLE + "likeCount"),
        replies=first(record, "comment_count", "snippet.totalReplyCount"),
        skipped=_why_not(record, text),
    )


def _platform(record: Record) -> str:
    module = str(first(record, "query_type") or "").split(":")[0].lower()
    return next((name for known, name in PLATFORMS.items() if known in module), "facepager")


def _why_not(record: Record, text: str | None) -> str | None:
    kind, state = ident(record.get("object_type")), str(first(record, "query_status") or "")
    if kind == "seed":
        return "seed"
    if kind not in (None, "data"):
        return "query row"  # offcut, headers, empty answers
    failed = first(record, "error.message") is not None or (
        state != "" and "200" not in state and "fetched" not in state
    )
    return "query failed" if failed and text is None else None


def _is_facepager(record: Record) -> bool:
    return {"object_id", "object_type", "query_status"} <= record.keys()


EXPORTS = (Export("facepager", "facebook", _is_facepager, ("",), comments),)
