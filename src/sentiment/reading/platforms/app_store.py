"""Reviews in Apple's App Store, from the feed of an app (`itunes.apple.com/.../rss/customerreviews/.../json`).

Each value stands in an object, alone under `label`.
"""

from collections.abc import Iterator

from sentiment.reading.platforms._base import Export
from sentiment.reading.platforms._fields import Record, first, mapping, objects, when
from sentiment.reading.platforms._rows import Row, row

_STARS = "im:rating"


def feed(record: Record) -> Iterator[Row]:
    """Read a review; the entry of the app itself, which older feeds have first, is passed over."""
    if _STARS in record:
        yield row(
            "app-store",
            first(record, "id.label"),
            first(record, "content.label"),
            time=when(first(record, "updated.label")),
            author=first(record, "author.name.label"),
            likes=first(record, "im:voteSum.label"),
            rating=first(record, f"{_STARS}.label"),
        )


def _is_feed(record: Record) -> bool:
    entries = [record, *objects(mapping(record.get("feed")).get("entry"))]
    return any("label" in mapping(entry.get(_STARS)) for entry in entries)


EXPORTS = (Export("app-store-feed", "app-store", _is_feed, ("feed.entry.item",), feed),)
