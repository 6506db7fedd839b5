"""Read values out of other people's records: whatever stands there becomes a value or None, never an error."""

import ast
import html
import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from decimal import Decimal
from typing import Any

Record = Mapping[str, Any]
When = tuple[datetime | None, str | None]

_NOTHING = {"", "null", "none", "nan", "n/a", "undefined"}
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:[.,\s'’][0-9]{3})+")
_COUNT = re.compile(r"([+-]?[0-9]+(?:[.,][0-9]+)?)\s*([^\W\d_]*)\.?")
# How a thousand and a million are shortened in the languages of the platforms; Turkish `B` is bin, a thousand.
_UNITS = {
    "": 1,
    **dict.fromkeys(("k", "b", "bin", "min", "tys", "tsd", "mil", "тыс", "т"), 1_000),
    **dict.fromkeys(("m", "mn", "mln", "mio", "млн", "м"), 1_000_000),
}
_ZONES = {"UTC": 0, "GMT": 0, "Z": 0, "EST": -5, "EDT": -4, "PST": -8, "PDT": -7, "CET": 1, "CEST": 2, "MSK": 3}
_ZONE = re.compile(r"(.*[0-9])\s*\(?([A-Z]{1,4})\)?")
_NUMERIC_DATE = re.compile(r"([0-9]{1,2})([./])([0-9]{1,2})\2([0-9]{4}),?\s+([0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)")
_TAG_BREAK = re.compile(r"<br\s*/?>|</p>\s*<p[^<>]*>|</(?:p|div|li)>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--[^<>]*-->")


def first(record: object, *names: str) -> Any:
    """Return the first value that is there; `a.b` is a column of that name, or `b` inside `a`."""
    if isinstance(record, Mapping):
        for name in names:
            value = record.get(name)
            if value is None and "." in name:
                value = _inside(record, name)
            if value is not None and value != "":
                return value
    return None


def _inside(record: Record, name: str) -> Any:
    value: Any = record.get(name.replace(".", "/"))
    if value is None:
        value = record
        for part in name.split("."):
            value = mapping(value).get(part)
    return value


def mapping(value: object) -> Record:
    """Return an object, also one written into a cell as JSON or as Python shows it; else an empty one."""
    if isinstance(value, Mapping):
        return value
    if isinstance(value, str) and value.startswith("{") and len(value) < 50_000:
        for read in (json.loads, ast.literal_eval):
            try:
                found = read(value)
            except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
                continue
            if isinstance(found, dict):
                return {str(k): v for k, v in found.items()}
    return {}


def items(value: object) -> list[Any]:
    """Return a list, or an empty one."""
    return value if isinstance(value, list) else []


def objects(value: object) -> Iterator[Record]:
    """Yield those entries of a list that are objects."""
    return (entry for entry in items(value) if isinstance(entry, Mapping))


def string(value: object) -> str | None:
    """Return text as written; None for nothing and for what is no text."""
    if isinstance(value, str):
        return value or None
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    return ident(value)


def ident(value: object) -> str | None:
    """Return an id as text: never rounded, never `1.0`, none for `N/A`; Excel's `="12"` is 12."""
    if isinstance(value, str):
        bare = value.strip()
        if bare.startswith('="') and bare.endswith('"'):
            bare = bare[2:-1]
        if re.fullmatch(r"[0-9]{1,40}\.0", bare):
            bare = bare[:-2]
        return None if bare.lower() in _NOTHING else bare
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal) or _size(value) > 1e40:
        return None
    whole = int(value)
    return str(whole) if whole == value else str(value)


def _size(value: int | float | Decimal) -> float:
    """Return the absolute value; infinity for what is no number or beyond any use."""
    try:
        size = abs(float(value))
    except (OverflowError, ValueError):
        return float("inf")
    return size if size == size else float("inf")


def root(own: str | None, answers: dict[str | None, str | None]) -> str | None:
    """Follow id -> answered id up to the first message, which need not be in the file; ways once gone are shortened."""
    seen, at = {own}, own
    while (up := answers.get(at)) is not None and up not in seen:
        if above := answers.get(up):
            answers[at] = above
        seen.add(up)
        at = up
    return at


def number(value: object) -> float | None:
    """Return a number, `4,5` and `"5"` included."""
    if isinstance(value, str):
        try:
            value = float(value.strip().replace(",", "."))
        except ValueError:
            return None
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal) or _size(value) == float("inf"):
        return None
    return float(value)


def count(value: object) -> int | None:
    """Return a count: 3, "3.0", "1.2K", "1,2 mln", "1 234"."""
    if isinstance(value, str):
        bare = value.strip().lower()
        if _GROUPED.fullmatch(bare):
            value = int(re.sub(r"[^0-9+-]", "", bare)[:20])
        else:
            match = _COUNT.fullmatch(bare)
            if not match or match[2] not in _UNITS:
                return None
            value = round((number(match[1]) or 0.0) * _UNITS[match[2]], 6) if len(match[1]) < 20 else None
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal) or _size(value) > 2**62:
        return None
    return int(value)


def when(value: object, *, zone: tzinfo | None = None) -> When:
    """Return a moment in UTC and how sure it is: `exact` with a known zone, `local` without.

    Reads seconds, milli- and microseconds since 1970, ISO 8601, `Sat Nov 23 09:43:20 +0000 2024`, `... EDT` and
    `23.11.2024 13:43`. `zone` is that of the tool which wrote it, when it is known.
    """
    moment = value if isinstance(value, datetime) else _since_1970(value) or _written(value)
    if moment is None:
        return None, None
    sure = "exact"
    if moment.tzinfo is None:
        sure = "exact" if zone else "local"
        moment = moment.replace(tzinfo=zone or UTC)
    try:
        return moment.astimezone(UTC), sure
    except (OverflowError, ValueError):
        return None, None


def _since_1970(value: object) -> datetime | None:
    if isinstance(value, str) and not re.fullmatch(r"[0-9]{9,17}(\.[0-9]{1,9})?", value.strip()):
        return None
    seconds = number(value)
    if seconds is None or seconds < 1e8:
        return None
    while seconds >= 1e11:
        seconds /= 1000
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=round(seconds * 1e6))


def _written(value: object) -> datetime | None:
    if not isinstance(value, str) or not 8 <= len(value) <= 60:
        return None
    bare = value.strip().replace("\u202f", " ").replace("\u200e", "")
    named = _ZONE.fullmatch(bare)
    if named and named[2] in _ZONES:
        moment = _written(named[1])
        return moment.replace(tzinfo=timezone(timedelta(hours=_ZONES[named[2]]))) if moment else None
    if match := _NUMERIC_DATE.fullmatch(bare):
        day, month = int(match[1]), int(match[3])
        if match[2] == "/" and day <= 12:  # the month first, perhaps
            if month <= 12 and day != month:
                return None
            day, month = month, day
        bare = f"{match[4]}-{month:02}-{day:02} {match[5].zfill(5)}"
    for read in (datetime.fromisoformat, _twitter):
        try:
            return read(bare)
        except (ValueError, OverflowError):
            continue
    return None


def _twitter(value: str) -> datetime:
    return datetime.strptime(value, "%a %b %d %H:%M:%S %z %Y")


def from_html(value: object) -> str | None:
    """Return the text of a field that is HTML."""
    written = string(value)
    return None if written is None else html.unescape(_TAG.sub("", _TAG_BREAK.sub("\n", written))).strip() or None


def unescaped(value: object) -> str | None:
    """Return a field in which the platform writes `&`, `<` and `>` as entities."""
    written = string(value)
    return None if written is None else html.unescape(written)


def yes(value: object) -> bool:
    """Return whether a flag is set, also one written as text."""
    return value is True or str(value).strip().lower() in {"true", "yes", "1", "1.0"}
