"""Tables of X (Twitter) by tools: Twint, and NodeXL, where a row is no post but an edge between two people."""

import re
from collections.abc import Iterator
from datetime import UTC, timedelta, timezone

from sentiment.reading.platforms._base import Export
from sentiment.reading.platforms._fields import Record, When, first, ident, literal, objects, string, when, yes
from sentiment.reading.platforms._rows import Row, row

_ZONE = re.compile(r"([+-])([0-9]{2}):?([0-9]{2})?")


class Edge(Row, total=False):
    """A post with the other end of the edge that it stands at: who is mentioned or answered."""

    mentioned: str | None


def twint(record: Record) -> Iterator[Row]:
    """Read a row of Twint; date and clock stand in two columns beside the zone of the machine."""
    key, thread = ident(first(record, "id")), ident(first(record, "conversation_id"))
    text = string(first(record, "tweet"))
    answered = list(objects(literal(record.get("reply_to"))))
    is_answer = thread not in (None, key) and len(answered) <= 2  # the one who speaks, and who began the thread
    yield row(
        "x",
        key,
        text,
        time=_clock(record),
        thread=thread,
        parent=thread if is_answer else None,
        author=first(record, "username", "user_id"),
        likes=first(record, "likes_count", "nlikes"),
        replies=first(record, "replies_count", "nreplies"),
        url=first(record, "link"),
        shared_from=first(record, "retweet_id") or ("unknown" if yes(record.get("retweet")) else None),
    )


def _clock(record: Record) -> When:
    date, clock = string(first(record, "date")), string(first(record, "time"))
    zone = _ZONE.fullmatch(str(first(record, "timezone") or "").replace("−", "-"))
    if date and clock and zone:
        offset = timedelta(hours=int(zone[2]), minutes=int(zone[3] or 0))
        if offset < timedelta(hours=24):
            return when(f"{date[:10]} {clock}", zone=timezone(-offset if zone[1] == "-" else offset))
    return when(first(record, "created_at")) if first(record, "created_at") else when(f"{date} {clock or ''}".strip())


def nodexl(record: Record) -> Iterator[Edge]:
    """Read an edge; a post that mentions two people stands twice, and the second is a duplicate."""
    found = row(
        "x",
        first(record, "Imported ID", "Tweet ID"),
        first(record, "Tweet", "Text", "Comment"),
        time=when(first(record, "Tweet Date (UTC)", "Relationship Date (UTC)", "Date"), zone=UTC),
        parent=first(record, "In-Reply-To Tweet ID"),
        author=first(record, "Vertex 1"),
        likes=first(record, "Favorite Count", "Favorited"),
        url=first(record, "Twitter Page for Tweet", "URL"),
    )
    yield {**found, "mentioned": string(first(record, "Vertex 2"))}


EXPORTS = (
    Export("twint", "x", lambda r: {"conversation_id", "tweet", "username", "timezone"} <= r.keys(), ("",), twint),
    Export("nodexl", "x", lambda r: {"Vertex 1", "Vertex 2", "Relationship"} <= r.keys(), ("",), nodexl),
)
