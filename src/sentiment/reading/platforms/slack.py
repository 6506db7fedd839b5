"""Slack: the days of a channel in the archive that a workspace exports.

Joins, topics and pins are service messages; of bots nothing is scored. Direct messages are no part of what is read.
"""

import html
import re
from collections.abc import Iterator

from sentiment.reading.platforms._base import Export
from sentiment.reading.platforms._fields import Record, first, ident, items, objects, string, when, yes
from sentiment.reading.platforms._rows import Row, row, unreadable

_MENTION = re.compile(r"<[@#!](?:[A-Z0-9]+|subteam\^\w+|[a-z]+)(?:\|([^<>]*))?>")
_LINK = re.compile(r"<((?:https?|mailto|tel):[^<>|]*)(?:\|([^<>]*))?>")
SAID = ("thread_broadcast", "me_message", "file_share", "file_comment", "reply_broadcast")


def messages(record: Record) -> Iterator[Row]:
    """Read one message; a mention of a member is `@user`."""
    moment = ident(record.get("ts"))
    if moment is None:
        yield unreadable("slack", record, record)
        return
    thread, text = ident(record.get("thread_ts")) or moment, _text(record)
    is_bot = record.get("subtype") == "bot_message" or "bot_id" in record
    yield row(
        "slack",
        moment,
        text,
        time=when(moment.partition(".")[0]),
        thread=thread,
        parent=None if thread == moment else thread,
        author=first(record, "user", "username", "bot_id"),
        group="bot" if is_bot else "commenter",
        replies=record.get("reply_count"),
        reactions=", ".join(
            f":{string(one.get('name'))}: {ident(one.get('count'))}" for one in objects(record.get("reactions"))
        )
        or None,
        skipped=_why_not(record, text, is_bot),
    )


def _text(record: Record) -> str | None:
    written = string(record.get("text"))
    if written is None:
        return None
    written = _LINK.sub(lambda link: link[2] or link[1], _MENTION.sub(lambda name: f"@{_called(name)}", written))
    return html.unescape(written)


def _called(mention: re.Match[str]) -> str:
    return {"<@": "user", "<#": mention[1] or "channel", "<!": mention[1] or "all"}[mention[0][:2]]


def _why_not(record: Record, text: str | None, is_bot: bool) -> str | None:
    kind = string(record.get("subtype"))
    if kind == "tombstone" or yes(record.get("hidden")):
        return "deleted"
    if is_bot:
        return "bot message"
    if kind and kind not in SAID:
        return "service message"
    return "media only" if not text and items(record.get("files")) else None


def _is_message(record: Record) -> bool:
    stamped = re.fullmatch(r"[0-9]{10}\.[0-9]{6}", str(record.get("ts"))) is not None
    return stamped and record.get("type") == "message"


EXPORTS = (Export("slack", "slack", _is_message, ("",), messages),)
