"""Mastodon: the context of a post (`/context`), lists of posts, and outbox.json of an archive.

Of a direct message, and of a post for followers alone, the place is kept and nothing that was said.
A boost has `shared_from`; bots are in the group `bot`. A content warning stands before the text, as readers see it.
"""

from collections.abc import Iterator, Mapping

from sentiment.reading.platforms._base import Export
from sentiment.reading.platforms._fields import Record, first, from_html, ident, items, mapping, root, string, when, yes
from sentiment.reading.platforms._rows import Row, row, unreadable

HIDDEN = {"direct": "direct message", "private": "followers only", "limited": "followers only"}
PUBLIC = ("https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public")


def statuses(record: Record) -> Iterator[Row]:
    """Read a post, or a context: its thread is the first post above, of those in the file."""
    listed = [*items(record.get("ancestors")), *items(record.get("descendants"))]
    answers = {ident(s.get("id")): ident(s.get("in_reply_to_id")) for s in listed if isinstance(s, Mapping)}
    for status in listed if {"ancestors", "descendants"} & record.keys() else [record]:
        if isinstance(status, Mapping) and "content" in status:
            yield _status(status, root(ident(status.get("id")), answers) if answers else None)
        else:
            yield unreadable("mastodon", status, record)


def _status(status: Record, thread: str | None) -> Row:
    if hidden := HIDDEN.get(str(status.get("visibility"))):
        return row("mastodon", status.get("id"), None, time=when(status.get("created_at")), skipped=hidden)
    shared = mapping(status.get("reblog"))
    shown = shared or status
    warning, text = string(shown.get("spoiler_text")), from_html(shown.get("content"))
    return row(
        "mastodon",
        status.get("id"),
        "\n\n".join(filter(None, (warning, text))),
        time=when(status.get("created_at")),
        thread=thread,
        parent=status.get("in_reply_to_id"),
        author=first(status, "account.acct", "account.username"),
        likes=status.get("favourites_count"),
        replies=status.get("replies_count"),
        url=first(status, "url", "uri"),
        group="bot" if yes(first(status, "account.bot")) else None,
        shared_from=shared.get("id"),
        skipped=_picture(text or "", shown.get("media_attachments")),
    )


def outbox(record: Record) -> Iterator[Row]:
    """Read an activity of an archive: posts written (`Create`) and boosts (`Announce`)."""
    for activity in items(record.get("orderedItems")) if "orderedItems" in record else [record]:
        if not isinstance(activity, Mapping):
            yield unreadable("mastodon", activity, record)
            continue
        note, boosted = mapping(activity.get("object")), string(activity.get("object"))
        moment = when(first(note, "published") or first(activity, "published"))
        if hidden := _hidden({**activity, **note}):
            yield row("mastodon", first(note, "id") or first(activity, "id"), None, time=moment, skipped=hidden)
            continue
        text = "\n\n".join(filter(None, (string(note.get("summary")), from_html(note.get("content")))))
        yield row(
            "mastodon",
            first(note, "id") or first(activity, "id"),
            text,
            time=moment,
            thread=first(note, "conversation"),
            parent=first(note, "inReplyTo"),
            author=first(activity, "actor"),
            url=first(note, "url"),
            shared_from=boosted if activity.get("type") == "Announce" else None,
            skipped="shared without text" if boosted else _picture(text, note.get("attachment")),
        )


def _hidden(activity: Record) -> str | None:
    """Return why an activity is not for all to read; one that names no readers is."""
    named = [activity.get(name) for name in ("to", "cc")]
    readers = [reader for value in named for reader in (value if isinstance(value, list) else [value]) if reader]
    if not readers or any(reader in PUBLIC for reader in readers):
        return None
    followers = any(str(reader).endswith("/followers") for reader in readers)
    return "followers only" if followers else "direct message"


def _picture(text: str, attached: object) -> str | None:
    return "media only" if not text and items(attached) else None


def _is_statuses(record: Record) -> bool:
    if {"ancestors", "descendants"} <= record.keys():
        return True
    return {"content", "created_at", "account"} <= record.keys() and bool({"in_reply_to_id", "reblog"} & record.keys())


def _is_outbox(record: Record) -> bool:
    return any(isinstance(item, Mapping) for item in items(record.get("orderedItems"))[:1]) or (
        record.get("type") in ("Create", "Announce") and {"actor", "object"} <= record.keys()
    )


EXPORTS = (
    Export("mastodon", "mastodon", _is_statuses, ("",), statuses),
    Export("mastodon-archive", "mastodon", _is_outbox, ("orderedItems.item",), outbox),
)
