"""Signal: lines of signal-export, rows of its database, what signal-cli receives, and the frames of its own export."""

import re
from collections.abc import Callable, Iterator
from typing import BinaryIO

from sentiment.reading.platforms._base import Document, Export
from sentiment.reading.platforms._fields import Record, first, ident, items, mapping, objects, string, when
from sentiment.reading.platforms._rows import Row, row, unreadable

LONGEST = 64 << 20  # bytes in a line
_HEAD = re.compile(
    r"\[(?P<time>[0-9]{4}-[0-9]{2}-[0-9]{2}(?:, [0-9]{2}:[0-9]{2}| [0-9]{2}:[0-9]{2}:[0-9]{2}))\] "
    r"(?P<author>[^:\n]{1,80}): ?(?P<text>.*)"
)
_MARKS = re.compile(r"[^\S\n]*\(- (?P<marks>[^()]*) -\)")  # who reacted, and how
_PICTURE = re.compile(r"!?\[[^\[\]]*\]\((?:\./)?media/[^()]*\)")


def written(start: Callable[[], BinaryIO]) -> Iterator[Row]:
    """Read chat.md of signal-export; lines that begin with > are quoted from others."""
    head: re.Match[str] | None = None
    lines: list[str] = []
    with start() as file:
        for raw in iter(lambda: file.readline(LONGEST), b""):
            line = raw.decode("utf-8-sig", "replace").rstrip()
            if found := _HEAD.fullmatch(line):
                if head:
                    yield _spoken(head, lines)
                head, lines = found, [found["text"]]
            elif not line.startswith(">"):
                lines.append(line)
    if head:
        yield _spoken(head, lines)


def _spoken(head: re.Match[str], lines: list[str]) -> Row:
    text = "\n".join(lines).strip()
    said = _PICTURE.sub("", _MARKS.sub("", text)).strip()
    marks = [mark for found in _MARKS.finditer(text) for mark in found["marks"].split(",")]
    reactions = [mark.rpartition(": ")[2].strip() for mark in marks]
    return row(
        "signal",
        None,
        said,
        time=when(head["time"].replace(",", "")),
        author=head["author"],
        reactions=", ".join(f"{mark} {reactions.count(mark)}" for mark in dict.fromkeys(reactions)) or None,
        skipped="media only" if not said and _PICTURE.search(text) else None,
    )


def exported(record: Record) -> Iterator[Row]:
    """Read a message by signal-export; who is quoted is left out."""
    text = string(record.get("body"))
    sticker, attached = first(record, "sticker"), items(record.get("attachments"))
    yield row(
        "signal",
        None,
        text,
        time=when(record.get("date")),
        author=record.get("sender"),
        reactions=_reactions(items(record.get("reactions"))),
        skipped=None if (text or "").strip() else "sticker" if sticker else "media only" if attached else None,
    )


def _reactions(found: list[object]) -> str | None:
    marks: dict[str, int] = {}
    for one in found:
        mark = string(one[1]) if isinstance(one, list) and len(one) > 1 else string(first(one, "emoji"))
        if mark:
            marks[mark] = marks.get(mark, 0) + 1
    return ", ".join(f"{mark} {count}" for mark, count in marks.items()) or None


def stored(record: Record) -> Iterator[Row]:
    """Read a row of the desktop's database, or a document with its messages."""
    listed = items(first(record, "messages", "messsages")) or [record]
    for message in objects(listed):
        text, kind = string(message.get("body")), message.get("type")
        service = kind not in (None, "incoming", "outgoing")
        yield row(
            "signal",
            first(message, "id"),
            text,
            time=when(message.get("sent_at")),
            thread=message.get("conversationId"),
            author=first(message, "sourceServiceId", "sourceUuid", "source") or (None if service else kind),
            skipped="service message"
            if service
            else "media only"
            if not text and message.get("hasAttachments")
            else None,
        )


def received(record: Record) -> Iterator[Row]:
    """Read an envelope of signal-cli; receipts and typing are no messages."""
    envelope = mapping(first(record, "params.envelope", "envelope"))
    sent = mapping(first(envelope, "dataMessage", "syncMessage.sentMessage"))
    if not sent:
        return
    group = ident(first(sent, "groupInfo.groupId"))
    yield row(
        "signal",
        first(sent, "timestamp"),
        string(sent.get("message")),
        time=when(first(sent, "timestamp")),
        thread=group,
        parent=first(sent, "quote.id"),
        author=first(envelope, "sourceUuid", "sourceNumber", "source"),
        skipped="media only" if not sent.get("message") and items(sent.get("attachments")) else None,
    )


def frame(record: Record) -> Iterator[Row]:
    """Read a frame of the application's own export; those of accounts and chats hold no message."""
    item = mapping(record.get("chatItem"))
    if not item:
        return
    said = mapping(item.get("standardMessage"))
    text = string(first(said, "text.body"))
    own, chat = ident(item.get("dateSent")), ident(item.get("chatId"))
    if own is None:
        yield unreadable("signal", item)
        return
    gone = "deleted" if "remoteDeletedMessage" in item else "sticker" if "stickerMessage" in item else None
    yield row(
        "signal",
        f"{chat}/{own}",
        text,
        time=when(own),
        thread=chat,
        parent=_in_chat(chat, ident(first(said, "quote.targetSentTimestamp"))),
        author=item.get("authorId"),
        skipped=gone
        or ("service message" if not said else "media only" if not text and said.get("attachments") else None),
    )


def _in_chat(chat: str | None, message: str | None) -> str | None:
    return f"{chat}/{message}" if message else None


def _is_stored(record: Record) -> bool:
    message = next(objects(first(record, "messages", "messsages")), record)
    return {"conversationId", "body", "sent_at"} <= message.keys()


def _is_received(record: Record) -> bool:
    envelope = mapping(first(record, "params.envelope", "envelope"))
    return "timestamp" in envelope and bool({"sourceNumber", "sourceUuid", "sourceDevice"} & envelope.keys())


EXPORTS = (
    Export("signal-export", "signal", lambda r: {"sender", "body", "quote", "reactions"} <= r.keys(), ("",), exported),
    Export("signal-database", "signal", _is_stored, ("",), stored),
    Export("signal-cli", "signal", _is_received, ("",), received),
    Export("signal-own-export", "signal", lambda r: bool({"chatItem", "backupTimeMs"} & r.keys()), ("",), frame),
)
DOCUMENTS = (
    Document(
        "signal-markdown", "signal", lambda head: _HEAD.match(head.decode("utf-8-sig", "ignore")) is not None, written
    ),
)
