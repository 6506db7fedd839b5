"""Heads of messages in chats that are exported as text: a date and a time, in the style of any country.

Whether the day, the month or the year comes first is found from the whole chat: it runs forward, and no message is
older than 2009 or of tomorrow. Digits may be of any script; years of the Buddhist and the Persian calendar are told by
their size.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sentiment.table.date_order import Trial

MARKS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
_M = f"[{MARKS}]{{0,5}}"  # an application writes one or two; of any number, some in a row cost the cube of it
_CLOCK = r"(?P<hour{n}>\d{{1,2}})[:.h](?P<minute{n}>\d{{2}})(?:[:.](?P<second{n}>\d{{2}}))?"
_HALF = r"[^\W\d_](?:[^\d\-\[\]:]|-(?=\w)){0,14}?"
HEAD = re.compile(
    rf"{_M}(?P<bracket>\[)?{_M}(?:{_CLOCK.format(n='_')}(?:\s?(?P<half_>{_HALF}))?[,،]?\s)?{_M}"
    rf"(?P<a>\d{{1,4}}){_M}(?P<sep>\.\s|[./-]|\s?[년年]\s?){_M}(?P<b>\d{{1,2}}){_M}(?:(?P=sep)|\s?[월月]\s?){_M}"
    rf"(?P<c>\d{{1,4}}){_M}[일日]?\.?(?:\s?г\.)?[,،]?{_M}"
    rf"(?(hour_)|\s{_M}(?:(?P<before>{_HALF})\s?)?{_M}{_CLOCK.format(n='')}{_M}(?:\s?(?P<after>{_HALF}))?{_M})"
    rf"(?:(?(bracket)\]\s?|\s[-\u2013\u2014]\s)|(?(second)(?(bracket)(?!)|:\s(?=[^:\n]{{1,60}}:\s))|(?!)))"
    rf"(?P<rest>.*)",
    re.DOTALL,
)
DATED = re.compile(
    rf"{_M}\[?{_M}\d{{1,4}}{_M}[./\-년年]\s?{_M}\d{{1,2}}{_M}[./\-월月]\s?{_M}\d{{1,4}}\D.{{0,20}}?\d{{1,2}}[:.]\d{{2}}"
)

_AFTERNOON = frozenset(
    "pm ös م ب.ظ بظ بعدازظهر μμ 下午 오후 午後 中午 傍晚 晚上 ptg petang malam अपराह्न ch du odp odpoledne ip em "
    "pasdites epasdites слоб следобед пп អ popodne popoldne אחהצ gm".split()
)
_MORNING = frozenset(
    "am öö ص قظ ق.ظ قبلازظهر πμ 上午 오전 午前 凌晨 清晨 早上 pg pagi पूर्वाह्न sa de dop dopoledne ap fm paradites "
    "eparadites проб преди дп prijepodne dopoldne לפנהצ".split()
)
_BESIDE = frozenset("à um at в alle las alas klo kl ve saat ч г ore om o в".split())  # words that are no half of a day
_FIRST = date(2009, 1, 1)  # no chat is older
_ORDERS = {"day first": "cba", "month first": "cab", "year first": "abc"}  # which of a, b, c is year, month, day


@dataclass(frozen=True)
class Order:
    """How dates are written: the places of year, month and day, and what the user should know of the choice."""

    places: str = "cba"
    note: str | None = None


def order(heads: Iterable[re.Match[str]]) -> Order:
    """Find the order of day, month and year in which the chat runs forward and in the smallest steps."""
    trials = {name: Trial() for name in _ORDERS}
    latest = datetime.now(UTC).date() + timedelta(days=1)
    american = slashes = False
    for head in heads:
        for name, trial in trials.items():
            found = _date(head, _ORDERS[name])
            trial.add(found if found and _FIRST <= found <= latest else None)
        american, slashes = american or _is_american(head), slashes or head["sep"] == "/"
    if not slashes and not trials["day first"].invalid:
        del trials["month first"]  # nobody writes 11.23.2023
    ranked = sorted(trials, key=lambda name: (trials[name].invalid, trials[name].backward, trials[name].days))
    first, second = (trials[name] for name in ranked[:2])
    if (first.invalid, first.backward, first.days) != (second.invalid, second.backward, second.days):
        return Order(_ORDERS[ranked[0]])
    if first.last == second.last:  # every date reads the same: 05.05.2023
        return Order(_ORDERS[ranked[0]])
    chosen = "month first" if american and "month first" in ranked[:2] else ranked[0]
    other = next(name for name in ranked[:2] if name != chosen)
    return Order(_ORDERS[chosen], f"dates are read {chosen}; nothing in the chat tells whether they are {other}")


def unknown_halves(heads: Iterable[re.Match[str]]) -> list[str]:
    """Return words beside clocks of twelve hours that tell neither morning nor afternoon here."""
    words: set[str] = set()
    for head in heads:
        if int(head["hour"] or head["hour_"]) > 12:
            return []
        if half_of_day(head) is None:
            words |= {
                word for name in ("before", "after", "half_") if (word := head[name]) and _bare(word) not in _BESIDE
            }
    return sorted(words)


def time(head: re.Match[str], places: str) -> datetime | None:
    """Return when a message was written, in the phone's own zone."""
    day = _date(head, places)
    clock = "_" if head["hour_"] else ""
    hour = int(head[f"hour{clock}"])
    half = half_of_day(head)
    if half is not None and hour <= 12:
        hour = hour % 12 + 12 * half
    try:
        minute, second = int(head[f"minute{clock}"]), int(head[f"second{clock}"] or 0)
        return None if day is None else datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=UTC)
    except ValueError:
        return None


def half_of_day(head: re.Match[str]) -> bool | None:
    """Return whether a clock of 12 hours says that it is after noon; None for a clock of 24."""
    for name in ("after", "before", "half_"):
        words = _bare(head[name] or "")
        if words in _AFTERNOON or words in _MORNING:
            return words in _AFTERNOON
    return None


def _bare(words: str) -> str:
    return re.sub(rf"[\s.'\"״׳{MARKS}]", "", words).lower()


def _is_american(head: re.Match[str]) -> bool:
    """Return whether a date has the style of the United States: 1/5/23, 9:41 PM."""
    padded = head["a"][:1] == "0" or head["b"][:1] == "0"
    return head["sep"] == "/" and len(head["c"]) == 2 and not padded and head["after"] in ("AM", "PM")


def _date(head: re.Match[str], places: str) -> date | None:
    written = [head[place] for place in places]
    if len(written[0]) == 3 or len(written[1]) > 2 or len(written[2]) > 2:
        return None
    year, month, day = map(int, written)
    try:
        if len(written[0]) < 4:
            return date(2000 + year, month, day) if len(written[0]) == 2 else None
        if 1388 <= year <= 1420:
            return _from_persian(year, month, day)
        return date(year - 543 if 2552 <= year < 2700 else year, month, day)
    except ValueError:
        return None


def _from_persian(year: int, month: int, day: int) -> date:
    """Return the day of the Solar Hijri calendar, whose leap years of this century are 1391, 1395, 1399, 1403, 1408.

    Raises:
        ValueError: there is no such month or day.
    """
    leap = [y for y in (1391, 1395, 1399, 1403, 1408, 1412, 1416, 1420) if y < year]
    if not (1 <= month <= 12 and 1 <= day <= (31 if month < 7 else 30)):
        raise ValueError(month, day)
    days = (year - 1388) * 365 + len(leap) + (month - 1) * 30 + min(month - 1, 6) + day - 1
    return date(2009, 3, 21) + timedelta(days=days)
