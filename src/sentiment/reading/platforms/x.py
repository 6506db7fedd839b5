"""X (Twitter): API v2 pages, twarc2 (pages or flattened), twarc-csv, API v1.1 and web objects, and the own archive.

A retweet is a row with the full text of what it repeats, where the file holds it, and `shared_from` = the id of the
repeated post ("unknown" where the file does not say). Its author is the one who retweeted.
"""

from collections.abc import Callable, Iterator, Mapping
from itertools import takewhile
from typing import Any, BinaryIO

from sentiment.errors import ReadError
from sentiment.reading import json_parser
from sentiment.reading.platforms._base import Document, Export
from sentiment.reading.platforms._fields import Record, first, ident, mapping, objects, string, unescaped, when
from sentiment.reading.platforms._rows import Row, row, unreadable

Known = Mapping[str | None, str | None]

STATUS = "https://x.com/i/status/"
TEXT = ("note_tweet.text", "full_text", "text", "legacy.full_text", "legacy.text")
AUTHOR = ("author.username", "user.screen_name", "user.username", "author_id", "user.id_str", "legacy.user_id_str")


def page(record: Record) -> Iterator[Row]:
    """Read a page of the API, or one post that `twarc2 flatten` wrote."""
    is_empty = "data" not in record and "text" not in record and bool({"meta", "errors"} & record.keys())
    data = [] if is_empty else record.get("data", record)
    included = mapping(record.get("includes"))
    users = {ident(u.get("id")): string(u.get("username")) for u in objects(included.get("users"))}
    posts = {ident(t.get("id")): _written(t) for t in objects(included.get("tweets"))}
    for post in data if isinstance(data, list) else [data]:
        if isinstance(post, Mapping):
            yield _post(post, users, posts, record)
        else:
            yield unreadable("x", post)


def _post(post: Record, users: Known, posts: Known, record: Record) -> Row:
    key, text = ident(first(post, "id", "id_str")), _written(post)
    if key is None and text is None:
        return unreadable("x", post, record)
    related = {r.get("type"): r for r in objects(post.get("referenced_tweets")) if isinstance(r.get("type"), str)}
    origin = ident(first(post, "referenced_tweets.retweeted.id")) or ident(first(related.get("retweeted"), "id"))
    full = _written(mapping(related.get("retweeted"))) or posts.get(origin)
    return row(
        "x",
        key,
        (full if origin else None) or text,
        time=when(first(post, "created_at")),
        thread=first(post, "conversation_id"),
        parent=first(post, "referenced_tweets.replied_to.id") or first(related.get("replied_to"), "id"),
        author=first(post, "author.username", "username")
        or users.get(ident(post.get("author_id")))
        or first(post, *AUTHOR),
        likes=first(post, "public_metrics.like_count", "like_count"),
        replies=first(post, "public_metrics.reply_count", "reply_count"),
        url=STATUS + key if key else None,
        shared_from=origin or _says_retweet(text),
    )


def status(record: Record) -> Iterator[Row]:
    """Read an object of API v1.1, of the archive or of the web site."""
    found = mapping(record["tweet"]) if "tweet" in record else record
    if "tweet_results" in found or "result" in found:
        found = mapping(first(found, "tweet_results.result", "result"))
    inner = mapping(found.get("legacy")) or found
    key = ident(first(inner, "id_str")) or ident(first(found, "rest_id", "id_str", "id"))
    repeated = mapping(first(inner, "retweeted_status", "retweeted_status_result.result"))
    origin = ident(first(repeated, "id_str", "rest_id", "id"))
    text = _written(found)
    if key is None and text is None:
        yield unreadable("x", found, record)
        return
    user = first(found, "core.user_results.result")
    yield row(
        "x",
        key,
        _written(repeated) or text,
        time=when(first(inner, "created_at")),
        thread=first(inner, "conversation_id_str"),
        parent=first(inner, "in_reply_to_status_id_str", "in_reply_to_status_id"),
        author=first(user, "legacy.screen_name", "core.screen_name") or first(found, *AUTHOR),
        likes=first(inner, "favorite_count"),
        replies=first(inner, "reply_count"),
        url=STATUS + key if key else None,
        shared_from=origin or _says_retweet(text),
        skipped="withheld" if "tombstone" in found else None,
    )


def _written(post: Record) -> str | None:
    text = unescaped(first(post, "note_tweet.note_tweet_results.result.text", *TEXT))
    is_csv = "public_metrics.like_count" in post  # twarc-csv writes a line break as the two characters
    return text.replace("\\n", "\n") if text and is_csv else text


def _says_retweet(text: str | None) -> str | None:
    return "unknown" if text and text.startswith("RT @") and ":" in text else None


def archive(start: Callable[[], BinaryIO]) -> Iterator[Row]:
    """Read tweets.js: JSON behind an assignment, which is cut off and never run."""
    with start() as file:
        letters = takewhile(lambda letter: letter not in (b"", b"="), (file.read(1) for _ in range(200)))
        name = b"".join(letters).decode("utf-8-sig", "replace")
        kind = name.strip().removeprefix("window.YTD.").split(".")[0]
        if kind not in ("tweet", "tweets", "community_tweet", "note_tweet"):
            raise ReadError("tweets.js of an archive", f"its {kind or 'unnamed'} part", "give data/tweets.js alone")
        for entry in _entries(file, kind):
            if isinstance(entry, Mapping):
                yield from status({"tweet": entry.get("tweet", entry)})
            else:
                yield unreadable("x", entry)


def _entries(file: BinaryIO, kind: str) -> Iterator[Any]:
    try:
        yield from (entry for _, entry in json_parser.pairs(_Assigned(file)))
    except (json_parser.JSONError, ValueError, RecursionError, OverflowError) as error:
        found = f"{kind}: {(str(error).strip() or type(error).__name__).splitlines()[0]}"
        raise ReadError("JSON behind the =", found, "download the archive anew") from error


class _Assigned:
    """The rest of a stream without the semicolon at its end."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._last = file, b""

    def read(self, size: int = -1) -> bytes:
        while data := self._file.read(size):
            data = self._last + data
            shown = data.rstrip(b"; \t\r\n")
            self._last = data[len(shown) :]
            if shown:
                return shown
        return b""


def _is_page(record: Record) -> bool:
    data = record.get("data")
    posts = [data] if isinstance(data, Mapping) else list(objects(data))[:1]  # `twarc2 stream` writes one, no list
    if posts:
        return {"id", "text"} <= posts[0].keys() and bool(
            {"includes", "meta", "__twarc", "matching_rules"} & record.keys()
        )
    if {"author_id", "text"} <= record.keys() and ("public_metrics" in record or "edit_history_tweet_ids" in record):
        return True
    # A page without posts, and a row of twarc-csv.
    empty = "__twarc" in record and bool({"meta", "errors"} & record.keys())
    return empty or {"text", "author_id", "conversation_id"} <= record.keys()


def _is_status(record: Record) -> bool:
    found = mapping(record.get("tweet")) or record
    legacy = mapping(found.get("legacy"))
    if "rest_id" in found and ("full_text" in legacy or "tombstone" in found):
        return True
    return bool({"full_text", "text"} & found.keys()) and {"id_str", "created_at"} <= found.keys()


EXPORTS = (
    Export("x-api-v2", "x", _is_page, ("",), page),
    Export("x-status", "x", _is_status, ("",), status),
)


def _is_archive(head: bytes) -> bool:
    return head.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"window.YTD.")


DOCUMENTS = (Document("x-archive", "x", _is_archive, archive, is_json=True),)
