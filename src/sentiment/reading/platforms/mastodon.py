"""Mastodon: the context of a post (`/context`), lists of posts, and outbox.json of an archive.

A boost has `shared_from`; bots are in the group `bot`. A content warning stands before the text, as readers see it.
"""

from collections.abc import Iterator, Mapping

from sentiment.reading.platforms._base import Export
from sentiment.reading.platforms._fields import Record, first, from_html, ident, items, mapping, root, string, when, yes
from sentiment.reading.platforms._rows import Row, row, unreadable


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
        skipped="media only" if not text and items(shown.get("media_attachments")) else None,
    )


def outbox(record: Record) -> Iterator[Row]:
    """Read an activity of an archive: posts written (`Create`) and boosts (`Announce`)."""
    for activity in items(record.get("orderedItems")) if "orderedItems" in record else [record]:
        if not isinstance(activity, Mapping):
            yield unreadable("mastodon", activity, record)
            continue
        note, boosted = mapping(activity.get("object")), string(activity.get("object"))
        yield row(
            "mastodon",
            first(note, "id") or first(activity, "id"),
            "\n\n".join(filter(None, (string(note.get("summary")), from_html(note.get("content"))))),
            time=when(first(note, "published") or first(activity, "published")),
            thread=first(note, "conversation"),
            parent=first(note, "inReplyTo"),
            author=first(activity, "actor"),
            url=first(note, "url"),
            shared_from=boosted if activity.get("type") == "Announce" else None,
            skipped="shared without text" if boosted else None,
        )


def _is_statuses(record: Record) -> bool:
    if {"ancestors", "descendants"} <= record.keys():
        return True
    return {"content", "created_at", "account"} <= record.keys() and bool({"in_reply_to_id", "reblog"} & record.keys())


def _is_outbox(record: Record) -> bool:
    return "orderedItems" in record or (
        record.get("type") in ("Create", "Announce") and {"actor", "object"} <= record.keys()
    )


EXPORTS = (
    Export("mastodon", "mastodon", _is_statuses, ("",), statuses),
    Export("mastodon-archive", "mastodon", _is_outbox, ("orderedItems.item",), outbox),
)
