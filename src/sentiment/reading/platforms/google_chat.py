"""Google Chat: messages.json of a space, out of Google Takeout. Direct messages are no part of what is read."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from sentiment.reading.platforms._base import Export
from sentiment.reading.platforms._fields import Record, When, first, ident, items, objects, string, when
from sentiment.reading.platforms._rows import Row, row, unreadable

_DATE = re.compile(r"[A-Z][a-z]+, (?P<date>[A-Z][a-z]+ [0-9]{1,2}, [0-9]{4}) at (?P<time>[0-9:]{7,8}\s[AP]M) UTC")


def messages(record: Record) -> Iterator[Row]:
    """Read the messages of a space; those of a topic answer its first."""
    for message in items(record.get("messages")) if "messages" in record else [record]:
        if isinstance(message, Mapping) and ident(message.get("message_id")):
            yield _message(message)
        else:
            yield unreadable("google-chat", message, record)


def _message(message: Record) -> Row:
    own, text = ident(message.get("message_id")) or "", string(message.get("text"))
    space, _, place = own.partition("/")
    topic, _, last = place.partition("/")
    is_bot = str(first(message, "creator.user_type")).lower() == "bot"
    media = not text and bool(items(message.get("attached_files")) or items(message.get("annotations")))
    gone = "deleted" if message.get("message_state") == "DELETED" else None
    return row(
        "google-chat",
        own,
        text,
        time=_when(message.get("created_date")),
        thread=f"{space}/{topic}" if topic else first(message, "topic_id"),
        parent=f"{space}/{topic}/{topic}" if last not in ("", topic) else None,
        author=first(message, "creator.email", "creator.name"),
        group="bot" if is_bot else "commenter",
        skipped=gone or ("bot message" if is_bot else "media only" if media else None),
    )


def _when(value: object) -> When:
    """Read `Tuesday, October 31, 2023 at 9:00:00 AM UTC`."""
    found = _DATE.fullmatch(string(value) or "")
    if found is None:
        return when(value)
    written = f"{found['date']} {' '.join(found['time'].split())}"
    try:
        return datetime.strptime(written, "%B %d, %Y %I:%M:%S %p").replace(tzinfo=UTC), "exact"
    except ValueError:
        return None, None


def _is_space(record: Record) -> bool:
    message = next(objects(record.get("messages")), record)
    return {"creator", "created_date", "message_id"} <= message.keys()


EXPORTS = (Export("google-chat", "google-chat", _is_space, ("messages.item",), messages, inside="messages"),)
