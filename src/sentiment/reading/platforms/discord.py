"""Discord: a channel exported by DiscordChatExporter as JSON.

What Discord writes itself ("joined the server") are service messages; of bots nothing is scored.
"""

from collections.abc import Iterator, Mapping

from sentiment.reading.platforms._base import Export
from sentiment.reading.platforms._fields import Record, first, ident, items, mapping, objects, root, string, when, yes
from sentiment.reading.platforms._rows import Row, row, unreadable

SAID = ("Default", "Reply", "0", "19")


def messages(record: Record) -> Iterator[Row]:
    """Read the messages of a channel; the thread is the first of a chain of answers."""
    listed = items(record.get("messages")) if "messages" in record else [record]
    answers = {ident(first(m, "id")): _answered(m) for m in objects(listed)}
    for message in listed:
        if isinstance(message, Mapping) and ident(message.get("id")):
            yield _message(message, answers)
        else:
            yield unreadable("discord", message, record)


def _answered(message: Record) -> str | None:
    return ident(first(message, "reference.messageId")) if message.get("type") in ("Reply", "19") else None


def _message(message: Record, answers: dict[str | None, str | None]) -> Row:
    own = ident(message.get("id"))
    text, is_bot = string(message.get("content")), yes(first(message, "author.isBot"))
    return row(
        "discord",
        own,
        text,
        time=when(message.get("timestamp")),
        thread=root(own, answers),
        parent=answers.get(own),
        author=first(message, "author.id", "author.name"),
        group="bot" if is_bot else "commenter",
        reactions=_reactions(message),
        skipped=_why_not(message, text, is_bot),
    )


def _reactions(message: Record) -> str | None:
    counts = (
        (string(first(reaction, "emoji.name")), ident(reaction.get("count")))
        for reaction in objects(message.get("reactions"))
    )
    return ", ".join(f"{name} {number}" for name, number in counts if name and number) or None


def _why_not(message: Record, text: str | None, is_bot: bool) -> str | None:
    if ident(message.get("type")) not in (None, *SAID):
        return "service message"
    if is_bot:
        return "bot message"
    if items(message.get("stickers")) and not text:
        return "sticker"
    return "media only" if not text and (items(message.get("attachments")) or items(message.get("embeds"))) else None


def _is_channel(record: Record) -> bool:
    message = next(objects(record.get("messages")), record)
    return {"timestamp", "content"} <= message.keys() and "isBot" in mapping(message.get("author"))


EXPORTS = (Export("discord-chat-exporter", "discord", _is_channel, ("",), messages, inside="messages", chained=True),)
