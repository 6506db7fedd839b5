"""4CAT's CSV, which is also what Zeeschuimer's own "download as CSV" writes, and the lines (NDJSON) of both.

A line is a platform's own object, in Zeeschuimer inside `data`, in 4CAT beside `__import_meta`; it is read as that
platform's export.
"""

from collections.abc import Iterator

from sentiment.errors import ReadError
from sentiment.reading.platforms._base import Export
from sentiment.reading.platforms._fields import Record, first, ident, mapping, when, yes
from sentiment.reading.platforms._rows import Row, row
from sentiment.table.comment import Comment

SITES = {
    "tiktok.com": "tiktok", "youtube.com": "youtube", "instagram.com": "instagram", "facebook.com": "facebook",
    "twitter.com": "x", "//x.com": "x", "reddit.com": "reddit", "t.me/": "telegram", "vk.com": "vk",
    "bsky.app": "bluesky", "4chan": "4chan", "gab.com": "gab", "truthsocial.com": "truthsocial",
}  # fmt: skip


def table(record: Record) -> Iterator[Row]:
    """Read a row of 4CAT's CSV; `timestamp` may be of the server's zone, so `unix_timestamp` comes first."""
    post, thread = ident(first(record, "post_id")), ident(first(record, "thread_id"))
    is_answer = yes(record.get("is_comment_on_comment")) and thread != post
    answered = ident(first(record, "reply_to", "parent_id", "in_reply_to"))
    author = ident(first(record, "author", "author_name"))
    yield row(
        _platform(record),
        first(record, "id"),
        first(record, "body"),
        time=when(first(record, "unix_timestamp", "timestamp")),
        thread=post or thread,
        parent=thread if is_answer else answered,
        author=None if author == "REDACTED" else author,
        likes=first(record, "likes", "like_count", "score"),
        replies=first(record, "replies", "reply_count"),
        url=first(record, "comment_url", "post_url", "url"),
        shared_from="unknown" if yes(record.get("is_retweet")) or yes(record.get("is_forwarded")) else None,
    )


def _platform(record: Record) -> str:
    links = " ".join(str(first(record, name)) for name in ("collected_from_url", "comment_url", "post_url", "url"))
    return next((name for site, name in SITES.items() if site in links), "4cat")


def wrapped(exports: tuple[Export, ...]) -> tuple[Export, ...]:
    """Return the exports whose records are records of `exports`, wrapped."""

    def comments(record: Record) -> Iterator[Comment]:
        inner = mapping(record.get("data")) or record
        export = next((export for export in exports if export.recognise(inner)), None)
        if export is None:
            site = first(record, "source_platform", "__import_meta.source_platform")
            found = f"an item of {ident(site) or 'no platform'}"
            raise ReadError("comments that 4CAT or Zeeschuimer collected", found, "export it from 4CAT as CSV")
        yield from export.comments(inner)

    return (
        Export("zeeschuimer", "4cat", _is_zeeschuimer, ("",), comments),
        Export("4cat-ndjson", "4cat", lambda record: "__import_meta" in record, ("",), comments),
    )


def _is_zeeschuimer(record: Record) -> bool:
    return {"source_platform", "item_id", "data"} <= record.keys()


def _is_table(record: Record) -> bool:
    return {"id", "thread_id", "author", "body", "timestamp"} <= record.keys()


EXPORTS = (Export("4cat-csv", "4cat", _is_table, ("",), table),)
