"""Telegram Desktop's result.json: one chat, or the whole account with a list of chats.

A forwarded message has `shared_from`: the id of the channel or person, or "unknown" where only a name is written (a
name would be somebody's who did not write the message).
"""

from collections.abc import Iterator, Mapping

from sentiment.reading.platforms._base import Export
from sentiment.reading.platforms._fields import Record, first, ident, items, mapping, objects, root, string, when
from sentiment.reading.platforms._rows import Row, row, unreadable

MEDIA = (
    "photo",
    "file",
    "media_type",
    "location_information",
    "contact_information",
    "game_title",
    "invoice_information",
)


def chat(record: Record) -> Iterator[Row]:
    """Read a chat, or every chat of an account; a message stands in the thread of the message that it answers."""
    chats = [*objects(first(record, "chats.list")), *objects(first(record, "left_chats.list"))]
    for one in chats or [record]:
        messages = items(one.get("messages")) if "messages" in one else [one]
        answers = {ident(m.get("id")): ident(m.get("reply_to_message_id")) for m in messages if isinstance(m, Mapping)}
        for message in messages:
            if isinstance(message, Mapping):
                yield _message(message, ident(one.get("id")) if "messages" in one else None, answers)
            else:
                yield unreadable("telegram", message)


def _message(message: Record, chat_id: str | None, answers: dict[str | None, str | None]) -> Row:
    own, answered = ident(message.get("id")), ident(message.get("reply_to_message_id"))
    text = _text(message)
    name, sender = string(message.get("from")), ident(message.get("from_id"))
    return row(
        "telegram",
        _in_chat(chat_id, own),
        text,
        time=when(first(message, "date_unixtime", "date")),
        thread=_in_chat(chat_id, root(own, answers)),
        parent=_in_chat(chat_id, answered),
        author=f"{name} ({sender})" if name and sender else name or sender,  # names are not unique
        group="channel" if (sender or "").startswith("channel") else "commenter" if sender else None,
        reactions=_reactions(message),
        shared_from=_origin(message),
        skipped=_why_not(message, text),
    )


def _in_chat(chat_id: str | None, message_id: str | None) -> str | None:
    """Return a message's id, which is unique in its chat only, with the chat before it."""
    return f"{chat_id}/{message_id}" if chat_id and message_id else message_id


def _text(message: Record) -> str | None:
    """Join the parts of a text: a string, or a list of strings and objects; a poll is its question."""
    for field in (message.get("text_entities"), message.get("text")):
        if isinstance(field, str) and field:
            return field
        parts = (part if isinstance(part, str) else string(mapping(part).get("text")) for part in items(field))
        if joined := "".join(part or "" for part in parts):
            return joined
    return string(first(message, "poll.question"))


def _reactions(message: Record) -> str | None:
    counts = (
        (first(reaction, "emoji") or first(reaction, "type"), ident(reaction.get("count")))
        for reaction in objects(message.get("reactions"))
    )
    return ", ".join(f"{name} {number}" for name, number in counts if isinstance(name, str) and number) or None


def _origin(message: Record) -> str | None:
    if "forwarded_from" not in message and "forwarded_from_id" not in message:
        return None
    return ident(message.get("forwarded_from_id")) or "unknown"


def _why_not(message: Record, text: str | None) -> str | None:
    kind = message.get("type")
    if kind == "service":
        return "service message"
    if kind == "unsupported":
        return "unsupported message"
    if message.get("media_type") == "sticker" or ("sticker_emoji" in message and not text):
        return "sticker"
    return "media only" if not text and any(name in message for name in MEDIA) else None


def _is_chat(record: Record) -> bool:
    if isinstance(record.get("messages"), list):
        message = next(objects(record["messages"]), record)
        return "type" in record and ("type" in message or "text" in message)
    return record.get("type") in ("message", "service") and {"date", "text"} <= record.keys() and "id" in record


def _is_account(record: Record) -> bool:
    return any("list" in mapping(record.get(name)) for name in ("chats", "left_chats"))


EXPORTS = (
    Export("telegram-account", "telegram", _is_account, ("chats.list.item", "left_chats.list.item"), chat),
    Export("telegram-chat", "telegram", _is_chat, ("",), chat, inside="messages", chained=True),
)
