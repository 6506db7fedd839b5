"""What stands in the archive of a person or a workspace beside comments, and is nobody's business.

Followers, searches, logins, accounts, direct messages: each is refused by name, so that a list of names is never read
as a list of comments.
"""

import re
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

from sentiment.reading.platforms._fields import Record, items, mapping, objects
from sentiment.reading.platforms.meta import FACEBOOK, is_instagram

DIRECT = "private messages"
# Paths of conversations between two people, in Slack, Google Chat and Meta's archives.
_PATHS = re.compile(
    r"(?:^|/)(?:D[A-Z0-9]{8,}|mpdm-[^/]+)/[0-9]{4}-[0-9]{2}-[0-9]{2}\.json$|(?:^|/)Groups/DM [^/]+/|"
    r"/messages/(?:inbox|archived_threads|message_requests|filtered_threads|e2ee_cutover)/"
)
_META = {
    "followers": "followers", "following": "accounts that are followed", "blocked": "blocked accounts",
    "search": "searches", "login": "logins", "logout": "logins", "posts_seen": "posts that were viewed",
    "ads_seen": "advertisements that were viewed", "ads_clicked": "advertisements",
    "profile": "personal information", "polls": "answers to polls", "likes": "likes", "saved": "saved posts",
    "friend": "friends", "device": "devices", "session": "logins", "address_book": "an address book",
    "contact": "an address book", "topics": "topics of advertising", "off_facebook": "activity on other sites",
}  # fmt: skip


def reason(name: str, record: Record) -> str | None:
    """Return what a file holds when that is private, by its path in an archive and its first record."""
    if _PATHS.search(name):
        return DIRECT
    return next((found for judge in _JUDGES if (found := judge(name, record))), None)


def _meta(name: str, record: Record) -> str | None:
    if {"participants", "messages"} <= record.keys():
        message = next(objects(record["messages"]), {})
        return DIRECT if "sender_name" in message or "participants" in record and not message else None
    top = next(iter(record), "")
    listed = next(objects(record.get(top)), {}) if len(record) < 4 else {}
    if top in FACEBOOK or is_instagram(record):
        return None
    if {"timestamp", "title"} <= record.keys() and isinstance(record.get("data", record.get("attachments")), list):
        held = next(objects(record.get("data")), {})
        return "reactions" if "reaction" in held else None if "comment" in held else "the owner's own posts"
    of_instagram = bool({"string_map_data", "string_list_data"} & (listed.keys() | record.keys()))
    of_facebook = len(record) == 1 and top.endswith("_v2") and isinstance(record[top], list | Mapping)
    if not of_instagram and not of_facebook:
        return None
    said = (top if listed or of_facebook else PurePosixPath(name).stem).lower()
    return next((what for word, what in _META.items() if word in said), said.replace("_", " "))


def _slack(name: str, record: Record) -> str | None:
    if {"id", "profile", "team_id"} <= record.keys():
        return "accounts of members"
    if {"id", "created", "members"} <= record.keys() and "messages" not in record:
        return "a list of channels and their members"
    return "changes of integrations" if {"service_id", "user_name", "change_type"} <= record.keys() else None


def _mastodon(name: str, record: Record) -> str | None:
    listed = items(record.get("orderedItems"))
    if record.get("type") == "OrderedCollection" and listed and isinstance(listed[0], str):
        return "likes or bookmarks"
    return "an account" if {"preferredUsername", "inbox", "outbox"} <= record.keys() else None


def _discord(name: str, record: Record) -> str | None:
    channel = mapping(record.get("channel"))
    if "messages" in record and str(channel.get("type")) in ("DirectTextChat", "DirectGroupTextChat", "1", "3"):
        return DIRECT
    if {"ID", "Timestamp", "Contents", "Attachments"} <= record.keys():
        return f"a person's own messages, in which channels of the server and {DIRECT} are not told apart"
    if {"id", "type", "recipients"} <= record.keys() or any(
        str(v).startswith("Direct Message with") for v in record.values()
    ):
        return "a list of channels and who is in them"
    account = {"id", "username"} <= record.keys() and bool({"discriminator", "global_name"} & record.keys())
    return "an account" if account and "email" in record else None


def _google(name: str, record: Record) -> str | None:
    if {"header", "title", "time", "products"} <= record.keys():
        return "activity of an account: what was watched and searched for"
    if {"Channel Id", "Channel Url", "Channel Title"} == record.keys():
        return "subscriptions"
    if "membership_info" in record or (set(record) == {"members"} and "email" in next(objects(record["members"]), {})):
        return "members of a chat"
    return None


def _reddit(name: str, record: Record) -> str | None:
    if {"thread_id", "from", "to", "subject", "body"} <= record.keys():
        return DIRECT
    return DIRECT if {"channel_url", "conversation_type", "message"} <= record.keys() else None


_JUDGES: tuple[Callable[[str, Mapping[str, object]], str | None], ...] = (
    _meta, _slack, _mastodon, _discord, _google, _reddit,
)  # fmt: skip
