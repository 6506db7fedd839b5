"""Facebook's, Instagram's and Threads' "Download your information" in JSON: what a person wrote there.

Meta writes every byte of UTF-8 as an escape of its own, in keys as in values; this is undone here, string by string,
wherever the bytes are UTF-8. Instagram translates its keys, so that an entry is known by its shape.
"""

from collections.abc import Iterator, Mapping

from sentiment.reading.mojibake import Mended
from sentiment.reading.platforms._base import Export
from sentiment.reading.platforms._fields import Record, first, items, mapping, objects, string, when
from sentiment.reading.platforms._rows import Row, row, unreadable

INSTAGRAM = ("comments_media_comments", "comments_reels_comments", "comments_story_comments")
THREADS = "text_post_app_text_posts"
FACEBOOK = ("comments_v2", "group_comments_v2")


def repaired(value: object) -> str | None:
    """Return a string of Meta's with its letters put together again."""
    written = string(value)
    try:
        found = written.encode("latin-1").decode("utf-8") if written else None
        return Mended(found, written) if found and written and found != written else found
    except UnicodeError:
        return written


def facebook(record: Record) -> Iterator[Row]:
    """Read an entry, or a file of them; the title ("A commented on B's post") names others and is left out."""
    entries = next((items(record[name]) for name in FACEBOOK if name in record), [record])
    for entry in entries:
        if not isinstance(entry, Mapping):
            yield unreadable("facebook", entry, record)
            continue
        found = [mapping(one.get("comment")) for one in objects(entry.get("data")) if "comment" in one]
        for comment in found or [{}]:
            text = repaired(comment.get("comment"))
            yield row(
                "facebook",
                None,
                text,
                time=when(first(comment, "timestamp") or entry.get("timestamp")),
                thread=repaired(comment.get("group")),
                author=repaired(comment.get("author")),
                skipped="media only" if text is None and "attachments" in entry else None,
            )


def instagram(record: Record) -> Iterator[Row]:
    """Read an entry, or a file of them: the comment is the value that stands before the owner's and the time."""
    entries = next((items(record[name]) for name in INSTAGRAM if name in record), [record])
    for entry in entries:
        if not isinstance(entry, Mapping):
            yield unreadable("instagram", entry, record)
            continue
        fields = mapping(entry.get("string_map_data"))
        values = [value for value in fields.values() if isinstance(value, Mapping)]
        values += objects(entry.get("string_list_data"))
        stamp = next((value["timestamp"] for value in values if value.get("timestamp")), None)
        text = _said(fields, [value["value"] for value in values if value.get("value")])
        yield row(
            "instagram",
            None,
            text,
            time=when(stamp),
            url=next((value["href"] for value in values if value.get("href")), None),
            skipped="media only" if text is None else None,
        )


def threads(record: Record) -> Iterator[Row]:
    """Read a post or an answer on Threads, or a file of them; which of both it is, the file does not tell."""
    for entry in items(record[THREADS]) if THREADS in record else [record]:
        if not isinstance(entry, Mapping):
            yield unreadable("threads", entry, record)
            continue
        said = [entry, *objects(entry.get("media"))]
        text = repaired(next(filter(None, (one.get("title") for one in said)), None))
        stamp = next(filter(None, (one.get("creation_timestamp") for one in said)), None)
        yield row("threads", None, text, time=when(stamp), skipped="media only" if text is None else None)


def _said(fields: Record, values: list[object]) -> str | None:
    """Return the comment: what is called so in English, else the first value, unless it can only be the owner."""
    if "Comment" in fields or "Media Owner" in fields:
        return repaired(first(fields.get("Comment"), "value"))
    return repaired(values[0]) if values else None


def _is_facebook(record: Record) -> bool:
    entry = next(objects(record.get("data")), {})
    return any(name in record for name in FACEBOOK) or (
        "timestamp" in record and "comment" in mapping(entry.get("comment"))
    )


def is_instagram(record: Record) -> bool:
    """Return whether a record is a comment rather than any other entry of an archive, all of which look alike.

    A comment has a value, that of the owner and a time; viewed posts, logins and searches have fewer or more.
    """
    if any(name in record for name in INSTAGRAM):
        return True
    fields = mapping(record.get("string_map_data"))
    values = [value for value in fields.values() if isinstance(value, Mapping)]
    if not {"Comment", "Media Owner"}.isdisjoint(fields):
        return True
    if len(fields) == 3 and "media_list_data" in record:
        return [bool(value.get("timestamp")) for value in values].count(True) == 1
    listed = list(objects(record.get("string_list_data")))
    of_owner = bool(record.get("title")) and "media_list_data" in record
    return of_owner and bool(listed) and not any("href" in value for value in listed)


EXPORTS = (
    Export("facebook-own-data", "facebook", _is_facebook, tuple(f"{name}.item" for name in FACEBOOK), facebook),
    Export("threads-own-data", "threads", lambda record: THREADS in record, (f"{THREADS}.item",), threads),
    Export("instagram-own-data", "instagram", is_instagram, tuple(f"{name}.item" for name in INSTAGRAM), instagram),
)
