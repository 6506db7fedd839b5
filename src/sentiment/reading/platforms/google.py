"""Reviews on Google: Play by google-play-scraper or the Play Console, Maps by Apify actors or Takeout.

What the owner answered is a row of its own, skipped: it is no reaction. A text that Google shows translated is read in
the original.
"""

import re
from collections.abc import Iterator
from datetime import UTC

from sentiment.reading.escapes import untranslated
from sentiment.reading.platforms._base import Export
from sentiment.reading.platforms._fields import Record, first, ident, items, mapping, string, when
from sentiment.reading.platforms._rows import Row, row, unreadable
from sentiment.table.numbers import number


def original(value: object) -> str | None:
    """Return what the reviewer wrote, without Google's translation of it."""
    written = string(value)
    return None if written is None else untranslated(written)


def play(record: Record) -> Iterator[Row]:
    """Read a review of google-play-scraper; its times are of the machine that ran it.

    In a table that holds another shop's reviews below, under names of their own, a row has those of one shop.
    """
    yield from _review(
        "google-play",
        record,
        key=first(record, "reviewId"),
        text=first(record, "content", "review", "body"),
        time=("at", "date"),
        author=first(record, "userName"),
        likes=first(record, "thumbsUpCount", "thumbsUp"),
        rating=first(record, "score", "rating"),
        thread=first(record, "appId"),
        answer=first(record, "replyContent", "replyText"),
        answered=("repliedAt", "replyDate"),
    )


def console(record: Record) -> Iterator[Row]:
    """Read a row of the Play Console's table of reviews."""
    link = string(first(record, "Review Link"))
    found = re.search(r"reviewId=([\w:-]+)", link or "")
    yield from _review(
        "google-play",
        record,
        key=found[1] if found else None,
        text=first(record, "Review Text"),
        time=("Review Submit Millis Since Epoch", "Review Submit Date and Time"),
        rating=first(record, "Star Rating"),
        thread=first(record, "Package Name"),
        answer=first(record, "Developer Reply Text"),
        answered=("Developer Reply Millis Since Epoch", "Developer Reply Date and Time"),
    )


def maps(record: Record) -> Iterator[Row]:
    """Read a review of an actor, or a place with its reviews inside."""
    for entry in items(record.get("reviews")) or [record]:
        if not mapping(entry):
            yield unreadable("google-maps", entry, record)
            continue
        yield from _review(
            "google-maps",
            entry,
            key=first(entry, "reviewId"),
            text=first(entry, "text"),
            time=("publishedAtDate",),
            author=first(entry, "name", "reviewerName"),
            likes=first(entry, "likesCount"),
            rating=first(entry, "stars", "rating"),
            thread=first(entry, "placeId") or first(record, "placeId"),
            url=first(entry, "reviewUrl"),
            answer=first(entry, "responseFromOwnerText"),
            answered=("responseFromOwnerDate",),
        )


def takeout(record: Record) -> Iterator[Row]:
    """Read a feature of Takeout's Reviews.json: what a person wrote."""
    found = mapping(record.get("properties")) or record
    yield from _review(
        "google-maps",
        found,
        key=None,
        text=first(found, "review_text_published", "Google Maps review text"),
        time=("date", "Published"),
        rating=first(found, "five_star_rating_published", "Star Rating"),
        url=first(found, "google_maps_url", "Google Maps URL"),
    )


def _review(
    platform: str,
    record: Record,
    *,
    key: object,
    text: object,
    time: tuple[str, ...],
    author: object = None,
    likes: object = None,
    rating: object = None,
    thread: object = None,
    url: object = None,
    answer: object = None,
    answered: tuple[str, ...] = (),
) -> Iterator[Row]:
    written, stars, zone = original(text), number(rating), UTC if "Package Name" in record else None
    review = row(
        platform,
        key,
        written,
        time=when(first(record, *time), zone=zone),
        thread=thread,
        author=author,
        likes=likes,
        rating=stars,
        url=url,
        skipped="rating only" if stars is not None and not (written or "").strip() else None,
    )
    yield review
    if said := original(answer):
        native = review["id"].partition(":")[2]
        yield row(
            platform,
            f"{native}/answer",
            said,
            time=when(first(record, *answered), zone=zone),
            thread=thread,
            parent=native,
            group="owner",
            skipped="owner's answer",
        )


def _is_play(record: Record) -> bool:
    return "content" in record and {"score", "reviewId"} <= record.keys() or "thumbsUpCount" in record


def _is_maps(record: Record) -> bool:
    entry = mapping(next(iter(items(record.get("reviews"))), None)) or record
    return {"reviewId", "stars"} <= entry.keys() and bool({"publishedAtDate", "text"} & entry.keys())


def _is_takeout(record: Record) -> bool:
    if record.get("type") == "FeatureCollection":
        first_feature = mapping(next(iter(items(record.get("features"))), None))
        return ident(first(first_feature, "properties.five_star_rating_published")) is not None
    return "five_star_rating_published" in mapping(record.get("properties"))


EXPORTS = (
    Export("google-play-scraper", "google-play", _is_play, ("",), play),
    Export("google-play-console", "google-play", lambda r: {"Package Name", "Star Rating"} <= r.keys(), ("",), console),
    Export("google-maps-actor", "google-maps", _is_maps, ("reviews.item",), maps),
    Export("google-maps-takeout", "google-maps", _is_takeout, ("features.item",), takeout),
)
