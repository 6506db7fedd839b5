"""Tables by exportcomments.com, for Facebook, Instagram, TikTok, X and YouTube.

They hold no ids. The number of a comment (`1`, a reply `1-1`) starts anew in every file, so it cannot be an id; it is
kept in `number`, and tells the parent.
"""

import re
from collections.abc import Iterator

from sentiment.reading.platforms._base import Export
from sentiment.reading.platforms._fields import Record, first, ident, string, when
from sentiment.reading.platforms._rows import Row, row

_LINK = re.compile(r'=HYPERLINK\("([^"]*)"\s*[,;]\s*"([^"]*)"\)', re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]+(?:-[0-9]+)?")
_OF_FACEBOOK = re.compile(r"(?:ID: *)?[0-9]*")
_SITE = re.compile(r"//(?:\w+\.)?(facebook|instagram|tiktok|youtube|twitter|x)\.com/", re.IGNORECASE)


class Numbered(Row, total=False):
    """A row with the place that the tool gave it."""

    number: str | None


def comments(record: Record) -> Iterator[Numbered]:
    """Read a row; its cells may be links written as formulas."""
    cells = [
        _number(value) for name, value in record.items() if not str(name).strip() or str(name).startswith("Unnamed")
    ]
    numbers = sorted(filter(None, cells), key=len)
    native = _native(record)
    found = row(
        _platform(record),
        native,
        _shown(first(record, "Comment", "Tweet Text", "Review", "Caption")),
        time=when(first(record, "Date")),
        author=_shown(first(record, "Username", "Unique ID", "Name (click to view profile)", "Name", "Profile ID")),
        likes=first(record, "Likes", "Digg count", "Favorites"),
        rating=_stars(first(record, "Stars")),
    )
    yield {**found, "number": numbers[-1] if numbers else None}


def _number(value: object) -> str | None:
    native = ident(value)
    return native if native and _NUMBER.fullmatch(native) else None


def _shown(cell: object) -> str | None:
    written = string(cell)
    link = _LINK.fullmatch(written or "")
    return link[2] if link else written


def _native(record: Record) -> str | None:
    """Return the id of a comment from the link to it, where the table has that link."""
    found = re.search(r"(?:reply_comment_id|comment_id|lc|/status/)=?([\w.-]+)", _source(record))
    return found[1] if found else None


def _source(record: Record) -> str:
    return str(first(record, "(view source)", "View source", "Source") or "")


def _stars(value: object) -> object:
    return None if ident(value) in (None, "0") else value


def _platform(record: Record) -> str:
    if {"Digg count", "Unique ID"} & record.keys():
        return "tiktok"
    if "Tweet Text" in record:
        return "x"
    if link := _SITE.search(_source(record)):
        return "x" if link[1].lower() == "twitter" else link[1].lower()
    of_facebook = "Profile ID" in record and _OF_FACEBOOK.fullmatch(_shown(record["Profile ID"]) or "")
    return "facebook" if of_facebook else "exportcomments"


def _is_exportcomments(record: Record) -> bool:
    return any(str(name).strip() in ("Name (click to view profile)", "(view source)") for name in record)


EXPORTS = (Export("exportcomments", "facebook", _is_exportcomments, ("",), comments),)
