"""Build the row of a comment out of the values of a platform, ids and all."""

import hashlib
from collections.abc import Mapping

from sentiment.errors import ReadError
from sentiment.reading.platforms._fields import When, ident, string, yes
from sentiment.table.comment import Comment
from sentiment.table.numbers import number, whole
from sentiment.text import is_blank, shorten


class Row(Comment, total=False):
    """A comment with the columns that only platforms have."""

    replies: int | None  # how many answers the platform counted, whether or not they are in the file
    reactions: str | None  # "👍 5, 😡 2"
    shared_from: str | None  # the id of what is passed on in a retweet or forward, "unknown" when the file does not say


def row(
    platform: str,
    key: object,
    text: object,
    *,
    time: When = (None, None),
    precision: str | None = None,
    thread: object = None,
    parent: object = None,
    author: object = None,
    likes: object = None,
    rating: object = None,
    url: object = None,
    group: str | None = None,
    gold: str | None = None,
    skipped: str | None = None,
    replies: object = None,
    reactions: str | None = None,
    shared_from: object = None,
) -> Row:
    """Build a row; `key`, `thread` and `parent` are native ids and become `platform:id`.

    Without a native id the row is called by a digest of its time, thread and text: the same in every file, and silent
    about the author.
    """
    written, (moment, sure) = string(text), time
    native = ident(key) or "~" + digest(moment, thread, written)
    result: Row = {
        "id": f"{platform}:{native}",
        "text": written,
        "author": string(author),
        "group": group,
        "time": moment,
        "time_precision": precision if moment and precision else sure,
        "thread": prefixed(platform, thread),
        "parent": prefixed(platform, parent),
        "likes": whole(likes),
        "rating": number(rating),
        "platform": platform,
        "url": string(url),
        "file": None,
        "gold": gold,
        "skipped": skipped or ("empty" if written is None or is_blank(written) else None),
    }
    if (answers := whole(replies)) is not None:
        result["replies"] = answers
    if reactions:
        result["reactions"] = reactions
    if origin := prefixed(platform, shared_from):
        result["shared_from"] = "unknown" if shared_from == "unknown" else origin
    return result


def unreadable(platform: str, entry: object, record: object = None) -> Row:
    """Keep the place of an entry that holds no comment.

    Raises:
        ReadError: the entry is all there is in its record.
    """
    if entry is record and isinstance(entry, Mapping):
        found = ", ".join(map(str, entry)) or "no keys"
        raise ReadError(f"a comment of {platform}", f"an object with {shorten(found, 80)}", "check how it was saved")
    known = list(entry) if isinstance(entry, Mapping) else string(entry)
    return row(platform, f"~{digest(known)}", string(entry), skipped="unreadable")


def prefixed(platform: str, value: object) -> str | None:
    """Return the id of a row for a native id; 0 is how platforms write that there is none."""
    native = ident(value)
    return None if native in (None, "0", "-1") else f"{platform}:{native}"


def digest(*parts: object) -> str:
    """Name a row that has no id by what it says."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode("utf-8", "replace")).hexdigest()[:16]


def role(is_creator: object) -> str | None:
    """Return the group of a speaker from the platform's mark for the creator of the post."""
    return None if is_creator is None else "creator" if yes(is_creator) else "commenter"
