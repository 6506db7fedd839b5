"""What groups and periods are called in the reader's language."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sentiment.rendering.translation import DAY, Phrases
from sentiment.table.groups import NO_VALUE, OTHER, REST, UNITS

_WEEK = re.compile(r"(\d{4})-W(\d\d)")
_PERIOD = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d)(?: (\d\d):00(?: UTC[+-]\d{4})?)?)?")
# Platforms whose names are written otherwise than with one capital.
PLATFORMS = {
    "4chan": "4chan", "app-store": "App Store", "google-chat": "Google Chat", "google-maps": "Google Maps",
    "google-play": "Google Play", "hacker-news": "Hacker News", "tiktok": "TikTok", "vk": "VK", "whatsapp": "WhatsApp",
    "wordpress": "WordPress", "youtube": "YouTube",
}  # fmt: skip
MONTH = len("2023-10")


def named_column(name: str, say: Phrases) -> str:
    """Name a column that the comments are grouped by, or two of these crossed."""
    return " × ".join(map(say.name, name.split("+", 1)))


def groups(column: str, names: Iterable[str], say: Phrases) -> dict[str, str]:
    """Return what the groups of a column are called; two that would be called alike stay as they are."""
    said = {name: group(column, name, say) for name in names}
    times = Counter(said.values())
    return {name: told if times[told] == 1 else name for name, told in said.items()}


def shortlist(names: Sequence[str], most: int) -> str:
    """List names, the first of many alone."""
    return ", ".join(names[:most]) + (" …" if len(names) > most else "")


def group(column: str, name: str, say: Phrases) -> str:
    """Name a group of a column, of a unit of time, or of two of these crossed."""
    if name in {NO_VALUE, OTHER, REST}:
        return say.name(name)
    first, plus, second = column.partition("+")
    one, comma, other = name.partition(", ")
    if plus and comma:
        return f"{group(first, one, say)}, {group(second, other, say)}"
    if column == "language":
        return say.capital(say.language_name(name))
    if column == "platform":
        return PLATFORMS.get(name, say.capital(name))
    return period(name, say) if column in UNITS else say.name(name)


def period(name: str, say: Phrases) -> str:
    """Write a month, a week, a day or an hour as the reader does."""
    start = begins(name)
    if start is None:
        return say.name(name)
    if _WEEK.fullmatch(name):
        return say("week of {day}", day=say.date(start))
    if len(name) <= DAY:
        return say.date(start, months=len(name) == MONTH)
    return f"{say.date(start)}, {name[DAY + 1 :]}"


def begins(period: str) -> datetime | None:
    """Return when a period begins, on its clock; None for another text.

    Periods are written `2023-10`, `2023-W44`, `2023-10-31`, `2023-10-31 14:00`, and `2023-10-29 02:00 UTC+0100` for an
    hour that was on the clock before.
    """
    try:
        if week := _WEEK.fullmatch(period):
            return datetime.combine(date.fromisocalendar(int(week[1]), int(week[2]), 1), datetime.min.time())
        if not (found := _PERIOD.fullmatch(period)):
            return None
        year, month, day, hour = found.groups()
        return datetime(int(year), int(month), int(day or 1), int(hour or 0))
    except ValueError:
        return None
